"""The facts of the bundled pack as a static model; generated, do not edit.

`book.case` reads a `Case` as it reads a mapping; a fact left out is unknown.
`make generate` writes this file anew from ``rules/facts/``.

Examples:
    >>> case = Case(respondent=Respondent(province="广东"))
    >>> case.respondent.province
    '440000'
"""

from typing import Literal

from telcorules.language.values import Bool, Event, Int, Money, Region, Regions
from telcorules.language.vocabulary import Facts, Section


class Complainant(Section):
    """Complainant 申诉人.

    Attributes:
        direct_interest: Has a direct interest in the matter 具有直接利害关系.
        province: Complainant's province 申诉人所在省份.
        name_given: Complainant's name is stated 写明申诉人姓名或名称.
        address_given: Complainant's address is stated 写明申诉人地址.
        phone_given: Complainant's telephone number is stated 写明申诉人电话.
        postcode_given: Complainant's postcode is stated 写明申诉人邮政编码.
        acts_for_another: Made for somebody else or an organisation 替别人或者单位提出.
        mandate_given: A mandate is attached 附有授权委托书.
    """

    direct_interest: Bool = None
    province: Region = None
    name_given: Bool = None
    address_given: Bool = None
    phone_given: Bool = None
    postcode_given: Bool = None
    acts_for_another: Bool = None
    mandate_given: Bool = None


class Respondent(Section):
    """Respondent 被申诉人.

    Attributes:
        identified: The respondent is definite 有明确的被申诉人.
        category: Kind of respondent 被申诉人的类别.
        province: Respondent's province 被申诉人所在省份.
        name_given: Respondent's name is stated 写明被申诉人名称.
        address_given: Respondent's address is stated 写明被申诉人地址.
        through_agent: Dealt with through an agent 由代理商办理.
    """

    identified: Bool = None
    category: (
        Literal[
            "basic-operator",
            "value-added-operator",
            "internet-service",
            "public-phone-agent",
            "hotel-agent",
            "other",
        ]
        | None
    ) = None
    province: Region = None
    name_given: Bool = None
    address_given: Bool = None
    through_agent: Bool = None


class Dispute(Section):
    """Dispute 争议.

    Attributes:
        from_telecom_service: Arises from a telecom service 因接受电信服务发生.
        nature: Nature of the dispute 争议的性质.
        occurred_on: Day the matter occurred 申诉事项发生日期.
        settled: A settlement agreement was reached 已达成和解协议.
        settlement_performed: The settlement agreement has been performed
            和解协议已执行.
        unasked_service: A service was switched on without consent 涉及未经同意开通的业务.
        arbitration_agreed: There is an agreement to arbitrate 有仲裁协议.
    """

    from_telecom_service: Bool = None
    nature: (
        Literal[
            "charging",
            "service-quality",
            "contract",
            "personal-information",
            "spam",
            "number-suspension",
            "other",
        ]
        | None
    ) = None
    occurred_on: Event = None
    settled: Bool = None
    settlement_performed: Bool = None
    unasked_service: Bool = None
    arbitration_agreed: Bool = None


class OperatorComplaint(Section):
    """Complaint to the operator 向经营者的投诉.

    Attributes:
        filed_on: Day of the complaint 投诉日期.
        replied_on: Day of the operator's reply 经营者答复日期.
        satisfied: The user is satisfied with the result 对处理结果满意.
        handled_by_operator: The operator deals with it itself 经营者自己处理.
    """

    filed_on: Event = None
    replied_on: Event = None
    satisfied: Bool = None
    handled_by_operator: Bool = None


class Appeal(Section):
    """Appeal 申诉.

    Attributes:
        filed_on: Day of the appeal 申诉日期.
        request_specific: States a specific request 写明具体的申诉请求.
        facts_stated: States the facts relied on 写明事实根据.
        in_writing: Made in writing 采用书面形式.
        dated: Dated 写明申诉日期.
        handled_by_appeal_body: Already accepted or handled by an appeal body
            已由申诉受理机构受理或者处理.
        handled_elsewhere: Already accepted or handled by another body
            已由法院、仲裁机构、消费者组织或者其他行政机关受理或者处理.
        barred_by_other_law: Excluded by other provisions of law
            因法律、行政法规、部门规章另有规定而不予受理.
        materials_received_on: Day the materials were received 收到申诉材料日期.
        materials_completed_on: Day the materials were complete 收齐申诉材料日期.
        decided_on: Day of the decision whether to accept 作出受理或者不予受理决定的日期.
        accepted: The appeal was accepted 已受理申诉.
        answered_on: Day the appellant was answered 答复申诉人日期.
        received_on: Day the authority received the appeal 收到申诉日期.
        policy_question: Only asks about policy 只是咨询政策.
        notified: Told whether the appeal is accepted 已告知是否受理.
        reasons_given: The reasons for the refusal were given 已说明不予受理的理由.
        extension_approved_on: Day a longer time to answer was approved
            批准延长答复期限的日期.
        challengeable: The refusal or silence can be taken to review or to court
            不予受理或者不答复可以申请复议、起诉.
    """

    filed_on: Event = None
    request_specific: Bool = None
    facts_stated: Bool = None
    in_writing: Bool = None
    dated: Bool = None
    handled_by_appeal_body: Bool = None
    handled_elsewhere: Bool = None
    barred_by_other_law: Bool = None
    materials_received_on: Event = None
    materials_completed_on: Event = None
    decided_on: Event = None
    accepted: Bool = None
    answered_on: Event = None
    received_on: Event = None
    policy_question: Bool = None
    notified: Bool = None
    reasons_given: Bool = None
    extension_approved_on: Event = None
    challengeable: Bool = None


class Mediation(Section):
    """Mediation 调解.

    Attributes:
        concluded_on: Day the mediation ended 调解结束日期.
        consented: Both sides agreed to mediation 双方同意调解.
        agreed: The mediation ended in an agreement 调解达成协议.
    """

    concluded_on: Event = None
    consented: Bool = None
    agreed: Bool = None


class Report(Section):
    """Report of an unlawful act 举报.

    Attributes:
        received_on: Day the report was received 收到举报日期.
        disposed_on: Day the report was disposed of 举报处理日期.
        act_provinces: Where the reported act took place 被举报的违法行为发生地.
        real_name: The report is made under a real name 实名举报.
        other_law_venue: Other law names the authority 其他规定另定了处理机关.
        review_finding: Finding of the first review 初步审核的认定.
        violation_found: An unlawful act was found 查实违法行为.
        filing_standard_met: Meets the standard for opening a case after
            investigation 调查后符合立案标准.
        suspected_crime: A crime is suspected 涉嫌犯罪.
        act_ended_on: Day the act ended 违法行为终了日期.
        discovered_on: Day the act was discovered 违法行为被发现日期.
        grave_harm: Touches life, health or financial security, with harm
            涉及生命健康安全、金融安全且有危害后果.
        minor_act: The breach is slight 违法行为轻微.
        corrected_in_time: Put right in time 已及时改正.
        harmless: No harm was done 没有造成危害后果.
        first_breach: A first breach 初次违法.
        harm_slight: The harm is slight 危害后果轻微.
        penalty_waived: The authority decides to give no penalty 主管机关决定不罚.
        no_fault: Evidence shows the absence of fault 证据足以证明没有主观过错.
        case_opened_on: Day a case was opened 立案日期.
        penalty_decided_on: Day of the decision on a penalty 作出处罚决定日期.
        referred_on: Day it was referred to the judicial organs 移送司法机关日期.
        answered_on: Day the reporter was answered 答复举报人日期.
    """

    received_on: Event = None
    disposed_on: Event = None
    act_provinces: Regions = None
    real_name: Bool = None
    other_law_venue: Bool = None
    review_finding: (
        Literal[
            "filing-standard-met",
            "evidence-lacking",
            "already-settled",
            "nothing-unlawful",
        ]
        | None
    ) = None
    violation_found: Bool = None
    filing_standard_met: Bool = None
    suspected_crime: Bool = None
    act_ended_on: Event = None
    discovered_on: Event = None
    grave_harm: Bool = None
    minor_act: Bool = None
    corrected_in_time: Bool = None
    harmless: Bool = None
    first_breach: Bool = None
    harm_slight: Bool = None
    penalty_waived: Bool = None
    no_fault: Bool = None
    case_opened_on: Event = None
    penalty_decided_on: Event = None
    referred_on: Event = None
    answered_on: Event = None


class Evidence(Section):
    """Evidence at hand 准备的证据.

    Attributes:
        identity_document: Proof of identity is at hand 备有身份证明.
        complaint_record: A record of the complaint to the operator is kept
            留有向经营者投诉的记录.
        course_described: Time, place and course are described 写明时间、地点和经过.
        calm_wording: The wording is calm 语气平和.
        genuine: Genuine and unaltered 材料真实、没有改动.
        bill: The bill is at hand 备有账单.
        charge_notice: The notice of the charge is kept 留有扣费通知.
        payment_record: Proof of payment is kept 留有付款凭证.
        opening_message: The message or record of the opening is kept
            留有业务开通的短信或者记录.
        conversation_record: The conversation is kept 留有沟通记录.
        fault_record: Time and place of the fault are noted 记有故障的时间和地点.
        repair_tickets: Repair tickets and replies are kept 留有报修工单和答复.
        screenshots: There are screenshots or recordings of the screen 有截图或者录屏.
        system_log: There are logs or error messages 有日志或者错误提示.
        contract_copy: The contract or order form is at hand 备有合同或者办理业务的单据.
    """

    identity_document: Bool = None
    complaint_record: Bool = None
    course_described: Bool = None
    calm_wording: Bool = None
    genuine: Bool = None
    bill: Bool = None
    charge_notice: Bool = None
    payment_record: Bool = None
    opening_message: Bool = None
    conversation_record: Bool = None
    fault_record: Bool = None
    repair_tickets: Bool = None
    screenshots: Bool = None
    system_log: Bool = None
    contract_copy: Bool = None


class Service(Section):
    """Service 电信服务.

    Attributes:
        kind: Kind of service 业务种类.
        prices_published: Services, area, prices and times are published
            已公布服务种类、范围、资费标准和时限.
        applied_on: Day the service was applied for 申请办理业务的日期.
        explained: The service was explained on application 办理时提供了业务说明.
        suspended_at: Moment the service is suspended 暂停服务的时间.
        suspension_told_at: Moment the suspension was announced to the user
            通知暂停服务的时间.
        emergency_calls_kept: Emergency calls stayed open during the suspension
            暂停期间仍可拨打紧急电话.
        resumption_requested_at: Moment the steps for reopening were done
            办理完恢复开通手续的时间.
        resumed_at: Moment the service was resumed 恢复服务的时间.
        terminated_at: Moment the service is ended for arrears 终止服务的时间.
        termination_told_at: Moment the ending was announced to the user
            通知终止服务的时间.
        business_ends_on: Day the operator ends this kind of business
            停止经营该业务的日期.
        ending_told_on: Day users were told of the ending 通知停止经营的日期.
        number_changed_on: Day the number is changed 号码更改的日期.
        number_change_by_user: The number is changed for a reason of the user's
            因用户原因更改号码.
        number_change_told_on: Day the user was told of the change of number
            告知更改号码的日期.
        new_number_told_on: Day the user was told the new number 告知新号码的日期.
        change_announcement_ended_on: Day the announcement of the new number to
            callers stopped 停止播放改号提示的日期.
        choice_forced: The user was held to a service named by the operator
            限定用户使用指定的业务.
        terminal_forced: A terminal was forced on the user or the user's own
            refused 限定购买指定的终端或者拒绝自备终端.
        refused_without_reason: Service was refused, delayed or broken off
            without good reason 无正当理由拒绝、拖延或者中止服务.
        promise_broken: A public promise was broken or publicity misled
            不履行公开承诺或者作误导宣传.
        retaliated: The user was harassed or suffered for complaining
            刁难用户或者对投诉的用户打击报复.
    """

    kind: (
        Literal[
            "fixed-line",
            "mobile",
            "internet-access",
            "other",
        ]
        | None
    ) = None
    prices_published: Bool = None
    applied_on: Event = None
    explained: Bool = None
    suspended_at: Event = None
    suspension_told_at: Event = None
    emergency_calls_kept: Bool = None
    resumption_requested_at: Event = None
    resumed_at: Event = None
    terminated_at: Event = None
    termination_told_at: Event = None
    business_ends_on: Event = None
    ending_told_on: Event = None
    number_changed_on: Event = None
    number_change_by_user: Bool = None
    number_change_told_on: Event = None
    new_number_told_on: Event = None
    change_announcement_ended_on: Event = None
    choice_forced: Bool = None
    terminal_forced: Bool = None
    refused_without_reason: Bool = None
    promise_broken: Bool = None
    retaliated: Bool = None


class Installation(Section):
    """Installing and moving lines 装机与移机.

    Attributes:
        promised_on: Last day of the operator's published limit 经营者公布时限的最后一日.
        done_on: Day the line was installed or moved 装机、移机开通的日期.
        operator_fault: The operator caused the delay 由于经营者的原因逾期.
        fee: Fee taken for installing, moving or the like, in yuan
            收取的安装费、移装费或者其他费用（元）.
    """

    promised_on: Event = None
    done_on: Event = None
    operator_fault: Bool = None
    fee: Money = None


class Fault(Section):
    """Fault 服务障碍.

    Attributes:
        reported_at: Moment the fault was reported 申告障碍的时间.
        area: Area of the fault 障碍所在地区.
        terminal_cause: The terminal caused the fault 障碍出在终端设备.
        repaired_at: Moment the fault was repaired 障碍修复的时间.
        past_limit: The hours were over when it was repaired 修复时按小时算已超过时限.
        delay_told: The user was told in time of the delay 不能按期修复时已及时通知用户.
        rent_waived: The rent for the time of the fault was waived 已免收障碍期间的月租费用.
    """

    reported_at: Event = None
    area: (
        Literal[
            "urban",
            "rural",
        ]
        | None
    ) = None
    terminal_cause: Bool = None
    repaired_at: Event = None
    past_limit: Bool = None
    delay_told: Bool = None
    rent_waived: Bool = None


class Bill(Section):
    """Charges and bills 费用与账单.

    Attributes:
        due_on: Last day of the agreed time to pay 约定交费期限的最后一日.
        owed: Unpaid charges in yuan 所欠电信费用（元）.
        paid_in_full_at: Moment the arrears and late fees were fully paid
            补足欠费和违约金的时间.
        paid_first: Paid before the suspension or the ending, on the same day
            同一日之内，交清在暂停或者终止之前.
        mobile_terms_agreed: The mobile contract has its own terms of payment
            移动业务合同对交费期限另有约定.
        month_charge: The month's charges in yuan 当月电信费用（元）.
        average_before: Average charges of the three months before in yuan
            此前三个月的平均电信费用（元）.
        abnormal_told: The user was told of the unusual charges 已就异常费用告知用户.
        measures_taken: Measures were taken against the unusual charges
            已就异常费用采取措施.
        itemised_requested_on: Day an itemised bill was asked for 要求提供收费清单的日期.
        itemised_given: The itemised bill was given free 已免费提供收费清单.
        local_charge_contested: Local call charges are contested 对本地电话费用有异议.
        basis_requested_on: Day the basis of local call charges was asked for
            要求提供本地电话收费依据的日期.
        basis_given: The basis of local call charges was given free
            已免费提供本地电话收费依据.
        cause_search_helped: The operator helped to find the cause 已协助查找原因.
    """

    due_on: Event = None
    owed: Money = None
    paid_in_full_at: Event = None
    paid_first: Bool = None
    mobile_terms_agreed: Bool = None
    month_charge: Money = None
    average_before: Money = None
    abnormal_told: Bool = None
    measures_taken: Bool = None
    itemised_requested_on: Event = None
    itemised_given: Bool = None
    local_charge_contested: Bool = None
    basis_requested_on: Event = None
    basis_given: Bool = None
    cause_search_helped: Bool = None


class Works(Section):
    """Works on the network 施工与割接.

    Attributes:
        starts_at: Moment the works begin to affect users 开始影响使用的时间.
        foreseeable: The cause was foreseeable 原因可以预见.
        affects_users: Users are or may be affected 影响或者可能影响用户使用.
        effect_hours: Hours during which users are affected 影响用户的小时数.
        special_need_users: Users with special needs are affected 影响有特殊需求的用户.
        announced_at: Moment the works were announced to users 通告用户的时间.
        reported_at: Moment the works were reported to the communications
            administration 向通信管理局报告的时间.
        interrupted: The service was interrupted by them 因此中断了服务.
        fee_reduced: The fees for the outage were reduced 已减免中断期间的费用.
    """

    starts_at: Event = None
    foreseeable: Bool = None
    affects_users: Bool = None
    effect_hours: Int = None
    special_need_users: Bool = None
    announced_at: Event = None
    reported_at: Event = None
    interrupted: Bool = None
    fee_reduced: Bool = None


class Records(Section):
    """Billing records 计费原始记录.

    Attributes:
        made_on: Day the record was made 记录产生的日期.
        contested_on: Day the record was contested 就该记录提出异议的日期.
        resolved_on: Day the dispute was resolved 争议解决的日期.
        deleted_on: Day the record was deleted 删除记录的日期.
    """

    made_on: Event = None
    contested_on: Event = None
    resolved_on: Event = None
    deleted_on: Event = None


class Hotline(Section):
    """12345 hotline 12345热线.

    Attributes:
        city: City of the hotline 受理热线所在城市.
        transferred_on: Day the matter was passed to the handling unit 转交承办单位日期.
        answered_on: Day the handling unit answered 承办单位回复日期.
        longer_limit_by_law: A law or regulation allows longer for the matter
            法律、法规对该事项规定了更长的办理时限.
    """

    city: (
        Literal[
            "jinan",
            "weifang",
            "beijing",
            "other",
        ]
        | None
    ) = None
    transferred_on: Event = None
    answered_on: Event = None
    longer_limit_by_law: Bool = None


class Metering(Section):
    """Measurement of usage 计量.

    Attributes:
        bill_received_on: Day the bill was received 收到费用账单日期.
        contested_on: Day the measurement was contested 对计量提出异议日期.
        checked_on: Day the measurement was checked 核查计量日期.
        abnormal_increase: The measured usage rose abnormally 计量异常增加.
        consumer_responsible: The consumer is shown to be responsible
            有证据证明是消费者的责任.
        charge_dropped: The resulting charge was dropped 不再收取由此产生的费用.
    """

    bill_received_on: Event = None
    contested_on: Event = None
    checked_on: Event = None
    abnormal_increase: Bool = None
    consumer_responsible: Bool = None
    charge_dropped: Bool = None


class Renewal(Section):
    """Continuation of the contract 合同延续.

    Attributes:
        contract_ends_on: Last day of the contract 合同期满日期.
        reminded_on: Day the consumer was reminded 提示期满日期.
        confirmed: The consumer confirmed the continuation 消费者确认延续.
        charged_after_end: The continuation was charged 期满后仍收取费用.
    """

    contract_ends_on: Event = None
    reminded_on: Event = None
    confirmed: Bool = None
    charged_after_end: Bool = None


class Market(Section):
    """Complaint or report to the market regulator 市场监管投诉举报.

    Attributes:
        complaint_received_on: Day the market regulator received the complaint
            市场监管部门收到投诉日期.
        outside_duties: Another body's task, or outside that body's powers
            属于其他机关职责或者该部门没有权限.
        handled_elsewhere: The same dispute was accepted or handled elsewhere
            同一争议他处已经受理或者处理.
        for_private_consumption: Private consumption, and the dispute is shown
            为生活消费，且能证明存在争议.
        knew_on: Day the infringement was or should have been known
            知道或者应当知道权益受侵害日期.
        materials_given: The materials a complaint needs were given
            提供了投诉应当提供的材料.
        materials_false: False materials were given 提供了虚假材料.
        identity_refused: Used another's name or refused the identity check
            冒用他人名义或者拒不配合核验身份.
        barred_by_other_law: Other provisions of law exclude it
            其他法律、法规、规章规定不予受理.
        decided_on: Day it was decided whether to accept, and told 决定是否受理并告知日期.
        accepted_on: Day the complaint was accepted 受理投诉日期.
        refusal_reasons_given: The reasons of the refusal were given 说明了不予受理的理由.
        other_routes_told: The other routes were told 告知了其他解决途径.
        appraisal_started_on: Day a test or appraisal began 检测、鉴定开始日期.
        appraisal_ended_on: Day the test or appraisal ended 检测、鉴定结束日期.
        mediation_ended_on: Day the mediation ended 调解终结日期.
        agreed: An agreement was reached 达成调解协议.
        end_told_on: Day both sides were told of the end 告知终止调解日期.
        clue_found_on: Day the mediation brought up a sign of a breach
            调解中发现违法线索日期.
        verification_extended_on: Day the longer check was approved 批准延长核查日期.
        clue_verified_on: Day the check was finished 线索核查完成日期.
        report_real_name: The report to the market regulator bears a real name
            向市场监管部门实名举报.
        case_decided_on: Day it was decided whether to open a case 决定是否立案日期.
        reporter_told_on: Day the reporter was told 告知举报人日期.
        telling_required: A law, regulation or rule requires the reporter to be
            told 法律、法规、规章规定应当告知举报人.
    """

    complaint_received_on: Event = None
    outside_duties: Bool = None
    handled_elsewhere: Bool = None
    for_private_consumption: Bool = None
    knew_on: Event = None
    materials_given: Bool = None
    materials_false: Bool = None
    identity_refused: Bool = None
    barred_by_other_law: Bool = None
    decided_on: Event = None
    accepted_on: Event = None
    refusal_reasons_given: Bool = None
    other_routes_told: Bool = None
    appraisal_started_on: Event = None
    appraisal_ended_on: Event = None
    mediation_ended_on: Event = None
    agreed: Bool = None
    end_told_on: Event = None
    clue_found_on: Event = None
    verification_extended_on: Event = None
    clue_verified_on: Event = None
    report_real_name: Bool = None
    case_decided_on: Event = None
    reporter_told_on: Event = None
    telling_required: Bool = None


class Consumer(Section):
    """Consumer's complaint 消费者投诉.

    Attributes:
        complaint_received_on: Day a department received the consumer's
            complaint 行政部门收到消费者投诉日期.
        handled_on: Day the department dealt with it and said so 部门处理并告知日期.
        identity_true: A true identity is given 提供真实身份信息.
        claim_specific: States a concrete claim 有具体的投诉请求.
        facts_stated: States the facts of the dispute 写明消费争议的事实.
        arbitration_agreed: There is an agreement to arbitrate 与经营者有仲裁协议.
    """

    complaint_received_on: Event = None
    handled_on: Event = None
    identity_true: Bool = None
    claim_specific: Bool = None
    facts_stated: Bool = None
    arbitration_agreed: Bool = None


class Message(Section):
    """Complaint or report about messages 短信息投诉举报.

    Attributes:
        report_accepted_on: Day the centre took the report 举报中心受理短信举报日期.
        forwarded_on: Day the report was forwarded 举报转送提供者日期.
        provider_received_on: Day the provider received the complaint or the
            forwarded report 提供者收到投诉或者转来举报日期.
        fed_back_on: Day the provider answered 提供者反馈日期.
        sent_on: Day the message was sent 短信发送日期.
        record_deleted_on: Day the record of the message was deleted 收发记录删除日期.
        relation_ended_on: Day the message service relation ended 短信服务关系终止日期.
        subscription_record_deleted_on: Day the record of subscription and
            cancellation was deleted 订购退订记录删除日期.
    """

    report_accepted_on: Event = None
    forwarded_on: Event = None
    provider_received_on: Event = None
    fed_back_on: Event = None
    sent_on: Event = None
    record_deleted_on: Event = None
    relation_ended_on: Event = None
    subscription_record_deleted_on: Event = None


class Platform(Section):
    """Complaint platform for Internet services 互联网信息服务投诉平台.

    Attributes:
        subject: Subject of the complaint about the Internet company
            对互联网企业投诉的内容.
        complaint_received_on: Day the complaint was filed on the platform
            平台投诉提交日期.
        answered_on: Day the company dealt with it and said so 企业处理并告知日期.
    """

    subject: (
        Literal[
            "personal-information",
            "service-function",
            "complaint-mechanism",
            "trade",
            "counterfeit",
            "advertising",
            "finance",
            "other",
        ]
        | None
    ) = None
    complaint_received_on: Event = None
    answered_on: Event = None


class Petition(Section):
    """Petition 信访.

    Attributes:
        own_procedure: The law has a procedure of its own for it 另有法定的处理程序.
        department_received_on: Day the petition department received it
            信访部门收到日期.
        department_passed_on: Day the petition department passed it on
            信访部门转送交办日期.
        body_received_on: Day the body received the petition 机关收到信访事项日期.
        forwarded: Passed on by the petition department or a higher body
            由信访部门或者上级机关转来.
        body_competent: The matter is the body's business 属于该机关职权范围.
        petitioner_unknown: The petitioner's name or address isn't clear
            信访人的姓名或者住址不清.
        notice_given_on: Day the petitioner was told in writing 书面告知信访人日期.
        objected_on: Day the body objected 对转来事项提出异议日期.
        accepted_on: Day the petition was accepted 信访事项受理日期.
        extension_granted_on: Day the longer time was approved 批准延长办理日期.
        disposed_on: Day the petition was closed 信访事项办结日期.
        opinion_received_on: Day the written opinion was received 收到信访处理意见日期.
        review_requested_on: Day the review was asked for 请求复查日期.
        reviewed_on: Day of the review opinion 复查意见日期.
        review_received_on: Day the review opinion was received 收到复查意见日期.
        final_review_requested_on: Day the final review was asked for 请求复核日期.
        final_reviewed_on: Day of the final review 复核意见日期.
        hearing_started_on: Day a hearing of the final review began 复核听证开始日期.
        hearing_ended_on: Day the hearing ended 复核听证结束日期.
    """

    own_procedure: Bool = None
    department_received_on: Event = None
    department_passed_on: Event = None
    body_received_on: Event = None
    forwarded: Bool = None
    body_competent: Bool = None
    petitioner_unknown: Bool = None
    notice_given_on: Event = None
    objected_on: Event = None
    accepted_on: Event = None
    extension_granted_on: Event = None
    disposed_on: Event = None
    opinion_received_on: Event = None
    review_requested_on: Event = None
    reviewed_on: Event = None
    review_received_on: Event = None
    final_review_requested_on: Event = None
    final_reviewed_on: Event = None
    hearing_started_on: Event = None
    hearing_ended_on: Event = None


class Privacy(Section):
    """Personal information 个人信息.

    Attributes:
        request_filed_on: Day the request was made to the processor
            向个人信息处理者提出请求日期.
        request_refused: The request was refused 请求被拒绝.
        refusal_reasons_given: The reasons of the refusal were given 说明了拒绝的理由.
        complaint_received_on: Day the department received the complaint or
            report 主管部门收到投诉举报日期.
        result_told_on: Day the outcome was told 告知处理结果日期.
    """

    request_filed_on: Event = None
    request_refused: Bool = None
    refusal_reasons_given: Bool = None
    complaint_received_on: Event = None
    result_told_on: Event = None


class Number(Section):
    """Restricted or suspended number 号码限制与停机.

    Attributes:
        suspended_on: Day the number was restricted or suspended 号码被限制或者停机日期.
        for_fraud_risk: Because of a suspicion of fraud 因涉诈风险采取措施.
        reason_told: The reason was told 告知了原因.
        remedy_told: The remedy was told 告知了救济渠道.
        documents_told: The documents needed were told 告知了需要提交的资料.
        objection_filed_on: Day of the objection to the body that took the
            measure 向采取措施的单位申诉日期.
        verified_on: Day the objection was checked 申诉核查完成日期.
        verification_passed: The check was passed 核查通过.
        lifted_on: Day the measure was lifted 措施解除日期.
    """

    suspended_on: Event = None
    for_fraud_risk: Bool = None
    reason_told: Bool = None
    remedy_told: Bool = None
    documents_told: Bool = None
    objection_filed_on: Event = None
    verified_on: Event = None
    verification_passed: Bool = None
    lifted_on: Event = None


class Channel(Section):
    """Where the matter belongs 分流.

    Attributes:
        beyond_telecom: What it concerns beyond the telecom service 电信服务之外涉及什么.
        unlawful_act: There is a lead on a breach of telecom regulation
            有违反电信监管规定的线索.
    """

    beyond_telecom: (
        Literal[
            "nothing",
            "trade",
            "content",
            "fraud",
            "banking-insurance",
            "payment",
            "postal",
            "other",
        ]
        | None
    ) = None
    unlawful_act: Bool = None


class Case(Facts):
    """What is known about one dispute 案件."""

    complainant: Complainant | None = None
    respondent: Respondent | None = None
    dispute: Dispute | None = None
    operator_complaint: OperatorComplaint | None = None
    appeal: Appeal | None = None
    mediation: Mediation | None = None
    report: Report | None = None
    evidence: Evidence | None = None
    service: Service | None = None
    installation: Installation | None = None
    fault: Fault | None = None
    bill: Bill | None = None
    works: Works | None = None
    records: Records | None = None
    hotline: Hotline | None = None
    metering: Metering | None = None
    renewal: Renewal | None = None
    market: Market | None = None
    consumer: Consumer | None = None
    message: Message | None = None
    platform: Platform | None = None
    petition: Petition | None = None
    privacy: Privacy | None = None
    number: Number | None = None
    channel: Channel | None = None

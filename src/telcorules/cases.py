"""The facts of the bundled pack as a static model; generated, do not edit.

`book.case` reads a `Case` as it reads a mapping; a fact left out is unknown.
`make generate` writes this file anew from ``rules/facts/``.

Examples:
    >>> case = Case(respondent=Respondent(province="广东"))
    >>> case.respondent.province
    '440000'
"""

from typing import Literal

from telcorules.language.values import Bool, Event, Region, Regions
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
    """

    direct_interest: Bool = None
    province: Region = None
    name_given: Bool = None
    address_given: Bool = None
    phone_given: Bool = None
    postcode_given: Bool = None


class Respondent(Section):
    """Respondent 被申诉人.

    Attributes:
        identified: The respondent is definite 有明确的被申诉人.
        category: Kind of respondent 被申诉人的类别.
        province: Respondent's province 被申诉人所在省份.
        name_given: Respondent's name is stated 写明被申诉人名称.
        address_given: Respondent's address is stated 写明被申诉人地址.
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


class Dispute(Section):
    """Dispute 争议.

    Attributes:
        from_telecom_service: Arises from a telecom service 因接受电信服务发生.
        nature: Nature of the dispute 争议的性质.
        occurred_on: Day the matter occurred 申诉事项发生日期.
        settled: A settlement agreement was reached 已达成和解协议.
        settlement_performed: The settlement agreement has been performed
            和解协议已执行.
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


class OperatorComplaint(Section):
    """Complaint to the operator 向经营者的投诉.

    Attributes:
        filed_on: Day of the complaint 投诉日期.
        replied_on: Day of the operator's reply 经营者答复日期.
        satisfied: The user is satisfied with the result 对处理结果满意.
    """

    filed_on: Event = None
    replied_on: Event = None
    satisfied: Bool = None


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


class Mediation(Section):
    """Mediation 调解.

    Attributes:
        concluded_on: Day the mediation ended 调解结束日期.
    """

    concluded_on: Event = None


class Report(Section):
    """Report of an unlawful act 举报.

    Attributes:
        received_on: Day the report was received 收到举报日期.
        disposed_on: Day the report was disposed of 举报处理日期.
        act_provinces: Where the reported act took place 被举报的违法行为发生地.
        real_name: The report is made under a real name 实名举报.
    """

    received_on: Event = None
    disposed_on: Event = None
    act_provinces: Regions = None
    real_name: Bool = None


class Case(Facts):
    """What is known about one dispute 案件."""

    complainant: Complainant | None = None
    respondent: Respondent | None = None
    dispute: Dispute | None = None
    operator_complaint: OperatorComplaint | None = None
    appeal: Appeal | None = None
    mediation: Mediation | None = None
    report: Report | None = None

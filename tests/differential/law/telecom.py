"""The Telecommunications Regulations 电信条例 and the Service Norms 电信服务规范."""

from tests.differential.law.words import (
    HENAN,
    MOBILE_NORMS,
    NORMS,
    REGULATIONS,
    TODAY,
    by,
    deadline,
    duty,
    event,
    every,
    fact,
    happened,
    in_province,
    no,
    of_kind,
    one_of,
    permission,
    simple,
    some,
    times,
)
from tests.differential.written_rules import (
    Amount,
    Deadline,
    Duty,
    Expression,
    Parameter,
    Permission,
    Rule,
    Value,
)

# Art 32: 48 hours in towns, 72 in the country, unless the terminal is the cause.
FAULT_HOURS = Parameter(
    "fault-hours",
    (),
    (
        Value(
            start=REGULATIONS,
            period="48 hours",
            basis="32",
            condition=("equal", "fault.area", "urban"),
        ),
        Value(
            start=REGULATIONS,
            period="72 hours",
            basis="32",
            condition=("equal", "fault.area", "rural"),
        ),
    ),
)
# Art 34(4): 48 hours from payment in full; Henan art 24: 24 hours.
RESUMPTION_HOURS = Parameter(
    "resumption-hours",
    (Value(start=REGULATIONS, period="48 hours", basis="34"),),
    (
        Value(
            start=HENAN,
            period="24 hours",
            basis="豫24",
            condition=in_province("410000"),
            reading=("local-regulation", "local"),
        ),
    ),
)
PARAMETERS = {one.name: one for one in (FAULT_HOURS, RESUMPTION_HOURS)}
# Art 34(3): with a mobile operator the contract may say otherwise.
BY_LAW = no(every(of_kind("mobile"), fact("bill.mobile_terms_agreed")))
FORESEEN = every(fact("works.foreseeable"), fact("works.affects_users"))
LONG = some(
    ("compare", ">", fact("works.effect_hours"), ("literal", "24")),
    fact("works.special_need_users"),
)
OPERATORS_OWN = no(fact("service.number_change_by_user"))
# The annex for fixed lines, and from 2009 the norms for mobile services the same.
CHANGED = (
    (NORMS, every(of_kind("fixed-line"), OPERATORS_OWN)),
    (
        MOBILE_NORMS,
        every(one_of("service.kind", "fixed-line", "mobile"), OPERATORS_OWN),
    ),
)


def told_before(name: str, limit: str, done: str) -> Rule:
    """Return how long before a number changes something has to be told."""
    versions = (
        Deadline(
            start=start,
            since="service.number_changed_on",
            limits=(limit,),
            back=True,
            done=done,
            when=when,
        )
        for start, when in CHANGED
    )
    return deadline(name, *versions)


PAID = event("bill.paid_in_full_at")


def unpaid_at(name: str) -> Expression:
    """Tell whether the arrears aren't paid yet, or weren't when something was done."""
    same_day = ("compare", "==", PAID, event(name))
    return some(
        no(happened("bill.paid_in_full_at")),
        every(no(happened(name)), ("compare", ">", PAID, TODAY)),
        ("compare", ">", PAID, event(name)),
        every(same_day, no(fact("bill.paid_first"))),
    )


def contested_on(day: Expression) -> Expression:
    """Tell whether a record was in dispute on a day."""
    return every(
        ("compare", "<=", event("records.contested_on"), day),
        ("compare", ">", event("records.resolved_on"), day),
    )


OVERDUE_DAYS = (
    "between",
    event("bill.due_on"),
    ("if", happened("bill.paid_in_full_at"), PAID, TODAY),
)
# Art 31: late by the operator's fault, one hundredth of the fee a day to the user.
HUNDREDTH = ("*", fact("installation.fee"), ("literal", "0.01"))
LATE_DAYS = (
    "between",
    event("installation.promised_on"),
    ("if", happened("installation.done_on"), event("installation.done_on"), TODAY),
)
TOLD_AND_DONE = every(fact("bill.abnormal_told"), fact("bill.measures_taken"))


def times_the_average(factor: str) -> Expression:
    average = times("bill.average_before", factor)
    return ("compare", ">", fact("bill.month_charge"), average)


RULES = [
    simple(
        "service.fault-repair",
        REGULATIONS,
        "fault.reported_at",
        "fault-hours",
        "fault.repaired_at",
        no(fact("fault.terminal_cause")),
    ),
    simple(
        "service.resumption",
        REGULATIONS,
        "bill.paid_in_full_at",
        "resumption-hours",
        "service.resumed_at",
        every(
            happened("service.suspended_at"),
            by("service.suspended_at", "bill.paid_in_full_at"),
        ),
    ),
    simple(
        "service.planned-interruption",
        NORMS,
        "works.starts_at",
        "72 hours",
        "works.announced_at",
        FORESEEN,
        back=True,
    ),
    simple(
        "service.interruption-report",
        NORMS,
        "works.starts_at",
        "72 hours",
        "works.reported_at",
        every(FORESEEN, LONG),
        back=True,
    ),
    simple(
        "service.ending-notice",
        NORMS,
        "service.business_ends_on",
        "30 days",
        "service.ending_told_on",
        back=True,
    ),
    simple(
        "service.suspension-notice",
        NORMS,
        "service.suspended_at",
        "24 hours",
        "service.suspension_told_at",
        back=True,
    ),
    simple(
        "service.termination-notice",
        NORMS,
        "service.terminated_at",
        "24 hours",
        "service.termination_told_at",
        back=True,
    ),
    told_before("service.number-change", "45 days", "service.number_change_told_on"),
    told_before("service.new-number", "15 days", "service.new_number_told_on"),
    simple(
        "service.mobile-fault-repair",
        MOBILE_NORMS,
        "fault.reported_at",
        "48 hours",
        "fault.repaired_at",
        every(of_kind("mobile"), no(fact("fault.terminal_cause"))),
    ),
    simple(
        "service.mobile-resumption",
        MOBILE_NORMS,
        "service.resumption_requested_at",
        "24 hours",
        "service.resumed_at",
        of_kind("mobile"),
    ),
    # Art 34(2): overdue for more than thirty days; suspended, and not paid in sixty.
    permission(
        "service.suspension",
        REGULATIONS,
        "bill.due_on",
        "30 days",
        "service.suspended_at",
        every(BY_LAW, unpaid_at("service.suspended_at")),
    ),
    permission(
        "service.termination",
        REGULATIONS,
        "service.suspended_at",
        "60 days",
        "service.terminated_at",
        every(BY_LAW, unpaid_at("service.terminated_at")),
    ),
    # Contracts: five months after the month of the record; contested ones until then.
    permission(
        "service.records-deletion",
        NORMS,
        "records.made_on",
        "5 calendar months",
        "records.deleted_on",
        no(
            every(
                happened("records.contested_on"),
                (
                    "if",
                    happened("records.deleted_on"),
                    contested_on(event("records.deleted_on")),
                    contested_on(TODAY),
                ),
            )
        ),
    ),
    Rule(
        name="service.number-announcement",
        kind="permission",
        versions=tuple(
            Permission(
                start=start,
                since="service.number_changed_on",
                after="45 days",
                done="service.change_announcement_ended_on",
                when=when,
            )
            for start, when in CHANGED
        ),
    ),
    Rule(
        name="service.late-installation",
        kind="amount",
        governed_by="installation.promised_on",
        versions=(
            Amount(
                start=REGULATIONS,
                when=every(
                    happened("installation.promised_on"),
                    fact("installation.operator_fault"),
                ),
                value=(
                    "if",
                    ("compare", ">", LATE_DAYS, ("literal", "0")),
                    ("*", HUNDREDTH, LATE_DAYS),
                    ("literal", "0"),
                ),
            ),
        ),
    ),
    Rule(
        name="service.late-fee-ceiling",
        kind="amount",
        governed_by="bill.due_on",
        versions=(
            Amount(
                start=REGULATIONS,
                when=happened("bill.due_on"),
                value=(
                    "if",
                    ("compare", ">", OVERDUE_DAYS, ("literal", "0")),
                    ("*", times("bill.owed", "0.003"), OVERDUE_DAYS),
                    ("literal", "0"),
                ),
                rounding="down",
            ),
        ),
    ),
    # 条例33(1), 40, 令36: on request, and always.
    duty(
        "service.itemised-bill",
        REGULATIONS,
        "bill.itemised_requested_on",
        fact("bill.itemised_given"),
        happened("bill.itemised_requested_on"),
    ),
    duty(
        "service.no-retaliation",
        REGULATIONS,
        "dispute.occurred_on",
        no(fact("service.retaliated")),
    ),
    duty(
        "service.no-refusal",
        REGULATIONS,
        "dispute.occurred_on",
        no(fact("service.refused_without_reason")),
    ),
    # 条例33(2)(3): more than five times the average; 豫41: more than three.
    Rule(
        name="service.abnormal-charge",
        kind="duty",
        governed_by="dispute.occurred_on",
        versions=(
            Duty(start=REGULATIONS, when=times_the_average("5"), done=TOLD_AND_DONE),
            Duty(
                start=HENAN,
                when=some(
                    times_the_average("5"),
                    every(
                        in_province("410000"),
                        ("reading", "local-regulation", "local"),
                        times_the_average("3"),
                    ),
                ),
                done=TOLD_AND_DONE,
            ),
        ),
    ),
    # 条例39(2): the basis free, and help to find the cause.
    duty(
        "service.charging-basis",
        REGULATIONS,
        "bill.basis_requested_on",
        every(fact("bill.basis_given"), fact("bill.cause_search_helped")),
        every(happened("bill.basis_requested_on"), fact("bill.local_charge_contested")),
    ),
    # 条例35: works that interrupt the service, a lower fee.
    duty(
        "service.interruption-fee",
        REGULATIONS,
        "works.starts_at",
        fact("works.fee_reduced"),
        fact("works.interrupted"),
    ),
    # 豫24: emergency calls stay open.
    duty(
        "service.emergency-calls",
        HENAN,
        "service.suspended_at",
        fact("service.emergency_calls_kept"),
        every(happened("service.suspended_at"), in_province("410000")),
    ),
    # 条例30, 40, 令36: prices known, no forced choice, promises kept.
    duty(
        "service.price-publication",
        REGULATIONS,
        "dispute.occurred_on",
        fact("service.prices_published"),
    ),
    duty(
        "service.free-choice",
        REGULATIONS,
        "dispute.occurred_on",
        every(no(fact("service.choice_forced")), no(fact("service.terminal_forced"))),
    ),
    duty(
        "service.public-promises",
        REGULATIONS,
        "dispute.occurred_on",
        no(fact("service.promise_broken")),
    ),
    duty(
        "service.explanation",
        NORMS,
        "service.applied_on",
        fact("service.explained"),
        happened("service.applied_on"),
    ),
]

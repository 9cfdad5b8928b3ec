"""Market supervision 市场监管投诉: the orders 62, 20 and 121, and what stands above."""

from datetime import date

from tests.differential.law.words import (
    CONSUMER_REGULATIONS,
    LAST_OF_20,
    MARKET_20,
    MARKET_62,
    MARKET_121,
    Admission,
    deadline,
    duty,
    event,
    every,
    fact,
    happened,
    no,
    some,
)
from tests.differential.written_rules import (
    Deadline,
    Exclusion,
    Expression,
    Extension,
    Rule,
)

APPRAISAL = (
    Exclusion("market.appraisal_started_on", "market.appraisal_ended_on", "22(3)"),
)
LONGER_CHECK = (Extension("market.verification_extended_on", "15 working days", "27"),)


def mediation(
    start: date,
    *limits: str,
    exclusions: tuple[Exclusion, ...] = APPRAISAL,
    holidays_roll: bool = False,
) -> Deadline:
    return Deadline(
        start=start,
        since="market.accepted_on",
        limits=limits,
        done="market.mediation_ended_on",
        exclusions=exclusions,
        holidays_roll=holidays_roll,
    )


def market(  # noqa: PLR0913, PLR0917 - the columns of the notes' table
    name: str,
    since: str,
    limit: str,
    done: str,
    when: Expression | None = None,
    extensions: tuple[Extension, ...] = (),
    *,
    first: date = MARKET_20,
    until: date | None = None,
) -> Rule:
    one = Deadline(
        start=first,
        until=until,
        since=since,
        limits=(limit,),
        done=done,
        when=when,
        extensions=extensions,
    )
    return deadline(name, one)


ASKED_ON = event("asked")

RULES: list[Rule | Admission] = [
    market(
        "market.acceptance",
        "market.complaint_received_on",
        "7 working days",
        "market.decided_on",
        first=MARKET_62,
    ),
    deadline(
        "market.mediation",
        mediation(MARKET_62, "60 days", exclusions=()),
        mediation(MARKET_20, "45 working days"),
        mediation(CONSUMER_REGULATIONS, "45 working days", "60 days"),
        mediation(MARKET_121, "60 days", holidays_roll=True),
    ),
    market(
        "market.mediation-notice",
        "market.mediation_ended_on",
        "7 working days",
        "market.end_told_on",
        no(fact("market.agreed")),
    ),
    market(
        "market.clue-verification",
        "market.clue_found_on",
        "15 working days",
        "market.clue_verified_on",
        extensions=LONGER_CHECK,
    ),
    market(
        "market.reporter-notice",
        "market.case_decided_on",
        "5 working days",
        "market.reporter_told_on",
        fact("market.report_real_name"),
        until=LAST_OF_20,
    ),
    # 消法实施条例46(2), 121号令15: a refusal has its reasons, and the other routes.
    duty(
        "market.refusal-reasons",
        CONSUMER_REGULATIONS,
        "market.decided_on",
        every(fact("market.refusal_reasons_given"), fact("market.other_routes_told")),
        every(happened("market.decided_on"), no(happened("market.accepted_on"))),
    ),
    # 121号令36: only where a law, regulation or rule requires it.
    duty(
        "market.reporter-outcome",
        MARKET_121,
        "market.case_decided_on",
        happened("market.reporter_told_on"),
        every(happened("market.case_decided_on"), fact("market.telling_required")),
    ),
    # 令20 art 15, 121号令 art 16: what market supervision doesn't take on.
    Admission(
        "market.admission",
        MARKET_20,
        "market.complaint_received_on",
        (fact("market.for_private_consumption"), fact("market.materials_given")),
        (
            some(fact("dispute.from_telecom_service"), fact("market.outside_duties")),
            some(
                fact("market.handled_elsewhere"),
                every(
                    ("compare", "<=", event("appeal.filed_on"), ASKED_ON),
                    fact("appeal.accepted"),
                ),
            ),
            (
                "compare",
                ">",
                ASKED_ON,
                ("last", event("market.knew_on"), "3 years", "time-bar-rollover"),
            ),
            fact("market.barred_by_other_law"),
        ),
        (
            (
                MARKET_121,  # arts 10(3), 16(6)
                some(fact("market.identity_refused"), fact("market.materials_false")),
            ),
        ),
    ),
]

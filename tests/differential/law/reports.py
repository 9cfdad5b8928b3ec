"""Reports of unlawful acts 举报, and what the appeal body has to do and say."""

from datetime import date

from tests.differential.law.words import (
    MEASURES,
    PENALTIES,
    REPORTS,
    TODAY,
    before,
    choice,
    duty,
    event,
    every,
    fact,
    happened,
    no,
    one_of,
    row,
    simple,
    some,
)
from tests.differential.written_rules import Expression


def finding(*words: str) -> Expression:
    return one_of("report.review_finding", *words)


def lapsed(years: str) -> Expression:
    """Tell whether an act was neither discovered nor reported in some years."""
    last = ("last", event("report.act_ended_on"), years, "strict")
    found = ("compare", "<=", event("report.discovered_on"), last)
    reported = ("compare", "<=", event("report.received_on"), last)
    return every(("compare", ">", TODAY, last), no(some(found, reported)))


# 处罚法36: two years, five for lives, health and finance with harm done; from the end.
LAPSED = ("if", fact("report.grave_harm"), lapsed("5 years"), lapsed("2 years"))
# 处罚法33: slight, put right in time and harmless; no fault; a first, harmless breach.
NO_PENALTY = some(
    every(
        fact("report.minor_act"),
        fact("report.corrected_in_time"),
        fact("report.harmless"),
    ),
    fact("report.no_fault"),
    every(
        fact("report.first_breach"),
        fact("report.harm_slight"),
        fact("report.corrected_in_time"),
        fact("report.penalty_waived"),
    ),
)

RULES = [
    simple(
        "report.disposition-general",
        date(2015, 5, 1),
        "report.received_on",
        "2 months",
        "report.disposed_on",
        until=date(2023, 5, 31),
    ),
    simple(
        "report.penalty-decision",
        PENALTIES,
        "report.case_opened_on",
        "90 days",
        "report.penalty_decided_on",
    ),
    # 办法14: told, and why if refused.
    duty(
        "appeal.notification",
        MEASURES,
        "appeal.decided_on",
        fact("appeal.notified"),
        happened("appeal.decided_on"),
    ),
    duty(
        "appeal.refusal-reasons",
        MEASURES,
        "appeal.decided_on",
        fact("appeal.reasons_given"),
        every(happened("appeal.decided_on"), no(fact("appeal.accepted"))),
    ),
    # 处罚法27: a suspected crime is passed on.
    duty(
        "report.referral",
        PENALTIES,
        "report.received_on",
        happened("report.referred_on"),
        fact("report.suspected_crime"),
    ),
    choice(
        "report.triage",
        REPORTS,
        "report.received_on",
        row("open-case", finding("filing-standard-met")),
        row("investigate-further", finding("evidence-lacking")),
        row("answer-the-reporter", finding("already-settled", "nothing-unlawful")),
        pick="one",
    ),
    choice(
        "report.penalty-limit",
        PENALTIES,
        "report.discovered_on",
        row("penalty-possible", no(LAPSED)),
        row("penalty-lapsed", LAPSED),
        pick="one",
    ),
    choice(
        "report.outcome",
        REPORTS,
        "report.received_on",
        row("refer-to-judicial-organs", fact("report.suspected_crime")),
        row(
            "end-investigation",
            some(no(fact("report.violation_found")), LAPSED),
        ),
        row("correct-without-penalty", NO_PENALTY),
        row("open-case", fact("report.filing_standard_met")),
    ),
    choice(
        "report.other-law",
        REPORTS,
        "report.received_on",
        row("named-by-other-law", fact("report.other_law_venue")),
        row("place-of-the-act", no(fact("report.other_law_venue"))),
        pick="one",
    ),
    # 办法13: policy is answered, who hasn't complained is told to; a hotel's needn't.
    choice(
        "appeal.intake",
        MEASURES,
        "appeal.filed_on",
        row(
            "answer-the-question",
            every(fact("appeal.policy_question"), no(fact("appeal.request_specific"))),
        ),
        row(
            "complain-first",
            every(
                no(("equal", "respondent.category", "hotel-agent")),
                some(
                    no(happened("operator_complaint.filed_on")),
                    before("appeal.filed_on", "operator_complaint.filed_on"),
                ),
            ),
        ),
        row("decide-on-acceptance"),
    ),
    # Owed to who gave a name: once disposed of, or at once where nothing is to be done.
    duty(
        "report.answer",
        REPORTS,
        "report.received_on",
        happened("report.answered_on"),
        every(
            fact("report.real_name"),
            some(
                happened("report.disposed_on"),
                finding("already-settled", "nothing-unlawful"),
            ),
        ),
    ),
]

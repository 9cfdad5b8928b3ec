"""The stage of a case: always one or open, and led by the last event alone."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any

import telcorules
from telcorules.evaluation.grounds import Selection
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Choice
from tests.differential import oracle, random_cases
from tests.differential.random_cases import CATEGORIES, NATURES, Maker

CASES = 900
Facts = dict[str, dict[str, Any]]
BOOKS = [telcorules.load().under(choices) for choices in oracle.ALL_READINGS]
EVENTS = {
    "operator_complaint": ("filed_on", "replied_on"),
    "appeal": (
        *("filed_on", "materials_received_on", "materials_completed_on"),
        *("decided_on", "answered_on"),
    ),
    "mediation": ("concluded_on",),
    "report": ("received_on", "disposed_on"),
}
JUDGED = {
    "dispute": ("from_telecom_service", "settled", "settlement_performed"),
    "appeal": ("accepted",),
    "mediation": ("consented", "agreed"),
}
IRRELEVANT = {
    "complainant": ("direct_interest", "name_given", "address_given", "phone_given"),
    "respondent": ("identified", "category", "name_given", "address_given"),
    "dispute": ("nature", "occurred_on"),
    "operator_complaint": ("satisfied",),
    "appeal": (
        *("request_specific", "facts_stated", "in_writing", "dated"),
        *("handled_by_appeal_body", "handled_elsewhere", "barred_by_other_law"),
    ),
    "report": ("act_provinces", "real_name"),
}
PLACES = [("110000",), ("130000", "440000")]
Question = tuple[Facts, date, Rulebook]


@cache
def questions() -> list[Question]:
    pick = Random("stage")  # noqa: S311 - reproducible, not secret
    spans = (random_cases.FIRM, random_cases.AROUND_THE_END)
    return [
        (mediated(case, pick), as_of, pick.choice(BOOKS))
        for span in spans
        for case, as_of, _ in cases(span)
    ]


def cases(span: tuple[int, int]) -> Iterator[Any]:
    maker = Maker("stage", span)
    return (maker.question() for _ in range(CASES))


def mediated(case: Facts, pick: Random) -> Facts:
    for name in ("consented", "agreed"):
        if pick.random() < 0.8:
            case.setdefault("mediation", {})[name] = pick.random() < 0.5
    return case


def whole(case: Facts, pick: Random) -> Facts:
    """Return the case with everything stated that its stage hangs on."""
    full = {section: dict(facts) for section, facts in case.items()}
    for section, names in EVENTS.items():
        for name in names:
            if full.setdefault(section, {}).get(name) is None:
                full[section][name] = "not-yet"
    for section, names in JUDGED.items():
        for name in names:
            if full.setdefault(section, {}).get(name) is None:
                full[section][name] = pick.random() < 0.5
    where = full.setdefault("respondent", {})
    where["province"] = where.get("province") or pick.choice(oracle.PROVINCES)
    return full


@cache
def whole_questions() -> list[Question]:
    pick = Random("whole")  # noqa: S311 - reproducible, not secret
    return [(whole(case, pick), as_of, book) for case, as_of, book in questions()]


def stage(question: Question) -> Choice:
    case, as_of, book = question
    return book.evaluate("stage", case, as_of=as_of)  # type: ignore[no-any-return]


def changed(case: Facts, pick: Random) -> Facts:
    """Return the case with what its stage doesn't hang on stated otherwise."""
    other = {section: dict(facts) for section, facts in case.items()}
    for section, names in IRRELEVANT.items():
        for name in names:
            other.setdefault(section, {})[name] = any_value(name, pick)
    return other


def any_value(name: str, pick: Random) -> Any:
    special = {
        "category": CATEGORIES,
        "nature": NATURES,
        "occurred_on": ("2024-02-29", "not-yet"),
        "act_provinces": PLACES,
    }
    return pick.choice((None, *special.get(name, (True, False))))


class TestTheStage:
    """A case has one stage, or several may be; which, its events alone say."""

    def test_is_never_none_and_never_a_conflict(self) -> None:
        outcomes = {stage(one).outcome for one in questions()}
        settled = {Selection.DECIDED, Selection.UNDETERMINED, Selection.NOT_IN_FORCE}
        assert outcomes == settled

    def test_of_a_case_without_facts_is_open(self) -> None:
        answer = BOOKS[0].evaluate("stage", {}, as_of=date(2026, 11, 21))
        assert (answer.outcome, answer.turn) == (Selection.UNDETERMINED, None)

    def test_is_one_where_all_events_are_stated_and_the_days_are_firm(self) -> None:
        undecided = [
            one
            for one in whole_questions()
            if stage(one).outcome is Selection.UNDETERMINED and firm(one)
        ]
        assert undecided == []

    def test_is_where_the_last_event_led(self) -> None:
        told = [one for one in whole_questions() if stage(one).value is not None]
        wrong = [one for one in told if stage(one).value != walked(*one)]
        assert (len(told) > CASES, wrong) == (True, [])

    def test_is_the_same_whatever_else_is_stated(self) -> None:
        pick = Random("irrelevant")  # noqa: S311 - reproducible, not secret
        moved = [
            (case, as_of)
            for case, as_of, book in questions()
            if stage((case, as_of, book)) != stage((changed(case, pick), as_of, book))
        ]
        assert moved == []

    def test_stays_when_more_is_known(self) -> None:
        pick = Random("more")  # noqa: S311 - reproducible, not secret
        turned = []
        for case, as_of, book in questions():
            less, more = stage((case, as_of, book)), whole(case, pick)
            after = stage((more, as_of, book))
            if less.value is not None and after.value != less.value:
                turned.append((case, more, as_of))
        assert turned == []

    def test_keeps_among_those_that_were_possible(self) -> None:
        pick = Random("possible")  # noqa: S311 - reproducible, not secret
        outside = []
        for case, as_of, book in questions():
            before = {one.value for one in stage((case, as_of, book)).candidates}
            after = stage((whole(case, pick), as_of, book))
            if not {one.value for one in after.candidates} <= before:
                outside.append((case, as_of))
        assert outside == []


def firm(question: Question) -> bool:
    """Tell whether the operator's last day is firm, or plays no part."""
    case, as_of, book = question
    deadline = book.evaluate("operator.reply", case, as_of=as_of)
    return deadline.firm is not False


def walked(case: Facts, as_of: date, book: Rulebook) -> str:
    """Tell the stage of a whole case step by step, as one would at a desk."""
    read = book.case(case)

    def happened(name: str) -> bool:
        value = read[name]
        return value != "not-yet" and day_of(value) <= as_of

    if not read["dispute.from_telecom_service"] and happened("report.received_on"):
        disposed = happened("report.disposed_on")
        return "report-disposed" if disposed else "report-received"
    if read["dispute.settled"]:
        performed = read["dispute.settlement_performed"]
        return "closed" if performed else "settlement-made"
    if happened("appeal.filed_on"):
        return appealed(read, happened)
    if not happened("operator_complaint.filed_on"):
        return "not-complained"
    if happened("operator_complaint.replied_on"):
        return "replied"
    due = book.evaluate("operator.reply", case, as_of=as_of).due
    return "operator-silent" if as_of > due else "with-operator"


def appealed(read: Any, happened: Any) -> str:
    if not happened("appeal.decided_on"):
        if not happened("appeal.materials_received_on"):
            return "appeal-filed"
        complete = happened("appeal.materials_completed_on")
        return "awaiting-acceptance" if complete else "materials-incomplete"
    if not read["appeal.accepted"]:
        return "refused"
    if happened("mediation.concluded_on"):
        return "settlement-made" if read["mediation.agreed"] else "mediation-failed"
    if read["mediation.consented"]:
        return "in-mediation"
    return "answered" if happened("appeal.answered_on") else "in-handling"


def day_of(value: Any) -> date:
    return value.date() if hasattr(value, "date") else value  # type: ignore[no-any-return]

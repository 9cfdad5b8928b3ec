"""Every property can fail: packs and engines with a defect, each found by its own."""

import operator
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from telcorules.errors import RequestError
from telcorules.evaluation import proof
from telcorules.evaluation.results import OpenAdmission, seal
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.windows import Window
from telcorules.language.vocabulary import Case
from telcorules.testing import (
    PROPERTIES,
    Broken,
    PackProperties,
    PropertyError,
    check_pack,
)
from telcorules.testing.knowing import turned
from tests.unit.testing.tampering import (
    SERVICE,
    SMALL,
    Told,
    again,
    answering,
    assuming,
    days_later,
    plain,
    rewritten,
)


def broken(
    book: Rulebook, rule: str, *names: str, examples: int = 200
) -> tuple[Broken, ...]:
    """Return what a rule is found to break, of some properties or of all."""
    wanted = names or tuple(PROPERTIES)
    with pytest.raises(PropertyError) as caught:
        check_pack(book, rules=rule, properties=wanted, examples=examples)
    return caught.value.broken


def only(book: Rulebook, rule: str, name: str) -> Broken:
    """Return what a rule breaks of one property."""
    (found,) = broken(book, rule, name)
    assert (found.property, found.rule) == (name, rule)
    return found


@pytest.mark.parametrize("book", [SMALL, SERVICE], ids=["small", "service"])
def test_a_pack_without_defects_has_every_property(book: Rulebook) -> None:
    check_pack(book, examples=15)


class TestTotal:
    def test_an_error_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            if book.case(case)["claim.province"] == "440000":
                raise ZeroDivisionError("of Guangdong")
            return plain(book, rule, case, as_of)

        found = only(answering(SMALL, answer), "claim.venue", "total")
        assert found.what == "it raises ZeroDivisionError: of Guangdong"
        assert found.question.case.to_dict() == {"claim": {"province": "440000"}}

    def test_a_word_there_is_not_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            return Told2(plain(book, rule, case, as_of))

        class Told2(Told):
            status = "perhaps"

        found = only(answering(SMALL, answer), "claim.answer", "total")
        assert found.what == "its answer is `perhaps`"


class TestDeterministic:
    def test_an_engine_that_remembers_breaks_it(self) -> None:
        asked = count()

        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            return days_later(next(asked) % 4 // 2 * 100)(book, rule, case, as_of)

        found = only(answering(SMALL, answer), "claim.answer", "deterministic")
        assert "its status is" in found.what


UNKNOWN_IS_FALSE = {"claim": {"paid": False}}


class TestKnowledgeMonotone:
    def test_unknown_taken_for_false_breaks_it(self) -> None:
        book = answering(SMALL, assuming(UNKNOWN_IS_FALSE))
        found = only(book, "claim.admission", "knowledge-monotone")
        assert found.what == "knowing more turned `inadmissible` into `admissible`"
        assert "paid" not in found.question.less.to_dict().get("claim", {})
        assert found.question.case["claim.paid"] is True

    def test_a_choice_that_guesses_breaks_it(self) -> None:
        book = answering(SMALL, assuming({"claim": {"nature": "contract"}}))
        found = only(book, "claim.venue", "knowledge-monotone")
        assert found.what.startswith("knowing more turned `centre` into `")

    def test_a_choice_that_leaves_something_out_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            result = plain(book, rule, case, as_of)
            few = result.candidates[:1] if result.value is None else result.candidates
            return replace(result, candidates=few)

        found = only(answering(SMALL, answer), "claim.venue", "knowledge-monotone")
        assert "` possible, which wasn't" in found.what

    def test_an_amount_that_guesses_breaks_it(self) -> None:
        book = answering(SERVICE, assuming({"bill": {"fee": "7", "own_fault": True}}))
        found = only(book, "bill.late-connection", "knowledge-monotone")
        assert found.what.startswith("knowing more turned ")

    def test_a_checklist_that_guesses_breaks_it(self) -> None:
        book = answering(SERVICE, assuming({"plea": {"name_given": False}}))
        found = only(book, "plea.papers", "knowledge-monotone")
        assert found.what == "knowing more turned `name` from missing to present"

    def test_a_checklist_may_ask_what_is_known(self) -> None:
        check_pack(SMALL, rules="claim.papers", properties=["knowledge-monotone"])

    @pytest.mark.parametrize(
        ("end", "step", "what"),
        [("earliest", 1, "the earliest"), ("latest", -1, "the latest")],
    )
    def test_bounds_that_are_too_narrow_break_it(
        self, end: str, step: int, what: str
    ) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            result = plain(book, rule, case, as_of)
            if result.dates is None or book.case(case)["ticket.answered_on"]:
                return result
            day = getattr(result.dates, end) + timedelta(days=step)
            return replace(result, dates=replace(result.dates, **{end: day}))

        book = answering(SERVICE, answer)
        found = only(book, "ticket.answer", "knowledge-monotone")
        assert found.what.startswith(f"knowing more moved {what} ")

    def test_a_latest_day_that_is_lost_again_breaks_it(self) -> None:
        asked = {"inquiry": {"begun_on": "2026-03-02"}}
        less = plain(SERVICE, "inquiry.end", asked, date(2026, 3, 2))
        lost = replace(less, open_ended=True)
        closed = replace(less, open_ended=False)
        assert turned(closed, lost) == (
            f"knowing more moved the latest {closed.latest} to None"
        )
        assert turned(lost, closed) is None


class TestOrderIndependent:
    def test_an_order_of_facts_that_matters_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            facts = case.to_dict() if isinstance(case, Case) else case
            first = {name: dict([*inner.items()][:1]) for name, inner in facts.items()}
            return plain(book, rule, first, as_of)

        found = only(answering(SMALL, answer), "claim.answer", "order-independent")
        assert found.what.startswith("with its facts in another order, its status is")

    def test_an_order_of_rules_that_matters_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            later = 400 if next(iter(book.program.rules)) == rule else 0
            return days_later(later)(book, rule, case, as_of)

        book = answering(SMALL, answer)
        last = [*SMALL.program.rules][-1]
        found = only(book, last, "order-independent")
        assert found.what.startswith("with its rules in another order, its ")

    def test_a_call_that_answers_otherwise_breaks_it(self) -> None:
        class Tampered(Rulebook):
            def decide(self, case: object, **more: Any) -> Any:
                more["as_of"] += timedelta(days=400)
                return super().decide(case, **more)

        found = only(again(SMALL, Tampered), "claim.answer", "order-independent")
        assert found.what.startswith("as a joint decision, its status is")


class TestInTime:
    @pytest.mark.parametrize(
        ("rule", "where", "days"),
        [("ticket.answer", "after", 0), ("works.notice", "before", 1)],
    )
    def test_a_limit_that_ends_at_once_breaks_it(
        self, rule: str, where: str, days: int
    ) -> None:
        def answer(book: Rulebook, name: str, case: Any, as_of: date) -> Any:
            result = plain(book, name, case, as_of)
            if result.dates is None:
                return result
            due = result.trigger + timedelta(days=days)
            return replace(result, dates=replace(result.dates, due=due))

        found = only(answering(SERVICE, answer), rule, "in-time")
        assert found.what.endswith(f"doesn't lie {where} that")

    def test_hours_may_end_on_the_same_day(self) -> None:
        check_pack(SERVICE, rules="repair.mend", properties=["in-time"], examples=100)

    def test_a_limit_that_ends_earlier_for_a_later_event_breaks_it(self) -> None:
        class Tampered(Rulebook):
            def deadline(self, rule_id: str, since: date, **more: Any) -> Any:
                result = super().deadline(rule_id, since, **more)
                if result.dates is None or since.day < 15:
                    return result
                due = result.dates.due - timedelta(days=60)
                return replace(result, dates=replace(result.dates, due=due))

        found = only(again(SMALL, Tampered), "claim.answer", "in-time")
        assert " it ends on " in found.what
        assert " earlier, on " in found.what


def windows(change: Callable[[tuple[Window, ...]], tuple[Window, ...]]) -> Rulebook:
    class Tampered(Rulebook):
        def window(self, *asked: Any, **more: Any) -> tuple[Window, ...]:
            return change(super().window(*asked, **more))

    return again(SMALL, Tampered)


class TestWindowsAreDays:
    def test_a_window_that_begins_later_breaks_it(self) -> None:
        def change(found: tuple[Window, ...]) -> tuple[Window, ...]:
            moved = replace(found[-1], start=found[-1].start + timedelta(days=1))
            return (*found[:-1], moved)

        found = only(windows(change), "claim.admission", "windows-are-days")
        assert found.what.startswith("the window that begins on ")

    def test_a_window_too_many_breaks_it(self) -> None:
        found = only(
            windows(lambda found: (*found, found[-1])),
            "claim.admission",
            "windows-are-days",
        )
        assert found.what == "there are 2 windows, and day by day 1"


class TestRoundTrip:
    def test_a_case_that_comes_back_otherwise_breaks_it(self) -> None:
        class Tampered(Rulebook):
            def case(self, data: object) -> Case:
                found = super().case(data)
                if isinstance(data, str) and "paid" in data:
                    return super().case({})
                return found

        found = only(again(SMALL, Tampered), "claim.answer", "round-trip")
        assert found.what == "the case comes back as {}"
        assert found.question.case.to_dict() == {"claim": {"paid": False}}

    def test_an_answer_that_tells_something_else_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            return Told(plain(book, rule, case, as_of), limit="none")

        found = only(answering(SMALL, answer), "claim.answer", "round-trip")
        assert found.what == "what its answer holds isn't what its JSON says"


class TestCited:
    @pytest.mark.parametrize(
        ("rule", "part", "what"),
        [
            ("claim.admission", "conditions", "`paid` of the version from 2020-01-01"),
            ("claim.venue", "rows", "row 1 of the version from 2016-07-30"),
            ("claim.papers", "items", "`name` of the version from 2016-07-30"),
            ("claim.answer", None, "the limit of the version from 2016-07-30"),
        ],
    )
    def test_a_part_without_a_provision_breaks_it(
        self, rule: str, part: str | None, what: str
    ) -> None:
        changes: dict[str, Any] = {"basis": ()}
        if part:
            first, *others = getattr(SMALL.program.rules[rule].versions[-1], part)
            changes = {part: (replace(first, basis=()), *others)}
        found = only(rewritten(SMALL, rule, **changes), rule, "cited")
        assert found.what == f"{what} cites nothing"

    def test_an_answer_without_a_provision_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            result = plain(book, rule, case, as_of)
            bare = [replace(one, basis=()) for one in result.candidates]
            return replace(result, candidates=tuple(bare))

        found = only(answering(SMALL, answer), "claim.venue", "cited")
        assert found.what == "`centre` among its candidates cites nothing"


class TestCompiledIsWalked:
    def test_evaluators_that_part_break_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(proof._CERTAIN, "<=", operator.lt)
        found = only(SERVICE, "stage", "compiled-is-walked")
        assert found.what.endswith("is True compiled, False walked")

    def test_an_answer_that_is_not_what_was_walked_breaks_it(self) -> None:
        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            one = plain(book, rule, case, as_of)
            truths = tuple(None for _ in one.truths)
            made = OpenAdmission(
                one.rule, one.outcome, one.at, one.as_of, one.hypothetical,
                truths, one.case, one._origin,
            )  # fmt: skip
            return seal(made)

        found = only(answering(SMALL, answer), "claim.admission", "compiled-is-walked")
        assert found.what.endswith("is None in the answer, False walked")


class TestTheError:
    def test_names_the_property_the_place_and_the_smallest_case(self) -> None:
        book = answering(SERVICE, assuming({"plea": {"name_given": False}}))
        found = only(book, "plea.papers", "knowledge-monotone")
        assert str(found).splitlines() == [
            (
                "rules/papers.yaml:1:7: `plea.papers` breaks `knowledge-monotone`:"
                " knowing more turned `name` from missing to present"
            ),
            (
                "  property: Knowing more settles what was open, and turns nothing"
                " that was settled."
            ),
            "  as_of: 2016-07-30",
            '  case: {"plea": {"name_given": true}}',
            "  with less known: {}",
        ]
        assert "with less known" not in str(replace(found, property="total"))

    def test_tells_all_that_is_broken(self) -> None:
        def answer(_book: Rulebook, rule: str, _case: Any, _as_of: date) -> Any:
            raise LookupError(rule)

        found = broken(answering(SMALL, answer), "*", "total", "cited", examples=5)
        assert [(one.rule, one.property) for one in found] == [
            (rule, name) for rule in SMALL.program.rules for name in ("total", "cited")
        ]

    def test_is_the_same_each_time(self) -> None:
        book = answering(SMALL, assuming(UNKNOWN_IS_FALSE))
        texts = {
            str(only(book, "claim.admission", "knowledge-monotone")) for _ in range(2)
        }
        assert len(texts) == 1

    def test_says_where_a_defect_comes_and_goes(self) -> None:
        asked = count()

        def answer(book: Rulebook, rule: str, case: Any, as_of: date) -> Any:
            if next(asked) == 3:
                raise LookupError
            return plain(book, rule, case, as_of)

        with pytest.raises(PropertyError) as caught:
            check_pack(
                answering(SMALL, answer),
                rules="claim.answer",
                properties=["total"],
                examples=5,
            )
        (found,) = caught.value.broken
        assert found.what == "it raises LookupError: "


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"rules": "claim.answr"}, "TR610: there is no rule `claim.answr`"),
            ({"rules": []}, "TR612: `rules` names no rule: `[]`"),
            ({"rules": 5}, "TR612: `rules` takes a list"),
            ({"properties": ["totl"]}, "TR610: there is no word of `properties`"),
            ({"properties": "total"}, "TR612: `properties` takes a list, not `total`"),
            ({"properties": []}, "TR612: `properties` takes a list, not `[]`"),
            ({"examples": 0}, "TR612: `examples` is a number from 1 to 100,000"),
            ({"examples": True}, "TR612: `examples` is a number from 1 to 100,000"),
        ],
    )
    def test_are_refused_with_a_hint(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(RequestError) as caught:
            check_pack(SMALL, **arguments)
        assert str(caught.value).startswith(message)
        assert "fix: " in str(caught.value)

    def test_a_book_is_wanted(self) -> None:
        with pytest.raises(RequestError) as caught:
            check_pack("rules")  # type: ignore[arg-type]
        assert str(caught.value) == (
            "TR612: `book` takes a rulebook, not `rules`\n"
            "  fix: write telcorules.load()"
        )


class TestSmall(PackProperties):
    book = SMALL
    examples = 5


class TestClass:
    def test_has_a_test_for_each_property_that_says_what_it_says(self) -> None:
        tests = [one for name, one in vars(PackProperties).items() if "test" in name]
        assert [one.__doc__ for one in tests] == [
            one.__doc__ for one in PROPERTIES.values()
        ]

    def test_fails_as_the_call_does(self) -> None:
        class Ours(PackProperties):
            book = answering(SMALL, assuming(UNKNOWN_IS_FALSE))
            rules = "claim.admission"

        with pytest.raises(PropertyError, match="breaks `knowledge-monotone`"):
            Ours().test_is_monotone_in_knowledge()

from datetime import UTC, date, datetime
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Outcome, Presence, Selection, Status
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.moments import CHINA_TIME

BOOK = telcorules.load()
TODAY = date(2026, 11, 21)
COMPLAINT = {"operator_complaint": {"filed_on": "2026-10-08"}}
ANYTHING: Any = object()


def refusal(ask: Any) -> str:
    with pytest.raises(telcorules.RequestError) as caught:
        ask()
    return str(caught.value)


class TestTheDayOfTheQuestion:
    def test_is_recorded(self) -> None:
        assert BOOK.decide({}, as_of=TODAY).as_of == TODAY

    def test_of_a_moment_is_its_day_in_china(self) -> None:
        moment = datetime(2026, 11, 21, 16, tzinfo=UTC)
        assert BOOK.decide({}, as_of=moment).as_of == date(2026, 11, 22)

    def test_is_today_in_china_where_it_is_left_out(self) -> None:
        before = datetime.now(CHINA_TIME).date()
        days = {
            BOOK.decide({}).as_of,
            BOOK.evaluate("operator.reply", {}).as_of,
            BOOK.deadline("operator.reply", TODAY).as_of,
            *(one.as_of for one in BOOK.evaluate_many("operator.reply", [{}])),
        }
        after = datetime.now(CHINA_TIME).date()
        assert days <= {before, after}

    @pytest.mark.parametrize(
        ("day", "shown"),
        [
            ("2026-11-21", "2026-11-21"),
            (5, "5"),
            (
                datetime.max.replace(tzinfo=UTC),
                "9999-12-31T23:59:59.999999+00:00",
            ),
        ],
    )
    def test_has_to_be_a_date(self, day: Any, shown: str) -> None:
        said = f"TR614: `{shown}` is not a date\n  fix: write date(2026, 11, 21)"
        assert refusal(lambda: BOOK.decide({}, as_of=day)) == said
        assert refusal(lambda: BOOK.evaluate("operator.reply", {}, as_of=day)) == said
        assert refusal(lambda: BOOK.deadline("operator.reply", day)) == said


EXTREMES = [
    date.min,
    date(1990, 1, 1),
    date(2003, 12, 31),
    date(2004, 1, 1),
    date(2060, 12, 31),
    date(2070, 1, 1),
    date(9999, 12, 30),
    date.max,
]
EVENTS = [
    *("0001-01-01", "1999-12-31", "2003-12-31", "2060-12-20", "2061-01-01"),
    *("9999-12-15", "9999-12-30", "9999-12-30T23:59:59", "not-yet"),
]


def everywhere(event: str) -> dict[str, dict[str, Any]]:
    """Return a case with one day for every event."""
    case: dict[str, dict[str, Any]] = {}
    for fact in BOOK.program.vocabulary.facts:
        if fact.type.kind == "event":
            section, _, name = fact.name.partition(".")
            case.setdefault(section, {})[name] = event
    case["appeal"]["accepted"] = True
    return case


class TestExtremes:
    @pytest.mark.parametrize("as_of", EXTREMES)
    def test_of_nothing_nothing_is_claimed(self, as_of: date) -> None:
        said = BOOK.decide({}, as_of=as_of)
        open_words = {
            *(Outcome.UNDETERMINED, Outcome.NOT_IN_FORCE),
            *(Selection.UNDETERMINED, Selection.NOT_IN_FORCE),
            Status.UNKNOWN,
        }
        told = {
            getattr(said[rule], name, Status.UNKNOWN)
            for rule in said
            for name in ("outcome", "status", "complete")
        }
        assert told <= {*open_words, None}

    def test_of_nothing_today_all_is_open(self) -> None:
        said = BOOK.decide({}, as_of=TODAY)
        admission, checklist = said.main, said["appeal.materials"]
        assert admission.outcome is Outcome.UNDETERMINED
        assert {one.value for one in admission.conditions} == {None}
        assert {one.state for one in checklist.items} == {Presence.UNKNOWN}
        assert checklist.complete is None
        assert (said.notes, said.judgments) == ((), ())

    @pytest.mark.parametrize("as_of", [date.min, TODAY, date.max])
    @pytest.mark.parametrize("event", EVENTS)
    @pytest.mark.parametrize("choice", ["roll", "strict"])
    def test_no_day_is_too_early_or_too_late(
        self, choice: str, event: str, as_of: date
    ) -> None:
        local = "national" if choice == "roll" else "local"
        book = BOOK.under({"duty-rollover": choice, "local-regulation": local})
        said = book.decide(everywhere(event), as_of=as_of)
        assert said.to_json().startswith('{"schema": 1, ')

    def test_a_limit_past_the_year_9999_has_no_day(self) -> None:
        result = BOOK.deadline("operator.reply", date(9999, 12, 20), as_of=TODAY)
        assert (result.status, str(result.limit), result.due) == (
            Status.UNKNOWN,
            "15 days",
            None,
        )


class TestEvaluate:
    def test_takes_a_case_of_another_pack_by_its_facts(self) -> None:
        other = telcorules.load(readings={"duty-rollover": "strict"})
        case = other.case(COMPLAINT)
        result = BOOK.evaluate("operator.reply", case, as_of=TODAY)
        assert result.case == BOOK.case(COMPLAINT)
        assert result.case.vocabulary is BOOK.program.vocabulary

    @pytest.mark.parametrize(
        "rule", ["operator.reply", "appeal.admission", "appeal.venue"]
    )
    def test_gives_what_decide_gives(self, rule: str) -> None:
        decision = BOOK.decide(COMPLAINT, as_of=TODAY)
        assert BOOK.evaluate(rule, COMPLAINT, as_of=TODAY) == decision[rule]

    @pytest.mark.parametrize("rule", [None, 5, [], {}, "nothing"])
    def test_wants_a_rule_there_is(self, rule: Any) -> None:
        said = refusal(lambda: BOOK.evaluate(rule, {}, as_of=TODAY))
        shown = "nothing" if rule == "nothing" else repr(rule)
        assert said.startswith(f"TR610: there is no rule `{shown}`\n  fix: there are: ")

    def test_proposes_the_nearest_rule(self) -> None:
        assert refusal(lambda: BOOK.evaluate("appeal.admision", {})) == (
            "TR610: there is no rule `appeal.admision`\n"
            "  fix: did you mean `appeal.admission`?"
        )

    def test_refuses_a_case_that_cant_be_read(self) -> None:
        with pytest.raises(telcorules.CaseError, match="TR510: unknown section"):
            BOOK.evaluate("operator.reply", {"x": {}}, as_of=TODAY)


class TestEvaluateMany:
    def test_answers_in_order(self) -> None:
        cases = [COMPLAINT, {}, '{"operator_complaint": {"filed_on": "not-yet"}}']
        found = BOOK.evaluate_many("operator.reply", cases, as_of=TODAY)
        assert [one.status for one in found] == [
            Status.UNKNOWN,
            Status.UNKNOWN,
            Status.NOT_TRIGGERED,
        ]

    def test_asks_for_the_next_case_only_when_needed(self) -> None:
        answers = BOOK.evaluate_many("operator.reply", iter([COMPLAINT, {"x": {}}]))
        assert next(answers).rule == "operator.reply"
        with pytest.raises(telcorules.CaseError):
            next(answers)

    def test_refuses_what_cant_be_asked_at_once(self) -> None:
        ask = BOOK.evaluate_many
        assert refusal(lambda: ask("x", [])).startswith("TR610: there is no rule `x`")
        assert refusal(lambda: ask("operator.reply", ANYTHING)) == (
            "TR612: `cases` takes a list\n  fix: write cases=[...]"
        )
        assert refusal(lambda: ask("operator.reply", "{}")) == (
            "TR612: `cases` takes a list\n  fix: write cases=[...]"
        )


class TestDeadline:
    def test_is_of_deadlines_only(self) -> None:
        assert refusal(lambda: BOOK.deadline("appeal.venue", TODAY)) == (
            "TR613: `appeal.venue` is a rule of the kind choice, not a deadline\n"
            "  fix: ask book.evaluate, with a case"
        )

    @pytest.mark.parametrize("rule", ["operator.rely", None, []])
    def test_wants_a_rule_there_is(self, rule: Any) -> None:
        said = refusal(lambda: BOOK.deadline(rule, TODAY))
        assert said.startswith("TR610: there is no rule ")

    @pytest.mark.parametrize("when", [1, "yes"])
    def test_wants_a_truth_or_none(self, when: Any) -> None:
        said = refusal(lambda: BOOK.deadline("appeal.mediation", TODAY, when=when))
        assert said == (
            f"TR612: `when` is true, false or None, not `{when}`\n"
            "  fix: write when=True"
        )


class TestDecide:
    def decided(self, rules: Any) -> list[str]:
        return list(BOOK.decide({}, as_of=TODAY, rules=rules))

    def test_asks_what_the_pack_lists(self) -> None:
        assert self.decided(None) == self.decided(list(BOOK.program.decide))
        assert {"appeal.admission", "operator.reply", "report.venue"} <= {
            *self.decided(None)
        }

    def test_takes_ids_and_globs_in_the_packs_order(self) -> None:
        assert self.decided(["report.d*", "operator.reply", "appeal.venue"]) == [
            *("appeal.venue", "operator.reply"),
            *("report.disposition-general", "report.disposition"),
        ]

    def test_takes_one_as_a_text(self) -> None:
        assert self.decided("report.v*") == ["report.venue"]

    def test_asks_each_rule_once(self) -> None:
        assert self.decided(["report.venue", "report.v*"]) == ["report.venue"]

    def test_asked_nothing_answers_nothing(self) -> None:
        assert self.decided([]) == []

    @pytest.mark.parametrize("rules", ["", "nope.*", ["operator.reply", "x"], [5]])
    def test_refuses_what_matches_no_rule(self, rules: Any) -> None:
        said = refusal(lambda: self.decided(rules))
        assert said.startswith("TR610: there is no rule ")

    def test_refuses_what_is_no_list(self) -> None:
        assert refusal(lambda: self.decided(5)) == (
            "TR612: `rules` takes a list\n  fix: write rules=[...]"
        )

    def test_has_a_main_answer(self) -> None:
        decision = BOOK.decide({}, as_of=TODAY)
        assert decision.main == decision["appeal.admission"]

    def test_has_none_where_the_main_rule_was_not_asked(self) -> None:
        decision = BOOK.decide({}, as_of=TODAY, rules="operator.reply")
        assert refusal(lambda: decision.main) == (
            "TR610: there is no rule in this decision `appeal.admission`\n"
            "  fix: there are: operator.reply"
        )

    def test_lists_the_judgments_stated(self) -> None:
        case = {
            "complainant": {"direct_interest": False},
            "operator_complaint": {"satisfied": None, "filed_on": "2026-10-08"},
        }
        judgments = BOOK.decide(case, as_of=TODAY).judgments
        assert judgments == ("complainant.direct_interest",)


class TestUnder:
    def test_changes_one_reading_and_keeps_the_rest(self) -> None:
        strict = BOOK.under({"time-bar-rollover": "strict"})
        local = strict.under({"local-regulation": "local"})
        assert dict(local.readings) == {
            "duty-rollover": "roll",
            "time-bar-rollover": "strict",
            "local-regulation": "local",
        }

    @pytest.mark.parametrize("readings", [{}, {"duty-rollover": "roll"}])
    def test_without_a_change_is_the_same_rulebook(
        self, readings: dict[str, str]
    ) -> None:
        assert BOOK.under(readings) is BOOK

    def test_shares_the_cases(self) -> None:
        strict = BOOK.under({"duty-rollover": "strict"})
        case = BOOK.case(COMPLAINT)
        assert strict.case(case) is case

    @pytest.mark.parametrize(
        ("readings", "said"),
        [
            (
                {"duty-rolover": "strict"},
                (
                    "TR610: there is no reading `duty-rolover`\n"
                    "  fix: did you mean `duty-rollover`?"
                ),
            ),
            (
                {"duty-rollover": "stric"},
                (
                    "TR610: there is no choice of `duty-rollover` `stric`\n"
                    "  fix: did you mean `strict`?"
                ),
            ),
            (
                {"duty-rollover": []},
                (
                    "TR610: there is no choice of `duty-rollover` `[]`\n"
                    "  fix: there are: roll, strict"
                ),
            ),
            (
                ["duty-rollover"],
                (
                    "TR612: `readings` takes a mapping\n"
                    '  fix: write readings={"duty-rollover": "strict"}'
                ),
            ),
        ],
    )
    def test_refuses_what_there_isnt(self, readings: Any, said: str) -> None:
        assert refusal(lambda: BOOK.under(readings)) == said


def test_a_rulebook_shows_its_pack() -> None:
    assert repr(BOOK) == f"Rulebook(cn-telecom {BOOK.program.version})"


def test_nothing_that_a_decision_gives_out_changes_the_rulebook() -> None:
    decision = BOOK.decide({}, as_of=TODAY)
    handed_out: list[Any] = [
        BOOK.readings,
        decision.readings,
        decision.pack,
        decision.calendar,
        decision.results,
    ]
    for one in handed_out:
        with pytest.raises(TypeError):
            one["duty-rollover"] = "strict"


def test_a_rulebook_can_be_made_without_folders() -> None:
    bare = Rulebook(BOOK.program, BOOK.calendar, BOOK.readings)
    assert bare.decide({}, as_of=TODAY) == BOOK.decide({}, as_of=TODAY)

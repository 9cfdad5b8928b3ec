"""Random events, periods, cases, packs and mistakes: valid, crowded, shrinking."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import telcorules
from telcorules import Period, Unit
from telcorules.errors import PackError, RequestError
from telcorules.evaluation.grounds import Outcome, Status
from telcorules.foundation.moments import CHINA_TIME
from telcorules.testing import (
    Mistake,
    WrittenPack,
    cases,
    dated_cases,
    events,
    packs,
    periods,
    yaml_mistakes,
)
from telcorules.testing.mistakes import MISTAKES
from telcorules.testing.pack_strategies import KINDS
from telcorules.testing.thresholds import Thresholds
from tests.unit.testing.tampering import FIXTURES, SMALL

BOOK = telcorules.load()
DAY = date(2026, 3, 2)
HABIT = settings(max_examples=100, derandomize=True, database=None)


def smallest(strategy: st.SearchStrategy[Any], holds: Callable[[Any], Any]) -> Any:
    return find(strategy, lambda one: bool(holds(one)), settings=HABIT)


def anything(_: object) -> bool:
    return True


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    found: list[Any] = []

    @settings(HABIT, max_examples=count)
    @given(strategy)
    def note(one: Any) -> None:
        found.append(one)

    note()
    return found


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(RequestError) as caught:
        call()
    return str(caught.value)


class TestEvents:
    def test_are_what_a_case_states(self) -> None:
        for one in drawn(events(), 100):
            assert BOOK.case({"dispute": {"occurred_on": one}})["dispute.occurred_on"]

    def test_shrink_to_what_has_not_happened_then_to_a_day(self) -> None:
        assert smallest(events(), anything) == "not-yet"
        assert smallest(events(DAY, not_yet=False), anything) == DAY
        first = date(2020, 1, 1)
        assert smallest(events(first=first, not_yet=False), anything) == first

    def test_lie_between_days(self) -> None:
        span = {"first": date(2026, 3, 1), "last": date(2026, 3, 4)}
        for near in (None, DAY):
            found = drawn(events(near, moments=False, not_yet=False, **span), 60)
            assert {*found} == {date(2026, 3, day) for day in (1, 2, 3, 4)}

    def test_have_moments_in_china(self) -> None:
        found = smallest(events(DAY), lambda one: isinstance(one, datetime))
        assert found == datetime(2026, 3, 2, 9, tzinfo=CHINA_TIME)
        kinds = {*map(type, drawn(events(DAY, moments=False), 60))}
        assert kinds == {date, str}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"near": "2026"}, "`near` takes a date, not `2026`"),
            ({"first": 5}, "`first` takes a date, not `5`"),
            ({"moments": "yes"}, "`moments` is True or False, not `yes`"),
            ({"not_yet": None}, "`not_yet` is True or False, not `None`"),
            (
                {"first": DAY, "last": date(2026, 3, 1)},
                "`last`, 2026-03-01, lies before `first`, 2026-03-02",
            ),
            (
                {"near": date(1990, 1, 1)},
                "`near`, 1990-01-01, doesn't lie from 2004-02-01 to 2030-12-31",
            ),
        ],
    )
    def test_are_asked_for_in_earnest(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        assert refusal(lambda: events(**arguments)).startswith(f"TR612: {message}")

    def test_a_moment_stands_for_its_day_in_china(self) -> None:
        near = datetime(2026, 3, 1, 17, tzinfo=CHINA_TIME)
        assert smallest(events(near, not_yet=False), anything) == date(2026, 3, 1)


class TestPeriods:
    def test_shrink_to_one_of_the_first_unit(self) -> None:
        assert smallest(periods(), anything) == Period(1, Unit.DAYS)
        assert smallest(periods(units=["months", Unit.DAYS]), anything) == Period(
            1, Unit.MONTHS
        )

    def test_are_as_long_as_asked(self) -> None:
        found = drawn(periods(longest=3), 100)
        assert {one.count for one in found} == {1, 2, 3}
        assert {one.unit for one in found} == {*Unit}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"units": ["day"]}, "TR610: there is no word of `units` `day`"),
            ({"units": []}, "TR612: `units` takes a list, not `[]`"),
            ({"units": "days"}, "TR612: `units` takes a list, not `days`"),
            ({"longest": 0}, "TR612: `longest` is a number from 1 to 100,000"),
            ({"longest": 1.5}, "TR612: `longest` is a number from 1 to 100,000"),
        ],
    )
    def test_are_asked_for_in_earnest(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        assert refusal(lambda: periods(**arguments)).startswith(message)


class TestCases:
    @pytest.mark.parametrize("rule", ["appeal.admission", "operator.*"])
    def test_shrink_to_nothing_known(self, rule: str) -> None:
        assert smallest(cases(BOOK, rules=rule), anything).to_dict() == {}

    def test_shrink_to_the_simplest_of_everything(self) -> None:
        found = smallest(
            cases(SMALL, rules="claim.answer", half_filled=False), anything
        )
        assert found.to_dict() == {
            "claim": {"paid": False, "filed_on": "not-yet", "answered_on": "not-yet"}
        }

    def test_state_what_the_rules_read(self) -> None:
        found = drawn(cases(BOOK, rules=["report.venue"]), 60)
        stated = {name for case in found for name in case.to_dict().get("report", {})}
        assert stated == {"act_provinces", "received_on"}
        assert {*found[0].to_dict()} <= {"report"}

    def test_are_filled_when_asked(self) -> None:
        read = {one.name for one in Thresholds(SMALL, SMALL.program.rules).facts}
        for case in drawn(cases(SMALL, rules="*", half_filled=False), 20):
            assert {name for name in read if case[name] is None} == set()

    def test_have_values_of_every_type(self) -> None:
        book = packs_of_every_type().load()
        found = drawn(cases(book, half_filled=False), 60)
        for case in found:
            assert book.case(case.to_dict()) == case
        words = {case["thing.word"] for case in found}
        assert {"loud", "quiet"} <= words
        assert len({case["thing.free"] for case in found}) > 5
        assert {len(case["thing.several"]) for case in found} == {1, 2, 3}

    def test_crowd_where_a_limit_ends(self) -> None:
        beside: Counter[int] = Counter()
        for case, as_of in drawn(dated_cases(BOOK, rules="operator.reply"), 300):
            due = BOOK.evaluate("operator.reply", case, as_of=as_of).due
            if due is not None:
                beside[(as_of - due).days] += 1
        assert min(beside[step] for step in (-1, 0, 1)) >= 1
        assert sum(beside[step] for step in (-1, 0, 1)) >= sum(beside.values()) // 8

    @pytest.mark.parametrize(
        ("rule", "half_filled", "words"),
        [
            ("operator.reply", True, {*Status} - {Status.SUSPENDED}),
            ("appeal.admission", True, {*Outcome} - {Outcome.ADMISSIBLE}),
            ("appeal.admission", False, {Outcome.ADMISSIBLE, Outcome.INADMISSIBLE}),
        ],
    )
    def test_meet_every_word(
        self, rule: str, *, half_filled: bool, words: set[str]
    ) -> None:
        several = dated_cases(BOOK, rules=rule, half_filled=half_filled)
        answers = (BOOK.evaluate(rule, c, as_of=day) for c, day in drawn(several, 200))
        assert {*map(word_of, answers)} >= words

    def test_lie_about_the_day_of_the_question(self) -> None:
        several = dated_cases(BOOK, rules="operator.reply", as_of=DAY)
        assert {as_of for _, as_of in drawn(several, 20)} == {DAY}
        moment = datetime(2026, 3, 2, 9, tzinfo=CHINA_TIME)
        assert drawn(dated_cases(SMALL, as_of=moment), 1)[0][1] == DAY

    def test_are_without_events_where_rules_read_none(self) -> None:
        thresholds = Thresholds(SMALL, ["claim.papers"])
        assert [one.name for one in thresholds.facts] == ["claim.name"]
        assert Thresholds(SMALL, []).edges == ()
        assert drawn(cases(WrittenPack(dict([*HEAD.items()][:1])).load()), 3)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"rules": ["claim.answr"]}, "TR610: there is no rule `claim.answr`"),
            ({"rules": [5]}, "TR610: there is no rule `5`"),
            ({"rules": b"*"}, "TR612: `rules` takes a list"),
            ({"half_filled": 1}, "TR612: `half_filled` is True or False, not `1`"),
            ({"as_of": "2026-01-01"}, "TR612: `as_of` takes a date"),
        ],
    )
    def test_are_asked_for_in_earnest(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        assert refusal(lambda: cases(SMALL, **arguments)).startswith(message)


def word_of(result: Any) -> Any:
    return getattr(result, "status", None) or result.outcome


HEAD = {
    "pack.yaml": (
        "pack: typed\nversion: '1'\ntitle: {zh: 型, en: types}\n"
        "licence: Apache-2.0\njurisdiction: CN\n"
    ),
    "law.yaml": (
        "instrument: act\ntitle: {zh: 法, en: act}\nrank: law\n"
        "in_force: {from: 2000-01-01}\n"
    ),
}


def packs_of_every_type() -> WrittenPack:
    kinds = ("bool", "event", "region", "money", "int")
    facts = "".join(f"  {kind}_1: {{type: {kind}}}\n" for kind in kinds)
    reads = [
        *("thing.bool_1", "thing.event_1 <= as_of", 'thing.region_1 == "440000"'),
        *("thing.money_1 > 3.50", "thing.int_1 > 7", 'thing.word == "quiet"'),
        *('thing.free == "loud"', 'thing.word == "loud"', "len(thing.several) > 1"),
        '"2026-01-05" in thing.days',
    ]
    return WrittenPack(
        {
            **HEAD,
            "facts.yaml": (
                "section: thing\nlabel: {zh: 事, en: thing}\nfacts:\n" + facts
                + "  word: {type: enum, values: {loud: {zh: 响, en: loud},"
                " quiet: {zh: 静, en: quiet}}}\n"
                "  free: {type: text}\n  several: {list of: region}\n"
                "  days: {list of: event}\n"
            ),
            "rule.yaml": (
                "rule: thing.duty\nkind: duty\nactor: clerk\n"
                "title: {zh: 义务, en: duty}\nversions:\n  - from: 2016-01-01\n"
                f"    when: >-\n      {' or '.join(reads)}\n    basis: [act]\n"
            ),
        }
    )  # fmt: skip


class TestPacks:
    @pytest.mark.parametrize("kind", KINDS)
    def test_hold_rules_of_the_kinds_asked_for(self, kind: str) -> None:
        for pack in drawn(packs(kinds=[kind], most_rules=2), 6):
            rules = pack.load().program.rules.values()
            assert {one.kind for one in rules} == {kind}
            assert 1 <= len(rules) <= 2

    def test_hold_rules_of_every_kind(self) -> None:
        found = Counter(
            rule.kind
            for pack in drawn(packs(), 40)
            for rule in pack.load().program.rules.values()
        )
        assert {*found} == {*KINDS}

    def test_can_be_read_under_other_readings(self) -> None:
        (pack,) = drawn(packs(kinds=["deadline"]), 1)
        book = pack.load({"duty-rollover": "strict"})
        assert book.readings == {"duty-rollover": "strict"}

    def test_are_shown_as_their_files(self) -> None:
        (pack,) = drawn(packs(kinds=["deadline"]), 1)
        text = repr(pack)
        assert text.startswith("# file: pack.yaml\npack: random\n")
        assert "\n# file: rule-1.yaml\nrule: deadline.n1\n" in text
        assert "rule-2" not in text

    def test_can_be_saved_and_loaded_from_a_folder(self, tmp_path: Path) -> None:
        (pack,) = drawn(packs(), 1)
        for name, text in pack.files.items():
            (tmp_path / name).write_text(text, "utf-8")
        assert telcorules.load(tmp_path).program.sha256 == pack.load().program.sha256

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                {"kinds": ["dead-line"]},
                "TR610: there is no word of `kinds` `dead-line`",
            ),
            ({"kinds": ()}, "TR612: `kinds` takes a list, not `()`"),
            ({"most_rules": 51}, "TR612: `most_rules` is a number from 1 to 50"),
        ],
    )
    def test_are_asked_for_in_earnest(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        assert refusal(lambda: packs(**arguments)).startswith(message)


FILES = {
    path.relative_to(FIXTURES / "service").as_posix(): path.read_text("utf-8")
    for path in sorted((FIXTURES / "service").rglob("*.yaml"))
}
TYPED = sorted(name for name, text in FILES.items() if text.count("\n") > 5)


def refused(files: dict[str, str], name: str, made: Mistake) -> PackError:
    with pytest.raises(PackError) as caught:
        WrittenPack({**files, name: made.text}).load()
    return caught.value


class TestMistakes:
    @pytest.mark.parametrize("name", TYPED)
    def test_are_refused_with_their_place(self, name: str) -> None:
        for made in drawn(yaml_mistakes(FILES[name]), 6):
            error = refused(FILES, name, made)
            assert {one.file for one in error.problems if one.file} & {name}, made

    def test_are_refused_in_random_packs(self) -> None:
        (pack,) = drawn(packs(kinds=["admission"]), 1)
        rule = pack.files["rule-1.yaml"]
        seen = {
            made.kind
            for made in drawn(yaml_mistakes(rule), 40)
            if refused({**pack.files}, "rule-1.yaml", made).problems
        }
        assert seen >= {"tab", "duplicate-key", "swapped-letters", "loose-date"}

    @pytest.mark.parametrize("kind", MISTAKES)
    def test_are_of_every_kind(self, kind: str) -> None:
        text = "\n".join(FILES[name] for name in TYPED)
        text += '\ntitle: "a title"\n'
        made = smallest(yaml_mistakes(text), lambda one: one.kind == kind)
        assert made.text != text
        assert (
            made.text.splitlines()[: made.line - 1]
            == text.splitlines()[: made.line - 1]
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (5, "TR612: `text` takes a text, not `5`"),
            ("", "TR612: no mistake can be made in this text"),
        ],
    )
    def test_are_asked_for_in_earnest(self, text: Any, message: str) -> None:
        assert refusal(lambda: yaml_mistakes(text)).startswith(message)

"""What small packs show of the analysis: undecided places, and what disproves."""

from pathlib import Path

import pytest

from telcorules.review.verdicts import Check, Verdict
from tests.unit.evaluation import written
from tests.unit.review.analysed import SOUND, checked, copied, is_finding, verdicts

MANY = (
    '(thing.begun_on < "2026-01-01" or thing.ended_on < "2026-01-01")'
    " and thing.count > 3 and thing.price > 5"
    ' and thing.province != "440000" and thing.good and thing.fine'
    ' and thing.name != "a" and len(thing.places) < 3 and thing.colour == "red"'
)
"""More than is tried, and true in few of its cells."""

NEVER = f"{MANY} and thing.count < 3"


def admission(*conditions: str, bar: str = "") -> str:
    """Return an admission with conditions called a, b, ..."""
    lines = [
        f"          {name}:\n            if: >-\n              {one}\n"
        "            basis: [act art 1]"
        for name, one in zip("abcdef", conditions, strict=False)
    ]
    if bar:
        lines += [
            "        bar:",
            f"          z: {{if: '{bar}', basis: [act art 1]}}",
        ]
    return (
        "    rule: thing.admission\n    kind: admission\n    versions:\n"
        "      - from: 2020-01-01\n        require:\n" + "\n".join(lines) + "\n"
    )


def of(folder: Path, code: str, **files: str) -> list[Check]:
    """Return the checks of a code in a pack."""
    return [one for one in checked(written.pack(folder, **files)) if one.code == code]


class TestAConditionOfTooManyCells:
    def test_is_undecided_where_no_case_shows_it_true(self, tmp_path: Path) -> None:
        (check,) = of(tmp_path, "TR832", rule=admission(NEVER))
        assert check.verdict is Verdict.UNDECIDED
        assert check.problem.message == (
            "it isn't decided whether condition `a` is never true"
        )
        assert check.problem.why.startswith("more cells than are tried; ")

    def test_is_disproven_where_one_does(self, tmp_path: Path) -> None:
        (check,) = of(tmp_path, "TR831", rule=admission(NEVER))
        assert check.verdict is Verdict.DISPROVEN
        assert check.problem.message.startswith("not so on 2021-02-04 with thing.")

    def test_has_parts_that_are_undecided(self, tmp_path: Path) -> None:
        rule = admission(f"({MANY}) or ({MANY} and thing.count > 5)")
        checks = of(tmp_path, "TR833", rule=rule)
        assert Verdict.UNDECIDED in {one.verdict for one in checks}
        assert Verdict.PROVEN not in {one.verdict for one in checks}

    def test_leaves_open_what_it_is_to_others(self, tmp_path: Path) -> None:
        rule = admission(NEVER, "thing.count > 5")
        assert {one.verdict for one in of(tmp_path, "TR836", rule=rule)} == {
            Verdict.UNDECIDED
        }
        assert Verdict.UNDECIDED in {
            one.verdict for one in of(tmp_path, "TR834", rule=rule)
        }


class TestRowsOfTooManyCells:
    def test_are_undecided(self, tmp_path: Path) -> None:
        rule = f"""
    rule: thing.venue
    kind: choice
    pick: first
    versions:
      - from: 2020-01-01
        rows:
          - {{if: '{MANY}', value: '"centre"', basis: [act art 1]}}
          - {{if: '{MANY} and thing.count > 5', value: '"clerk"', basis: [act art 1]}}
          - {{value: '"centre"', basis: [act art 1]}}
"""
        checks = of(tmp_path, "TR841", rule=rule)
        assert [one.verdict for one in checks] == [
            Verdict.DISPROVEN,
            Verdict.UNDECIDED,
            Verdict.DISPROVEN,
        ]


class TestSumsAndLists:
    @pytest.mark.parametrize(
        "condition",
        [
            "thing.count * thing.count < 0",
            "thing.count + 1 + 1 < 0",
            "len(thing.places) > 4 and len(thing.places) < 4",
            "thing.places[1] != thing.places[1]",
            'thing.days[0] > "2021-01-01" and thing.days[0] < "2021-01-01"',
        ],
    )
    def test_have_no_few_values_so_nothing_is_proven(
        self, tmp_path: Path, condition: str
    ) -> None:
        checks = checked(written.pack(tmp_path, rule=admission(condition)))
        assert verdicts(checks, "TR832") == [Verdict.UNDECIDED]

    @pytest.mark.parametrize(
        "condition", ["thing.count + thing.count > 7", "len(thing.places) >= 3"]
    )
    def test_a_case_disproves_all_the_same(
        self, tmp_path: Path, condition: str
    ) -> None:
        checks = checked(written.pack(tmp_path, rule=admission(condition)))
        assert verdicts(checks, "TR832") == [Verdict.DISPROVEN]

    def test_few_provinces_in_a_list_are_all_tried(self, tmp_path: Path) -> None:
        rule = admission("len(thing.places) > 1 and len(thing.places) < 2")
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.PROVEN]

    def test_numbers_in_a_list_of_words_are_tried(self, tmp_path: Path) -> None:
        rule = admission("thing.count in [4, 8]")
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.DISPROVEN]


class TestDaysMovedByPeriods:
    def test_are_not_judged_by_days_that_the_calendar_does_not_know(
        self, tmp_path: Path
    ) -> None:
        rule = admission(
            'days_between(thing.begun_on, last_day(thing.begun_on, "10 days",'
            ' roll="roll")) != 6'
        )
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.DISPROVEN]

    def test_are_asked_through_the_year(self, tmp_path: Path) -> None:
        """Five working days outlast nine days over long holidays alone."""
        rule = admission(
            'last_day(thing.begun_on, "5 working days", roll="strict")'
            ' > thing.begun_on + "9 days"'
        )
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.DISPROVEN]

    def test_are_never_so_where_no_day_shows_it(self, tmp_path: Path) -> None:
        rule = admission(
            'at > last_day(thing.begun_on, "5 working days", roll="strict")'
            " and thing.begun_on > at"
        )
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.PROVEN]


class TestTheEventThatGoverns:
    def test_is_the_day_asked_about(self, tmp_path: Path) -> None:
        rule = admission("thing.begun_on < at").replace(
            "kind: admission", "kind: admission\n    governed_by: thing.begun_on"
        )
        checks = checked(written.pack(tmp_path, rule=rule))
        assert verdicts(checks, "TR832") == [Verdict.PROVEN]

    def test_of_a_deadline_lies_in_its_version(self, tmp_path: Path) -> None:
        rule = """
    rule: thing.answer
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        until: 2021-12-31
        when: thing.begun_on >= "2022-01-01" or thing.good
        since: thing.begun_on
        within: 5 days
        basis: [act art 1]
"""
        checks = checked(written.pack(tmp_path, rule=rule))
        (part,) = [one for one in checks if one.code == "TR833" and is_finding(one)]
        assert part.problem.message.startswith('`thing.begun_on >= "2022-01-01"`')


class TestReadings:
    READINGS = """
    readings:
      time:
        label: {zh: 期限, en: time}
        choices:
          general: {label: {zh: 一般, en: general}}
          local: {label: {zh: 地方, en: local}}
      duty-rollover:
        label: {zh: 顺延, en: rolling}
        choices:
          roll: {label: {zh: 顺延, en: it rolls}}
          strict: {label: {zh: 不顺延, en: it stays}}
"""
    TIME = """
    parameter: waiting-time
    values: [{from: 2020-01-01, value: 5 days, basis: [act art 1]}]
    where:
      - reading: {time: local}
        if: thing.good
        from: 2020-01-01
        value: 5 days
        basis: [act art 1]
"""

    def idle(self, folder: Path, **files: str) -> dict[str, Verdict]:
        """Return for each choice, by the line, whether it changes nothing."""
        files = {"readings": self.READINGS, **files}
        return {
            str(one.problem.line): one.verdict for one in of(folder, "TR854", **files)
        }

    def test_a_parameter_with_the_same_value_changes_nothing(
        self, tmp_path: Path
    ) -> None:
        rule = admission(
            "at > last_day(thing.begun_on, waiting_time, roll=reading.duty_rollover)"
        )
        assert self.idle(tmp_path, rule=rule, time=self.TIME) == {
            "7": Verdict.PROVEN,
            "12": Verdict.DISPROVEN,
        }

    def test_a_parameter_with_another_value_changes_something(
        self, tmp_path: Path
    ) -> None:
        time = self.TIME.replace("value: 5 days\n", "value: 9 days\n")
        rule = admission(
            "at > last_day(thing.begun_on, waiting_time, roll=reading.duty_rollover)"
        )
        assert self.idle(tmp_path, rule=rule, time=time)["7"] is Verdict.DISPROVEN

    def test_a_limit_in_working_days_never_rolls(self, tmp_path: Path) -> None:
        rule = """
    rule: thing.answer
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        until: 2020-09-30
        since: thing.begun_on
        within: 5 working days
        basis: [act art 1]
      - from: 2020-10-01
        since: thing.begun_on
        within: 6 working days
        basis: [act art 1]
"""
        found = self.idle(tmp_path, rule=rule)
        assert found == {"3": Verdict.PROVEN, "12": Verdict.PROVEN}

    def test_too_many_cells_leave_it_open(self, tmp_path: Path) -> None:
        rule = admission(f'({MANY} and reading.time == "local") or ({MANY})')
        assert self.idle(tmp_path, rule=rule)["7"] is Verdict.UNDECIDED

    def test_a_name_that_no_reading_is_in_stays_as_it_is(self, tmp_path: Path) -> None:
        rule = admission('grown and (thing.good or reading.time == "local")').replace(
            "        require:",
            "        let:\n          grown: thing.count > 3\n        require:",
        )
        assert self.idle(tmp_path, rule=rule)["7"] is Verdict.DISPROVEN


class TestVersions:
    GAP = """
    rule: thing.answer
    kind: deadline
    actor: clerk
    not_at_hand:
      - {from: 2021-01-01, until: UNTIL, basis: [act art 1], note: {zh: 无, en: none}}
    versions:
      - from: 2020-01-01
        until: 2020-12-31
        since: thing.begun_on
        within: 5 days
        basis: [act art 1]
      - from: 2022-01-01
        since: thing.begun_on
        within: 6 days
        basis: [act art 1]
"""

    def test_days_whose_law_is_not_at_hand_are_told(self, tmp_path: Path) -> None:
        rule = self.GAP.replace("UNTIL", "2021-12-31")
        (check,) = of(tmp_path, "TR845", rule=rule)
        assert check.verdict is Verdict.DISPROVEN

    def test_days_after_those_are_left_out(self, tmp_path: Path) -> None:
        rule = self.GAP.replace("UNTIL", "2021-06-30")
        (check,) = of(tmp_path, "TR845", rule=rule)
        assert check.problem.message == (
            "`thing.answer` has no law from 2021-07-01 to 2021-12-31"
        )

    def test_a_version_after_a_gap_may_say_the_same(self, tmp_path: Path) -> None:
        rule = self.GAP.replace("UNTIL", "2021-12-31").replace("6 days", "5 days")
        (check,) = of(tmp_path, "TR847", rule=rule)
        assert check.verdict is Verdict.DISPROVEN


class TestPacksLaidOver:
    OVERRIDING = """
    rule: claim.notice
    overrides: true
    kind: duty
    actor: centre
    versions:
      - from: 2016-07-30
        when: not claim.paid
        done: claim.heard
        basis: [sound-act art 2]
"""

    def test_what_an_overridden_rule_uses_is_used(self, tmp_path: Path) -> None:
        base = copied(tmp_path / "sound")
        rule = base / "rules/notice.yaml"
        rule.write_text(
            rule.read_text("utf-8").replace(
                "  - from: 2016-07-30\n",
                "  - from: 2016-07-30\n    let: {many: claim.lines > 5}\n",
            ),
            "utf-8",
        )
        more = written.overlay(
            tmp_path / "more",
            pack=written.PACK.replace("pack: small", "pack: more"),
            notice=self.OVERRIDING,
        )
        found = [one for one in checked(base, more) if is_finding(one)]
        assert found == []

    def test_places_name_the_further_pack(self, tmp_path: Path) -> None:
        more = written.overlay(
            tmp_path / "more",
            pack=written.PACK.replace("pack: small", "pack: more"),
            notice=self.OVERRIDING.replace("not claim.paid", "claim.lines < 0"),
        )
        (found,) = [one for one in checked(SOUND, more) if is_finding(one)]
        assert str(found.problem.span) == "more/notice.yaml:8:11"

    def test_a_further_pack_accepts_its_own(self, tmp_path: Path) -> None:
        accepted = """
    accepted:
      - code: TR832
        file: notice.yaml
        about: when
        why: {zh: 暂不适用, en: not applied for now}
"""
        more = written.overlay(
            tmp_path / "more",
            pack=written.PACK.replace("pack: small", "pack: more") + accepted,
            notice=self.OVERRIDING.replace("not claim.paid", "claim.lines < 0"),
        )
        checks = checked(SOUND, more)
        assert [one for one in checks if is_finding(one)] == []
        (one,) = [one for one in checks if one.accepted]
        assert one.accepted is not None
        assert one.accepted.en == "not applied for now"


def test_a_part_that_is_there_for_the_unknown_is_needed(tmp_path: Path) -> None:
    """What the language's page tells authors to write is no finding."""
    rule = admission(
        "(thing.good and thing.fine) or (not thing.good and thing.fine) or thing.fine"
    )
    checks = checked(written.pack(tmp_path, rule=rule))
    findings = {one.problem.message for one in checks if one.code == "TR833"}
    assert not any("`thing.fine` changes nothing" in one for one in findings)


def test_a_limit_asks_whether_it_applies_before_its_event_is_known(
    tmp_path: Path,
) -> None:
    """What never began doesn't end late, whether or not it ended."""
    rule = """
    rule: thing.end
    kind: deadline
    actor: clerk
    duty: {zh: 结束, en: end it}
    versions:
      - from: 2020-01-01
        when: happened(thing.begun_on) and thing.begun_on <= thing.ended_on
        since: thing.ended_on
        within: 5 days
        basis: [act art 1]
    """
    checks = checked(written.pack(tmp_path, rule=rule))
    assert not [one for one in checks if one.code == "TR833" and is_finding(one)]


def test_rows_that_close_are_looked_at(tmp_path: Path) -> None:
    rule = """
    rule: thing.venue
    kind: choice
    pick: all
    versions:
      - from: 2020-01-01
        rows:
          - value: '"centre"'
            opens: thing.begun_on
            closes: thing.begun_on + "5 days"
            barred:
              if: thing.count < 0
              reason: {zh: 不行, en: barred}
              basis: [act art 1]
            basis: [act art 1]
"""
    found = of(tmp_path, "TR832", rule=rule)
    assert [one.problem.message for one in found] == ["bar of row 1 is never true"]


def test_a_row_that_is_never_open_is_told_once(tmp_path: Path) -> None:
    rule = """
    rule: thing.venue
    kind: choice
    pick: first
    versions:
      - from: 2020-01-01
        rows:
          - {if: thing.count < 0, value: '"centre"', basis: [act art 1]}
          - {value: '"clerk"', basis: [act art 1]}
"""
    checks = checked(written.pack(tmp_path, rule=rule))
    assert Verdict.PROVEN in verdicts(checks, "TR832")
    assert set(verdicts(checks, "TR841")) == {Verdict.DISPROVEN}


def test_two_bars_that_share_facts_are_both_needed(tmp_path: Path) -> None:
    rule = """
    rule: thing.admission
    kind: admission
    versions:
      - from: 2020-01-01
        bar:
          many: {if: thing.count > 9, basis: [act art 1]}
          none: {if: thing.count < 1, basis: [act art 1]}
"""
    checks = checked(written.pack(tmp_path, rule=rule))
    assert verdicts(checks, "TR834") == [Verdict.DISPROVEN, Verdict.DISPROVEN]
    assert verdicts(checks, "TR835") == []
    assert verdicts(checks, "TR836") == [Verdict.DISPROVEN]

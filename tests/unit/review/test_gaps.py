from pathlib import Path

import pytest

from telcorules.evaluation.loading import load
from telcorules.language.packs import bundled
from telcorules.review.gaps import gaps, opening
from telcorules.review.verdicts import Verdict
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written
from tests.unit.evaluation.test_questions import small

UNSEEN = "`c0` is unknown while `{}` isn't stated{}, though it is {} whatever that is"
POLICIES = sorted(path for path in (bundled() / "policy").iterdir() if path.is_dir())


def told(folder: Path, *conditions: str, kind: str = "admission") -> list[str]:
    return [one.message for one in gaps(small(folder, *conditions, kind=kind))]


def test_the_bundled_rules_see_what_they_know() -> None:
    assert list(gaps(load())) == []


@pytest.mark.parametrize("folder", POLICIES, ids=lambda path: path.name)
def test_so_do_the_policies_laid_over_them(folder: Path) -> None:
    assert list(gaps(load(extend=[folder]))) == []


def test_what_holds_either_way_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "thing.good or not thing.good") == [
        UNSEEN.format("thing.good", "", "met"),
    ]


def test_what_never_holds_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "thing.good and not thing.good") == [
        UNSEEN.format("thing.good", "", "in the way"),
    ]


def test_what_has_to_be_known_for_it_is_told(tmp_path: Path) -> None:
    condition = "thing.fine if thing.good else (thing.fine and not thing.good)"
    both = "(thing.good and thing.fine) or (not thing.good and thing.fine)"
    assert told(tmp_path / "one", both) == [
        UNSEEN.format("thing.good", " with thing.fine true", "met"),
    ]
    assert told(tmp_path / "other", f"{both} or thing.fine") == []
    assert told(tmp_path / "third", condition) != []


def test_days_are_told_as_they_are_written(tmp_path: Path) -> None:
    condition = (
        'thing.colour == "red" and thing.begun_on < "2024-01-01"'
        ' or thing.colour != "red" and thing.begun_on < "2024-01-01"'
    )
    (message,) = told(tmp_path, condition)
    assert message.startswith("`c0` is unknown while `thing.colour` isn't stated with")
    assert "thing.begun_on 1900-01-01" in message


def test_conditions_of_an_admission_are_looked_at_together(tmp_path: Path) -> None:
    conditions = ("thing.good", "not thing.good")
    assert told(tmp_path / "one", *conditions) == [
        UNSEEN.format("thing.good", "", "in the way"),
    ]
    assert told(tmp_path / "other", *conditions, kind="checklist") == []


def test_an_item_of_a_checklist_is_looked_at_alone(tmp_path: Path) -> None:
    item = "thing.good or not thing.good"
    assert len(told(tmp_path, item, "thing.fine", kind="checklist")) == 1


def test_what_waits_for_a_notice_is_no_gap(tmp_path: Path) -> None:
    condition = 'at > last_day(thing.begun_on, "5 working days", roll="strict")'
    assert told(tmp_path, condition) == []


def test_one_problem_a_condition_and_its_place(tmp_path: Path) -> None:
    book = small(tmp_path, "thing.good or not thing.good")
    (problem,) = gaps(book)
    assert problem.code == "TR830"
    assert str(problem.span) == "rule.yaml:8:17"
    assert (
        problem.why
        == "the outcome would stay undetermined, and no answer could change it"
    )
    assert problem.hint.startswith("say it for the unknown fact as well")


def test_many_facts_are_tried_in_part(tmp_path: Path) -> None:
    many = (
        '(thing.begun_on < "2026-01-01" or thing.ended_on < "2026-01-01")'
        " and thing.count > 3 and thing.price > 5"
        ' and thing.province != "440000" and thing.good and thing.fine'
    )
    gap = 'thing.colour == "red" or thing.colour != "red"'
    (message,) = told(tmp_path, f'{many} or ({gap}) and thing.name != "a"')
    assert "`thing.colour`" in message
    assert told(tmp_path / "none", f'{many} or thing.name != "a"') == []


def test_what_was_tried_in_part_is_undecided(tmp_path: Path) -> None:
    many = (
        '(thing.begun_on < "2026-01-01" or thing.ended_on < "2026-01-01")'
        " and thing.count > 3 and thing.price > 5"
        ' and thing.province != "440000" and thing.good and thing.fine'
    )
    (check,) = opening(small(tmp_path, f'{many} or thing.name != "a"'))
    assert check.verdict is Verdict.UNDECIDED
    assert check.problem.message == (
        "it isn't decided whether `c0` can be unknown without need"
    )
    assert check.problem.why == "more than 30,000 states of knowledge"
    assert str(check.problem.span) == "rule.yaml:8:17"


def test_what_is_unknown_only_where_it_can_turn_is_disproven(tmp_path: Path) -> None:
    verdicts = [one.verdict for one in opening(small(tmp_path, "thing.good"))]
    assert verdicts == [Verdict.DISPROVEN]


def test_what_never_comes_is_before_nothing(tmp_path: Path) -> None:
    (message,) = told(tmp_path, "thing.begun_on < thing.ended_on")
    assert message.endswith(
        "with thing.begun_on not-yet, though it is in the way whatever that is"
    )


def test_lint_tells_them(tmp_path: Path) -> None:
    small(tmp_path, "thing.fine and thing.good or thing.fine and not thing.good")
    done = typed("lint", tmp_path, "--lang", "en")
    assert done.code == 1
    assert "TR830: `c0` is unknown while `thing.good` isn't stated" in done.out


def test_a_version_that_is_over_is_looked_at_in_its_days(tmp_path: Path) -> None:
    rule = """
    rule: thing.admission
    kind: admission
    versions:
      - from: 2020-01-01
        until: 2020-03-01
        require:
          c: {if: thing.good or not thing.good, basis: [act art 1]}
      - from: 2020-03-02
        require:
          d: {if: thing.good, basis: [act art 1]}
    """
    (problem,) = gaps(written.book(tmp_path, rule=rule))
    assert problem.message.startswith("`c` is unknown")

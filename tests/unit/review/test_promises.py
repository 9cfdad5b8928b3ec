from pathlib import Path

import pytest

from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.review.promises import promising
from telcorules.review.verdicts import Verdict
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

LAW = """
    rule: law.answer
    kind: deadline
    title: {{zh: 答复, en: answer}}
    actor: clerk
    versions:
      - from: 2024-06-03
        since: thing.begun_on
        within: {within}
        basis: [act art 1]
"""
PROMISE = """
    rule: policy.answer
    kind: deadline
    title: {{zh: 承诺, en: promise}}
    actor: clerk
    under: law.answer
    versions:
      - from: {start}
        since: thing.begun_on
        within: {within}
        basis: [act art 1]
"""


MOMENT = "2024-06-05"
LESS = "`policy.answer` promises less than `law.answer`"


def shortfalls(book: Rulebook) -> list[str]:
    """Return what is told of the promises that end later than the law."""
    checks = promising(book)
    return [one.problem.message for one in checks if one.verdict is Verdict.PROVEN]


def told(folder: Path, law: str, promise: str, start: str = "2024-01-01") -> list[str]:
    rules = {
        "answer": LAW.format(within=law),
        "promise": PROMISE.format(within=promise, start=start),
    }
    book = load(written.pack(folder, **rules))
    return shortfalls(book)


def test_a_promise_that_ends_later_is_told_with_its_first_day(tmp_path: Path) -> None:
    assert told(tmp_path, "15 days", "15 working days", "2026-11-02") == [
        f"{LESS}: from 2026-11-02 it ends on 2026-11-23, the law on 2026-11-17"
    ]


@pytest.mark.parametrize("promise", ["15 days", "5 working days", "48 hours"])
def test_a_promise_that_ends_in_time_is_fine(tmp_path: Path, promise: str) -> None:
    assert told(tmp_path, "15 days", promise) == []


def test_only_days_on_which_both_are_in_force_are_compared(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "10 days", "12 days", "2010-01-01")
    assert "from 2024-06-03 it ends on" in found
    assert told(tmp_path, "10 days", "12 days", "2026-12-01") == []


def test_a_longest_day_is_found_where_most_are_shorter(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "9 days", "5 working days")
    assert found.endswith(
        "from 2024-09-14 it ends on 2024-09-24, the law on 2024-09-23"
    )


def test_hours_are_compared_by_their_moments(tmp_path: Path) -> None:
    assert told(tmp_path, "48 hours", "50 hours") == [
        f"{LESS}: from 2024-06-03 it ends on {MOMENT} 02:00, the law on {MOMENT} 00:00"
    ]
    assert told(tmp_path, "48 hours", "48 hours") == []


DUTY = """
    rule: policy.answer
    kind: duty
    title: {zh: 承诺, en: promise}
    actor: clerk
    under: law.answer
    versions:
      - {from: 2024-01-01, basis: [act art 1]}
"""


def test_what_is_no_deadline_is_not_compared(tmp_path: Path) -> None:
    folder = written.pack(tmp_path, answer=LAW.format(within="5 days"), promise=DUTY)
    assert shortfalls(load(folder)) == []


def test_a_limit_that_hangs_on_facts_is_not_compared(tmp_path: Path) -> None:
    time = """
        parameter: answer-time
        values: [{from: 2020-01-01, value: 5 days, basis: [act art 1]}]
        where: [{if: thing.good, from: 2020-01-01, value: 9 days, basis: [act art 1]}]
    """
    rules = {
        "answer": LAW.format(within="answer-time"),
        "promise": PROMISE.format(within="20 days", start="2024-01-01"),
    }
    folder = written.overlay(written.pack(tmp_path, **rules), time=time)
    assert shortfalls(load(folder)) == []


def scenarios(rule: str, begun: str, last: str, after: str) -> str:
    return f"""
        scenarios: {rule}
        given: {{thing: {{begun_on: {begun}}}}}
        cases:
          last:
            title: {{zh: 末日, en: the last day}}
            as_of: {last}
            expect: {{{rule}: {{status: unknown}}}}
          after:
            title: {{zh: 次日, en: the day after}}
            as_of: {after}
            expect: {{{rule}: {{status: unknown}}}}
    """


def lawful(folder: Path) -> Path:
    """Write a pack with a deadline of fifteen days, and nothing to be found in it."""
    facts = """
        section: thing
        label: {zh: 事, en: thing}
        facts: {begun_on: {type: event, label: {zh: 开始, en: begun}}}
    """
    answer = LAW.format(within="15 days")
    cases = {
        "a.scenario": scenarios("law.answer", "2024-06-04", "2024-06-19", "2024-06-20")
    }
    return written.pack(folder, facts=facts, answer=answer, **cases)


def test_lint_shows_a_promise_at_its_place(tmp_path: Path) -> None:
    law = lawful(tmp_path / "law")
    policy = written.overlay(
        tmp_path / "policy",
        pack=written.PACK.replace("pack: small", "pack: policy"),
        promise=PROMISE.format(within="15 working days", start="2026-11-02"),
        **{
            "b.scenario": scenarios(
                "policy.answer", "2026-11-02", "2026-11-23", "2026-11-24"
            )
        },
    )
    done = typed("lint", law, "--extend", policy, "--lang", "en", columns=120)
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (1, "Problems: 1")
    assert lines[2:7] == [
        (
            f"policy/promise.yaml:2:7: TR820: {LESS}: from 2026-11-02 it ends on"
            " 2026-11-23, the law on 2026-11-17"
        ),
        "   2 | rule: policy.answer",
        "     |       ^^^^^^^^^^^^^",
        (
            "  why: where a promise ends after the law's limit the law prevails, and"
            " every decision says so"
        ),
        "  fix: promise no more than 15 days, counted as the law counts them",
    ]
    assert typed("lint", law).code == 0


def overriding(folder: Path, within: str, rank: str) -> list[str]:
    """Return what is found of a rule that overrides the law's."""
    law = written.pack(folder / "law", answer=LAW.format(within="15 days"))
    act = written.LAW.replace("instrument: act", "instrument: other")
    rule = LAW.format(within=within).replace("rule:", "overrides: true\n    rule:")
    policy = written.overlay(
        folder / "policy",
        pack=written.PACK.replace("pack: small", "pack: policy"),
        act=act.replace("rank: law", f"rank: {rank}"),
        answer=rule.replace("[act art 1]", "[other art 1]"),
    )
    return shortfalls(load(law, extend=[policy]))


def test_what_overrides_a_rule_of_higher_rank_is_a_promise(tmp_path: Path) -> None:
    (told,) = overriding(tmp_path, "20 days", "company-policy")
    assert told.startswith("`law.answer` promises less than `law.answer`: from 2024")


def test_it_may_promise_more(tmp_path: Path) -> None:
    assert overriding(tmp_path, "10 days", "company-policy") == []


def test_what_overrides_a_rule_of_its_own_rank_is_law(tmp_path: Path) -> None:
    assert overriding(tmp_path, "20 days", "law") == []

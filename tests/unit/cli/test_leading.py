import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

CASE = Path(__file__).parents[3] / "examples/unanswered-charge.yaml"
SPAN = ("--from", "2026-10-01", "--to", "2027-12-31")


def windows(*words: object) -> dict[str, Any]:
    done = typed("window", *words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)  # type: ignore[no-any-return]


def runs(found: list[dict[str, Any]]) -> list[str]:
    return [f"{one['start']} {one['end']} {one['outcome']}" for one in found]


def test_json_tells_the_windows_of_the_main_rule() -> None:
    found = windows(CASE, *SPAN)
    assert list(found) == [
        "rule",
        "from",
        "to",
        "readings",
        "windows",
        "contested",
        "disclaimer",
    ]
    assert (found["rule"], found["from"], found["to"]) == (
        "appeal.admission",
        "2026-10-01",
        "2027-12-31",
    )
    assert runs(found["windows"]) == [
        "2026-10-01 2026-10-23 inadmissible",
        "2026-10-24 2027-03-01 admissible",
        "2027-03-02 2027-12-31 inadmissible",
    ]


def test_json_tells_what_another_reading_would_make_of_them() -> None:
    (other,) = windows(CASE, *SPAN)["contested"]
    assert (other["reading"], other["choice"]) == ("time-bar-rollover", "strict")
    assert runs(other["windows"])[1:] == [
        "2026-10-24 2027-02-28 admissible",
        "2027-03-01 2027-12-31 inadmissible",
    ]


def test_a_reading_that_is_taken_is_not_contested() -> None:
    found = windows(CASE, *SPAN, "--reading", "time-bar-rollover=strict")
    (other,) = found["contested"]
    assert (found["readings"]["time-bar-rollover"], other["choice"]) == (
        "strict",
        "roll",
    )


def test_another_rule_can_be_named() -> None:
    found = windows(CASE, *SPAN, "--rule", "market.admission")
    assert runs(found["windows"]) == ["2026-10-01 2027-12-31 inadmissible"]


def test_text_tells_one_line_a_run() -> None:
    done = typed("window", CASE, *SPAN, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    said = [line for line in done.out.splitlines() if line.startswith(("  ✓", "  ✗"))]
    assert [line.split("  ")[1] for line in said] == [
        "✗ 2026-10-01 Thu to 2026-10-23 Fri",
        "✓ 2026-10-24 Sat to 2027-03-01 Mon",
        "✗ 2027-03-02 Tue to 2027-12-31 Fri",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--rule", "operator.reply"),
            "TR613: `operator.reply` is a rule of the kind deadline, not an admission",
        ),
        (("--rule", "x"), "TR610: there is no rule `x`"),
        (
            ("--to", "2026-09-30"),
            "TR605: the span ends on 2026-09-30, before it starts on 2026-10-01",
        ),
        (("--to", "2026-9-30"), "TR617: `2026-9-30` is not a day"),
    ],
)
def test_what_can_not_be_asked_is_exit_2(words: tuple[str, ...], message: str) -> None:
    done = typed("window", CASE, *SPAN, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"telcorules: {message}"


def test_a_pack_without_a_main_rule_needs_one_named(tmp_path: Path) -> None:
    pack = written.pack(tmp_path / "pack")
    case = tmp_path / "case.yaml"
    case.write_text("{}", encoding="utf-8")
    done = typed("window", case, *SPAN, "--pack", pack)
    assert (done.code, done.err) == (
        2,
        "telcorules: TR615: this pack has no main rule\n  fix: write --rule ID\n",
    )


def test_both_days_have_to_be_given() -> None:
    assert typed("window", CASE, "--from", "2026-10-01").code == 2

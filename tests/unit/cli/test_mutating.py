import json
from pathlib import Path
from shutil import copytree

from telcorules.cli.mutating import _Packs, ready, work
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written

SERVICE = Path(__file__).parents[2] / "fixtures/service"
RULE = """
    rule: thing.duty
    kind: duty
    actor: clerk
    duty: {zh: 办, en: act}
    governed_by: thing.begun_on
    versions:
      - {from: 2020-01-01, when: thing.good or thing.good, basis: [act art 1]}
"""
PINNED = """\
scenarios: thing.duty
cases:
  before:
    title: {zh: 前, en: before}
    as_of: 2024-01-01
    case: {thing: {begun_on: 2019-12-31}}
    expect: {thing.duty: {status: not-in-force}}
  that-day:
    title: {zh: 当日, en: that day}
    as_of: 2024-01-01
    case: {thing: {begun_on: 2020-01-01, good: false}}
    expect: {thing.duty: {status: not-triggered}}
"""


def pinned(folder: Path) -> Path:
    written.pack(folder, rule=RULE)
    (folder / "duty.scenario.yaml").write_text(PINNED, encoding="utf-8")
    return folder


def test_what_nothing_notices_is_shown_with_a_case(tmp_path: Path) -> None:
    folder = written.pack(tmp_path / "pack", rule=RULE.replace(" or thing.good", ""))
    done = typed("mutate", folder, "--lang", "en")
    lines = [line.rstrip() for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "3 mutants, 0 noticed, 0 equivalent: 0 %"
    start = lines.index("  ✗ thing.duty  rule.yaml:8:24")
    title = "应为 when: thing.good，不是 left out", "when: thing.good, not left out"
    assert lines[start + 1 : start + 14] == [
        "    written when: thing.good",
        "    mutant  left out",
        "    verdict the case below would notice it",
        "",
        "  condition-8-24-3:",
        "    unconfirmed: true",
        f'    title: {{zh: "{title[0]}", en: "{title[1]}"}}',
        "    as_of: 2021-02-10",
        "    case:",
        "      thing: {good: false}",
        "    expect:",
        "      thing.duty: {status: not-triggered}",
        "",
    ]
    assert "check it against the law" in done.out


def test_what_is_proven_equivalent_counts_for_nothing(tmp_path: Path) -> None:
    done = typed("mutate", pinned(tmp_path), "--fail-under", 100)
    assert done.code == 0
    assert done.out.startswith("6处变异，发现3处，等价3处：100 %\n")
    assert "= thing.duty" in done.out
    assert "unconfirmed" not in done.out


def test_too_low_a_score_fails(tmp_path: Path) -> None:
    folder = written.pack(tmp_path, rule=RULE)
    assert typed("mutate", folder, "--fail-under", 1).code == 1
    assert typed("mutate", folder, "--fail-under", 0).code == 0


def test_json_lists_all_of_it(tmp_path: Path) -> None:
    done = typed("mutate", pinned(tmp_path), "--format", "json")
    found = json.loads(done.out)
    survivors = found.pop("survivors")
    assert found.pop("disclaimer")
    assert found == {
        "score": 100.0,
        "mutants": 6,
        "killed": 3,
        "equivalent": 3,
        "rules": {"thing.duty": {"mutants": 6, "killed": 3}},
    }
    assert [one["verdict"] for one in survivors] == ["equivalent"] * 3


def test_several_processes_find_the_same() -> None:
    asked = ("mutate", SERVICE, "--rule", "plea.re*", "--rule", "repair.*")
    alone = typed(*asked, "--jobs", 1, "--format", "json")
    assert typed(*asked, "--jobs", 2, "--format", "json").out == alone.out


def test_a_process_works_on_the_packs_that_it_was_told() -> None:
    ready(_Packs(SERVICE, ()))
    assert work("ticket.no-refusal").owner == "ticket.no-refusal"


def test_scenarios_that_fail_are_mended_first(tmp_path: Path) -> None:
    folder = copytree(pinned(tmp_path / "pack"), tmp_path / "copy")
    wrong = PINNED.replace("not-triggered", "met")
    (folder / "duty.scenario.yaml").write_text(wrong, encoding="utf-8")
    done = typed("mutate", folder)
    assert done.code == 3
    assert "TR805: this scenario doesn't hold, and so can't notice a slip" in done.err


def test_an_unknown_rule_is_told() -> None:
    done = typed("mutate", SERVICE, "--rule", "nothing")
    assert (done.code, done.out) == (2, "")
    assert "TR610: there is no rule `nothing`" in done.err

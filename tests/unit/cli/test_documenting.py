from pathlib import Path
from shutil import copytree

from telcorules.render.bilingual import Language
from tests.unit.cli.typing_in import typed
from tests.unit.handbook.test_pages import small

SCENARIOS = """\
scenarios: ticket.answer
cases:
  nothing:
    title: {zh: 什么都不知道, en: nothing is known}
    as_of: 2026-11-21
    case: {}
    expect: {ticket.answer: {status: unknown}}
  odd:
    title: {zh: 写得不合适, en: written oddly}
    as_of: 2026-11-21
    expect: {ticket.answer: unknown}
"""
SERVICE = Path(__file__).parents[2] / "fixtures/service"


def written(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files
    }


def test_the_pages_of_a_pack_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "deep/handbook"
    done = typed("docs", SERVICE, "-o", folder, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Files written: {len(small(Language.EN))}\n{folder}")
    assert written(folder) == small(Language.EN)


def test_the_scenarios_beside_the_rules_are_told(tmp_path: Path) -> None:
    pack = copytree(SERVICE, tmp_path / "pack")
    (pack / "rules/answer.scenario.yaml").write_text(SCENARIOS, "utf-8")
    assert typed("docs", pack, "-o", tmp_path / "out").code == 0
    page = written(tmp_path / "out")["rules/ticket.answer.md"]
    assert page.partition("## 情景\n\n")[2].splitlines()[2:4] == [
        "| 什么都不知道 | status `unknown` | `rules/answer.scenario.yaml:3` |",
        "| 写得不合适 | `unknown` | `rules/answer.scenario.yaml:8` |",
    ]


def test_other_files_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    assert typed("docs", SERVICE, "-o", tmp_path).code == 0
    assert written(tmp_path)["mine.md"] == "mine"


def test_a_folder_that_can_not_be_written_is_exit_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = typed("docs", SERVICE, "-o", tmp_path / "file")
    assert (done.code, done.out) == (2, "")
    assert f"TR634: `{tmp_path}/file/index.md` can't be written" in done.err
    assert "fix: name another folder" in done.err

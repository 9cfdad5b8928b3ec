import json
import shlex
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed
from tests.unit.evaluation import written
from tests.unit.review.test_diffing import FILES

OWN = f"{sys.executable} -m telcorules vectors --answer --pack {{}}"
DEFECTIVE = """
import json, sys
import telcorules
from telcorules.review.vectors import answer
book = telcorules.load(sys.argv[1])
for line in sys.stdin:
    told = answer(book, json.loads(line))
    if told["answer"] == "overdue":
        told["answer"] = "running"
    print(json.dumps(told), flush=True)
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return written.pack(tmp_path / "pack", **FILES)


@pytest.fixture
def few(pack: Path, tmp_path: Path) -> Path:
    """Return a file with one vector of each level of one rule."""
    told = json.loads(typed("vectors", "--pack", pack, "--rule", "thing.end").out)
    firsts = {one["level"]: one for one in reversed(told["cases"])}
    path = tmp_path / "few.json"
    path.write_text(json.dumps({**told, "cases": [*firsts.values()]}), encoding="utf-8")
    return path


def program(tmp_path: Path, text: str, *words: object) -> str:
    path = tmp_path / "program.py"
    path.write_text(text, encoding="utf-8")
    return shlex.join([sys.executable, str(path), *map(str, words)])


def test_vectors_are_written(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.json"
    done = typed("vectors", "--pack", pack, "-o", path, "--level", 2, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Vectors written: ")
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    assert {one["level"] for one in cases} == {1, 2}
    assert f"Vectors written: {len(cases)}   " in done.out
    assert typed("vectors", "--pack", pack, "-o", tmp_path / "a" / "b").code == 2


def test_our_own_command_agrees(pack: Path, few: Path) -> None:
    own = OWN.format(pack)
    words = ("vectors", "--pack", pack, "--from", few, "--run", own, "--lang", "en")
    done = typed(*words, "--level", 3)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("It agrees with all vectors   ")
    assert "  3 unknowns   1 / 1\n" in done.out


def test_our_own_command_agrees_line_by_line(pack: Path) -> None:
    words = ("vectors", "--pack", pack, "--run", OWN.format(pack), "--stream")
    done = typed(*words, "--format", "json")
    assert done.code == 0
    told = json.loads(done.out)
    assert told["disagreements"] == []
    assert all(one["asked"] == one["agreed"] for one in told["levels"].values())


def test_a_program_with_a_defect_is_found_out(pack: Path, tmp_path: Path) -> None:
    command = program(tmp_path, DEFECTIVE, pack)
    words = ("vectors", "--pack", pack, "--run", command, "--stream", "--lang", "en")
    done = typed(*words)
    assert done.code == 1
    assert done.out.startswith("Disagreements: ")
    assert '    differs answer: expected "overdue", came "running"\n' in done.out
    assert "✗ thing.end/boundary-" in done.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import sys; sys.exit('it broke')", "exit code 1: it broke"),
        ("import sys; sys.exit(3)", "exit code 3: —"),
        ("print('hello')", "the answer is no JSON: 'hello\\n'"),
        ("print([])", "the answer is no JSON object: []"),
    ],
)
def test_a_program_that_does_not_answer_is_told(
    pack: Path, few: Path, tmp_path: Path, text: str, told: str
) -> None:
    command = program(tmp_path, text)
    words = ("vectors", "--pack", pack, "--from", few, "--run", command)
    done = typed(*words, "--level", 1, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    done = typed(*words, "--level", 2, "--lang", "en")
    assert done.code == 1
    assert f"    differs {told}\n" in done.out


def test_a_program_that_ends_early_is_told(
    pack: Path, few: Path, tmp_path: Path
) -> None:
    command = program(tmp_path, "import sys; sys.stdin.readline()")
    words = ("vectors", "--pack", pack, "--from", few, "--run", command, "--stream")
    done = typed(*words, "--lang", "en")
    assert done.code == 1
    assert "    differs the program has ended\n" in done.out


@pytest.mark.parametrize("stream", [(), ("--stream",)])
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("no-such-program", "`no-such-program` can't be started: no such file"),
        ("'", "`'` is no command"),
        (" ", "` ` is no command"),
    ],
)
def test_a_program_that_cannot_be_started_is_told(
    pack: Path, few: Path, stream: tuple[str, ...], command: str, told: str
) -> None:
    done = typed("vectors", "--pack", pack, "--from", few, "--run", command, *stream)
    assert (done.code, done.out) == (2, "")
    assert f"TR676: {told}" in done.err


def test_vectors_that_cannot_be_read_are_told(pack: Path, tmp_path: Path) -> None:
    words = ("vectors", "--pack", pack, "--run", "true", "--from", tmp_path / "none")
    assert "can't be read: no such file" in typed(*words).err


def test_the_schema_is_printed() -> None:
    told = json.loads(typed("vectors", "--schema").out)
    assert told["title"] == "telcorules conformance vectors"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_question_is_answered(
    pack: Path, monkeypatch: pytest.MonkeyPatch, indent: int | None
) -> None:
    question = {"rule": "thing.end", "as_of": "2026-03-10", "facts": {}}
    monkeypatch.setattr(sys, "stdin", StringIO(json.dumps(question, indent=indent)))
    done = typed("vectors", "--answer", "--pack", pack)
    assert json.loads(done.out)["answer"] == "unknown"


def test_many_disagreements_are_cut_short(pack: Path, tmp_path: Path) -> None:
    command = program(
        tmp_path, "import sys\nfor _ in sys.stdin: print('{}', flush=True)"
    )
    words = ("vectors", "--pack", pack, "--run", command, "--stream", "--lang", "en")
    done = typed(*words)
    assert done.code == 1
    assert done.out.count("✗ ") == 20
    assert " more\n" in done.out


def test_a_program_that_hangs_is_left(
    pack: Path, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("telcorules.cli.vectoring._SECONDS", 0.1)
    command = program(tmp_path, "while True: pass")
    words = ("vectors", "--pack", pack, "--from", few, "--run", command, "--level", 2)
    done = typed(*words, "--lang", "en")
    assert "    differs no answer within 0.1 seconds\n" in done.out

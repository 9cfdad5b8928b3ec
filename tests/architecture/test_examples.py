"""What the examples say to type works as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from tests.unit.cli.typing_in import typed

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/**/*.yaml"))
PROMPT = "telcorules decide "


def commands(example: Path) -> list[list[str]]:
    """Return the commands in an example's head, each as its words."""
    lines = example.read_text(encoding="utf-8").splitlines()
    head = "\n".join(line[1:] for line in lines if line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", head)
    found = [line.strip() for line in joined.splitlines() if PROMPT in line]
    return [shlex.split(line)[1:] for line in found]


TYPED = [
    pytest.param(words, id=f"{example.relative_to(ROOT)}-{number}")
    for example in EXAMPLES
    for number, words in enumerate(commands(example), 1)
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_an_example_says_what_to_type_and_names_itself(example: Path) -> None:
    name = str(example.relative_to(ROOT))
    assert [name in words for words in commands(example)] in ([True], [True, True])


@pytest.mark.parametrize("words", TYPED)
def test_what_an_example_says_to_type_is_answered(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = typed(*words)
    assert (done.code, done.err) == (0, "")

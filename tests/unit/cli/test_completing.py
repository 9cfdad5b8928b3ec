"""What a shell is offered, as shells ask for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from telcorules.cli import completing
from telcorules.language.columns import column
from telcorules.language.packs import bundled, load_program
from tests.unit.cli.typing_in import typed

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests/fixtures/small"
PROGRAM = load_program([bundled()])
PINNED = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}


def shell(*words: str, home: Path, **environment: str) -> str:
    """Run the program as a shell does, and return what it prints."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "telcorules", *words],
        env=known | {"HOME": str(home), "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def offered(found: list[completing.Offer]) -> list[str]:
    return [name for name, _ in found]


def test_rules_are_offered_by_the_beginning_of_their_ids() -> None:
    own = [name for name in PROGRAM.rules if name.startswith("appeal.a")]
    assert len(own) > 2
    assert offered(completing.rules({}, "appeal.a")) == own
    assert offered(completing.rules({}, "")) == [*PROGRAM.rules]
    assert completing.rules({}, "nothing") == []


def test_the_rules_of_the_pack_that_was_typed_are_offered() -> None:
    small = load_program([SMALL])
    assert offered(completing.rules({"pack": SMALL}, "")) == [*small.rules]
    policy = bundled() / "policy/operator-a"
    more = offered(completing.rules({"pack": None, "extend": [policy]}, "policy"))
    assert more == [
        name for name in load_program([bundled(), policy]).rules if "policy" in name
    ]


def test_a_pack_that_can_not_be_read_offers_nothing(tmp_path: Path) -> None:
    assert completing.rules({"pack": tmp_path}, "") == []


def test_readings_are_offered_with_their_choices() -> None:
    assert completing.readings({}, "local-regulation=l") == [
        ("local-regulation=local", "适用地方性法规")
    ]


def test_the_columns_of_facts_are_offered() -> None:
    columns = map(column, PROGRAM.vocabulary.by_name)
    assert offered(completing.fact_columns({}, "")) == [*columns]
    assert offered(completing.fact_columns({}, "appeal__filed")) == ["appeal__filed_on"]


def test_channels_are_offered_by_their_numbers() -> None:
    assert offered(completing.channels({}, "1237")) == [
        name for name in PROGRAM.channels if name.startswith("1237")
    ]


def asked(words: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is offered for the last word of a line."""
    monkeypatch.setenv("_TELCORULES_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    done = typed()
    assert (done.code, done.err) == (0, "")
    return done.out.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("telcorules explain operator.reply", "operator.reply"),
        ("telcorules window c.yaml --rule operator.reply", "operator.reply"),
        ("telcorules decide c.yaml --rule operator.reply", "operator.reply"),
        ("telcorules decide c.yaml --lang ", "zh"),
        ("telcorules batch c.csv --skip appeal__filed", "appeal__filed_on"),
        ("telcorules channels 1237", "12378"),
        ("telcorules decide c.yaml --reading duty", "duty-rollover=roll"),
        ("telcorules expl", "explain"),
    ],
)
def test_a_shell_gets_what_may_be_typed(
    words: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed_last = words.rpartition(" ")[2]
    offered_words = asked(words, monkeypatch)
    assert found in offered_words
    assert all(one.startswith(typed_last) for one in offered_words)


def test_the_script_of_a_shell_is_shown_and_installed(tmp_path: Path) -> None:
    shown = shell("--show-completion", "bash", home=tmp_path, **PINNED)
    assert "complete -o default -F _telcorules_completion telcorules" in shown
    told = shell("--install-completion", "bash", home=tmp_path, **PINNED)
    assert "bash completion installed in" in told
    script = tmp_path / ".bash_completions/telcorules.sh"
    assert script.read_text("utf-8").strip() == shown.strip()
    assert str(script) in (tmp_path / ".bashrc").read_text("utf-8")

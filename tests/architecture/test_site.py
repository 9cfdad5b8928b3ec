"""The check of the built site finds what is wrong with one."""

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHECK: dict[str, Any] = runpy.run_path(str(ROOT / "tools/check_site.py"))
PAGES = {
    "index.html": '<a href="a/b.html#there">b</a><link href="site.css">',
    "a/b.html": '<h1 id="there">b</h1><a href="../index.html">home</a>',
    "404.html": '<a href="/index.html">home</a>',
    "site.css": "",
}


def wrong(folder: Path, **changed: str) -> list[str]:
    """Return what is found wrong with a sound site of which pages were changed."""
    pages = PAGES | {
        name.replace("__", "/") + ".html": text for name, text in changed.items()
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [*CHECK["Site"](folder.resolve()).wrong()]


def test_nothing_is_wrong_with_a_sound_site(tmp_path: Path) -> None:
    assert wrong(tmp_path) == []


@pytest.mark.parametrize(
    ("page", "text", "found"),
    [
        ("a__b", '<h1 id="there"><a href="c.html">', ["a/b.html: broken link c.html"]),
        (
            "a__b",
            '<h1 id="there"><a href="../index.html#no">',
            ["a/b.html: broken link ../index.html#no"],
        ),
        ("a__b", "", ["index.html: broken link a/b.html#there"]),
        ("alone", "", ["alone.html: no way leads to it"]),
        (
            "a__b",
            '<h1 id="there"><script src="https://cdn.example/x.js"></script>',
            ["a/b.html: loads https://cdn.example/x.js from the network"],
        ),
        ("a__b", '<h1 id="there"><a href="https://gov.example/">', []),
        ("a__b", '<h1 id="there"><img src="no.svg">', ["a/b.html: broken link no.svg"]),
    ],
)
def test_what_is_wrong_with_a_site_is_told(
    page: str, text: str, found: list[str], tmp_path: Path
) -> None:
    assert wrong(tmp_path, **{page: text}) == found


def test_the_command_ends_with_1_where_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong(tmp_path)
    assert CHECK["main"](str(tmp_path)) == 0
    wrong(tmp_path, alone="")
    assert CHECK["main"](str(tmp_path)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "3 pages, 0 wrong",
        "alone.html: no way leads to it",
        "4 pages, 1 wrong",
    ]

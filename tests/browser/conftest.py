"""Chromium, and the pages that it opens."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from telcorules import as_html, load, notice
from telcorules.cli.inputs import read_case

ROOT: Final = Path(__file__).parents[2]
CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
DECISIONS: Final = {
    "admissible": ("unanswered-charge.yaml", date(2026, 11, 21)),
    "inadmissible": ("half-filled.json", date(2026, 11, 21)),
    "undetermined": ("henan-appeal.yaml", date(2026, 11, 21)),
    "contested": ("henan-local-period.yaml", date(2026, 11, 18)),
    "provisional": ("report-two-provinces.yaml", date(2026, 12, 1)),
}
LETTERS: Final = {
    "application": "unanswered-charge.yaml",
    "refusal": "half-filled.json",
}
PAGES: Final = tuple(
    [f"{name}.{lang}" for name in DECISIONS for lang in ("zh", "en")] + list(LETTERS)
)


def written(name: str) -> str:
    """Return a page by its name."""
    book = load()
    if name in LETTERS:
        case = read_case(book, str(ROOT / "examples" / LETTERS[name]))
        facts = case.to_dict()
        facts["appeal"] = {**facts["appeal"], "filed_on": "2026-11-21"}
        return notice(book, name, facts, as_of=date(2026, 11, 21), form="html")
    kind, _, lang = name.partition(".")
    file, as_of = DECISIONS[kind]
    case = read_case(book, str(ROOT / "examples" / file))
    return as_html(book.decide(case, as_of=as_of), book, lang=lang)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every page."""
    found = tmp_path_factory.mktemp("pages")
    for name in PAGES:
        (found / f"{name}.html").write_text(written(name), encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield Chromium."""
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


class Opened:
    """A page in a browser, with what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))


@pytest.fixture
def open_page(browser: Browser, folder: Path) -> Iterator[Callable[..., Opened]]:
    """Yield what opens a page by its name, on a screen of some width."""
    contexts = []

    def opened(name: str, width: int = 1000, **how: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.goto((folder / f"{name}.html").as_uri())
        return found

    yield opened
    for context in contexts:
        context.close()

"""Pages in a real browser: quiet, narrow enough, accessible, foldable, printable."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PAGES, Opened

Open = Callable[..., Opened]
SERIOUS = {"serious", "critical", "moderate"}


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_nothing_of_the_network_and_complains_of_nothing(
    name: str, open_page: Open, folder: Path
) -> None:
    opened = open_page(name)
    own = (folder / f"{name}.html").as_uri()
    asked = [one for one in opened.asked if not one.startswith("data:")]
    assert (asked, opened.said) == ([own], [])


@pytest.mark.parametrize("name", PAGES)
def test_it_never_scrolls_sideways(name: str, open_page: Open) -> None:
    page = open_page(name).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (320, 360, 768, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 641])
@pytest.mark.parametrize("name", [one for one in PAGES if "." in one])
def test_no_words_of_the_picture_are_cut_off(
    name: str, width: int, open_page: Open
) -> None:
    page = open_page(name, width).page
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.days text')].filter(one => {
            const box = one.getBoundingClientRect();
            return box.left < 0 || box.right > innerWidth;
        }).map(one => one.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(name: str, scheme: Any, open_page: Open) -> None:
    page = open_page(name, color_scheme=scheme, bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["impact"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in SERIOUS
    ] == []


def test_folds_open_and_close_by_keyboard(open_page: Open) -> None:
    page = open_page("admissible.zh").page
    fold = page.locator(".tree > details").first
    fold.locator("> summary").focus()
    assert fold.evaluate("one => one.open") is False
    page.keyboard.press("Enter")
    assert fold.evaluate("one => one.open") is True
    page.keyboard.press("Tab")
    inner = page.evaluate("document.activeElement.parentElement.dataset.node")
    assert inner.startswith("appeal.admission/")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open") is True
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open") is False


def test_a_link_to_a_proof_opens_it(open_page: Open) -> None:
    page = open_page("admissible.zh").page
    proof = page.locator("[id='proof-appeal.admission/time-barred']")
    assert not proof.is_visible()
    page.locator("a[href='#proof-appeal.admission/time-barred']").focus()
    page.keyboard.press("Enter")
    assert proof.is_visible()


def test_the_first_key_leads_to_the_answer(open_page: Open) -> None:
    page = open_page("admissible.en").page
    page.keyboard.press("Tab")
    link = page.locator("a:focus")
    assert link.inner_text() == "Skip to the answer"
    assert link.evaluate("one => one.getBoundingClientRect().left") >= 0


def test_headings_have_an_order(open_page: Open) -> None:
    page = open_page("contested.zh").page
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3')].map(one => one.tagName)"
    )
    assert levels[0] == "H1"
    assert set(levels[1:]) == {"H2"}


def test_the_picture_has_words_for_those_who_do_not_see_it(open_page: Open) -> None:
    picture = open_page("admissible.en").page.get_by_role("img")
    assert picture.evaluate("one => one.querySelector('title').textContent") == (
        "The days of the case, drawn"
    )
    described = picture.evaluate("one => one.querySelector('desc').textContent")
    assert "Time for the operator to reply 2026-10-23 Fri · overdue" in described


@pytest.mark.parametrize("name", PAGES)
def test_it_prints(name: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(name).page
    path = tmp_path / "page.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.stat().st_size > 10_000


def test_on_paper_every_fold_is_open_and_no_link_is_left(open_page: Open) -> None:
    page = open_page("admissible.zh").page
    page.emulate_media(media="print")
    proof = page.locator("[id='proof-appeal.admission/time-barred']")
    assert proof.evaluate("one => one.getBoundingClientRect().height") > 0
    assert page.locator("nav").is_hidden()
    assert page.locator("a.why").first.is_hidden()


def test_it_is_dark_where_the_reader_wants_it(open_page: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    shades = [
        open_page("admissible.zh", color_scheme=one).page.evaluate(ground)
        for one in ("light", "dark")
    ]
    assert shades == ["rgb(250, 249, 245)", "rgb(23, 22, 19)"]

"""The handbook of the pack on a service, which has every kind of rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import PurePosixPath

import pytest

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.foundation.law import Wording
from telcorules.handbook.law_pages import LawPage
from telcorules.handbook.pages import handbook
from telcorules.handbook.views import View
from telcorules.language.packs import scenario_files
from telcorules.language.program import Program
from telcorules.render.bilingual import Language
from telcorules.review.pages import bundled_packs
from telcorules.review.scenarios import read_scenarios
from tests.unit.render import service

LINK = re.compile(r"\]\(([^)\s]+)\)")
ZH, EN = Language.ZH, Language.EN


@cache
def small(language: Language) -> Mapping[str, str]:
    return handbook(service.context(), [], language)


@cache
def bundled() -> Mapping[str, str]:
    first, *more = bundled_packs()
    book = load(first, extend=more)
    told = chain.from_iterable(
        read_scenarios(path, folder)
        for folder in (first, *more)
        for path in scenario_files(folder)
    )
    context = Context(book.program, book.calendar, dict(book.readings))
    return handbook(context, [*told], EN)


def program() -> Program:
    return service.book().program


def broken(pages: Mapping[str, str]) -> list[str]:
    """Return the links of pages that lead nowhere among them."""
    return [
        f"{name}: {target}"
        for name, text in pages.items()
        if name.endswith(".md")
        for target in LINK.findall(text)
        if not resolves(pages, name, target)
    ]


def resolves(pages: Mapping[str, str], name: str, target: str) -> bool:
    file, _, anchor = target.partition("#")
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / file).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    page = pages.get("/".join(parts))
    return page is not None and (not anchor or f'<a id="{anchor}">' in page)


@pytest.mark.parametrize("made", [partial(small, ZH), partial(small, EN), bundled])
def test_every_link_leads_to_a_page_and_every_page_is_linked(
    made: Callable[[], Mapping[str, str]],
) -> None:
    pages = made()
    assert broken(pages) == []
    linked = {
        PurePosixPath(one).name for text in pages.values() for one in LINK.findall(text)
    }
    linked = {one.partition("#")[0] for one in linked}
    assert {PurePosixPath(name).name for name in pages} - linked == {"index.md"}


@pytest.mark.parametrize("language", Language)
def test_every_rule_and_instrument_has_a_page_and_every_version_a_drawing(
    language: Language,
) -> None:
    rules, law = program().rules, program().instruments
    drawings = {
        f"rules/{rule.id}.{number}.{language}.svg"
        for rule in rules.values()
        for number, _ in enumerate(rule.versions, 1)
    }
    pages = {
        *(f"rules/{name}.md" for name in rules),
        *(f"law/{name}.md" for name in law),
    }
    assert set(small(language)) == {"index.md"} | drawings | pages


def test_every_provision_of_the_bundled_law_is_told_with_what_rests_on_it() -> None:
    page = bundled()["law/miit-35-2016.md"]
    row = next(line for line in page.splitlines() if 'id="art-14"' in line)
    assert "(../rules/appeal.acceptance.md)" in row
    assert "(../rules/appeal.notification.md) · if missed (worked cases: 9)" in row
    row = next(line for line in page.splitlines() if 'id="art-15"' in line)
    assert row.endswith("| *not encoded* the article was not seen |")


def test_parts_of_a_rule_are_named_in_the_language_of_the_page() -> None:
    pages = [small(language)["law/service-act.md"] for language in Language]
    assert [re.findall(r"rules/ways.md\) · ([^<|]+?) *[<|]", one) for one in pages] == [
        ["第1行", "第2行、第2行被排除 (3)", "第3行、第4行"],
        ["row 1", "row 2, row 2 barred (3)", "row 3, row 4"],
    ]


def test_a_rule_is_told_clause_by_clause() -> None:
    page = bundled()["rules/appeal.admission.md"]
    assert page.startswith(
        "# Admissibility of an appeal\n\n- **Rule** `appeal.admission`\n"
    )
    assert (
        "\n### Complained to the operator first\n\n*required* · `complained-first`\n"
        in page
    )
    assert "\n- **Basis** [Measures on Handling Appeals" in page
    assert "\n## Facts it reads\n" in page
    assert re.search(r"<summary>All \d{3} worked cases</summary>", page)


def test_a_rule_of_one_clause_is_told_under_its_title() -> None:
    page = bundled()["rules/appeal.acceptance.md"]
    assert "### " not in page
    assert (
        "\n\nwithin 5 working days from the day the materials were received; " in page
    )


def test_the_law_that_is_not_at_hand_is_told() -> None:
    assert (
        "## 2001-01-11 to 2016-07-29\n\nThe interim measures of 2001"
        in (bundled()["rules/appeal.admission.md"])
    )


def test_few_worked_cases_are_not_folded() -> None:
    page = bundled()["rules/appeal.notification.md"]
    assert "## Worked cases\n\n| case |" in page


def test_an_instrument_without_provisions_has_no_table() -> None:
    one = program().instruments["service-act"]
    bare = replace(one, title=Wording("X", "X"), articles={}, passages={})
    view = View(service.context(), [], EN)
    [(name, page)] = LawPage(bare, {}, view).files()
    assert (name, "|" in page) == ("law/service-act.md", False)
    assert page.startswith("# X\n\n- **Cited as** `service-act`\n")

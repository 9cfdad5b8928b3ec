"""Pages as HTML: whole documents, everything escaped, every sentence traced."""

import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest

from telcorules.cli.inputs import read_case
from telcorules.errors import RequestError
from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.loading import load
from telcorules.evaluation.results import Admission
from telcorules.evaluation.rulebook import Rulebook
from telcorules.evaluation.selections import Checklist, Choice
from telcorules.language.program import Program
from telcorules.render import html
from telcorules.render.bilingual import Language
from telcorules.render.html import as_html
from telcorules.render.page import (
    Branch,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Point,
    Section,
    Table,
    Tone,
    Verbatim,
)
from telcorules.render.reads import governing_day
from telcorules.render.rules import clauses
from telcorules.render.sheets import decision_sheet
from tests.unit.render import service

ROOT = Path(__file__).parents[3]
ZH, EN = Language.ZH, Language.EN
VOID = {"meta", "link", "br"}
FURNITURE = {"nav", "h2", "thead", "title", "desc", "style", "figcaption", "head"}
"""What titles, names or explains a place of the page, and states nothing of a case."""

LABELS = {"remark", "skip", "tick-label", "question-label", "why"}


class Reader(HTMLParser):
    """Reads the texts of a document with the nodes that they stand in."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.nodes: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.nodes += (found.get("data-node") or "").split()
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag, f"<{opened}> is closed as </{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._labels():
            own = (found.get("data-node") for _, found in self.open)
            self.texts.append((" ".join(data.split()), " ".join(filter(None, own))))

    def _labels(self) -> bool:
        return any(
            tag in FURNITURE or (found.get("class") or "") in LABELS
            for tag, found in self.open
        )


def decided(name: str, as_of: date, rules: list[str] | None = None) -> Decision:
    book = load()
    return book.decide(
        read_case(book, str(ROOT / "examples" / name)), as_of=as_of, rules=rules
    )


def service_case(name: str) -> Decision:
    case = read_case(service.book(), str(ROOT / f"tests/golden/{name}.yaml"))
    return service.book().decide(case, as_of=date(2026, 11, 21))


DECISIONS = {
    "admissible": decided("unanswered-charge.yaml", date(2026, 11, 21)),
    "inadmissible": decided("half-filled.json", date(2026, 11, 21)),
    "undetermined": decided("henan-appeal.yaml", date(2026, 11, 21)),
    "contested": decided("henan-local-period.yaml", date(2026, 11, 18)),
    "provisional": decided("report-two-provinces.yaml", date(2026, 12, 1)),
    "another law": decided("market-complaint.yaml", date(2026, 6, 19), ["market.*"]),
    "nothing known": load().decide({}, as_of=date(2026, 11, 21)),
    "no law": load().decide({"appeal": {"filed_on": "1999-01-01"}}, as_of=date.min),
    "late": service_case("service-late"),
    "early": service_case("service-early"),
}


def book_of(decision: Decision) -> Rulebook:
    return service.book() if decision.pack["id"] == "service" else load()


@cache
def document(name: str, language: Language = ZH) -> str:
    decision = DECISIONS[name]
    sheet = decision_sheet(decision, book_of(decision), language)
    return as_html(sheet, language, "评估结论")


@cache
def read(name: str, language: Language = ZH) -> Reader:
    return Reader(document(name, language))


def parts_of(decision: Decision, rule: str, program: Program) -> Iterator[str]:
    """Yield what an answer is made of: conditions, items, answers, clauses."""
    result, known = decision[rule], program.rules[rule]
    if isinstance(result, Admission):
        yield from (one.id for one in result.conditions)
    if isinstance(result, Checklist):
        yield from (one.id for one in result.items)
    if isinstance(result, Choice):
        yield from (one.value for one in result.candidates)
        yield from (one.value for one in result.closed or ())
    day = governing_day(known, decision.case, decision.as_of.toordinal())
    if version := known.version_on(day):
        found = clauses(version, known, service.context_of(book_of(decision), decision))
        yield from (one.id for one in found)


def is_node(name: str, decision: Decision) -> bool:
    """Tell whether a decision has such a node."""
    program = book_of(decision).program
    kind, colon, rest = name.partition(":")
    if colon:
        return (
            rest
            in {
                "fact": set(program.vocabulary.by_name),
                "note": {one.id for one in decision.notes},
                "caveat": {one.id for one in decision.caveats},
                "reading": {
                    f"{one.id}={choice.id}"
                    for one in program.readings.values()
                    for choice in one.choices
                },
            }[kind]
        )
    rule, *path = name.split("/")
    if rule == "decision" or (rule in decision.results and not path):
        return True
    known = rule in decision.results
    whole = known and path[0] in set(parts_of(decision, rule, program))
    return whole and all(number.isdigit() for number in path[1:])


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", DECISIONS)
def test_every_sentence_traces_to_a_node(name: str, language: Language) -> None:
    found = read(name, language)
    assert [text for text, node in found.texts if not node] == []
    assert {one for one in found.nodes if not is_node(one, DECISIONS[name])} == set()
    assert found.open == []


@pytest.mark.parametrize("name", DECISIONS)
def test_both_languages_tell_of_the_same_nodes(name: str) -> None:
    nodes = [read(name, one).nodes for one in Language]
    assert nodes[0] == nodes[1]


@pytest.mark.parametrize("name", DECISIONS)
def test_links_lead_to_places_of_the_page_and_ids_are_single(name: str) -> None:
    found = read(name)
    assert [one for one in found.links if one[1:] not in found.ids] == []
    assert sorted(set(found.ids)) == sorted(found.ids)


@pytest.mark.parametrize("name", DECISIONS)
def test_nothing_is_fetched_and_nothing_runs(name: str) -> None:
    text = document(name, EN)
    assert "<script" not in text
    assert "javascript:" not in text
    assert "url(http" not in text
    assert 'src="' not in text
    assert "default-src 'none'" in text


def test_the_same_page_gives_the_same_bytes() -> None:
    assert document("contested") == document.__wrapped__("contested")


def test_every_condition_leads_to_its_proof() -> None:
    found = read("admissible")
    main = DECISIONS["admissible"].main
    proofs = {f"#proof-appeal.admission/{one.id}" for one in main.conditions}
    assert proofs - set(found.links) == set()


def test_the_title_is_the_answer() -> None:
    text = document("admissible")
    assert (
        "<title>符合受理条件 · 申诉受理条件 · 申诉日期 2026-11-21 周六</title>" in text
    )
    assert '<html lang="zh-CN">' in text
    assert '<html lang="en">' in document("admissible", EN)


def test_a_page_without_an_admission_has_a_title_too() -> None:
    assert '<h1 data-node="decision">评估结论</h1>' in document("provisional")


class TestOnePage:
    """A page of every block, with words that would be markup."""

    PAGE: Page = (
        Paragraph("before <b>", 2, "decision"),
        Headline(Piece("A & B", Tone.GOOD), "about <i>", "rule"),
        Headline(Piece("again", Tone.PLAIN)),
        Section("One <1>", "remark <2>", aside=True),
        Point(Piece("<"), ("x", Piece("y\nz", Tone.BAD)), (("a<", "b>"),), "rule"),
        Table((), (("<", "two", "three"),), whole=(0,)),
        Table(("h<", "i"), (("<1>", Piece("on 2026-11-21 Sat", Tone.STRONG)),)),
        Branch("root", (Branch("leaf <"),)),
        Verbatim(("  as <is>",)),
        Paragraph(Piece("【blank】", Tone.BLANK)),
        Foot(("foot <", "2026-11-21 10:00")),
    )

    def page(self) -> str:
        return as_html(self.PAGE, EN, "unused")

    def test_nothing_in_it_becomes_markup(self) -> None:
        text = self.page()
        body = text[text.index("<body") :]
        for one in ("<b>", "<i>", "<1>", "<2>", "<is>"):
            assert one not in body
        assert "A &amp; B" in body

    def test_it_is_balanced(self) -> None:
        assert Reader(self.page()).open == []

    def test_tones_days_and_breaks(self) -> None:
        text = self.page()
        assert '<span class="bad">y<br>z</span>' in text
        day = '<time datetime="2026-11-21">2026-11-21 Sat</time>'
        assert f"<strong>on {day}</strong>" in text
        assert '<time datetime="2026-11-21">2026-11-21 10:00</time>' in text
        assert '<mark class="blank">【blank】</mark>' in text

    def test_an_empty_page_is_a_page(self) -> None:
        assert Reader(as_html((), EN, "Nothing")).open == []

    def test_a_letter_has_no_contents(self) -> None:
        page: Page = (Headline(Piece("T")), *(Section(f"{n}") for n in range(6)))
        assert "<nav" in as_html(page, ZH, "T")
        assert "<nav" not in as_html(page, ZH, "T", letter=True)


def test_without_its_library_it_says_so() -> None:
    html._environment.cache_clear()
    with patch.dict(sys.modules, jinja2=None), pytest.raises(RequestError) as caught:
        as_html((), ZH, "T")
    assert str(caught.value) == (
        "TR650: HTML needs one more package: pip install 'telcorules[html]'"
    )

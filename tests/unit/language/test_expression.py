from dataclasses import replace

import pytest

from telcorules.errors import PackError, Span
from telcorules.language.expression import parse
from telcorules.language.nodes import FactOf, walk
from telcorules.language.scope import a_kind, item_type, nearest
from telcorules.language.vocabulary import Kind, Type
from tests.differential import random_expressions as random


def _refusal(text: str) -> tuple[str, str]:
    """Return the code and the hint of what is refused."""
    with pytest.raises(PackError) as caught:
        random.read(text, random.scope())
    (problem,) = caught.value.problems
    return problem.code, problem.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("claim.paid and claim.heard", "a condition"),
        ("claim.filed_on", "an event"),
        ('claim.filed_on + "15 days"', "a day"),
        ("claim.nature", "a word of an enum"),
        ("reading.duty_rollover", "a word of an enum"),
        ("claim.lines - 1", "a whole number"),
        ("claim.lines * 1.50", "an amount of money"),
        ("min(claim.lines, claim.amount)", "an amount of money"),
        ("max(claim.lines, len(acts.days))", "a whole number"),
        ("-claim.refund", "an amount of money"),
        ("claim.name", "a text"),
        ("acts.provinces", "a list of regions"),
        ("acts.provinces[0]", "a region"),
        ('authority("office", claim.province)', "an authority"),
        ('authority("office", "广东")', "an authority"),
        ('authority("office", acts.provinces)', "a list of authorities"),
        ('authority("office", acts.provinces)[0]', "an authority"),
        ('"2026-10-08" if claim.paid else at', "a day"),
        ("paid_late", "a condition"),
    ],
)
def test_every_expression_has_its_type(text: str, words: str) -> None:
    assert a_kind(random.read(text, random.scope()).type) == words


def test_every_part_knows_its_words_and_its_place() -> None:
    text = "  claim.paid and\n(claim.name == '王五' or not claim.heard)"
    places = [
        (node.source, node.span.column)
        for node in walk(random.read(text, random.scope()))
        if isinstance(node, FactOf)
    ]
    assert places == [("claim.paid", 3), ("claim.name", 19), ("claim.heard", 45)]


def test_a_name_brings_along_what_it_stands_for() -> None:
    names = [n.fact.name for n in walk(random.read("due < at", random.scope()))
             if isinstance(n, FactOf)]  # fmt: skip
    assert names == ["claim.filed_on", "claim.province", "claim.paid"]


REFUSED = {
    '"\ud800" == claim.name': ("TR201", "type it anew"),
    "-" * 3900 + "1": ("TR230", "give parts of it names with `let:`"),
    "claim.payd": (
        "TR210",
        "did you mean `claim.paid`? else declare it in facts/claim.yaml",
    ),
    "waitingtime": ("TR211", "did you mean `waiting_time`?"),
    "True or fALSE": ("TR211", "write `False`"),
    "claim.filed_on == claim.name": (
        "TR220",
        'compare days: last_day(event, "15 days", roll=...), or "2026-10-08"',
    ),
    "claim.name == claim.lines": ("TR220", "compare values of one type"),
    "acts.natures == claim.name": (
        "TR220",
        "write `value in list`, or take one item: list[0]",
    ),
    "claim.nature == reading.duty_rollover": (
        "TR220",
        "compare facts whose values are the same words",
    ),
    "claim.lines in [claim.calls]": (
        "TR220",
        "write the value itself; compare facts with `==`",
    ),
    "at + 5": ("TR222", 'write "15 days", or a parameter; there are `waiting_time`'),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:40]))
def test_what_is_refused_says_what_to_type(text: str) -> None:
    assert _refusal(text) == REFUSED[text]


@pytest.mark.parametrize(
    ("moments", "hint"),
    [
        ((), "compare two events"),
        (("at",), "this rule is asked about `at`"),
    ],
)
def test_a_day_that_is_not_asked_about(moments: tuple[str, ...], hint: str) -> None:
    scope = replace(random.scope(), moments=moments)
    with pytest.raises(PackError) as caught:
        random.read("as_of > claim.filed_on", scope)
    assert caught.value.problems[0].hint == hint


def test_known_belongs_in_checklists() -> None:
    scope = replace(random.scope(), known=True)
    assert random.read("known(claim.name)", scope).type == Type(Kind.BOOL)


def test_nothing_is_near_where_nothing_is_declared() -> None:
    assert nearest("x", []) == "none is declared"


def test_a_long_list_of_names_is_cut() -> None:
    assert nearest("zzz", [f"name-{n:02}" for n in range(20)]).endswith(
        "`name-11`, ..."
    )


def test_the_items_of_a_list_have_a_type_of_their_own() -> None:
    words = Type(Kind.LIST, ("a", "b"), Kind.ENUM)
    assert item_type(words) == Type(Kind.ENUM, ("a", "b"))


def test_places_are_asked_of_whoever_holds_the_text() -> None:
    asked = []

    def locate(offset: int, width: int) -> Span:
        asked.append((offset, width))
        return Span("a.yaml", 1, offset + 1, width)

    parse(" not claim.paid", locate, random.scope())
    assert asked == [(1, 14), (5, 10)]

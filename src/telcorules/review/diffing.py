"""What an edit of a pack changes in the world: outcomes that flip, dates that move.

Rules that say the same are told so at once; of the others both packs are asked the
cases at the thresholds of either (`comparing`). Words and citations are told apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.program import Program, Rule
from telcorules.review.comparing import Books, calendar_of, compare
from telcorules.review.effects import Certainty, Listed, PackDiff, RuleEffect, Verdict
from telcorules.review.meaning import form_of, rule_form

Forms = Mapping[str, Any]
"""What there is of some sort in a pack, by its name."""


def diff(old: Rulebook, new: Rulebook) -> PackDiff:
    """Return what changes between two packs.

    Args:
        old: The first pack, with its calendar and readings.
        new: The second.

    Examples:
        >>> from telcorules import load
        >>> found = diff(load(), load())
        >>> found.verdict, found.differs
        (<Verdict.EQUIVALENT: 'equivalent'>, False)
    """
    before, after = old.program, new.program
    books = Books(old, new, _apart(before, after))
    both = [name for name in after.rules if name in before.rules]
    effects = (compare(books, name) for name in both)
    return PackDiff(
        old=_named(before),
        new=_named(after),
        rules=tuple(sorted(effects, key=_rank)),
        listed=tuple(one for one in _listed(old, new) if one),
        words=_otherwise(before, after, both, words=True),
        citations=_otherwise(before, after, both, words=False),
    )


def _named(program: Program) -> dict[str, str]:
    return {"id": program.id, "version": program.version, "sha256": program.sha256}


def _rank(effect: RuleEffect) -> int:
    if effect.verdict is not Verdict.EQUIVALENT:
        return 0
    if effect.grounds:
        return 1
    return 3 if effect.certainty is Certainty.IDENTICAL else 2


def _apart(before: Program, after: Program) -> frozenset[str]:
    """Return the facts of both whose kind isn't the same."""
    olds, news = before.vocabulary.by_name, after.vocabulary.by_name
    return frozenset(
        name
        for name in olds.keys() & news.keys()
        if (olds[name].type.kind, olds[name].type.item)
        != (news[name].type.kind, news[name].type.item)
    )


def _otherwise(
    before: Program, after: Program, names: Iterable[str], *, words: bool
) -> tuple[str, ...]:
    """Return the rules that differ in their words, or in what they cite."""

    def part(rule: Rule) -> list[Any]:
        whole = rule_form(rule, words=words, basis=not words)
        return list(_text(whole) if words else _cited(whole))

    return tuple(
        name for name in names if part(before.rules[name]) != part(after.rules[name])
    )


def _text(form: Any) -> Iterator[Any]:
    """Yield the words for people in a form."""
    if isinstance(form, dict):
        if form.keys() == {"zh", "en"}:
            yield form["zh"], form["en"]
        for one in form.values():
            yield from _text(one)
    if isinstance(form, list):
        for one in form:
            yield from _text(one)


def _cited(form: Any, *, is_basis: bool = False) -> Iterator[Any]:
    """Yield the citations in a form."""
    if isinstance(form, dict):
        for key, one in form.items():
            yield from _cited(one, is_basis=key == "basis")
    elif isinstance(form, list):
        for one in form:
            yield from _cited(one, is_basis=is_basis)
    elif is_basis:
        yield form


def _listed(old: Rulebook, new: Rulebook) -> Iterator[Listed]:
    yield _sorted("rules", _rules(old), _rules(new), changed=False)
    yield _sorted("facts", _facts(old), _facts(new))
    yield _sorted("readings", _readings(old), _readings(new))
    for sort, inner in _REMARKS.items():
        yield _sorted(sort, inner(old.program), inner(new.program))
    yield _sorted("pack", _pack(old), _pack(new))


def _sorted(sort: str, old: Forms, new: Forms, *, changed: bool = True) -> Listed:
    """Return what of a sort is new, gone, renamed, or not the same."""
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    renamed = []
    for name in removed:
        same = next((one for one in added if new[one] == old[name]), None)
        if same is not None:
            renamed.append((name, same))
            added.remove(same)
    gone = {name for name, _ in renamed}
    both = (name for name in old if name in new and changed)
    return Listed(
        sort=sort,
        added=tuple(added),
        removed=tuple(name for name in removed if name not in gone),
        changed=tuple(name for name in both if old[name] != new[name]),
        renamed=tuple(renamed),
    )


def _rules(book: Rulebook) -> Forms:
    return {
        name: {**form_of(rule), "id": None} for name, rule in book.program.rules.items()
    }


def _facts(book: Rulebook) -> Forms:
    """Return what each fact is, a name apart: its type, and what people call it."""
    return {
        one.name: (one.type, one.label, one.judgment)
        for one in book.program.vocabulary.facts
    }


def _readings(book: Rulebook) -> Forms:
    return {
        name: (tuple(one.id for one in reading.choices), book.readings[name])
        for name, reading in book.program.readings.items()
    }


def _remarks(name: str) -> Callable[[Program], Forms]:
    return lambda program: {one.id: form_of(one) for one in getattr(program, name)}


def _channels(program: Program) -> Forms:
    return {
        name: (one.phone, one.url, one.authority, one.about)
        for name, one in program.channels.items()
    }


_REMARKS: Mapping[str, Callable[[Program], Forms]] = {
    "caveats": _remarks("caveats"),
    "oddities": _remarks("oddities"),
    "channels": _channels,
}


def _pack(book: Rulebook) -> Forms:
    """Return what holds for a pack as a whole."""
    program = book.program
    return {
        "main": program.main,
        "decide": program.decide,
        "stage": program.stage,
        "calendar": calendar_of(book),
    }

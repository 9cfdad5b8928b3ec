"""What a shell may offer while a command is typed: names that a pack declares.

Only what begins as typed is offered, each with what it is called. A pack that can't
be read offers nothing: what is wrong with it is told when the command runs.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from telcorules.cli.inputs import open_book
from telcorules.errors import TelcoRulesError
from telcorules.foundation.law import Wording
from telcorules.language.columns import column
from telcorules.language.program import Program

Offer = tuple[str, str]
"""A word that may be typed, and what it is."""


def rules(options: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the ids of rules that begin as typed.

    Args:
        options: What was typed before, by the name of the parameter; the packs that
            ``pack`` and ``extend`` name are read, else the bundled one.
        typed: The beginning of the word.
    """
    return _offers(((one.id, one.title) for one in _rules(options)), typed)


def _rules(options: Mapping[str, Any]) -> Iterator[Any]:
    for program in _program(options):
        yield from program.rules.values()


def readings(options: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the choices of readings that begin as typed, as ``ID=CHOICE``."""
    known = (one for program in _program(options) for one in program.readings.values())
    pairs = ((reading, choice) for reading in known for choice in reading.choices)
    return _offers(
        ((f"{one.id}={choice.id}", choice.label) for one, choice in pairs), typed
    )


def fact_columns(options: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the columns of facts that begin as typed, as ``section__fact``."""
    known = (
        one
        for program in _program(options)
        for one in program.vocabulary.by_name.values()
    )
    return _offers(((column(one.name), one.label) for one in known), typed)


def channels(options: Mapping[str, Any], typed: str) -> list[Offer]:
    """Return the numbers and names of channels that begin as typed."""
    known = (one for program in _program(options) for one in program.channels.values())
    return _offers(((one.id, one.label) for one in known), typed)


def _program(options: Mapping[str, Any]) -> Iterator[Program]:
    """Yield the packs that a command is about, put together, where they can be."""
    try:
        book = open_book(
            options.get("pack"), options.get("extend"), None, None, "principle"
        )
    except TelcoRulesError:
        return
    yield book.program


def _offers(named: Iterable[tuple[str, Wording]], typed: str) -> list[Offer]:
    return [(name, label.zh) for name, label in named if name.startswith(typed)]

"""What is fuzzed: each target takes bytes and lets nothing but our errors leave.

The same targets serve the coverage-guided fuzzer (`run.py`), Hypothesis and the kept
corpus. A target returns whether the input was taken, so that tests can tell that both
ends are reached; anything that isn't a `TelcoRulesError` escapes and is a finding.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import telcorules
from telcorules.errors import CaseError, PackError, RequestError, TelcoRulesError
from telcorules.evaluation.asked import readings_taken
from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation import source as yaml_source
from telcorules.foundation.lastdays import due
from telcorules.foundation.notices import Notice
from telcorules.foundation.periods import Period
from telcorules.foundation.workdays import WorkCalendar
from telcorules.language.compile import compile_values
from telcorules.language.packs import Layer, load_layers, program_of
from telcorules.language.values import MAX_PROBLEMS
from telcorules.review.record_form import _parsed, sealed
from tests.differential import random_expressions

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
DAY = date(2026, 11, 21)
BREAK = b"\n=====\n"
"""Parts a pack's file name from its text, and one file from the next."""

Target = Callable[[bytes], bool]


@cache
def bundled() -> Rulebook:
    return telcorules.load()


@cache
def small() -> Layer:
    (layer,) = load_layers([SMALL])
    return layer


def source(data: bytes) -> bool:
    """Read YAML text; ask every place that it has."""
    try:
        document = yaml_source.read(data, "a.yaml")
    except PackError as error:
        return told(error)
    for path in _paths(document.value, ()):
        assert str(document.span(path))
        assert str(document.key_span(path))
        assert str(document.locate(path, 3, 4))
    return True


def _paths(value: object, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    found = [path]
    if isinstance(value, dict):
        steps = [(key, inner) for key, inner in value.items()]
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        return found
    for step, inner in steps[:20]:
        found += _paths(inner, (*path, step))[:200]
    return found


def expression(data: bytes) -> bool:
    """Read an expression, compile it and ask it of a case of which nothing is known."""
    text = data.decode("utf-8", "replace")  # packs hold no lone surrogates: `source`
    try:
        node = random_expressions.read(text, random_expressions.scope())
    except PackError as error:
        return told(error)
    context = random_expressions.contexts()[0]
    judge = compile_values([node], context.readings, context.calendar)
    judge(random_expressions.case({}).slots, DAY.toordinal(), DAY.toordinal())
    return True


def _text(data: bytes) -> str:
    """Return bytes as text: lone surrogates among it, where that is what they are."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def pack(data: bytes) -> bool:
    """Lay files over the small pack, in memory; ask every rule of an empty case."""
    files = dict(small().files)
    parts = data.decode("utf-8", "replace").split(BREAK.decode())
    named = parts if len(parts) > 1 else ["more.yaml", *parts]
    files |= dict(zip(named[::2], named[1::2], strict=False))
    try:
        program = program_of([Layer("small", "1", files)])
        book = Rulebook(program, WorkCalendar.china(), readings_taken(program, {}))
        decision = book.decide({}, as_of=DAY, rules=list(program.rules))
    except PackError as error:
        return told(error)
    assert decision.to_json()
    return True


def case(data: bytes) -> bool:
    """Read a case and decide it; what was read is read again as it was written."""
    book = bundled()
    try:
        read = book.case(data)
    except CaseError as error:
        return told(error)
    assert book.case(read.to_dict()) == read
    assert book.decide(read, as_of=DAY).to_json()
    return True


def yaml_case(data: bytes) -> bool:
    """Read a case that is written as YAML, as the command line does."""
    try:
        document = yaml_source.read(data, "case.yaml")
        bundled().case(document.value)
    except (PackError, CaseError) as error:
        return told(error)
    return True


def record(data: bytes) -> bool:
    """Verify a record, whatever its hash says, and replay it."""
    try:
        telcorules.replay(telcorules.verify(_resealed(data)))
    except TelcoRulesError as error:
        return told(error)
    return True


def _resealed(data: bytes) -> bytes | str:
    """Return a record with the right hash and layout, so that its inside is read."""
    try:
        parsed = _parsed(data.decode())
        parsed.pop("sha256", None)
        return sealed(parsed).text
    except (RequestError, RecursionError, UnicodeError):
        return data


def notice(data: bytes) -> bool:
    """Read a holiday notice and hang it into the calendar."""
    try:
        read = Notice.from_mapping(yaml_source.read(data, "2027.yaml").value)
        calendar = WorkCalendar.china([read])
    except TelcoRulesError as error:
        return told(error)
    calendar.add(date(2026, 12, 20), 30)
    return True


def period(data: bytes) -> bool:
    """Read a period and count it."""
    try:
        read = Period.parse(_text(data))
        assert str(due(DAY, read))
    except TelcoRulesError as error:
        return told(error)
    return True


def told(error: TelcoRulesError) -> bool:
    """Tell the error as people read it: it has to be text that can be written."""
    assert error.problems
    assert all(one.code and one.message for one in error.problems)
    str(error).encode()
    if isinstance(error, CaseError):
        assert len(error.problems) <= MAX_PROBLEMS
    return False


TARGETS: dict[str, Target] = {
    "source": source,
    "expression": expression,
    "pack": pack,
    "case": case,
    "yaml_case": yaml_case,
    "record": record,
    "notice": notice,
    "period": period,
}

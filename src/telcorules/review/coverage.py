"""What of the law a pack encodes: every provision, and who rests on it.

The page is Markdown, the same for the same pack; ``docs/coverage.md`` is the one of
the bundled pack.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Article, Citation, Cited, Grade, Instrument
from telcorules.language.nodes import LastDay, Parameter, walk
from telcorules.language.program import Program
from telcorules.language.versions import (
    AdmissionVersion,
    ChecklistVersion,
    ChoiceVersion,
    Version,
    parameters_used,
)

Uses = Mapping[tuple[str, str | None], tuple[str, ...]]
"""For each instrument, and a provision of it or None for the whole, who cites it."""

_COUNTING: Final = "counting itself, `foundation/periods.py`"
_CALENDAR: Final = "calendar itself, `foundation/holidays.py`"
_IN_CODE: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("中华人民共和国民法典", number): _COUNTING
        for number in ("200", "201", "202", "203")
    }
    | {("全国年节及纪念日放假办法", number): _CALENDAR for number in ("2", "6")}
)
_DUTILESS: Final = ("目的", "界定", "适用", "公正")
"""Words of the gist of an article that states a purpose, term, scope or principle."""

_HEAD: Final = """\
# What of the law is encoded

This page is generated from the rules by `make generate`; don't edit it.
A provision that isn't listed here was not seen, or no rule needs it.

The gist is this project's own wording, not the statute's.
*Verified* says what stands behind a provision:
`text` 内容已核 (its content was checked against two copies, or an official one),
`summary` 摘要 (an official account, or a single copy),
`outline` 流传概述，非法律文本 (a circulating overview, not a legal text),
`none` 未核实 (nothing yet).
Whether the article's number was seen in the text is said separately.
Why a provision is *not encoded* the instrument's note tells; where it is silent,
no rule has needed the provision yet.
*No duty to decide* marks a purpose, a definition, a scope or a principle."""
_TOTALS: Final = (
    "instrument",
    "provisions",
    "encoded",
    *Grade,
    "number not verified",
)
_COLUMNS: Final = ("provision", "gist", "verified", "encoded by")


def law_coverage(program: Program) -> str:
    """Return which provisions of a pack its rules rest on, as Markdown.

    Args:
        program: The pack, linked.

    Returns:
        A table of totals, then for every instrument its data and a row for each
        article and passage; the text ends with a line break.
    """
    uses = _uses(program)
    instruments = program.instruments.values()
    parts = [_HEAD, *_totals(instruments, uses)]
    parts += [part for one in instruments for part in _instrument(one, uses)]
    return "\n\n".join(parts) + "\n"


def _uses(program: Program) -> Uses:
    found: dict[tuple[str, str | None], dict[str, None]] = {}
    for name, cited in _citing(program):
        citation = cited.citation
        key = citation.instrument, citation.article or citation.passage
        found.setdefault(key, {})[f"{name}{_within(citation)}"] = None
    return {key: tuple(names) for key, names in found.items()}


def _within(citation: Citation) -> str:
    paragraph = f" para. {citation.paragraph}" if citation.paragraph else ""
    return f"{paragraph} ({citation.item})" if citation.item else paragraph


def _citing(program: Program) -> Iterator[tuple[str, Cited]]:
    """Yield every citation with the name of what rests on it."""
    for rule in program.rules.values():
        for version in rule.versions:
            for name, basis in _parts(version):
                yield from _each(f"`{rule.id}`{name}", basis)
            for parameter in _parameters(version):
                yield from _each(f"parameter `{parameter.id}`", _values(parameter))
    for reading in program.readings.values():
        for choice in reading.choices:
            yield from _each(f"reading `{reading.id}`: {choice.id}", choice.basis)


def _each(name: str, basis: Iterable[Cited]) -> Iterator[tuple[str, Cited]]:
    return ((name, cited) for cited in basis)


def _parts(version: Version) -> list[tuple[str, tuple[Cited, ...]]]:
    match version:
        case AdmissionVersion(conditions=parts) | ChecklistVersion(items=parts):
            return [(f" {one.id}", one.basis) for one in parts]
        case ChoiceVersion(rows=rows):
            return [(f" row {n}", row.basis) for n, row in enumerate(rows, 1)]
        case _:
            return [("", version.basis)]


def _parameters(version: Version) -> list[Parameter]:
    periods = [
        node.period
        for root in version.nodes
        for node in walk(root)
        if isinstance(node, LastDay)
    ]
    named = [period for period in periods if isinstance(period, Parameter)]
    return [*named, *parameters_used(version)]


def _values(parameter: Parameter) -> Iterator[Cited]:
    local = (one.dated for one in parameter.local)
    return (cited for dated in (*parameter.values, *local) for cited in dated.basis)


def _provisions(instrument: Instrument) -> dict[str, Article]:
    return {**instrument.articles, **instrument.passages}


def _encoded(instrument: Instrument, number: str, uses: Uses) -> tuple[str, ...]:
    own = _IN_CODE.get((instrument.title.zh, number))
    return (*((own,) if own else ()), *uses.get((instrument.id, number), ()))


def _totals(instruments: Iterable[Instrument], uses: Uses) -> list[str]:
    counts = [(one, _counts(one, uses)) for one in instruments]
    sums = (sum(column) for column in zip(*(own for _, own in counts), strict=True))
    rows = [_total(f"[{one.title.zh}](#{one.id})", own) for one, own in counts]
    return ["## Totals", _table(_TOTALS, [*rows, _total("all", sums)])]


def _total(name: str, counts: Iterable[int]) -> tuple[str, ...]:
    return (name, *map(str, counts))


def _counts(instrument: Instrument, uses: Uses) -> tuple[int, ...]:
    provisions = _provisions(instrument)
    encoded = [number for number in provisions if _encoded(instrument, number, uses)]
    grades = [one.verified for one in provisions.values()]
    unsure = [one for one in provisions.values() if not one.number_verified]
    return (len(provisions), len(encoded), *map(grades.count, Grade), len(unsure))


def _instrument(instrument: Instrument, uses: Uses) -> Iterator[str]:
    title = instrument.title
    yield f'<a id="{instrument.id}"></a>\n\n## {title.zh} {title.en}'
    yield "\n".join(f"- {line}" for line in _about(instrument, uses))
    if instrument.note:
        yield f"> {instrument.note.zh}\n>\n> {instrument.note.en}"
    rows = [
        _row(instrument, number, article, uses)
        for number, article in _provisions(instrument).items()
    ]
    if rows:
        yield _table(_COLUMNS, rows)


def _about(instrument: Instrument, uses: Uses) -> Iterator[str]:
    yield f"cited as `{instrument.id}`"
    if instrument.number:
        yield f"number {instrument.number}"
    yield f"rank {instrument.rank}"
    end = f" until {instrument.end}" if instrument.end else ""
    yield f"in force from {instrument.start}{end}"
    if instrument.amended:
        yield f"amended {', '.join(map(str, instrument.amended))}"
    if instrument.replaces:
        yield f"replaces `{instrument.replaces}`"
    if whole := uses.get((instrument.id, None)):
        yield f"as a whole encoded by {'; '.join(whole)}"


def _row(
    instrument: Instrument, number: str, article: Article, uses: Uses
) -> tuple[str, ...]:
    encoded = "; ".join(_encoded(instrument, number, uses)) or _why_not(article)
    unsure = "" if article.number_verified else ", number not verified"
    passage = "passage " if number in instrument.passages else ""
    gist = f"{article.gist.zh} / {article.gist.en}"
    return (f"{passage}{number}", gist, f"{article.verified}{unsure}", encoded)


def _why_not(article: Article) -> str:
    if any(word in article.gist.zh for word in _DUTILESS):
        return "*not encoded: no duty to decide*"
    return "*not encoded*"


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

"""What of the law a pack encodes: every provision, what rests on it, what shows it.

The page is Markdown, the same for the same pack and scenarios; ``docs/coverage.md`` is
the one of the bundled pack.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Article, Grade, Instrument
from telcorules.language.program import Gap, Program, Rule
from telcorules.review.citing import Place, Use, place, uses
from telcorules.review.markdown import both, table
from telcorules.review.scenarios import Scenario

Uses = Mapping[Place, tuple[Use, ...]]

_COUNTING: Final = "counting itself, `foundation/lastdays.py`"
_CALENDAR: Final = "calendar itself, `foundation/holidays.py`"
_PRECEDENCE: Final = "precedence itself, `foundation/precedence.py`"
_IN_CODE: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (title, number): where
        for title, numbers, where in (
            ("中华人民共和国民法典", ("200", "201", "202", "203", "1259"), _COUNTING),
            ("中华人民共和国立法法", ("99", "106"), _PRECEDENCE),
            ("全国年节及纪念日放假办法", ("2", "6"), _CALENDAR),
        )
        for number in numbers
    }
)
_DUTILESS: Final = ("目的", "界定", "适用", "公正")
"""Words of the gist of an article that states a purpose, term, scope or principle."""
_NO_DUTY: Final = (
    "说的是目的、用语、范围或者原则，没有可以判断的义务 / "
    "a purpose, a term, a scope or a principle: no duty to decide"
)
_NO_NEED: Final = "还没有规则用到 / no rule has needed it yet"

_HEAD: Final = """\
# What of the law is encoded

This page is generated from the rules by `make generate`; don't edit it.
A provision that isn't listed here was not seen, or no rule and no claim needs it.

The gist is this project's own wording, not the statute's.
*Verified* says what stands behind a provision:
`text` 内容已核 (its content was checked against two copies, or an official one),
`summary` 摘要 (an official account, or a single copy),
`outline` 流传概述，非法律文本 (a circulating overview, not a legal text),
`none` 未核实 (nothing yet).
Whether the article's number was seen in the text is said separately.
*Formerly* gives an article's number in the instrument that this one replaced.
*Scenarios* counts the worked cases that say what comes out of the rules of that row;
what each rule says is in [rules.md](rules.md).
Below each table stands what of it is not encoded, and why."""
_TOTALS: Final = (
    "instrument",
    "provisions",
    "encoded",
    *Grade,
    "number not verified",
)
_COLUMNS: Final = ("provision", "gist", "verified", "encoded by", "scenarios")


def law_coverage(program: Program, scenarios: Sequence[Scenario]) -> str:
    """Return which provisions of a pack its rules rest on, as Markdown.

    Args:
        program: The pack, linked.
        scenarios: The worked cases, to be counted.

    Returns:
        A table of totals; then for every instrument its data, a row for each article
        and passage, and why the rest isn't encoded. The text ends with a line break.
    """
    found = uses(program, scenarios)
    instruments = program.instruments.values()
    parts = [_HEAD, *_totals(instruments, found)]
    for one in instruments:
        parts += _instrument(one, found, program.rules.values())
    return "\n\n".join(parts) + "\n"


def _provisions(instrument: Instrument) -> dict[str, Article]:
    return {**instrument.articles, **instrument.passages}


def _encoded(instrument: Instrument, number: str, found: Uses) -> list[str]:
    own = _IN_CODE.get((instrument.title.zh, number))
    named = [use.text for use in found.get((instrument.id, number), ())]
    return [own, *named] if own else named


def _totals(instruments: Iterable[Instrument], found: Uses) -> list[str]:
    counts = [(one, _counts(one, found)) for one in instruments]
    sums = (sum(column) for column in zip(*(own for _, own in counts), strict=True))
    rows = [_total(f"[{one.title.zh}](#{one.id})", own) for one, own in counts]
    return ["## Totals", table(_TOTALS, [*rows, _total("all", sums)])]


def _total(name: str, counts: Iterable[int]) -> tuple[str, ...]:
    return (name, *map(str, counts))


def _counts(instrument: Instrument, found: Uses) -> tuple[int, ...]:
    provisions = _provisions(instrument)
    encoded = [number for number in provisions if _encoded(instrument, number, found)]
    grades = [one.verified for one in provisions.values()]
    unsure = [one for one in provisions.values() if not one.number_verified]
    return (len(provisions), len(encoded), *map(grades.count, Grade), len(unsure))


def _instrument(
    instrument: Instrument, found: Uses, rules: Iterable[Rule]
) -> Iterator[str]:
    title = instrument.title
    yield f'<a id="{instrument.id}"></a>\n\n## {title.zh} {title.en}'
    yield _list(_about(instrument, found))
    if instrument.note:
        yield f"> {instrument.note.zh}\n>\n> {instrument.note.en}"
    provisions = _provisions(instrument)
    if provisions:
        yield table(
            _COLUMNS, (_row(instrument, number, found) for number in provisions)
        )
    if missing := [*_missing(instrument, found), *_gaps(instrument, rules)]:
        yield f"**Not encoded in {title.zh}, and why**"
        yield _list(missing)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _about(instrument: Instrument, found: Uses) -> Iterator[str]:
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
    if whole := found.get((instrument.id, None)):
        yield f"as a whole encoded by {'; '.join(use.text for use in whole)}"


def _row(instrument: Instrument, number: str, found: Uses) -> tuple[str, ...]:
    article = _provisions(instrument)[number]
    encoded = "; ".join(_encoded(instrument, number, found)) or "*not encoded*"
    unsure = "" if article.number_verified else ", number not verified"
    verified = f"{article.verified}{unsure}"
    told = _scenarios(found.get((instrument.id, number), ()))
    return (_name(instrument, number), both(article.gist), verified, encoded, told)


def _scenarios(resting: Iterable[Use]) -> str:
    """Return how many scenarios exercise what rests on a provision."""
    numbers = [use.scenarios for use in resting]
    return str(len(frozenset().union(*numbers))) if numbers else ""


def _name(instrument: Instrument, number: str) -> str:
    article = _provisions(instrument)[number]
    passage = "passage " if number in instrument.passages else ""
    former = f", formerly {article.formerly}" if article.formerly else ""
    before = f" of `{instrument.replaces}`" if former and instrument.replaces else ""
    return f"{passage}{number}{former}{before}"


def _missing(instrument: Instrument, found: Uses) -> Iterator[str]:
    """Yield why each provision without a rule has none."""
    for number, article in _provisions(instrument).items():
        if not _encoded(instrument, number, found):
            yield f"{_name(instrument, number)}: {_why_not(article)}"


def _why_not(article: Article) -> str:
    if article.not_encoded is not None:
        return both(article.not_encoded)
    duty = not any(word in article.gist.zh for word in _DUTILESS)
    return _NO_NEED if duty else _NO_DUTY


def _gaps(instrument: Instrument, rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the days for which a rule waits for this instrument's text."""
    for rule in rules:
        for gap in rule.gaps:
            if instrument.id in {place(one.citation)[0] for one in gap.basis}:
                yield f"`{rule.id}` {_days(gap)}: {both(gap.note)}"


def _days(gap: Gap) -> str:
    end = f" until {gap.until}" if gap.until else ""
    return f"from {gap.start}{end}"

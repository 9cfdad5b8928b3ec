"""The rules, facts and channels of a pack as tables, for the reference pages.

The pages are Markdown, the same for the same pack and scenarios; `pages` makes those
of the bundled pack.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import Period
from telcorules.language.nodes import Parameter
from telcorules.language.program import Channel, Gap, Program, Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    ChecklistVersion,
    ChoiceVersion,
    DeadlineVersion,
    PermissionVersion,
    Version,
)
from telcorules.language.vocabulary import Fact
from telcorules.review.citing import expecting, parts
from telcorules.review.markdown import both, table
from telcorules.review.scenarios import Scenario

_RULES_HEAD: Final = """\
# The rules, one by one

This page is generated from the rules by `make generate`; don't edit it.
What the kinds of rule answer is in [decisions.md](decisions.md),
what each provision says and how it was checked in [coverage.md](coverage.md).

A row is a version of a rule: what it says over some days, both inclusive.
Where there is law for some days whose text isn't at hand, a row says so.
*Basis* names the provisions it rests on, each with what stands behind it.
*Scenarios* counts the worked cases that say what comes out of the rule."""
_FACTS_HEAD: Final = """\
# The facts, one by one

This page is generated from the rules by `make generate`; don't edit it.
How a case is stated is in [cases.md](cases.md).

A fact that nobody stated is unknown, never false.
Facts marked † rest on a human's assessment;
those stated are listed in `decision.judgments`."""
_CHANNELS_HEAD: Final = """\
# Hotlines and other channels

This page is generated from the rules by `make generate`; don't edit it.
Which of them is open to a dispute, and what it needs first, is the rule `route`;
in Python, `book.channel("12378")` gives what stands here.
*Verified* is graded as in [coverage.md](coverage.md)."""
_RULE_COLUMNS: Final = (
    "rule",
    "kind",
    "title",
    "actor",
    "limit, or what it answers",
    "in force",
    "basis",
    "scenarios",
)
_FACT_COLUMNS: Final = ("fact", "type", "label", "question")
_CHANNEL_COLUMNS: Final = (
    "channel",
    "label",
    "run by",
    "what it takes",
    "telephone, address",
    "verified",
)
_PICKS: Final = {
    "one": "the one that applies",
    "first": "the first that applies",
    "all": "all that apply",
}
_NOT_AT_HAND: Final = "*there is law, and its text isn't at hand*"


def rules_page(program: Program, scenarios: Sequence[Scenario]) -> str:
    """Return every rule of a pack, folder by folder, as Markdown.

    Args:
        program: The pack, linked.
        scenarios: The worked cases, to be counted.
    """
    folders: dict[str, list[Rule]] = {}
    for rule in program.rules.values():
        folder = PurePosixPath(rule.span.file).parent.as_posix()
        folders.setdefault(folder, []).append(rule)
    sections = [_RULES_HEAD]
    for folder, rules in folders.items():
        rows = [row for rule in rules for row in _rule(program, rule, scenarios)]
        sections += [f"## {folder}", table(_RULE_COLUMNS, rows)]
    return "\n\n".join(sections) + "\n"


def _rule(
    program: Program, rule: Rule, scenarios: Sequence[Scenario]
) -> Iterator[tuple[str, ...]]:
    actor = program.labels.get(rule.actor)
    who = both(actor) if actor else rule.actor
    head = (f"`{rule.id}`", rule.kind, both(rule.title), who)
    count = str(len(expecting(rule.id, scenarios)))
    under = f", measured against `{rule.under}`" if rule.under else ""
    for version in rule.versions:
        basis = [cited for _, part in parts(version) for cited in part]
        answers = f"{_answers(rule, version)}{under}"
        yield (*head, answers, _days(version), _provisions(basis), count)
    for gap in rule.gaps:
        yield (*head, _NOT_AT_HAND, _days(gap), _provisions(gap.basis), count)


def _days(over: Version | Gap) -> str:
    end = f" until {over.until}" if over.until else ""
    return f"from {over.start}{end}"


def _provisions(basis: Iterable[Cited]) -> str:
    """Return each provision once, without paragraphs and items, by instrument."""
    found: dict[str, dict[str, None]] = {}
    for cited in basis:
        found.setdefault(cited.citation.instrument, {})[_provision(cited)] = None
    named = (
        f"[{instrument}](coverage.md#{instrument}) {', '.join(provisions)}"
        for instrument, provisions in found.items()
    )
    return "; ".join(named)


def _provision(cited: Cited) -> str:
    number = cited.citation.article or cited.citation.passage
    return f"{number} ({cited.verified})" if number else f"({cited.verified})"


def _answers(rule: Rule, version: Version) -> str:
    """Return a limit in the words of its text, or what a rule answers."""
    match version:
        case DeadlineVersion():
            return _limit(version)
        case PermissionVersion():
            return f"once {_period(version.after)} from `{version.since.name}` are over"
        case AmountVersion():
            return f"yuan, rounded {version.rounding} to {version.places} places"
        case AdmissionVersion(conditions=conditions):
            return f"conditions: {len(conditions)}"
        case ChecklistVersion(items=items):
            return f"items: {len(items)}"
        case ChoiceVersion(rows=rows):
            return f"rows: {len(rows)}, {_PICKS[rule.pick]}"
        case _:
            return "owed without a limit"


def _limit(version: DeadlineVersion) -> str:
    limits = [_period(one) for one in version.limits]
    length = limits[0] if len(limits) == 1 else f"the earliest of {', '.join(limits)}"
    way = "before" if version.back else "from"
    more = [f"{one.period} more on `{one.event.name}`" for one in version.extensions]
    spans = [
        f"not counting `{one.start.name}` to `{one.until.name}`"
        for one in version.exclusions
    ]
    return ", ".join([f"{length} {way} `{version.since.name}`", *more, *spans])


def _period(period: Period | Parameter) -> str:
    if isinstance(period, Period):
        return str(period)
    values = (str(one.value) for one in period.values)
    local = (str(one.dated.value) for one in period.local)
    listed = ", ".join(dict.fromkeys((*values, *local)))
    return f"`{period.id}` ({listed})"


def facts_page(program: Program) -> str:
    """Return every fact of a pack, section by section, as Markdown."""
    vocabulary = program.vocabulary
    sections = [_FACTS_HEAD]
    for name, label in vocabulary.sections.items():
        rows = map(_fact, vocabulary.by_section[name].values())
        sections += [f"## {name}", f"{both(label)}", table(_FACT_COLUMNS, rows)]
    return "\n\n".join(sections) + "\n"


def _fact(fact: Fact) -> tuple[str, ...]:
    judged = " †" if fact.judgment else ""
    asked = both(fact.ask) if fact.ask else ""
    return (f"`{fact.name}`{judged}", _type(fact), both(fact.label), asked)


def _type(fact: Fact) -> str:
    if fact.type.values:
        words = _words(fact.values)
        return f"list of {words}" if fact.type.item else words
    return str(fact.type)


def _words(values: Iterable[tuple[str, Wording]]) -> str:
    return "; ".join(f"`{word}` {both(label)}" for word, label in values)


def channels_page(program: Program) -> str:
    """Return every hotline and other channel of a pack, as Markdown."""
    channels = program.channels.values()
    rows = table(_CHANNEL_COLUMNS, map(_channel, channels))
    notes = [f"- `{one.id}`: {both(one.note)}" for one in channels if one.note]
    shown = [_CHANNELS_HEAD, rows, "\n".join(notes)]
    return "\n\n".join(part for part in shown if part) + "\n"


def _channel(channel: Channel) -> tuple[str, ...]:
    ways = ", ".join(way for way in (channel.phone, channel.url) if way)
    return (
        f"`{channel.id}`",
        both(channel.label),
        both(channel.authority),
        both(channel.about),
        ways,
        f"{channel.verified}: {both(channel.source)}",
    )

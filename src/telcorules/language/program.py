"""A pack as the engine sees it: names, versions and citations resolved.

Nothing here reads files or decides anything; `packs` makes it, `evaluation` uses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from telcorules.errors import Span
from telcorules.foundation.law import Cited, Instrument, Wording
from telcorules.foundation.periods import Period
from telcorules.language.nodes import LastDay, Node, Parameter, ReadingOf, walk
from telcorules.language.vocabulary import Fact, Vocabulary


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an admission, item of a checklist, or oddity.

    Attributes:
        id: Its name within the rule.
        role: ``require``, ``bar``, ``item`` or ``note``.
        node: What has to hold.
        basis: What it rests on.
        label: What it is about.
        message: What to say where it fails.
        cure: Who could mend it, by which act, and how; None where the pack is silent.
        curable: False where the pack says that nothing mends it.
    """

    id: str
    role: str
    node: Node
    basis: tuple[Cited, ...]
    label: Wording | None = None
    message: Wording | None = None
    cure: "Cure | None" = None
    curable: bool = True


@dataclass(frozen=True, slots=True)
class Cure:
    """Who can mend a failed condition, by which fact, and how."""

    who: str
    act: str | None
    note: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a rule says over some days, both inclusive."""

    start: date
    until: date | None
    basis: tuple[Cited, ...]

    def holds_on(self, day: int) -> bool:
        """Tell whether it is in force on the day of an ordinal."""
        if day < self.start.toordinal():
            return False
        return self.until is None or day <= self.until.toordinal()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every expression in it."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionVersion(Version):
    """Conditions: all required, none barring."""

    conditions: tuple[Condition, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The conditions."""
        return tuple(one.node for one in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineVersion(Version):
    """A limit: from an event, within a period, done by another event.

    `rolls` names the reading that says whether a last day on a rest day moves; it
    does where there is none.
    """

    when: Node | None
    since: Fact
    within: Period | Parameter
    done: Fact | None
    rolls: str | None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The condition under which it runs, where there is one."""
        return () if self.when is None else (self.when,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """One answer, and when it applies; always, where there is no condition."""

    condition: Node | None
    value: Node
    reason: Wording | None
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceVersion(Version):
    """Rows of answers."""

    rows: tuple[ChoiceRow, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The conditions of the rows, then their values."""
        tests = tuple(row.condition for row in self.rows if row.condition is not None)
        return tests + tuple(row.value for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistVersion(Version):
    """Items that have to be there."""

    items: tuple[Condition, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The items."""
        return tuple(one.node for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule and its versions.

    Attributes:
        id: Such as ``appeal.admission``.
        kind: ``admission``, ``deadline``, ``choice`` or ``checklist``.
        title: What people call it.
        governed_by: The event whose day chooses the version; None for a deadline,
            which its trigger governs, and where only ``as_of`` can.
        versions: In order of their days, without overlap.
        actor: Who has to act, for a deadline.
        pick: ``one``, ``first`` or ``all``, for a choice.
        span: Where it is written.
    """

    id: str
    kind: str
    title: Wording
    governed_by: Fact | None
    versions: tuple[Version, ...]
    actor: str = ""
    pick: str = ""
    span: Span

    def version_on(self, day: int) -> Version | None:
        """Return the version in force on the day of an ordinal, or None."""
        for version in self.versions:
            if version.holds_on(day):
                return version
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read a provision, and its support."""

    id: str
    label: Wording
    basis: tuple[Cited, ...]
    note: Wording | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A point that can be read in several ways; the first choice is the default."""

    id: str
    label: Wording
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A pack, or several laid over one another, ready to be decided with.

    Attributes:
        id: The base pack's name.
        version: The base pack's version.
        title: What people call it.
        sha256: Over every file of every pack, in their order.
        main: The rule that a decision is mainly about.
        decide: The ids or globs of the rules of a joint decision.
        disclaimer: What every output says.
        vocabulary: The facts.
        instruments: The legal instruments, by id.
        readings: The readings, by id.
        labels: The names of authorities, bodies and actors, by id.
        rules: The rules, by id, in the order of the pack.
        oddities: What a decision notes about the facts.
    """

    id: str
    version: str
    title: Wording
    sha256: str
    main: str | None
    decide: tuple[str, ...]
    disclaimer: Wording
    vocabulary: Vocabulary
    instruments: Mapping[str, Instrument]
    readings: Mapping[str, Reading]
    labels: Mapping[str, Wording]
    rules: Mapping[str, Rule]
    oddities: tuple[Condition, ...]


def readings_used(version: Version) -> frozenset[str]:
    """Return the readings on which a version's answer can hang."""
    inner = [node for root in version.nodes for node in walk(root)]
    used = {node.reading for node in inner if isinstance(node, ReadingOf)}
    periods = (node.period for node in inner if isinstance(node, LastDay))
    parameters = {period for period in periods if isinstance(period, Parameter)}
    if isinstance(version, DeadlineVersion):
        used |= {version.rolls} if version.rolls else set()
        if isinstance(version.within, Parameter):
            parameters.add(version.within)
    return frozenset(used | {one.reading for p in parameters for one in p.local})

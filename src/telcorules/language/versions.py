"""What the kinds of rules say over some days: conditions, limits, rows, items.

Plain frozen values with their expressions linked; `rules` makes them from what is
written, `evaluation` decides with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import Period
from telcorules.language.nodes import LastDay, Node, Parameter, ReadingOf, walk
from telcorules.language.vocabulary import Fact


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
        applies: When an item of a checklist is asked for; None: always.
    """

    id: str
    role: str
    node: Node
    basis: tuple[Cited, ...]
    label: Wording | None = None
    message: Wording | None = None
    cure: "Cure | None" = None
    curable: bool = True
    applies: Node | None = None


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


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows where something owed isn't done, and what that rests on."""

    note: Wording
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """An event that makes a limit longer, and by how much."""

    event: Fact
    period: Period
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A span whose days don't count, its first and its last among them."""

    start: Fact
    until: Fact
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineVersion(Version):
    """A limit: from an event, or back from it, done by another event.

    Attributes:
        when: Under which condition it runs; None: always.
        since: The event that it is counted from.
        limits: The periods, of which the earliest to end counts.
        done: What ends it.
        rolls: The reading that says whether a last day on a rest day moves; it does
            where there is none.
        back: Whether it is counted back from the event.
        holidays_roll: Whether the text itself moves a last day off a holiday, so that
            the reading decides ordinary weekends alone.
        extensions: What makes it longer.
        exclusions: What doesn't count.
        on_miss: What follows where it is missed.
    """

    when: Node | None
    since: Fact
    limits: tuple[Period | Parameter, ...]
    done: Fact | None
    rolls: str | None
    back: bool = False
    holidays_roll: bool = False
    extensions: tuple[Extension, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    on_miss: Consequence | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The condition under which it runs, where there is one."""
        return _given(self.when)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionVersion(Version):
    """From when something may be done: once a period after an event is over."""

    when: Node | None
    since: Fact
    after: Period | Parameter
    done: Fact | None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The condition under which it applies, where there is one."""
        return _given(self.when)


@dataclass(frozen=True, slots=True)
class ReadingBasis:
    """What a choice of a reading rests on in one rule."""

    reading: str
    choice: str
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedVersion(Version):
    """What versions of duties and amounts share: what readings rest on in them."""

    under: tuple[ReadingBasis, ...] = ()

    def basis_under(self, readings: Mapping[str, str]) -> tuple[Cited, ...]:
        """Return what it rests on, with what the choices taken add to that."""
        taken = (one for one in self.under if readings[one.reading] == one.choice)
        added = (cited for one in taken for cited in one.basis)
        return tuple(dict.fromkeys((*self.basis, *added)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountVersion(OwedVersion):
    """An amount of money: a value, rounded to so many places."""

    when: Node | None
    value: Node
    rounding: str
    places: int

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The condition under which it is owed, where there is one, and the value."""
        return (*_given(self.when), self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyVersion(OwedVersion):
    """Something owed without a limit: when, and what has to be so for it to be met."""

    when: Node | None
    done: Node | None
    on_miss: Consequence | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The conditions under which it is owed, and met, where there are any."""
        return _given(self.when, self.done)


def _given(*roots: Node | None) -> tuple[Node, ...]:
    return tuple(root for root in roots if root is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """What bars an answer that would apply otherwise."""

    condition: Node
    reason: Wording
    basis: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """One answer, and when it applies; always, where there is no condition.

    Attributes:
        condition: When it applies.
        value: The answer.
        reason: Why it.
        needs: What it needs first.
        otherwise: What to say where it doesn't apply; None leaves it out then.
        opens: The first day on which it is open; before it, it is premature.
        premature: What to say while it is.
        closes: The last day on which it is open; after it, it is barred.
        late: What to say after it.
        barriers: What else bars it.
        turn: Whose turn it is under this answer; empty where nobody's.
        basis: What it rests on.
    """

    condition: Node | None
    value: Node
    reason: Wording | None
    needs: Wording | None = None
    otherwise: Wording | None = None
    opens: Node | None = None
    premature: Wording | None = None
    closes: Node | None = None
    late: Wording | None = None
    barriers: tuple[Barrier, ...] = ()
    turn: str = ""
    basis: tuple[Cited, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its expressions: condition, value, first and last day, what bars it."""
        barring = (one.condition for one in self.barriers)
        days = _given(self.condition, self.value, self.opens, self.closes)
        return (*days, *barring)

    @property
    def can_close(self) -> bool:
        """Whether it can be premature, barred or not competent, and says so."""
        return bool(self.otherwise or self.opens or self.closes or self.barriers)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceVersion(Version):
    """Rows of answers."""

    rows: tuple[ChoiceRow, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The expressions of the rows, in their order."""
        return tuple(node for row in self.rows for node in row.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistVersion(Version):
    """Items that have to be there."""

    items: tuple[Condition, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The items, and when they are asked for."""
        asked = (one.applies for one in self.items)
        return (*(one.node for one in self.items), *_given(*asked))


def readings_used(version: Version) -> frozenset[str]:
    """Return the readings on which a version's answer can hang."""
    used = readings_in(version.nodes)
    for parameter in parameters_used(version):
        used |= _readings_of(parameter)
        used |= readings_in(one.condition for one in parameter.local)
    rolls = version.rolls if isinstance(version, DeadlineVersion) else None
    return used | {rolls} if rolls else used


def readings_in(roots: Iterable[Node]) -> frozenset[str]:
    """Return the readings on which the values of some expressions can hang."""
    used: set[str] = set()
    for node in (inner for root in roots for inner in walk(root)):
        if isinstance(node, ReadingOf):
            used.add(node.reading)
        elif isinstance(node, LastDay) and isinstance(node.period, Parameter):
            used |= _readings_of(node.period)
    return frozenset(used)


def _readings_of(parameter: Parameter) -> frozenset[str]:
    """Return the readings that let local values of a parameter in."""
    return frozenset(one.reading for one in parameter.local if one.reading)


def parameters_used(version: Version) -> tuple[Parameter, ...]:
    """Return the parameters that a version names as its limits."""
    limits: tuple[Period | Parameter, ...] = ()
    if isinstance(version, DeadlineVersion):
        limits = version.limits
    elif isinstance(version, PermissionVersion):
        limits = (version.after,)
    return tuple(one for one in limits if isinstance(one, Parameter))

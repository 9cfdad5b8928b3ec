"""A pack as the engine sees it: names, versions and citations resolved.

Nothing here reads files or decides anything; `packs` makes it, `evaluation` uses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from telcorules.errors import Span
from telcorules.foundation.law import Cited, Grade, Instrument, Rank, Wording
from telcorules.language.nodes import Node
from telcorules.language.versions import Condition, Version
from telcorules.language.vocabulary import Fact, Vocabulary


@dataclass(frozen=True, slots=True)
class Gap:
    """Days for which there is law whose text isn't at hand, both inclusive."""

    start: date
    until: date | None
    basis: tuple[Cited, ...]
    note: Wording

    def holds_on(self, day: int) -> bool:
        """Tell whether the day of an ordinal is one of them."""
        if day < self.start.toordinal():
            return False
        return self.until is None or day <= self.until.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule and its versions.

    Attributes:
        id: Such as ``appeal.admission``.
        kind: Such as ``admission`` or ``deadline``.
        title: What people call it.
        governed_by: The event whose day chooses the version; None for a deadline,
            which its trigger governs, and where only ``as_of`` can.
        versions: In order of their days, without overlap.
        actor: Who has to act, may act or owes; empty where nobody does.
        pick: ``one``, ``first`` or ``all``, for a choice.
        gaps: For which days there is law whose text isn't at hand.
        under: The rule of law that a promise of a policy is measured against.
        replaced: The rule of the lowest pack that it overrides.
        span: Where it is written.
    """

    id: str
    kind: str
    title: Wording
    governed_by: Fact | None
    versions: tuple[Version, ...]
    actor: str = ""
    pick: str = ""
    gaps: tuple[Gap, ...] = ()
    under: str | None = None
    replaced: "Rule | None" = None
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
class Channel:
    """A hotline, a platform or another way to reach somebody.

    Attributes:
        id: Its number, or a name.
        label: What it is called.
        authority: Who runs it.
        about: What it takes.
        phone: Its telephone number.
        url: Its address.
        verified: What stands behind all this.
        source: What was seen of it.
        note: What a reader should know.
    """

    id: str
    label: Wording
    authority: Wording
    about: Wording
    phone: str | None
    url: str | None
    verified: Grade
    source: Wording
    note: Wording | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What an answer can't take in, said where it could matter.

    Attributes:
        id: Its name.
        condition: When it is said.
        unless_known: Whether it is said as well while the condition is unknown.
        rules: The ids or globs of the rules whose answers it qualifies.
        counting: Whether it qualifies only what was reckoned in working days.
        note: What to say.
        basis: What that rests on.
    """

    id: str
    condition: Node
    unless_known: bool
    rules: tuple[str, ...]
    counting: bool
    note: Wording
    basis: tuple[Cited, ...]


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
        caveats: What a decision says of its own limits.
        channels: Hotlines and other channels, by id.
        stage: The rule that tells the stage of a case; None where there is none.
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
    caveats: tuple[Caveat, ...]
    channels: Mapping[str, Channel]
    stage: str | None

    def is_local(self, cited: Cited) -> bool:
        """Tell whether a provision is one of a local regulation."""
        instrument = self.instruments[cited.citation.instrument]
        return instrument.rank is Rank.LOCAL_REGULATION

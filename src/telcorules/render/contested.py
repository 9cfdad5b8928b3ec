"""Points of law that can be read otherwise, for people: what each would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telcorules.evaluation.grounds import Contested
from telcorules.evaluation.obligations import Amount, Permission
from telcorules.evaluation.results import Admission, AnyResult, Deadline
from telcorules.language.program import Choice
from telcorules.render.page import Block, Piece, Point, Section, Tone
from telcorules.render.terms import OBLIGATIONS, OUTCOMES, PERMITS, STATUSES
from telcorules.render.views import Details, View

Changed = list[tuple[str, Contested]]


@dataclass(frozen=True, slots=True)
class ContestedView(View):
    """Shows contested points in a language, with the labels of a program."""

    def blocks(self, results: Mapping[str, AnyResult]) -> Iterator[Block]:
        """Yield each other choice of a reading, with all that it would change."""
        found: dict[tuple[str, str], Changed] = {}
        for rule, one in results.items():
            for contested in getattr(one, "contested", ()):
                key = contested.reading, contested.choice
                found.setdefault(key, []).append((rule, contested))
        title = self.language.say("有争议的地方", "Points that can be read otherwise")
        yield from [Section(title)] if found else []
        for (name, other), changed in found.items():
            yield self._point(name, other, changed)

    def _point(self, name: str, other: str, changed: Changed) -> Point:
        say = self.language.say
        reading = self.program.readings[name]
        choices = {one.id: one for one in reading.choices}
        taken = choices[self.context.readings[name]]
        details = [*self._choice(say("现采", "taken"), taken)]
        details += self._choice(say("如采", "if"), choices[other])
        for rule, contested in changed:
            words = self.language.labelled(self.title(rule), self._other(contested))
            details.append((say("结果", "then"), words))
        label = self.language.of(reading.label)
        node = f"reading:{name}={other}"
        return Point(Piece("≠", Tone.OPEN), label, tuple(details), node)

    def _choice(self, head: str, choice: Choice) -> Details:
        """Yield one way to read a point: what it says, on what, and why."""
        yield head, self.language.of(choice.label)
        yield from self.grounds(choice.basis)
        if choice.note:
            yield self.language.say("理由", "why"), self.language.of(choice.note)

    def _other(self, contested: Contested) -> str:
        """Return the answer under the other choice, in a few words."""
        match contested.result:
            case Admission() as one:
                return self.language.of(OUTCOMES[one.outcome])
            case Deadline() as one:
                status = self.language.of(STATUSES[one.status])
                return f"{self.language.day(one.due)} {status}" if one.due else status
            case Permission() as one:
                status = self.language.of(PERMITS[one.status])
                opens = one.opens
                return f"{self.language.day(opens)} {status}" if opens else status
            case Amount(value=value) if value:
                return self.language.money(value)
            case one:
                return self.language.of(OBLIGATIONS[one.status])

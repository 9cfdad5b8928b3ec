"""A work list for people: what is late, what will be, the most urgent on top."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from telcorules.foundation.law import Wording
from telcorules.language.program import Program
from telcorules.render.bilingual import Language
from telcorules.render.page import (
    Block,
    Foot,
    Headline,
    Page,
    Paragraph,
    Piece,
    Table,
    Tone,
    Words,
)

URGENCIES: Final[Mapping[str, Wording]] = {
    "overdue": Wording("已逾期", "overdue"),
    "due": Wording("将到期", "due"),
    "provisional": Wording("暂定", "provisional"),
    "unclear": Wording("是否完成不清楚", "not known whether done"),
}
"""How urgent a task is, by its word, the most urgent first."""

_TONES: Final[Mapping[str, Tone]] = {"overdue": Tone.BAD, "due": Tone.STRONG}


class Listed(Protocol):
    """A deadline of one case that is on the list."""

    @property
    def urgency(self) -> str:
        """How urgent it is, a key of `URGENCIES`."""

    @property
    def line(self) -> int:
        """Where the case stands in what was read, counted from 1."""

    @property
    def case(self) -> str | None:
        """What tells the case apart."""

    @property
    def rule(self) -> str:
        """The deadline."""

    @property
    def actor(self) -> str:
        """Who has to act."""

    @property
    def due(self) -> date:
        """The last day in time; the best estimate of it."""

    @property
    def safe_due(self) -> date | None:
        """The day that is safe whichever way the law is read."""

    @property
    def firm(self) -> bool | None:
        """Whether the last day is settled."""

    @property
    def earliest(self) -> date | None:
        """The earliest day it can turn out."""

    @property
    def latest(self) -> date | None:
        """The latest day it can turn out; None where there is no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many cases were read, and what came of them.

    Attributes:
        read: The cases, those that couldn't be read among them.
        bad: Those that couldn't be read.
        tasks: The deadlines listed, by urgency.
    """

    read: int
    bad: int
    tasks: Mapping[str, int]

    @property
    def listed(self) -> int:
        """How many deadlines are listed."""
        return sum(self.tasks.values())


@dataclass(frozen=True, slots=True)
class WorkListView:
    """Shows tasks in a language, with the labels of a program."""

    program: Program
    language: Language

    def page(
        self,
        tasks: Iterable[Listed],
        tally: Tally,
        as_of: date,
        until: date | None,
        written: str | None = None,
    ) -> Page:
        """Return the first tasks as a page.

        Args:
            tasks: Those that are shown.
            tally: What came of all cases.
            as_of: The day of the question.
            until: The last day of the span asked for; None: every one that runs.
            written: The file that holds them all, where there is one.
        """
        return tuple(self._blocks(list(tasks), tally, as_of, until, written))

    def _blocks(
        self,
        tasks: list[Listed],
        tally: Tally,
        as_of: date,
        until: date | None,
        written: str | None,
    ) -> Iterator[Block]:
        say = self.language.say
        title = Piece(say("工作清单", "Work list"), Tone.STRONG)
        yield Headline(title, self._about(as_of, until))
        yield Paragraph(self._tally(tally))
        yield from [self._table(tasks)] if tasks else []
        more = tally.listed - len(tasks)
        if written:
            words = say(f"已写入 {written}", f"written to {written}")
            yield Paragraph(words)
        elif more:
            words = say(
                f"另有{more:,}项，可用 -o 写入文件",
                f"{more:,} more; write them all to a file with -o",
            )
            yield Paragraph(Piece(words, Tone.QUIET))
        yield Foot((self.language.of(self.program.disclaimer),))

    def _about(self, as_of: date, until: date | None) -> str:
        day = self.language.day(as_of)
        if until is None:
            return day
        last = self.language.day(until)
        return self.language.say(
            f"{day}，{last}（含当日）以前到期的",
            f"{day}, due by {last}, that day included",
        )

    def _tally(self, tally: Tally) -> str:
        say = self.language.say
        parts = [say(f"共{tally.read:,}件", f"{tally.read:,} cases")]
        parts += [
            say(f"{words.zh}{count:,}项", f"{count:,} {words.en}")
            for urgency, words in URGENCIES.items()
            if (count := tally.tasks.get(urgency, 0))
        ]
        if not tally.listed:
            parts.append(say("没有要办的", "nothing to do"))
        if tally.bad:
            parts.append(
                say(f"{tally.bad:,}件无法读取", f"{tally.bad:,} couldn't be read")
            )
        return say("，", ", ").join(parts)

    def _table(self, tasks: list[Listed]) -> Table:
        say = self.language.say
        columns = (
            say("状态", "state"),
            say("最后一日", "last day"),
            say("期限", "deadline"),
            say("案件", "case"),
        )
        return Table(columns, tuple(map(self._row, tasks)), whole=(1,))

    def _row(self, task: Listed) -> tuple[Words, ...]:
        words = self.language.of(URGENCIES[task.urgency])
        title = self.language.headed(self.program.rules[task.rule].title)
        label = self.program.labels.get(task.actor)
        actor = self.language.of(label) if label else task.actor
        return (
            Piece(words, _TONES.get(task.urgency, Tone.OPEN)),
            (self.language.day(task.due), *self._span(task)),
            (title, Piece(f"\n{actor}", Tone.QUIET)),
            task.case or self.language.say(f"第{task.line}行", f"line {task.line}"),
        )

    def _span(self, task: Listed) -> Iterator[Piece]:
        """Yield between which days a last day lies that isn't settled; what is safe."""
        say, day = self.language.say, self.language.day
        if not task.firm and task.earliest:
            last = day(task.latest) if task.latest else say("不定", "no end")
            words = say(
                f"\n{day(task.earliest)}至{last}", f"\n{day(task.earliest)} to {last}"
            )
            yield Piece(words, Tone.OPEN)
        elif task.urgency == "due" and task.safe_due and task.safe_due != task.due:
            safe = day(task.safe_due)
            yield Piece(say(f"\n稳妥 {safe}", f"\nsafe {safe}"), Tone.QUIET)

"""What can go wrong, said so that whoever reads it can mend it.

One class per party who can mend the mistake::

    TelcoRulesError
    ├── PackError       the author of a rule pack: every finding, with its place
    ├── CaseError       the caller who stated the facts: every mistake at once
    ├── RequestError    whoever asked: an unknown rule, a bad period, an empty span
    └── CalendarError   whoever keeps the calendar: a bad notice, a day past all bounds

The particular mistake is a `Problem` with a stable code such as ``TR210``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: where the author's words stand.

    Attributes:
        file: The file as the reader names it, relative to the pack where it is in one.
        line: Counted from 1.
        column: Counted in characters from 1.
        width: Characters underlined, at least 1.
        source: The whole line, so that an error can show it; empty where unknown.
    """

    file: str
    line: int
    column: int
    width: int = 1
    source: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def excerpt(self) -> str:
        """Return the line with the place underlined, or an empty text.

        Characters of Chinese text take two columns of the underline.
        """
        if not self.source:
            return ""
        number = f"{self.line:>4}"
        start = self.column - 1
        before = _columns(self.source[:start])
        under = max(_columns(self.source[start : start + self.width]), 1)
        ruler = " " * len(number) + " | " + " " * before + "^" * under
        return f"{number} | {self.source}\n{ruler}"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, what, why it matters, how to mend it.

    Attributes:
        code: Stable, ``TR`` and three digits; listed in ``docs/errors.md``.
        message: What is wrong, one lower-case clause, the author's text in backticks.
        hint: Something to type that mends it; empty where nothing can be proposed.
        why: The reason in terms of law or logic; empty where plain.
        span: The place in a file, for packs and scenario files.
        fact: The fact concerned, such as ``appeal.filed_on``, for cases.
    """

    code: str
    message: str
    hint: str = ""
    why: str = ""
    span: Span | None = None
    fact: str = ""

    def __post_init__(self) -> None:
        """Spell out what no text in UTF-8 can hold, so that it can be told anywhere."""
        for name in ("message", "hint", "why", "fact"):
            text = getattr(self, name)
            if not text.isascii():
                told = text.encode("utf-8", "backslashreplace").decode()
                object.__setattr__(self, name, told)

    @property
    def file(self) -> str | None:
        """The file of the mistake, or None where it isn't in one."""
        return self.span.file if self.span else None

    @property
    def line(self) -> int | None:
        """The line of the mistake, counted from 1, or None."""
        return self.span.line if self.span else None

    @property
    def column(self) -> int | None:
        """The column of the mistake in characters, counted from 1, or None."""
        return self.span.column if self.span else None

    def __str__(self) -> str:
        place = str(self.span) if self.span else self.fact
        lines = [f"{place}: {self.code}: {self.message}".removeprefix(": ")]
        if self.span and (excerpt := self.span.excerpt()):
            lines.append(excerpt)
        lines += [f"  why: {self.why}"] if self.why else []
        lines += [f"  fix: {self.hint}"] if self.hint else []
        return "\n".join(lines)


class TelcoRulesError(Exception):
    """Anything this library refuses; nothing else leaves it on bad input.

    Attributes:
        problems: Every mistake found, in the order of the text.
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(found)
        self.problems: tuple[Problem, ...] = found

    @property
    def findings(self) -> tuple[Problem, ...]:
        """The same problems, under the word that reviewers of packs use."""
        return self.problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class PackError(TelcoRulesError):
    """A rule pack, or a scenario beside it, can't be read as written."""


class CaseError(TelcoRulesError):
    """A case states facts that can't be read; all of them are listed."""


class RequestError(TelcoRulesError):
    """The question itself can't be answered: a name, a period, a span."""


class CalendarError(TelcoRulesError):
    """A holiday notice is wrong, or a day lies where no bound can be given."""

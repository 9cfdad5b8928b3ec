"""What an analysis of a pack came to, place by place: proven, disproven, undecided."""

from dataclasses import dataclass
from enum import StrEnum

from telcorules.errors import Problem, Span
from telcorules.foundation.law import Wording


class Verdict(StrEnum):
    """Whether a place of a pack has a defect."""

    PROVEN = "proven"
    DISPROVEN = "disproven"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Check:
    """One defect looked for at one place, and the verdict.

    Attributes:
        verdict: Proven: it is there. Disproven: it isn't. Undecided: it may be.
        problem: What was looked for and where; proven, the finding itself; disproven,
            its message is what disproves it.
        accepted: Why the author lets it stand; None where nothing is said.
    """

    verdict: Verdict
    problem: Problem
    accepted: Wording | None = None

    @property
    def code(self) -> str:
        """The code of what was looked for."""
        return self.problem.code


def proven(code: str, span: Span, message: str, hint: str, why: str = "") -> Check:
    """Return a defect that is there."""
    return Check(Verdict.PROVEN, Problem(code, message, hint, why, span))


def disproven(code: str, span: Span, message: str) -> Check:
    """Return a defect that isn't there, with what shows that."""
    return Check(Verdict.DISPROVEN, Problem(code, message, span=span))


def undecided(code: str, span: Span, message: str, why: str) -> Check:
    """Return a defect that may be there, with what keeps it from being decided."""
    return Check(Verdict.UNDECIDED, Problem(code, message, why=why, span=span))

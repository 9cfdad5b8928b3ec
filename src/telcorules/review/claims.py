"""What circulates about a pack's law 流传的说法, and whether it is so.

A pack says it in ``claims.yaml`` beside its ``pack.yaml``; no rule rests on it. What
a claim's verdict rests on is cited as in rules, from the pack's own instruments.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from telcorules.errors import PackError, Problem
from telcorules.foundation.law import Cited, Instrument, Wording
from telcorules.language.packs import claims_file, read_file
from telcorules.language.schema import ClaimsFile, ClaimWritten
from telcorules.language.shape import shape
from telcorules.language.sheets import cite, maybe_words, words


class Verdict(StrEnum):
    """What is to be said of a claim.

    Attributes:
        RIGHT: It is so.
        WRONG: It isn't, or not as it is told.
        OUTDATED: It was so, under law that no longer holds.
        LOCAL: It is so in some places, and told as if it were so in all.
        UNPROVEN: No text was found that says so, and none that excludes it.
    """

    RIGHT = "right"
    WRONG = "wrong"
    OUTDATED = "outdated"
    LOCAL = "local"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that people say about the law.

    Attributes:
        id: Its name, unique in its file.
        claim: As people say it.
        verdict: Whether it is so.
        truth: What is right, in this project's words.
        basis: What that rests on; may be empty.
        no_basis: Why nothing is cited, where that has to be said.
        until: The last day on which it was so, inclusive; for what is outdated.
    """

    id: str
    claim: Wording
    verdict: Verdict
    truth: Wording
    basis: tuple[Cited, ...] = ()
    no_basis: Wording | None = None
    until: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; what isn't stated is null."""
        return {
            "id": self.id,
            "claim": self.claim.to_dict(),
            "verdict": self.verdict.value,
            "truth": self.truth.to_dict(),
            "basis": [cited.to_dict() for cited in self.basis],
            "no_basis": self.no_basis.to_dict() if self.no_basis else None,
            "until": self.until.isoformat() if self.until else None,
        }


def read_claims(
    folder: Path, instruments: Mapping[str, Instrument]
) -> tuple[Claim, ...]:
    """Read what a pack tells about claims, in its order; none where it tells nothing.

    Args:
        folder: The pack's.
        instruments: What may be cited, by id.

    Raises:
        PackError: The file can't be read as claims, or cites what there isn't.
    """
    path = claims_file(folder)
    if path is None:
        return ()
    document = read_file(path, folder)
    written = shape(document)
    if not isinstance(written, ClaimsFile):
        what, hint = "a file named claims.yaml holds claims", "begin with `claims:`"
        raise PackError(Problem("TR811", what, hint, span=document.span(())))
    problems: list[Problem] = []
    found = []
    for name, one in written.claims.items():
        place = ("claims", name, "basis")
        basis, wrong = cite(document, place, one.basis, instruments)
        found.append(_claim(name, one, basis))
        problems += wrong
    if problems:
        raise PackError(problems)
    return tuple(found)


def _claim(name: str, written: ClaimWritten, basis: tuple[Cited, ...]) -> Claim:
    return Claim(
        id=name,
        claim=words(written.claim),
        verdict=Verdict(written.verdict),
        truth=words(written.truth),
        basis=basis,
        no_basis=maybe_words(written.no_basis),
        until=written.until,
    )


def search(claims: Iterable[Claim], texts: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims in which all words occur, the likeliest first.

    A Chinese word may stand anywhere; an English one where a word begins, and a
    number by itself. Words in the claim count before words in what is right, and
    more places before fewer; claims that are equal in that keep their order.

    Args:
        claims: Those to look through.
        texts: One word each, or several with spaces between; none for every claim.

    Examples:
        >>> said = Wording("必须先申诉才能起诉", "an appeal has to come before a suit")
        >>> right = Wording("可以直接起诉", "a suit needs no appeal")
        >>> one = Claim("first", said, Verdict.WRONG, right)
        >>> [len(search([one], [text])) for text in ("起诉", "suit appeal", "peal")]
        [1, 1, 0]
    """
    patterns = [_pattern(word) for text in texts for word in text.split()]
    found = [one for one in claims if _holds(one, patterns)]
    return tuple(sorted(found, key=lambda one: _weight(one, patterns), reverse=True))


def _pattern(word: str) -> re.Pattern[str]:
    begin = "(?<![0-9A-Za-z])" if word[0].isascii() and word[0].isalnum() else ""
    end = "(?![0-9])" if word[-1].isdigit() else ""
    return re.compile(f"{begin}{re.escape(word)}{end}", re.IGNORECASE)


def _holds(claim: Claim, patterns: list[re.Pattern[str]]) -> bool:
    text = f"{_said(claim)}\n{_right(claim)}"
    return all(pattern.search(text) for pattern in patterns)


def _weight(claim: Claim, patterns: list[re.Pattern[str]]) -> tuple[int, int]:
    """Return how many words the claim itself holds, and in how many places all are."""
    said, text = _said(claim), f"{_said(claim)}\n{_right(claim)}"
    in_claim = sum(bool(pattern.search(said)) for pattern in patterns)
    return in_claim, sum(len(pattern.findall(text)) for pattern in patterns)


def _said(claim: Claim) -> str:
    return f"{claim.claim.zh}\n{claim.claim.en}"


def _right(claim: Claim) -> str:
    return f"{claim.truth.zh}\n{claim.truth.en}"

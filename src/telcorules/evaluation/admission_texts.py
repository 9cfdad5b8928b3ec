"""Admissions as JSON text, put together from pieces that most cases share.

What is said of a condition with a settled value differs from case to case only in the
facts; the text round them is made once. It equals the text of ``to_dict`` to the byte.
"""

from json.encoder import encode_basestring
from typing import Any, Protocol

from telcorules.evaluation.grounds import Finding, Outcome, as_json
from telcorules.evaluation.results import Admission
from telcorules.foundation.truth import Truth
from telcorules.language.values import plain
from telcorules.language.versions import AdmissionVersion, Condition
from telcorules.language.vocabulary import Case

Piece = tuple[str, tuple[tuple[str, str], ...], str]
"""What stands before the facts, each fact with its name as text, what stands after."""

_WORDS = {None: "null", True: "true", False: "false"}


class Findings(Protocol):
    """What an admission rule tells of its conditions."""

    def version_of(self, result: Admission) -> AdmissionVersion | None:
        """Return the version in force on the day asked about."""

    def finding(self, result: Admission, condition: Condition, truth: Truth) -> Finding:
        """Return a condition as the case meets it."""

    def is_plain(self, condition: Condition) -> bool:
        """Tell whether all cases share its basis."""


class AdmissionTexts:
    """The pieces of one rule, made as they are needed.

    Args:
        rule: The rule.
    """

    def __init__(self, rule: Findings) -> None:
        self._rule = rule
        self._pieces: dict[tuple[int, Truth], Piece] = {}

    def text(self, result: Admission) -> str:
        """Return an admission as `Result.to_json` does."""
        version = self._rule.version_of(result)
        if version is None or result.outcome is Outcome.NOT_IN_FORCE:
            return as_json(result.to_dict())
        facts: dict[str, str] = {}
        pairs = zip(version.conditions, result.truths, strict=True)
        found = [self._condition(result, one, truth, facts) for one, truth in pairs]
        contested = as_json([one.to_dict() for one in result.contested])
        return (
            f'{{"kind": "admission", "outcome": "{result.outcome.value}", '
            f'"at": "{result.at}", "hypothetical": {_WORDS[result.hypothetical]}, '
            f'"conditions": [{", ".join(found)}], "contested": {contested}}}'
        )

    def _condition(
        self, result: Admission, one: Condition, truth: Truth, facts: dict[str, str]
    ) -> str:
        if truth is None or not self._rule.is_plain(one):
            return as_json(self._rule.finding(result, one, truth).to_dict())
        key = (id(one), truth)
        piece = self._pieces.get(key)
        if piece is None:
            found = self._rule.finding(result, one, truth)
            piece = self._pieces[key] = _piece(found)
        before, names, after = piece
        case, parts = result.case, []
        for name, text in names:
            if name not in facts:
                facts[name] = _value(case, name)
            parts.append(text + facts[name])
        return f"{before}{', '.join(parts)}{after}"


def _piece(found: Finding) -> Piece:
    """Return the text of a finding, taken apart round its facts."""
    written = found.to_dict()
    names = tuple((name, f"{encode_basestring(name)}: ") for name in written["facts"])
    keys = list(written)
    place = keys.index("facts")
    before = as_json({key: written[key] for key in keys[:place]})
    after = as_json({key: written[key] for key in keys[place + 1 :]})
    return f'{before[:-1]}, "facts": {{', names, f"}}, {after[1:]}"


def _value(case: Case, name: str) -> str:
    value: Any = case.stated.get(name)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    value = plain(value)
    return encode_basestring(value) if type(value) is str else as_json(value)

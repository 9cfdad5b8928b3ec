"""How every answer of a decision came about: a tree of its rules and their clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.proof import Proof
from telcorules.evaluation.results import AnyResult, Deadline
from telcorules.evaluation.selections import Checklist
from telcorules.foundation.law import Wording
from telcorules.language.nodes import Constant
from telcorules.language.vocabulary import Case
from telcorules.render.citations import basis_words
from telcorules.render.clauses import Clause
from telcorules.render.page import Block, Branch, Piece, Section, Tone, Words
from telcorules.render.proofs import proof_tree
from telcorules.render.reads import governing_day
from telcorules.render.relevance import case_of, relevance
from telcorules.render.rules import clauses, proofs
from telcorules.render.terms import (
    ANSWERS,
    ROLES,
    TONES,
)
from telcorules.render.views import View, part
from telcorules.render.words import Phrasing

_COMPLETE: Final[Mapping[bool | None, tuple[Wording, Tone]]] = {
    True: (Wording("已齐备", "complete"), Tone.GOOD),
    False: (Wording("不齐备", "incomplete"), Tone.BAD),
    None: (Wording("不清楚", "unknown"), Tone.OPEN),
}


@dataclass(frozen=True, slots=True)
class ReasonsView(View):
    """Shows why, rule by rule, down to the facts."""

    def blocks(self, decision: Decision) -> Iterator[Block]:
        """Yield a tree a rule, of the answers that say something about the case."""
        case = case_of(decision)
        if case is None:
            return
        shown = relevance(decision, self.program).shown.values()
        as_of = decision.as_of.toordinal()
        found = [self._tree(one, case, as_of) for one in shown]
        title = self.language.say("证明", "Proof")
        remark = self.language.say(
            "每个结论从哪些规定、哪些事实得出",
            "from which provisions and facts each answer follows",
        )
        yield from [Section(title, remark)] if any(found) else []
        yield from filter(None, found)

    def _tree(self, result: AnyResult, case: Case, as_of: int) -> Branch | None:
        """Return why a rule answers so; None where no version of it applies."""
        rule = self.program.rules[result.rule]
        day = governing_day(rule, case, as_of)
        version = rule.version_on(day)
        if version is None:
            return None
        proven = proofs(rule, case, day, as_of, self.context)
        parts = (
            self._clause(one, proven.get(one.id), result.rule)
            for one in clauses(version, rule, self.context)
        )
        words: Words = (f"{self.title(rule.id)}  ", *self._answer(result))
        return Branch(words, tuple(parts), result.rule)

    def _answer(self, result: AnyResult) -> Iterator[Piece]:
        """Yield where an answer stands, and its last day."""
        if isinstance(result, Checklist):
            words, tone = _COMPLETE[result.complete]
            yield Piece(self.language.of(words), tone)
            return
        state: StrEnum = getattr(result, "status", None) or getattr(result, "outcome")  # noqa: B009 - one of the two
        words = ANSWERS[type(state)][state]
        yield Piece(self.language.of(words), TONES.get(state, Tone.PLAIN))
        if isinstance(result, Deadline) and result.due:
            yield Piece(f"  {self.language.day(result.due)}", Tone.QUIET)

    def _clause(self, clause: Clause, proof: Proof | None, rule: str) -> Branch:
        node, phrasing = part(rule, clause.id), Phrasing(self.context)
        if proof is None or isinstance(proof.node, Constant):
            inner: tuple[Branch, ...] = ()
        else:
            inner = (proof_tree(proof, phrasing, self.language, f"{node}/0"),)
        return Branch(self._head(clause, rule), inner, node)

    def _head(self, clause: Clause, rule: str) -> Words:
        """Return what a clause is about, its part in the rule, and its grounds."""
        of = self.language.of
        own = clause.label if clause.label != self.program.rules[rule].title else None
        words = of(own or clause.words)
        role = ROLES.get(clause.role)
        about = [f"  {of(role)}"] if role else []
        basis = basis_words(clause.basis, self.language)
        told = [Piece("  ", Tone.QUIET), *basis] if basis else []
        return (words, *(Piece(one, Tone.QUIET) for one in about), *told)

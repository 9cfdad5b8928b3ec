"""Letters as pages: templates whose gaps are facts of a case, or blanks.

Nothing is invented. A gap that the case doesn't fill is a blank in brackets, marked as
one, for a clerk to fill in; so is whatever no case holds, such as names and addresses.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from telcorules.evaluation.decisions import Decision
from telcorules.evaluation.grounds import Finding, Presence
from telcorules.evaluation.results import Admission, Deadline
from telcorules.evaluation.selections import Checklist, Choice, Item
from telcorules.foundation.law import Cited
from telcorules.language.values import NOT_YET, plain
from telcorules.render.citations import basis_words
from telcorules.render.facts import recounted, stated
from telcorules.render.page import (
    Block,
    Headline,
    Paragraph,
    Piece,
    Point,
    Section,
    Tone,
    Words,
)
from telcorules.render.terms import OUTCOMES
from telcorules.render.views import DOT, Details, View, part

_GAP: Final = re.compile(r"\{([^{}]+)\}")
_CHECK: Final = Piece("☐", Tone.OPEN)


def blank(label: str) -> Piece:
    """Return a gap that somebody has to fill in, marked as one.

    Examples:
        >>> blank("文号").text
        '【待填：文号】'
    """
    return Piece(f"【待填：{label}】", Tone.BLANK)


def in_full(day: date) -> str:
    """Return a day as letters write it.

    Examples:
        >>> in_full(date(2026, 11, 21))
        '2026年11月21日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class LetterView(View):
    """Writes the parts that letters share.

    Attributes:
        decision: What the letter rests on.
    """

    decision: Decision

    def filled(self, template: str) -> Words:
        """Return a text with its gaps filled, or marked.

        Args:
            template: A gap is ``{section.fact}``, or ``{?label}`` for what no case
                holds.
        """
        found: list[str | Piece] = []
        for number, text in enumerate(_GAP.split(template)):
            found.append(self._gap(text) if number % 2 else text)
        return tuple(found)

    def _gap(self, name: str) -> str | Piece:
        if name.startswith("?"):
            return blank(name[1:])
        fact, value = self.program.vocabulary.by_name[name], self.decision.case[name]
        if value is None or value == NOT_YET:
            return blank(fact.label.zh)
        if isinstance(value, date):
            return in_full(value)
        return stated(fact, plain(value)).zh

    def headline(self, title: str, admission: Admission) -> Iterator[Block]:
        """Yield the title of a draft, with the answer that it rests on."""
        outcome = OUTCOMES[admission.outcome].zh
        about = f"草稿 · 规则推算：{outcome} · 评估日 {self.decision.as_of}"
        yield Headline(Piece(title), about, admission.rule)

    def line(self, template: str, node: str = "decision") -> Paragraph:
        """Return a paragraph of a letter."""
        return Paragraph(self.filled(template), node=node)

    def grounds_of(self, found: Iterable[Finding], rule: str) -> Iterator[Block]:
        """Yield conditions, each with what it rests on."""
        for one in found:
            label = one.label.zh if one.label else one.id
            yield Point(DOT, label, tuple(self.grounds(one.basis)), part(rule, one.id))

    def reasons_of(self, found: Iterable[Finding], rule: str) -> Iterator[Block]:
        """Yield conditions, each with why, from which facts, and by what law."""
        for one in found:
            label = one.label.zh if one.label else one.id
            yield Point(DOT, label, tuple(self._reason(one)), part(rule, one.id))

    def _reason(self, one: Finding) -> Details:
        # INVARIANT: a condition that isn't as it should be says why.
        assert one.message is not None
        yield "理由", one.message.zh
        vocabulary = self.program.vocabulary
        yield "事实", recounted(one.facts, vocabulary, self.language)
        yield from self.grounds(one.basis)

    def cited(self, basis: Iterable[Cited]) -> tuple[str | Piece, ...]:
        """Return provisions with their grades."""
        return basis_words(basis, self.language)

    def body(self) -> str | Piece:
        """Return the body that is competent, or a blank."""
        found = self.decision.results.get("appeal.venue")
        if isinstance(found, Choice) and found.value is not None:
            return found.candidates[0].label.zh
        return blank("申诉受理机构")

    def due(self, rule: str, template: str) -> Iterator[Block]:
        """Yield what is to be said of a limit, where it has a last day.

        Args:
            rule: The limit.
            template: ``{day}`` is its last day.
        """
        one = self.decision.results.get(rule)
        if not isinstance(one, Deadline) or one.due is None:
            return
        doubt = "" if one.firm else "（暂定）"
        words = template.replace("{day}", f"{in_full(one.due)}{doubt}")
        yield Paragraph(
            (*self._words(words), "（", *self.cited(one.basis), "）"), 0, rule
        )

    def _words(self, text: str) -> tuple[str | Piece, ...]:
        words = self.filled(text)
        return words if isinstance(words, tuple) else (words,)

    def materials(self, prefix: str) -> Iterator[Block]:
        """Yield the contents of an application whose ids begin so, as gaps.

        What is missing is said to be; what is there is to be copied from it.
        """
        found = self.decision.results.get("appeal.materials")
        items = found.items if isinstance(found, Checklist) else ()
        for one in items:
            if one.id.startswith(prefix):
                yield self.item(one)

    def item(self, one: Item) -> Point:
        """Return one item of the contents: its gap, and whether it is there."""
        label = one.message.zh
        words: Words = (f"{label}：", Piece(f"【{_STATES[one.state]}】", Tone.BLANK))
        details = (
            () if one.state is Presence.PRESENT else tuple(self.grounds(one.basis))
        )
        return Point(DOT, words, details, part("appeal.materials", one.id))

    def checks(self, admission: Admission) -> Iterator[Block]:
        """Yield what whoever sends it has to check; to be deleted before."""
        yield Section(
            "核对（发出前删除）", "本稿由规则推算的结论填写，方括号内的留待填写"
        )
        for contested in admission.contested:
            reading = self.program.readings[contested.reading]
            # INVARIANT: under another reading an admission stays an admission.
            assert isinstance(contested.result, Admission)
            outcome = OUTCOMES[contested.result.outcome].zh
            words = f"{reading.label.zh}：另一种解释下，结论为“{outcome}”"
            node = f"reading:{contested.reading}={contested.choice}"
            yield Point(_CHECK, words, tuple(self.grounds(contested.basis)), node)
        for caveat in self.decision.caveats:
            if admission.rule in caveat.rules:
                node = f"caveat:{caveat.id}"
                yield Point(
                    _CHECK, caveat.text.zh, tuple(self.grounds(caveat.basis)), node
                )
        by_name = self.program.vocabulary.by_name
        for name in self.decision.judgments:
            fact = by_name[name]
            value = stated(fact, plain(self.decision.case[name])).zh
            yield Point(
                _CHECK, f"须由人判断：{fact.label.zh}（{value}）", (), f"fact:{name}"
            )
        yield Point(_CHECK, self.program.disclaimer.zh, (), "decision")


_STATES: Final = {
    Presence.PRESENT: "照申诉材料填写",
    Presence.MISSING: "缺少，应当写明",
    Presence.UNKNOWN: "待填，是否写明不清楚",
}

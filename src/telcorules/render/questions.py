"""An interview in a terminal: the questions, what was understood, why they're asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.questions import Question
from telcorules.foundation.law import Wording
from telcorules.language.vocabulary import Fact, Kind
from telcorules.render.answers import answer_words, value_words
from telcorules.render.page import (
    Block,
    Headline,
    Page,
    Paragraph,
    Piece,
    Section,
    Table,
    Tone,
    Verbatim,
)
from telcorules.render.terms import (
    ANSWERS,
)
from telcorules.render.views import View

_INDENT: Final = 3
_MANNERS: Final = Wording(
    "回车表示不知道；“返回”回到上一个问题，“？”看为什么问，“结束”到此为止。",
    "Enter: I don't know. “back”: the question before. “?”: why it is asked."
    " “quit”: that is all.",
)
_FORMS: Final[Mapping[Kind, Wording]] = {
    Kind.BOOL: Wording("是 / 否", "yes / no"),
    Kind.EVENT: Wording(
        "例如2026-10-8、10月8日、昨天；还没有发生的，写“还没有”",
        "such as 2026-10-8, 8 Oct or yesterday; where it hasn't happened: not yet",
    ),
    Kind.REGION: Wording(
        "省、自治区或者直辖市，例如广东",
        "a province, autonomous region or municipality, such as Guangdong",
    ),
    Kind.MONEY: Wording("金额（元），例如19.90", "an amount in yuan, such as 19.90"),
    Kind.INT: Wording("整数，例如3", "a whole number, such as 3"),
    Kind.TEXT: Wording("文字", "a text"),
}
_NOT_KNOWN: Final = Wording("不知道", "not known")
_SEVERAL: Final = Wording("；可以写多个，用顿号隔开", "; several with commas between")
_COMPLETE: Final[Mapping[str, Wording]] = {
    "complete": Wording("已齐备", "complete"),
    "incomplete": Wording("不齐备", "incomplete"),
    "unknown": Wording("不清楚", "unknown"),
}


@dataclass(frozen=True, slots=True)
class InterviewView(View):
    """Shows an interview about a rule in a language."""

    def opening(self, rule: str, as_of: date) -> Page:
        """Return what the interview is about, and its manners."""
        title = Piece(self.title(rule), Tone.STRONG)
        manners = Piece(self.language.of(_MANNERS), Tone.QUIET)
        return Headline(title, self.language.day(as_of)), Paragraph(manners)

    def asked(self, number: int, question: Question, left: int) -> Page:
        """Return a question, how it can be answered, and how many there may be."""
        fact = self.fact(question.fact)
        remark = self.language.say(f"最多还有{left}个问题", f"{left} questions at most")
        title = f"{number}. {self.language.of(question.text)}"
        return Section(title, remark if left > 1 else ""), *self._forms(fact)

    def _forms(self, fact: Fact) -> Iterator[Block]:
        kind = fact.type.item or fact.type.kind
        if kind is Kind.ENUM:
            words = enumerate(fact.type.values, 1)
            rows = [
                (str(n), value_words(fact, word, self.language)) for n, word in words
            ]
            yield Table((), tuple(rows), whole=(0,))
            return
        form = self.language.of(_FORMS[kind])
        more = self.language.of(_SEVERAL) if fact.type.item else ""
        yield Paragraph(Piece(f"{form}{more}", Tone.QUIET), _INDENT)

    def fact(self, name: str) -> Fact:
        """Return a fact by its name."""
        return self.program.vocabulary.by_name[name]

    def heard(self, fact: Fact, value: Any) -> Page:
        """Return what was understood; None where it isn't known."""
        words = self.language.of(_NOT_KNOWN)
        if value is not None:
            words = value_words(fact, value, self.language)
        return (Paragraph(("→ ", words), _INDENT),)

    def told(self, wording: Wording, tone: Tone = Tone.BAD) -> Page:
        """Return something said on the way, such as that a reply can't be read."""
        return (Paragraph(Piece(self.language.of(wording), tone), _INDENT),)

    def why(self, question: Question, conditions: Sequence[Wording]) -> Page:
        """Return what a question is asked for, and what each answer would leave."""
        say = self.language.say
        fact = self.fact(question.fact)
        rows = [
            (answer_words(fact, one, self.language), self._left(one.leaves))
            for one in question.answers
        ]
        labels = self.language.listed(map(self.language.of, conditions))
        about = [
            Paragraph(say(f"用来判断：{labels}", f"It decides: {labels}"), _INDENT)
        ]
        head = (say("如果回答", "if answered"), say("结论会是", "the answer is"))
        return *(about if labels else []), Table(head, tuple(rows))

    def _left(self, leaves: str) -> str:
        table = ANSWERS.get(type(leaves)) if isinstance(leaves, StrEnum) else _COMPLETE
        found = (table or {}).get(leaves)
        return self.language.of(found) if found else self.named(leaves)

    def written(self, file: str) -> Page:
        """Return that the case was written to a file."""
        words = self.language.say(f"案件已写入 {file}", f"The case is in {file}")
        return (Paragraph(words),)

    def unwritten(self, text: str) -> Page:
        """Return the case file, to be copied."""
        title = self.language.say("案件文件", "The case file")
        return Section(title), Verbatim(tuple(text.splitlines()))

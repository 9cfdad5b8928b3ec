"""The page of an instrument: what it is, each provision, and what rests on it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Article, Instrument, Wording
from telcorules.handbook.markdown import code, link, listed, page, plain, table
from telcorules.handbook.views import LAW, View, anchor, facts_of
from telcorules.render.bilingual import Language
from telcorules.render.terms import GRADES
from telcorules.review.citing import Place, Use

Uses = Mapping[Place, tuple[Use, ...]]

RANKS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "law": Wording("法律", "law"),
        "administrative-regulation": Wording("行政法规", "administrative regulation"),
        "departmental-rule": Wording("部门规章", "departmental rule"),
        "local-regulation": Wording("地方性法规", "local regulation"),
        "normative-document": Wording("规范性文件", "normative document"),
        "company-policy": Wording("企业规则", "company policy"),
        "outline": Wording("流传概述", "circulating overview"),
    }
)
"""What the ranks of instruments are called."""

_RULE: Final = re.compile(r"^`([^`]+)` ?")
_NAMES: Final = (
    (re.compile(r"^row (\d+) barred"), r"第\1行被排除"),
    (re.compile(r"^row (\d+)"), r"第\1行"),
    (re.compile(r"^if missed"), "未完成的后果"),
    (re.compile(r"^extended"), "延长"),
    (re.compile(r"^days excluded"), "不计入的日子"),
    (re.compile(r"^under "), "解释 "),
)
_BESIDE: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "parameter": Wording("参数", "value"),
        "reading": Wording("解释", "reading"),
        "caveat": Wording("提示", "caveat"),
    }
)


@dataclass(frozen=True, slots=True)
class LawPage:
    """Makes the page of one instrument.

    Attributes:
        instrument: The instrument.
        uses: What rests on each provision of the pack.
        view: The pack and the language.
    """

    instrument: Instrument
    uses: Uses
    view: View

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the page with its name."""
        yield f"{LAW}/{self.instrument.id}.md", page(self._parts())

    def _parts(self) -> Iterator[str]:
        one, of = self.instrument, self.view.language.of
        yield f"# {plain(self.view.language.headed(one.title))}"
        yield listed(facts_of(self._about()))
        if one.note is not None:
            yield f"> {plain(of(one.note))}"
        if whole := self.uses.get((one.id, None)):
            say = self.view.say
            yield say("## 以全文为依据的", "## What rests on it as a whole")
            yield listed(self._uses(whole))
        yield from self._provisions()
        yield self.view.foot()

    def _about(self) -> Iterator[tuple[str, str]]:
        one, say, program = self.instrument, self.view.say, self.view.program
        if one.title.zh != one.title.en:
            other = self.view.say(one.title.en, one.title.zh)
            yield say("英文名", "In Chinese"), plain(other)
        yield say("引用为", "Cited as"), code(one.id)
        yield say("位阶", "Rank"), plain(self.view.language.of(RANKS[one.rank]))
        yield say("文号", "Number"), plain(one.number or "")
        yield say("施行", "In force"), self.view.days(one.start, one.end)
        yield say("修正", "Amended"), self.view.joined(map(str, one.amended))
        if one.replaces:
            yield say("取代", "Replaces"), self._other(one.replaces)
        after = [
            each.id for each in program.instruments.values() if each.replaces == one.id
        ]
        yield say("被取代于", "Replaced by"), self.view.joined(map(self._other, after))

    def _other(self, name: str) -> str:
        title = self.view.program.instruments[name].title
        return link(plain(self.view.language.headed(title)), f"{name}.md")

    def _provisions(self) -> Iterator[str]:
        one, say = self.instrument, self.view.say
        articles = [*one.articles.items(), *one.passages.items()]
        if articles:
            yield say("## 逐条", "## Its provisions")
            head = (
                say("条", "provision"),
                say("内容（本项目的概括）", "gist, in our words"),
            )
            more = (say("核实", "verified"), say("写成规则的", "what rests on it"))
            yield table((*head, *more), map(self._row, articles))

    def _row(self, numbered: tuple[str, Article]) -> tuple[str, ...]:
        (number, article), of = numbered, self.view.language.of
        passage = number in self.instrument.passages
        place = anchor(None, number) if passage else anchor(number, None)
        unsure = (
            ""
            if article.number_verified
            else self.view.say("，条号未核实", ", number not verified")
        )
        shown = self.view.say(f"第{number}条", f"art. {number}")
        name = code(number) if passage else shown
        used = self.uses.get((self.instrument.id, number), ())
        resting = "<br>".join(self._uses(used)) or self._why_not(article)
        grade = plain(f"{of(GRADES[article.verified])}{unsure}")
        return (f'<a id="{place}"></a>{name}', plain(of(article.gist)), grade, resting)

    def _why_not(self, article: Article) -> str:
        why = article.not_encoded
        reason = plain(self.view.language.of(why)) if why else ""
        return f"*{self.view.say('没有写成规则', 'not encoded')}* {reason}".rstrip()

    def _uses(self, found: Iterable[Use]) -> Iterator[str]:
        """Yield what rests on a provision: a rule with its parts, or what else does."""
        grouped: dict[str, list[Use]] = {}
        for use in found:
            rule = _RULE.match(use.name)
            grouped.setdefault(rule[1] if rule else "", []).append(use)
        others = grouped.pop("", [])
        for name, uses in grouped.items():
            parts = self.view.language.listed(filter(None, map(self._part, uses)))
            after = f" · {parts}" if parts else ""
            yield f"{self.view.rule(name, LAW)}{after}{self._counted(uses)}"
        for use in others:
            yield f"{self._beside(use.text)}{self._counted([use])}"

    def _counted(self, uses: Iterable[Use]) -> str:
        count = len(frozenset().union(*(use.scenarios for use in uses)))
        if not count:
            return ""
        return self.view.say(f"（{count}个情景）", f" (worked cases: {count})")

    def _part(self, use: Use) -> str:
        """Return which part of a rule is meant; empty for the whole."""
        part = _RULE.sub("", use.text)
        if self.view.language is Language.ZH:
            for pattern, words in _NAMES:
                part = pattern.sub(words, part)
        return plain(part)

    def _beside(self, text: str) -> str:
        """Return what isn't a rule: a parameter, a reading, a caveat."""
        kind, _, name = text.partition(" ")
        named = code(name.replace("`", ""))
        return f"{plain(self.view.language.of(_BESIDE[kind]))} {named}"


def law_rows(
    view: View, instruments: Iterable[Instrument]
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each instrument: its page, rank, and days in force."""
    for one in instruments:
        title = plain(view.language.headed(one.title))
        rank = plain(view.language.of(RANKS[one.rank]))
        yield (link(title, f"{LAW}/{one.id}.md"), rank, view.days(one.start, one.end))

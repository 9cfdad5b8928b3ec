"""Instruments of law, and citations of their provisions: read, resolved, printed.

A citation as a rule pack writes it, and the same as a statute is quoted:

====================================  ============================================
``miit-35-2016 art 10 para 2(3)``     《电信用户申诉处理办法》第十条第二款第（三）项
``miit-35-2016 art 12-1``             《电信用户申诉处理办法》第十二条之一
``appeal-outline passage answer``     《…》（…）, a part of a text without articles
====================================  ============================================
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from telcorules.errors import Problem, RequestError
from telcorules.foundation.numerals import chinese_number

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_CITATION = re.compile(
    rf"(?P<instrument>{_ID})"
    r"(?: art (?P<article>[1-9][0-9]{0,3}(?:-[1-9][0-9]?)?)"
    r"(?: para (?P<paragraph>[1-9][0-9]?))?(?:\((?P<item>[1-9][0-9]?)\))?"
    rf"| passage (?P<passage>{_ID}))?"
)


class Grade(StrEnum):
    """What stands behind a provision as this project knows it.

    Attributes:
        TEXT: The wording was seen in two copies, or an official one.
        SUMMARY: An official account of it, or a single copy.
        OUTLINE: The outline of the measures that the project began with.
        NONE: Nothing yet.
    """

    TEXT = "text"
    SUMMARY = "summary"
    OUTLINE = "outline"
    NONE = "none"


class Rank(StrEnum):
    """The kind of an instrument; the words of the YAML."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative-regulation"
    DEPARTMENTAL_RULE = "departmental-rule"
    LOCAL_REGULATION = "local-regulation"
    NORMATIVE_DOCUMENT = "normative-document"
    COMPANY_POLICY = "company-policy"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def to_dict(self) -> dict[str, str]:
        """Return both texts under their language codes."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a passage, of an instrument.

    Attributes:
        gist: What it says, in this project's words, not the statute's.
        items: How many items (项) it lists; None where that wasn't noted.
        paragraphs: How many paragraphs (款) it has; None where not noted.
        verified: What stands behind it.
        number_verified: Whether the number was seen in the text itself.
        formerly: The number it had in the instrument whose place this one took.
        not_encoded: Why no rule encodes it; None where one does, or none is said.
    """

    gist: Wording
    items: int | None = None
    paragraphs: int | None = None
    verified: Grade = Grade.NONE
    number_verified: bool = True
    formerly: str | None = None
    not_encoded: Wording | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, a regulation, a rule or another text that provisions come from.

    Attributes:
        id: The word that citations use, such as ``miit-35-2016``.
        title: As published, without 《》.
        rank: The kind of instrument.
        start: The first day in force, inclusive.
        end: The last day in force, inclusive; None while it is in force.
        number: As published, such as 工业和信息化部令第35号.
        replaces: The id of the instrument whose place it took.
        amended: The days on which amendments took effect.
        verified: What stands behind a citation of the instrument as a whole.
        note: What a reader should know about its text.
        articles: By number: ``"10"``, and ``"12-1"`` for 第十二条之一.
        passages: By name, for a text without numbered articles.
    """

    id: str
    title: Wording
    rank: Rank
    start: date
    end: date | None = None
    number: str | None = None
    replaces: str | None = None
    amended: tuple[date, ...] = ()
    verified: Grade = Grade.NONE
    note: Wording | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)
    passages: Mapping[str, Article] = field(default_factory=dict)

    def in_force_on(self, day: date) -> bool:
        """Return whether it is in force on a day; both ends are inclusive."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision of an instrument (条、款、项), as a rule pack cites it.

    Attributes:
        instrument: The instrument's id.
        article: ``"10"``, or ``"12-1"`` for 第十二条之一; None for the whole text.
        paragraph: 款, counted from 1.
        item: 项, counted from 1.
        passage: The name of a part, in place of an article.

    Examples:
        >>> Citation.parse("miit-35-2016 art 10(4)")
        Citation(instrument='miit-35-2016', article='10', paragraph=None, item=4, \
passage=None)
        >>> str(Citation("chongqing-telecom-2018", "33", paragraph=2, item=3))
        'chongqing-telecom-2018 art 33 para 2(3)'
    """

    instrument: str
    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    passage: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``ID``, ``ID art 10 para 2(4)`` or ``ID passage NAME``.

        Raises:
            RequestError: The text isn't one of these, paragraph and item aside.
        """
        found = _CITATION.fullmatch(text)
        if found is None:
            message = f"`{text}` can't be read as a citation"
            hint = "write it as `ID art 10 para 2(4)` or `ID passage NAME`"
            raise RequestError(Problem("TR404", message, hint))
        paragraph, item = (int(found[it] or 0) or None for it in ("paragraph", "item"))
        instrument, article, passage = found.group("instrument", "article", "passage")
        return cls(instrument, article, paragraph, item, passage)

    def __str__(self) -> str:
        article = f" art {self.article}" if self.article else ""
        paragraph = f" para {self.paragraph}" if self.paragraph else ""
        item = f"({self.item})" if self.item else ""
        passage = f" passage {self.passage}" if self.passage else ""
        return f"{self.instrument}{article}{paragraph}{item}{passage}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation found in its instrument: what decisions carry as their basis.

    Attributes:
        gist: What the provision says, in this project's words; None where the
            whole instrument is cited.
        verified: What stands behind it.
        number_verified: Whether the article's number was seen in the text itself.
    """

    citation: Citation
    title: Wording
    gist: Wording | None
    verified: Grade
    number_verified: bool = True
    _written: list[dict[str, Any]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def text(self) -> str:
        """The provision as Chinese texts quote it, 《…》第十条第（四）项."""
        doubt = "" if self.number_verified else "（条号未核实）"
        return f"《{_printed_title(self.title.zh)}》{self._part_zh()}{doubt}"

    @property
    def text_en(self) -> str:
        """The provision in English, ``Measures …, art. 10(4)``."""
        cited = self.citation
        article = f", art. {cited.article}" if cited.article else ""
        paragraph = f" para. {cited.paragraph}" if cited.paragraph else ""
        item = f"({cited.item})" if cited.item else ""
        passage = f" ({self.gist.en})" if cited.passage and self.gist else ""
        doubt = "" if self.number_verified else " (article number not verified)"
        return f"{self.title.en}{article}{paragraph}{item}{passage}{doubt}"

    def _part_zh(self) -> str:
        cited = self.citation
        if cited.passage and self.gist:
            return f"（{self.gist.zh}）"
        article = _article_zh(cited.article) if cited.article else ""
        paragraph = f"第{chinese_number(cited.paragraph)}款" if cited.paragraph else ""
        item = f"第（{chinese_number(cited.item)}）项" if cited.item else ""
        return article + paragraph + item

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; parts that the citation lacks are left out."""
        if not self._written:  # made once: decisions repeat the same citations
            self._written.append(self._to_dict())
        return dict(self._written[0])

    def _to_dict(self) -> dict[str, Any]:
        cited = self.citation
        optional = {
            "paragraph": str(cited.paragraph) if cited.paragraph else None,
            "item": str(cited.item) if cited.item else None,
            "passage": cited.passage,
        }
        return {
            "instrument": cited.instrument,
            "article": cited.article,
            **{name: value for name, value in optional.items() if value},
            "text": self.text,
            "verified": self.verified.value,
            **({} if self.number_verified else {"number_verified": False}),
        }


def resolve(citation: Citation, instruments: Mapping[str, Instrument]) -> Cited:
    """Find a citation's provision in its instrument.

    A paragraph or an item is only found where the article says how many it has.

    Raises:
        RequestError: The provision isn't there; the nearest name is proposed.
    """
    instrument = instruments.get(citation.instrument)
    if instrument is None:
        message = f"unknown instrument `{citation.instrument}`"
        raise _unknown("TR401", message, citation.instrument, instruments)
    part = _part(citation, instrument)
    if part is None:
        return Cited(citation, instrument.title, None, instrument.verified)
    _check_count(citation, "paragraph", citation.paragraph, part.paragraphs)
    _check_count(citation, "item", citation.item, part.items)
    known = part.number_verified
    return Cited(citation, instrument.title, part.gist, part.verified, known)


def _part(citation: Citation, instrument: Instrument) -> Article | None:
    """Return the article or passage; None where the whole instrument is meant."""
    name = citation.article or citation.passage
    if name is None:
        return None
    kind = "article" if citation.article else "passage"
    parts = instrument.articles if citation.article else instrument.passages
    if name not in parts:
        message = f"`{instrument.id}` has no {kind} `{name}`"
        code = "TR402" if citation.article else "TR407"
        raise _unknown(code, message, name, parts)
    return parts[name]


def _check_count(
    citation: Citation, kind: str, number: int | None, known: int | None
) -> None:
    if number is None or (known is not None and number <= known):
        return
    noted = f"{known} {kind}s" if known is not None else f"no `{kind}s:`"
    message = f"`{citation}` cites {kind} {number}, and the article states {noted}"
    place = f"article {citation.article} of `{citation.instrument}`"
    raise RequestError(Problem("TR403", message, f"correct `{kind}s:` at {place}"))


def _unknown(code: str, message: str, name: str, known: Iterable[str]) -> RequestError:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    listed = ", ".join(f"`{other}`" for other in names[:12]) or "none"
    guess = near and not name[0].isdigit()  # article 99 isn't a slip for 9
    hint = f"did you mean `{near[0]}`?" if guess else f"known: {listed}"
    return RequestError(Problem(code, message, hint))


def _printed_title(title: str) -> str:
    """Return a title as it stands in 《》: a title inside it takes 〈〉."""
    return title.replace("《", "〈").replace("》", "〉")


def _article_zh(article: str) -> str:
    number, _, inserted = article.partition("-")
    suffix = f"之{chinese_number(int(inserted))}" if inserted else ""
    return f"第{chinese_number(int(number))}条{suffix}"

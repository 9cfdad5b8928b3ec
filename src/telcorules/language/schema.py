"""The shape of a pack's YAML, as its author writes it: one model a kind of file.

A file says what it is by its first key (``rule:``, ``instrument:``, ``section:`` …).
Only the shape is checked here: names, types of expressions and citations are checked
where the files are put together (`linking`).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic.json_schema import models_json_schema

from telcorules.language.forms import (
    ArticleNumber,
    Basis,
    Bilingual,
    ChannelId,
    Expression,
    InForce,
    Name,
    RuleId,
    Slug,
    Words,
    Written,
)
from telcorules.language.rule_schema import RULES

Graded = Literal["text", "summary", "outline", "none"]


class Article(Written):
    """One article or passage: our own gist of it, and what stands behind it."""

    gist: Bilingual
    verified: Graded
    items: Annotated[int, Field(ge=1, le=99)] | None = None
    paragraphs: Annotated[int, Field(ge=1, le=99)] | None = None
    number_verified: bool = True
    formerly: ArticleNumber | None = None
    not_encoded: Bilingual | None = None


class InstrumentFile(Written):
    """A legal instrument 法律文件 and its articles."""

    instrument: Slug
    title: Bilingual
    number: Words | None = None
    rank: Literal[
        "law",
        "administrative-regulation",
        "departmental-rule",
        "local-regulation",
        "normative-document",
        "company-policy",
        "outline",
    ]
    in_force: InForce
    amended: list[date] = []
    replaces: Slug | None = None
    verified: Graded = "none"
    note: Bilingual | None = None
    articles: dict[ArticleNumber, Article] = {}
    passages: dict[Slug, Article] = {}


FactType = Literal["bool", "event", "enum", "region", "money", "int", "text"]


class FactWritten(Written):
    """One fact 事实 of the vocabulary."""

    type: FactType | None = None
    list_of: Annotated[FactType | None, Field(alias="list of")] = None
    values: dict[Slug, Bilingual] | None = None
    label: Bilingual | None = None
    ask: Bilingual | None = None
    evidence: list[Slug] = []
    judgment: bool = False

    @model_validator(mode="after")
    def _typed(self) -> "FactWritten":
        if (self.type is None) == (self.list_of is None):
            raise ValueError("a fact has one of `type` and `list of`; write either")
        if ("enum" in (self.type, self.list_of)) != bool(self.values):
            what = "an enum, and nothing else, lists its `values`"
            raise ValueError(f"{what}; add or delete them")
        return self


class FactsFile(Written):
    """One section of the vocabulary."""

    section: Name
    label: Bilingual
    facts: Annotated[dict[Name, FactWritten], Field(min_length=1)]


ParameterLiteral = Words | int | Decimal


class ParameterValue(InForce):
    """A value of a parameter and the days on which it holds, both inclusive."""

    value: ParameterLiteral
    basis: Basis


class ParameterCase(ParameterValue):
    """A value that replaces the general one where `if` holds, maybe under a reading."""

    reading: Annotated[dict[Slug, Slug], Field(min_length=1, max_length=1)] = {}
    condition: Annotated[Expression, Field(alias="if")]


class ParameterFile(Written):
    """A dated value that more than one rule uses."""

    parameter: Slug
    label: Bilingual | None = None
    values: Annotated[list[ParameterValue], Field(min_length=1)]
    where: list[ParameterCase] = []


class ReadingChoice(Written):
    """One way to read a provision, and what supports it."""

    label: Bilingual
    basis: Basis | None = None
    note: Bilingual | None = None


class ReadingWritten(Written):
    """A point of law that can be read in several ways; the first is the default."""

    label: Bilingual
    choices: Annotated[dict[Slug, ReadingChoice], Field(min_length=2)]


class ReadingsFile(Written):
    """The readings 解释 of a pack."""

    readings: dict[Slug, ReadingWritten]


class AuthorityKind(Written):
    """A body that each province has, or some: its ids are ``<kind>-<code>``."""

    label: Bilingual
    provinces: Literal["all"] | list[Words] = "all"
    otherwise: Slug | None = None


class Body(Written):
    """A single body or channel."""

    label: Bilingual
    phone: Words | None = None
    url: Words | None = None


class AnswerWritten(Written):
    """What an answer of a choice is called."""

    label: Bilingual


class AnswersFile(Written):
    """Answers of choices that are no body: what they are called."""

    answers: Annotated[dict[Slug, AnswerWritten], Field(min_length=1)]


class ChannelWritten(Written):
    """A hotline, platform or other way to reach somebody, and what it is for."""

    label: Bilingual
    run_by: Bilingual
    about: Bilingual
    phone: Words | None = None
    url: Words | None = None
    verified: Graded
    source: Bilingual
    note: Bilingual | None = None


class ChannelsFile(Written):
    """Hotlines and channels as data."""

    channels: Annotated[dict[ChannelId, ChannelWritten], Field(min_length=1)]


class AuthoritiesFile(Written):
    """Who is competent where."""

    authorities: dict[Slug, AuthorityKind] = {}
    bodies: dict[Slug, Body] = {}


class Oddity(Written):
    """Facts that sit oddly together: noted in the decision, never refused."""

    condition: Annotated[Expression, Field(alias="if")]
    note: Bilingual


class OdditiesFile(Written):
    """What a decision notes about the facts."""

    oddities: dict[Slug, Oddity]


class CaveatWritten(Written):
    """What an answer can't take in, said where it could matter."""

    condition: Annotated[Expression, Field(alias="if")]
    unless_known: bool = False
    rules: Annotated[list[Words], Field(min_length=1)]
    counting: Literal["working-days"] | None = None
    note: Bilingual
    basis: Basis | None = None


class CaveatsFile(Written):
    """What a decision says of its own limits."""

    caveats: Annotated[dict[Slug, CaveatWritten], Field(min_length=1)]


class Accepted(Written):
    """A finding of `telcorules lint` that the author lets stand, and why."""

    code: Annotated[str, Field(pattern=r"^TR8[2-6]\d$")]
    file: Words
    about: Words
    why: Bilingual


class PackFile(Written):
    """What the pack is: the file ``pack.yaml``."""

    pack: Slug
    version: Words
    title: Bilingual
    licence: Words
    jurisdiction: Words
    language: Words = "zh-CN"
    main: RuleId | None = None
    stage: RuleId | None = None
    decide: list[Words] = []
    sections: list[Name] = []
    disclaimer: Bilingual | None = None
    accepted: list[Accepted] = []


class ScenarioWritten(Written):
    """One worked case 情景: the facts, the day, and what has to come out."""

    title: Bilingual
    as_of: date
    readings: dict[Slug, Slug] = {}
    case: dict[Words, Any] = {}
    expect: Annotated[dict[Words, Any], Field(min_length=1)]


class ScenarioFile(Written):
    """Worked cases beside the rule they pin."""

    scenarios: RuleId
    source: Bilingual | None = None
    given: dict[Words, Any] = {}
    cases: Annotated[dict[Slug, ScenarioWritten], Field(min_length=1)]


class ClaimWritten(Written):
    """Something that is said about the law 说法, and whether it is so."""

    claim: Bilingual
    verdict: Literal["right", "wrong", "outdated", "local", "unproven"]
    truth: Bilingual
    basis: list[Words] = []
    no_basis: Bilingual | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _founded(self) -> "ClaimWritten":
        if self.basis and self.no_basis:
            raise ValueError("`no_basis` stands beside a `basis`; delete one of them")
        if not (self.basis or self.no_basis or self.verdict == "unproven"):
            what = f"a claim that is {self.verdict} has no basis"
            raise ValueError(f"{what}; add `basis:`, or say why under `no_basis:`")
        if self.until is not None and self.verdict != "outdated":
            what = f"`until` is for what is outdated, not {self.verdict}"
            raise ValueError(f"{what}; leave it out")
        return self


class ClaimsFile(Written):
    """What circulates about the law: the file ``claims.yaml``."""

    claims: dict[Slug, ClaimWritten]


class SignatureWritten(Written):
    """Who signed a rule 签核, on which day, and the hash of the rule as it was."""

    sha256: str
    by: Words
    day: date

    @model_validator(mode="after")
    def _hashed(self) -> "SignatureWritten":
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            what = f"`{self.sha256[:12]}` is not a hash of 64 hex digits"
            raise ValueError(f"{what}; sign the rule with `telcorules signoff`")
        return self


class SignoffFile(Written):
    """Who signed which rule of a pack: the file ``signoff.yaml``."""

    signoff: dict[RuleId, SignatureWritten]


FILES: dict[str, type[Written]] = {
    "pack": PackFile,
    "instrument": InstrumentFile,
    "section": FactsFile,
    "parameter": ParameterFile,
    "readings": ReadingsFile,
    "authorities": AuthoritiesFile,
    "bodies": AuthoritiesFile,
    "answers": AnswersFile,
    "channels": ChannelsFile,
    "caveats": CaveatsFile,
    "oddities": OdditiesFile,
    "scenarios": ScenarioFile,
    "claims": ClaimsFile,
    "signoff": SignoffFile,
}


RULE_KEYS = ("rule", *FILES)
"""The keys by which a file says what it is."""


def files_schema() -> dict[str, Any]:
    """Return the JSON Schema of the files of a pack: any one kind of them."""
    models = dict.fromkeys((*RULES.values(), *FILES.values()))
    _, schema = models_json_schema([(model, "validation") for model in models])
    kinds = [{"$ref": f"#/$defs/{model.__name__}"} for model in models]
    return {"anyOf": kinds, **schema}

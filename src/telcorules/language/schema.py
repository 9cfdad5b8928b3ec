"""The shape of a pack's YAML, as its author writes it: one model a kind of file.

A file says what it is by its first key (``rule:``, ``instrument:``, ``section:`` …).
Only the shape is checked here: names, types of expressions and citations are checked
where the files are put together (`linking`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic.json_schema import models_json_schema

from telcorules.language.forms import (
    ArticleNumber,
    Basis,
    Bilingual,
    Expression,
    InForce,
    Name,
    RuleId,
    Slug,
    Words,
    Written,
)

Graded = Literal["text", "summary", "outline", "none"]


class Article(Written):
    """One article or passage: our own gist of it, and what stands behind it."""

    gist: Bilingual
    verified: Graded
    items: Annotated[int, Field(ge=1, le=99)] | None = None
    paragraphs: Annotated[int, Field(ge=1, le=99)] | None = None
    number_verified: bool = True


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
    """A value that replaces the general one under a reading, where `if` holds."""

    reading: Annotated[dict[Slug, Slug], Field(min_length=1, max_length=1)]
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


class Cure(Written):
    """What would mend a failed condition, and who can do it."""

    who: Slug
    act: Words | None = None
    note: Bilingual


class ConditionWritten(Written):
    """A condition of an admission."""

    condition: Annotated[Expression, Field(alias="if")]
    label: Bilingual | None = None
    basis: Basis
    otherwise: Bilingual | None = None
    cure: Cure | Literal["none"] | None = None


class Version(InForce):
    """What every version of a rule has: its days, and names for what is reused."""

    let: dict[Name, Expression] = {}


class AdmissionVersion(Version):
    """The conditions in force over some days."""

    require: dict[Slug, ConditionWritten] = {}
    bar: dict[Slug, ConditionWritten] = {}

    @model_validator(mode="after")
    def _conditioned(self) -> "AdmissionVersion":
        if not self.require and not self.bar:
            raise ValueError("an admission has no condition; add `require:` or `bar:`")
        if twice := self.require.keys() & self.bar.keys():
            what = f"`{min(twice)}` is in `require` and in `bar`"
            raise ValueError(f"{what}; rename one of them")
        return self


class DeadlineVersion(Version):
    """A limit in force over some days."""

    when: Expression | None = None
    since: Expression
    within: Words
    done: Expression | None = None
    rolls: Slug | None = None
    basis: Basis


class Row(Written):
    """One row of a choice; a row without `if` always holds."""

    condition: Annotated[Expression | None, Field(alias="if")] = None
    value: Expression
    reason: Bilingual | None = None
    basis: Basis


class ChoiceVersion(Version):
    """The rows in force over some days."""

    rows: Annotated[list[Row], Field(min_length=1)]


class ItemWritten(Written):
    """One item of a checklist."""

    condition: Annotated[Expression, Field(alias="if")]
    basis: Basis
    missing: Bilingual


class ChecklistVersion(Version):
    """The items in force over some days."""

    items: Annotated[dict[Slug, ItemWritten], Field(min_length=1)]


class RuleWritten(Written):
    """What every rule has."""

    rule: RuleId
    kind: str
    title: Bilingual | None = None
    governed_by: Words | None = None
    overrides: bool = False


class AdmissionFile(RuleWritten):
    """Whether a claim is to be taken up."""

    kind: Literal["admission"]
    versions: Annotated[list[AdmissionVersion], Field(min_length=1)]


class DeadlineFile(RuleWritten):
    """By when somebody has to act."""

    kind: Literal["deadline"]
    actor: Slug
    duty: Bilingual | None = None
    versions: Annotated[list[DeadlineVersion], Field(min_length=1)]

    @model_validator(mode="after")
    def _governed_by_its_trigger(self) -> "DeadlineFile":
        named = self.governed_by
        if named is not None and any(one.since != named for one in self.versions):
            raise ValueError(f"`since` governs a deadline, not `{named}`: leave it out")
        return self


class ChoiceFile(RuleWritten):
    """Which of several answers applies."""

    kind: Literal["choice"]
    pick: Literal["one", "first", "all"] = "one"
    versions: Annotated[list[ChoiceVersion], Field(min_length=1)]


class ChecklistFile(RuleWritten):
    """What has to be there."""

    kind: Literal["checklist"]
    versions: Annotated[list[ChecklistVersion], Field(min_length=1)]


class PackFile(Written):
    """What the pack is: the file ``pack.yaml``."""

    pack: Slug
    version: Words
    title: Bilingual
    licence: Words
    jurisdiction: Words
    language: Words = "zh-CN"
    main: RuleId | None = None
    decide: list[Words] = []
    sections: list[Name] = []
    disclaimer: Bilingual | None = None


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


RULES: dict[str, type[RuleWritten]] = {
    "admission": AdmissionFile,
    "deadline": DeadlineFile,
    "choice": ChoiceFile,
    "checklist": ChecklistFile,
}
FILES: dict[str, type[Written]] = {
    "pack": PackFile,
    "instrument": InstrumentFile,
    "section": FactsFile,
    "parameter": ParameterFile,
    "readings": ReadingsFile,
    "authorities": AuthoritiesFile,
    "bodies": AuthoritiesFile,
    "oddities": OdditiesFile,
    "scenarios": ScenarioFile,
    "claims": ClaimsFile,
}


RULE_KEYS = ("rule", *FILES)
"""The keys by which a file says what it is."""


def files_schema() -> dict[str, Any]:
    """Return the JSON Schema of the files of a pack: any one kind of them."""
    models = dict.fromkeys((*RULES.values(), *FILES.values()))
    _, schema = models_json_schema([(model, "validation") for model in models])
    kinds = [{"$ref": f"#/$defs/{model.__name__}"} for model in models]
    return {"anyOf": kinds, **schema}

"""The shape of a pack's YAML, as its author writes it.

One model a kind of file; a file says what it is by its first key (``rule:``,
``instrument:``, ``section:`` …). Only the shape is checked here: names, types of
expressions and citations are checked where the files are put together (`linking`).
"""

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from telcorules.errors import PackError, Problem
from telcorules.foundation.source import Document

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
RULE_ID = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*\Z")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


def _matching(pattern: re.Pattern[str], form: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.match(value):
            raise ValueError(f"`{value[:60]}` is not of the form {form}")
        return value

    return BeforeValidator(check)


Slug = Annotated[str, _matching(SLUG, "`lower-case-words`")]
RuleId = Annotated[str, _matching(RULE_ID, "`subject.lower-case-words`")]
Name = Annotated[str, _matching(NAME, "`lower_case_words`")]
Expression = Annotated[str, Field(min_length=1, max_length=4000)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Basis = Annotated[list[Words], BeforeValidator(_listed), Field(min_length=1)]


class Written(BaseModel):
    """Anything an author writes: unknown keys are refused, nothing is converted."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True
    )


class Bilingual(Written):
    """The same words in Chinese and in English."""

    zh: Words
    en: Words


class InForce(Written):
    """The days from and until which a text is law, both inclusive."""

    start: Annotated[date, Field(alias="from")]
    until: date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "InForce":
        if self.until is not None and self.until < self.start:
            raise ValueError(f"`until` {self.until} lies before `from` {self.start}")
        return self


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
    articles: dict[str, Article] = {}
    passages: dict[Slug, Article] = {}


FactType = Literal["bool", "event", "enum", "region", "money", "int", "text"]


class FactWritten(Written):
    """One fact 事实 of the vocabulary."""

    type: FactType | None = None
    list_of: Annotated[FactType | None, Field(alias="list of")] = None
    values: dict[Slug, Bilingual] | None = None
    label: Bilingual
    ask: Bilingual | None = None
    evidence: list[Slug] = []
    judgment: bool = False

    @model_validator(mode="after")
    def _typed(self) -> "FactWritten":
        if (self.type is None) == (self.list_of is None):
            raise ValueError("a fact has either `type` or `list of`")
        if ("enum" in (self.type, self.list_of)) != bool(self.values):
            raise ValueError("an enum, and only an enum, lists its `values`")
        return self


class FactsFile(Written):
    """One section of the vocabulary."""

    section: Name
    label: Bilingual
    facts: Annotated[dict[Name, FactWritten], Field(min_length=1)]


ParameterLiteral = Words | int | Decimal


class ParameterValue(Written):
    """A value of a parameter and the days on which it holds, both inclusive."""

    start: Annotated[date, Field(alias="from")]
    until: date | None = None
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
    """A point of law that can be read in more than one way; the first is the default."""

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
            raise ValueError("an admission has at least one condition")
        if twice := self.require.keys() & self.bar.keys():
            raise ValueError(f"`{min(twice)}` is both in `require` and in `bar`")
        return self


class DeadlineVersion(Version):
    """A limit in force over some days."""

    when: Expression | None = None
    since: Expression
    within: Words
    done: Expression | None = None
    rolls: Slug = "duty-rollover"
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
}


def shape(document: Document) -> Written:
    """Return what a file says, checked for its shape.

    Raises:
        PackError: Every key or value that has no place in such a file.
    """
    model = _model(document)
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        found = [_problem(one, document) for one in error.errors(include_url=False)]
        first_at_place = {(p.line, p.column): p for p in reversed(found)}
        raise PackError(sorted(first_at_place.values(), key=_by_place)) from None


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _model(document: Document) -> type[Written]:
    value = document.value
    if not isinstance(value, dict):
        hint = f"begin with one of {', '.join(('rule', *FILES))}"
        what = "a file of a pack is a mapping"
        raise PackError(Problem("TR301", what, hint, span=document.span(())))
    if "rule" in value:
        return _rule_model(document)
    for key, model in FILES.items():
        if key in value:
            return model
    key = next(iter(value))
    hint = f"begin with one of {', '.join(('rule', *FILES))}"
    what = f"`{key}` doesn't say what this file is"
    raise PackError(Problem("TR302", what, hint, span=document.key_span((key,))))


def _rule_model(document: Document) -> type[Written]:
    kind = document.value.get("kind")
    if isinstance(kind, str) and kind in RULES:
        return RULES[kind]
    path = ("kind",) if "kind" in document.value else ("rule",)
    hint = _near(str(kind), RULES)
    what = f"`{kind}` is not a kind of rule" if kind else "a rule states its `kind`"
    raise PackError(Problem("TR303", what, hint, span=document.span(path)))


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), 1)
    return f"did you mean `{near[0]}`?" if near else f"one of {', '.join(known)}"


_MESSAGES = {
    "missing": "`{key}` is missing",
    "string_type": "`{key}` takes a text, not `{value}`",
    "bool_type": "`{key}` takes true or false, not `{value}`",
    "int_type": "`{key}` takes a whole number, not `{value}`",
    "date_type": "`{key}` takes a date such as 2016-07-30, not `{value}`",
    "list_type": "`{key}` takes a list, not `{value}`",
    "dict_type": "`{key}` takes a mapping, not `{value}`",
    "model_type": "`{key}` takes a mapping, not `{value}`",
    "string_too_short": "`{key}` is empty",
    "string_too_long": "`{key}` is too long",
    "too_short": "`{key}` holds too few",
    "too_long": "`{key}` holds too many",
}


def _problem(error: ErrorDetails, document: Document) -> Problem:
    path = tuple(part for part in error["loc"] if part != "[key]")
    key = next((p for p in reversed(path) if isinstance(p, str)), "the file")
    value = str(error["input"])[:40]
    if error["type"] == "extra_forbidden":
        hint = _near(str(key), _keys_at(document, path))
        what = f"unknown key `{key}`"
        return Problem("TR304", what, hint, span=document.key_span(path))
    if error["type"] == "value_error":
        what = str(error["ctx"]["error"])
        return Problem("TR306", what, span=document.span(path))
    template = _MESSAGES.get(error["type"])
    what = template.format(key=key, value=value) if template else f"`{key}`: {error['msg']}"
    hint = "put it in quotes" if error["type"] == "string_type" else ""
    return Problem("TR305", what, hint, span=document.span(path))


def _keys_at(document: Document, path: tuple[Any, ...]) -> list[str]:
    """Return the keys that the model of a place knows."""
    model: Any = _model(document)
    for part in path[:-1]:
        model = _inner(model, part)
    fields = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _inner(model: Any, part: Any) -> Any:
    fields = getattr(model, "model_fields", None)
    if fields is None:
        return model
    by_key = {field.alias or name: field for name, field in fields.items()}
    return _written_in(by_key[part].annotation) if part in by_key else model


def _written_in(annotation: Any) -> Any:
    """Return the model inside an annotation such as ``dict[Slug, Row] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Written):
        return annotation
    for inner in reversed(get_args(annotation)):
        if (found := _written_in(inner)) is not None:
            return found
    return None

"""The forms that all files of a pack share: names, words, days, citations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from keyword import iskeyword
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
RULE_ID = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*\Z")
CHANNEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
ARTICLE = re.compile(r"[1-9][0-9]{0,3}(-[1-9][0-9]?)?\Z")

RESERVED = frozenset(("at", "as_of", "reading", "true", "false"))


def _matching(pattern: re.Pattern[str], form: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.match(value):
            raise ValueError(f"`{value[:60]}` can't be a name here; write {form}")
        return value

    return BeforeValidator(check)


def _free(value: str) -> str:
    """Refuse words that expressions or the models of cases use themselves."""
    taken = iskeyword(value) or value in RESERVED or hasattr(BaseModel, value)
    if taken or value.startswith("model_"):
        raise ValueError(f"`{value}` is a reserved word; write it as `the_{value}`")
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Slug = Annotated[str, _matching(SLUG, "small letters, `like-this`")]
ChannelId = Annotated[
    str, _matching(CHANNEL, "a number in quotes, or small letters `like-this`")
]
RuleId = Annotated[str, _matching(RULE_ID, "small letters, `subject.like-this`")]
Name = Annotated[
    str, AfterValidator(_free), _matching(NAME, "small letters, `like_this`")
]
ArticleNumber = Annotated[
    str, _matching(ARTICLE, 'a number in quotes, `"10"`, or `"10-1"` for 第十条之一')
]
Expression = Annotated[str, Field(min_length=1, max_length=4000)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Basis = Annotated[
    list[Words],
    BeforeValidator(_listed, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


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
            what = f"`until` {self.until} lies before `from` {self.start}"
            raise ValueError(f"{what}; mend one of them")
        return self


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place where a value isn't of the shape that its model has.

    Attributes:
        kind: What is wrong, in the words of pydantic: ``missing``, ``date_type`` ….
        path: From the outside in; what the library adds for itself is in it too.
        value: What stands there.
        context: What was expected, by name; what `ValueError` said, as ``error``.
    """

    kind: str
    path: tuple[str | int, ...]
    value: Any
    context: Mapping[str, Any]


def read_as(model: type[Written], value: Any) -> Written | list[Misfit]:
    """Return what is written as its model, or every place where it doesn't fit."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return [
            Misfit(one["type"], one["loc"], one["input"], one.get("ctx", {}))
            for one in error.errors(include_url=False)
        ]

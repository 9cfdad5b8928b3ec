"""The shape of rules as their authors write them: one model a kind of rule.

A rule file holds what all its versions share, and its versions; each version holds
what is law over some days. The other files of a pack are in `schema`.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from telcorules.language.forms import (
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


class Consequence(Written):
    """What follows where something owed isn't done, and what that rests on."""

    note: Bilingual
    basis: Basis


class Extension(Written):
    """An event that makes a limit longer, and by how much."""

    event: Expression
    period: Words
    basis: Basis | None = None


class Exclusion(Written):
    """A span whose days don't count, both its first and its last."""

    start: Annotated[Expression, Field(alias="from")]
    until: Expression
    basis: Basis | None = None


def _one_or_several(model: type[Written]) -> BeforeValidator:
    """Return what lets a single mapping stand where a list of them may."""

    def listed(value: Any) -> Any:
        return value if isinstance(value, list) else [value]

    either = model | list[model]  # type: ignore[valid-type]
    return BeforeValidator(listed, json_schema_input_type=either)


class DeadlineVersion(Version):
    """A limit in force over some days."""

    when: Expression | None = None
    since: Expression | None = None
    before: Expression | None = None
    within: Words | None = None
    within_earliest_of: Annotated[list[Words], Field(min_length=2)] | None = None
    extended_by: Annotated[
        list[Extension], _one_or_several(Extension), Field(min_length=1)
    ] = []
    excluding: Annotated[
        list[Exclusion], _one_or_several(Exclusion), Field(min_length=1)
    ] = []
    done: Expression | None = None
    rolls: Slug | None = None
    holidays_roll: bool = False
    on_miss: Consequence | None = None
    basis: Basis

    @model_validator(mode="after")
    def _limited(self) -> "DeadlineVersion":
        _only_one(self, "since", "before")
        _only_one(self, "within", "within_earliest_of")
        forward = ("extended_by", "excluding", "holidays_roll")
        wrong = [name for name in forward if self.before and getattr(self, name)]
        if wrong:
            what = f"a limit counted back has no `{wrong[0]}`"
            raise ValueError(f"{what}; leave it out")
        return self

    @model_validator(mode="after")
    def _extended_once(self) -> "DeadlineVersion":
        events = [one.event for one in self.extended_by]
        twice = next((one for one in events if events.count(one) > 1), None)
        if twice is not None:
            what = f"`{twice}` extends the limit twice"
            raise ValueError(f"{what}; state all that it adds in one period")
        return self


def _only_one(written: Written, one: str, other: str) -> None:
    if (getattr(written, one) is None) == (getattr(written, other) is None):
        raise ValueError(f"a limit has one of `{one}` and `{other}`; write either")


class PermissionVersion(Version):
    """From when something may be done, over some days."""

    when: Expression | None = None
    since: Expression
    after: Words
    done: Expression | None = None
    basis: Basis


class OwedVersion(Version):
    """What versions of duties and amounts share.

    `readings` says what a choice of a reading rests on here, by reading and choice.
    """

    readings: Annotated[
        dict[Slug, Annotated[dict[Slug, Basis], Field(min_length=1)]],
        Field(min_length=1),
    ] = {}


class AmountVersion(OwedVersion):
    """An amount of money from facts, over some days."""

    when: Expression | None = None
    value: Expression
    rounding: Literal["half-up", "up", "down"] = "half-up"
    places: Annotated[int, Field(ge=0, le=8)] = 2
    basis: Basis


class DutyVersion(OwedVersion):
    """Something owed without a limit, over some days."""

    when: Expression | None = None
    done: Expression | None = None
    on_miss: Consequence | None = None
    basis: Basis


class Barrier(Written):
    """What bars an answer that would apply otherwise."""

    condition: Annotated[Expression, Field(alias="if")]
    reason: Bilingual
    basis: Basis


_SAID_OF = {"otherwise": "if", "premature": "opens", "late": "closes"}


class Row(Written):
    """One row of a choice; a row without `if` always holds."""

    condition: Annotated[Expression | None, Field(alias="if")] = None
    value: Expression
    reason: Bilingual | None = None
    needs: Bilingual | None = None
    otherwise: Bilingual | None = None
    opens: Expression | None = None
    premature: Bilingual | None = None
    closes: Expression | None = None
    late: Bilingual | None = None
    barred: Annotated[list[Barrier], _one_or_several(Barrier), Field(min_length=1)] = []
    turn: Slug | None = None
    basis: Basis

    @model_validator(mode="after")
    def _said_of_something(self) -> "Row":
        for name, key in _SAID_OF.items():
            field = "condition" if key == "if" else key
            if getattr(self, name) and not getattr(self, field):
                what = f"`{name}` would never be said: there is no `{key}`"
                raise ValueError(f"{what}; add it, or leave `{name}` out")
        return self


class ChoiceVersion(Version):
    """The rows in force over some days."""

    rows: Annotated[list[Row], Field(min_length=1)]


class ItemWritten(Written):
    """One item of a checklist."""

    when: Expression | None = None
    condition: Annotated[Expression, Field(alias="if")]
    basis: Basis
    missing: Bilingual


class ChecklistVersion(Version):
    """The items in force over some days."""

    items: Annotated[dict[Slug, ItemWritten], Field(min_length=1)]


class GapWritten(InForce):
    """Days for which there is law whose text isn't at hand."""

    basis: Basis
    note: Bilingual


class RuleWritten(Written):
    """What every rule has."""

    rule: RuleId
    kind: str
    title: Bilingual | None = None
    governed_by: Words | None = None
    not_at_hand: Annotated[list[GapWritten], Field(min_length=1)] = []
    under: RuleId | None = None
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
        triggers = [one.since or one.before for one in self.versions]
        if named is not None and any(one != named for one in triggers):
            raise ValueError(f"`since` governs a deadline, not `{named}`: leave it out")
        return self


class PermissionFile(RuleWritten):
    """From which day something may be done."""

    kind: Literal["permission"]
    actor: Slug
    may: Bilingual | None = None
    versions: Annotated[list[PermissionVersion], Field(min_length=1)]

    @model_validator(mode="after")
    def _governed_by_its_trigger(self) -> "PermissionFile":
        named = self.governed_by
        if named is not None and any(one.since != named for one in self.versions):
            what = f"`since` governs a permission, not `{named}`"
            raise ValueError(f"{what}: leave it out")
        return self


class AmountFile(RuleWritten):
    """How much money is owed."""

    kind: Literal["amount"]
    actor: Slug
    owed: Bilingual | None = None
    versions: Annotated[list[AmountVersion], Field(min_length=1)]


class DutyFile(RuleWritten):
    """What is owed without a limit."""

    kind: Literal["duty"]
    actor: Slug
    duty: Bilingual | None = None
    versions: Annotated[list[DutyVersion], Field(min_length=1)]


class ChoiceFile(RuleWritten):
    """Which of several answers applies."""

    kind: Literal["choice"]
    pick: Literal["one", "first", "all"] = "one"
    versions: Annotated[list[ChoiceVersion], Field(min_length=1)]


class ChecklistFile(RuleWritten):
    """What has to be there."""

    kind: Literal["checklist"]
    versions: Annotated[list[ChecklistVersion], Field(min_length=1)]


RULES: dict[str, type[RuleWritten]] = {
    "admission": AdmissionFile,
    "deadline": DeadlineFile,
    "choice": ChoiceFile,
    "checklist": ChecklistFile,
    "permission": PermissionFile,
    "amount": AmountFile,
    "duty": DutyFile,
}

"""The shape of a decision as JSON, written by hand: what callers can rely on.

Further keys may join; those that are required here stay, with their meaning.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.grounds import (
    Availability,
    Obligation,
    Outcome,
    Permit,
    Presence,
    Selection,
    Status,
)
from telcorules.evaluation.obligations import CURRENCY
from telcorules.foundation.law import Grade

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_MAYBE_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_MAYBE_MOMENT: Final[Schema] = {
    "type": ["string", "null"],
    "anyOf": [{"format": "date"}, {"format": "date-time"}],
    "description": "A day; a moment with +08:00 where the limit is in hours.",
}
_MAYBE_DECIMAL: Final[Schema] = {
    "type": ["string", "null"],
    "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
}
_TRUTH: Final[Schema] = {"type": ["boolean", "null"]}
_HASH: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_CLOSED: Final = {
    Availability.PREMATURE,
    Availability.BARRED,
    Availability.NOT_COMPETENT,
}


def _object(
    description: str, *, optional: Iterable[str] = (), **keys: Schema
) -> Schema:
    left_out = set(optional)
    return {
        "type": "object",
        "description": description,
        "properties": keys,
        "required": [key for key in keys if key not in left_out],
    }


def _several(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _one(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _maybe(name: str) -> Schema:
    return {"anyOf": [_one(name), {"type": "null"}]}


def _words(kind: type[StrEnum], *, but: Iterable[StrEnum] = ()) -> Schema:
    """Return the schema of a word of an enum, but for some."""
    left_out = set(but)
    return {"enum": [word.value for word in kind if word not in left_out]}


def _texts() -> Schema:
    return {"type": "array", "items": _TEXT}


def _map_of(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _answer(
    kind: str, description: str, *, optional: Iterable[str] = (), **keys: Schema
) -> Schema:
    """Return the schema of a rule's answer, which may tell for which days there is law.

    Args:
        kind: The kind of the rule.
        description: What it answers.
        optional: The keys that aren't always there.
        keys: The schema of each key that only this kind has.
    """
    return _object(
        description,
        kind={"const": kind},
        **keys,
        law=_several("in_force"),
        not_at_hand=_several("not_at_hand"),
        optional=(*optional, "law", "not_at_hand"),
    )


def _from_a_day(schema: Schema) -> Schema:
    """Return a schema with the first day; `from` is no name in Python."""
    schema["properties"]["from"] = _DAY
    schema["required"].append("from")
    return schema


_BOUNDS: Final[dict[str, Schema]] = {
    "firm": _TRUTH,
    "earliest": _MAYBE_MOMENT,
    "latest": _MAYBE_MOMENT,
    "assumption": _MAYBE_TEXT,
    "settled_by": _MAYBE_TEXT,
}
"""What a day that an event leads to has: how sure it is, and what will settle it."""

_PARTS: Final[dict[str, Schema]] = {
    "words": _object("The same in Chinese and in English.", zh=_TEXT, en=_TEXT),
    "cited": _object(
        "A provision 法律依据, and what stands behind it.",
        instrument=_TEXT,
        article=_MAYBE_TEXT,
        paragraph=_TEXT,
        item=_TEXT,
        passage=_TEXT,
        text=_TEXT,
        verified=_words(Grade),
        number_verified={"const": False},
        optional=("paragraph", "item", "passage", "number_verified"),
    ),
    "in_force": _from_a_day(
        _object(
            "Days for which there is law, both inclusive; `until` null: still.",
            instrument=_TEXT,
            title=_one("words"),
            until=_MAYBE_DAY,
        )
    ),
    "not_at_hand": _from_a_day(
        _object(
            "Days, both inclusive, whose law is in force but not at hand.",
            until=_MAYBE_DAY,
            basis=_several("cited"),
            zh=_TEXT,
            en=_TEXT,
        )
    ),
    "facts": {
        "type": "object",
        "description": "Every fact that was read, as stated; null for unknown.",
    },
    "condition": _object(
        "A condition as the case meets it 认定; value null: unknown.",
        id=_TEXT,
        role={"enum": ["require", "bar"]},
        value=_TRUTH,
        basis=_several("cited"),
        facts=_one("facts"),
        message=_maybe("words"),
        waits_for=_texts(),
        optional=("waits_for",),
    ),
    "contested": _object(
        "The result under another choice of a reading 解释.",
        reading=_TEXT,
        choice=_TEXT,
        result={"type": "object"},
        basis=_several("cited"),
    ),
    "consequence": _object(
        "What follows where it is missed.", zh=_TEXT, en=_TEXT, basis=_several("cited")
    ),
    "candidate": _object(
        "An answer that applies, or still may.",
        value=_TEXT,
        label=_one("words"),
        reason=_maybe("words"),
        needs=_one("words"),
        state=_words(Availability, but=_CLOSED),
        turn=_TEXT,
        basis=_several("cited"),
        optional=("needs", "state", "turn"),
    ),
    "closed": _object(
        "An answer that isn't open: not yet, no longer, or not at all.",
        value=_TEXT,
        label=_one("words"),
        state=_words(Availability, but=set(Availability) - _CLOSED),
        opens=_MAYBE_DAY,
        reason=_maybe("words"),
        needs=_one("words"),
        basis=_several("cited"),
        optional=("needs",),
    ),
    "item": _object(
        "An item of a checklist.",
        id=_TEXT,
        state=_words(Presence),
        basis=_several("cited"),
        facts=_one("facts"),
        message=_one("words"),
    ),
    "note": _object(
        "Something odd about the facts.", id=_TEXT, facts=_texts(), zh=_TEXT, en=_TEXT
    ),
    "caveat": _object(
        "What the answers of some rules can't take in.",
        id=_TEXT,
        rules=_texts(),
        zh=_TEXT,
        en=_TEXT,
        basis=_several("cited"),
    ),
    "stage": _object("A stage 阶段 of a case.", stage=_TEXT, zh=_TEXT, en=_TEXT),
    "projection": _object(
        "The upper end of a limit whose event is still to come; beside its result.",
        rule=_TEXT,
        kind={"enum": ["deadline", "permission"]},
        event=_TEXT,
        base=_TEXT,
        base_due={**_MAYBE_MOMENT, "type": "string"},
        past={"type": "boolean"},
        due=_MAYBE_MOMENT,
        latest=_MAYBE_MOMENT,
        firm=_TRUTH,
        limit=_MAYBE_TEXT,
        when=_TRUTH,
        unknown=_texts(),
        assumption=_MAYBE_TEXT,
        settled_by=_MAYBE_TEXT,
        basis=_several("cited"),
    ),
    "progress": _object(
        "Where the case stands: whose turn it is, what runs, what is late.",
        turn=_MAYBE_TEXT,
        possible=_several("stage"),
        running=_texts(),
        late=_texts(),
    ),
}
_ANSWERS: Final[dict[str, Schema]] = {
    "admission": _answer(
        "admission",
        "Whether a claim is to be taken up 是否受理.",
        outcome=_words(Outcome),
        at=_DAY,
        hypothetical={"type": "boolean"},
        conditions=_several("condition"),
        contested=_several("contested"),
    ),
    "deadline": _answer(
        "deadline",
        "By when somebody has to act 期限; `due` is the last day in time.",
        status=_words(Status),
        actor=_TEXT,
        trigger=_MAYBE_MOMENT,
        limit=_MAYBE_TEXT,
        nominal=_MAYBE_MOMENT,
        due=_MAYBE_MOMENT,
        safe_due=_MAYBE_MOMENT,
        **_BOUNDS,
        contested=_several("contested"),
        basis=_several("cited"),
        on_miss=_one("consequence"),
        optional=("on_miss",),
    ),
    "choice": _answer(
        "choice",
        "Which of several answers applies.",
        outcome=_words(Selection),
        value=_MAYBE_TEXT,
        candidates=_several("candidate"),
        closed=_several("closed"),
        turn=_TEXT,
        optional=("closed", "turn"),
    ),
    "checklist": _answer(
        "checklist",
        "What has to be there; complete null: not known.",
        outcome={"const": Outcome.NOT_IN_FORCE.value},
        complete=_TRUTH,
        items=_several("item"),
        optional=("outcome",),
    ),
    "permission": _answer(
        "permission",
        "From which day something may be done; `opens` is the first.",
        status=_words(Permit),
        actor=_TEXT,
        trigger=_MAYBE_MOMENT,
        limit=_MAYBE_TEXT,
        opens=_MAYBE_MOMENT,
        **_BOUNDS,
        contested=_several("contested"),
        basis=_several("cited"),
    ),
    "duty": _answer(
        "duty",
        "What is owed without a limit 义务.",
        status=_words(Obligation, but=(Obligation.NONE,)),
        actor=_TEXT,
        facts=_one("facts"),
        contested=_several("contested"),
        basis=_several("cited"),
        on_miss=_one("consequence"),
        optional=("on_miss",),
    ),
    "amount": _answer(
        "amount",
        "How much money is owed 金额; `value` is a decimal in quotes.",
        status=_words(Obligation, but=(Obligation.MET,)),
        actor=_TEXT,
        value=_MAYBE_DECIMAL,
        currency={"const": CURRENCY},
        facts=_one("facts"),
        contested=_several("contested"),
        basis=_several("cited"),
    ),
}

DECISION: Final[Schema] = {
    "title": "A decision 评估结论: an assessment, not an authority's act",
    **_object(
        "The joint answer for one case on one day. Not legal advice.",
        schema={"const": 1},
        library=_TEXT,
        as_of=_DAY,
        pack=_object("The rules.", id=_TEXT, version=_TEXT, sha256=_HASH),
        calendar=_object(
            "The calendar, how far it is firm, and how it looks ahead.",
            sha256=_HASH,
            firm_through=_DAY,
            unannounced={"enum": ["principle", "envelope"]},
            known_at=_DAY,
            optional=("known_at",),
        ),
        readings=_map_of(_TEXT),
        stage=_MAYBE_TEXT,
        progress=_one("progress"),
        projections=_several("projection"),
        notes=_several("note"),
        caveats=_several("caveat"),
        judgments=_texts(),
        disclaimer=_one("words"),
        results=_map_of({"anyOf": [_one(kind) for kind in _ANSWERS]}),
        optional=("progress", "projections"),
    ),
    "$defs": {**_PARTS, **_ANSWERS},
}
"""What `Decision.to_dict` returns."""

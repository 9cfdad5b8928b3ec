"""The shape of a decision as JSON, written by hand: what callers can rely on.

Further keys may join; those that are required here stay, with their meaning.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.grounds import Outcome, Presence, Selection, Status
from telcorules.foundation.law import Grade

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_MAYBE_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_TRUTH: Final[Schema] = {"type": ["boolean", "null"]}
_HASH: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


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


def _words(kind: type[StrEnum]) -> Schema:
    return {"enum": [word.value for word in kind]}


def _texts() -> Schema:
    return {"type": "array", "items": _TEXT}


def _map_of(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


_DEFS: Final[dict[str, Schema]] = {
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
    "in_force": {
        **_object(
            "Days for which there is law, both inclusive; `until` null: still.",
            instrument=_TEXT,
            title=_one("words"),
            until=_MAYBE_DAY,
        ),
    },
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
    "admission": _object(
        "Whether a claim is to be taken up 是否受理.",
        kind={"const": "admission"},
        outcome=_words(Outcome),
        at=_DAY,
        hypothetical={"type": "boolean"},
        conditions=_several("condition"),
        contested=_several("contested"),
        law=_several("in_force"),
        optional=("law",),
    ),
    "deadline": _object(
        "By when somebody has to act 期限; `due` is the last day in time.",
        kind={"const": "deadline"},
        status=_words(Status),
        actor=_TEXT,
        trigger=_MAYBE_DAY,
        limit=_MAYBE_TEXT,
        nominal=_MAYBE_DAY,
        due=_MAYBE_DAY,
        safe_due=_MAYBE_DAY,
        firm=_TRUTH,
        earliest=_MAYBE_DAY,
        latest=_MAYBE_DAY,
        assumption=_MAYBE_TEXT,
        settled_by=_MAYBE_TEXT,
        contested=_several("contested"),
        basis=_several("cited"),
        law=_several("in_force"),
        optional=("law",),
    ),
    "candidate": _object(
        "An answer that applies, or still may.",
        value=_TEXT,
        label=_one("words"),
        reason=_maybe("words"),
        basis=_several("cited"),
    ),
    "choice": _object(
        "Which of several answers applies.",
        kind={"const": "choice"},
        outcome=_words(Selection),
        value=_MAYBE_TEXT,
        candidates=_several("candidate"),
        law=_several("in_force"),
        optional=("law",),
    ),
    "item": _object(
        "An item of a checklist.",
        id=_TEXT,
        state=_words(Presence),
        basis=_several("cited"),
        facts=_one("facts"),
        message=_one("words"),
    ),
    "checklist": _object(
        "What has to be there; complete null: not known.",
        kind={"const": "checklist"},
        outcome={"const": Outcome.NOT_IN_FORCE.value},
        complete=_TRUTH,
        items=_several("item"),
        law=_several("in_force"),
        optional=("outcome", "law"),
    ),
    "note": _object(
        "Something odd about the facts.", id=_TEXT, facts=_texts(), zh=_TEXT, en=_TEXT
    ),
}
# `from` can't be a keyword argument.
_DEFS["in_force"]["properties"]["from"] = _DAY
_DEFS["in_force"]["required"].append("from")

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
        notes=_several("note"),
        judgments=_texts(),
        disclaimer=_one("words"),
        results=_map_of(
            {
                "anyOf": [
                    _one(kind)
                    for kind in ("admission", "deadline", "choice", "checklist")
                ]
            }
        ),
    ),
    "$defs": _DEFS,
}
"""What `Decision.to_dict` returns."""

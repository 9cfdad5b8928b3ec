"""The JSON Schema of a file of vectors, and of what a program is asked and answers."""

from typing import Any

from telcorules.review.vectors import FORM, LEVELS

_DAY = {"type": "string", "format": "date"}
_MAYBE_DAY = {"type": ["string", "null"]}
_NAMES = {"type": "array", "items": {"type": "string"}}


def vectors_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of vectors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "telcorules conformance vectors",
        "type": "object",
        "required": ["vectors", "library", "pack", "calendar", "levels", "cases"],
        "properties": {
            "vectors": {"const": FORM},
            "library": {"type": "string"},
            "pack": {"type": "object", "required": ["id", "version", "sha256"]},
            "calendar": {"type": "object", "required": ["sha256", "firm_through"]},
            "readings": {
                "description": "The choices that hold where a case states none.",
                "type": "object",
            },
            "levels": {"type": "object", "additionalProperties": {"type": "string"}},
            "cases": {"type": "array", "items": {"$ref": "#/$defs/case"}},
        },
        "$defs": {"question": _question(), "answer": _answer(), "case": _case()},
    }


def _question() -> dict[str, Any]:
    return {
        "description": "What a program reads from standard input.",
        "type": "object",
        "required": ["id", "rule", "as_of", "readings", "facts"],
        "properties": {
            "id": {"type": "string"},
            "rule": {"type": "string"},
            "as_of": _DAY,
            "readings": {"type": "object", "additionalProperties": {"type": "string"}},
            "facts": {
                "description": "As in a case; what isn't there is unknown.",
                "type": "object",
                "additionalProperties": {"type": "object"},
            },
        },
    }


def _answer() -> dict[str, Any]:
    return {
        "description": "What a program writes to standard output; more is its own.",
        "type": "object",
        "required": ["kind", "answer", "basis"],
        "properties": {
            "kind": {"type": "string"},
            "answer": {
                "description": "The outcome or status; of a settled choice the value.",
                "type": "string",
            },
            "basis": _NAMES,
            "failed": _NAMES,
            "unknown": _NAMES,
            "missing": _NAMES,
            "candidates": _NAMES,
            "value": {"type": ["string", "null"]},
            "due": _MAYBE_DAY,
            "opens": _MAYBE_DAY,
            "earliest": _MAYBE_DAY,
            "latest": _MAYBE_DAY,
            "firm": {"type": ["boolean", "null"]},
            "contested": {
                "type": "array",
                "items": {"type": "object", "required": ["reading", "choice"]},
            },
        },
    }


def _case() -> dict[str, Any]:
    return {
        "allOf": [{"$ref": "#/$defs/question"}],
        "required": ["level", "expect"],
        "properties": {
            "level": {"enum": list(LEVELS)},
            "expect": {"$ref": "#/$defs/answer"},
        },
    }

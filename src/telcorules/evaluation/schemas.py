"""The JSON Schemas of what goes in and what comes out: pack, case, decision."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from telcorules.evaluation.decision_schema import DECISION
from telcorules.evaluation.grounds import pick
from telcorules.evaluation.loading import load
from telcorules.language.schema import files_schema
from telcorules.language.vocabulary import Fact

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema (draft 2020-12).

    Args:
        name: ``case``: the facts of the bundled pack; ``pack``: any YAML file of a
            rule pack; ``decision``: what `Decision.to_dict` returns.

    Raises:
        RequestError: There is no such schema.

    Examples:
        >>> json_schema("case")["title"]
        'A case 案件: what is known about one dispute'
    """
    return {"$schema": DRAFT, **pick(_SCHEMAS, name, "schema")()}


def _case() -> dict[str, Any]:
    """Return the schema of a case; what facts are called becomes a description."""
    vocabulary = load().program.vocabulary
    schema = vocabulary.model.model_json_schema()
    for section, label in vocabulary.sections.items():
        schema["properties"][section] |= {"title": _bilingual(label)}
    for fact in vocabulary.facts:
        section, _, name = fact.name.partition(".")
        found = schema["$defs"][section]["properties"][name]
        found |= {"title": _bilingual(fact.label), "description": _about(fact)}
    title = "A case 案件: what is known about one dispute"
    about = "A fact that nobody stated is unknown, never false. Leave it out."
    return {**schema, "title": title, "description": about}


def _about(fact: Fact) -> str:
    """Return the question that asks for a fact, and what its words mean."""
    asked = [_bilingual(fact.ask)] if fact.ask else []
    words = [f"{word}: {_bilingual(label)}" for word, label in fact.values]
    return "\n".join([*asked, *words])


def _bilingual(wording: Any) -> str:
    return f"{wording.zh} / {wording.en}"


def _pack() -> dict[str, Any]:
    return {
        "title": "A file of a rule pack 规则包",
        "description": "What kind of file it is, its first key says.",
        **files_schema(),
    }


def _decision() -> dict[str, Any]:
    return deepcopy(DECISION)


_SCHEMAS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "case": _case,
    "decision": _decision,
    "pack": _pack,
}

"""A case as a YAML file that people can read: facts, each below its question."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from telcorules.language.vocabulary import Case, Fact, Kind
from telcorules.render.bilingual import Language

_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TAKEN: Final = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"}
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAID: Final = ("没有回答", "not answered")


def case_yaml(
    case: Case, declined: Collection[str], heading: str, language: Language
) -> str:
    """Return a case as YAML, with comments that say what each fact answers.

    Args:
        case: The case.
        declined: The facts that were asked and not answered; they stay comments.
        heading: What the file is about, in a line.
        language: The language of the comments.
    """
    stated = case.to_dict()
    lines = [f"# {heading}"]
    for section, facts in case.vocabulary.by_section.items():
        known = stated.get(section, {})
        inner = [
            line
            for name, fact in facts.items()
            for line in _fact(name, fact, known, declined, language)
        ]
        if inner:
            lines += ["", f"{section}:" if known else f"# {section}:", *inner]
    return "\n".join([*lines, *([] if stated else ["", "{}"])]) + "\n"


def _fact(
    name: str,
    fact: Fact,
    known: dict[str, Any],
    declined: Collection[str],
    language: Language,
) -> Iterator[str]:
    question = " ".join(language.of(fact.ask or fact.label).split())
    if name in known:
        yield f"  # {question}"
        yield f"  {name}: {_value(fact.type.item or fact.type.kind, known[name])}"
    elif fact.name in declined:
        yield f"  # {question} ({language.say(*_UNSAID)})"
        yield f"  # {name}:"


def _value(kind: Kind, value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(kind, one) for one in value)}]"
    if isinstance(value, bool | int):
        return json.dumps(value)
    plain = kind is Kind.ENUM and _PLAIN.fullmatch(value) and value not in _TAKEN
    if plain or (kind is Kind.EVENT and _bare(value)):
        return str(value)
    return quoted(value)


def _bare(event: str) -> bool:
    return event == "not-yet" or bool(_DAY.fullmatch(event))


def quoted(text: str) -> str:
    r"""Return a text in double quotes; what can't be seen is left out.

    A case file may not hold it, so that a reviewer sees all that it says.

    Examples:
        >>> print(quoted('一"二\n'))
        "一\"二\n"
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else ""

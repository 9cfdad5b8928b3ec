"""The vocabulary as Python source: the static model that editors and checkers read."""

from textwrap import wrap

from telcorules.language.vocabulary import Fact, Kind, Type, Vocabulary

_HEAD = '''"""The facts of the bundled pack as a static model; generated, do not edit.

`book.case` reads a `Case` as it reads a mapping; a fact left out is unknown.
`make generate` writes this file anew from ``rules/facts/``.

Examples:
    >>> case = Case(respondent=Respondent(province="广东"))
    >>> case.respondent.province
    '440000'
"""

from typing import Literal

from telcorules.language.values import {names}
from telcorules.language.vocabulary import Facts, Section
'''
_NAMES = {
    Kind.BOOL: "Bool",
    Kind.EVENT: "Event",
    Kind.REGION: "Region",
    Kind.MONEY: "Money",
    Kind.INT: "Int",
    Kind.TEXT: "Text",
}


def source(vocabulary: Vocabulary) -> str:
    """Return the source of a module with one model a section, and `Case`."""
    sections = [_section(vocabulary, name) for name in vocabulary.sections]
    names = sorted({_name(fact.type) for fact in vocabulary.facts} - {""})
    head = _HEAD.format(names=", ".join(names))
    return "\n\n".join([head, *sections, _case(vocabulary)])


def _class(section: str) -> str:
    return section.title().replace("_", "")


def _section(vocabulary: Vocabulary, section: str) -> str:
    label = vocabulary.sections[section]
    facts = [f for f in vocabulary.facts if f.name.startswith(f"{section}.")]
    first = f'    """{_titled(label.en)} {label.zh}.'
    lines = [f"class {_class(section)}(Section):", first, "", "    Attributes:"]
    for fact in facts:
        text = f"{_short(fact)}: {_titled(fact.label.en)} {fact.label.zh}."
        lines += wrap(text, 80, initial_indent=" " * 8, subsequent_indent=" " * 12)
    lines += ['    """', ""]
    lines += [f"    {_short(fact)}: {_annotation(fact.type)} = None" for fact in facts]
    return "\n".join(lines) + "\n"


def _titled(text: str) -> str:
    return text[0].upper() + text[1:]


def _short(fact: Fact) -> str:
    return fact.name.partition(".")[2]


def _name(type_: Type) -> str:
    if type_.kind is Kind.ENUM:
        return ""
    return "Regions" if type_.item else _NAMES[type_.kind]


def _annotation(type_: Type) -> str:
    if type_.kind is not Kind.ENUM:
        return _name(type_)
    words = "".join(f'            "{word}",\n' for word in type_.values)
    return f"(\n        Literal[\n{words}        ]\n        | None\n    )"


def _case(vocabulary: Vocabulary) -> str:
    lines = [
        "class Case(Facts):",
        '    """What is known about one dispute 案件."""',
        "",
    ]
    lines += [
        f"    {section}: {_class(section)} | None = None"
        for section in vocabulary.sections
    ]
    return "\n".join(lines) + "\n"

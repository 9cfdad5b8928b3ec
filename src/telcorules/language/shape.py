"""A file checked for its shape, and what doesn't fit said in the author's words."""

import re
from collections.abc import Iterable
from typing import Any, get_args

from telcorules.errors import PackError, Problem
from telcorules.foundation.source import MAX_PROBLEMS, Document
from telcorules.language.forms import Misfit, Written, read_as
from telcorules.language.rule_schema import RULES, RuleWritten
from telcorules.language.schema import FILES, RULE_KEYS
from telcorules.language.scope import nearest
from telcorules.language.values import shown

Path = tuple[Any, ...]

_BEGIN = "begin with one of " + ", ".join(f"`{key}:`" for key in RULE_KEYS)
_MESSAGES = {
    "string_type": ("`{key}` takes a text, not {value}", "put it in quotes"),
    "bool_type": ("`{key}` takes true or false, not {value}", "write true or false"),
    "int_type": ("`{key}` takes a whole number, not {value}", "write digits only"),
    "date_type": (
        "`{key}` takes a date, not {value}",
        "write it without quotes, such as 2016-07-30",
    ),
    "list_type": ("`{key}` takes a list, not {value}", "put it in brackets: [...]"),
    "dict_type": ("`{key}` takes a mapping, not {value}", "write {{name: value}}"),
    "model_type": ("`{key}` takes a mapping, not {value}", "write {{key: value}}"),
    "string_too_short": ("`{key}` is empty", "fill it in"),
    "string_too_long": ("`{key}` is longer than {max_length:,} signs", "shorten it"),
    "hollow": ("`{key}` is empty", "fill it in"),
    "too_short": ("`{key}` holds fewer than {min_length}", "add to it"),
    "too_long": ("`{key}` holds more than {max_length}", "split it"),
    "greater_than_equal": ("`{key}` is {value}, less than {ge}", "write {ge} or more"),
    "less_than_equal": ("`{key}` is {value}, more than {le}", "write {le} or less"),
}
_ANY = ("`{key}` can't be {value}", "write a text or a number")


def shape(document: Document) -> Written:
    """Return what a file says, checked for its shape.

    Raises:
        PackError: Keys and values that have no place in such a file, in its order; of
            very many the first `MAX_PROBLEMS`.
    """
    model = _model(document)
    found = read_as(model, document.value)
    if isinstance(found, Written):
        return found
    problems = [_problem(one, model, document) for one in found[:MAX_PROBLEMS]]
    first_at_place = {(p.line, p.column): p for p in reversed(problems)}
    raise PackError(sorted(first_at_place.values(), key=_by_place))


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _model(document: Document) -> type[Written]:
    value = document.value
    if not isinstance(value, dict) or not value:
        what = f"a file of a pack is a mapping, not {said(value)}"
        raise PackError(Problem("TR301", what, _BEGIN, span=document.span(())))
    if "rule" in value:
        return _rule_model(document)
    for key, model in FILES.items():
        if key in value:
            return model
    key = next(iter(value))
    what = f"`{shown(key)}` doesn't say what this file is"
    raise PackError(Problem("TR302", what, _BEGIN, span=document.key_span((key,))))


def _rule_model(document: Document) -> type[RuleWritten]:
    kind = document.value.get("kind")
    if isinstance(kind, str) and kind in RULES:
        return RULES[kind]
    path = ("kind",) if "kind" in document.value else ("rule",)
    what = f"{said(kind)} is not a kind of rule" if kind else "a rule states its `kind`"
    hint = nearest(str(kind), RULES)
    raise PackError(Problem("TR303", what, hint, span=document.span(path)))


def _problem(misfit: Misfit, model: type[Written], document: Document) -> Problem:
    path = tuple(_steps(document.value, misfit.path))
    key = str(next((part for part in reversed(path) if isinstance(part, str)), "file"))
    about_key = misfit.path[-1:] == ("[key]",)
    span = document.key_span(path) if about_key else document.span(path)
    match misfit.kind:
        case "missing":
            name = misfit.path[-1]
            return Problem("TR307", f"`{name}` is missing", f"add `{name}:`", span=span)
        case "extra_forbidden":
            what, hint = f"unknown key `{shown(key)}`", nearest(key, _keys(model, path))
            return Problem("TR304", what, hint, span=document.key_span(path))
        case "value_error":
            what, _, hint = str(misfit.context["error"]).partition("; ")
            return Problem("TR306", what, hint, span=span)
        case "literal_error":
            words = re.findall(r"'([^']*)'", misfit.context["expected"])
            what = f"{said(misfit.value)} is not a value of `{key}`"
            return Problem("TR308", what, nearest(str(misfit.value), words), span=span)
        case _:
            what, hint = _unfit(misfit, key)
            return Problem("TR305", what, hint, span=span)


def _unfit(misfit: Misfit, key: str) -> tuple[str, str]:
    """Return what is said of a value of another form, and what to write instead."""
    hollow = misfit.kind == "too_short" and not misfit.value
    template, hint = _MESSAGES.get("hollow" if hollow else misfit.kind, _ANY)
    holes = {"key": key, "value": said(misfit.value)}
    what = template.format_map({**misfit.context, **holes})
    if misfit.kind == "string_type" and isinstance(misfit.value, dict | list):
        hint = "write a text"
    return what, hint.format_map(misfit.context)


def _steps(value: Any, path: Iterable[Any]) -> Iterable[Any]:
    """Yield the steps of a path that the file itself has."""
    for part in path:
        if isinstance(value, dict | list) and part != "[key]":
            inside = range(len(value)) if isinstance(value, list) else value
            if part in inside:
                yield part
                value = value[part]


def _keys(model: Any, path: Path) -> list[str]:
    """Return the keys that the model of the place around a key knows."""
    for part in path[:-1]:
        model = _inner(model, part) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(model: Any, part: Any) -> Any:
    """Return the model of a part of a model; the same one for a step inside a field."""
    by_key = {field.alias or name: field for name, field in model.model_fields.items()}
    return _written_in(by_key[part].annotation) if part in by_key else model


def _written_in(annotation: Any) -> Any:
    """Return the model inside an annotation such as ``dict[Slug, Row] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Written):
        return annotation
    inner = map(_written_in, reversed(get_args(annotation)))
    return next((found for found in inner if found is not None), None)


def said(value: Any) -> str:
    """Return a value as its author wrote it, in backticks, or what it is."""
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{shown(text)}`"

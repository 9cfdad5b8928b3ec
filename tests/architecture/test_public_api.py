"""The public face as a list: `public-api.txt`, in which a change is seen in review.

``python -m tests.architecture.test_public_api`` writes it anew.
"""

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import telcorules

LISTED = Path(__file__).with_name("public-api.txt")


def described() -> Iterator[str]:
    """Yield a line for each public name, and for what can be asked of it."""
    for name in sorted(telcorules.__all__):
        value = getattr(telcorules, name)
        if isinstance(value, type):
            yield from _class(name, value)
        elif callable(value):
            yield f"{name}{_parameters(value)}"
        else:
            yield f"{name}: {type(value).__name__}"


def _class(name: str, value: type) -> Iterator[str]:
    public = (one for one in value.__mro__[1:] if one.__name__ in telcorules.__all__)
    kind = "error" if issubclass(value, Exception) else "class"
    yield " ".join((kind, name, *(f"({one.__name__})" for one in public)))
    if issubclass(value, Enum):
        yield from (f"  {name}.{one.name} = {one.value!r}" for one in value)
        return
    stated = [one.name for one in fields(value)] if is_dataclass(value) else []
    names = {one for ours in value.__mro__ if _is_ours(ours) for one in vars(ours)}
    for member in sorted({*stated, *names}):
        if not member.startswith("_"):
            yield f"  {name}.{member}{_member(value, member)}"


def _is_ours(value: type) -> bool:
    return value.__module__.startswith("telcorules")


def _member(value: type, name: str) -> str:
    found = inspect.getattr_static(value, name, None)
    if isinstance(found, classmethod | staticmethod):
        return _parameters(getattr(value, name))
    return _parameters(found) if inspect.isfunction(found) else ""


def _parameters(function: Any) -> str:
    """Return the parameters without their types, which Pythons write differently."""
    found = inspect.signature(function)
    plain = [
        one.replace(annotation=inspect.Parameter.empty)
        for one in found.parameters.values()
    ]
    empty = inspect.Signature.empty
    return str(found.replace(parameters=plain, return_annotation=empty))


def listed() -> str:
    return "\n".join(described()) + "\n"


def test_the_public_face_is_as_listed() -> None:
    assert listed() == LISTED.read_text("utf-8")


def test_what_is_public_is_told_in_the_docs() -> None:
    page = (LISTED.parents[2] / "docs" / "stability.md").read_text("utf-8")
    assert [name for name in telcorules.__all__ if f"`{name}`" not in page] == []


if __name__ == "__main__":
    LISTED.write_text(listed(), "utf-8")

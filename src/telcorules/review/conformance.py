"""Whether another program agrees with vectors, and where it doesn't, in words.

What runs the program is handed in, so that nothing here starts a process.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from telcorules.errors import Problem, RequestError
from telcorules.review.differences import ABSENT, Parting, jq, partings
from telcorules.review.vectors import FORM

Ask = Callable[[dict[str, Any]], Any]
"""What a program answers to the question of a vector: a mapping, or a `Failure`."""

_QUESTION: Final = ("id", "rule", "as_of", "readings", "facts")
_CASE: Final = (*_QUESTION, "level", "expect")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a program gave no answer."""

    why: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A vector that a program answers otherwise.

    Attributes:
        id: The vector.
        level: Its level.
        differences: What isn't as expected, in words.
    """

    id: str
    level: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conformance:
    """How a program did.

    Attributes:
        asked: How many vectors of each level it was asked.
        disagreements: Those that it answers otherwise.
    """

    asked: Mapping[int, int]
    disagreements: tuple[Disagreement, ...]

    @property
    def agreed(self) -> dict[int, int]:
        """How many vectors of each level it agrees with."""
        failed = [one.level for one in self.disagreements]
        return {level: n - failed.count(level) for level, n in self.asked.items()}

    def to_dict(self) -> dict[str, Any]:
        """Return it in JSON types."""
        return {
            "levels": {
                str(level): {"asked": count, "agreed": self.agreed[level]}
                for level, count in self.asked.items()
            },
            "disagreements": [
                {"id": one.id, "level": one.level, "differences": [*one.differences]}
                for one in self.disagreements
            ],
        }


def conformance(cases: Iterable[Mapping[str, Any]], ask: Ask) -> Conformance:
    """Ask a program every vector and compare its answers.

    Args:
        cases: Vectors in JSON types, as files hold them.
        ask: Gives the program's answer to a question.
    """
    asked: dict[int, int] = {}
    found = []
    for case in cases:
        level = case["level"]
        asked[level] = asked.get(level, 0) + 1
        answer = ask({key: case[key] for key in _QUESTION})
        if told := tuple(differences(case["expect"], answer)):
            found.append(Disagreement(case["id"], level, told))
    return Conformance(dict(sorted(asked.items())), tuple(found))


def differences(expect: Mapping[str, Any], answer: Any) -> Iterator[str]:
    """Yield what of an answer isn't as expected; what it says besides is its own.

    Examples:
        >>> [*differences({"answer": "met"}, {"answer": "late", "note": "x"})]
        ['answer: expected "met", came "late"']
    """
    if isinstance(answer, Failure):
        yield answer.why
        return
    if not isinstance(answer, dict):
        yield f"the answer is no JSON object: {_shown(answer)}"
        return
    kept = {key: answer[key] for key in expect if key in answer}
    for one in partings(dict(expect), kept):
        yield _words(one)


def _words(one: Parting) -> str:
    old, new = ("nothing" if v is ABSENT else _shown(v) for v in (one.old, one.new))
    return f"{jq(one.path).removeprefix('.')}: expected {old}, came {new}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"


def read_cases(text: str | bytes, name: str) -> list[dict[str, Any]]:
    """Read the vectors of a file.

    Args:
        text: What the file holds.
        name: What it is called.

    Raises:
        RequestError: It is no file of vectors.
    """
    hint = "write one with `telcorules vectors -o vectors.json`"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        what = f"{name}: is not JSON that can be read"
        raise RequestError(Problem("TR677", what, hint)) from None
    if not isinstance(data, dict) or data.get("vectors") != FORM:
        what = f"{name}: is no file of vectors of the form {FORM}"
        raise RequestError(Problem("TR677", what, hint))
    cases = data.get("cases")
    if not isinstance(cases, list) or not all(map(_is_case, cases)):
        what = f"{name}: a vector lacks one of {', '.join(_CASE)}"
        raise RequestError(Problem("TR677", what, hint))
    return cases


def _is_case(case: Any) -> bool:
    if not isinstance(case, dict) or not all(key in case for key in _CASE):
        return False
    return type(case["level"]) is int and isinstance(case["expect"], dict)


def read_question(text: str) -> dict[str, Any]:
    """Read the question of a vector, as a program is asked it.

    Raises:
        RequestError: It is none.
    """
    hint = 'write {"rule": "…", "as_of": "2026-11-21", "facts": {}}'
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("rule"), str):
        what = "the input is no question: a JSON object with rule, as_of and facts"
        raise RequestError(Problem("TR678", what, hint))
    told = {"as_of": None, "readings": {}, "facts": {}, **data}
    if not isinstance(told["as_of"], str):
        raise RequestError(Problem("TR678", "the question states no day, as_of", hint))
    return told

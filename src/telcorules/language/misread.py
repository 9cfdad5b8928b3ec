"""What is wrong with a case that couldn't be read, and what was probably meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from telcorules.errors import Problem
from telcorules.language.values import MAX_PROBLEMS, shown


class Names:
    """The names that a case may use.

    Args:
        words: Every fact by ``section.fact``, with the words that it may take.
        sections: The sections.
    """

    def __init__(
        self, words: Mapping[str, tuple[str, ...]], sections: Iterable[str]
    ) -> None:
        self._words = words
        self._sections = tuple(sections)

    def nearest(self, name: str) -> str:
        """Return the hint for a fact name that isn't declared."""
        section, _, fact = name.partition(".")
        same = [full for full in self._words if full.endswith(f".{fact}")]
        near = same or get_close_matches(name, self._words, 1, 0.8)
        if fact and near:
            return f"did you mean `{near[0]}`?"
        if fact and section in self._sections:
            inside = [full for full in self._words if full.startswith(f"{section}.")]
            listed = ", ".join(f"`{full}`" for full in inside[:12])
            return f"the facts of `{section}` are {listed}"
        if close := get_close_matches(section, self._sections, 1):
            return f"did you mean `{close[0]}`?"
        return f"the sections are {', '.join(f'`{one}`' for one in self._sections)}"

    def problems(self, error: ValidationError) -> list[Problem]:
        """Return what is wrong with the facts of a case, a hundred at most."""
        details = error.errors(include_url=False)
        problems = (each for one in details for each in self._problems(one))
        return [*islice(problems, MAX_PROBLEMS)]

    def _problems(self, error: ErrorDetails) -> list[Problem]:
        """Return what is wrong with a fact; with a list, what with each item."""
        name = ".".join(str(part) for part in error["loc"][:2])
        several = error.get("ctx", {}).get("several")
        if several is None:
            return [self._problem(error)]
        return [
            Problem(one["code"], one["message"], one["hint"], fact=name)
            for one in several
        ]

    def _problem(self, error: ErrorDetails) -> Problem:
        name = ".".join(str(part) for part in error["loc"][:2])
        value, context = error["input"], error.get("ctx", {})
        match error["type"]:
            case "extra_forbidden":
                what = f"unknown {'fact' if '.' in name else 'section'} `{shown(name)}`"
                return Problem("TR510", what, self._unknown(name), fact=shown(name))
            case "literal_error":
                return self._not_a_word(name, value)
            case code if code.startswith("TR"):
                return Problem(code, context["message"], context["hint"], fact=name)
            case _:
                what = f"`{shown(value)}` is not a section of facts"
                hint = f"write {{{name}: {{fact: value}}}}"
                return Problem("TR517", what, hint, fact=name)

    def _unknown(self, name: str) -> str:
        section, _, rest = name.partition(".")
        full = rest if section in self._sections and "." in rest else name
        if full in self._words:
            section, _, fact = full.partition(".")
            return f"nest it: {{{section}: {{{fact}: ...}}}}"
        return self.nearest(name)

    def _not_a_word(self, name: str, value: object) -> Problem:
        words = self._words[name]
        near = get_close_matches(shown(value), words, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"write {' or '.join(words)}"
        what = f"`{shown(value)}` is not a value of `{name}`"
        return Problem("TR512", what, hint, fact=name)

"""What a review found as workflow commands of GitHub, which shows them in the files."""

from collections.abc import Iterator, Mapping

from telcorules.errors import Problem
from telcorules.render.findings import Found


def annotations(found: Found, paths: Mapping[str, str]) -> Iterator[str]:
    """Yield a line a finding, then one that counts them.

    Args:
        found: What was found.
        paths: For the files that problems name their paths in the repository.
    """
    yield from (_line("error", one, paths) for one in found.problems)
    yield from (_line("notice", one, paths) for one in found.undecided)
    counts = f"{len(found.problems)} problems, {len(found.undecided)} undecided"
    yield f"telcorules lint: {counts}, {len(found.accepted)} accepted"


def _line(level: str, problem: Problem, paths: Mapping[str, str]) -> str:
    where = {"title": problem.code}
    if problem.span is not None:
        end = problem.span.column + problem.span.width
        where = {
            "file": paths[problem.span.file],
            "line": str(problem.span.line),
            "col": str(problem.span.column),
            "endColumn": str(end),
            **where,
        }
    told = ",".join(f"{name}={_value(text)}" for name, text in where.items())
    hint = f"\nfix: {problem.hint}" if problem.hint else ""
    return f"::{level} {told}::{_text(problem.message + hint)}"


def _text(text: str) -> str:
    """Return a message with what would end it escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")

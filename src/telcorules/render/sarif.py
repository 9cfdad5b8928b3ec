"""What a review found as SARIF 2.1.0, the format in which code hosts take findings.

A proven defect fails, an undecided one is open, and what the author accepts is
suppressed with the reason as its justification.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from telcorules.errors import Problem, Span
from telcorules.foundation.law import Wording
from telcorules.render.findings import Found

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)


def sarif_log(
    found: Found,
    paths: Mapping[str, str],
    titles: Mapping[str, Wording],
    version: str,
) -> dict[str, Any]:
    """Return a log of one run.

    Args:
        found: What was found.
        paths: For the files that problems name their paths in the repository.
        titles: What the codes of the analysis are called; others are listed bare.
        version: The library's.
    """
    results = list(_results(found, paths))
    bare = sorted({one["ruleId"] for one in results} - {*titles})
    rules = [*map(_rule, titles.items()), *({"id": code} for code in bare)]
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    for one in results:
        one["ruleIndex"] = places[one["ruleId"]]
    driver = {"name": "telcorules", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(titled: tuple[str, Wording]) -> dict[str, Any]:
    code, title = titled
    return {"id": code, "shortDescription": {"text": f"{title.en} {title.zh}"}}


def _results(found: Found, paths: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for problem in found.problems:
        yield _result(problem, paths, "fail")
    for problem in found.undecided:
        yield _result(problem, paths, "open")
    for problem, why in found.accepted:
        suppression = {"kind": "external", "justification": f"{why.en} {why.zh}"}
        yield {**_result(problem, paths, "fail"), "suppressions": [suppression]}


def _result(problem: Problem, paths: Mapping[str, str], kind: str) -> dict[str, Any]:
    told = (problem.message, problem.why, problem.hint and f"fix: {problem.hint}")
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "kind": kind,
        "level": "error" if kind == "fail" else "none",
        "message": {"text": _sentences(told)},
    }
    if problem.span is not None:
        found["locations"] = [{"physicalLocation": _place(problem.span, paths)}]
    return found


def _sentences(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _place(span: Span, paths: Mapping[str, str]) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": span.column + span.width,
    }
    if span.source:
        region["snippet"] = {"text": span.source}
    path = paths[span.file]
    uri = f"{'file://' if path.startswith('/') else ''}{quote(path)}"
    return {"artifactLocation": {"uri": uri}, "region": region}

"""`record`, `verify` and `replay`: a decision kept, checked, and decided again."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from telcorules.cli import options
from telcorules.cli.inputs import (
    STANDARD_INPUT,
    named,
    open_book,
    parse_day,
    read_case,
)
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import emit, show, show_json
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.context import Context
from telcorules.language.linking import DISCLAIMER
from telcorules.render.bilingual import Language
from telcorules.render.page import Branch
from telcorules.render.proofs import proof_dict, proof_tree
from telcorules.render.records import (
    Kept,
    Parted,
    Replayed,
    made_page,
    replayed_page,
    verified_page,
)
from telcorules.render.words import Phrasing
from telcorules.review import records, replays
from telcorules.review.differences import ABSENT
from telcorules.review.record_form import MAX_BYTES, Record
from telcorules.review.replays import Again, Difference, Replay, Verdict

CODES: Final[Mapping[Verdict, int]] = {
    Verdict.SAME: 0,
    Verdict.DIFFERS: 1,
    Verdict.CANNOT: 2,
}
"""The exit code of what a replay gave."""


def record(
    case: options.CaseFile,
    *,
    file: options.RecordOut = None,
    embed: options.Embed = False,
    as_of: options.AsOf = None,
    rule: options.Rules = None,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    reading: options.Readings = None,
    notice: options.Notices = None,
    unannounced: options.Method = Unannounced.PRINCIPLE,
    known_at: options.KnownAt = None,
) -> int:
    """Decide a case and keep the answer with all that it rested on 记录.

    \b
      telcorules record case.yaml --as-of 2026-11-21 -o case.record.json
      telcorules record case.yaml --embed > case.record.json
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, reading, notice, unannounced, known_at=known_at)
    facts, day = read_case(book, case), parse_day(as_of)
    made = records.record(book, facts, as_of=day, rules=rule or None, embed=embed)
    if file is None:
        emit(made.to_json())
    else:
        _write(file, made)
        show(made_page(_kept(made, str(file)), lang, book.program.disclaimer))
    return 0


def verify(
    file: options.RecordFile,
    *,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
) -> int:
    """Check that a record is whole and that its hashes fit together 核验.

    \b
      telcorules verify case.record.json
    """  # noqa: D301 - \b keeps the lines of the examples
    with _in_file(file):
        whole = records.verify(_read(file))
    if output is Format.JSON:
        show_json({"verdict": "verified", **_summary(whole)}, DISCLAIMER)
    else:
        show(verified_page(_kept(whole, file), lang, DISCLAIMER))
    return 0


def replay(
    file: options.RecordFile,
    *,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
    notice: options.Notices = None,
) -> int:
    """Decide a recorded case again, as it was decided then, and compare 复算.

    \b
      telcorules replay case.record.json
      telcorules replay case.record.json --pack rules-2026 --notice 2027.yaml

    Exit codes: 0 the same, 1 another answer, 2 not possible, or a bad record.
    """  # noqa: D301 - \b keeps the lines of the examples
    also, notices = extend or (), notice or ()
    with _in_file(file):
        found = replays.replay(_read(file), path=pack, extend=also, notices=notices)
    if output is Format.JSON:
        show_json({**found.to_dict(), **_proved(found)}, DISCLAIMER)
    else:
        kept, came = _kept(found.record, file), _came(found, lang)
        show(replayed_page(kept, came, lang, DISCLAIMER))
    return CODES[found.verdict]


@contextmanager
def _in_file(name: str) -> Iterator[None]:
    """Let what is wrong with a record be told with the name of its file.

    Raises:
        RequestError: It isn't a record, or isn't whole.
    """
    shown = "standard input" if name == STANDARD_INPUT else name
    try:
        yield
    except RequestError as error:
        raise RequestError([named(one, shown) for one in error.problems]) from None


def _read(name: str) -> bytes:
    """Return the bytes of a record, from a file or from standard input.

    Raises:
        RequestError: The file can't be read.
    """
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        what = f"can't be read: {why.lower()}"
        raise RequestError(Problem("TR907", what, "check the name")) from None


def _write(file: Path, made: Record) -> None:
    try:
        file.write_bytes(made.to_json().encode())
    except OSError as error:
        what = f"{file}: can't be written: {str(error.strerror).lower()}"
        raise RequestError(Problem("TR907", what, "name another file")) from None


def _kept(one: Record, name: str) -> Kept:
    data = one.to_dict()
    known_at = data["calendar"]["known_at"]
    return Kept(
        name=name,
        sha256=one.sha256,
        as_of=date.fromisoformat(data["as_of"]),
        rules=len(data["rules"]),
        packs=_packs(data["pack"]),
        firm_through=date.fromisoformat(data["calendar"]["firm_through"]),
        known_at=date.fromisoformat(known_at) if known_at else None,
        library=data["library"],
        embedded="embedded" in data,
    )


def _packs(pack: dict[str, Any]) -> str:
    named = [f"{one['id']} {one['version']}" for one in (pack, *pack["extended_by"])]
    return f"{' + '.join(named)} ({pack['sha256'][:12]})"


def _summary(one: Record) -> dict[str, Any]:
    data = one.to_dict()
    keys = ("library", "as_of", "pack", "calendar")
    return {
        "sha256": one.sha256,
        **{key: data[key] for key in keys},
        "embedded": "embedded" in data,
    }


def _came(found: Replay, language: Language) -> Replayed:
    first = found.difference
    parted = _parted(first, found.again, language) if first else None
    return Replayed(missing=found.missing, parted=parted, added=found.added)


def _parted(found: Difference, again: Again | None, language: Language) -> Parted:
    return Parted(
        path=found.path,
        recorded=_as_json(found.recorded),
        now=_as_json(found.now),
        place=" · ".join(one for one in (found.rule, found.condition) if one),
        basis=[
            (str(one.get("text", "")), str(one.get("verified", "")))
            for one in found.basis
        ],
        proof=_tree(found, again, language),
    )


def _as_json(value: Any) -> str | None:
    return None if value is ABSENT else json.dumps(value, ensure_ascii=False)


def _tree(found: Difference, again: Again | None, language: Language) -> Branch | None:
    if found.proof is None or again is None:
        return None
    return proof_tree(found.proof, _phrasing(again), language)


def _proved(found: Replay) -> dict[str, Any]:
    """Return the key that says why a condition has the value that it has now."""
    proof = found.difference and found.difference.proof
    if not proof or not found.again:
        return {}
    return {"proof": proof_dict(proof, _phrasing(found.again))}


def _phrasing(again: Again) -> Phrasing:
    book = again.book
    return Phrasing(Context(book.program, book.calendar, dict(book.readings)))

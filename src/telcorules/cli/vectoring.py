"""`vectors`: cases by which another program proves that it decides alike."""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from pathlib import Path
from typing import IO, Any, Final

from telcorules.cli import options, pack_options
from telcorules.cli.inputs import open_book
from telcorules.cli.options import Format, Unannounced
from telcorules.cli.outputs import emit, show, show_json
from telcorules.errors import Problem, RequestError, TelcoRulesError
from telcorules.evaluation.rulebook import Rulebook
from telcorules.language.linking import DISCLAIMER
from telcorules.render.bilingual import Language
from telcorules.render.conformance import agreement_page, written_page
from telcorules.review.conformance import (
    Ask,
    Failure,
    conformance,
    read_cases,
    read_question,
)
from telcorules.review.vectors import answer, document, vectors
from telcorules.review.vectors_schema import vectors_schema

DISAGREES: Final = 1
_SECONDS: Final = 60


def vectors_command(
    file: pack_options.VectorsOut = None,
    *,
    command: pack_options.Run = None,
    stream: pack_options.Stream = False,
    source: pack_options.VectorsFrom = None,
    level: pack_options.Level = 4,
    respond: pack_options.Respond = False,
    schema: pack_options.ShowSchema = False,
    rule: options.Rules = None,
    output: options.Output = Format.TEXT,
    lang: options.Lang = Language.ZH,
    pack: options.Pack = None,
    extend: options.Extend = None,
) -> int:
    """Write conformance vectors 一致性用例, or hold another program against them.

    \b
      telcorules vectors -o vectors.json
      telcorules vectors --run './decide' --level 2 --rule 'appeal.*'
      telcorules vectors --run 'java -jar engine.jar' --stream --from vectors.json
      telcorules vectors --answer < question.json

    The program reads a question as JSON from its standard input and writes its answer
    as JSON; with --stream it is started once, and reads and writes a line each.
    Exit codes: 0 written, or it agrees; 1 it doesn't.
    """  # noqa: D301 - \b keeps the lines of the examples
    if schema:
        emit(_json(vectors_schema()))
        return 0
    book = open_book(pack, extend, None, None, Unannounced.PRINCIPLE)
    if respond:
        return _respond(book)
    if command is None:
        return _write(book, rule or (), level, file, lang)
    cases = _cases(book, rule or (), source)
    cases = [one for one in cases if one["level"] <= level]
    starting = _streaming if stream else _one_by_one
    with starting(command) as ask:
        found = conformance(cases, ask).to_dict()
    if output is Format.JSON:
        show_json(found, DISCLAIMER)
    else:
        show(agreement_page(found, command, lang))
    return DISAGREES if found["disagreements"] else 0


def _write(
    book: Rulebook, rules: Iterable[str], level: int, file: Path | None, lang: Language
) -> int:
    found = [one for one in vectors(book, rules) if one.level <= level]
    text = _json(document(book, found))
    if file is None:
        emit(text)
        return 0
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"{file}: can't be written: {str(error.strerror).lower()}"
        raise RequestError(Problem("TR634", what, "name another file")) from None
    counts: dict[int, int] = {}
    for one in found:
        counts[one.level] = counts.get(one.level, 0) + 1
    show(written_page(dict(sorted(counts.items())), str(file), lang))
    return 0


def _cases(
    book: Rulebook, rules: Iterable[str], source: Path | None
) -> list[dict[str, Any]]:
    if source is None:
        return [one.to_dict() for one in vectors(book, rules)]
    try:
        return read_cases(source.read_bytes(), str(source))
    except OSError as error:
        what = f"{source}: can't be read: {str(error.strerror).lower()}"
        raise RequestError(Problem("TR677", what, "check the name")) from None


def _respond(book: Rulebook) -> int:
    """Answer questions as a program does: a line each as it comes, or a single one."""
    for text in _questions(iter(sys.stdin.readline, "")):
        found = answer(book, read_question(text))
        emit(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


def _questions(lines: Iterator[str]) -> Iterator[str]:
    """Yield each line; where the first is no JSON by itself, all of them as one."""
    first = next(lines, "")
    try:
        json.loads(first)
    except ValueError:
        yield first + "".join(lines)
        return
    yield first
    yield from (line for line in lines if line.strip())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _words(command: str) -> list[str]:
    """Return a command as the words that it is made of.

    Raises:
        RequestError: It is none.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if words:
        return words
    hint = "write --run './decide --json'"
    raise RequestError(Problem("TR676", f"`{command}` is no command", hint))


@contextmanager
def _one_by_one(command: str) -> Iterator[Ask]:
    """Start the program anew for each question."""
    words = _words(command)

    def ask(question: dict[str, Any]) -> Any:
        text = json.dumps(question, ensure_ascii=False)
        try:
            done = subprocess.run(  # noqa: S603 - the command that the user named
                words,
                input=text.encode(),
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except OSError as error:
            raise _not_started(words[0], error) from None
        except subprocess.TimeoutExpired:
            return Failure(f"no answer within {_SECONDS} seconds")
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            return Failure(f"exit code {done.returncode}: {said[-1] if said else '—'}")
        return _parsed(done.stdout)

    yield ask


@contextmanager
def _streaming(command: str) -> Iterator[Ask]:
    """Start the program once; it reads and writes a line for each question."""
    words = _words(command)
    try:
        program = subprocess.Popen(  # noqa: S603 - the command that the user named
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
    except OSError as error:
        raise _not_started(words[0], error) from None
    with program:
        assert program.stdin is not None
        assert isinstance(program.stdout, FileIO)  # INVARIANT: it has no buffer
        yield _line_by_line(program.stdin, BufferedReader(program.stdout))
        program.kill()


def _line_by_line(inward: IO[bytes], outward: BufferedReader) -> Ask:
    def ask(question: dict[str, Any]) -> Any:
        text = json.dumps(question, ensure_ascii=False)
        with suppress(OSError):  # it has ended; then there is no line to read either
            inward.write(text.encode() + b"\n")
        line = outward.readline()
        return _parsed(line) if line else Failure("the program has ended")

    return ask


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return Failure(f"the answer is no JSON: {text[:80].decode(errors='replace')!r}")


def _not_started(name: str, error: OSError) -> TelcoRulesError:
    what = f"`{name}` can't be started: {str(error.strerror).lower()}"
    return RequestError(Problem("TR676", what, "check the command of --run"))

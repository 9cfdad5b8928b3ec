"""Sign-off 签核: who answers for which rule of a pack, as it was read on which day.

A signature holds the hash of what a rule means (`meaning`), so that it shows which
rules changed since. It proves nothing about who wrote it down: a repository does.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from telcorules.errors import PackError, Problem, RequestError, Span
from telcorules.foundation.source import read
from telcorules.language.packs import PACK, SIGNOFF, read_file, rule_files, signoff_file
from telcorules.language.program import Program, Rule
from telcorules.language.schema import SignoffFile
from telcorules.language.scope import nearest
from telcorules.language.shape import shape
from telcorules.review.meaning import signed_hash

UNSIGNED: Final = "TR870"
CHANGED: Final = "TR871"
NO_SUCH_RULE: Final = "TR872"
CODES: Final = (UNSIGNED, CHANGED, NO_SUCH_RULE)
"""What may be said of signatures; each informs, none is a mistake of the pack."""

_SIGN: Final = "sign it with `telcorules signoff`"


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's name under a rule.

    Attributes:
        rule: The rule's id.
        sha256: The hash of the rule as it was, from `meaning.signed_hash`.
        by: Who signed.
        day: On which day.
        span: Where it is written; None for one that isn't yet.
    """

    rule: str
    sha256: str
    by: str
    day: date
    span: Span | None = None


def read_signatures(folder: Path) -> dict[str, Signature]:
    """Read who signed which rules of a pack, by the rule; none where nobody did.

    Raises:
        PackError: The file can't be read as signatures.
    """
    path = signoff_file(folder)
    if path is None:
        return {}
    document = read_file(path, folder)
    written = shape(document)
    if not isinstance(written, SignoffFile):
        what, hint = (
            "a file named signoff.yaml holds signatures",
            "begin with `signoff:`",
        )
        raise PackError(Problem("TR812", what, hint, span=document.span(())))
    return {
        name: Signature(
            name, one.sha256, one.by, one.day, document.key_span(("signoff", name))
        )
        for name, one in written.signoff.items()
    }


def own_rules(program: Program, folders: tuple[Path, ...]) -> dict[str, Rule]:
    """Return the rules that the last of some packs laid over one another brings.

    Args:
        program: The packs, read.
        folders: Where they were read, the base first.
    """
    last = folders[-1]
    prefix = f"{last.name}/" if len(folders) > 1 else ""
    files = {prefix + one.relative_to(last).as_posix() for one in rule_files(last)}
    return {
        name: rule for name, rule in program.rules.items() if rule.span.file in files
    }


def unsigned(program: Program, folders: tuple[Path, ...]) -> list[Problem]:
    """Return what there is to say of the signatures of the last pack.

    Which rules nobody signed (TR870; once for a pack that nobody signed at all),
    which changed since (TR871), and what was signed that isn't there (TR872).

    Raises:
        PackError: The signatures can't be read.
    """
    rules = own_rules(program, folders)
    signed = read_signatures(folders[-1])
    if not signed:
        return [_nobody(len(rules))]
    found = [*_of_rules(rules, signed, program), *_of_nothing(rules, signed)]
    return sorted(found, key=lambda one: (one.file or "", one.line or 0))


def _nobody(count: int) -> Problem:
    rules = "its rule" if count == 1 else f"its {count} rules"
    what = f"the pack is unsigned: nobody has signed {rules}"
    return Problem(UNSIGNED, what, _SIGN, span=Span(PACK, 1, 1))


def _of_rules(
    rules: Mapping[str, Rule], signed: Mapping[str, Signature], program: Program
) -> Iterator[Problem]:
    for name, rule in rules.items():
        one = signed.get(name)
        if one is None:
            what = f"nobody has signed `{name}`"
            yield Problem(UNSIGNED, what, _SIGN, span=rule.span)
        elif one.sha256 != signed_hash(rule, program):
            what = f"`{name}` has changed since {one.by} signed it on {one.day}"
            hint = "look at what changed, then sign it anew with `telcorules signoff`"
            yield Problem(CHANGED, what, hint, span=rule.span)


def _of_nothing(
    rules: Mapping[str, Rule], signed: Mapping[str, Signature]
) -> Iterator[Problem]:
    for name, one in signed.items():
        if name not in rules:
            what = f"`{name}` is signed, but the pack has no such rule"
            hint = nearest(name, rules) or "delete the line"
            yield Problem(NO_SUCH_RULE, what, hint, span=one.span)


@dataclass(frozen=True, slots=True)
class Signed:
    """Signatures of a pack, old and new.

    Attributes:
        text: The file that holds them, in YAML.
        added: The rules signed now.
        kept: Those whose earlier signature stays.
        dropped: Those signed before that the pack has no more.
    """

    text: str
    added: tuple[str, ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def sign(
    program: Program,
    folders: tuple[Path, ...],
    *,
    by: str,
    day: date,
    rules: Iterable[str] = (),
) -> Signed:
    """Return the signatures of the last pack with new ones among them.

    Args:
        program: The packs, read.
        folders: Where they were read, the base first.
        by: Who signs.
        day: On which day.
        rules: Ids or globs of the rules; every rule of the pack where there are none.

    Raises:
        RequestError: The pack has no such rule, or nobody signs.
        PackError: The signatures there are can't be read.
    """
    if not by.strip():
        hint = "write --by 张三"
        raise RequestError(Problem("TR671", "a signature needs a name", hint))
    own, before = own_rules(program, folders), read_signatures(folders[-1])
    names = _named(own, tuple(rules))
    new = {
        name: Signature(name, signed_hash(own[name], program), by.strip(), day)
        for name in names
    }
    every = {name: new.get(name) or before.get(name) for name in own}
    written = [one for one in every.values() if one]
    text = "signoff:\n" + "".join(map(_line, written))
    shape(read(text.encode(), SIGNOFF))  # a name that can't be read back is refused
    return Signed(
        text=text,
        added=tuple(names),
        kept=tuple(one.rule for one in written if one.rule not in new),
        dropped=tuple(name for name in before if name not in own),
    )


def _named(own: Mapping[str, Rule], globs: tuple[str, ...]) -> list[str]:
    for glob in globs:
        if not any(fnmatchcase(name, glob) for name in own):
            what = f"the pack has no rule `{glob}` of its own"
            raise RequestError(Problem("TR610", what, nearest(glob, own)))
    return [
        name
        for name in own
        if not globs or any(fnmatchcase(name, one) for one in globs)
    ]


def _line(one: Signature) -> str:
    name = json.dumps(one.by, ensure_ascii=False)
    return f'  {one.rule}: {{sha256: "{one.sha256}", by: {name}, day: {one.day}}}\n'

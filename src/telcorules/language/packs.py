"""Packs found, read and laid over one another: the only reader of rule files.

A pack is a folder with a ``pack.yaml``; its scenarios, holiday notices and claims lie
in it too, but lay down no rule, and are read by those who use them.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from telcorules.errors import PackError, Problem, Span
from telcorules.foundation.source import MAX_BYTES, Document, read
from telcorules.language.linking import link
from telcorules.language.program import Program
from telcorules.language.schema import (
    ClaimsFile,
    PackFile,
    ScenarioFile,
    SignoffFile,
)
from telcorules.language.shape import shape
from telcorules.language.sheets import Sheet

PACK = "pack.yaml"
SCENARIOS = "*.scenario.yaml"
NOTICES = "calendar/notices"
CLAIMS = "claims.yaml"
SIGNOFF = "signoff.yaml"
MAX_FILES = 5_000
"""How many rule files a pack may have."""
MAX_PACK_BYTES = 32 << 20
"""How many bytes they may have together."""

UNKNOWN_NAMES = frozenset(
    ("TR210", "TR211", "TR222", "TR225", "TR226", "TR311", "TR401", "TR402", "TR407")
)

_HERE = Path(__file__).resolve()


def bundled() -> Path:
    """Return the folder of the bundled pack, in a wheel or in a checkout."""
    inside = _HERE.parents[1] / "rules"
    return inside if inside.is_dir() else _HERE.parents[3] / "rules"


@dataclass(frozen=True, slots=True)
class Layer:
    """A pack's rule files, held in memory.

    Attributes:
        id: The pack's name.
        version: Its version.
        files: Its files in their order, by their names within the pack, as text with
            plain line ends.
    """

    id: str
    version: str
    files: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """The hash of its files, as hex digits."""
        return joint_sha256([self])


def joint_sha256(layers: Iterable[Layer]) -> str:
    """Return the hash of packs laid over one another, that of their `Program`."""
    digest = hashlib.sha256()
    for layer in layers:
        for name, text in layer.files.items():
            digest.update(_fingerprint(name, text.encode()))
    return digest.hexdigest()


def load_program(folders: Iterable[Path]) -> Program:
    """Read the packs in some folders, each laid over the ones before it.

    Places name a file as in its pack; those of a further pack begin with its folder.

    Raises:
        PackError: All problems of all files.
    """
    return _program((folder.name, _files(folder)) for folder in folders)


def load_sheets(folders: Iterable[Path]) -> tuple[Sheet, ...]:
    """Read the files of packs that have been loaded before, to find places in them.

    Raises:
        PackError: A file is no longer what it was.
    """
    return tuple(
        _sheet(read(read_one(prefix + name), prefix + name), name, index)
        for index, folder in enumerate(folders)
        for prefix in (f"{folder.name}/" if index else "",)
        for name, read_one in _files(folder)
    )


def program_of(layers: Iterable[Layer]) -> Program:
    """Return the program of packs in memory, each laid over the ones before it.

    Raises:
        PackError: All problems of all files.
    """
    return _program(
        (one.id, [(name, partial(_kept, text)) for name, text in one.files.items()])
        for one in layers
    )


def load_layers(folders: Iterable[Path]) -> list[Layer]:
    """Read the rule files of packs, which have been read as a program before.

    Raises:
        PackError: A folder or a file is no longer what it was.
    """
    return [_layer(folder) for folder in folders]


def _layer(folder: Path) -> Layer:
    texts = {
        name: read_one(name).decode(errors="replace").replace("\r\n", "\n")
        for name, read_one in _files(folder)
    }
    head = _sheet(read(texts[PACK], PACK), PACK).written
    assert isinstance(head, PackFile)  # INVARIANT: `_sheet` lets nothing else bear it
    return Layer(head.pack, head.version, texts)


_Files = Iterable[tuple[str, Callable[[str], bytes]]]
"""The names of a pack's files, each with what gives its bytes, told what to call it."""


def _files(folder: Path) -> _Files:
    return [
        (path.relative_to(folder).as_posix(), partial(read_bytes, path))
        for path in rule_files(folder)
    ]


def _kept(text: str, _name: str) -> bytes:
    return text.encode()


def _program(layers: Iterable[tuple[str, _Files]]) -> Program:
    """Put packs together: for each the name that its places begin with, and files."""
    digest = hashlib.sha256()
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for index, (title, files) in enumerate(layers):
        prefix, room = f"{title}/" if index else "", MAX_PACK_BYTES
        for name, read_one in files:
            try:
                data = read_one(prefix + name)
                room -= len(data)
                digest.update(_fingerprint(name, data))
                sheets.append(_sheet(read(data, prefix + name), name, index))
            except PackError as error:
                problems += error.problems
            if room < 0:
                raise PackError(_too_large(title))
    return _linked(sheets, problems, digest.hexdigest())


def _too_large(title: str) -> Problem:
    what = f"the rule files have more than {MAX_PACK_BYTES:,} bytes together"
    return _outside("TR343", title, what, "make several packs, laid over one another")


def _sheet(document: Document, name: str, layer: int = 0) -> Sheet:
    """Return a file as the pack's own, in the place where such a file belongs."""
    written = shape(document)
    if isinstance(written, PackFile) is not (name == PACK):
        what = "what the pack is stands in `pack.yaml`, and nothing else does"
        hint = "move it; the file begins with `pack:`, version, title, ..."
        raise PackError(Problem("TR341", what, hint, span=document.span(())))
    if isinstance(written, ScenarioFile):
        what = "scenarios are read from files called `*.scenario.yaml` alone"
        hint = f"call it `{document.file.removesuffix('.yaml')}.scenario.yaml`"
        raise PackError(Problem("TR344", what, hint, span=document.span(())))
    if isinstance(written, ClaimsFile):
        what = "claims are read from `claims.yaml` beside pack.yaml alone"
        hint = "move them there, or rename the file to `claims.yaml`"
        raise PackError(Problem("TR344", what, hint, span=document.span(())))
    if isinstance(written, SignoffFile):
        what = "signatures are read from `signoff.yaml` beside pack.yaml alone"
        hint = "move them there, or rename the file to `signoff.yaml`"
        raise PackError(Problem("TR344", what, hint, span=document.span(())))
    return Sheet(document, written, layer)


def _linked(sheets: list[Sheet], problems: list[Problem], sha256: str) -> Program:
    if not any(isinstance(one.written, PackFile) for one in sheets):
        raise PackError(problems or _no_pack("pack"))
    try:
        linked = link(tuple(sheets), sha256)
    except PackError as error:
        raise PackError([*problems, *_beside(problems, error.problems)]) from None
    if problems:
        raise PackError(problems)
    return linked


def _beside(problems: list[Problem], linking: tuple[Problem, ...]) -> Iterable[Problem]:
    """Drop unknown names where files that might declare them couldn't be read."""
    return (one for one in linking if not problems or one.code not in UNKNOWN_NAMES)


def rule_files(folder: Path) -> list[Path]:
    """Return the files of a pack that say what the law is, ``pack.yaml`` first.

    Raises:
        PackError: There is no such folder, or it is no pack.
    """
    if not folder.is_dir():
        what = "there is no such folder" if not folder.exists() else "is not a folder"
        raise PackError(_outside("TR340", str(folder), what, "name a pack's folder"))
    first = folder / PACK
    if not first.is_file():
        raise PackError(_no_pack(str(folder)))
    every = _inside(folder)
    if misnamed := [path for path in every if path.suffix == ".yml"]:
        name = misnamed[0].relative_to(folder).as_posix()
        what = "a file ending in .yml isn't read"
        raise PackError(_outside("TR344", name, what, "call it .yaml"))
    own = _own(folder, every, "*.yaml")
    found = [path for path in own if _is_rule(path, folder)]
    _check_size(folder, found)
    return [first, *sorted((p for p in found if p != first), key=Path.as_posix)]


def _check_size(folder: Path, files: list[Path]) -> None:
    if len(files) > MAX_FILES:
        what = f"holds {len(files):,} rule files; at most {MAX_FILES:,} are read"
        hint = "make several packs of it, laid over one another"
        raise PackError(_outside("TR343", str(folder), what, hint))


def _inside(folder: Path) -> list[Path]:
    """Return what lies in a folder, but for what is hidden by a dot before its name."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = (name for name in files if not name.startswith("."))
        found += [Path(place, name) for name in (*folders, *shown)]
    return sorted(found, key=str)


def _own(folder: Path, every: list[Path], pattern: str) -> list[Path]:
    """Return what of a folder's content is its own, not of packs that lie inside it.

    Raises:
        PackError: A link lies in it: what a pack says lies in its own folder.
    """
    if links := [path for path in every if path.is_symlink() and _misleads(path)]:
        name = links[0].relative_to(folder).as_posix()
        hint = "copy what it leads to"
        raise PackError(_outside("TR345", name, "a pack can't hold links", hint))
    packs = {path.parent for path in every if path.name == PACK} - {folder}
    found = (path for path in every if path.match(pattern))
    return [one for one in found if packs.isdisjoint(one.parents)]


def _misleads(link: Path) -> bool:
    """Tell whether a link would be read, or looks as if what it leads to were."""
    return link.suffix == ".yaml" or link.is_dir()


def _is_rule(path: Path, folder: Path) -> bool:
    if path.match(SCENARIOS) or path in (folder / CLAIMS, folder / SIGNOFF):
        return False
    return not path.relative_to(folder).as_posix().startswith(NOTICES)


def scenario_files(folder: Path) -> list[Path]:
    """Return the scenario files of a pack, or of any folder, in order.

    Those of a pack that lies inside it are that pack's own.
    """
    return sorted(_own(folder, _inside(folder), SCENARIOS))


def claims_file(folder: Path) -> Path | None:
    """Return the file of what circulates about a pack's law, None where it has none."""
    path = folder / CLAIMS
    return path if path.exists() else None


def signoff_file(folder: Path) -> Path | None:
    """Return the file of who signed a pack's rules, None where nobody did."""
    path = folder / SIGNOFF
    return path if path.exists() else None


def notice_files(folder: Path) -> list[Path]:
    """Return the holiday notices that a pack carries, in order."""
    return sorted((folder / NOTICES).glob("*.yaml"))


def read_file(path: Path, folder: Path | None = None) -> Document:
    """Read one YAML file; places name it relative to the folder.

    Raises:
        PackError: It is missing, unreadable, too large, or not the strict YAML.
    """
    name = path.relative_to(folder).as_posix() if folder else str(path)
    return read(read_bytes(path, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file that is no larger than what is ever read.

    Raises:
        PackError: It is missing, unreadable or too large.
    """
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "there is no such file"
            raise PackError(_outside("TR342", name, what, "check the name"))
        with path.open("rb") as file:  # what a file says of its size may be untrue
            data = file.read(MAX_BYTES + 1)
        if len(data) <= MAX_BYTES:
            return data
        size = max(path.stat().st_size, len(data))
        what = f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read"
        raise PackError(_outside("TR343", name, what, "split it"))
    except OSError as error:
        what = f"can't be read: {error.strerror}"
        hint = "check who may read it"
        raise PackError(_outside("TR342", name, what, hint)) from None


def _no_pack(name: str) -> Problem:
    hint = "a pack begins with pack.yaml: `pack: my-pack`, version, title, ..."
    return _outside("TR341", name, "holds no pack.yaml", hint)


def _outside(code: str, name: str, what: str, hint: str) -> Problem:
    return Problem(code, what, hint, span=Span(name, 1, 1))


def _fingerprint(name: str, data: bytes) -> bytes:
    text = data.replace(b"\r\n", b"\n")
    return b"%d:%b%d:%b" % (len(name.encode()), name.encode(), len(text), text)

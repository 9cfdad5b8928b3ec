"""`signoff`: somebody's name under the rules of a pack."""

from pathlib import Path

from telcorules.cli import options, pack_options
from telcorules.cli.inputs import parse_day, today
from telcorules.cli.outputs import show
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.loading import load
from telcorules.language import packs
from telcorules.language.packs import SIGNOFF
from telcorules.render.bilingual import Language
from telcorules.render.signoff import signed_page
from telcorules.review.signoff import sign


def signoff(
    folder: pack_options.Folder = None,
    *,
    by: pack_options.SignedBy,
    day: pack_options.SignedOn = None,
    rule: options.Rules = None,
    extend: options.Extend = None,
    lang: options.Lang = Language.ZH,
) -> int:
    """Sign the rules of a pack 签核, each with the hash of what it means.

    \b
      telcorules signoff my-rules --by 张三
      telcorules signoff --extend my-company --by "Li Si" --rule 'my-company.*'

    With --extend the last of those packs is signed. It writes signoff.yaml in its
    folder; `telcorules lint` then says which rules changed since.
    """  # noqa: D301 - \b keeps the lines of the examples
    if folder is None and not extend:
        what, hint = "there is no pack to sign", "name its folder, or --extend one"
        raise RequestError(Problem("TR670", what, hint))
    folders = (folder or packs.bundled(), *(extend or ()))
    program = load(folder, extend=extend or ()).program
    signed = sign(
        program, folders, by=by, day=parse_day(day) or today(), rules=rule or ()
    )
    path = folders[-1] / SIGNOFF
    _write(path, signed.text)
    show(signed_page(signed.added, signed.kept, signed.dropped, str(path), lang))
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"{path}: can't be written: {str(error.strerror).lower()}"
        hint = "check who may write there"
        raise RequestError(Problem("TR634", what, hint)) from None

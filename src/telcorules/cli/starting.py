"""`new`: a company's own pack, begun."""

from pathlib import Path

from telcorules.cli import options, pack_options
from telcorules.cli.outputs import show
from telcorules.errors import Problem, RequestError
from telcorules.render.bilingual import Language
from telcorules.render.page import Headline, Paragraph, Piece, Section, Tone, Verbatim
from telcorules.review.starting import pack_files


def new(
    folder: pack_options.NewFolder,
    *,
    name: pack_options.PackName = None,
    lang: options.Lang = Language.ZH,
) -> int:
    """Begin a company's own pack 新建规则包: a rule, its scenarios, lines for CI.

    \b
      telcorules new my-company
      telcorules new policies/rules --name my-company

    It is laid over the bundled rules and passes lint and test as it is.
    """  # noqa: D301 - \b keeps the lines of the examples
    files = pack_files(name or folder.resolve().name, str(folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"`{folder}` is there already, and not an empty folder"
        raise RequestError(Problem("TR673", what, "name another folder"))
    for path, text in files.items():
        _write(folder / path, text)
    say = lang.say
    title = say("新建了规则包", "A pack was begun")
    commands = (
        f"  telcorules lint --extend {folder}",
        f"  telcorules test --extend {folder} {folder}",
    )
    show(
        (
            Headline(Piece(title, Tone.GOOD), str(folder)),
            *(Paragraph(path, indent=2) for path in files),
            Section(say("接下来", "Next")),
            Verbatim(commands),
        )
    )
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"{path}: can't be written: {str(error.strerror).lower()}"
        raise RequestError(Problem("TR634", what, "name another folder")) from None

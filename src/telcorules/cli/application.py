"""The commands put together: typed words become calls, answers exit codes."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import cleandoc
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

Command = Callable[..., int]

_LONGEST: Final = 500
"""How many characters of a command's help are listed; a sentence has fewer."""

Commands = Mapping[str, Command | Mapping[str, Command]]
"""What can be asked, by the word that is typed, or by two words."""


class _Group(TyperGroup):
    """Commands that are listed with their whole first sentence, over several lines."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command: Any = self.get_command(ctx, name)
            rows.append((name, command.get_short_help_str(_LONGEST)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def application(commands: Commands, about: str, version: str) -> Callable[..., None]:
    """Return the program made of some commands.

    Args:
        commands: By the word, or the two, that are typed; each returns its exit code.
        about: What ``--help`` says of the program.
        version: What ``--version`` prints.
    """
    program = _group()

    def print_version(wanted: bool) -> None:  # noqa: FBT001 - typer's signature
        if wanted:
            typer.echo(version)
            raise typer.Exit

    @program.callback(help=about)
    def _root(
        *,
        _version: Annotated[
            bool,
            typer.Option(
                "--version", callback=print_version, is_eager=True, help="The version."
            ),
        ] = False,
    ) -> None:
        pass

    _add(program, commands)
    return program


def _group() -> typer.Typer:
    return typer.Typer(
        cls=_Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _add(program: typer.Typer, commands: Commands) -> None:
    """Add commands to a program, those of two words in a group of their own."""
    for word, command in commands.items():
        if isinstance(command, Mapping):
            group = _group()
            _add(group, command)
            about = "\n\n".join(cleandoc(str(one.__doc__)) for one in command.values())
            program.add_typer(group, name=word, help=about)
        else:
            program.command(word)(_exiting(command))


def _exiting(command: Command) -> Callable[..., None]:
    @wraps(command)
    def run(**typed: Any) -> None:
        raise typer.Exit(command(**typed))

    return run

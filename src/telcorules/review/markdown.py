"""Tables of Markdown, for the pages that are generated from a pack."""

from collections.abc import Iterable

from telcorules.foundation.law import Wording


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    r"""Return a table; what would end a cell is escaped, a line break is a space.

    Examples:
        >>> print(table(("a", "b"), [("1", "2 | 3")]))
        | a | b |
        | --- | --- |
        | 1 | 2 \| 3 |
    """
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def both(words: Wording) -> str:
    """Return a text in both languages.

    Examples:
        >>> both(Wording("申诉", "appeal"))
        '申诉 / appeal'
    """
    return f"{words.zh} / {words.en}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

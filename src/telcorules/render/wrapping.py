"""Where a line of Chinese, English or both may end.

Chinese breaks between any two characters, but no line begins with a closing mark or
ends with an opening one (避头尾); English breaks at spaces. The terminal's columns
are counted by whoever calls.
"""

from collections.abc import Callable
from typing import Final

CLOSING: Final = frozenset("，。、；：！？）》〉】〕”’…,.;:!?)]}%")
"""What no line begins with."""

OPENING: Final = frozenset("（《〈【〔“‘([{")
"""What no line ends with."""


def breaks(text: str, width: int, columns: Callable[[str], int]) -> list[int]:
    """Return the offsets at which further lines of a text begin.

    Args:
        text: One paragraph, without line breaks.
        width: The columns of a line, at least 2.
        columns: Tells the columns that some text takes.

    Returns:
        Offsets in ascending order; a space at the end of a line stays on it. What
        can't be broken and is longer than a line is cut where the line ends.

    Examples:
        >>> breaks("先向经营者投诉，并留下工单号", 14, lambda text: 2 * len(text))
        [6, 13]
    """
    allowed = set(opportunities(text))
    found: list[int] = []
    start, last, used = 0, 0, 0
    for place, character in enumerate(text):
        last = place if place in allowed else last
        used += columns(character)
        if used > width and character != " ":
            start = last if last > start else place
            found.append(start)
            used = columns(text[start : place + 1])
    return found


def opportunities(text: str) -> list[int]:
    """Return the offsets at which a line of a text may begin.

    Examples:
        >>> opportunities("按 art. 10 办")
        [2, 7, 10]
    """
    return [place for place in range(1, len(text)) if _may_begin(text, place)]


def _may_begin(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in CLOSING or after == " ":
        return False
    if before == " ":
        return True
    return before not in OPENING and (_is_wide(before) or _is_wide(after))


def _is_wide(character: str) -> bool:
    return ord(character) >= 0x2E80

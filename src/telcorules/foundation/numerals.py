"""Numbers in Chinese: as statutes number their articles, and as people write them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from telcorules.errors import Problem, RequestError

_DIGITS: Final = "零一二三四五六七八九"
_ALIKE: Final = str.maketrans("〇两", "零二")


@cache
def chinese_number(number: int) -> str:
    """Write a number from 1 to 9999 as statutes number their articles.

    Raises:
        RequestError: The number is out of that range.

    Examples:
        >>> [chinese_number(number) for number in (10, 35, 101, 1010)]
        ['十', '三十五', '一百零一', '一千零一十']
    """
    if not 1 <= number <= 9999:
        message = f"no article bears the number `{number}`"
        raise RequestError(Problem("TR405", message, "number from 1 to 9999"))
    digits = zip(f"{number:04}", "千百十 ", strict=True)
    signs = (_DIGITS[int(digit)] + sign * (digit != "0") for digit, sign in digits)
    text = re.sub("零+", "零", "".join(signs).rstrip()).strip("零")
    return text.removeprefix("一") if 10 <= number < 20 else text


def spoken_number(text: str) -> int | None:
    """Read a number as people write it, 〇 for 零 and 两 for 二; None where it's none.

    Examples:
        >>> spoken_number("两百〇五"), spoken_number("十十")
        (205, None)
    """
    return _written_numbers().get(text.translate(_ALIKE))


@cache
def _written_numbers() -> Mapping[str, int]:
    return {chinese_number(number): number for number in range(1, 10_000)}

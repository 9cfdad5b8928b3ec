"""Days as people type them, in Chinese and in English; nothing is guessed silently.

A day without a year is the latest such day that isn't after today. What can be read
in two ways, such as 8/10 in English, is refused with what to write instead.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NoReturn
from unicodedata import normalize

from telcorules.foundation.law import Wording
from telcorules.foundation.moments import CHINA_TIME, china_moment, read_iso
from telcorules.foundation.numerals import spoken_number
from telcorules.language.values import NOT_YET, EventValue
from telcorules.render.bilingual import Language

FORMS: Final = Wording(
    "可以写2026-10-8、10月8日、昨天；还没有发生的，写“还没有”",
    "Write 2026-10-8, 8 Oct or yesterday; where it hasn't happened, write: not yet",
)
"""How a day can be typed, as an interview says it."""

_NEVER: Final = frozenset(
    {
        *("还没有", "还没", "还未", "尚未", "没有", "没", "未", "无", "否", "不"),
        *("还没有发生", "还没发生", "没有发生", "没发生", "尚未发生", "未发生"),
        *("not yet", "not-yet", "not", "never", "no", "none", "n"),
        *("it hasn't happened", "hasn't happened", "it has not happened"),
    }
)
_NEAR: Final[Mapping[str, int]] = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day before yesterday": -2,
    "the day before yesterday": -2,
}
_YEARS: Final[Mapping[str, int]] = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")

_NUMERAL = re.compile(
    r"([〇零一二两三四五六七八九十]+)(?=(年|月|日|点|分|天|周|个?星期))"
)
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MAYBE_YEAR = r"(?:,? ?(?P<year>\d{4}))?"


def typed_day(text: str, today: date, language: Language) -> EventValue:
    """Read a day, a moment in China, or that an event hasn't happened.

    Args:
        text: What was typed.
        today: The day that "yesterday" and a day without a year are told from.
        language: Where Chinese, 10/8 is 8 October; in English it's refused.

    Raises:
        UnclearError: It can't be read, or there is no such day.

    Examples:
        >>> typed_day("10月8日", date(2026, 11, 21), Language.ZH)
        datetime.date(2026, 10, 8)
        >>> typed_day("8 Oct, 9:30", date(2026, 11, 21), Language.EN).isoformat()
        '2026-10-08T09:30:00+08:00'
    """
    plain = _plain(text)
    if plain in _NEVER:
        return NOT_YET
    if moment := _iso(text):
        return moment
    for pattern, clock in _CLOCKS:
        if found := pattern.fullmatch(plain):
            day = _day(found["rest"], text, today, language)
            return datetime.combine(day, _time(clock(found), text), CHINA_TIME)
    return _day(plain, text, today, language)


class UnclearError(Exception):
    """What was typed can't be read; says why, and what to write.

    Attributes:
        said: What to tell whoever typed it.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = Wording(zh, en)


def _iso(text: str) -> datetime | None:
    """Return a moment as machines write it, in China; None for anything else."""
    try:
        found = read_iso(text.strip())
        return china_moment(found) if isinstance(found, datetime) else None
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """Return what was typed in small letters and plain digits, without ornament."""
    folded = normalize("NFKC", text).lower().replace("’", "'").replace("号", "日")
    narrow = " ".join(folded.split()).strip(" 。.!,")
    return _NUMERAL.sub(_number, narrow)


def _number(found: re.Match[str]) -> str:
    """Return a Chinese number before a unit in digits; a year's digit by digit."""
    numeral = found[1]
    if found[2] == "年":
        return numeral.translate(_DIGITS)
    number = spoken_number(numeral)
    return numeral if number is None else str(number)


def _day(plain: str, text: str, today: date, language: Language) -> date:
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    for pattern, read in _DAYS:
        if found := pattern.fullmatch(plain):
            return read(found, text, today)
    if found := _TWO_NUMBERS.fullmatch(plain):
        return _two_numbers(found, text, today, language)
    _refuse(text)


def _refuse(text: str) -> NoReturn:
    short = text if len(text) <= 40 else f"{text[:37]}..."
    raise UnclearError(
        f"看不懂“{short}”。{FORMS.zh}。", f"“{short}” can't be read. {FORMS.en}."
    )


def _made(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        zh = f"没有{year}年{month}月{day}日这一天。"
        en = f"There is no day {year}-{month:02}-{day:02}."
        raise UnclearError(zh, en) from None
    if found == date.max:
        _refuse(f"{found}")
    return found


def _latest(month: int, day: int, today: date) -> date:
    """Return the latest such day that isn't after today."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return _made(today.year, month, day)


def _with_year(found: re.Match[str], _text: str, _today: date) -> date:
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _month_and_day(found: re.Match[str], _text: str, today: date) -> date:
    month, day = int(found[2]), int(found[3])
    if found[1]:
        return _made(today.year + _YEARS[found[1]], month, day)
    return _latest(month, day, today)


def _english(found: re.Match[str], _text: str, today: date) -> date:
    month, day = _MONTHS.index(found["month"]) + 1, int(found["day"])
    if found["year"]:
        return _made(int(found["year"]), month, day)
    return _latest(month, day, today)


def _ago(found: re.Match[str], _text: str, today: date) -> date:
    count = int(found[1]) if found[1].isdigit() else 1
    days = count if found[2] in ("天", "日", "day", "days") else 7 * count
    return today - timedelta(days=days)


def _year_last(found: re.Match[str], text: str, _today: date) -> date:
    first, second, year = map(int, found.groups())
    if first <= 12 < second:
        return _made(year, first, second)
    if first == second or second <= 12 < first:
        return _made(year, second, first)
    _two_ways(text, second, first)


def _two_numbers(
    found: re.Match[str], text: str, today: date, language: Language
) -> date:
    first, second = int(found[1]), int(found[2])
    if language is Language.ZH or first == second or second > 12:
        return _latest(first, second, today)
    if first > 12:
        return _latest(second, first, today)
    _two_ways(text, second, first)


def _two_ways(text: str, month: int, day: int) -> NoReturn:
    english = _MONTHS[month - 1].capitalize() if 1 <= month <= 12 else "Oct"
    raise UnclearError(
        f"“{text}”可以有两种读法，请写成2026-10-8或者10月8日的样子。",
        f"“{text}” can be read in two ways. Write {day} {english}, or 2026-10-8.",
    )


def _short_year(found: re.Match[str], _text: str, _today: date) -> NoReturn:
    raise UnclearError(
        f"年份请写四位，例如20{found[1]}。",
        f"Write all of the year, such as 20{found[1]}.",
    )


Reading = Callable[[re.Match[str], str, date], date]
_TWO_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_DAYS: Final[Iterable[tuple[re.Pattern[str], Reading]]] = (
    (re.compile(r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?"), _with_year),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _with_year),
    (re.compile(r"(前年|去年|今年|明年)?(\d{1,2})月(\d{1,2})日?"), _month_and_day),
    (re.compile(rf"{_ORDINAL} ?(?:of )?{_NAMED}{_MAYBE_YEAR}"), _english),
    (re.compile(rf"{_NAMED} ?{_ORDINAL}{_MAYBE_YEAR}"), _english),
    (
        re.compile(
            r"(\d{1,4}|an?|one) ?个?(天|日|周|星期|days?|weeks?) ?(?:之?前|以前|ago)"
        ),
        _ago,
    ),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"), _year_last),
    (re.compile(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"), _short_year),
)


def _hours(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found["hour"])
    if found["half"] in ("pm", "下午", "晚上") and hour < 12:
        hour += 12
    if found["half"] == "am" and hour == 12:
        hour = 0
    minute = found["minute"]
    return hour, 30 if minute == "半" else int(minute or 0)


def _time(clock: tuple[int, int], text: str) -> time:
    try:
        return time(*clock)
    except ValueError:
        _refuse(text)


_REST = r"(?P<rest>.+?)(?:[ ,]+(?:at )?|t(?=\d)|)"
_CLOCKS: Final = (
    (
        re.compile(
            rf"{_REST}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?"
            r" ?(?P<half>am|pm)?"
        ),
        _hours,
    ),
    (
        re.compile(
            rf"{_REST}(?P<half>上午|下午|晚上|早上|中午)?(?P<hour>\d{{1,2}})点"
            r"(?P<minute>半|\d{1,2})?分?"
        ),
        _hours,
    ),
    (
        re.compile(rf"{_REST}(?P<hour>\d{{1,2}})(?P<minute>) ?(?P<half>am|pm)"),
        _hours,
    ),
)

"""The two languages that people are answered in."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from telcorules.foundation.law import Cited, Wording
from telcorules.foundation.periods import Period

_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Language(StrEnum):
    """The language of a text for people: Chinese or English."""

    ZH = "zh"
    EN = "en"

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in this language."""
        return zh if self is Language.ZH else en

    def of(self, wording: Wording) -> str:
        """Return a wording in this language."""
        return self.say(wording.zh, wording.en)

    def headed(self, wording: Wording) -> str:
        """Return a wording as a title: in English with a capital letter.

        What is the same in both languages is an id, and stays as it is.

        Examples:
            >>> Language.EN.headed(Wording("期限", "time to reply"))
            'Time to reply'
        """
        if wording.zh == wording.en:
            return wording.en
        return self.say(wording.zh, wording.en[:1].upper() + wording.en[1:])

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a sentence lists them."""
        return self.say("、", ", ").join(items)

    def joined(self, clauses: Iterable[str]) -> str:
        """Return clauses, which may hold lists themselves, one after another."""
        return self.say("；", "; ").join(clauses)

    def labelled(self, label: str, words: str) -> str:
        """Return words after what they are.

        Examples:
            >>> Language.ZH.labelled("缺", "投诉日期")
            '缺：投诉日期'
        """
        return self.say(f"{label}：{words}", f"{label}: {words}")

    def weekday(self, day: date) -> str:
        """Return the day of the week, short.

        Examples:
            >>> Language.ZH.weekday(date(2026, 11, 21))
            '周六'
        """
        number = day.weekday()
        return self.say(f"周{_WEEKDAYS_ZH[number]}", _WEEKDAYS_EN[number])

    def day(self, day: date) -> str:
        """Return a day with its day of the week, or a moment to the minute.

        Examples:
            >>> Language.EN.day(date(2026, 11, 21))
            '2026-11-21 Sat'
            >>> Language.ZH.day(datetime(2026, 10, 3, 10))
            '2026-10-03 10:00'
        """
        if isinstance(day, datetime):
            return f"{day:%Y-%m-%d %H:%M}"
        return f"{day:%Y-%m-%d} {self.weekday(day)}"

    def since(self, day: date) -> str:
        """Return the day of an event, short, or its moment to the minute."""
        return self.day(day) if isinstance(day, datetime) else day.isoformat()

    def span(self, first: date, last: date) -> str:
        """Return a run of days, both inclusive."""
        if first == last:
            return self.day(first)
        return self.say(
            f"{self.day(first)}至{self.day(last)}",
            f"{self.day(first)} to {self.day(last)}",
        )

    def period(self, period: Period) -> str:
        """Return a period, such as 15日 or 15 days."""
        return self.say(period.zh, str(period))

    def money(self, amount: Decimal) -> str:
        """Return an amount of money.

        Examples:
            >>> Language.ZH.money(Decimal("8.00"))
            '8.00元'
        """
        return self.say(f"{amount}元", f"{amount} yuan")

    def cited(self, cited: Cited) -> str:
        """Return a provision as texts in this language quote it."""
        return self.say(cited.text, cited.text_en)

"""Duties without a limit, and amounts of money: owed or not, as the facts have it."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from telcorules.evaluation.context import ContestedRule, facts_read
from telcorules.evaluation.grounds import Obligation
from telcorules.evaluation.obligations import Amount, Duty
from telcorules.foundation.law import Cited
from telcorules.foundation.money import rounded
from telcorules.foundation.truth import Truth
from telcorules.language.values import plain
from telcorules.language.versions import (
    AmountVersion,
    DutyVersion,
    OwedVersion,
    Version,
)
from telcorules.language.vocabulary import Case


class OwedRule(ContestedRule):
    """A rule that says what is owed, under one set of readings."""

    def evaluate(self, case: Case, as_of: date) -> Any:
        """Return what is owed for a case on a day."""
        today = as_of.toordinal()
        day = self.governing_day(case.slots, today)
        version = self.rule.version_on(day)
        common = {
            "rule": self.rule.id,
            "actor": self.rule.actor,
            "as_of": as_of,
            "day": date.fromordinal(day),
            "basis": self._basis(version),
            "case": case,
            "origin": self,
        }
        values = ()
        if version is not None:
            values = self.values[version.start](case.slots, day, today)
        return self.answer(version, values, common)

    @abstractmethod
    def answer(
        self, version: Version | None, values: tuple[Any, ...], common: dict[str, Any]
    ) -> Any:
        """Return the answer of a version's values; those of `when` come first."""

    def _basis(self, version: Version | None) -> tuple[Cited, ...]:
        if not isinstance(version, OwedVersion):
            return ()
        return version.basis_under(self.context.readings)

    @cached_property
    def _names(self) -> dict[date, tuple[str, ...]]:
        """The facts that each version reads, by the day it begins."""
        readings = self.context.readings
        return {
            version.start: tuple(
                sorted(
                    {n for node in version.nodes for n in facts_read(node, readings)}
                )
            )
            for version in self.rule.versions
        }

    def facts(self, result: Any) -> Mapping[str, Any]:
        """Return every fact it read, with the value as stated, None for unknown."""
        version, case = self.version_of(result), result.case
        names = self._names[version.start] if version else ()
        return MappingProxyType({name: plain(case[name]) for name in names})

    def version_of(self, result: Any) -> Version | None:
        """Return the version in force on the day that governs a result."""
        return self.rule.version_on(result.day.toordinal())

    def again(self, result: Any) -> Any:
        """Return the answer for the same case under these readings."""
        return self.evaluate(result.case, result.as_of)


class DutyRule(OwedRule):
    """A duty without a limit."""

    def answer(
        self, version: Version | None, values: tuple[Any, ...], common: dict[str, Any]
    ) -> Duty:
        """Return whether it is owed, and whether it was done."""
        status, on_miss = Obligation.NOT_IN_FORCE, None
        if isinstance(version, DutyVersion):
            done = values[-1] if version.done else False
            status = _owed(values[0] if version.when else True, done)
            on_miss = version.on_miss
        return Duty(status=status, on_miss=on_miss, **common)


def _owed(when: Truth, done: Truth) -> Obligation:
    if when is not True:
        unknown = Obligation.UNKNOWN
        return Obligation.NOT_TRIGGERED if when is False else unknown
    if done is None:
        return Obligation.UNKNOWN
    return Obligation.MET if done else Obligation.OWED


class AmountRule(OwedRule):
    """An amount of money."""

    def answer(
        self, version: Version | None, values: tuple[Any, ...], common: dict[str, Any]
    ) -> Amount:
        """Return how much is owed, rounded as the version states; never below zero."""
        if not isinstance(version, AmountVersion):
            return Amount(status=Obligation.NOT_IN_FORCE, value=None, **common)
        when, value = values[0] if version.when else True, values[-1]
        if when is False:
            return Amount(status=Obligation.NOT_TRIGGERED, value=None, **common)
        if when is None or value is None:
            return Amount(status=Obligation.UNKNOWN, value=None, **common)
        owed = rounded(max(0, value), version.places, version.rounding)
        status = Obligation.OWED if owed else Obligation.NONE
        return Amount(status=status, value=owed, **common)

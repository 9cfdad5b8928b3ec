"""The same admission rule by hand: what a team would write without a rules engine.

One answer, true or false; it knows no unknown facts, gives no reasons, cites nothing.
"""

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from telcorules import WorkCalendar

_CALENDAR = WorkCalendar.china()
_WORKING = [
    day
    for day in range(date(2004, 1, 1).toordinal(), date(2027, 12, 31).toordinal())
    if _CALENDAR.is_working_day(date.fromordinal(day))
]
_ROLLED = {
    day: _WORKING[bisect_left(_WORKING, day)]
    for day in range(_WORKING[0], _WORKING[-1])
}


@dataclass(slots=True)
class PlainCase:
    """The facts that the rule reads, all known."""

    telecom: bool
    interest: bool
    identified: bool
    specific: bool
    stated: bool
    filed: date
    replied: date | None
    satisfied: bool
    category: str
    nature: str
    occurred: date
    settled: bool
    performed: bool
    here: bool
    elsewhere: bool
    barred: bool
    at: date


def rolled(day: date) -> date:
    """Return the day, or the next working day where it is a rest day."""
    return date.fromordinal(_ROLLED[day.toordinal()])


def _plus_months(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def last_day_of_appeal(case: PlainCase) -> date:
    """Return the last day of the five months or two years."""
    months = 5 if case.nature == "charging" else 24
    return rolled(_plus_months(case.occurred, months))


def admissible(case: PlainCase) -> bool:
    """Tell whether the appeal is to be taken up."""
    at = case.at
    if not (case.telecom and case.interest and case.identified):
        return False
    if not (case.specific and case.stated):
        return False
    if case.category != "hotel-agent":
        if case.filed > at:
            return False
        due = rolled(case.filed + timedelta(15))
        replied = case.replied
        if not (
            (replied is not None and replied <= at and not case.satisfied)
            or (at > due and not (replied is not None and replied <= due))
            or (at > due and not case.satisfied)
        ):
            return False
    if at > last_day_of_appeal(case):
        return False
    if case.settled and case.performed:
        return False
    return not (case.here or case.elsewhere or case.barred)


def all_conditions(case: PlainCase) -> tuple[bool, ...]:
    """Return the truth of all twelve conditions, none skipped."""
    at, replied = case.at, case.replied
    hotel = case.category == "hotel-agent"
    due = rolled(case.filed + timedelta(15))
    return (
        case.telecom,
        case.interest,
        case.identified,
        case.specific,
        case.stated,
        case.filed <= at or hotel,
        (replied is not None and replied <= at and not case.satisfied)
        or (at > due and not (replied is not None and replied <= due))
        or (at > due and not case.satisfied)
        or hotel,
        at > last_day_of_appeal(case),
        case.settled and case.performed,
        case.here,
        case.elsewhere,
        case.barred,
    )

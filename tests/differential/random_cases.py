"""Random cases whose dates crowd around the days on which an answer turns."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tests.differential import oracle

Question = tuple[dict[str, dict[str, Any]], date, dict[str, str]]
"""A case, the day of the question, and the readings."""

FIRM = (date(2016, 7, 20).toordinal(), date(2026, 12, 10).toordinal())
AROUND_THE_END = (date(2026, 12, 1).toordinal(), date(2027, 12, 31).toordinal())
ESTIMATED = (date(2027, 1, 1).toordinal(), date(2059, 1, 1).toordinal())
OLD = (date(1999, 1, 1).toordinal(), date(2016, 7, 29).toordinal())
STARTS = [
    date(2000, 9, 25).toordinal(),
    date(2005, 4, 20).toordinal(),
    date(2016, 7, 30).toordinal(),
    date(2018, 7, 26).toordinal(),
    date(2021, 1, 1).toordinal(),
    date(2023, 6, 1).toordinal(),
]
CATEGORIES = (
    *("basic-operator", "value-added-operator", "internet-service"),
    *("public-phone-agent", "hotel-agent", "other"),
)
NATURES = (
    *("charging", "service-quality", "contract", "personal-information", "spam"),
    *("number-suspension", "other"),
)
GOOD = {
    "complainant": {"direct_interest": True},
    "respondent": {"identified": True},
    "dispute": {
        "from_telecom_service": True,
        "settled": False,
        "settlement_performed": False,
    },
    "appeal": {
        "request_specific": True,
        "facts_stated": True,
        "handled_by_appeal_body": False,
        "handled_elsewhere": False,
        "barred_by_other_law": False,
    },
    "operator_complaint": {"satisfied": False},
}
ANY_BOOL = {
    "complainant": ("name_given", "address_given", "phone_given", "postcode_given"),
    "respondent": ("name_given", "address_given"),
    "appeal": ("in_writing", "dated", "accepted"),
    "report": ("real_name",),
}


class Maker:
    """Makes random cases whose dates lie close to where an answer turns."""

    def __init__(self, seed: str, span: tuple[int, int]) -> None:
        self._random = Random(seed)  # noqa: S311 - reproducible, not secret
        self._span = span

    def question(self) -> tuple[dict[str, dict[str, Any]], date, dict[str, str]]:
        """Return a case, the day of the question, and the readings."""
        anchor = self._anchor()
        self._silent = self._random.choice((0.0, 0.0, 0.02, 0.3, 0.7))
        self._spoiled = self._random.choice((0.0, 0.0, 0.0, 0.1))
        facts = self._bools()
        self._add_words(facts)
        self._add_events(facts, anchor)
        as_of = date.fromordinal(anchor + self._random.choice((0, 0, 1, -1, 3, 40)))
        return facts, as_of, self._random.choice(oracle.ALL_READINGS)

    def _anchor(self) -> int:
        if self._random.random() < 0.1:
            return self._random.choice(STARTS) + self._random.randint(-2, 20)
        return self._random.randint(*self._span)

    def _known(self) -> bool:
        return self._random.random() >= self._silent

    def _bools(self) -> dict[str, dict[str, Any]]:
        facts: dict[str, dict[str, Any]] = {}
        for section, stated in GOOD.items():
            for name, value in stated.items():
                spoiled = self._random.random() < self._spoiled
                self._state(facts, section, name, value is not spoiled)
        for section, names in ANY_BOOL.items():
            for name in names:
                self._state(facts, section, name, self._random.random() < 0.7)
        return facts

    def _state(
        self, facts: dict[str, dict[str, Any]], section: str, name: str, value: Any
    ) -> None:
        if self._known():
            facts.setdefault(section, {})[name] = value
        elif self._random.random() < 0.1:
            facts.setdefault(section, {})[name] = None

    def _add_words(self, facts: dict[str, dict[str, Any]]) -> None:
        pick = self._random.choice
        places = [*oracle.PROVINCES, *["410000", "500000"] * 15]
        category = pick([*CATEGORIES, *["basic-operator"] * 12])
        self._state(facts, "respondent", "category", category)
        self._state(facts, "respondent", "province", pick(places))
        self._state(facts, "dispute", "nature", pick([*NATURES, *["charging"] * 5]))
        acts = self._random.choices(places, k=pick((0, 1, 1, 2, 3)))
        self._state(facts, "report", "act_provinces", acts)

    def _add_events(self, facts: dict[str, dict[str, Any]], anchor: int) -> None:
        near, pick = self._near, self._random.choice
        limit = pick((15, 15, 20, 0, 7, 23, 30))
        occurred = near(anchor - pick((152, 730, 20, 20)))
        complained, received = near(anchor - limit), near(anchor - pick((7, 0, 30)))
        decided = near(anchor - pick((43, 0, 60)))
        self._event(facts, "dispute", "occurred_on", occurred)
        self._event(facts, "operator_complaint", "filed_on", complained)
        replied = near(pick((complained + limit, anchor)))
        self._event(facts, "operator_complaint", "replied_on", replied)
        self._event(facts, "appeal", "filed_on", near(anchor - pick((0, 0, 0, 30))))
        self._event(facts, "appeal", "materials_received_on", received)
        completed = near(anchor - pick((30, 0)))
        self._event(facts, "appeal", "materials_completed_on", completed)
        self._event(facts, "appeal", "decided_on", pick((decided, near(received + 7))))
        self._event(facts, "appeal", "answered_on", near(completed + 30))
        self._event(facts, "mediation", "concluded_on", near(decided + 43))
        reported = near(anchor - pick((60, 0)))
        self._event(facts, "report", "received_on", reported)
        self._event(facts, "report", "disposed_on", near(reported + 60))

    def _near(self, day: int) -> int:
        return day + self._random.choice((0, 0, 0, 1, 1, -1, 2, -2, 4, -4))

    def _event(
        self, facts: dict[str, dict[str, Any]], section: str, name: str, day: int
    ) -> None:
        self._state(facts, section, name, self._written(day))

    def _written(self, day: int) -> Any:
        chance = self._random.random()
        if chance < 0.12:
            return "not-yet" if chance < 0.1 else False
        on = date.fromordinal(day)
        if chance < 0.8:
            return on.isoformat()
        return self._moment(on)

    def _moment(self, on: date) -> str:
        # The last minute of the day in China, its first, or one without a zone.
        midnight = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - China's
        utc = midnight - timedelta(hours=8)
        return self._random.choice(
            (
                f"{on}T23:59:59",
                f"{on}T00:00:00+08:00",
                f"{utc.isoformat()}Z",
                f"{(utc + timedelta(hours=23, minutes=59)).isoformat()}+00:00",
                f"{(utc - timedelta(hours=5)).isoformat()}-05:00",
            )
        )

"""What the bundled rules rest on, and say, on the days for which they say it."""

from collections.abc import Iterator
from datetime import date

import pytest

import telcorules
from telcorules.foundation.law import Cited
from telcorules.language.versions import Version
from telcorules.review.citing import parts

BOOK = telcorules.load()
RULES = BOOK.program.rules
REPORTED = {"dispute": {"from_telecom_service": False}}


def cited(version: Version) -> Iterator[Cited]:
    for _, basis in parts(version):
        yield from basis


@pytest.mark.parametrize("rule", RULES)
def test_a_version_cites_what_is_in_force_on_all_its_days(rule: str) -> None:
    outside = [
        (version.start, one.text)
        for version in RULES[rule].versions
        for one in cited(version)
        if not _covers(one.citation.instrument, version)
    ]
    assert outside == []


def _covers(instrument: str, version: Version) -> bool:
    one = BOOK.program.instruments[instrument]
    last = version.until or date.max
    return one.start <= version.start and last <= (one.end or date.max)


@pytest.mark.parametrize(
    ("received", "instrument"),
    [
        ("2023-05-31", "administrative-litigation-2014"),
        ("2023-06-01", "miit-report-2023"),
    ],
)
@pytest.mark.parametrize("disposed", ["not-yet", "2023-06-20"])
def test_a_report_stands_under_the_law_of_its_receipt(
    received: str, instrument: str, disposed: str
) -> None:
    report = {"received_on": received, "disposed_on": disposed}
    case = BOOK.case({**REPORTED, "report": report})
    (stage,) = BOOK.evaluate("stage", case, as_of=date(2023, 7, 3)).candidates
    assert {one.citation.instrument for one in stage.basis} == {instrument}


def test_only_disputes_with_a_business_begin_with_it() -> None:
    row = next(
        one
        for one in BOOK.evaluate("route", BOOK.case({})).candidates
        if one.value == "operator-complaint"
    )
    assert row.reason.zh.startswith("与经营者的争议从这里开始")

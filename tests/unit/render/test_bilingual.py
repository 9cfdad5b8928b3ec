from datetime import date, datetime

from telcorules.foundation.law import Wording
from telcorules.foundation.periods import Period
from telcorules.render.bilingual import Language

ZH, EN = Language.ZH, Language.EN
FRIDAY = date(2026, 10, 23)


def test_each_language_says_its_own_text() -> None:
    assert (ZH.say("是", "yes"), EN.say("是", "yes")) == ("是", "yes")
    assert (ZH.of(Wording("是", "yes")), EN.of(Wording("是", "yes"))) == ("是", "yes")


def test_a_title_begins_with_a_capital() -> None:
    assert EN.headed(Wording("期限", "time limit")) == "Time limit"
    assert ZH.headed(Wording("期限", "time limit")) == "期限"


def test_an_id_in_place_of_a_title_stays_as_it_is() -> None:
    assert EN.headed(Wording("claim.venue", "claim.venue")) == "claim.venue"


def test_lists_and_clauses_are_joined_as_each_language_does() -> None:
    assert (ZH.listed("ab"), EN.listed("ab")) == ("a、b", "a, b")
    assert (ZH.joined("ab"), EN.joined("ab")) == ("a；b", "a; b")


def test_a_moment_shows_its_time() -> None:
    moment = datetime(2026, 10, 23, 9, 30)  # noqa: DTZ001
    assert (EN.day(moment), EN.since(moment)) == ("2026-10-23 09:30",) * 2
    assert EN.since(FRIDAY) == "2026-10-23"


def test_a_span_of_one_day_is_that_day() -> None:
    assert ZH.span(FRIDAY, FRIDAY) == "2026-10-23 周五"
    assert ZH.span(FRIDAY, date(2026, 10, 26)) == "2026-10-23 周五至2026-10-26 周一"
    assert EN.span(FRIDAY, date(2026, 10, 25)) == "2026-10-23 Fri to 2026-10-25 Sun"


def test_a_period_reads_in_both_languages() -> None:
    period = Period.parse("5 working days")
    assert (ZH.period(period), EN.period(period)) == ("5个工作日", "5 working days")

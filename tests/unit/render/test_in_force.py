from datetime import date

from telcorules.evaluation.context import Context
from telcorules.evaluation.grounds import InForce, NotAtHand
from telcorules.evaluation.loading import load
from telcorules.foundation.law import Citation, Wording, resolve
from telcorules.render.citations import resting
from telcorules.render.in_force import in_force
from telcorules.render.page import Paragraph
from telcorules.render.views import View
from tests.unit.render.service import EN, ZH

BUNDLED = load()
PROGRAM = BUNDLED.program
CONTEXT = Context(PROGRAM, BUNDLED.calendar, dict(BUNDLED.readings))
LAW = (
    InForce(
        "miit-35-2016",
        Wording("电信用户申诉处理办法", "Measures on Handling Appeals"),
        date(2016, 7, 30),
        None,
    ),
)
OLD = resolve(Citation("mii-7-2001"), PROGRAM.instruments)
NOTE = Wording("有关条文没有见到。", "Its text was not seen.")


def told(missing: tuple[NotAtHand, ...], day: date | None) -> list[object]:
    blocks = in_force(LAW, missing, day, View(CONTEXT, ZH))
    return [one.words for one in blocks if isinstance(one, Paragraph)]


KNOWN = "2016-07-30至今：《电信用户申诉处理办法》"


def test_law_that_was_replaced_and_not_encoded_is_named() -> None:
    assert told((), date(2016, 7, 29)) == [
        "当时施行的《电信用户申诉处理暂行办法》没有编码",
        KNOWN,
    ]


def test_law_that_was_not_in_force_then_is_not_named() -> None:
    assert told((), date(2001, 1, 10)) == [KNOWN]
    assert told((), None) == [KNOWN]


def test_law_that_is_not_at_hand_is_named_once() -> None:
    missing = NotAtHand(date(2001, 4, 1), date(2016, 7, 29), (OLD,), NOTE)
    assert told((missing,), date(2016, 7, 29)) == [
        "有关条文没有见到。（《电信用户申诉处理暂行办法》）",
        KNOWN,
    ]
    (english, _) = in_force(LAW, (missing,), None, View(CONTEXT, EN))
    assert isinstance(english, Paragraph)
    assert str(english.words).startswith("Its text was not seen. (")


def test_words_that_rest_on_nothing_stay_as_they_are() -> None:
    assert resting("责令改正", (), ZH) == "责令改正"

from telcorules.foundation.law import Wording
from telcorules.render.bilingual import Language
from telcorules.render.failures import MOST, Reason, Surprise, failure_lines

TITLE = Wording("一例", "an example")


def lines(*found: Surprise, language: Language = Language.EN) -> list[str]:
    return [*failure_lines(TITLE, "a.scenario.yaml:5:3", found, language)]


def test_what_was_expected_and_what_came() -> None:
    assert lines(Surprise("notes", None, ["odd"], ())) == [
        "An example  (a.scenario.yaml:5:3)",
        "",
        "notes",
        "  expected: null",
        "  came: ['odd']",
    ]


def test_truths_are_written_as_in_a_file() -> None:
    found = lines(
        Surprise("a b", expected=True, came=False, reasons=()), language=Language.ZH
    )
    assert found[3:] == ["  应为：true", "  实为：false"]


def test_a_reason_says_its_state_its_words_and_its_facts() -> None:
    message = Wording("未付", "not paid")
    reason = Reason("paid", None, message, (), {"claim.paid": None, "claim.on": "x"})
    assert lines(Surprise("a", 1, 2, (reason,)))[5:] == [
        "  because `paid` is unknown",
        "    not paid",
        "    facts: claim.paid = null, claim.on = x",
    ]


def test_a_reason_may_have_a_word_for_its_state() -> None:
    reason = Reason("centre", "decided", None, (), {})
    assert lines(Surprise("a", 1, 2, (reason,)))[5:] == ["  because `centre` decided"]


def test_only_some_reasons_are_told() -> None:
    reasons = tuple(Reason(f"r{n}", "holds", None, (), {}) for n in range(MOST + 2))
    found = lines(Surprise("a", 1, 2, reasons))
    assert found[5:] == [
        *(f"  because `r{n}` holds" for n in range(MOST)),
        "  and 2 more",
    ]
    assert lines(Surprise("a", 1, 2, reasons[:MOST]))[-1] == "  because `r4` holds"

import re
from pathlib import Path
from shutil import copytree

import pytest

import telcorules
from telcorules.evaluation.rulebook import Rulebook
from telcorules.review.comparing import Books, compare
from telcorules.review.diffing import diff
from telcorules.review.effects import Certainty, PackDiff, RuleEffect, Verdict
from tests.unit.evaluation import written

SERVICE = Path(__file__).parents[2] / "fixtures/service"
ADMISSION = """
    rule: thing.admission
    kind: admission
    governed_by: thing.ended_on
    versions:
      - from: 2020-01-01
        require:
          good: {if: thing.good, basis: [act art 1]}
          begun: {if: thing.begun_on <= at, basis: [act art 1]}
        bar:
          late:
            if: at > last_day(thing.begun_on, "15 days", roll=reading.duty_rollover)
            basis: [act art 1]
          dear: {if: thing.price > 100 and thing.colour == "red", basis: [act art 1]}
"""
END = """
    rule: thing.end
    kind: deadline
    actor: clerk
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        within: 15 days
        done: thing.ended_on
        rolls: duty-rollover
        basis: [act art 1]
"""
ANSWERS = """
    answers:
      first: {label: {zh: 甲, en: first}}
      second: {label: {zh: 乙, en: second}}
"""
CHOICE = """
    rule: thing.choice
    kind: choice
    pick: first
    versions:
      - from: 2020-01-01
        rows:
          - {if: thing.good and thing.count > 3, value: '"first"', basis: [act art 1]}
          - {value: '"second"', basis: [act art 1]}
"""
FILES = {"admission": ADMISSION, "end": END, "choice": CHOICE, "answers": ANSWERS}


def book(folder: Path, **files: str) -> Rulebook:
    return written.book(folder, **{**FILES, **files})


def edited(tmp_path: Path, name: str, old: str, new: str) -> PackDiff:
    text = FILES[name]
    assert old in text
    other = book(tmp_path / "new", **{name: text.replace(old, new)})
    return diff(book(tmp_path / "old"), other)


def effect(found: PackDiff, rule: str) -> RuleEffect:
    return next(one for one in found.rules if one.rule == rule)


def test_equal_packs_are_equivalent(tmp_path: Path) -> None:
    found = diff(book(tmp_path / "one"), book(tmp_path / "other"))
    assert not found.differs
    assert {one.certainty for one in found.rules} == {Certainty.IDENTICAL}
    assert (found.listed, found.words, found.citations) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "old", "new", "verdict"),
    [
        ("end", "15 days", "16 days", Verdict.LOOSER),
        ("end", "15 days", "14 days", Verdict.STRICTER),
        ("end", "15 days", "15 working days", Verdict.LOOSER),
        ("end", "        when: thing.good\n", "", Verdict.STRICTER),
        ("end", "thing.ended_on", "thing.begun_on", Verdict.LOOSER),
        ("end", "from: 2020-01-01", "from: 2020-02-01", Verdict.INCOMPARABLE),
        ("admission", "15 days", "16 days", Verdict.LOOSER),
        ("admission", "15 days", "14 days", Verdict.STRICTER),
        ("admission", "reading.duty_rollover", '"strict"', Verdict.STRICTER),
        ("admission", "begun_on <= at", "begun_on < at", Verdict.STRICTER),
        ("admission", "price > 100", "price > 101", Verdict.LOOSER),
        ("admission", '"red"', '"blue"', Verdict.INCOMPARABLE),
        ("admission", "if: thing.good,", "if: not thing.good,", Verdict.INCOMPARABLE),
        ("choice", "count > 3", "count >= 3", Verdict.INCOMPARABLE),
        ("choice", "thing.good and ", "", Verdict.INCOMPARABLE),
    ],
)
def test_an_edit_is_found_and_judged(
    tmp_path: Path, name: str, old: str, new: str, verdict: Verdict
) -> None:
    found = edited(tmp_path, name, old, new)
    one = effect(found, f"thing.{name}")
    assert (one.verdict, found.verdict) == (verdict, verdict)
    assert one.examples
    assert found.differs


def test_a_change_only_under_another_reading_is_found_there(tmp_path: Path) -> None:
    found = edited(tmp_path, "admission", "reading.duty_rollover", '"roll"')
    one = effect(found, "thing.admission")
    assert one.verdict is Verdict.LOOSER
    assert {tuple(e.readings.items()) for e in one.examples} == {
        (("duty-rollover", "strict"),)
    }


def test_an_example_states_no_more_than_it_needs(tmp_path: Path) -> None:
    one = effect(
        edited(tmp_path, "admission", "price > 100", "price > 101"), "thing.admission"
    )
    first = one.examples[0]
    assert (first.old.word, first.new.word) == ("inadmissible", "admissible")
    assert first.case["thing"]["price"] in {"100.01", "101.00"}
    for name in first.case["thing"]:
        fewer = {k: v for k, v in first.case["thing"].items() if k != name}
        words = []
        for folder in ("old", "new"):
            loaded = telcorules.load(tmp_path / folder)
            result = loaded.evaluate(
                "thing.admission", {"thing": fewer}, as_of=first.as_of
            )
            words.append(result.outcome.value)
        assert words != ["inadmissible", "admissible"]


def test_an_example_is_what_the_packs_answer(tmp_path: Path) -> None:
    found = edited(tmp_path, "end", "15 days", "16 days")
    for example in effect(found, "thing.end").examples:
        for folder, expected in (("old", example.old), ("new", example.new)):
            loaded = telcorules.load(tmp_path / folder).under(example.readings)
            result = loaded.evaluate("thing.end", example.case, as_of=example.as_of)
            told = expected.to_dict()
            assert (result.status, result.due.isoformat()) == (
                told["answer"],
                told["due"],
            )


def test_what_is_written_otherwise_and_answers_alike_is_equivalent(
    tmp_path: Path,
) -> None:
    found = edited(
        tmp_path,
        "choice",
        "thing.good and thing.count > 3",
        "thing.count >= 4 and thing.good",
    )
    one = effect(found, "thing.choice")
    assert (one.verdict, one.certainty) == (Verdict.EQUIVALENT, Certainty.EXHAUSTIVE)
    assert one.changes
    assert not found.differs


def test_a_condition_that_never_decides_changes_the_grounds(tmp_path: Path) -> None:
    good = "good: {if: thing.good, basis: [act art 1]}"
    needless = f"{good}\n          same: {good.removeprefix('good: ')}"
    found = edited(tmp_path, "admission", good, needless)
    one = effect(found, "thing.admission")
    assert one.verdict is Verdict.EQUIVALENT
    assert one.grounds
    assert found.differs


def test_words_and_citations_are_told_apart(tmp_path: Path) -> None:
    titled = END.replace(
        "actor: clerk", "actor: clerk\n    title: {zh: 末日, en: the end}"
    )
    cited = CHOICE.replace(
        "basis: [act art 1]}\n          - {v", "basis: [act art 1(2)]}\n          - {v"
    )
    found = diff(
        book(tmp_path / "old"), book(tmp_path / "new", end=titled, choice=cited)
    )
    assert not found.differs
    assert (found.words, found.citations) == (("thing.end",), ("thing.choice",))


def test_what_is_new_gone_or_renamed_is_listed(tmp_path: Path) -> None:
    renamed = END.replace("rule: thing.end", "rule: thing.finish")
    added = CHOICE.replace("thing.choice", "thing.other").replace("> 3", "> 7")
    facts = written.FACTS + "      tall: {type: bool, label: {zh: 高, en: tall}}\n"
    facts = facts.replace("label: {zh: 妥, en: fine}", "label: {zh: 行, en: fine}")
    new = book(tmp_path / "new", end=renamed, other=added, facts=facts)
    found = diff(book(tmp_path / "old"), new)
    told = {one.sort: one for one in found.listed}
    assert told["rules"].renamed == (("thing.end", "thing.finish"),)
    assert (told["rules"].added, told["rules"].removed) == (("thing.other",), ())
    assert (told["facts"].added, told["facts"].changed) == (
        ("thing.tall",),
        ("thing.fine",),
    )
    assert found.differs
    back = diff(new, book(tmp_path / "old"))
    assert {one.sort: one for one in back.listed}["rules"].removed == ("thing.other",)


def test_a_fact_of_another_type_makes_its_rules_incomparable(tmp_path: Path) -> None:
    facts = written.FACTS.replace("count: {type: int", "count: {type: money")
    found = diff(book(tmp_path / "old"), book(tmp_path / "new", facts=facts))
    one = effect(found, "thing.choice")
    assert (one.verdict, one.apart) == (Verdict.INCOMPARABLE, ("thing.count",))
    assert one.to_dict()["facts_apart"] == ["thing.count"]
    assert effect(found, "thing.end").certainty is Certainty.IDENTICAL


def test_a_word_that_one_pack_alone_knows_is_never_asked_of_the_other(
    tmp_path: Path,
) -> None:
    facts = written.FACTS.replace(
        "blue: {zh: 蓝, en: blue}",
        "blue: {zh: 蓝, en: blue}, green: {zh: 绿, en: green}",
    )
    text = ADMISSION.replace('"red"', '"green"')
    found = diff(
        book(tmp_path / "old"), book(tmp_path / "new", facts=facts, admission=text)
    )
    one = effect(found, "thing.admission")
    assert one.verdict is Verdict.LOOSER
    told = {e.case["thing"].get("colour") for e in one.examples}
    assert "green" not in told


def test_a_rule_of_another_kind_is_incomparable(tmp_path: Path) -> None:
    other = """
        rule: thing.choice
        kind: duty
        actor: clerk
        governed_by: thing.begun_on
        versions: [{from: 2020-01-01, when: thing.good, basis: [act art 1]}]
    """
    found = diff(book(tmp_path / "old"), book(tmp_path / "new", choice=other))
    one = effect(found, "thing.choice")
    assert (one.kind, one.verdict, one.examples) == ("duty", Verdict.INCOMPARABLE, ())


def test_another_default_of_a_reading_is_an_effect(tmp_path: Path) -> None:
    old = book(tmp_path)
    found = diff(old, old.under({"duty-rollover": "strict"}))
    assert effect(found, "thing.end").verdict is Verdict.STRICTER
    assert effect(found, "thing.choice").certainty is Certainty.IDENTICAL
    assert [(one.sort, one.changed) for one in found.listed] == [
        ("readings", ("duty-rollover",))
    ]


def test_another_calendar_is_an_effect(tmp_path: Path) -> None:
    folder = book(tmp_path).folders[0]
    old, new = telcorules.load(folder), telcorules.load(folder, unannounced="envelope")
    found = diff(old, new)
    assert [one.changed for one in found.listed] == [("calendar",)]
    assert effect(found, "thing.end").certainty is not Certainty.IDENTICAL


ROWS = """
          - if: thing.province in ["110000", "120000", "130000"] and thing.fine
            value: '"first"'
            basis: [act art 1]
          - if: thing.colour == "red" and thing.price > 7
            value: '"second"'
            basis: [act art 1]
          - if: thing.begun_on < thing.ended_on and thing.name == "a"
            value: '"first"'
            basis: [act art 1]
          - if: '"440000" in thing.places and thing.good'
            value: '"second"'
            basis: [act art 1]
"""


def test_many_facts_are_tried_in_part(tmp_path: Path) -> None:
    head, rest = CHOICE.split("        rows:")
    text = f"{head}        rows:{ROWS.rstrip()}{rest}"
    old = book(tmp_path / "old", choice=text)
    new = book(tmp_path / "new", choice=text.replace("count > 3", "count > 4"))
    one = effect(diff(old, new), "thing.choice")
    assert (one.verdict, one.certainty) == (Verdict.INCOMPARABLE, Certainty.SAMPLED)
    (dropped,) = re.findall(r"          - if: thing.begun_on.*\n.*\n.*\n", text)
    third = book(tmp_path / "third", choice=text.replace(dropped, ""))
    assert effect(diff(old, third), "thing.choice").examples


def test_a_diff_goes_to_json(tmp_path: Path) -> None:
    told = edited(tmp_path, "end", "15 days", "16 days").to_dict()
    assert told["verdict"] == "looser"
    (one,) = (rule for rule in told["rules"] if rule["certainty"] != "identical")
    assert one["changes"] == [
        {"path": ".versions[0].limits[0]", "old": "15 days", "new": "16 days"}
    ]
    assert one["examples"][0]["move"] == "looser"
    assert told["text_only"] == {"words": [], "citations": []}


@pytest.mark.parametrize(
    ("rule", "old", "new", "verdict"),
    [
        ("bill.cut-off", "after: 30 days", "after: 31 days", Verdict.STRICTER),
        ("bill.late-connection", "fee * 0.01", "fee * 0.02", Verdict.STRICTER),
        ("works.notice", "72 hours", "96 hours", Verdict.STRICTER),
        (
            "plea.reasons",
            "when: plea.refused",
            "when: not plea.refused",
            Verdict.INCOMPARABLE,
        ),
        ("inquiry.end", "60 days", "61 days", Verdict.LOOSER),
    ],
)
def test_other_kinds_of_rules_are_compared(
    tmp_path: Path, rule: str, old: str, new: str, verdict: Verdict
) -> None:
    copy = tmp_path / "service"
    copytree(SERVICE, copy)
    texts = {path: path.read_text("utf-8") for path in copy.glob("rules/*.yaml")}
    path, text = next(one for one in texts.items() if f"rule: {rule}\n" in one[1])
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    books = Books(telcorules.load(SERVICE), telcorules.load(copy), frozenset())
    assert compare(books, rule).verdict is verdict

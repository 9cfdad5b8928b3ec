from datetime import date
from pathlib import Path

from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from tests.unit.evaluation import written
from tests.unit.render.service import below, lines

READING = """
    readings:
      local:
        label: {zh: 地方, en: local law}
        choices:
          nation: {label: {zh: 全国, en: national}}
          place: {label: {zh: 地方, en: local}}
"""
TIME = """
    parameter: waiting-time
    values: [{from: 2020-01-01, value: 30 days, basis: [act art 1]}]
    where:
      - reading: {local: place}
        if: thing.good
        from: 2020-01-01
        value: 10 days
        basis: [act art 1]
"""
START = """
    rule: thing.start
    kind: permission
    title: {zh: 开始, en: start}
    actor: clerk
    versions:
      - from: 2020-01-01
        since: thing.begun_on
        after: waiting-time
        basis: [act art 1]
"""
HEARING = """
    rule: thing.hearing
    kind: duty
    title: {zh: 听取意见, en: hearing}
    actor: clerk
    versions:
      - from: 2020-01-01
        when: thing.fine and reading.local == "nation"
        basis: [act art 1]
"""
FEE = """
    rule: thing.fee
    kind: amount
    title: {zh: 费用, en: fee}
    actor: clerk
    versions:
      - from: 2020-01-01
        value: 'thing.price * 2 if reading.local == "place" else thing.price'
        basis: [act art 1]
"""


def changed(folder: Path, rule: str, text: str, **thing: object) -> list[str]:
    """Return what the other choice would change."""
    written.pack(folder, rule=text)
    written.overlay(folder, readings=READING, time=TIME)
    rulebook: Rulebook = load(folder)
    decision = rulebook.decide({"thing": thing}, as_of=date(2026, 11, 21), rules=rule)
    found = lines(decision, rulebook=rulebook)
    assert below(found, "有争议的地方", 3) == [
        "  ≠ 地方",
        "    现采 全国",
        "    如采 地方",
    ]
    return [one.strip() for one in found if one.startswith("    结果 ")]


def test_a_permission_shows_its_other_first_day(tmp_path: Path) -> None:
    thing = {"begun_on": "2026-11-01", "good": True}
    assert changed(tmp_path, "thing.start", START, **thing) == [
        "结果 开始：2026-11-12 周四 可以"
    ]


def test_a_permission_without_a_day_shows_its_status(tmp_path: Path) -> None:
    when = """when: 'thing.good and reading.local == "nation"'"""
    text = START.replace("after: waiting-time", f"{when}\n        after: 5 days")
    thing = {"begun_on": "2026-11-01", "good": True}
    assert changed(tmp_path, "thing.start", text, **thing) == ["结果 开始：尚不适用"]


def test_a_duty_shows_its_other_status(tmp_path: Path) -> None:
    assert changed(tmp_path, "thing.hearing", HEARING, fine=True) == [
        "结果 听取意见：不适用"
    ]


def test_an_amount_shows_its_other_value(tmp_path: Path) -> None:
    assert changed(tmp_path, "thing.fee", FEE, price="3") == ["结果 费用：6.00元"]
    text = FEE.replace("thing.price * 2", "thing.price * 0")
    assert changed(tmp_path, "thing.fee", text, price="3") == ["结果 费用：无须支付"]


def test_a_deadline_without_a_day_shows_its_status(tmp_path: Path) -> None:
    text = """
        rule: thing.end
        kind: deadline
        title: {zh: 期限, en: limit}
        actor: clerk
        versions:
          - from: 2020-01-01
            when: reading.local == "nation"
            since: thing.begun_on
            within: 15 days
            basis: [act art 1]
    """
    found = changed(tmp_path, "thing.end", text, begun_on="2026-11-02")
    assert found == ["结果 期限：尚未起算"]

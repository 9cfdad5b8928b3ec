from pathlib import Path

import pytest

from telcorules.evaluation.rulebook import Rulebook
from telcorules.foundation.periods import Period
from telcorules.language.program import Rule
from telcorules.review.changes import other_periods
from telcorules.review.mutants import (
    mutants_of_parameter,
    mutants_of_rule,
    names_of,
    parameters,
)
from tests.unit.evaluation import written

READINGS = """
    readings:
      duty-rollover:
        label: {zh: 顺延, en: rolling}
        choices:
          roll: {label: {zh: 顺延, en: it rolls}}
          strict: {label: {zh: 不, en: stays}}
      bar-rollover:
        label: {zh: 时效, en: bar}
        choices:
          roll: {label: {zh: 顺延, en: it rolls}}
          strict: {label: {zh: 不, en: stays}}
      local:
        label: {zh: 地方, en: local}
        choices:
          national: {label: {zh: 全国, en: national}}
          local: {label: {zh: 地方, en: local}}
"""
AUTHORITIES = """
    authorities:
      office: {label: {zh: 局, en: office}, provinces: ["440000"], otherwise: centre}
      agency: {label: {zh: 署, en: agency}, provinces: ["410000"], otherwise: centre}
    bodies:
      centre: {label: {zh: 中心, en: centre}}
      clerk: {label: {zh: 经办, en: clerk}}
"""


WAIT = """
    parameter: wait
    values:
      - {from: 2020-01-01, until: 2021-12-31, value: 15 days, basis: [act art 1]}
      - {from: 2022-01-01, value: 10 days, basis: [act art 1]}
    where:
      - reading: {local: local}
        if: thing.good
        from: 2020-01-01
        value: 3 days
        basis: [act art 1]
      - {if: thing.fine, from: 2020-01-01, value: 4 days, basis: [act art 1]}
"""
LAST_DAY = 'last_day(thing.ended_on, "15 days", roll=reading.duty_rollover)'


def book(folder: Path, body: str, **files: str) -> Rulebook:
    return written.book(
        folder, readings=READINGS, authorities=AUTHORITIES, rule=body, **files
    )


def told(loaded: Rulebook, rule: str = "thing.rule") -> list[tuple[str, str, str]]:
    """Return the sort, the text and the new text of each mutant of a rule."""
    names = names_of(loaded.program)
    return [
        (one.change.sort, one.change.was, one.change.now)
        for one in mutants_of_rule(loaded.program, rule, names)
    ]


def of_condition(folder: Path, condition: str) -> list[tuple[str, str]]:
    """Return what a condition of an admission could be written as instead."""
    text = f"""
    rule: thing.rule
    kind: admission
    governed_by: thing.begun_on
    title: {{zh: 则, en: rule}}
    versions:
      - from: 2020-01-01
        require:
          c: {{if: '{condition}', basis: [act art 1]}}
    """
    mark = "{type: enum, values: {red: {zh: 红, en: red}}, label: {zh: 标, en: mark}}"
    facts = f"{written.FACTS}      mark: {mark}\n"
    program = book(folder, text, wait=WAIT, facts=facts).program
    found = mutants_of_rule(program, "thing.rule", names_of(program))
    changes = (one.change for one in found if one.change.span is not None)
    return [(one.sort, one.now) for one in changes]


@pytest.mark.parametrize(
    ("condition", "instead"),
    [
        ("thing.good", []),
        ("not thing.good", [("not", "thing.good")]),
        (
            "thing.good and thing.fine",
            [
                ("logic", "thing.good or thing.fine"),
                ("operand", "thing.fine"),
                ("operand", "thing.good"),
            ],
        ),
        (
            "thing.good or thing.fine or happened(thing.ended_on)",
            [
                ("logic", "thing.good and thing.fine and happened(thing.ended_on)"),
                ("operand", "thing.fine or happened(thing.ended_on)"),
                ("operand", "thing.good or happened(thing.ended_on)"),
                ("operand", "thing.good or thing.fine"),
            ],
        ),
        (
            "thing.good if thing.fine else True",
            [
                ("branch", "True if thing.fine else thing.good"),
                ("branch", "thing.good"),
                ("branch", "True"),
                ("word", "False"),
            ],
        ),
        (
            "thing.count >= 5",
            [
                ("comparison", "thing.count > 5"),
                ("comparison", "thing.count <= 5"),
                ("number", "4"),
                ("number", "6"),
            ],
        ),
        (
            "thing.price == 1.50",
            [
                ("comparison", "thing.price != 1.50"),
                ("number", "1.49"),
                ("number", "1.51"),
            ],
        ),
        (
            'thing.ended_on < "2024-03-01"',
            [
                ("comparison", 'thing.ended_on <= "2024-03-01"'),
                ("comparison", 'thing.ended_on > "2024-03-01"'),
                ("date", '"2024-02-29"'),
                ("date", '"2024-03-02"'),
            ],
        ),
        (
            'thing.colour == "blue"',
            [
                ("comparison", 'thing.colour != "blue"'),
                ("word", '"red"'),
            ],
        ),
        ('thing.name == "a"', [("comparison", 'thing.name != "a"')]),
        ('thing.mark == "red"', [("comparison", 'thing.mark != "red"')]),
        (
            'at > last_day(thing.ended_on, wait, roll="roll")',
            [
                ("comparison", 'at >= last_day(thing.ended_on, wait, roll="roll")'),
                ("comparison", 'at < last_day(thing.ended_on, wait, roll="roll")'),
                ("rolling", '"strict"'),
            ],
        ),
        (
            'thing.colour in ["red", "blue"]',
            [
                ("word", "thing.colour in ['blue']"),
                ("word", "thing.colour in ['red']"),
            ],
        ),
        ('"440000" in thing.places', [("word", '"450000" in thing.places')]),
        (
            "min(thing.count, 3) * 2 - 1 > 0",
            [
                ("comparison", "min(thing.count, 3) * 2 - 1 >= 0"),
                ("comparison", "min(thing.count, 3) * 2 - 1 < 0"),
                ("operator", "min(thing.count, 3) * 2 + 1"),
                ("operator", "min(thing.count, 3) + 2"),
                ("operator", "max(thing.count, 3)"),
                ("number", "2"),
                ("number", "4"),
                ("number", "1"),
                ("number", "3"),
                ("number", "0"),
                ("number", "2"),
                ("number", "-1"),
                ("number", "1"),
            ],
        ),
        (
            f"at > {LAST_DAY}",
            [
                ("comparison", f"at >= {LAST_DAY}"),
                ("comparison", f"at < {LAST_DAY}"),
                ("limit", '"14 days"'),
                ("limit", '"16 days"'),
                ("unit", '"15 working days"'),
                ("reading", "reading.bar_rollover"),
            ],
        ),
        (
            'at > last_day(thing.ended_on, "1 day", roll="strict")',
            [
                (
                    "comparison",
                    'at >= last_day(thing.ended_on, "1 day", roll="strict")',
                ),
                ("comparison", 'at < last_day(thing.ended_on, "1 day", roll="strict")'),
                ("limit", '"2 days"'),
                ("unit", '"1 working day"'),
                ("rolling", '"roll"'),
            ],
        ),
        (
            'at > thing.ended_on - "2 months"',
            [
                ("comparison", 'at >= thing.ended_on - "2 months"'),
                ("comparison", 'at < thing.ended_on - "2 months"'),
                ("limit", '"1 month"'),
                ("limit", '"3 months"'),
                ("unit", '"60 days"'),
                ("operator", 'thing.ended_on + "2 months"'),
            ],
        ),
        (
            'reading.local == "local"',
            [("comparison", 'reading.local != "local"'), ("word", '"national"')],
        ),
    ],
)
def test_a_condition_is_written_otherwise_in_one_place(
    tmp_path: Path, condition: str, instead: list[tuple[str, str]]
) -> None:
    assert of_condition(tmp_path, condition) == instead


def test_a_text_in_a_list_has_no_other_word(tmp_path: Path) -> None:
    facts = written.FACTS + "      notes: {list of: text, label: {zh: 注, en: notes}}\n"
    text = """
    rule: thing.rule
    kind: checklist
    title: {zh: 则, en: rule}
    versions:
      - from: 2020-01-01
        items:
          c: {if: '"a" in thing.notes', basis: [act art 1], missing: {zh: 缺, en: c}}
          d:
            if: known(thing.good)
            when: thing.fine
            basis: [act art 1]
            missing: {zh: 缺, en: d}
    """
    assert told(book(tmp_path, text, facts=facts)) == [
        ("date", "2020-01-01", "2019-12-31"),
        ("date", "2020-01-01", "2020-01-02"),
        ("condition", "item c", "left out"),
        ("condition", "item d", "left out"),
        ("condition", "when: thing.fine", "left out"),
    ]


def test_a_period_is_mistaken_for_others() -> None:
    def others(text: str) -> list[tuple[str, str]]:
        return [(sort, str(one)) for sort, one in other_periods(Period.parse(text))]

    assert others("48 hours")[-1] == ("unit", "2 days")
    assert others("2 calendar months")[-1] == ("unit", "60 days")
    assert others("2 years")[-1] == ("unit", "730 days")
    assert others("5 working days") == [
        ("limit", "4 working days"),
        ("limit", "6 working days"),
        ("unit", "5 days"),
    ]


def test_a_choice_is_written_otherwise(tmp_path: Path) -> None:
    text = """
    rule: thing.rule
    kind: choice
    pick: one
    title: {zh: 则, en: rule}
    versions:
      - from: 2020-01-01
        until: 2020-12-31
        rows:
          - {value: '"centre"', turn: centre, basis: [act art 1]}
      - from: 2021-01-01
        until: 2024-12-31
        rows:
          - if: thing.good
            value: authority("office", thing.province)
            otherwise: {zh: 不, en: not here}
            closes: thing.ended_on
            barred: {if: thing.fine, reason: {zh: 不, en: barred}, basis: [act art 1]}
            turn: centre
            basis: [act art 1]
          - {opens: thing.begun_on, value: '"clerk"', turn: clerk, basis: [act art 1]}
          - {value: '"centre"', basis: [act art 1]}
    """
    assert told(book(tmp_path, text)) == [
        ("date", "2020-01-01", "2019-12-31"),
        ("date", "2020-01-01", "2020-01-02"),
        ("date", "2021-01-01", "2020-12-31"),
        ("date", "2021-01-01", "2021-01-02"),
        ("date", "2024-12-31", "2024-12-30"),
        ("date", "2024-12-31", "2025-01-01"),
        ("authority", '"clerk"', '"centre"'),
        ("authority", '"centre"', '"clerk"'),
        ("row", 'the row authority("office", thing.province)', "left out"),
        ("condition", "if: thing.good", "left out"),
        ("condition", "closes: thing.ended_on", "left out"),
        ("condition", "barred: thing.fine", "left out"),
        ("row", 'the row "clerk"', "left out"),
        ("condition", "opens: thing.begun_on", "left out"),
        ("row", 'the row "centre"', "left out"),
        ("authority", "centre", "clerk"),
        ("authority", "clerk", "centre"),
        ("pick", "one", "first"),
        ("pick", "one", "all"),
    ]


def test_another_authority_is_taken_where_the_pack_names_one(tmp_path: Path) -> None:
    text = """
    rule: thing.rule
    kind: choice
    pick: first
    title: {zh: 则, en: rule}
    versions:
      - from: 2020-01-01
        rows:
          - if: thing.good
            value: authority("office", thing.province)
            basis: [act art 1]
          - {value: 'authority("agency", thing.province)', basis: [act art 1]}
    """
    found = [one for one in told(book(tmp_path, text)) if one[0] == "authority"]
    office, agency = (
        f'authority("{one}", thing.province)' for one in ("office", "agency")
    )
    assert found == [("authority", office, agency), ("authority", agency, office)]


def test_a_deadline_is_written_otherwise(tmp_path: Path) -> None:
    text = """
    rule: thing.rule
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        within_earliest_of: [10 working days, 20 days]
        done: thing.ended_on
        holidays_roll: true
        basis: [act art 1]
      - from: 2022-01-01
        since: thing.begun_on
        within: 20 days
        extended_by: {event: thing.ended_on, period: 10 days, basis: [act art 1]}
        basis: [act art 1]
      - from: 2024-01-01
        before: thing.begun_on
        within: 3 days
        basis: [act art 1]
      - from: 2025-01-01
        since: thing.begun_on
        within: 3 days
        excluding: {from: thing.begun_on, until: thing.ended_on, basis: [act art 1]}
        basis: [act art 1]
    """
    found = [one for one in told(book(tmp_path, text)) if one[0] != "date"]
    first, rolls = found[:9], ("reading", "duty-rollover", "bar-rollover")
    assert first == [
        ("condition", "when: thing.good", "left out"),
        ("condition", "done: thing.ended_on", "left out"),
        ("limit", "10 working days", "left out"),
        ("limit", "10 working days", "9 working days"),
        ("limit", "10 working days", "11 working days"),
        ("unit", "10 working days", "10 days"),
        ("limit", "20 days", "left out"),
        ("limit", "20 days", "19 days"),
        ("limit", "20 days", "21 days"),
    ]
    assert found[9:12] == [
        ("unit", "20 days", "20 working days"),
        rolls,
        ("rolling", "true", "false"),
    ]
    assert found[12:18] == [
        ("limit", "20 days", "19 days"),
        ("limit", "20 days", "21 days"),
        rolls,
        ("condition", "extended_by: thing.ended_on", "left out"),
        ("limit", "10 days", "9 days"),
        ("limit", "10 days", "11 days"),
    ]
    assert found[18:21] == [
        ("limit", "3 days", "2 days"),
        ("limit", "3 days", "4 days"),
        ("unit", "3 days", "3 working days"),
    ]
    assert found[21:] == [
        *found[18:21],
        rolls,
        ("condition", "excluding: thing.begun_on", "left out"),
    ]


def test_without_another_reading_a_last_day_always_moves(tmp_path: Path) -> None:
    text = """
    rule: thing.rule
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: 3 days, basis: [act art 1]}
    """
    found = told(written.book(tmp_path, rule=text))
    assert found[-1] == ("reading", "duty-rollover", "it always moves")


def test_permissions_duties_and_amounts_are_written_otherwise(tmp_path: Path) -> None:
    permission = """
    rule: thing.may
    kind: permission
    actor: clerk
    may: {zh: 可, en: may}
    versions:
      - from: 2020-01-01
        when: thing.good
        since: thing.begun_on
        after: 30 days
        done: thing.ended_on
        basis: [act art 1]
    """
    duty = """
    rule: thing.duty
    kind: duty
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - {from: 2020-01-01, when: thing.good, done: thing.fine, basis: [act art 1]}
    """
    amount = """
    rule: thing.rule
    kind: amount
    actor: clerk
    owed: {zh: 钱, en: money}
    versions:
      - from: 2020-01-01
        when: thing.good
        value: thing.price + 1.00
        basis: [act art 1]
    """
    loaded = book(tmp_path, amount, may=permission, duty=duty)
    assert told(loaded, "thing.may")[2:] == [
        ("condition", "when: thing.good", "left out"),
        ("condition", "done: thing.ended_on", "left out"),
        ("limit", "30 days", "29 days"),
        ("limit", "30 days", "31 days"),
        ("unit", "30 days", "30 working days"),
    ]
    assert told(loaded, "thing.duty")[2:] == [
        ("condition", "when: thing.good", "left out"),
        ("condition", "done: thing.fine", "left out"),
    ]
    assert told(loaded)[2:] == [
        ("operator", "thing.price + 1.00", "thing.price - 1.00"),
        ("number", "1.00", "0.99"),
        ("number", "1.00", "1.01"),
        ("condition", "when: thing.good", "left out"),
        ("number", "half-up", "up"),
        ("number", "half-up", "down"),
        ("number", "2", "1"),
    ]


USING = """
    rule: thing.rule
    kind: deadline
    actor: clerk
    duty: {zh: 办, en: act}
    versions:
      - {from: 2020-01-01, since: thing.begun_on, within: wait, basis: [act art 1]}
"""
ALSO = """
    rule: thing.other
    kind: permission
    actor: clerk
    may: {zh: 可, en: may}
    versions:
      - {from: 2020-01-01, since: thing.begun_on, after: wait, basis: [act art 1]}
"""


def test_a_parameter_is_written_otherwise_for_all_that_use_it(tmp_path: Path) -> None:
    loaded = book(tmp_path, USING, wait=WAIT, also=ALSO)
    assert [one[0] for one in told(loaded, "thing.other")] == ["date", "date"]
    program = loaded.program
    (wait,) = parameters(program, ["thing.rule"]).values()
    found = list(mutants_of_parameter(program, wait, names_of(program)))
    assert [(one.change.sort, one.change.now) for one in found][:9] == [
        ("limit", "14 days"),
        ("limit", "16 days"),
        ("unit", "15 working days"),
        ("date", "2019-12-31"),
        ("date", "2020-01-02"),
        ("date", "2021-12-30"),
        ("date", "2022-01-01"),
        ("limit", "9 days"),
        ("limit", "11 days"),
    ]
    local = [one.change for one in found if one.change.path[:1] == ("where",)]
    assert [(one.sort, one.was, one.now) for one in local] == [
        ("condition", "where thing.good", "left out"),
        ("limit", "3 days", "2 days"),
        ("limit", "3 days", "4 days"),
        ("unit", "3 days", "3 working days"),
        ("date", "2020-01-01", "2019-12-31"),
        ("date", "2020-01-01", "2020-01-02"),
        ("reading", "local", "national"),
        ("condition", "where thing.fine", "left out"),
        ("limit", "4 days", "3 days"),
        ("limit", "4 days", "5 days"),
        ("unit", "4 days", "4 working days"),
        ("date", "2020-01-01", "2019-12-31"),
        ("date", "2020-01-01", "2020-01-02"),
    ]
    assert all(set(one.rules) == {"thing.rule", "thing.other"} for one in found)


def test_hours_of_a_parameter_stay_hours(tmp_path: Path) -> None:
    wait = WAIT.replace("days", "hours")
    program = book(tmp_path, USING, wait=wait).program
    (hours,) = parameters(program, ["thing.rule"]).values()
    found = mutants_of_parameter(program, hours, names_of(program))
    assert "unit" not in {one.change.sort for one in found}


def test_a_rule_stays_as_it_was(tmp_path: Path) -> None:
    program = book(tmp_path, USING, wait=WAIT).program
    before: Rule = program.rules["thing.rule"]
    found = list(mutants_of_rule(program, "thing.rule", names_of(program)))
    assert all(one.rules["thing.rule"] is not before for one in found)
    assert program.rules["thing.rule"] is before

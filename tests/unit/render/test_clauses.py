from datetime import date
from pathlib import Path

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.render.reads import governing_day
from telcorules.render.rules import clauses, proofs
from tests.unit.evaluation import written
from tests.unit.render.small import book, context

TODAY = date(2026, 11, 21).toordinal()


def test_the_clauses_of_an_admission_are_its_conditions() -> None:
    rule = book().program.rules["claim.admission"]
    found = clauses(rule.versions[1], rule, context())
    assert [(one.id, one.role) for one in found] == [
        ("paid", "require"),
        ("waited", "require"),
        ("late", "bar"),
    ]
    assert found[1].readings == ("duty-rollover", "local-regulation")
    assert [one.id for one in found[1].parameters] == ["waiting-time"]


def test_the_clauses_of_a_checklist_are_its_items() -> None:
    rule = book().program.rules["claim.papers"]
    (clause,) = clauses(rule.versions[0], rule, context())
    assert (clause.id, clause.role, clause.words.zh) == ("name", "item", "已说明“姓名”")
    assert clause.label is not None
    assert clause.label.zh == "姓名"


def test_the_clauses_of_a_choice_are_its_rows() -> None:
    rule = book().program.rules["claim.venue"]
    first, second = clauses(rule.versions[0], rule, context())
    assert (first.id, first.words.zh) == ("1", "如果性质是合同：中心")
    assert (second.id, second.words.zh) == ("2", "“省份”的办公室")
    assert second.source == 'authority("office", claim.province)'


def test_a_deadline_is_one_clause() -> None:
    rule = book().program.rules["claim.answer"]
    (clause,) = clauses(rule.versions[0], rule, context())
    assert clause.words.en == (
        "if paid: within 10 days or 15 days from the day of filing;"
        " done on the day of the answer"
    )


def test_a_deadline_may_have_no_condition_and_no_end(tmp_path: Path) -> None:
    rule = """
        rule: thing.end
        kind: deadline
        actor: clerk
        versions:
          - from: 2020-01-01
            since: thing.begun_on
            within: 15 days
            basis: [act art 1]
    """
    rulebook = load(written.pack(tmp_path, end=rule))
    found = rulebook.program.rules["thing.end"]
    within = Context(rulebook.program, rulebook.calendar, dict(rulebook.readings))
    (clause,) = clauses(found.versions[0], found, within)
    assert clause.to_dict() == {
        "id": "thing.end",
        "role": "deadline",
        "label": {"zh": "thing.end", "en": "thing.end"},
        "words": {"zh": "自开始起15日内", "en": "within 15 days from the begun"},
        "source": None,
        "place": None,
        "basis": [
            {
                "instrument": "act",
                "article": "1",
                "text": "《某法》第一条",
                "verified": "text",
                "gist": {"zh": "第一条", "en": "article one"},
            }
        ],
        "parameters": [],
        "readings": ["duty-rollover"],
    }
    assert proofs(found, rulebook.case({}), TODAY, TODAY, within) == {}


def test_the_governing_day_is_that_of_the_event_or_today() -> None:
    case = book().case({"claim": {"filed_on": "2020-05-04"}})
    admission, answer, papers = (
        book().program.rules[f"claim.{name}"]
        for name in ("admission", "answer", "papers")
    )
    filed = date(2020, 5, 4).toordinal()
    assert governing_day(admission, case, TODAY) == filed
    assert governing_day(answer, case, TODAY) == filed
    assert governing_day(papers, case, TODAY) == TODAY
    assert governing_day(answer, book().case({}), TODAY) == TODAY
    never = book().case({"claim": {"filed_on": "not-yet"}})
    assert governing_day(answer, never, TODAY) == TODAY


def test_where_no_version_is_in_force_nothing_is_proved() -> None:
    rule, day = book().program.rules["claim.admission"], date(2010, 1, 1).toordinal()
    assert proofs(rule, book().case({}), day, TODAY, context()) == {}

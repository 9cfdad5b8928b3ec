"""What to do next, and how every answer came about."""

from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.loading import load
from telcorules.evaluation.rulebook import Rulebook
from telcorules.render.bilingual import Language
from telcorules.render.markdown import as_markdown
from telcorules.render.page import Block, Branch, Page, Point, Section, pieces
from telcorules.render.reasons import ReasonsView
from telcorules.render.sheets import decision_sheet
from tests.unit.evaluation import written
from tests.unit.evaluation.test_chains import FACTS, MAY, TAKE
from tests.unit.render import service
from tests.unit.render.notice_cases import HENAN, stated

DAY = date(2026, 11, 25)


def sheet(
    facts: Any, as_of: date = DAY, book: Rulebook | None = None, **options: Any
) -> Page:
    rulebook = book or load()
    decision = rulebook.decide(facts, as_of=as_of, **options)
    return decision_sheet(decision, rulebook, Language.EN)


def below(page: Page, title: str) -> list[Block]:
    """Return the blocks below a title."""
    place = next(
        n
        for n, one in enumerate(page)
        if isinstance(one, Section) and one.title == title
    )
    rest = list(page[place + 1 :])
    ends = [n for n, one in enumerate(rest) if isinstance(one, Section)]
    return rest[: ends[0] if ends else len(rest)]


def steps(page: Page) -> list[str]:
    found = below(page, "What to do next")
    points = [one for one in found if isinstance(one, Point)]
    return ["".join(p.text for p in (one.mark, *pieces(one.words))) for one in points]


class TestSteps:
    """Ask where it is open, mend where it fails, act where something runs."""

    def test_the_best_questions_of_an_open_case(self) -> None:
        facts = {"dispute": {"from_telecom_service": True}}
        asked = load().questions("appeal.admission", facts, as_of=DAY)
        assert steps(sheet(facts)) == [f"?{one.text.en}" for one in asked[:3]]

    def test_the_smallest_cure_of_a_case_that_fails(self) -> None:
        page = sheet(stated(HENAN), date(2026, 11, 18))
        first, *rest = steps(page)
        assert first == "→admissible from 2026-11-25 Wed on"
        assert rest[0].startswith("→by 2026-11-24 Tue · ")

    def test_a_safe_day_that_is_over_isn_t_advised(self) -> None:
        _, first, *_ = steps(sheet(stated(HENAN), date(2026, 11, 17)))
        assert first.startswith("→by 2026-11-24 Tue · telecommunications operator")

    def test_how_many_other_cures_there_are(self) -> None:
        facts = stated(HENAN.with_name("half-filled.json"))
        day = date(2026, 11, 21)
        options = load().cures("appeal.admission", facts, as_of=day).options
        assert len(options) > 1
        assert steps(sheet(facts, day))[0].endswith(f"(other ways: {len(options) - 1})")

    def test_what_nothing_mends(self) -> None:
        first, *_ = steps(sheet(stated(handled_by_appeal_body=True)))
        assert first.startswith("✗Nothing can mend this: already accepted or handled")

    def test_limits_that_run_the_first_to_end_first(self) -> None:
        facts = stated(materials_received_on="2026-11-24")
        found = [one for one in steps(sheet(facts)) if one.startswith("→by")]
        assert [one[4:14] for one in found] == ["2026-12-01", "2026-12-21"]

    def test_what_may_be_done(self, tmp_path: Path) -> None:
        book = written.book(tmp_path, steps=FACTS, may=MAY)
        facts = {"step": {"asked_on": "2026-10-08"}}
        assert steps(sheet(facts, DAY, book, rules="*")) == ["→clerk · May close"]

    def test_nothing_where_the_facts_have_nothing_to_do_with_the_main_rule(
        self,
    ) -> None:
        page = sheet({"report": {"received_on": "2023-01-01"}})
        assert "What to do next" not in [
            one.title for one in page if isinstance(one, Section)
        ]

    def test_a_pack_whose_main_rule_is_no_admission(self, tmp_path: Path) -> None:
        book = written.book(tmp_path, steps=FACTS, take=TAKE)
        facts = {"step": {"asked_on": "2026-11-23", "taken_on": "not-yet"}}
        assert steps(sheet(facts, DAY, book, rules="*")) == [
            "→by 2026-11-30 Mon (to be safe 2026-11-28 Sat) · clerk · step.take"
        ]


class TestReasons:
    """A tree a rule, down to the facts."""

    def tree(self, page: Page, rule: str) -> Branch:
        branches = [one for one in below(page, "Proof") if isinstance(one, Branch)]
        return next(one for one in branches if one.node == rule)

    def test_of_every_answer_shown(self) -> None:
        tree = self.tree(sheet(stated()), "appeal.admission")
        said = "".join(one.text for one in pieces(tree.words))
        assert said == "Admissibility of an appeal  meets the conditions for acceptance"
        assert [one.node.partition("/")[2] for one in tree.branches] == [
            one.id for one in load().evaluate("appeal.admission", stated()).conditions
        ]

    def test_a_part_is_numbered_after_its_whole(self) -> None:
        tree = self.tree(sheet(stated()), "appeal.admission")
        (part,) = [
            one for one in tree.branches if one.node.endswith("complained-first")
        ]
        (whole,) = part.branches
        nodes = [one.node for one in whole.branches]
        assert nodes == [
            f"appeal.admission/complained-first/0/{n}" for n in range(len(nodes))
        ]

    def test_of_every_kind_of_rule(self) -> None:
        case = {"ticket": {"opened_on": "2026-10-08"}, "plea": {"name_given": True}}
        book = service.book()
        decision = book.decide(case, as_of=DAY, rules="*")
        text = as_markdown(decision_sheet(decision, book, Language.EN))
        assert "- Papers of the plea unknown" in text
        assert "- Time to answer" in text

    def test_nothing_where_no_answer_bears_the_case(self) -> None:
        decision = load().decide({}, as_of=DAY, rules=["appeal.venue"])
        context = Context(load().program, load().calendar, dict(load().readings))
        assert list(ReasonsView(context, Language.EN).blocks(decision)) == []

    def test_a_rule_without_a_version_has_no_tree(self) -> None:
        page = sheet({"appeal": {"filed_on": "1999-01-01"}}, date(1999, 1, 2))
        assert "Proof" not in [one.title for one in page if isinstance(one, Section)]

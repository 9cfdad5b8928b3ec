"""The blocks of the page on the rule language, as a pack that decides a case."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from telcorules.errors import PackError
from telcorules.evaluation.loading import load
from telcorules.language.packs import load_program, read_file
from telcorules.language.shape import shape

PAGE = Path(__file__).parents[2] / "fixtures" / "language-page"
BLOCKS = [
    "law/miit-35-2016.yaml",
    "facts/operator_complaint.yaml",
    "parameters/operator-reply-period.yaml",
    "rules/appeal.admission.yaml",
    "rules/appeal.mediation.yaml",
    "rules/report.venue.yaml",
    "rules/appeal.materials.yaml",
]
CASE = {
    "complainant": {"name_given": True},
    "respondent": {"province": "河南", "category": "basic-operator"},
    "dispute": {"occurred_on": "2026-09-01", "nature": "charging"},
    "operator_complaint": {"filed_on": "2026-10-08", "replied_on": "not-yet"},
    "appeal": {"filed_on": "2026-10-20", "accepted": True, "decided_on": "2026-10-21"},
    "mediation": {"concluded_on": "not-yet"},
    "report": {"act_provinces": ["广东"]},
}


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_has_the_shape_of_its_kind(block: str) -> None:
    document = read_file(PAGE / block, PAGE)
    assert shape(document).model_dump(by_alias=True, exclude_unset=True)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_with_one_key_misspelt_is_noticed(block: str, tmp_path: Path) -> None:
    folder = copytree(PAGE, tmp_path / "page")
    lines = (folder / block).read_text("utf-8").splitlines(keepends=True)
    lines[1] = f"x{lines[1]}"
    (folder / block).write_text("".join(lines), "utf-8")
    with pytest.raises(PackError):
        load_program([folder])


def test_the_blocks_decide_a_case() -> None:
    decision = load(PAGE).decide(CASE, as_of=date(2026, 11, 21))
    truths = {one.id: one.value for one in decision.main.conditions}
    assert decision.main.outcome == "inadmissible"
    assert truths == {
        "complained-first": True,
        "unsatisfied-or-unanswered": False,
        "time-barred": False,
    }
    assert decision["appeal.mediation"].due == date(2026, 12, 2)
    assert decision["report.venue"].value == "ca-440000"
    assert decision["appeal.materials"].complete is True


def test_a_reading_lets_the_local_period_in() -> None:
    book = load(PAGE, readings={"local-regulation": "local"})
    outcome = book.decide(CASE, as_of=date(2026, 11, 21)).main.outcome
    assert outcome == "admissible"

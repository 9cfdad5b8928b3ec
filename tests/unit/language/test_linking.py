"""What a linked pack holds, beyond what its refusals show."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

import telcorules
from telcorules.foundation.law import Wording
from telcorules.foundation.regions import REGIONS
from telcorules.language.linking import DISCLAIMER
from telcorules.language.packs import load_program
from telcorules.language.program import Program
from telcorules.language.versions import (
    AdmissionVersion,
    ChoiceVersion,
    DeadlineVersion,
)

SMALL = Path(__file__).parents[2] / "fixtures" / "small"


def _with(tmp_path: Path, text: str) -> Program:
    """Return the small pack with one more file."""
    folder = copytree(SMALL, tmp_path / "pack")
    (folder / "more.yaml").write_text(text, "utf-8")
    return load_program([folder])


def test_an_authority_stands_in_where_a_province_has_none() -> None:
    labels = load_program([SMALL]).labels
    assert labels["office-440000"] == Wording("广东省办公室", "office, Guangdong")
    assert "office-500000" not in labels


def test_an_authority_of_every_province(tmp_path: Path) -> None:
    text = "authorities: {court: {label: {zh: 法院, en: court}}}\n"
    labels = _with(tmp_path, text).labels
    assert [name for name in labels if name.startswith("court-")] == [
        f"court-{code}" for code in sorted(REGIONS)
    ]


def test_a_version_ends_the_day_before_the_next_begins(tmp_path: Path) -> None:
    text = """\
rule: claim.other
kind: admission
versions:
  - {from: 2020-01-01, require: {one: {if: claim.paid, basis: [small-act art 2]}}}
  - {from: 2021-01-01, bar: {two: {if: claim.paid, basis: [small-act art 2]}}}
"""
    rule = _with(tmp_path, text).rules["claim.other"]
    days = [(str(one.start), str(one.until)) for one in rule.versions]
    assert days == [("2020-01-01", "2020-12-31"), ("2021-01-01", "None")]
    assert rule.title == Wording("claim.other", "claim.other")


def test_a_deadline_is_called_after_its_duty() -> None:
    rule = load_program([SMALL]).rules["claim.answer"]
    assert (rule.title, rule.actor) == (Wording("答复", "answer"), "centre")


def test_a_deadline_without_condition_or_done(tmp_path: Path) -> None:
    text = """\
rule: claim.other
kind: deadline
actor: centre
versions:
  - {from: 2020-01-01, since: claim.filed_on, within: 十五日, basis: [small-act art 1]}
"""
    (version,) = _with(tmp_path, text).rules["claim.other"].versions
    assert isinstance(version, DeadlineVersion)
    told = (version.when, version.done, *map(str, version.limits))
    assert told == (None, None, "15 days")


def test_a_row_may_name_its_answer(tmp_path: Path) -> None:
    text = """\
rule: claim.other
kind: choice
versions:
  - from: 2020-01-01
    let: {place: 'authority("office", claim.province)', there: place}
    rows:
      - {value: there, basis: [small-act art 2]}
"""
    (version,) = _with(tmp_path, text).rules["claim.other"].versions
    assert isinstance(version, ChoiceVersion)
    assert version.rows[0].value.source == 'authority("office", claim.province)'


def test_what_can_and_cannot_be_cured(tmp_path: Path) -> None:
    text = """\
rule: claim.other
kind: admission
versions:
  - from: 2020-01-01
    require:
      one:
        if: claim.paid
        basis: [small-act art 2]
        cure: {who: claimant, note: {zh: 付款, en: pay}}
      two: {if: claim.paid, basis: [small-act art 2], cure: none}
      three: {if: claim.paid, basis: [small-act art 2]}
"""
    (version,) = _with(tmp_path, text).rules["claim.other"].versions
    assert isinstance(version, AdmissionVersion)
    assert [one.curable for one in version.conditions] == [True, False, True]
    assert [one.cure and one.cure.act for one in version.conditions] == [None] * 3
    assert version.conditions[0].cure is not None


def test_a_pack_without_a_disclaimer_has_the_library_s() -> None:
    assert load_program([SMALL]).disclaimer == DISCLAIMER


@pytest.mark.parametrize("name", ["title", "main", "decide"])
def test_the_pack_is_named_by_its_base(name: str) -> None:
    expected = {
        "title": Wording("小规则包", "a small pack"),
        "main": "claim.admission",
        "decide": ("claim.*",),
    }
    assert getattr(load_program([SMALL]), name) == expected[name]


def test_a_deadline_may_name_the_event_that_governs_it(tmp_path: Path) -> None:
    text = (SMALL / "rules" / "answer.yaml").read_text("utf-8")
    text = text.replace("claim.answer\n", "claim.other\n").replace(
        "kind: deadline", "kind: deadline\ngoverned_by: claim.filed_on"
    )
    rule = _with(tmp_path, text).rules["claim.other"]
    assert rule.governed_by is not None
    assert rule.governed_by.name == "claim.filed_on"


def test_sections_come_in_the_order_of_the_pack_then_of_the_files(
    tmp_path: Path,
) -> None:
    folder = copytree(SMALL, tmp_path / "pack")
    pack = folder / "pack.yaml"
    assert list(load_program([folder]).vocabulary.sections) == ["acts", "claim"]
    pack.write_text(pack.read_text("utf-8") + "sections: [claim]\n", "utf-8")
    vocabulary = load_program([folder]).vocabulary
    assert list(vocabulary.sections) == ["claim", "acts"]
    assert [fact.slot for fact in vocabulary.facts] == list(
        range(len(vocabulary.facts))
    )


def _bare(tmp_path: Path, actor: str = "anybody") -> Path:
    """Return a pack that declares no reading and no body."""
    folder = tmp_path / "bare"
    folder.mkdir()
    head = (SMALL / "pack.yaml").read_text("utf-8").split("main:")[0]
    (folder / "pack.yaml").write_text(head, "utf-8")
    (folder / "law.yaml").write_text(
        """\
instrument: act
title: {zh: 办法, en: measures}
rank: law
in_force: {from: 2020-01-01}
""",
        "utf-8",
    )
    (folder / "facts.yaml").write_text(
        "section: claim\nlabel: {zh: 请求, en: claim}\n"
        "facts: {filed_on: {type: event}}\n",
        "utf-8",
    )
    (folder / "rule.yaml").write_text(
        f"""\
rule: claim.answer
kind: deadline
actor: {actor}
versions:
  - {{from: 2020-01-01, since: claim.filed_on, within: 15 days, basis: [act]}}
""",
        "utf-8",
    )
    return folder


def test_a_limit_rolls_where_no_reading_says_whether(tmp_path: Path) -> None:
    book = telcorules.load(_bare(tmp_path))
    found = book.deadline("claim.answer", date(2026, 3, 6), as_of=date(2026, 3, 7))
    assert (found.due, found.contested) == (date(2026, 3, 23), ())


def test_an_actor_needs_no_entry_in_a_pack_without_bodies(tmp_path: Path) -> None:
    rule = load_program([_bare(tmp_path, "clerk")]).rules["claim.answer"]
    assert rule.actor == "clerk"

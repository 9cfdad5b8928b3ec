import json
from pathlib import Path

import pytest

from telcorules.evaluation.loading import load
from tests.unit.cli.typing_in import typed

SMALL = Path(__file__).parents[2] / "fixtures/small"
SERVICE = Path(__file__).parents[2] / "fixtures/service"
EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = ("--as-of", "2026-11-21")


def explained(*words: object) -> dict[str, object]:
    done = typed("explain", *words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)  # type: ignore[no-any-return]


def test_json_tells_every_version_with_its_clauses() -> None:
    found = explained("claim.admission", "--pack", SMALL)
    versions = found.pop("versions")
    assert found == {
        "rule": "claim.admission",
        "kind": "admission",
        "title": {"zh": "受理", "en": "admission"},
        "governed_by": "claim.filed_on",
        "under": None,
        "readings": {"duty-rollover": "roll", "local-regulation": "national"},
        "asked_on": None,
        "not_at_hand": [],
        "proofs": {},
        "disclaimer": {
            "zh": "本结论由规则推算得出，不是法律意见；以主管机关的决定为准。",
            "en": (
                "Computed from rules; not legal advice. The competent authority"
                " decides."
            ),
        },
    }
    assert isinstance(versions, list)
    assert [(one["from"], one["until"]) for one in versions] == [
        ("2016-07-30", "2019-12-31"),
        ("2020-01-01", None),
    ]
    assert versions[0]["clauses"] == [
        {
            "id": "paid",
            "role": "require",
            "label": None,
            "words": {"zh": "已付", "en": "paid"},
            "source": "claim.paid",
            "place": "rules/admission.yaml:9:18",
            "basis": [
                {
                    "instrument": "small-act",
                    "article": "2",
                    "text": "《小办法》第二条",
                    "verified": "summary",
                    "gist": {"zh": "条件", "en": "conditions"},
                }
            ],
            "parameters": [],
            "readings": [],
        }
    ]


def test_json_tells_dated_values_and_readings() -> None:
    (clause,) = explained("claim.answer", "--pack", SMALL)["versions"][0]["clauses"]  # type: ignore[index]
    assert clause["readings"] == ["duty-rollover", "local-regulation"]
    (parameter,) = clause["parameters"]
    assert [one["value"] for one in parameter["values"]] == ["10 days", "15 days"]
    assert parameter["local"][1]["if"] == "claim.paid"


def test_a_case_gives_the_truth_of_every_part(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("claim: {paid: true, filed_on: 2026-10-08}")
    found = explained("claim.admission", case, *DAY, "--pack", SMALL)
    proofs = found["proofs"]
    assert isinstance(proofs, dict)
    assert found["asked_on"] == "2026-10-08"
    assert {name: one["value"] for name, one in proofs.items()} == {
        "paid": True,
        "waited": False,
        "late": False,
    }
    assert proofs["paid"] == {
        "words": {"zh": "已付", "en": "paid"},
        "source": "claim.paid",
        "value": True,
        "settled_by": None,
        "parts": [],
    }


def test_text_shows_source_place_and_both_languages() -> None:
    done = typed("explain", "claim.answer", "--pack", SMALL, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Answer   claim.answer · deadline · centre"
    assert "    中文    如果已付：自提出日期起10日或15日内；以答复日期为完成" in lines
    assert (
        "    English if paid: within 10 days or 15 days from the day of filing;"
        " done on the day of the answer" in lines
    )
    assert "    source  claim.paid" in lines
    assert "    place   rules/answer.yaml:7:11" in lines
    assert "not legal advice" in lines[-1]


def test_a_rule_that_is_not_there_is_exit_2() -> None:
    done = typed("explain", "appeal.admision")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "telcorules: TR610: there is no rule `appeal.admision`\n"
        "  fix: did you mean `appeal.admission`?\n"
    )


@pytest.mark.parametrize("rule", load().program.rules)
def test_every_bundled_rule_can_be_explained(rule: str) -> None:
    done = typed("explain", rule, EXAMPLES / "unanswered-charge.yaml", *DAY)
    assert (done.code, done.err) == (0, "")
    assert "None" not in done.out


@pytest.mark.parametrize("rule", load(SERVICE).program.rules)
def test_every_kind_of_rule_can_be_explained_in_json(rule: str) -> None:
    found = explained(rule, "--pack", SERVICE)
    assert {"rule", "kind", "versions", "under", "not_at_hand"} <= found.keys()


def test_json_tells_what_is_not_at_hand() -> None:
    found = explained("message.forwarding", "--pack", SERVICE)
    gaps = found["not_at_hand"]
    assert isinstance(gaps, list)
    assert [(one["from"], one["until"]) for one in gaps] == [("2026-05-01", None)]
    assert gaps[0]["basis"][0]["instrument"] == "message-act"


def test_a_limit_is_explained_by_the_version_of_its_trigger(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("inquiry: {begun_on: 2025-03-03}")
    found = explained("inquiry.end", case, *DAY, "--pack", SERVICE)
    assert found["asked_on"] == "2025-03-03"


def test_a_rule_is_explained_with_the_notices_of_a_day() -> None:
    done = typed("explain", "claim.admission", "--pack", SMALL, "--known-at", "2003-1")
    assert (done.code, done.err.split(":")[1]) == (2, " TR617")

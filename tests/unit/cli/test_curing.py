import json
from datetime import date
from pathlib import Path

import telcorules
from tests.unit.cli.test_asking import with_gaps
from tests.unit.cli.typing_in import typed
from tests.unit.evaluation.test_questions import case

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = ("--as-of", "2026-10-20")


def file(folder: Path, **changes: object) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps(case(**changes)))
    return path


def test_text_says_from_when_and_what_to_do(tmp_path: Path) -> None:
    done = typed("cures", file(tmp_path, appeal={"filed_on": "not-yet"}), *DAY)
    assert (done.code, done.err) == (0, "")
    assert "2026-10-24 周六起符合受理条件" in done.out
    assert "等到2026-10-24 周六" in done.out


def test_json_is_the_cures_themselves(tmp_path: Path) -> None:
    path = file(tmp_path, appeal={"filed_on": "not-yet"})
    done = typed("cures", path, *DAY, "--format", "json")
    found = json.loads(done.out)
    book = telcorules.load()
    facts = book.case(path.read_bytes())
    expected = book.cures("appeal.admission", facts, as_of=date(2026, 10, 20))
    assert {key: found[key] for key in ("options", "barred_by")} == expected.to_dict()
    about = {key: found[key] for key in ("rule", "as_of", "outcome")}
    assert about == {
        "rule": "appeal.admission",
        "as_of": "2026-10-20",
        "outcome": "inadmissible",
    }


def test_today_is_the_day_where_none_is_given(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(with_gaps()))
    assert typed("cures", path).code == 0


def test_another_rule_can_be_asked() -> None:
    case = EXAMPLES / "market-complaint.yaml"
    words = ("cures", case, *DAY, "--rule", "market.admission", "--lang", "en")
    done = typed(*words)
    assert (done.code, done.err) == (0, "")


def test_only_an_admission_has_cures() -> None:
    case = EXAMPLES / "unanswered-charge.yaml"
    done = typed("cures", case, *DAY, "--rule", "operator.reply")
    assert done.code == 2
    assert "TR613" in done.err

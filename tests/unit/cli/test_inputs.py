import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from telcorules.foundation.source import MAX_BYTES
from tests.unit.cli.typing_in import Done, typed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def decide(*words: object) -> Done:
    return typed("decide", *words, "--as-of", "2026-11-21", "--rule", "operator.reply")


def given(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Done:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text)))
    return decide("-")


@pytest.mark.parametrize(
    "text",
    [
        b'{"operator_complaint": {"filed_on": "2026-10-08"}}',
        b'\xef\xbb\xbf {"operator_complaint": {"filed_on": "2026-10-08"}}',
        b"operator_complaint: {filed_on: 2026-10-08}",
        b"{operator_complaint: {filed_on: 2026-10-08}}",
        b"{}",
    ],
)
def test_standard_input_is_read_as_json_or_yaml(
    text: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = given(text, monkeypatch)
    assert (done.code, done.err) == (0, "")


BAD = {
    "empty.json": (
        b"",
        "TR520: empty.json: the file is empty",
        "state a fact, or {} for a case without any",
    ),
    "blank.yaml": (
        b" \n",
        "TR520: blank.yaml: the file is empty",
        "state a fact, or {} for a case without any",
    ),
    "broken.json": (
        b'{"appeal": ',
        "TR515: broken.json: the case is not JSON at line 1, column 12",
        "names and texts stand in double quotes, commas only between entries",
    ),
    "binary.json": (
        b"\x89PNG\r\n",
        "TR515: binary.json: the case is not UTF-8 text: byte 0 can't be read",
        "save it as UTF-8",
    ),
    "list.json": (
        b"[]",
        "TR517: list.json: a case is a mapping of sections, not `[]`",
        "name one case; many, each on a line of its own, are for `telcorules batch`",
    ),
    "fact.json": (
        b'{"respondent": {"category": "hotel"}}',
        (
            "TR512: fact.json: respondent.category: `hotel` is not a value of"
            " `respondent.category`"
        ),
        "did you mean `hotel-agent`?",
    ),
    "unknown.json": (
        b'{"apeal": {}}',
        "TR510: unknown.json: apeal: unknown section `apeal`",
        "did you mean `appeal`?",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_json_case_is_one_message(name: str, folder: Path) -> None:
    text, message, hint = BAD[name]
    (folder / name).write_bytes(text)
    done = decide(name)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"telcorules: {message}\n  fix: {hint}\n"


def test_a_bad_yaml_case_shows_the_place(folder: Path) -> None:
    (folder / "case.yaml").write_text(
        "respondent:\n  category: hotel\n  provins: 广东\n"
    )
    done = decide("case.yaml")
    assert done.code == 2
    assert done.err == (
        "telcorules: case.yaml:2:13: TR512: `hotel` is not a value of"
        " `respondent.category`\n"
        "   2 |   category: hotel\n"
        "     |             ^^^^^\n"
        "  fix: did you mean `hotel-agent`?\n"
        "case.yaml:3:3: TR510: unknown fact `respondent.provins`\n"
        "   3 |   provins: 广东\n"
        "     |   ^^^^^^^\n"
        "  fix: did you mean `respondent.province`?\n"
    )


def test_the_mistakes_of_a_yaml_case_are_told_in_the_order_of_its_lines(
    folder: Path,
) -> None:
    text = "respondent: {category: shop}\nappeal: {filed_onn: 2026-01-02}\n"
    (folder / "case.yaml").write_text(f"{text}dispute: {{nature: bill}}\n", "utf-8")
    told = [line.split(": ")[:2] for line in decide("case.yaml").err.splitlines()]
    assert [place for place in told if "case.yaml" in ":".join(place)] == [
        ["telcorules", "case.yaml:1:24"],
        ["case.yaml:2:10", "TR510"],
        ["case.yaml:3:19", "TR512"],
    ]


def test_yaml_that_can_not_be_read_is_a_bad_case(folder: Path) -> None:
    (folder / "case.yaml").write_text("a: [1\n")
    done = decide("case.yaml")
    assert (done.code, done.err.partition(": TR1")[0]) == (
        2,
        "telcorules: case.yaml:2:1",
    )


def test_yaml_with_several_cases_is_for_batch(folder: Path) -> None:
    (folder / "case.yaml").write_text("- appeal: {}\n")
    done = decide("case.yaml")
    assert done.code == 2
    assert "  fix: name one case; many, each on a line of its own, are" in done.err


def test_a_day_is_shown_as_it_is_written(folder: Path) -> None:
    (folder / "case.yaml").write_text("appeal: 2026-10-08\n")
    done = decide("case.yaml")
    assert done.code == 2
    assert done.err == (
        "telcorules: case.yaml:1:9: TR517: `2026-10-08` is not a section of facts\n"
        "   1 | appeal: 2026-10-08\n"
        "     |         ^^^^^^^^^^\n"
        "  fix: write {appeal: {fact: value}}\n"
    )


def test_yaml_that_is_no_mapping_is_a_bad_case(folder: Path) -> None:
    (folder / "case.yaml").write_text("hello\n")
    done = decide("case.yaml")
    assert done.code == 2
    assert done.err == (
        "telcorules: case.yaml:1:1: TR517: a case is a mapping of sections\n"
        "   1 | hello\n"
        "     | ^^^^^\n"
        "  fix: write {section: {fact: value}}\n"
    )


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("nowhere.json", "there is no such file", "check the name"),
        ("place", "is a folder, not a file", "name the file of a case"),
        ("file.json/inner", "can't be read: not a directory", "check who may read it"),
        ("nul\0.json", "can't be read: embedded null byte", "check who may read it"),
    ],
)
def test_a_file_that_can_not_be_opened_is_one_message(
    name: str, message: str, hint: str, folder: Path
) -> None:
    (folder / "place").mkdir()
    (folder / "file.json").write_text("{}")
    done = decide(name)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"telcorules: TR520: {name}: {message}\n  fix: {hint}\n"


def test_a_file_of_100_megabytes_is_refused_unread(folder: Path) -> None:
    with (folder / "large.json").open("wb") as file:
        file.truncate(100_000_000)
    done = decide("large.json")
    assert done.code == 2
    assert done.err == (
        "telcorules: TR516: large.json: the case is 100,000,000 bytes long; at most"
        " 1,048,576 bytes are read\n  fix: state facts, not documents\n"
    )


def test_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    done = given(b" " * (MAX_BYTES + 1), monkeypatch)
    assert done.code == 2
    assert done.err == (
        "telcorules: TR516: standard input: the case is too long; at most 1,048,576"
        " bytes are read\n  fix: state facts, not documents\n"
    )


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        (
            "--as-of",
            "yesterday",
            "TR617: `yesterday` is not a day\n  fix: write it as 2026-11-21",
        ),
        (
            "--as-of",
            "2026-02-30",
            "TR617: there is no day `2026-02-30`\n  fix: check the month and the day",
        ),
        (
            "--reading",
            "local",
            (
                "TR616: `local` doesn't say which choice of a reading to take\n"
                "  fix: write --reading local-regulation=local"
            ),
        ),
    ],
)
def test_a_bad_option_is_one_message(
    option: str, value: str, message: str, folder: Path
) -> None:
    (folder / "case.json").write_text("{}")
    done = typed("decide", "case.json", option, value)
    assert (done.code, done.err) == (2, f"telcorules: {message}\n")


def test_an_unknown_reading_is_told_with_the_nearest(folder: Path) -> None:
    (folder / "case.json").write_text("{}")
    done = typed("decide", "case.json", "--reading", "local-regulations=local")
    assert done.code == 2
    assert done.err.endswith("fix: did you mean `local-regulation`?\n")


def test_a_pack_that_is_not_there_is_exit_3(folder: Path) -> None:
    (folder / "case.json").write_text("{}")
    done = typed("decide", "case.json", "--pack", "nowhere")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(
        "telcorules: nowhere:1:1: TR340: there is no such folder"
    )


def test_a_notice_that_is_not_there_is_exit_2(folder: Path) -> None:
    done = typed("calendar", "2027", "--notice", folder / "nowhere.yaml")
    assert (done.code, "TR342: there is no such file" in done.err) == (2, True)

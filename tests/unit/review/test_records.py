"""Records made and verified: what they hold, how they are written, what is refused."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import telcorules
from telcorules import Record, RequestError, record, verify
from tests.unit.evaluation.test_loading import MORE, NOTICE, TestNotices
from tests.unit.review.recorded import (
    CLAIM,
    SMALL,
    TODAY,
    changed,
    made,
    promise,
    small,
)

Change = Callable[[dict[str, Any]], object]


def refusal(given: object) -> list[tuple[str, str]]:
    with pytest.raises(RequestError) as caught:
        verify(given)  # type: ignore[arg-type]
    return [(one.code, one.message) for one in caught.value.problems]


class TestWhatIsRecorded:
    def test_is_the_question_its_grounds_and_the_answer(self) -> None:
        data = made().to_dict()
        assert list(data) == [
            "record",
            "library",
            "as_of",
            "facts",
            "rules",
            "readings",
            "pack",
            "calendar",
            "result",
            "sha256",
        ]
        book = small()
        assert data["facts"] == book.case(CLAIM).to_dict()
        assert data["result"] == book.decide(CLAIM, as_of=TODAY).to_dict()
        assert data["rules"] == list(data["result"]["results"])

    def test_names_the_tables_of_the_calendar(self) -> None:
        book = small()
        assert made(book).to_dict()["calendar"] == {
            "sha256": book.calendar.sha256,
            "firm_through": "2026-12-28",
            "unannounced": "principle",
            "known_at": None,
            "tables": ["2004..2026"],
            "notices": [],
        }

    def test_names_every_notice_known(self) -> None:
        book = small(known_at=date(2020, 1, 28))
        stated = made(book).to_dict()["calendar"]
        assert (stated["known_at"], stated["tables"]) == ("2020-01-28", ["2004..2005"])
        assert stated["unannounced"] == "envelope"
        assert [one["year"] for one in stated["notices"]] == [
            *range(2006, 2016),
            2015,
            *range(2016, 2020),
            2019,
            2020,
            2020,
        ]
        last = stated["notices"][-1]
        assert (last["name"], last["published_on"]) == (
            "国办发明电〔2020〕1号",
            "2020-01-26",
        )
        assert len(last["sha256"]) == 64

    def test_names_the_packs_laid_over(self, tmp_path: Path) -> None:
        book = small(extend=[promise(tmp_path / "over")])
        pack = made(book, rules="promise.*").to_dict()["pack"]
        (further,) = pack["extended_by"]
        assert (further["id"], further["version"]) == ("promise", "2")
        assert (pack["id"], pack["sha256"]) == ("small", book.program.sha256)

    def test_names_no_folder(self, tmp_path: Path) -> None:
        folder = copytree(SMALL, tmp_path / "who-keeps-it")
        book = telcorules.load(folder)
        kept = record(book, CLAIM, as_of=TODAY, embed=True)
        assert "who-keeps-it" not in kept.text

    def test_is_asked_as_a_decision_is(self) -> None:
        one = made(rules=["claim.answer"])
        assert one.to_dict()["rules"] == ["claim.answer"]

    def test_keeps_packs_and_holidays_where_asked(self) -> None:
        data = made(small(known_at=date(2020, 1, 28)), embed=True).to_dict()
        kept = data["embedded"]
        (pack,) = kept["packs"]
        assert next(iter(pack["files"])) == "pack.yaml"
        text = (SMALL / "pack.yaml").read_text("utf-8")
        assert pack["files"]["pack.yaml"] == text.split("\n")
        assert kept["notices"][-1] == {
            "notice": "国办发明电〔2020〕1号",
            "title": "国务院办公厅关于延长2020年春节假期的通知",
            "year": 2020,
            "published_on": "2020-01-26",
            "amends": "国办发明电〔2019〕16号",
            "one_off_days": 2,
            "rest_days": ["2020-01-24..2020-02-02"],
            "make_up_days": [],
        }
        assert kept["tables"]["make_up_days"][0].startswith("2004-")
        assert kept["tables"]["rest_days"][-1] < "2006"

    def test_files_with_other_line_ends_are_kept_alike(self, tmp_path: Path) -> None:
        folder = copytree(SMALL, tmp_path / "pack")
        for path in folder.rglob("*.yaml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        windows = record(telcorules.load(folder), CLAIM, as_of=TODAY, embed=True)
        assert windows == made(embed=True)


class TestHowItIsWritten:
    def test_two_spaces_a_level_chinese_as_it_is_and_the_hash_last(self) -> None:
        text = made().to_json()
        data = json.loads(text)
        assert text == json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        assert "受理" not in text or "\\u" not in text
        assert list(data)[-1] == "sha256"

    def test_the_hash_is_over_the_rest_written_the_same_way(self) -> None:
        one = made()
        data = json.loads(one.text)
        stated = data.pop("sha256")
        rest = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        assert stated == one.sha256 == hashlib.sha256(rest.encode()).hexdigest()

    def test_the_same_question_gives_the_same_bytes(self) -> None:
        assert made() == made()
        assert hash(made()) == hash(made())

    def test_another_day_gives_other_bytes(self) -> None:
        other = record(small(), CLAIM, as_of=date(2026, 11, 22))
        assert other.sha256 != made().sha256


class TestRequests:
    def test_need_a_rulebook(self) -> None:
        with pytest.raises(RequestError) as caught:
            record(CLAIM, CLAIM)  # type: ignore[arg-type]
        assert caught.value.problems[0].code == "TR612"

    def test_of_a_case_that_cant_be_read_are_refused(self) -> None:
        with pytest.raises(telcorules.CaseError):
            record(small(), {"claim": {"paid": "perhaps"}})

    @pytest.mark.parametrize("embed", [True, False])
    def test_of_packs_that_changed_since_are_refused(
        self, tmp_path: Path, *, embed: bool
    ) -> None:
        folder = promise(tmp_path / "over")
        book = small(extend=[folder])
        text = (folder / "faster.yaml").read_text("utf-8")
        (folder / "faster.yaml").write_text(text.replace("3 work", "4 work"), "utf-8")
        with pytest.raises(RequestError) as caught:
            made(book, embed=embed)
        assert str(caught.value) == (
            "TR906: a pack was changed after it had been loaded\n"
            "  fix: load it again, then record"
        )

    def test_of_packs_that_are_gone_are_refused(self, tmp_path: Path) -> None:
        folder = promise(tmp_path / "over")
        book = small(extend=[folder])
        (folder / "pack.yaml").unlink()
        with pytest.raises(telcorules.PackError):
            made(book)


class TestVerifying:
    @pytest.mark.parametrize("embed", [True, False])
    def test_gives_the_record_back(self, *, embed: bool) -> None:
        one = made(embed=embed)
        assert verify(one.text) == verify(one.text.encode()) == verify(one) == one

    def test_every_kind_of_calendar_is_whole(self, tmp_path: Path) -> None:
        notice = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        for asked in (
            {"known_at": date(2004, 1, 1)},
            {"known_at": date(2019, 3, 22)},
            {"known_at": date(2026, 11, 21), "notices": [notice]},
            {"notices": [notice]},
            {"unannounced": "envelope", "readings": {"duty-rollover": "strict"}},
        ):
            one = made(small(**asked), embed=True)
            assert verify(one.text) == one

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (None, "`None` is no record"),
            ({}, "`{}` is no record"),
            (b"\xff", "the record is not UTF-8 text"),
            ("\ud800", "the record is not UTF-8 text"),
            ("", "the record is not JSON at line 1, column 1"),
            ("{", "the record is not JSON at line 1, column 2"),
            ('{"record": NaN}', "the record is not JSON that can be read"),
            ("[" * 100_000, "the record is not JSON that can be read"),
            ("[]", "this is JSON, but no record"),
            ("{}", "this is JSON, but no record"),
            ('{"record": 2}', "the record is of the form 2, not 1"),
            ('{"record": null}', "the record is of the form None, not 1"),
            (f'{{"record": {"9" * 5000}}}', "the record is not JSON that can be read"),
        ],
    )
    def test_what_is_no_record_is_refused(self, given: object, said: str) -> None:
        assert refusal(given) == [("TR901", said)]

    @pytest.mark.parametrize("depth", [100, 900, 3000, 20_000])
    def test_what_is_nested_deeply_is_refused(self, depth: int) -> None:
        deep = '{"record": 1, "x": ' + "[" * depth + "]" * depth + "}"
        assert refusal(deep)[0][0] in ("TR901", "TR902")

    def test_what_is_too_deep_to_be_written_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_value: object) -> str:
            raise RecursionError

        text = made().text
        monkeypatch.setattr("telcorules.review.record_form.canonical", fail)
        assert refusal(text) == [("TR901", "the record is nested too deeply")]

    def test_what_is_too_long_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("telcorules.review.record_form.MAX_BYTES", 100)
        assert refusal(made().text) == [
            ("TR901", "the record is longer than 100 bytes")
        ]

    @pytest.mark.parametrize(
        ("old", "new", "after"),
        [
            ("\n", "\r\n", 0),
            ('"record": 1', '"record":  1', 0),
            ('"record": 1', '"record": 1,\n  "record": 1', 1),
            ("  ", "\t", 0),
            ("small", "sm\\u0061ll", 0),
            ('\n  "sha256"', '\n\n  "sha256"', 1),
        ],
    )
    def test_what_is_written_otherwise_is_refused(
        self, old: str, new: str, after: int
    ) -> None:
        text = made().text
        line = text[: text.index(old)].count("\n") + 1 + after
        said = f"the record isn't written as records are, from line {line} on"
        assert refusal(text.replace(old, new, 1)) == [("TR902", said)]

    @pytest.mark.parametrize("end", ["", "\n\n", " \n"])
    def test_another_end_is_refused(self, end: str) -> None:
        text = made().text.rstrip("\n") + end
        assert [code for code, _ in refusal(text)] == ["TR902"]

    @pytest.mark.parametrize(
        ("first", "code"), [("rules", "TR903"), ("sha256", "TR902")]
    )
    def test_keys_in_another_order_are_refused(self, first: str, code: str) -> None:
        data = made().to_dict()
        text = json.dumps({first: data[first], **data}, ensure_ascii=False, indent=2)
        assert [found for found, _ in refusal(f"{text}\n")] == [code]

    def test_what_was_changed_is_refused(self) -> None:
        one = made()
        forged = one.text.replace('"paid": true', '"paid": false', 1)
        ((code, said),) = refusal(forged)
        assert code == "TR903"
        assert said.endswith(f"not {one.sha256[:12]}…")

    def test_a_record_without_its_hash_is_refused(self) -> None:
        data = made().to_dict()
        del data["sha256"]
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        assert [code for code, _ in refusal(text)] == ["TR902"]


@dataclass(frozen=True)
class Put:
    """The change that puts a value at a place."""

    path: str
    value: Any

    def __call__(self, data: Any) -> None:
        *above, last = self.path.split("/")
        for key in above:
            data = data[int(key) if key.isdigit() else key]
        data[last] = self.value

    def __str__(self) -> str:
        return f"{self.path}={self.value}"


WRONG = [
    (Put("as_of", "2026-02-30"), "`.as_of` is not a day such as 2026-11-21"),
    (Put("as_of", 5), "`.as_of` is not a day such as 2026-11-21"),
    (Put("facts", []), "`.facts` is not an object"),
    (Put("rules", "claim.*"), "`.rules` is not a list"),
    (Put("rules", [5]), "`.rules[0]` is not a text"),
    (Put("readings", []), "`.readings` is not an object"),
    (Put("readings/x y", 1), '`.readings["x y"]` is not a text'),
    (Put("library", None), "`.library` is not a text"),
    (Put("record", 1.0), "`.record` is not 1"),
    (
        Put("pack", {"id": "x"}),
        "`.pack` is not an object of `id`, `version`, `sha256`, `extended_by`",
    ),
    (Put("pack/sha256", "ABC"), "`.pack.sha256` is not a sha256"),
    (
        Put("pack/extended_by", [5]),
        "`.pack.extended_by[0]` is not an object of `id`, `version`, `sha256`",
    ),
    (
        Put("calendar/unannounced", "guess"),
        "`.calendar.unannounced` is not a method for open days",
    ),
    (
        Put("calendar/known_at", "now"),
        "`.calendar.known_at` is not a day such as 2026-11-21",
    ),
    *(
        (
            Put("calendar/tables", spans),
            "`.calendar.tables` is not spans of years from 2004",
        )
        for spans in (
            5,
            [],
            [2004],
            ["2005"],
            ["2004..2003"],
            ["2004", "2004"],
            ["2004..2061"],
            ["2004..2026", "2006"],
            ["2004-2026"],
        )
    ),
    (
        Put("calendar/notices", [{"name": "x"}]),
        (
            "`.calendar.notices[0]` is not an object of "
            "`name`, `year`, `published_on`, `sha256`"
        ),
    ),
    (Put("result", None), "`.result` is not an object"),
    (
        Put("embedded", {"packs": []}),
        "`.embedded` is not an object of `packs`, `tables`, `notices`",
    ),
    (
        Put("embedded/packs/0/files/pack.yaml", "x"),
        '`.embedded.packs[0].files["pack.yaml"]` is not a list',
    ),
    (
        Put("embedded/notices", ["x"]),
        "`.embedded.notices[0]` is not an object",
    ),
]


class TestForgeries:
    """Records changed by somebody who makes the hash anew."""

    @pytest.mark.parametrize(("change", "said"), WRONG, ids=str)
    def test_of_another_shape_are_refused(self, change: Change, said: str) -> None:
        assert refusal(changed(made(embed=True), change)) == [("TR904", said)]

    def test_with_a_further_key_are_refused(self) -> None:
        ((code, said),) = refusal(changed(made(), Put("more", 1)))
        assert code == "TR904"
        assert said.startswith("`the record` is not an object of `record`, `library`")

    @pytest.mark.parametrize(
        ("change", "key"),
        [
            (Put("library", "9.9.9"), "library"),
            (Put("as_of", "2026-11-20"), "as_of"),
            (Put("pack/version", "2"), "pack"),
            (Put("calendar/firm_through", "2027-12-28"), "calendar"),
            (Put("calendar/known_at", "2026-11-21"), "calendar"),
            (Put("readings/duty-rollover", "strict"), "readings"),
            (Put("rules", ["claim.answer"]), "results"),
            (Put("result/results", 5), "results"),
            (Put("result/as_of", None), "as_of"),
        ],
    )
    def test_whose_parts_contradict_each_other_are_refused(
        self, change: Change, key: str
    ) -> None:
        said = f"`.result.{key}` isn't what the record states"
        assert refusal(changed(made(), change)) == [("TR905", said)]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                Put("embedded/packs/0/files/pack.yaml", ["pack: x"]),
                "`.embedded.packs` isn't the rules that the record names",
            ),
            (
                Put("embedded/packs/0/version", "9"),
                "`.embedded.packs` isn't the rules that the record names",
            ),
            (
                Put("embedded/packs", []),
                "`.embedded.packs` isn't the rules that the record names",
            ),
            (
                Put("embedded/tables/rest_days", []),
                "`.embedded` isn't the calendar that the record names",
            ),
            (
                Put("embedded/tables/rest_days", ["x"]),
                "`rest_days` has `x`, not a day",
            ),
        ],
    )
    def test_that_keep_something_else_are_refused(
        self, change: Change, said: str
    ) -> None:
        one = made(small(known_at=date(2020, 1, 28)), embed=True)
        assert [message for _, message in refusal(changed(one, change))] == [said]

    def test_that_lack_a_notice_are_refused(self) -> None:
        one = made(small(known_at=date(2020, 1, 28)), embed=True)
        forged = changed(one, lambda data: data["embedded"]["notices"].pop(-2))
        assert [code for code, _ in refusal(forged)] == ["TR717"]

    def test_that_keep_no_notice_at_all_are_refused(self) -> None:
        one = made(small(known_at=date(2020, 1, 28)), embed=True)
        forged = changed(one, Put("embedded/notices", []))
        assert refusal(forged) == [
            ("TR905", "`.embedded` isn't the calendar that the record names")
        ]

    def test_that_keep_a_notice_that_cant_be_read_are_refused(self) -> None:
        forged = changed(made(embed=True), Put("embedded/notices", [{"year": 2027}]))
        assert {code for code, _ in refusal(forged)} == {"TR711"}


def test_a_record_tells_its_parts() -> None:
    one = made()
    assert isinstance(one, Record)
    assert one.to_dict()["sha256"] == one.sha256

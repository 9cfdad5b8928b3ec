import gc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import telcorules
from telcorules.evaluation.grounds import Outcome, Status
from telcorules.language import packs
from tests.unit.evaluation import written

TODAY = date(2026, 11, 21)


def refusal(**asked: Any) -> str:
    with pytest.raises(telcorules.RequestError) as caught:
        telcorules.load(**asked)
    return str(caught.value)


class TestTheBundledRulebook:
    def test_is_made_once(self) -> None:
        assert telcorules.load() is telcorules.load()

    def test_is_that_of_its_folder(self) -> None:
        book = telcorules.load(str(packs.bundled()))
        said = book.decide({}, as_of=TODAY)
        assert said == telcorules.load().decide({}, as_of=TODAY)

    def test_takes_other_readings(self) -> None:
        book = telcorules.load(readings={"duty-rollover": "strict"})
        assert dict(book.readings) == {
            "duty-rollover": "strict",
            "time-bar-rollover": "roll",
            "local-regulation": "national",
        }

    def test_takes_another_method_for_days_past_the_notices(self) -> None:
        books = [telcorules.load(unannounced=m) for m in ("principle", "envelope")]
        since = date(2027, 1, 6)
        told = [book.deadline("appeal.answer", since, as_of=TODAY) for book in books]
        assert [(one.assumption, one.earliest, one.latest) for one in told] == [
            ("principle", date(2027, 2, 13), date(2027, 2, 15)),
            ("envelope", date(2027, 2, 9), date(2027, 2, 16)),
        ]
        assert books[1].decide({}, as_of=TODAY).calendar["unannounced"] == "envelope"


class TestRequests:
    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (
                {"readings": {"duty": "roll"}},
                (
                    "TR610: there is no reading `duty`\n  fix: there are: "
                    "duty-rollover, time-bar-rollover, local-regulation"
                ),
            ),
            (
                {"readings": {"local-regulation": "loca"}},
                (
                    "TR610: there is no choice of `local-regulation` `loca`\n"
                    "  fix: did you mean `local`?"
                ),
            ),
            (
                {"readings": ["duty-rollover"]},
                (
                    "TR612: `readings` takes a mapping\n"
                    '  fix: write readings={"duty-rollover": "strict"}'
                ),
            ),
            (
                {"unannounced": "guess"},
                (
                    "TR606: unknown method `guess` for unannounced days\n"
                    "  fix: write `principle` or `envelope`"
                ),
            ),
            (
                {"unannounced": []},
                (
                    "TR606: unknown method `[]` for unannounced days\n"
                    "  fix: write `principle` or `envelope`"
                ),
            ),
            (
                {"notices": "2027.yaml"},
                (
                    "TR612: `notices` takes a list of paths\n"
                    "  fix: write notices=['2027.yaml']"
                ),
            ),
            (
                {"extend": Path("policy")},
                "TR612: `extend` takes a list of paths\n  fix: write extend=['policy']",
            ),
            (
                {"extend": [5]},
                'TR612: `extend` takes a list of paths\n  fix: write extend=["..."]',
            ),
        ],
    )
    def test_that_cant_be_met_say_what_to_write(
        self, asked: dict[str, Any], said: str
    ) -> None:
        assert refusal(**asked) == said

    def test_have_to_name_one_path_for_the_pack(self) -> None:
        assert refusal(path=5) == (
            "TR612: `path` takes a path, not `5`\n"
            "  fix: name a pack's folder, or leave it out for the bundled pack"
        )

    @pytest.mark.parametrize("asked", [{"notices": 5}, {"extend": b"x"}])
    def test_have_to_name_paths(self, asked: dict[str, Any]) -> None:
        (name,) = asked
        assert refusal(**asked).startswith(f"TR612: `{name}` takes a list of paths\n")

    @pytest.mark.parametrize("asked", [{"path": "nowhere"}, {"extend": ["nowhere"]}])
    def test_of_a_folder_there_isnt_are_refused(self, asked: dict[str, Any]) -> None:
        with pytest.raises(telcorules.PackError) as caught:
            telcorules.load(**asked)
        assert [one.code for one in caught.value.problems] == ["TR340"]


NOTICE = """
    notice: 国办发明电〔2026〕9号
    title: 国务院办公厅关于2027年部分节假日安排的通知
    year: 2027
    published_on: 2026-11-20
    rest_days: [2027-01-01..2027-01-03, 2027-02-05..2027-02-13, {more}]
    make_up_days: [2027-02-14, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""
MORE = (
    "2027-04-05..2027-04-05, 2027-05-01..2027-05-05, 2027-06-09..2027-06-09, "
    "2027-09-15..2027-09-15, 2027-10-01..2027-10-07"
)


class TestNotices:
    def notice(self, folder: Path, text: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return written.overlay(folder, **{"2027": text}) / "2027.yaml"

    def test_settle_what_was_provisional(self, tmp_path: Path) -> None:
        path = self.notice(tmp_path, NOTICE.format(more=MORE))
        book = telcorules.load(notices=[path])
        result = book.deadline("appeal.answer", date(2027, 1, 15), as_of=TODAY)
        assert (result.due, result.firm) == (date(2027, 2, 14), True)

    def test_of_an_overlaid_pack_count_too(self, tmp_path: Path) -> None:
        folder = written.overlay(tmp_path / "more", pack=written.PACK)
        self.notice(folder / packs.NOTICES, NOTICE.format(more=MORE))
        book = telcorules.load(extend=[folder])
        result = book.deadline("appeal.answer", date(2027, 1, 15), as_of=TODAY)
        assert result.firm is True

    def test_that_are_wrong_are_refused_with_their_file(self, tmp_path: Path) -> None:
        wrong = NOTICE.format(more=MORE).replace("year: 2027", "year: 2028")
        path = self.notice(tmp_path, wrong)
        with pytest.raises(telcorules.CalendarError) as caught:
            telcorules.load(notices=[path])
        assert {one.file for one in caught.value.problems} == {str(path)}

    def test_what_is_wrong_with_a_key_of_a_notice_is_told_at_it(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "2027.yaml"
        path.write_text("notice: 1\ntitle: t\nyears: 2027\n", encoding="utf-8")
        with pytest.raises(telcorules.CalendarError) as caught:
            telcorules.load(notices=[path])
        told = [
            (str(one.span).rpartition("2027.yaml:")[2], one.message)
            for one in caught.value.problems
        ]
        assert ("3:1", "unknown key `years`") in told
        assert ("1:1", "`notice` is `1`, not a text") in told
        assert ("1:1", "the notice lacks `year`") in told

    def test_that_arent_there_are_refused(self) -> None:
        with pytest.raises(telcorules.CalendarError) as caught:
            telcorules.load(notices=["nowhere.yaml"])
        assert str(caught.value) == (
            "nowhere.yaml:1:1: TR342: there is no such file\n  fix: check the name"
        )


POLICY_LAW = """
    instrument: our-policy
    title: {zh: 本公司服务承诺, en: Our Service Policy}
    rank: company-policy
    in_force: {from: 2026-01-01}
    verified: text
    articles:
      "1": {gist: {zh: 三日内答复, en: answer in three days}, verified: text}
"""
FASTER = """
    rule: policy.reply
    kind: deadline
    actor: operator
    versions:
      - from: 2026-01-01
        since: operator_complaint.filed_on
        within: 3 days
        done: operator_complaint.replied_on
        rolls: our-counting
        basis: [our-policy art 1]
"""
COUNTING = """
    readings:
      our-counting:
        label: {zh: 本公司的算法, en: how we count}
        choices:
          strict: {label: {zh: 不顺延, en: as it falls}, basis: [our-policy art 1]}
          roll: {label: {zh: 顺延, en: it moves}, basis: [our-policy art 1]}
"""
OVERRIDE = """
    rule: report.disposition
    kind: deadline
    overrides: true
    actor: communications-administration
    versions:
      - from: 2026-01-01
        since: report.received_on
        within: 10 days
        done: report.disposed_on
        basis: [our-policy art 1]
"""


class TestAnOverlay:
    def book(self, folder: Path, **files: str) -> telcorules.Rulebook:
        overlay = written.overlay(
            folder / "policy", pack=written.PACK, law=POLICY_LAW, **files
        )
        return telcorules.load(extend=[overlay])

    def test_adds_a_rule_and_a_reading(self, tmp_path: Path) -> None:
        book = self.book(tmp_path, faster=FASTER, counting=COUNTING)
        case = {"operator_complaint": {"filed_on": "2026-11-18", "replied_on": False}}
        result = book.evaluate("policy.reply", case, as_of=date(2026, 11, 22))
        assert (result.status, result.due) == (Status.OVERDUE, date(2026, 11, 21))
        assert [(one.choice, one.summary["due"]) for one in result.contested] == [
            ("roll", "2026-11-23")
        ]
        assert book.readings["our-counting"] == "strict"

    def test_leaves_the_other_rules_as_they_are(self, tmp_path: Path) -> None:
        book = self.book(tmp_path, faster=FASTER, counting=COUNTING)
        bundled = telcorules.load()
        assert (book.program.id, book.program.main) == (
            "cn-telecom",
            "appeal.admission",
        )
        assert (
            book.evaluate("appeal.admission", {}, as_of=TODAY).to_dict()
            == bundled.evaluate("appeal.admission", {}, as_of=TODAY).to_dict()
        )

    def test_replaces_a_rule_that_it_overrides(self, tmp_path: Path) -> None:
        book = self.book(tmp_path, override=OVERRIDE)
        result = book.deadline("report.disposition", date(2026, 3, 2), as_of=TODAY)
        assert (str(result.limit), result.due) == ("10 days", date(2026, 3, 12))

    def test_has_to_say_that_it_overrides(self, tmp_path: Path) -> None:
        silent = OVERRIDE.replace("overrides: true", "overrides: false")
        with pytest.raises(telcorules.PackError) as caught:
            self.book(tmp_path, override=silent)
        (problem,) = caught.value.problems
        assert problem.file == "policy/override.yaml"

    def test_changes_the_hash_of_the_pack(self, tmp_path: Path) -> None:
        book = self.book(tmp_path, override=OVERRIDE)
        assert book.program.sha256 != telcorules.load().program.sha256


class TestKnownAt:
    EXTENDED = "2020-01-21"

    def due(self, known_at: date | None, **asked: Any) -> telcorules.DueDate:
        calendar = telcorules.load(known_at=known_at, **asked).calendar
        return telcorules.due(self.EXTENDED, "5 working days", calendar=calendar)

    def test_a_deadline_comes_back_as_it_was_told(self) -> None:
        told = [self.due(day) for day in (date(2020, 1, 20), date(2020, 1, 28), None)]
        assert [str(one.due) for one in told] == [
            "2020-02-03",
            "2020-02-05",
            "2020-02-05",
        ]

    def test_a_decision_says_so(self) -> None:
        book = telcorules.load(known_at=date(2020, 1, 20))
        calendar = book.decide({}, as_of=date(2020, 1, 20)).calendar
        assert calendar["known_at"] == "2020-01-20"
        assert calendar["firm_through"] == "2020-12-28"
        assert "known_at" not in telcorules.load().decide({}, as_of=TODAY).calendar

    def test_a_moment_counts_by_its_day_in_china(self) -> None:
        evening = datetime(2020, 1, 25, 18, tzinfo=UTC)
        calendar = telcorules.load(known_at=evening).calendar
        assert calendar.known_at == date(2020, 1, 26)

    def test_a_given_notice_counts_from_its_day(self, tmp_path: Path) -> None:
        path = TestNotices().notice(tmp_path, NOTICE.format(more=MORE))
        days = [
            telcorules.load(known_at=date(2026, 11, day), notices=[path]).calendar
            for day in (19, 20)
        ]
        assert [one.firm_through.year for one in days] == [2026, 2027]

    def test_a_packs_own_notices_count(self, tmp_path: Path) -> None:
        folder = written.overlay(tmp_path / "policy", pack=written.PACK, law=POLICY_LAW)
        TestNotices().notice(folder / "calendar/notices", NOTICE.format(more=MORE))
        book = telcorules.load(
            extend=[folder],
            readings={"duty-rollover": "strict"},
            known_at=date(2026, 11, 21),
        )
        assert book.calendar.firm_through == date(2027, 12, 28)
        assert book.readings["duty-rollover"] == "strict"

    def test_the_envelope_bounds_what_the_principle_came_after(self) -> None:
        days = (date(2024, 11, 11), date(2024, 11, 12))
        books = [telcorules.load(known_at=day) for day in days]
        assert [one.calendar.unannounced for one in books] == ["envelope", "principle"]
        asked = telcorules.load(known_at=days[1], unannounced="envelope")
        assert asked.calendar.unannounced == "envelope"

    @pytest.mark.parametrize("day", [date(2003, 12, 31), date(2061, 1, 1)])
    def test_a_day_outside_the_calendar_is_refused(self, day: date) -> None:
        with pytest.raises(telcorules.CalendarError) as caught:
            telcorules.load(known_at=day)
        assert [one.code for one in caught.value.problems] == ["TR701"]

    def test_what_is_no_day_is_refused(self) -> None:
        assert refusal(known_at="2020-01-20") == (
            "TR614: `2020-01-20` is not a date\n  fix: write date(2026, 11, 21)"
        )

    def test_an_unknown_method_is_refused(self) -> None:
        said = refusal(known_at=date(2020, 1, 20), unannounced="guess")
        assert said.startswith("TR606: unknown method `guess`")


class TestAPackWithoutAMainRule:
    RULE = """
        rule: thing.ok
        kind: admission
        versions:
          - from: 2020-01-01
            require: {good: {if: thing.good, basis: [act art 1]}}
    """

    def test_decides_what_is_asked(self, tmp_path: Path) -> None:
        book = written.book(tmp_path / "pack", ok=self.RULE)
        case = {"thing": {"good": True, "fine": True}}
        said = book.decide(case, as_of=TODAY, rules=["thing.*"])
        assert (said["thing.ok"].outcome, said.judgments) == (
            Outcome.ADMISSIBLE,
            ("thing.fine",),
        )

    def test_has_no_main_answer(self, tmp_path: Path) -> None:
        book = written.book(tmp_path / "pack", ok=self.RULE)
        with pytest.raises(telcorules.RequestError) as caught:
            _ = book.decide({}, as_of=TODAY).main
        assert str(caught.value) == "TR615: the pack names no main rule"


@pytest.mark.parametrize("collecting", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(*, collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        telcorules.load(packs.bundled())
        with pytest.raises(telcorules.PackError):
            telcorules.load(Path(__file__).parent)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()

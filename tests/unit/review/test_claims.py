from datetime import date
from pathlib import Path

import pytest

import telcorules
from telcorules.errors import PackError
from telcorules.foundation.law import Citation, Wording
from telcorules.language.packs import bundled, load_program
from telcorules.review.claims import Claim, Verdict, read_claims, search

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
INSTRUMENTS = load_program([SMALL]).instruments
BUNDLED = read_claims(bundled(), telcorules.load().program.instruments)
HEAD = """\
claims:
  five-days:
    claim: {zh: 五日, en: five days}
    truth: {zh: 十日, en: ten days}
"""


def read(folder: Path, text: str) -> tuple[Claim, ...]:
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    return read_claims(folder, INSTRUMENTS)


def refusal(folder: Path, text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read(folder, text)
    return [
        f"{one.span}: {one.code}: {one.message} / {one.hint}"
        for one in caught.value.problems
    ]


def claim(said: str, right: str = "对的", name: str = "one") -> Claim:
    words = (Wording(said, "said"), Wording(right, "what is so"))
    return Claim(name, words[0], Verdict.WRONG, words[1])


class TestReading:
    def test_takes_all_that_a_claim_states(self, tmp_path: Path) -> None:
        more = "    verdict: outdated\n    basis: [small-act art 2 para 1]\n"
        (found,) = read(tmp_path, HEAD + more + "    until: 2026-04-14\n")
        assert [cited.citation for cited in found.basis] == [
            Citation("small-act", "2", paragraph=1)
        ]
        assert found.to_dict() == {
            "id": "five-days",
            "claim": {"zh": "五日", "en": "five days"},
            "verdict": "outdated",
            "truth": {"zh": "十日", "en": "ten days"},
            "basis": [found.basis[0].to_dict()],
            "no_basis": None,
            "until": "2026-04-14",
        }

    def test_takes_why_nothing_is_cited(self, tmp_path: Path) -> None:
        more = "    verdict: wrong\n    no_basis: {zh: 无, en: none}\n"
        (found,) = read(tmp_path, HEAD + more)
        assert (found.basis, found.no_basis) == ((), Wording("无", "none"))
        assert found.to_dict()["no_basis"] == {"zh": "无", "en": "none"}

    def test_lets_what_is_unproven_cite_nothing(self, tmp_path: Path) -> None:
        (found,) = read(tmp_path, f"{HEAD}    verdict: unproven\n")
        assert (found.verdict, found.basis, found.until) == ("unproven", (), None)

    def test_finds_none_where_a_pack_tells_none(self, tmp_path: Path) -> None:
        assert read_claims(tmp_path, INSTRUMENTS) == ()

    def test_refuses_another_kind_of_file(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, "oddities: {}\n") == [
            (
                "claims.yaml:1:1: TR811: a file named claims.yaml holds claims"
                " / begin with `claims:`"
            )
        ]

    def test_tells_every_citation_that_is_wrong(self, tmp_path: Path) -> None:
        more = "    verdict: wrong\n    basis: [small-act art 9, small-act, big-act]\n"
        assert refusal(tmp_path, HEAD + more) == [
            "claims.yaml:6:13: TR402: `small-act` has no article `9` / known: `1`, `2`",
            (
                "claims.yaml:6:41: TR401: unknown instrument `big-act`"
                " / known: `small-act`"
            ),
        ]

    @pytest.mark.parametrize("verdict", ["right", "wrong", "outdated", "local"])
    def test_refuses_a_verdict_without_a_basis(
        self, verdict: str, tmp_path: Path
    ) -> None:
        assert refusal(tmp_path, f"{HEAD}    verdict: {verdict}\n") == [
            (
                f"claims.yaml:3:5: TR306: a claim that is {verdict} has no basis"
                " / add `basis:`, or say why under `no_basis:`"
            )
        ]

    def test_refuses_a_basis_beside_a_reason_for_none(self, tmp_path: Path) -> None:
        more = "    verdict: wrong\n    basis: [small-act]\n"
        why = "    no_basis: {zh: 无, en: none}\n"
        assert refusal(tmp_path, HEAD + more + why) == [
            (
                "claims.yaml:3:5: TR306: `no_basis` stands beside a `basis`"
                " / delete one of them"
            )
        ]

    def test_refuses_an_end_of_what_is_not_outdated(self, tmp_path: Path) -> None:
        more = "    verdict: unproven\n    until: 2026-04-14\n"
        assert refusal(tmp_path, HEAD + more) == [
            (
                "claims.yaml:3:5: TR306: `until` is for what is outdated, not unproven"
                " / leave it out"
            )
        ]

    def test_refuses_a_verdict_that_is_none(self, tmp_path: Path) -> None:
        (told,) = refusal(tmp_path, f"{HEAD}    verdict: wrongly\n")
        assert told == (
            "claims.yaml:5:14: TR308: `wrongly` is not a value of `verdict`"
            " / did you mean `wrong`?"
        )


class TestSearching:
    def test_no_word_finds_all_in_their_order(self) -> None:
        both = (claim("甲"), claim("乙"))
        assert search(both, []) == both

    def test_every_word_has_to_occur(self) -> None:
        both = claim("投诉要十五日答复")
        assert search([claim("投诉"), both], ["投诉 答复"]) == (both,)
        assert search([claim("投诉"), both], ["投诉", "答复"]) == (both,)

    def test_what_is_right_is_looked_through_too(self) -> None:
        one = claim("甲", "应当是乙")
        assert search([one], ["乙"]) == (one,)

    @pytest.mark.parametrize(
        ("word", "found"),
        [
            ("SAID", 1),
            ("sai", 1),
            ("aid", 0),
            ("15", 1),
            ("5", 0),
            ("1", 0),
            ("个工作", 1),
            ("(", 0),
        ],
    )
    def test_an_english_word_is_begun_and_a_number_is_whole(
        self, word: str, found: int
    ) -> None:
        assert len(search([claim("要15个工作日")], [word])) == found

    def test_words_of_the_claim_come_before_words_of_what_is_right(self) -> None:
        right, said = claim("甲", "乙乙乙"), claim("乙")
        assert search([right, said], ["乙"]) == (said, right)

    def test_more_places_come_before_fewer(self) -> None:
        once, twice = claim("乙"), claim("乙", "乙")
        assert search([once, twice], ["乙"]) == (twice, once)

    def test_equals_keep_their_order(self) -> None:
        first, second = claim("乙", name="first"), claim("乙", name="second")
        assert search([first, second], ["乙"]) == (first, second)


class TestTheBundledClaims:
    def test_are_forty_or_more(self) -> None:
        assert len(BUNDLED) >= 40

    def test_use_every_verdict(self) -> None:
        assert {one.verdict for one in BUNDLED} == set(Verdict)

    def test_cite_a_provision_or_say_why_none(self) -> None:
        unfounded = [
            one.id
            for one in BUNDLED
            if one.verdict is not Verdict.UNPROVEN and not (one.basis or one.no_basis)
        ]
        assert unfounded == []

    def test_say_until_when_where_they_are_outdated(self) -> None:
        ends = {one.id for one in BUNDLED if one.until}
        assert ends == {one.id for one in BUNDLED if one.verdict is Verdict.OUTDATED}

    def test_each_say_something_else(self) -> None:
        assert len({one.claim for one in BUNDLED}) == len(BUNDLED)

    def test_name_the_day_the_old_rule_ended(self) -> None:
        (found,) = [one for one in BUNDLED if one.id == "market-mediation-forty-five"]
        assert found.until == date(2026, 4, 14)

    def test_call_nothing_wrong_that_an_account_may_bear_out(self) -> None:
        (found,) = [one for one in BUNDLED if one.id == "hotline-12381"]
        assert (found.verdict, found.basis) == (Verdict.UNPROVEN, ())

    def test_say_what_is_only_inferred(self) -> None:
        (found,) = [one for one in BUNDLED if one.id == "agent-answers-itself"]
        assert "推论" in found.truth.zh

    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("15个工作日 运营商 全国", "reply-fifteen-working-days"),
            ("12378", "hotline-12378"),
            ("先申诉 起诉", "appeal-before-suit"),
            ("revised 2025", "measures-revised-2025"),
        ],
    )
    def test_are_found_by_what_people_type(self, words: str, first: str) -> None:
        assert search(BUNDLED, [words])[0].id == first

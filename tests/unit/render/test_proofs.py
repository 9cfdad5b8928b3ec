from typing import Any

import pytest

from telcorules.evaluation.proof import Proof, Walker
from telcorules.render.bilingual import Language
from telcorules.render.page import Branch, pieces
from telcorules.render.proofs import proof_dict, proof_tree, value_words
from telcorules.render.words import Phrasing
from tests.unit.render.small import book, context, tree

AT = 739_941  # 2026-11-21


def proof(text: str, **facts: Any) -> Proof:
    case = book().case({"claim": facts.pop("claim", {}), "acts": facts})
    return Walker(context(), case.slots, AT, AT).prove(tree(text))


def shown(branch: Branch, depth: int = 0) -> list[str]:
    words = "".join(piece.text for piece in pieces(branch.words))
    inner = [line for one in branch.branches for line in shown(one, depth + 1)]
    return ["  " * depth + words, *inner]


def value(found: Proof) -> tuple[str, str]:
    words = value_words(found, Phrasing(context()))
    return words.zh, words.en


def lines(text: str, **facts: Any) -> list[str]:
    return shown(proof_tree(proof(text, **facts), Phrasing(context()), Language.ZH))


def test_parts_of_a_whole_are_said_once() -> None:
    text = "claim.paid and (claim.heard or claim.lines > 1)"
    assert lines(text, claim={"paid": True, "lines": 2}) == [
        "✓ 以下各项都成立",
        "  ✓ 已付",
        "  ✓ 以下至少一项成立",
        "    ? 已听取意见",
        "    ✓ 号码数大于1",
        "      号码数 = 2",
    ]


def test_a_choice_shows_its_three_parts() -> None:
    found = lines(
        "claim.paid if claim.heard else claim.lines > 1", claim={"heard": False}
    )
    assert found == [
        "? 第一项成立的看第二项，否则看第三项",
        "  ✗ 已听取意见",
        "  ? 已付",
        "  ? 号码数大于1",
        "    号码数 = 不清楚",
    ]


def test_a_negation_shows_the_sides_of_what_it_turns_round() -> None:
    assert lines("not claim.filed_on <= at", claim={"filed_on": "not-yet"}) == [
        "✓ 提出日期晚于所问之日",
        "  提出日期 = 尚未发生",
        "  所问之日 = 2026-11-21 周六",
    ]
    assert lines("not claim.paid", claim={"paid": True}) == ["✗ 并非“已付”"]
    assert lines("not (claim.paid and claim.heard)", claim={"paid": False}) == [
        "✓ 并非（已付，并且已听取意见）",
        "  ✗ 以下各项都成立",
        "    ✗ 已付",
        "    ? 已听取意见",
    ]


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("claim.filed_on == at", {}, "不清楚"),
        ("claim.filed_on == at", {"filed_on": "2026-10-08"}, "2026-10-08 周四"),
        (
            'claim.filed_on + "100000 days" == at',
            {"filed_on": "9999-01-01"},
            "9999年以后",
        ),
        (
            'last_day(claim.filed_on, "30 working days", roll="strict") == at',
            {"filed_on": "2026-12-20"},
            "2027-01-28 周四至2027-02-01 周一",
        ),
        ('claim.nature == "other"', {"nature": "charging"}, "收费"),
        ("claim.lines + 1 == 2", {}, "不清楚"),
        ("claim.lines + 1 == 2", {"lines": 4}, "5"),
    ],
)
def test_a_part_shows_its_value(
    text: str, facts: dict[str, Any], expected: str
) -> None:
    assert value(proof(text, claim=facts).parts[0])[0] == expected


def test_an_authority_is_told_by_its_name() -> None:
    one = proof('authority("office", acts.provinces[0])', provinces=["410000"])
    assert value(one) == ("河南省办公室", "office, Henan")
    assert value(one.parts[0]) == ("河南省", "Henan")
    several = proof('authority("office", acts.provinces)', provinces=["410000", "北京"])
    assert value(several) == ("河南省办公室、中心", "office, Henan; centre")


def test_a_proof_goes_to_json() -> None:
    found = proof_dict(
        proof("claim.filed_on <= at", claim={"filed_on": "2026-10-08"}),
        Phrasing(context()),
    )
    assert found["value"] is True
    assert [part["value"] for part in found["parts"]] == [
        {"zh": "2026-10-08 周四", "en": "2026-10-08 Thu"},
        {"zh": "2026-11-21 周六", "en": "2026-11-21 Sat"},
    ]

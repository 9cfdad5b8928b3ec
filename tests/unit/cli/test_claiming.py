import json
from pathlib import Path

from tests.unit.cli.typing_in import DISCLAIMER_EN, typed

SMALL = Path(__file__).parents[2] / "fixtures/small"


def test_a_claim_is_found_with_verdict_truth_and_basis() -> None:
    done = typed("claims", "全国统一", "15个工作日")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:6] == [
        "流传的说法1条   全国统一 15个工作日",
        "─" * 100,
        "  ✗ 运营商全国统一15个工作日内答复投诉  有误",
        (
            "    实情 是15日，按自然日计，不是工作日。15个工作日是重庆市的规定，"
            "河南省是5个工作日。"
        ),
        (
            "    依据 《电信用户申诉处理办法》第十条第（四）项〔内容已核〕、"
            "《电信服务规范》第十四条（条号未核"
        ),
        (
            "         实）〔摘要〕、《重庆市电信条例》第二十条〔摘要〕、"
            "《河南省电信条例》第三十八条〔摘要〕"
        ),
    ]


def test_english_ends_with_the_disclaimer() -> None:
    done = typed("claims", "12378", "--lang", "en")
    assert done.out.splitlines()[0] == "Claims in circulation: 1   12378"
    assert DISCLAIMER_EN in done.out.splitlines()[-2]


def test_without_words_all_of_a_verdict_are_listed() -> None:
    found = json.loads(typed("claims", "--format", "json").out)["claims"]
    local = [one for one in found if one["verdict"] == "local"]
    done = typed("claims", "--verdict", "local")
    assert done.out.splitlines()[0] == f"流传的说法{len(local)}条   仅限地方"


def test_json_holds_the_same() -> None:
    done = typed("claims", "12378", "--format", "json")
    found = json.loads(done.out)
    (claim,) = found["claims"]
    assert (done.code, sorted(found)) == (0, ["claims", "disclaimer"])
    assert (claim["id"], claim["verdict"]) == ("hotline-12378", "wrong")
    assert list(claim) == [
        "id",
        "claim",
        "verdict",
        "truth",
        "basis",
        "no_basis",
        "until",
    ]


def test_nothing_found_is_no_failure() -> None:
    done = typed("claims", "火星", "--verdict", "wrong")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "没有收录这样的说法   火星 · 有误"


def test_another_pack_tells_its_own() -> None:
    done = typed("claims", "--pack", SMALL, "--format", "json")
    assert (done.code, json.loads(done.out)["claims"]) == (0, [])


def test_help_shows_examples() -> None:
    done = typed("claims", "--help")
    assert done.code == 0
    assert "  telcorules claims 15 工作日\n" in done.out

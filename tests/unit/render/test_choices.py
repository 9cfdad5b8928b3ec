from datetime import date
from pathlib import Path
from typing import Any

from telcorules.evaluation.loading import load
from tests.unit.evaluation import written
from tests.unit.render.service import lines

STEP = """
    rule: thing.step
    kind: choice
    title: {zh: 下一步, en: next step}
    versions:
      - from: 2020-01-01
        rows:
          - if: thing.good
            value: '"centre"'
            reason: {zh: 好的去中心。, en: What is good goes to the centre.}
            needs: {zh: 一份申请, en: an application}
            basis: [act art 1]
          - if: not thing.good and thing.fine
            value: '"clerk"'
            reason: {zh: 其他的找经办。, en: All else goes to the clerk.}
            basis: [act art 1(1)]
"""


def shown(folder: Path, **thing: Any) -> list[str]:
    rulebook = load(written.pack(folder, step=STEP, end=written.END))
    decision = rulebook.decide({"thing": thing}, as_of=date(2026, 11, 21), rules="*")
    return lines(decision, rulebook=rulebook)


def test_a_choice_that_is_decided_says_why_and_what_it_needs(tmp_path: Path) -> None:
    assert shown(tmp_path, good=True)[:5] == [
        "怎样处理",
        "  ✓ 下一步  中心",
        "    原因 好的去中心。",
        "    要求 一份申请",
        "    依据 《某法》第一条〔内容已核〕",
    ]


def test_a_choice_that_is_open_says_which_facts_would_tell(tmp_path: Path) -> None:
    assert shown(tmp_path, fine=True)[:4] == [
        "怎样处理",
        "  ? 下一步  还不能确定：中心；经办",
        "    缺 好",
        "",
    ]


def test_of_one_possible_answer_the_grounds_are_told_too(tmp_path: Path) -> None:
    assert shown(tmp_path, good=False)[:6] == [
        "怎样处理",
        "  ? 下一步  还不能确定：经办",
        "    缺   妥",
        "    原因 其他的找经办。",
        "    依据 《某法》第一条第（一）项〔内容已核〕",
        "",
    ]

"""What the analysis of a pack looks for, by code; ``docs/lint/`` has a page of each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from telcorules.foundation.law import Wording

CODES: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "TR820": Wording(
            "公司承诺低于法定要求", "a promise that ends after the law's limit"
        ),
        "TR830": Wording("不必要的未知", "open without need"),
        "TR831": Wording("恒真的条件", "a condition that is always true"),
        "TR832": Wording("恒假的条件", "a condition that is never true"),
        "TR833": Wording("多余的部分", "a part that changes nothing"),
        "TR834": Wording("重复的条件", "a condition that others make needless"),
        "TR835": Wording("要件必然触发的排除事由", "a bar that a requirement implies"),
        "TR836": Wording("不能同时具备的要件", "requirements that exclude each other"),
        "TR841": Wording("被遮蔽的行", "a row that never gives its answer"),
        "TR842": Wording("没有答案的情形", "a gap between the rows"),
        "TR843": Wording("互相冲突的行", "rows that overlap"),
        "TR845": Wording("没有法律的日子", "days left out between versions"),
        "TR846": Wording("没有取值的参数", "a parameter without a value"),
        "TR847": Wording("没有变化的版本", "a version that changes nothing"),
        "TR850": Wording("已不存在的接受项", "an accepted finding that isn't found"),
        "TR851": Wording("没有用到的事实", "a fact that nothing uses"),
        "TR852": Wording("没有用到的参数", "a parameter that nothing uses"),
        "TR853": Wording("没有用到的名称", "a name that nothing uses"),
        "TR854": Wording("不起作用的解释", "a reading that changes nothing"),
        "TR855": Wording("没有用到的答案", "an answer that nothing gives"),
        "TR861": Wording(
            "没有情景的期限边界", "a limit without a scenario on both sides"
        ),
        "TR862": Wording("没有情景的规则", "a rule without a scenario"),
    }
)
"""What each is called, in the order of the codes."""

"""What the words of an answer are called when people read them.

One table a kind of word, and one place for each: every view of an answer, and both
languages, take their terms from here.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from telcorules.evaluation.grounds import (
    Availability,
    Obligation,
    Outcome,
    Permit,
    Presence,
    Selection,
    Status,
)
from telcorules.foundation.law import Grade, Wording
from telcorules.render.page import Tone

NOT_IN_PACK: Final = Wording(
    "本规则包没有收录当时的规定", "the law of that day is not in this pack"
)
"""What is said of a day for which a pack has no rule; there may have been law."""

OUTCOMES: Final[Mapping[Outcome, Wording]] = {
    Outcome.ADMISSIBLE: Wording("符合受理条件", "meets the conditions for acceptance"),
    Outcome.INADMISSIBLE: Wording(
        "不符合受理条件", "does not meet the conditions for acceptance"
    ),
    Outcome.UNDETERMINED: Wording("还不能确定", "not determined yet"),
    Outcome.NOT_IN_FORCE: NOT_IN_PACK,
}
STATUSES: Final[Mapping[Status, Wording]] = {
    Status.NOT_TRIGGERED: Wording("尚未起算", "not started"),
    Status.UNKNOWN: Wording("不清楚", "unknown"),
    Status.RUNNING: Wording("进行中", "running"),
    Status.OVERDUE: Wording("已逾期", "overdue"),
    Status.MET: Wording("按期完成", "met"),
    Status.LATE: Wording("逾期完成", "late"),
    Status.SUSPENDED: Wording("中止计算", "suspended"),
    Status.NOT_IN_FORCE: NOT_IN_PACK,
}
PERMITS: Final[Mapping[Permit, Wording]] = {
    Permit.NOT_TRIGGERED: Wording("尚不适用", "doesn't apply yet"),
    Permit.UNKNOWN: Wording("不清楚", "unknown"),
    Permit.WAITING: Wording("还不可以", "not yet"),
    Permit.OPEN: Wording("可以", "may be done"),
    Permit.PREMATURE: Wording("实施过早", "done too early"),
    Permit.EXERCISED: Wording("已实施", "done in time"),
    Permit.NOT_IN_FORCE: NOT_IN_PACK,
}
OBLIGATIONS: Final[Mapping[Obligation, Wording]] = {
    Obligation.NOT_TRIGGERED: Wording("不适用", "doesn't apply"),
    Obligation.UNKNOWN: Wording("不清楚", "unknown"),
    Obligation.OWED: Wording("应当履行", "owed"),
    Obligation.MET: Wording("已履行", "met"),
    Obligation.NONE: Wording("无须支付", "nothing is owed"),
    Obligation.NOT_IN_FORCE: NOT_IN_PACK,
}
AVAILABILITIES: Final[Mapping[Availability, Wording]] = {
    Availability.OPEN: Wording("可以", "open"),
    Availability.POSSIBLE: Wording("还不能确定", "not determined yet"),
    Availability.PREMATURE: Wording("还不到时候", "too early"),
    Availability.BARRED: Wording("已被排除", "barred"),
    Availability.NOT_COMPETENT: Wording("不归它管", "not competent"),
}
SELECTIONS: Final[Mapping[Selection, Wording]] = {
    Selection.DECIDED: Wording("已确定", "decided"),
    Selection.UNDETERMINED: Wording("还不能确定", "not determined yet"),
    Selection.NONE: Wording("没有适用的答案", "no answer applies"),
    Selection.CONFLICT: Wording("规则互相冲突", "the rules conflict"),
    Selection.NOT_IN_FORCE: NOT_IN_PACK,
}
PRESENCES: Final[Mapping[Presence, Wording]] = {
    Presence.PRESENT: Wording("已具备", "present"),
    Presence.MISSING: Wording("缺少", "missing"),
    Presence.UNKNOWN: Wording("不清楚", "unknown"),
}
GRADES: Final[Mapping[Grade, Wording]] = {
    Grade.TEXT: Wording("内容已核", "content checked"),
    Grade.SUMMARY: Wording("摘要", "summary only"),
    Grade.OUTLINE: Wording(
        "流传概述，非法律文本", "circulating overview, not a legal text"
    ),
    Grade.NONE: Wording("未核实", "not verified"),
}
CAUTIONS: Final[Mapping[Grade, Wording]] = {
    Grade.OUTLINE: Wording(
        "该期限只见于概述，未见于公布的条文，不能单独据此认定逾期",
        "this limit is found in an overview only and in no promulgated text;"
        " by itself it doesn't show that anything is late",
    ),
    Grade.NONE: Wording(
        "该期限的条文未经核实，不能单独据此认定逾期",
        "the text of this limit was not verified;"
        " by itself it doesn't show that anything is late",
    ),
}
"""What is said of a limit for which nothing better than such a provision stands."""

ASSUMPTIONS: Final[Mapping[str, Wording]] = {
    "principle": Wording(
        "依国务院办公厅2024年公布的放假原则推算",
        "resting on the principle that the General Office of the State Council"
        " published in 2024",
    ),
    "envelope": Wording(
        "依2008年至2026年调休的最大幅度并放宽推算",
        "resting on the widest shifts of 2008 to 2026, widened",
    ),
    "outside-calendar": Wording(
        "该年在日历以外，顺延按至多十日计",
        "resting on a move by at most ten days, as the year is outside the calendar",
    ),
    "time-of-day-unknown": Wording(
        "起算时刻不明，按当日零时至二十四时计",
        "as the time of day isn't known, any from 00:00 to 24:00",
    ),
    "extension-unknown": Wording(
        "是否延长还不清楚", "whether it was extended isn't known"
    ),
    "exclusion-unknown": Wording(
        "有没有不计入的日子还不清楚", "whether some days don't count isn't known"
    ),
}
"""Why a day isn't settled: what its bounds rest on, or what nobody stated."""

DAY_KINDS: Final[Mapping[str, Wording]] = {
    "working-day": Wording("工作日", "working day"),
    "make-up-working-day": Wording("调休上班日", "make-up working day"),
    "weekend": Wording("周末休息日", "weekend"),
    "holiday": Wording("放假日", "holiday"),
}
RULE_KINDS: Final[Mapping[str, Wording]] = {
    "admission": Wording("受理条件", "admission"),
    "deadline": Wording("期限", "deadline"),
    "choice": Wording("选择", "choice"),
    "checklist": Wording("清单", "checklist"),
    "permission": Wording("许可", "permission"),
    "duty": Wording("义务", "duty"),
    "amount": Wording("金额", "amount"),
}
VERDICTS: Final[Mapping[str, Wording]] = {
    "right": Wording("属实", "right"),
    "wrong": Wording("有误", "wrong"),
    "outdated": Wording("已过时", "outdated"),
    "local": Wording("仅限地方", "in some places only"),
    "unproven": Wording("查无依据", "no source found"),
}
"""What is made of something that people say about the law."""

ROLES: Final[Mapping[str, Wording]] = {
    "require": Wording("须具备", "required"),
    "bar": Wording("不得有", "barring"),
    "item": Wording("须具备", "required"),
    "when": Wording("适用条件", "when"),
    "done": Wording("履行", "met where"),
    "opens": Wording("开放", "opens"),
    "closes": Wording("截止", "closes"),
    "barred": Wording("已被排除", "barred"),
    "extended_by": Wording("延长", "extension"),
    "excluding": Wording("不计入", "not counted"),
    "on_miss": Wording("后果", "where it isn't done"),
    "readings": Wording("另一种解释的依据", "basis of a reading"),
}
"""What a clause is to its rule; those without such a word are the rule itself."""

NOTES: Final[Mapping[str, Wording]] = {
    "needs": Wording("要求", "needs"),
    "otherwise": Wording("否则", "else"),
    "premature": Wording("尚早", "early"),
    "turn": Wording("轮到", "turn"),
}
"""What a clause says in certain states."""

ANSWERS: Final[Mapping[type[StrEnum], Mapping[Any, Wording]]] = {
    Outcome: OUTCOMES,
    Status: STATUSES,
    Permit: PERMITS,
    Obligation: OBLIGATIONS,
    Selection: SELECTIONS,
}
"""What every answer in one word is called."""

TONES: Final[Mapping[str, Tone]] = {
    Outcome.ADMISSIBLE: Tone.GOOD,
    Outcome.INADMISSIBLE: Tone.BAD,
    Outcome.UNDETERMINED: Tone.OPEN,
    Outcome.NOT_IN_FORCE: Tone.OPEN,
    Status.NOT_TRIGGERED: Tone.QUIET,
    Status.UNKNOWN: Tone.OPEN,
    Status.RUNNING: Tone.PLAIN,
    Status.OVERDUE: Tone.BAD,
    Status.MET: Tone.GOOD,
    Status.LATE: Tone.BAD,
    Status.SUSPENDED: Tone.OPEN,
    Permit.WAITING: Tone.PLAIN,
    Permit.OPEN: Tone.GOOD,
    Permit.PREMATURE: Tone.BAD,
    Permit.EXERCISED: Tone.GOOD,
    Obligation.OWED: Tone.OPEN,
    Obligation.NONE: Tone.PLAIN,
    Availability.POSSIBLE: Tone.OPEN,
    Availability.BARRED: Tone.BAD,
    Availability.NOT_COMPETENT: Tone.QUIET,
}
"""How an outcome or a status is shown; by its word, as kinds share some.

Among those shared are what isn't known, what is open, met or premature.
"""

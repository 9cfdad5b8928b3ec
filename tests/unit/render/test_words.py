import pytest

from telcorules.render.words import Phrasing
from tests.unit.render.small import context, tree

PHRASES = [
    ("claim.paid", "已付", "paid"),
    ("True", "是", "true"),
    ("False", "否", "false"),
    (
        "claim.filed_on <= at",
        "提出日期不晚于所问之日",
        "the day of filing is not after the day asked about",
    ),
    (
        "claim.filed_on < as_of",
        "提出日期早于评估日",
        "the day of filing is before the day of the assessment",
    ),
    (
        "at > claim.filed_on",
        "所问之日晚于提出日期",
        "the day asked about is after the day of filing",
    ),
    (
        "at >= claim.filed_on",
        "所问之日不早于提出日期",
        "the day asked about is not before the day of filing",
    ),
    (
        'claim.filed_on == "2026-10-08"',
        "提出日期就是2026-10-08",
        "the day of filing is 2026-10-08",
    ),
    (
        '"2026-10-08" != claim.filed_on',
        "2026-10-08不是提出日期",
        "2026-10-08 is not the day of filing",
    ),
    ('claim.nature == "charging"', "性质是收费", "the nature is charging"),
    ('"other" != claim.nature', "其他不是性质", "other is not the nature"),
    ('claim.province == "广东"', "省份是广东省", "the province is Guangdong"),
    ('claim.name == "centre"', "姓名是中心", "the name is centre"),
    ('claim.name == "李"', "姓名是李", "the name is 李"),
    ("claim.lines < 3", "号码数小于3", "the number of lines is less than 3"),
    ("claim.lines <= 3", "号码数不大于3", "the number of lines is at most 3"),
    ("claim.amount > 1.50", "金额大于1.50", "the amount is more than 1.50"),
    ("claim.amount >= 1", "金额不小于1", "the amount is at least 1"),
    ("claim.lines == 2", "号码数等于2", "the number of lines is 2"),
    ("claim.lines != 2", "号码数不等于2", "the number of lines is not 2"),
    ("not claim.paid", "并非“已付”", "not “paid”"),
    (
        "not claim.filed_on <= at",
        "提出日期晚于所问之日",
        "the day of filing is after the day asked about",
    ),
    (
        "not (claim.paid and claim.heard)",
        "并非（已付，并且已听取意见）",
        "not (paid and heard)",
    ),
    (
        "claim.paid and (claim.heard or claim.lines > 1)",
        "已付，并且（已听取意见，或者号码数大于1）",
        "paid and (heard or the number of lines is more than 1)",
    ),
    (
        "claim.paid if claim.heard else claim.lines > 1",
        "如果已听取意见，则已付；否则号码数大于1",
        "if heard, then paid; otherwise the number of lines is more than 1",
    ),
    (
        'reading.local_regulation == "local"',
        "“地方规定是否优先”是地方",
        "“whether local law comes first” is local",
    ),
    (
        'claim.nature in ["charging", "other"]',
        "性质是收费、其他之一",
        "the nature is one of charging, other",
    ),
    (
        'claim.filed_on in ["2026-10-08"]',
        "提出日期就是2026-10-08",
        "the day of filing is 2026-10-08",
    ),
    ('"charging" in acts.natures', "“各项性质”包括收费", "“natures” includes charging"),
    ('"440000" in acts.provinces', "“行为地”包括广东省", "“places” includes Guangdong"),
    ('"2026-10-08" in acts.days', "“各日”包括2026-10-08", "“days” includes 2026-10-08"),
    (
        'at > last_day(claim.filed_on, "15 days", roll="strict")',
        "所问之日晚于自提出日期起15日的最后一日（不顺延）",
        (
            "the day asked about is after the last day of 15 days"
            " from the day of filing (never moved)"
        ),
    ),
    (
        "at > last_day(claim.filed_on, waiting_time, roll=reading.duty_rollover)",
        "所问之日晚于自提出日期起10日或15日的最后一日（遇休息日顺延）",
        (
            "the day asked about is after the last day of 10 days or 15 days"
            " from the day of filing (moved off a day of rest)"
        ),
    ),
    (
        'claim.filed_on + "1 month" < at',
        "提出日期后1个月早于所问之日",
        "1 month after the day of filing is before the day asked about",
    ),
    (
        'claim.filed_on - "2 days" < at',
        "提出日期前2日早于所问之日",
        "2 days before the day of filing is before the day asked about",
    ),
    (
        "days_between(claim.filed_on, as_of) > 2",
        "自提出日期至评估日的天数大于2",
        (
            "the number of days from the day of filing to the day of the assessment"
            " is more than 2"
        ),
    ),
    ("happened(claim.filed_on)", "“提出日期”已有日期", "“day of filing” has a date"),
    ("known(claim.name)", "已说明“姓名”", "“name” is stated"),
    (
        "len(acts.provinces) > 1",
        "“行为地”的个数大于1",
        "the number in “places” is more than 1",
    ),
    (
        'acts.natures[0] == "charging"',
        "“各项性质”的第1项是收费",
        "item 1 of “natures” is charging",
    ),
    (
        "claim.lines + 1 - claim.calls * 2 > 0",
        "（（号码数加1）减（来电数乘以2））大于0",
        (
            "((the number of lines plus 1) minus (the number of calls times 2))"
            " is more than 0"
        ),
    ),
    (
        "min(claim.lines, 3) > 1",
        "号码数、3中最小的大于1",
        "the least of the number of lines, 3 is more than 1",
    ),
    (
        "max(claim.lines, 3) > 1",
        "号码数、3中最大的大于1",
        "the greatest of the number of lines, 3 is more than 1",
    ),
    ('authority("office", claim.province)', "“省份”的办公室", "office for “province”"),
    (
        'authority("court", acts.provinces[0])',
        "“行为地”的第1项的中心",
        "centre for item 1 of “places”",
    ),
]


@pytest.mark.parametrize(("text", "zh", "en"), PHRASES)
def test_an_expression_reads(text: str, zh: str, en: str) -> None:
    words = Phrasing(context()).of(tree(text))
    assert (words.zh, words.en) == (zh, en)


def test_a_name_reads_as_what_it_stands_for() -> None:
    (version,) = context().program.rules["claim.admission"].versions[1:]
    words = Phrasing(context()).of(version.nodes[1])
    assert words.zh == "所问之日晚于自提出日期起10日或15日的最后一日（遇休息日顺延）"


def test_a_named_choice_is_bracketed_as_what_it_stands_for() -> None:
    node = tree("claim.paid or (claim.heard if claim.paid else claim.paid)")
    assert (
        Phrasing(context()).of(node).zh
        == "已付，或者（如果已付，则已听取意见；否则已付）"
    )


def test_a_choice_after_if_is_bracketed() -> None:
    node = tree("claim.heard if claim.paid else claim.paid")
    assert Phrasing(context()).test(node).zh == ("（如果已付，则已听取意见；否则已付）")
    assert Phrasing(context()).test(tree("claim.paid")).zh == "已付"


def test_a_reading_chosen_otherwise_reads_otherwise() -> None:
    text = "at > last_day(claim.filed_on, waiting_time, roll=reading.duty_rollover)"
    chosen = context(duty_rollover="strict", local_regulation="local")
    words = Phrasing(chosen).of(tree(text))
    assert (
        words.zh == "所问之日晚于自提出日期起10日或15日或5个工作日的最后一日（不顺延）"
    )

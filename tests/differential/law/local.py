"""Local regulations of Henan, Chongqing, Zhejiang, Jinan and Weifang."""

from datetime import date

from tests.differential.law.words import (
    CHONGQING,
    HENAN,
    TODAY,
    ZHEJIANG,
    by,
    choice,
    deadline,
    duty,
    event,
    every,
    fact,
    happened,
    in_province,
    no,
    one_of,
    row,
    simple,
    some,
)
from tests.differential.written_rules import Deadline, Expression, Extension

# Henan art 38 names no most; 条例39 ends at 30 days from receipt: 15 more (conflict 2).
COMPLEX = (Extension("appeal.extension_approved_on", "15 days", "豫38"),)
JINAN = ("equal", "hotline.city", "jinan")
WEIFANG = every(
    ("equal", "hotline.city", "weifang"), no(fact("hotline.longer_limit_by_law"))
)


def hotline(start: date, when: Expression) -> Deadline:
    return Deadline(
        start=start,
        since="hotline.transferred_on",
        limits=("5 working days",),
        done="hotline.answered_on",
        when=when,
    )


CHONGQING_DISPUTE = every(in_province("500000"), fact("dispute.from_telecom_service"))
# 浙18(3): within the fifteen days before the contract ends.
WINDOW = ("moved", event("renewal.contract_ends_on"), "-", "15 days")
REMINDED = every(
    ("compare", ">=", event("renewal.reminded_on"), WINDOW),
    by("renewal.reminded_on", "renewal.contract_ends_on"),
)

RULES = [
    deadline(
        "local.henan-answer",
        Deadline(
            start=HENAN,
            since="appeal.received_on",
            limits=("15 days",),
            done="appeal.answered_on",
            when=in_province("410000"),
            extensions=COMPLEX,
        ),
    ),
    simple(
        "local.chongqing-mediation",
        CHONGQING,
        "appeal.decided_on",
        "30 days",
        "mediation.concluded_on",
        every(in_province("500000"), fact("appeal.accepted")),
    ),
    simple(
        "local.zhejiang-metering-check",
        ZHEJIANG,
        "metering.contested_on",
        "3 days",
        "metering.checked_on",
        in_province("330000"),
    ),
    simple(
        "local.zhejiang-metering-contest",
        ZHEJIANG,
        "metering.bill_received_on",
        "6 months",
        "metering.contested_on",
        in_province("330000"),
    ),
    # Jinan art 24, Weifang art 20, where a longer limit of a statute goes first.
    deadline(
        "local.hotline-answer",
        hotline(date(2018, 9, 1), JINAN),
        hotline(date(2021, 12, 15), some(JINAN, WEIFANG)),
    ),
    # 条例39 from receipt, beside the two local regulations that count from elsewhere.
    simple(
        "local.regulations-answer",
        CHONGQING,
        "appeal.received_on",
        "30 days",
        "appeal.answered_on",
        one_of("respondent.province", "410000", "500000"),
    ),
    # 渝26(3): decided on the day of receipt.
    duty(
        "local.chongqing-acceptance",
        CHONGQING,
        "appeal.received_on",
        by("appeal.decided_on", "appeal.received_on"),
        every(in_province("500000"), happened("appeal.received_on")),
    ),
    # 浙18(2)(3): no charge for what nobody explains, nor for a contract drawn out.
    duty(
        "local.zhejiang-unexplained-increase",
        ZHEJIANG,
        "metering.bill_received_on",
        fact("metering.charge_dropped"),
        every(
            in_province("330000"),
            fact("metering.abnormal_increase"),
            no(fact("metering.consumer_responsible")),
        ),
    ),
    duty(
        "local.zhejiang-unconfirmed-renewal",
        ZHEJIANG,
        "renewal.contract_ends_on",
        no(fact("renewal.charged_after_end")),
        every(
            in_province("330000"),
            ("compare", ">", TODAY, event("renewal.contract_ends_on")),
            no(fact("renewal.confirmed")),
        ),
    ),
    duty(
        "local.zhejiang-renewal-notice",
        ZHEJIANG,
        "renewal.contract_ends_on",
        REMINDED,
        every(
            in_province("330000"),
            happened("renewal.contract_ends_on"),
            ("compare", ">=", TODAY, WINDOW),
        ),
    ),
    # 渝26(5): without a complaint or an appeal.
    choice(
        "local.chongqing-direct-suit",
        CHONGQING,
        None,
        row("consumer-association-directly", CHONGQING_DISPUTE),
        row(
            "arbitration-directly",
            every(CHONGQING_DISPUTE, fact("dispute.arbitration_agreed")),
        ),
        row(
            "court-directly",
            every(CHONGQING_DISPUTE, no(fact("dispute.arbitration_agreed"))),
        ),
        pick="all",
    ),
]

"""Messages, the Internet platform, consumers, personal information, numbers."""

from tests.differential.law.words import (
    ANTI_FRAUD,
    CONSUMER_LAW,
    CONSUMER_REGULATIONS,
    LAST_OF_OLD_MESSAGES,
    MESSAGES,
    PLATFORM,
    PRIVACY,
    Admission,
    choice,
    duty,
    every,
    fact,
    happened,
    no,
    one_of,
    permission,
    row,
    simple,
    some,
)
from tests.differential.written_rules import Checklist, Item, Rule

FRAUD = fact("number.for_fraud_risk")


def item(name: str, given: str) -> Item:
    return Item(name=name, condition=fact(given), when=None, basis="")


RULES: list[Rule | Admission] = [
    simple(
        "message.forwarding",
        MESSAGES,
        "message.report_accepted_on",
        "5 working days",
        "message.forwarded_on",
        until=LAST_OF_OLD_MESSAGES,
    ),
    simple(
        "message.handling",
        MESSAGES,
        "message.provider_received_on",
        "15 working days",
        "message.fed_back_on",
        until=LAST_OF_OLD_MESSAGES,
    ),
    simple(
        "platform.handling",
        PLATFORM,
        "platform.complaint_received_on",
        "10 working days",
        "platform.answered_on",
    ),
    simple(
        "consumer.handling",
        CONSUMER_LAW,
        "consumer.complaint_received_on",
        "7 working days",
        "consumer.handled_on",
    ),
    permission(
        "message.records",
        MESSAGES,
        "message.sent_on",
        "5 months",
        "message.record_deleted_on",
        until=LAST_OF_OLD_MESSAGES,
    ),
    permission(
        "message.subscription-records",
        MESSAGES,
        "message.relation_ended_on",
        "5 months",
        "message.subscription_record_deleted_on",
        until=LAST_OF_OLD_MESSAGES,
    ),
    # 反电信网络诈骗法32(3): reason, remedy and documents; lifted at once when verified.
    duty(
        "number.suspension-notice",
        ANTI_FRAUD,
        "number.suspended_on",
        every(
            fact("number.reason_told"),
            fact("number.remedy_told"),
            fact("number.documents_told"),
        ),
        every(happened("number.suspended_on"), FRAUD),
    ),
    # 个人信息保护法50, 65.
    duty(
        "privacy.handling",
        PRIVACY,
        "privacy.complaint_received_on",
        happened("privacy.result_told_on"),
        happened("privacy.complaint_received_on"),
    ),
    duty(
        "privacy.refusal-reasons",
        PRIVACY,
        "privacy.request_filed_on",
        fact("privacy.refusal_reasons_given"),
        every(happened("privacy.request_filed_on"), fact("privacy.request_refused")),
    ),
    # 法32(3): accepted and checked promptly; lifted at once when the check is passed.
    duty(
        "number.suspension-review",
        ANTI_FRAUD,
        "number.objection_filed_on",
        every(
            happened("number.verified_on"),
            some(no(fact("number.verification_passed")), happened("number.lifted_on")),
        ),
        every(happened("number.objection_filed_on"), FRAUD),
    ),
    choice(
        "consumer.remedies",
        CONSUMER_LAW,
        None,
        row("remedy-settlement"),
        row("remedy-mediation"),
        row("remedy-complaint"),
        row("remedy-arbitration", fact("consumer.arbitration_agreed")),
        row("remedy-suit", no(fact("consumer.arbitration_agreed"))),
        pick="all",
    ),
    # The platform takes three kinds of complaints about Internet companies.
    Admission(
        "platform.scope",
        PLATFORM,
        "platform.complaint_received_on",
        (
            ("equal", "respondent.category", "internet-service"),
            one_of(
                "platform.subject",
                "personal-information",
                "service-function",
                "complaint-mechanism",
            ),
        ),
    ),
    # 消法实施条例46(1): true identity, clear respondent, concrete claim, facts.
    Rule(
        name="consumer.complaint",
        kind="checklist",
        governed_by="consumer.complaint_received_on",
        versions=(
            Checklist(
                start=CONSUMER_REGULATIONS,
                items=(
                    item("identity", "consumer.identity_true"),
                    item("respondent", "respondent.identified"),
                    item("claim", "consumer.claim_specific"),
                    item("facts", "consumer.facts_stated"),
                ),
            ),
        ),
    ),
]

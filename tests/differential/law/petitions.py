"""The Regulations on Petitions 信访工作条例."""

from tests.differential.law.words import (
    PETITIONS,
    choice,
    deadline,
    every,
    fact,
    no,
    row,
    some,
)
from tests.differential.written_rules import (
    Deadline,
    Exclusion,
    Expression,
    Extension,
    Rule,
)

LONGER = (Extension("petition.extension_granted_on", "30 days", "34"),)
HEARING = (Exclusion("petition.hearing_started_on", "petition.hearing_ended_on", "36"),)
# Art 31(4)(5): what has a procedure of its own, and a telecom dispute has, goes there.
RESIDUE = no(some(fact("dispute.from_telecom_service"), fact("petition.own_procedure")))


def petition(  # noqa: PLR0913 - the columns of the notes' table
    name: str,
    since: str,
    limit: str,
    done: str,
    when: Expression | None = None,
    *,
    extensions: tuple[Extension, ...] = (),
    exclusions: tuple[Exclusion, ...] = (),
) -> Rule:
    one = Deadline(
        start=PETITIONS,
        since=f"petition.{since}",
        limits=(limit,),
        done=f"petition.{done}",
        when=when,
        extensions=extensions,
        exclusions=exclusions,
    )
    return deadline(f"petition.{name}", one)


RULES = [
    # Art 23(2)(3): told in writing; directly, where name and address are clear.
    petition(
        "receipt",
        "body_received_on",
        "15 days",
        "notice_given_on",
        (
            "if",
            fact("petition.forwarded"),
            fact("petition.body_competent"),
            no(fact("petition.petitioner_unknown")),
        ),
    ),
    petition("forwarding", "department_received_on", "15 days", "department_passed_on"),
    petition(
        "objection",
        "body_received_on",
        "5 working days",
        "objected_on",
        every(fact("petition.forwarded"), no(fact("petition.body_competent"))),
    ),
    petition(
        "disposition",
        "accepted_on",
        "60 days",
        "disposed_on",
        RESIDUE,
        extensions=LONGER,
    ),
    petition("review-request", "opinion_received_on", "30 days", "review_requested_on"),
    petition("review", "review_requested_on", "30 days", "reviewed_on"),
    petition(
        "final-review-request",
        "review_received_on",
        "30 days",
        "final_review_requested_on",
    ),
    petition(
        "final-review",
        "final_review_requested_on",
        "30 days",
        "final_reviewed_on",
        exclusions=HEARING,
    ),
    choice(
        "petition.competence",
        PETITIONS,
        "petition.body_received_on",
        row("petition-telecom-appeal", fact("dispute.from_telecom_service")),
        row("petition-own-procedure", fact("petition.own_procedure")),
        row("petition-handling"),
    ),
]

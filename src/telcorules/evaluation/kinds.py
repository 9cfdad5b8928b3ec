"""Each kind of rule, ready to be evaluated."""

from collections.abc import Mapping
from typing import Any, Final

from telcorules.evaluation.admission import AdmissionRule
from telcorules.evaluation.checklists import ChecklistRule
from telcorules.evaluation.choices import ChoiceRule
from telcorules.evaluation.context import Context
from telcorules.evaluation.deadlines import DeadlineRule
from telcorules.evaluation.duties import AmountRule, DutyRule
from telcorules.evaluation.permissions import PermissionRule
from telcorules.language.program import Rule

_KINDS: Final[Mapping[str, Any]] = {
    "admission": AdmissionRule,
    "deadline": DeadlineRule,
    "choice": ChoiceRule,
    "checklist": ChecklistRule,
    "permission": PermissionRule,
    "amount": AmountRule,
    "duty": DutyRule,
}


def ready(rule: Rule, context: Context) -> Any:
    """Return a rule ready to be evaluated under the readings of a context."""
    return _KINDS[rule.kind](rule, context)

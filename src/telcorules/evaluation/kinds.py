"""A rule alone made ready, for whoever writes it otherwise than its pack does."""

from typing import Any

from telcorules.evaluation.context import Context
from telcorules.evaluation.rulebook import KINDS
from telcorules.language.program import Rule


def ready(rule: Rule, context: Context) -> Any:
    """Return a rule ready to be evaluated under the readings of a context."""
    return KINDS[rule.kind](rule, context)

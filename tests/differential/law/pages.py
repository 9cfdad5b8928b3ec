"""The law beside the appeal, transcribed once more: from its pages, not from the YAML.

Each rule stands here as the project's notes on the law tell it (articles, numbers and
days), in the plain values of `written_rules`; `oracle_kinds` answers from them. Who
changes a rule in ``rules/`` has to change it here too, from the text of the law: that
is the point. The appeal and the report have an oracle of their own, `oracle`.
"""

from tests.differential.law import (
    local,
    market,
    neighbours,
    petitions,
    reports,
    telecom,
)
from tests.differential.law.words import Admission
from tests.differential.written_rules import Rule

PARAMETERS = telecom.PARAMETERS
RULES: list[Rule | Admission] = [
    *telecom.RULES,
    *neighbours.RULES,
    *market.RULES,
    *petitions.RULES,
    *local.RULES,
    *reports.RULES,
]

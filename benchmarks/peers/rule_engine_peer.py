"""rule-engine: one expression, true or false."""

import rule_engine
from shared import ADMISSIBLE, cases, check, tell, timed

given, expected = cases()
context = rule_engine.Context(resolver=rule_engine.resolve_item)
rule = rule_engine.Rule(ADMISSIBLE, context=context)
check("rule-engine", [rule.matches(one) for one in given], expected)
tell([("one expression", timed(rule.matches, given), "none")])

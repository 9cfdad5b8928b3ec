"""cel-python: one expression, true or false."""

import celpy
from celpy.adapter import json_to_cel
from shared import ADMISSIBLE, cases, check, tell, timed

given, expected = cases()
text = ADMISSIBLE.replace(" and ", " && ").replace(" or ", " || ").replace("not ", "!")
environment = celpy.Environment()
program = environment.program(environment.compile(text))
few = [{name: json_to_cel(x) for name, x in one.items()} for one in given[:1_000]]
check("cel-python", [bool(program.evaluate(one)) for one in few], expected[:1_000])
tell([("one expression", timed(program.evaluate, few), "none")])

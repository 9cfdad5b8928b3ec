"""`scenarios new`: scenarios that a rule should have, for a human to confirm."""

from telcorules.cli import options
from telcorules.cli.inputs import open_book
from telcorules.cli.outputs import emit
from telcorules.errors import Problem, RequestError
from telcorules.evaluation.grounds import pick
from telcorules.render.mutation import CONFIRM
from telcorules.review.boundary import drafts
from telcorules.review.drafts import scenario_file


def new_scenarios(
    rule: options.RuleId,
    *,
    pack: options.Pack = None,
    extend: options.Extend = None,
) -> int:
    """Draft the boundary cases of a rule 边界情景 as scenarios for a human to confirm.

    The day before a limit ends, its last day and the day after; for each condition the
    cases in which one of its parts alone turns it. What is expected is what the engine
    answers, and each case is marked `unconfirmed: true`: check it against the law, then
    delete that line. Until then it runs, and counts as no test.

    \b
      telcorules scenarios new operator.reply
      telcorules scenarios new policy.reply --extend my-company > new.scenario.yaml
    """  # noqa: D301 - \b keeps the lines of the examples
    book = open_book(pack, extend, None, None, "principle")
    found = drafts(book, pick(book.program.rules, rule, "rule"))
    if not found:
        what = f"`{rule}` has no limit and no condition, and so no boundary"
        raise RequestError(Problem("TR621", what, "write a scenario of it by hand"))
    emit(f"# {CONFIRM.zh}\n# {CONFIRM.en}\n{scenario_file(rule, found)}")
    return 0

"""Every page of a pack's handbook: the index, its rules, its law."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from telcorules.evaluation.context import Context
from telcorules.handbook.law_pages import LawPage, law_rows
from telcorules.handbook.markdown import code, page, plain, table
from telcorules.handbook.rule_pages import RulePage
from telcorules.handbook.views import View
from telcorules.language.program import Rule
from telcorules.render.bilingual import Language
from telcorules.render.terms import RULE_KINDS
from telcorules.review.citing import uses
from telcorules.review.scenarios import Scenario


def handbook(
    context: Context, scenarios: Sequence[Scenario], language: Language
) -> Mapping[str, str]:
    """Return the pages of a pack, Markdown and SVG, by the names of their files.

    Args:
        context: The pack, and the readings in whose words it is told.
        scenarios: Its worked cases.
        language: The language of the pages.

    Returns:
        ``index.md``, ``rules/<id>.md`` with a drawing of every version beside it, and
        ``law/<id>.md``; the same text for the same pack, worked cases and readings.
    """
    return dict(_files(View(context, scenarios, language)))


def _files(view: View) -> Iterator[tuple[str, str]]:
    yield "index.md", page(_index(view))
    for rule in view.program.rules.values():
        yield from RulePage(rule, view).files()
    found = uses(view.program, view.scenarios)
    for instrument in view.program.instruments.values():
        yield from LawPage(instrument, found, view).files()


def _index(view: View) -> Iterator[str]:
    say, program = view.say, view.program
    yield f"# {plain(view.language.of(program.title))}"
    yield say(
        f"规则包 {code(program.id)}，版本 {code(program.version)}。"
        "每条规则、每份法律文件各有一页。",
        f"The pack {code(program.id)}, version {code(program.version)}."
        " A page for every rule and every instrument.",
    )
    for folder, rules in _folders(program.rules.values()).items():
        yield f"## {plain(_heading(folder, view))}"
        columns = (say("规则", "rule"), "id", say("种类", "kind"), say("由谁", "whose"))
        yield table(columns, (_rule(rule, view) for rule in rules))
    yield say("## 法律文件", "## Instruments")
    head = (say("文件", "instrument"), say("位阶", "rank"), say("施行", "in force"))
    yield table(head, law_rows(view, program.instruments.values()))
    yield view.foot()


def _heading(folder: str, view: View) -> str:
    """Return what a folder is called: as the section of facts of its name."""
    label = view.program.vocabulary.sections.get(PurePosixPath(folder).name)
    return view.language.headed(label) if label else folder


def _folders(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        folder = PurePosixPath(rule.span.file).parent.as_posix()
        found.setdefault(folder, []).append(rule)
    return found


def _rule(rule: Rule, view: View) -> tuple[str, ...]:
    kind = plain(view.language.of(RULE_KINDS[rule.kind]))
    actor = view.program.labels.get(rule.actor)
    whose = plain(view.language.of(actor)) if actor else plain(rule.actor)
    return (view.rule(rule.id, ""), code(rule.id), kind, whose)

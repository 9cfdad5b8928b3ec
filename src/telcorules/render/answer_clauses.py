"""The clauses of rules that answer: conditions, rows, items, duties, amounts."""

from collections.abc import Iterator, Mapping
from typing import Final

from telcorules.foundation.law import Wording
from telcorules.language.nodes import Node
from telcorules.language.program import Rule
from telcorules.language.versions import (
    AdmissionVersion,
    AmountVersion,
    Barrier,
    ChecklistVersion,
    ChoiceRow,
    ChoiceVersion,
    Condition,
    Consequence,
    DutyVersion,
    OwedVersion,
)
from telcorules.render.clauses import Clause
from telcorules.render.words import Phrasing

_ROUNDINGS: Final[Mapping[str, Wording]] = {
    "half-up": Wording("四舍五入", "rounded half up"),
    "up": Wording("向上进位", "rounded up"),
    "down": Wording("舍去尾数", "rounded down"),
}


def admission(
    version: AdmissionVersion, rule: Rule, phrasing: Phrasing
) -> Iterator[Clause]:
    """Yield the conditions of an admission."""
    assert rule.kind == "admission"
    yield from (_condition(one, phrasing) for one in version.conditions)


def checklist(
    version: ChecklistVersion, rule: Rule, phrasing: Phrasing
) -> Iterator[Clause]:
    """Yield the items of a checklist, and when they are asked for."""
    assert rule.kind == "checklist"
    for one in version.items:
        yield _condition(one, phrasing)
        yield from part(f"{one.id}.when", "when", one.applies, phrasing)


def _condition(one: Condition, phrasing: Phrasing) -> Clause:
    label = one.message if one.role == "item" else one.label
    return Clause(one.id, one.role, label, phrasing.of(one.node), one.node, one.basis)


def choice(version: ChoiceVersion, rule: Rule, phrasing: Phrasing) -> Iterator[Clause]:
    """Yield the rows of a choice, and what opens, closes or bars each."""
    assert rule.kind == "choice"
    for number, row in enumerate(version.rows, 1):
        yield _row(str(number), row, phrasing)
        yield from part(f"{number}.opens", "opens", row.opens, phrasing)
        yield from part(f"{number}.closes", "closes", row.closes, phrasing)
        for place, barrier in enumerate(row.barriers, 1):
            yield _barrier(f"{number}.barred.{place}", barrier, phrasing)


def _row(name: str, row: ChoiceRow, phrasing: Phrasing) -> Clause:
    words = conditional(row.condition, phrasing.of(row.value), phrasing)
    node = row.condition or row.value
    turn = phrasing.name(row.turn) if row.turn else None
    said = {
        "needs": row.needs,
        "otherwise": row.otherwise,
        "premature": row.premature,
        "turn": turn,
    }
    notes = {key: note for key, note in said.items() if note is not None}
    return Clause(name, "row", row.reason, words, node, row.basis, notes=notes)


def _barrier(name: str, one: Barrier, phrasing: Phrasing) -> Clause:
    words = phrasing.of(one.condition)
    return Clause(name, "barred", one.reason, words, one.condition, one.basis)


def duty(version: DutyVersion, rule: Rule, phrasing: Phrasing) -> Iterator[Clause]:
    """Yield a duty, what meets it, and what follows where nothing does."""
    words = Wording("应当履行", "it is owed")
    if version.done is not None:
        done = phrasing.of(version.done)
        zh, en = (
            f"{words.zh}；{done.zh}的，为已履行",
            f"{words.en}; met where {done.en}",
        )
        words = Wording(zh, en)
    whole = conditional(version.when, words, phrasing)
    yield Clause(rule.id, "duty", rule.title, whole, version.when, version.basis)
    yield from part("done", "done", version.done, phrasing)
    yield from _under(version, phrasing)
    yield from consequence(version.on_miss)


def amount(version: AmountVersion, rule: Rule, phrasing: Phrasing) -> Iterator[Clause]:
    """Yield an amount, and when it is owed."""
    value, rounding = phrasing.of(version.value), _ROUNDINGS[version.rounding]
    words = Wording(
        f"应付{value.zh}，{rounding.zh}，保留{version.places}位小数",
        f"owed is {value.en}, {rounding.en} to {version.places} places",
    )
    whole = conditional(version.when, words, phrasing)
    yield Clause(rule.id, "amount", rule.title, whole, version.value, version.basis)
    yield from part("when", "when", version.when, phrasing)
    yield from _under(version, phrasing)


def _under(version: OwedVersion, phrasing: Phrasing) -> Iterator[Clause]:
    """Yield what the choices of readings add to what a rule rests on."""
    for one in version.under:
        name = f"readings.{one.reading}.{one.choice}"
        words = phrasing.choice_of(one.reading, one.choice)
        yield Clause(name, "readings", None, words, None, one.basis)


def part(
    name: str, role: str, node: Node | None, phrasing: Phrasing
) -> Iterator[Clause]:
    """Yield a part of a clause that has an expression of its own, where it has one."""
    if node is not None:
        yield Clause(name, role, None, phrasing.of(node), node, ())


def consequence(one: Consequence | None) -> Iterator[Clause]:
    """Yield what follows where something owed isn't done, where that is said."""
    if one is not None:
        yield Clause("on_miss", "on_miss", None, one.note, None, one.basis)


def conditional(test: Node | None, words: Wording, phrasing: Phrasing) -> Wording:
    """Return words with the condition under which they hold, where there is one."""
    if test is None:
        return words
    when = phrasing.test(test)
    return Wording(f"如果{when.zh}：{words.zh}", f"if {when.en}: {words.en}")

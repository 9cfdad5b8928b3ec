"""Measure telcorules beside plain Python and print one table: `make bench`.

``python -m benchmarks tables`` measures rules over columns alone.

Each figure is the median of several rounds; ratios between rows of one run count,
absolute times are those of this machine on this day.
"""

import json
import platform
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import telcorules
from benchmarks import tables
from benchmarks.batches import batch_of
from benchmarks.beside import beside
from benchmarks.cases import as_facts, plain_cases
from benchmarks.plain import admissible, all_conditions
from benchmarks.timing import fresh, kept, per_item, row, tail
from telcorules.language.packs import bundled

TODAY = date(2026, 11, 21)


def admissions(book: telcorules.Rulebook) -> float:
    """Measure goals 1 and 4: an admission from a validated case; return its time."""
    plain = plain_cases()
    cases = [book.case(as_facts(one)) for one in plain]
    outcomes = [book.evaluate("appeal.admission", one).outcome for one in cases]
    for one, outcome in zip(plain, outcomes, strict=True):
        assert admissible(one) is (outcome is telcorules.Outcome.ADMISSIBLE)

    def decide(case: telcorules.Case) -> object:
        return book.evaluate("appeal.admission", case, as_of=TODAY)

    by_hand = per_item(admissible, plain)
    every = per_item(all_conditions, plain)
    ours = per_item(decide, cases)
    middle, high = tail(decide, cases)
    row("plain Python, one bool", f"{by_hand:.2f} µs")
    row("plain Python, twelve bools", f"{every:.2f} µs")
    row("telcorules, twelve truths, findings lazy", f"{ours:.2f} µs")
    ratio = f"{ours / by_hand:.2f}"
    row("  ratio to plain Python, one bool", ratio, "goal: at most 2.5")
    row("  ratio to plain Python, twelve bools", f"{ours / every:.2f}")
    row("  99th percentile / median", f"{high / middle:.2f}", "goal: at most 2")
    many = book.evaluate_many("appeal.admission", cases, as_of=TODAY)
    start = perf_counter_ns()
    count = sum(1 for _ in many)
    rate = count / (perf_counter_ns() - start) * 1e9
    row("evaluate_many, cases a second", f"{rate:,.0f}", "goal: at least 300,000")
    size = kept(decide, cases)
    row("  bytes kept of a decision", f"{size:.0f}", "goal: at most 300")
    return ours


def texts(book: telcorules.Rulebook) -> None:
    """Measure goals 3 and 5: from JSON to JSON, and the joint decision."""
    facts = [as_facts(one) for one in plain_cases(1_000)]
    raw = [json.dumps(one, default=str).encode() for one in facts]
    cases = [book.case(one) for one in facts]

    def outcome(text: bytes) -> object:
        return book.evaluate("appeal.admission", book.case(text), as_of=TODAY).outcome

    def whole(text: bytes) -> object:
        return book.evaluate("appeal.admission", book.case(text), as_of=TODAY).to_json()

    def proofs(case: telcorules.Case) -> object:
        return book.evaluate("appeal.admission", case, as_of=TODAY).conditions

    row("case from a dict", f"{per_item(book.case, facts):.2f} µs")
    row("case from JSON bytes", f"{per_item(book.case, raw):.2f} µs")
    figure = per_item(outcome, raw)
    row("from JSON bytes to the outcome", f"{figure:.2f} µs", "goal: at most 12 µs")
    figure = per_item(whole, raw)
    row("  and the whole admission as JSON", f"{figure:.2f} µs", "goal: at most 36 µs")
    figure = per_item(proofs, cases)
    row("every finding, with facts and basis", f"{figure:.2f} µs")

    def joint(case: telcorules.Case) -> object:
        return book.decide(case, as_of=TODAY)

    rules = len(book.decide(cases[0], as_of=TODAY).results)
    figure = per_item(joint, cases)
    row(
        f"a joint decision of {rules} rules", f"{figure:.0f} µs", "goal: at most 150 µs"
    )
    some = cases[:100]
    figure = per_item(lambda case: book.decide(case, as_of=TODAY).to_json(), some)
    row("  and as JSON", f"{figure:.0f} µs")


def deadlines(book: telcorules.Rulebook) -> None:
    """Measure goal 7: working days and deadlines."""
    calendar = telcorules.WorkCalendar.china()
    days = [date.fromordinal(date(2024, 1, 1).toordinal() + i) for i in range(900)]
    cases = [
        book.case({"appeal": {"decided_on": day, "accepted": True}}) for day in days
    ]
    add = per_item(lambda day: calendar.add(day, 30), days)
    row("calendar.add(day, 30)", f"{add:.2f} µs", "goal: at most 1 µs")

    def deadline(case: telcorules.Case) -> object:
        found = book.evaluate("appeal.mediation", case, as_of=TODAY)
        return found.status, found.earliest, found.latest

    figure = per_item(deadline, cases)
    row("deadline with status and bounds", f"{figure:.2f} µs", "goal: at most 15 µs")


def windows(book: telcorules.Rulebook) -> None:
    """Measure the windows of an admission over ten years, edges and all."""
    cases = [book.case(as_facts(one)) for one in plain_cases(1_000)]
    span = {"start": date(2018, 1, 1), "end": date(2027, 12, 31)}

    def window(case: telcorules.Case) -> object:
        return book.window("appeal.admission", case, **span)

    days = [span["start"] + timedelta(days=n) for n in range(0, 3652, 73)]
    asked = per_item(
        lambda day: book.evaluate("appeal.admission", cases[0], as_of=day), days
    )
    figure = per_item(window, cases)
    middle, high = tail(window, cases)
    row("windows over ten years", f"{figure / 1000:.2f} ms", "goal: at most 2 ms")
    row("  99th percentile", f"{high / 1000:.2f} ms")
    row("  99th percentile / median", f"{high / middle:.2f}")
    row("  asking each of the 3,652 days", f"{asked * 3652 / 1000:.2f} ms")


def interviews(book: telcorules.Rulebook) -> None:
    """Measure the questions about half-filled cases, and the cures of whole ones."""
    whole = [as_facts(one) for one in plain_cases(300)]
    half = [book.case(every_other(one, n)) for n, one in enumerate(whole)]
    cases = [book.case(one) for one in whole]
    day = date(2026, 11, 21)

    def questions(case: telcorules.Case) -> object:
        return book.questions("appeal.admission", case, as_of=day)

    def cures(case: telcorules.Case) -> object:
        return book.cures("appeal.admission", case, as_of=day)

    figure = per_item(questions, half)
    row("questions about a half-filled case", f"{figure / 1000:.2f} ms")
    figure = per_item(cures, cases)
    row("cures of a case", f"{figure / 1000:.2f} ms")


def every_other(facts: dict[str, dict[str, Any]], first: int) -> dict[str, Any]:
    """Return a case in which every other fact is forgotten."""
    names = [(section, name) for section, inner in facts.items() for name in inner]
    kept = {*names[first % 2 :: 2]}
    return {
        section: {name: v for name, v in inner.items() if (section, name) in kept}
        for section, inner in facts.items()
    }


def starting() -> None:
    """Measure goal 6: import, and loading a pack of a hundred rules."""
    bare = fresh("pass")
    row("bare interpreter", f"{bare:.0f} ms")
    imported = fresh("import telcorules") - bare
    row("import telcorules, over that", f"{imported:.0f} ms", "goal: at most 30 ms")
    with tempfile.TemporaryDirectory() as folder:
        pack = hundred_rules(Path(folder))
        needed = fresh("import telcorules; telcorules.load") - bare
        code = "import sys, telcorules; telcorules.load(sys.argv[1])"
        loaded = fresh(code, str(pack)) - bare
    row("import of all that load needs", f"{needed:.0f} ms")
    cold = f"{loaded - needed:.0f} ms"
    row("  and a cold load of 100 rules on top", cold, "goal: at most 250 ms")


def batches() -> None:
    """Measure a work list over 100,000 cases, from CSV and from JSON lines."""
    for suffix, jobs in ((".csv", 1), (".csv", 2), (".jsonl", 2)):
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes = batch_of(Path(folder), suffix, jobs)
        name = f"batch of 100,000 cases, {suffix[1:]}, {jobs} processes"
        note = f"goal: at most 30 s; {megabytes:.0f} MB in the largest process"
        row(name, f"{seconds:.1f} s", note if jobs == 2 else "")


def hundred_rules(folder: Path) -> Path:
    """Write the bundled pack with its rules repeated under other names, to 100."""
    pack = folder / "rules"
    shutil.copytree(bundled(), pack)
    rules = [path for path in sorted(pack.rglob("*.yaml")) if _is_rule(path)]
    for number in range(100 - len(rules)):
        path = rules[number % len(rules)]
        text = path.read_text(encoding="utf-8")
        text = text.replace("\nrule: ", f"\nrule: copy{number}.", 1)
        path.with_name(f"{path.stem}-{number}.yaml").write_text(text, encoding="utf-8")
    return pack


def _is_rule(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "\nrule: " in text and ".scenario." not in path.name


def main() -> None:
    """Print the table."""
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    row("telcorules " + telcorules.__version__, "", machine)
    book = telcorules.load()
    ours = admissions(book)
    beside(ours)
    texts(book)
    deadlines(book)
    windows(book)
    interviews(book)
    starting()
    batches()


if __name__ == "__main__":
    if sys.argv[1:] == ["tables"]:
        tables.main()
    else:
        main()

"""Write anew what is generated from the rules: static model, pages, schemas."""

import json
from pathlib import Path

import telcorules
from telcorules.language.packs import bundled, scenario_files
from telcorules.language.static import source
from telcorules.review.coverage import law_coverage
from telcorules.review.reference import facts_page, rules_page
from telcorules.review.scenarios import read_scenarios

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write every generated file."""
    program = telcorules.load().program
    files = scenario_files(bundled())
    scenarios = [one for path in files for one in read_scenarios(path)]
    write("src/telcorules/cases.py", source(program.vocabulary))
    write("docs/coverage.md", law_coverage(program, scenarios))
    write("docs/rules.md", rules_page(program, scenarios))
    write("docs/facts.md", facts_page(program))
    for name in ("case", "decision", "pack"):
        schema = json.dumps(telcorules.json_schema(name), ensure_ascii=False, indent=2)
        write(f"docs/schema/{name}.json", schema + "\n")


def write(name: str, text: str) -> None:
    """Write a file, named from the project's root."""
    (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

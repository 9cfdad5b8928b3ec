"""Write anew what is generated from the rules: static model, coverage page, schemas."""

import json
from pathlib import Path

import telcorules
from telcorules.language.static import source
from telcorules.review.coverage import law_coverage

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write every generated file."""
    book = telcorules.load()
    text = source(book.program.vocabulary)
    (ROOT / "src/telcorules/cases.py").write_text(text, encoding="utf-8")
    page = law_coverage(book.program)
    (ROOT / "docs/coverage.md").write_text(page, encoding="utf-8")
    for name in ("case", "decision", "pack"):
        schema = json.dumps(telcorules.json_schema(name), ensure_ascii=False, indent=2)
        path = ROOT / f"docs/schema/{name}.json"
        path.write_text(schema + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

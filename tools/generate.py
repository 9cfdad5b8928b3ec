"""Write anew what is generated from the rules: static model, pages, schemas."""

import json
from pathlib import Path

import telcorules
from telcorules.language.static import source
from telcorules.review.pages import bundled_pages
from telcorules.review.vectors_schema import vectors_schema

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write every generated file."""
    write("src/telcorules/cases.py", source(telcorules.load().program.vocabulary))
    for name, page in bundled_pages().items():
        write(f"docs/{name}", page)
    schemas = {one: telcorules.json_schema(one) for one in ("case", "decision", "pack")}
    for name, schema in {**schemas, "vectors": vectors_schema()}.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        write(f"docs/schema/{name}.json", text + "\n")


def write(name: str, text: str) -> None:
    """Write a file, named from the project's root."""
    (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

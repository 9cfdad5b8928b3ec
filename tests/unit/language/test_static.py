"""The static model as source, and the schema of the files of a pack."""

from pathlib import Path

import telcorules
from telcorules import cases
from telcorules.language.packs import load_program
from telcorules.language.schema import files_schema
from telcorules.language.static import source

SMALL = Path(__file__).parents[2] / "fixtures" / "small"


def test_the_static_model_is_the_bundled_vocabulary_s() -> None:
    text = Path(cases.__file__).read_text("utf-8")
    assert text == source(telcorules.load().program.vocabulary)


def test_facts_of_every_type_become_python_that_reads_a_case() -> None:
    vocabulary = load_program([SMALL]).vocabulary
    space: dict[str, object] = {}
    exec(source(vocabulary), space)  # noqa: S102 - our own source
    case, claim = space["Case"], space["Claim"]
    assert callable(case)
    assert callable(claim)
    facts = case(claim=claim(province="广东", nature="other", lines=3))
    assert vocabulary.case(facts).to_dict() == {
        "claim": {"nature": "other", "province": "440000", "lines": 3}
    }


def test_every_kind_of_file_has_its_schema() -> None:
    schema = files_schema()
    names = [kind["$ref"].rpartition("/")[2] for kind in schema["anyOf"]]
    assert [name for name in names if name not in schema["$defs"]] == []

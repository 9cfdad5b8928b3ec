import json

import pytest

from telcorules.evaluation.schemas import json_schema
from tests.unit.cli.typing_in import typed


@pytest.mark.parametrize("name", ["case", "pack", "decision"])
def test_a_schema_is_printed_as_it_is(name: str) -> None:
    done = typed("schema", name)
    assert (done.code, json.loads(done.out)) == (0, json_schema(name))


def test_an_unknown_schema_is_exit_2() -> None:
    done = typed("schema", "decison")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "telcorules: TR610: there is no schema `decison`\n"
        "  fix: did you mean `decision`?\n"
    )

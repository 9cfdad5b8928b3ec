"""`schema`: the shapes of a pack, a case and a decision, for editors and checks."""

import json

from telcorules.cli import options
from telcorules.cli.outputs import emit
from telcorules.evaluation.schemas import json_schema


def schema(name: options.SchemaName) -> int:
    """Print the JSON Schema 格式 of a case, a pack or a decision.

    \b
      telcorules schema case > case.schema.json
      telcorules schema pack
    """  # noqa: D301 - \b keeps the lines of the examples
    document = json_schema(name)
    emit(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return 0

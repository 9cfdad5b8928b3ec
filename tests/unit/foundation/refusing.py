from collections.abc import Callable

import pytest

from telcorules.errors import RequestError


def refused(call: Callable[[], object]) -> tuple[str, str, str]:
    with pytest.raises(RequestError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.hint

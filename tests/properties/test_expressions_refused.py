"""Whatever stands in a pack as an expression: it is read, or refused with a place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.errors import PackError
from telcorules.language.compile import compile_values
from tests.differential import random_expressions as random

LIST = Path(__file__).with_name("refused-expressions.txt")
ESCAPES = LIST.read_text(encoding="utf-8").splitlines()


class TestEscapes:
    """Nothing leaves the language: what isn't in it is refused with its code."""

    @pytest.mark.parametrize("text", ESCAPES)
    def test_refused_with_a_code_and_a_hint(self, text: str) -> None:
        with pytest.raises(PackError) as caught:
            random.read(text, random.scope())
        (problem,) = caught.value.problems
        assert re.fullmatch(r"TR2\d\d", problem.code)
        assert problem.span is not None
        assert problem.hint


SIGNS = st.sampled_from(
    [
        *("(", ")", "[", "]", "{", "}", "'", '"', ",", ".", ":", "=", "==", "@", " "),
        *("f'", "*", "**", "#", "\\", "\n", "\t", "\x00", "\ud800", "中", "\u3000"),
        *(" if ", " else ", " in ", " and ", "not ", "lambda:", "await ", ":="),
        *("__class__", "1e999", "0"),
    ]
)


class TestAnyText:
    """Reading an expression gives a tree or a `PackError`, whatever it says."""

    @given(st.text(max_size=80))
    def test_random_text(self, text: str) -> None:
        _read_or_refuse(text)

    @given(st.lists(SIGNS, max_size=30).map("".join))
    def test_random_signs(self, text: str) -> None:
        _read_or_refuse(text)

    @given(random.values(3), st.data())
    def test_expressions_with_a_slip(self, text: str, data: st.DataObject) -> None:
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, min(first + 5, len(text))))
        _read_or_refuse(text[:first] + data.draw(SIGNS | st.just("")) + text[last:])


def _read_or_refuse(text: str) -> None:
    """Read and compile an expression, or see it refused with a code of its own."""
    codes = ["TR2"]
    try:
        node = random.read(text, random.scope())
        context = random.contexts()[0]
        compile_values([node], context.readings, context.calendar)
    except PackError as error:
        codes = [one.code[:3] for one in error.problems]
    assert codes == ["TR2"]


class TestLarge:
    """What is as large as allowed compiles; what is larger is refused."""

    def test_many_operands_in_a_row(self) -> None:
        text = "any_of(" + ", ".join(["claim.paid"] * 300) + ")"
        assert _value(text) is None

    @pytest.mark.parametrize(
        "form",
        ["not ({})", "any_of({})", "({} if claim.heard else False)", "all_of({})"],
    )
    def test_nested_as_deep_as_allowed(self, form: str) -> None:
        text = "claim.paid"
        for _ in range(39):
            text = form.format(text)
        assert _value(text) is None
        with pytest.raises(PackError, match="TR230"):
            _value(form.format(text))

    def test_a_long_sum(self) -> None:
        assert _value(" + ".join(["claim.lines"] * 38) + " > 3") is None

    def test_text_longer_than_any_condition(self) -> None:
        with pytest.raises(PackError, match="TR230"):
            _value(" " * 4000 + "claim.paid")

    def test_nested_beyond_what_python_reads(self) -> None:
        with pytest.raises(PackError, match="TR230"):
            _value("(" * 1000 + "claim.paid" + ")" * 1000)

    @pytest.mark.parametrize(("form", "steps"), [("{0} and {0}", 40), ("not {0}", 200)])
    def test_names_that_grow_without_end(self, form: str, steps: int) -> None:
        with pytest.raises(PackError, match="with its names written out"):
            _named_over_and_over(form, steps)


def _named_over_and_over(form: str, steps: int) -> None:
    """Name an expression, and use the name in the next, over and over."""
    names, text = random.scope(), "claim.paid"
    for step in range(steps):
        names = names.having(f"x{step}", random.read(text, names))
        text = form.format(f"x{step}")


def _value(text: str) -> object:
    """Return the value of an expression for a case of which nothing is known."""
    node = random.read(text, random.scope())
    context = random.contexts()[0]
    judge = compile_values([node], context.readings, context.calendar)
    return judge(random.case({}).slots, 738_000, 738_000)[0]

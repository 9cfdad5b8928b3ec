"""Whatever stands in a pack as an expression: it is read, or refused with a place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telcorules.errors import PackError
from telcorules.language.compile import compile_values
from tests.differential import random_expressions as random

ESCAPES = """\
claim.__class__
claim.paid.__class__
claim.paid.__init__.__globals__
().__class__
''.__class__.__mro__
"".join
claim.filed_on.year
claim.filed_on.replace
at.year
at.__class__
due.due
__import__
__import__("os")
__import__("os").system("true")
__builtins__
__builtins__["eval"]
globals()
locals()
vars()
dir()
eval("1")
exec("1")
compile("1", "", "eval")
open("/etc/passwd")
print(1)
input()
getattr(claim, "paid")
setattr(claim, "paid", True)
type(claim.paid)
str(claim.lines)
int("1")
bool(claim.paid)
sum(acts.counts)
sorted(acts.days)
abs(claim.lines)
round(claim.amount)
date.today()
datetime.now()
at()
claim()
claim.paid()
claim.paid(1)
len.__call__(acts.days)
min(*acts.counts)
max(**{})
len(list=acts.days)
last_day(claim.filed_on, "15 days", roll="strict", roll2="x")
last_day(claim.filed_on, "15 days", **{"roll": "strict"})
last_day(*acts.days, roll="strict")
any_of(*acts.flags)
lambda: True
lambda at: at
(lambda: True)()
[x for x in acts.days]
[True for _ in acts.days][0]
{x for x in acts.days}
{x: x for x in acts.days}
any_of(x for x in acts.flags)
all_of(True for x in acts.flags)
(x := True)
(at := as_of)
x = True
await claim.paid
(yield)
(yield claim.paid)
(yield from acts.flags)
*acts.flags
(*acts.flags,)
f"{claim.paid}"
f"{claim.name!r:>10}" == "x"
claim.name == f"x"
b"charging" == claim.name
claim.nature == u"charging"
claim.nature == r"charging"
claim.nature == "char" "ging"
claim.nature == "ch\\u0061rging"
claim.nature == \"\"\"charging\"\"\"
acts.days[-1]
acts.days[0:1]
acts.days[:]
acts.days[claim.lines]
acts.days[True]
acts.days["0"]
acts.days[0, 1]
acts.days[...]
acts.days[0x0]
acts[0]
claim["paid"]
claim.name[0]
claim.name % 1
claim.name.format(claim)
"%s" % claim.paid
claim.lines ** 9 ** 9 ** 9
claim.lines / 0
claim.lines // 0
claim.lines % 0
claim.lines << 9999
claim.lines @ claim.lines
claim.lines | 1
claim.paid & claim.heard
~claim.lines
+claim.lines
claim.paid is True
claim.paid is not None
claim.paid == None
None
...
1j
1e999 > claim.amount
0x10 > claim.lines
1_000 > claim.lines
9999999999999999 > claim.lines
0.123456789 > claim.amount
(claim.paid, claim.heard)
[claim.paid]
{claim.paid}
{"a": claim.paid}
()
[]
claim.paid, claim.heard
claim.paid; claim.heard
claim.paid if claim.heard
if claim.paid: claim.heard
return True
import os
del claim
assert claim.paid
pass
not
and
claim.
.paid
claim..paid
claim.paid claim.heard
ｃlaim.paid
claim.ｐaid
claim．paid
ｌen(acts.days) > 0
сlaim.paid
claim.paid and\u3000claim.heard
claim.paid，claim.heard
“claim.paid”
claim.filed_on ≤ at
last_day(claim.filed_on, "15 days", ｒoll="strict")
claim.paid # and more
claim.name == "#"
claim.filed_on + claim.answered_on
claim.filed_on + 15
claim.filed_on + waiting_time
claim.filed_on * 2
claim.paid + "5 working days"
reading.unknown == "roll"
reading["duty_rollover"] == "roll"
reading == "roll"
last_day(claim.filed_on, "15 days", roll=claim.nature)
last_day(claim.filed_on, "15 days", roll=claim.paid)
last_day(claim.filed_on, "15 days", roll=1)
authority(claim.name, claim.province)
authority("office", claim.name)
authority("nobody", claim.province)
known(claim.paid)
claim.filed_on in []
claim.paid in [True]
claim.nature in claim.nature
claim.name in [claim.name]
claim.province == "广州"
claim.filed_on < "20261008"
claim.filed_on < "2026-W41-4"
claim.filed_on < "2026-02-30"
acts.days == claim.filed_on
acts.natures == "charging"
claim.name < "x"
""".splitlines()


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
    ["(", ")", "[", "]", "{", "}", "'", '"', ",", ".", ":", "=", "==", "not ", "lambda:"]
    + ["f'", "*", "**", "#", "\\", "\n", "\t", "\x00", "\ud800", "中", "\u3000", "@", " "]
    + [" if ", " else ", " in ", " and ", "__class__", "1e999", ":=", "await ", "0"]
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
    try:
        node = random.read(text, random.scope())
    except PackError as error:
        assert [one.code[:3] for one in error.problems] == ["TR2"]
    else:
        context = random.contexts()[0]
        assert compile_values([node], context.readings, context.calendar)


class TestLarge:
    """What is as large as allowed compiles; what is larger is refused."""

    def test_many_operands_in_a_row(self) -> None:
        text = "any_of(" + ", ".join(["claim.paid"] * 300) + ")"
        assert _value(text) is None

    @pytest.mark.parametrize(
        "form", ["not ({})", "any_of({})", "({} if claim.heard else False)", "all_of({})"]
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

    def test_names_that_grow_without_end(self) -> None:
        names = random.scope().having("x0", random.read("claim.paid", random.scope()))
        with pytest.raises(PackError, match="with its names written out"):
            for step in range(40):
                node = random.read(f"x{step} and x{step}", names)
                names = names.having(f"x{step + 1}", node)

    def test_names_one_on_top_of_another(self) -> None:
        names = random.scope().having("x0", random.read("claim.paid", random.scope()))
        with pytest.raises(PackError, match="with its names written out"):
            for step in range(200):
                node = random.read(f"not x{step}", names)
                names = names.having(f"x{step + 1}", node)


def _value(text: str) -> object:
    """Return the value of an expression for a case of which nothing is known."""
    node = random.read(text, random.scope())
    context = random.contexts()[0]
    judge = compile_values([node], context.readings, context.calendar)
    return judge(random.case({}).slots, 738_000, 738_000)[0]

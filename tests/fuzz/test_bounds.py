"""Hostile sizes: what is as large, deep or tangled as it may be ends soon.

Bounds are of processor time, generous for slow machines; the docs tell what is read at
most (docs/limits.md). Without its limit each of these runs for minutes, or for ever.
"""

import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import BREAK, TARGETS

MIB = 1 << 20
SECONDS = 20.0


def filled(text: str, size: int = MIB - 64) -> str:
    """Return a text over and over, with a number in it, up to a size."""
    count = size // len(text.format(99_999).encode())
    return "".join(text.format(number) for number in range(count))


RULE = "rule: claim.big\nkind: admission\ngoverned_by: claim.filed_on\nversions:\n"
BODY = "  - from: 2016-07-30\n    require:\n"
LETS = "  - from: 2016-07-30\n    let:\n      x0: claim.paid\n"


def in_pack(text: str, name: str = "rules/big.yaml") -> bytes:
    return name.encode() + BREAK + text.encode()


def record_with_many_spans() -> bytes:
    *_, data = seeds("record")
    record = json.loads(data)
    record["calendar"]["tables"] = ["0000..9999"] * 200_000
    return json.dumps(record).encode()


def hostile() -> Iterator[tuple[str, str, bytes]]:
    """Yield a name, a target and an input that has to be answered soon."""
    yield "brackets", "source", b"[" * MIB
    yield "braces", "source", b"{" * MIB
    yield "dashes", "source", b"- " * (MIB // 2)
    yield "question marks", "source", b"? " * (MIB // 2)
    yield "an alias of itself", "source", b"a: &a [*a, *a]"
    yield "laughs", "source", _laughs()
    yield "aliases", "source", b"a: &a [1]\nb: [" + b"*a, " * (MIB // 5) + b"]"
    yield "keys", "source", filled("k{}: 1\n", MIB // 2).encode()
    yield "one key", "source", b"k: 1\n" * (MIB // 5)
    yield "a long word", "source", b"a: " + b"x" * (MIB - 8)
    yield "a long number", "source", b"a: " + b"9" * (MIB - 8)
    yield "quotes", "source", b'"\\"' * (MIB // 4)
    yield "tabs", "source", b"- '\t'\n" * (MIB // 8)
    yield "tags", "source", b"!a " * (MIB // 3)
    yield "wide colons", "source", "：".encode() * (MIB // 3)
    yield "turned letters", "source", "a: \u202e\n".encode() * (MIB // 8)
    yield "another encoding", "source", "规则: 甲\n".encode("gb18030") * 9_999
    yield "two encodings", "source", "规则: 甲\n".encode() + "规则".encode("utf-16-le")
    yield "deep JSON", "case", b'{"a":' * (MIB // 8)
    yield "deep lists", "case", b"[" * (MIB - 8)
    yield "many sections", "case", _object('"s{}":1,')
    yield "many facts", "case", b'{"appeal":' + _object('"f{}":1,', MIB - 99) + b"}"
    yield "many regions", "case", _regions('"11{}",')
    yield "the same region", "case", _regions('"110000",')
    yield "a long region", "case", _regions('"' + "京" * 300_000 + '",')
    yield "a long number in JSON", "case", b'{"report":{"real_name":' + b"9" * MIB
    yield "many spans of years", "record", record_with_many_spans()
    yield "a record too deep", "record", b'{"record":1,"a":' + b"[" * 90_000
    yield "conditions", "pack", in_pack(RULE + BODY + filled(GOOD, MIB // 8))
    yield "unknown facts", "pack", in_pack(RULE + BODY + filled(UNKNOWN, MIB // 8))
    yield (
        "unknown keys",
        "pack",
        in_pack(RULE + BODY + filled("      k{}: {{a: 1}}\n", MIB // 4)),
    )
    yield "names of names", "pack", in_pack(RULE + LETS + _doubling())
    yield "powers", "expression", b"claim.lines" + b" * claim.lines" * 280 + b" > 1"
    yield "brackets nested", "expression", b"(" * 4_000
    yield "nots", "expression", b"not " * 999 + b"claim.paid"
    yield "a long period", "period", b"9" * MIB + b" days"
    yield "years", "period", b"9999999 years"
    yield "working days", "period", b"999999999 working days"


GOOD = "      c{}: {{if: claim.paid, basis: [small-act art 2]}}\n"
UNKNOWN = "      c{0}: {{if: claim.paed{0}, basis: [small-act art 2]}}\n"


def _laughs() -> bytes:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines).encode()


def _object(entry: str, size: int = MIB - 64) -> bytes:
    return b"{" + filled(entry, size).rstrip(",").encode() + b"}"


def _regions(entry: str) -> bytes:
    items = filled(entry, MIB - 99).rstrip(",")
    return b'{"report":{"act_provinces":[' + items.encode() + b"]}}"


def _doubling() -> str:
    lines = "".join(f"      x{n + 1}: x{n} and x{n}\n" for n in range(60))
    use = "    require:\n      a: {if: x60, basis: [small-act art 2]}\n"
    return lines + use


INPUTS = {name: (target, data) for name, target, data in hostile()}


@pytest.mark.parametrize("name", INPUTS)
def test_it_is_answered_soon(name: str) -> None:
    target, data = INPUTS[name]
    start = time.process_time()
    assert TARGETS[target](data) in (True, False)
    assert time.process_time() - start < SECONDS


def test_what_says_nothing_of_its_size_is_read_only_so_far(tmp_path: Path) -> None:
    from telcorules.errors import PackError  # noqa: PLC0415
    from telcorules.language import packs  # noqa: PLC0415

    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (3 * MIB))
    with pytest.raises(PackError, match="TR343: the file has 3,145,728 bytes"):
        packs.read_file(path)


@pytest.mark.parametrize(
    "text", [filled("k{}: 1\n", 1 << 15), filled("- {}\n", 1 << 15)]
)
def test_memory_stays_at_a_multiple_of_the_text(text: str) -> None:
    tracemalloc.start()
    try:
        TARGETS["source"](text.encode())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200 * len(text)

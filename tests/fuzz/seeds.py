"""Where fuzzing begins: what the tests hold of each kind of text, and words to mix."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import telcorules
from tests.fuzz.targets import BREAK, TARGETS, bundled, small

TESTS = Path(__file__).parents[1]
CORPUS = Path(__file__).with_name("corpus")

WORDS = {
    "source": ("&a", "*a", "<<: ", "!t ", "? ", "- ", ": ", "| ", ">-\n", "%", "---\n"),
    "expression": (
        *("claim.filed_on", "claim.paid", "claim.amount", "claim.lines", "acts.days"),
        *("last_day(", "days_between(", "any_of(", "all_of(", "authority(", "known("),
        *(
            '"15 days"',
            '"5 working days"',
            "roll=",
            "reading.duty_rollover",
            "at",
            "due",
        ),
        *(" if ", " else ", " and ", " or ", "not ", " in ", "[0]", "min(", "max("),
    ),
    "pack": (
        *("rule: ", "kind: ", "versions:", "from: ", "until: ", "since: ", "within: "),
        *("when: ", "done: ", "basis: ", "require:", "bar:", "rows:", "items:", "if: "),
        *("extended_by:", "excluding:", "facts:", "type: ", "instrument: ", "reading:"),
        *("parameter: ", "authority", "caveats:", "channels:", "on_miss:", "\n=====\n"),
    ),
    "case": (
        *('"appeal":{', '"filed_on":', '"not-yet"', '"2026-10-08"', "null", "true"),
        *('"2026-10-08T09:30:00+08:00"', '"respondent":{', '"province":', '"110000"'),
        *('"report":{"act_provinces":[', '"9999-12-31"', '"0001-01-01"', "\\ud800"),
    ),
    "yaml_case": ("appeal:\n  ", "filed_on: ", "not-yet", "2026-10-08", "null", "true"),
    "record": ('"embedded":', '"facts":', '"tables":', '"2004..2026"', '"known_at":'),
    "notice": ("rest_days:", "make_up_days:", "2027-01-01..2027-01-03", "amends: "),
    "period": ("working days", "个工作日", "个月", "days", "hours", "日", "年", "半"),
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield texts that the target takes, or nearly."""
    kept = CORPUS / target
    yield from (path.read_bytes() for path in sorted(kept.glob("*")))
    yield from _OF[target]()


def _sources() -> Iterator[bytes]:
    for path in sorted((TESTS / "fixtures").rglob("*.yaml")):
        yield path.read_bytes()


def _expressions() -> Iterator[bytes]:
    yield b'claim.filed_on + "15 days" <= at and not claim.paid'
    yield b'last_day(claim.filed_on, "5 months", roll=reading.duty_rollover) < at'
    refused = TESTS / "properties" / "refused-expressions.txt"
    yield from refused.read_bytes().splitlines()
    yield from (word.encode() for word in WORDS["expression"])


def _packs() -> Iterator[bytes]:
    for name, text in small().files.items():
        yield name.encode() + BREAK + text.encode()
    service = TESTS / "fixtures" / "service"
    for path in sorted(service.rglob("*.yaml")):
        yield path.relative_to(service).as_posix().encode() + BREAK + path.read_bytes()


def _cases() -> Iterator[bytes]:
    for path in sorted((TESTS / "rejected" / "case").glob("*.json")):
        yield path.read_bytes()
    facts = bundled().program.vocabulary.facts
    values: dict[str, object] = {"bool": True, "event": "2026-10-08", "region": "广东"}
    values |= {"money": "19.90", "int": 3}
    for fact in facts:
        section, _, name = fact.name.partition(".")
        value = values.get(fact.type.kind, fact.type.values[:1] or ["110000"])
        yield json.dumps({section: {name: value}}, ensure_ascii=False).encode()


def _yaml_cases() -> Iterator[bytes]:
    for path in sorted((TESTS.parent / "examples").glob("*.yaml")):
        yield path.read_bytes()


def _records() -> Iterator[bytes]:
    book = telcorules.load(small_folder())
    for embed in (False, True):
        made = telcorules.record(book, {}, as_of=date(2026, 11, 21), embed=embed)
        yield made.text.encode()


def small_folder() -> Path:
    return TESTS / "fixtures" / "small"


def _notices() -> Iterator[bytes]:
    for path in sorted((TESTS.parent / "rules" / "calendar").rglob("*.yaml")):
        yield path.read_bytes()


def _periods() -> Iterator[bytes]:
    yield from (b"15 days", b"5 working days", "30个工作日".encode(), b"48 hours")
    yield from ("3个月".encode(), "2年".encode(), b"1 year", b"5 calendar months")


_OF = {
    "source": _sources,
    "expression": _expressions,
    "pack": _packs,
    "case": _cases,
    "yaml_case": _yaml_cases,
    "record": _records,
    "notice": _notices,
    "period": _periods,
}
assert _OF.keys() == TARGETS.keys()

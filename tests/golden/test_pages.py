"""Whole answers as people read them.

`python -m tests.golden.test_pages` writes them anew; read the change before keeping it.
"""

import re
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest

from telcorules.__main__ import main

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent

CHARGE = "examples/unanswered-charge.yaml"
UNANSWERED = f"{CHARGE} --as-of 2026-11-21"
HALF_FILLED = "examples/half-filled.json --from 2026-11-01 --to 2027-12-31"
HALF = "examples/half-filled.json --as-of 2026-11-21"
HENAN = "examples/henan-local-period.yaml --as-of 2026-11-18"
REPORT = "examples/report-two-provinces.yaml --as-of 2026-12-01 --rule report.*"
SERVICE = "--pack tests/fixtures/service --as-of"
LATE = f"tests/golden/service-late.yaml {SERVICE} 2026-11-21"
EARLY = f"tests/golden/service-early.yaml {SERVICE} 2026-10-15"
PAGES = {
    "unanswered-charge.zh.80": f"decide {UNANSWERED}",
    "unanswered-charge.en.120": f"decide {UNANSWERED} --lang en",
    "half-filled.zh.120": f"decide {HALF}",
    "half-filled.en.80": f"decide {HALF} --lang en",
    "henan-local-period.zh.80": f"decide {HENAN}",
    "henan-local-period.en.120": f"decide {HENAN} --lang en",
    "report-two-provinces.zh.80": f"decide {REPORT}",
    "report-two-provinces.en.120": f"decide {REPORT} --lang en",
    "explain-admission.zh.80": f"explain appeal.admission {UNANSWERED}",
    "explain-admission.en.120": f"explain appeal.admission {UNANSWERED} --lang en",
    "explain-reply.en.80": "explain operator.reply --lang en",
    "notice-application.zh.80": f"notice application {UNANSWERED}",
    "notice-refusal.zh.80": f"notice refusal {HENAN}",
    "service-early-markdown.en.80": f"decide {EARLY} --lang en --format markdown",
    "window.zh.80": f"window {CHARGE} --from 2016-01-01 --to 2027-12-31",
    "window.en.120": f"window {CHARGE} --from 2026-10-01 --to 2027-12-31 --lang en",
    "window-half-filled.en.80": f"window {HALF_FILLED} --lang en",
    "due-provisional.zh.80": "due 2026-12-20 30个工作日",
    "due-provisional.en.80": "due 2026-12-20 30个工作日 --lang en",
    "service-late.zh.80": f"decide {LATE}",
    "service-late.en.120": f"decide {LATE} --lang en",
    "service-early.zh.120": f"decide {EARLY}",
    "service-early.en.80": f"decide {EARLY} --lang en",
    "explain-inquiry.zh.80": f"explain inquiry.end {EARLY}",
    "explain-ways.en.120": f"explain ways {EARLY} --lang en",
    "explain-late-connection.en.80": f"explain bill.late-connection {LATE} --lang en",
    "channels.zh.80": "channels --pack tests/fixtures/service",
    "calendar-2026.zh.80": "calendar 2026",
    "calendar-2027.en.80": "calendar 2027 --lang en",
}
# What every edit of a rule changes says nothing about how a page reads.
_HASH = re.compile(r"[0-9a-f]{12}(?=[)）])")


def page(name: str) -> str:
    """Return what a command prints, as many columns wide as its name says."""
    width = name.rpartition(".")[2]
    printed = StringIO()
    with patch.dict("os.environ", COLUMNS=width), chdir(ROOT), redirect_stdout(printed):
        assert main(PAGES[name].split()) == 0
    return _HASH.sub("············", printed.getvalue())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_did(name: str) -> None:
    assert page(name) == (HERE / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in PAGES:
        (HERE / f"{each}.txt").write_text(page(each), encoding="utf-8")

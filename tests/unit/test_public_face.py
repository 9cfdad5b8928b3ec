import subprocess
import sys
from importlib import import_module

import pytest

import telcorules

PROMISED = {
    *("CalendarError", "Case", "CaseError", "PackError", "Period", "RequestError"),
    *("Rulebook", "TelcoRulesError", "Unit", "WorkCalendar", "cases", "due"),
    *("Admission", "Checklist", "Choice", "Deadline", "Decision", "Outcome"),
    *("json_schema", "load"),
}


def test_holds_what_the_contract_promises() -> None:
    assert set(telcorules.__all__) >= PROMISED


def test_names_each_thing_once() -> None:
    names = list(telcorules.__all__)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", telcorules.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(telcorules, name) is not None


def test_lists_its_names() -> None:
    assert dir(telcorules) == sorted(telcorules.__all__)


def test_the_static_model_is_a_module() -> None:
    assert telcorules.cases is import_module("telcorules.cases")


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = telcorules.lode
    assert str(caught.value) == "module `telcorules` has no attribute `lode`"


def test_importing_it_reads_nothing_else() -> None:
    code = (
        "import sys, telcorules;"
        "print([name for name in sys.modules if name.startswith('telcorules.')])"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["CaseError", "PackError", "RequestError"])
def test_errors_have_one_ancestor(name: str) -> None:
    assert issubclass(getattr(telcorules, name), telcorules.TelcoRulesError)

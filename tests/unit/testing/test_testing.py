"""The names of `telcorules.testing`: sorted, whole, imported when first used."""

import sys

import pytest

from telcorules import testing


def test_names_are_sorted_and_there() -> None:
    assert testing.__all__ == sorted(testing.__all__, key=order)
    assert dir(testing) == sorted(testing.__all__)
    assert [name for name in testing.__all__ if not hasattr(testing, name)] == []


def order(name: str) -> tuple[bool, bool, str]:
    return name[0].islower(), not name.isupper(), name


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute `nothing`"):
        _ = testing.nothing


@pytest.mark.parametrize(("name", "library"), [("cases", "hypothesis")])
def test_without_the_extra_it_says_how_to_install_it(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [one for one in sys.modules if one.startswith("telcorules.testing.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delitem(vars(testing), name, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError) as caught:
        getattr(testing, name)
    assert str(caught.value) == (
        "`telcorules.testing.cases` needs hypothesis; pip install 'telcorules[testing]'"
    )


def test_another_module_that_is_missing_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(
        sys.modules, "telcorules.testing.event_strategies", raising=False
    )
    monkeypatch.delitem(vars(testing), "events", raising=False)
    monkeypatch.setitem(sys.modules, "telcorules.testing.asked", None)
    with pytest.raises(ModuleNotFoundError, match=r"telcorules\.testing\.asked"):
        _ = testing.events

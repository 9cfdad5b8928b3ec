"""The pages that are generated from the bundled rules, policy packs included."""

from collections.abc import Mapping
from pathlib import Path

from telcorules.language.packs import bundled, load_program, scenario_files
from telcorules.review.coverage import law_coverage
from telcorules.review.reference import channels_page, facts_page, rules_page
from telcorules.review.scenarios import read_scenarios


def bundled_pages() -> Mapping[str, str]:
    """Return every generated page by the name of its file in ``docs/``.

    The policies of companies that lie in the bundled pack are laid over it, so that
    their rules and instruments are told too.
    """
    folders = bundled_packs()
    program = load_program(folders)
    scenarios = [
        one
        for folder in folders
        for path in scenario_files(folder)
        for one in read_scenarios(path, folder)
    ]
    return {
        "channels.md": channels_page(program),
        "coverage.md": law_coverage(program, scenarios),
        "facts.md": facts_page(program),
        "rules.md": rules_page(program, scenarios),
    }


def bundled_packs() -> list[Path]:
    """Return the folder of the bundled pack, then those of the policies in it."""
    folder = bundled()
    inside = (path.parent for path in folder.glob("policy/*/pack.yaml"))
    return [folder, *sorted(inside)]

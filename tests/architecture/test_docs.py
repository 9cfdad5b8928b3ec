"""The documentation stays true: links, names, facts, rules, the tree."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import telcorules
from telcorules.review.pages import bundled_pages

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/telcorules"
LINT = sorted(ROOT.glob("docs/lint/*.md"))  # on the map of docs/lint.md
DOCS = sorted({*ROOT.glob("docs/**/*.md")} - {*LINT})
PAGES = sorted([*ROOT.glob("*.md"), *DOCS, *LINT, ROOT / "tests/README.md"])
GENERATED = bundled_pages()
FACES = ("telcorules.tables", "telcorules.testing")  # beside `telcorules` itself
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
TREE = re.compile(r"<!-- tree:begin -->\n(.*?)<!-- tree:end -->", re.DOTALL)


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    text = prose(page)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {*map(slug, titles), *re.findall(r'<a id="([^"]+)">', text)}


def slug(title: str) -> str:
    """Return the anchor that GitHub gives a title."""
    kept = re.sub(r"[^\w\- ]", "", title.lower())
    return kept.replace(" ", "-")


def broken(page: Path) -> list[str]:
    links = [link for link in LINK.findall(prose(page)) if "://" not in link]
    return [link for link in links if not resolves(page, link)]


def resolves(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


def modules(lines: list[str]) -> list[str]:
    """Return the modules that the drawn tree lists, as paths."""
    found, folders = [], [""]
    for line in lines[1:]:
        head, name = re.match(r"([│├└─ ]*)(\S+)", line).groups()  # type: ignore[union-attr]
        parents = folders[: len(head) // 4]
        if name.endswith("/"):
            folders = [*parents, name]
        else:
            found.append("".join([*parents, name]))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_resolves(page: Path) -> None:
    assert broken(page) == []


def test_every_page_is_on_the_map() -> None:
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    names = [page.relative_to(ROOT / "docs").as_posix() for page in DOCS]
    assert [name for name in names if f"({name})" not in index + "(index.md)"] == []


def test_every_page_is_in_the_navigation_of_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names = [page.relative_to(ROOT / "docs").as_posix() for page in DOCS]
    assert [name for name in names if f": {name}\n" not in site] == []


def test_a_page_and_its_chinese_one_name_each_other_by_their_files() -> None:
    chinese = [page for page in DOCS if page.name.endswith(".zh.md")]
    there = [page.with_name(page.name.replace(".zh.md", ".md")) for page in chinese]
    assert [page for page in there if page not in DOCS] == []
    pairs = [*zip(there, chinese, strict=True)]
    named = [("中文", one, other) for one, other in pairs]
    named += [("English", other, one) for one, other in pairs]
    heads = [page.read_text(encoding="utf-8").split("\n\n")[1] for _, page, _ in named]
    assert heads == [f"[{language}]({other.name})" for language, _, other in named]


def test_every_public_name_has_its_place_in_the_reference() -> None:
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    places = re.findall(r"^::: (telcorules\.[a-z_.]+)\.(\w+)$", page, re.MULTILINE)
    named = {"telcorules": ["__version__", "cases"], "telcorules.tables": ["NEVER"]}
    for module, name in places:
        face = next((one for one in FACES if f"{module}.".startswith(f"{one}.")), None)
        named.setdefault(face or "telcorules", []).append(name)
    for face, names in named.items():
        assert sorted(names) == sorted(import_module(face).__all__)


def test_the_how_to_shows_the_service_that_the_examples_have() -> None:
    service = (ROOT / "examples/service.py").read_text(encoding="utf-8")
    pages = [ROOT / "docs/how-to" / name for name in ("fastapi.md", "fastapi.zh.md")]
    assert [service in page.read_text(encoding="utf-8") for page in pages] == [True] * 2


def test_every_public_name_is_documented() -> None:
    stable = (ROOT / "docs/stability.md").read_text(encoding="utf-8")
    faces = [import_module(face).__all__ for face in ("telcorules", *FACES)]
    names = [name for face in faces for name in face]
    assert [name for name in names if f"`{name}`" not in stable] == []


@pytest.mark.parametrize("name", GENERATED)
def test_the_generated_pages_are_those_of_the_bundled_rules(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == GENERATED[name]


def test_every_fact_of_the_bundled_pack_is_documented() -> None:
    page = (ROOT / "docs/facts.md").read_text(encoding="utf-8")
    facts = telcorules.load().program.vocabulary.by_name
    assert [name for name in facts if f"`{name}`" not in page] == []


def test_every_rule_of_the_bundled_pack_is_documented() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    rules = telcorules.load().program.rules
    assert [name for name in rules if f"`{name}`" not in page] == []


def test_every_reading_of_the_bundled_pack_is_documented() -> None:
    page = (ROOT / "docs/readings.md").read_text(encoding="utf-8")
    readings = telcorules.load().program.readings.values()
    words = {
        word for one in readings for word in (one.id, *(c.id for c in one.choices))
    }
    assert [word for word in sorted(words) if f"`{word}`" not in page] == []


def test_the_tree_lists_exactly_the_modules_there_are() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    drawn = TREE.search(page)
    assert drawn is not None
    lines = [line for line in drawn[1].splitlines() if line and "```" not in line]
    there = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")]
    inner = [name for name in there if not name.endswith("/__init__.py")]
    assert sorted(modules(lines)) == sorted(inner)


def test_the_commands_of_both_readmes_are_the_same() -> None:
    texts = [
        (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")
    ]
    assert ["```sh\nmake demo\nmake test\n```" in text for text in texts] == [
        True,
        True,
    ]


def test_the_changelog_tells_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{telcorules.__version__}] - " in text

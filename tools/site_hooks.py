"""What mkdocs builds beside the files of docs/: its hooks, named in mkdocs.yml.

- The handbook of the bundled rules, in both languages, below ``handbook/``.
- What pages link outside docs/, below ``project/``: a Markdown file as a page, any
  other as it is. Links are turned to where their targets went.
- Pages that the navigation doesn't list yet, in a section of their own.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from telcorules.cli.documenting import bound
from telcorules.evaluation.loading import load
from telcorules.render.bilingual import Language
from telcorules.review.pages import bundled_packs

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"(!?\[[^\]]*\]\()([^)\s]+)(\))")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MORE = "More"
"""The section of pages that mkdocs.yml doesn't list."""
LISTED_THEMSELVES = ("lint/",)
"""Folders of pages that a page of their own lists."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep to the pages that there are, and put those not listed at the end."""
    docs = Path(config.docs_dir)
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    listed = set(_listed(config.nav))
    nav = _without(config.nav, {name for name in listed - there if not _made(name)})
    apart = (name for name in there - listed if not name.startswith(LISTED_THEMSELVES))
    if rest := sorted(apart):
        nav = [*nav, {MORE: rest}]
    config.nav = nav
    return config


def _made(name: str) -> bool:
    """Tell whether a page is made while the site is built."""
    return name.startswith("handbook/")


def _listed(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for part in nav if isinstance(nav, list) else []:
        yield from _listed(part)
    for part in nav.values() if isinstance(nav, dict) else []:
        yield from _listed(part)


def _without(nav: list[Any], absent: set[str]) -> list[Any]:
    """Return a navigation without the pages that aren't written yet."""
    kept: list[Any] = []
    for entry in nav:
        [(title, target)] = entry.items()
        inner = _without(target, absent) if isinstance(target, list) else target
        kept += [] if isinstance(inner, str) and inner in absent else [{title: inner}]
    return kept


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the handbook, and what pages link outside docs/."""
    for name, text in _handbooks():
        files.append(File.generated(config, name, content=text))
    waiting = [*Path(config.docs_dir).rglob("*.md")]
    while waiting:
        for target in _outside(waiting.pop()):
            if files.get_file_from_path(_placed(target)) is None:
                path = ROOT / target
                files.append(
                    File.generated(config, _placed(target), abs_src_path=str(path))
                )
                waiting += [path] if path.suffix == ".md" else []
    return files


def _handbooks() -> Iterator[tuple[str, str]]:
    first, *more = bundled_packs()
    book = load(first, extend=more)
    for language in Language:
        for name, text in bound(book, language).items():
            yield f"handbook/{language}/{name}", text


def _outside(page: Path) -> Iterator[str]:
    """Yield the files outside docs/ that a page links, named from the root."""
    prose = FENCED.sub("", page.read_text(encoding="utf-8"))
    source = page.relative_to(ROOT).as_posix()
    for _, link, _ in LINK.findall(prose):
        target = _target(source, link)
        if target and not target.startswith("docs/") and (ROOT / target).is_file():
            yield target


def _target(source: str, link: str) -> str | None:
    """Return what a link leads to, named from the root; None for another site."""
    name = link.partition("#")[0]
    if not name or "://" in name or name.startswith(("/", "mailto:")):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), name))


def _placed(target: str) -> str:
    """Return where a file of the project stands in the site."""
    return (
        target.removeprefix("docs/")
        if target.startswith("docs/")
        else f"project/{target}"
    )


def on_page_markdown(markdown: str, *, page: Page, files: Files, **_: Any) -> str:
    """Turn the links of a page to where their targets went; link its translation."""
    place = page.file.src_uri
    ways = [_across(place, files), _home(place)]
    if links := " · ".join(filter(None, ways)):
        title, _, rest = markdown.partition("\n")
        markdown = f"{title}\n\n{links}\n{{: .ways }}\n{rest}"
    if place.startswith("handbook/"):
        return markdown
    source = (
        place.removeprefix("project/")
        if place.startswith("project/")
        else f"docs/{place}"
    )

    def turned(found: re.Match[str]) -> str:
        target = _target(source, found[2])
        if target is None or not (ROOT / target).is_file():
            return found[0]
        anchor = found[2].partition("#")[2]
        way = posixpath.relpath(_placed(target), posixpath.dirname(place) or ".")
        return f"{found[1]}{way}{anchor and f'#{anchor}'}{found[3]}"

    return _outside_fences(markdown, turned)


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
    """Have the words around a Chinese page in Chinese."""
    config.theme["language"] = "zh" if _is_chinese(page.file.src_uri) else "en"
    return context


def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Name the search for those who hear the page."""
    name = "搜索" if _is_chinese(page.file.src_uri) else "Search"
    return output.replace('role="dialog"', f'role="dialog" aria-label="{name}"', 1)


def _home(place: str) -> str:
    """Return a link from a page of a handbook to its index."""
    if not place.startswith("handbook/") or place.endswith("/index.md"):
        return ""
    words = "全部规则和法律文件" if _is_chinese(place) else "Every rule and instrument"
    return f"[{words}](../index.md)"


def _is_chinese(place: str) -> bool:
    return place.startswith("handbook/zh/") or place.endswith(".zh.md")


def _across(place: str, files: Files) -> str:
    """Return a link to the same page of the handbook in the other language.

    Pages of ``docs/`` bear theirs, below their titles.
    """
    if not place.startswith("handbook/"):
        return ""
    here, other = ("zh", "en") if _is_chinese(place) else ("en", "zh")
    there = place.replace(f"handbook/{here}/", f"handbook/{other}/")
    if files.get_file_from_path(there) is None:
        return ""
    words = "English" if _is_chinese(place) else "中文"
    return f"[{words}]({posixpath.relpath(there, posixpath.dirname(place) or '.')})"


def _outside_fences(markdown: str, turned: Any) -> str:
    parts, last = [], 0
    for fence in FENCED.finditer(markdown):
        parts += [LINK.sub(turned, markdown[last : fence.start()]), fence[0]]
        last = fence.end()
    return "".join([*parts, LINK.sub(turned, markdown[last:])])

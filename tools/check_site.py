"""Check a built site: no broken link, every page reachable, nothing of the network.

    python tools/check_site.py .build/site

Exits with 1 and a line for each thing that is wrong.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADING = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
}
"""What a page loads by itself, by the attribute that names it."""

NOT_LOADED = {"canonical", "next", "prev", "alternate"}
"""Kinds of `link` that only point."""

ALONE = {"404.html"}
"""Pages that nothing links."""


class Reader(HTMLParser):
    """Reads what a page links, loads, and can be linked by."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links, loads and anchors of a tag."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        loading = LOADING.get(tag)
        if loading in given and given.get("rel") not in NOT_LOADED:
            self.loads.append(given[loading])


@cache
def read(page: Path) -> Reader:
    """Read a page."""
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


@dataclass(frozen=True)
class Site:
    """A built site, by the folder that it lies in."""

    root: Path

    @property
    def pages(self) -> list[Path]:
        """Its pages."""
        return sorted(self.root.rglob("*.html"))

    def target(self, page: Path, link: str) -> tuple[Path, str] | None:
        """Return the file and the anchor that a link names; None for another site."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        base = self.root if path.startswith("/") else page.parent
        file = (base / path.lstrip("/")).resolve() if path else page
        return (file / "index.html" if file.is_dir() else file), unquote(parts.fragment)

    def resolves(self, page: Path, link: str) -> bool:
        """Tell whether a link leads to a file, and to an anchor in it."""
        found = self.target(page, link)
        if found is None:
            return True
        file, anchor = found
        if not file.is_file():
            return False
        return not anchor or file.suffix != ".html" or anchor in read(file).anchors

    def reached(self) -> set[Path]:
        """Return the pages that can be reached from the first one by its links."""
        home = self.root / "index.html"
        found, waiting = {home}, [home]
        while waiting:
            page = waiting.pop()
            targets = (self.target(page, link) for link in read(page).links)
            files = {one[0] for one in targets if one and one[0].suffix == ".html"}
            fresh = {file for file in files - found if file.is_file()}
            found |= fresh
            waiting += fresh
        return found

    def wrong(self) -> Iterator[str]:
        """Yield everything that is wrong with it."""
        for page in self.pages:
            name, reader = page.relative_to(self.root), read(page)
            for link in [*reader.links, *reader.loads]:
                if not self.resolves(page, link):
                    yield f"{name}: broken link {link}"
            for load in reader.loads:
                if urlsplit(load).netloc:
                    yield f"{name}: loads {load} from the network"
        for page in sorted(set(self.pages) - self.reached()):
            if page.name not in ALONE:
                yield f"{page.relative_to(self.root)}: no way leads to it"


def main(folder: str) -> int:
    """Check a folder, and tell what is wrong."""
    site = Site(Path(folder).resolve())
    found = [*site.wrong()]
    print(*found, sep="\n", end="\n" * bool(found))
    print(f"{len(site.pages)} pages, {len(found)} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

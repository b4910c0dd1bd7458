"""Writes all pages as files for another program that makes sites: Markdown with our content, and the lean pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from handvest.build import Build
from handvest.publish.swap import MARKER


def write_pages(made: Build, folder: Path) -> int:
    """Write the pages by hand, the generated ones and what they need into an empty folder; return how many files."""
    root = made.project.settings.root
    by_hand = root / made.project.settings.docs
    if by_hand.is_dir():
        shutil.copytree(by_hand, folder, dirs_exist_ok=True)
    introduction = next((_rendered(p) for p in (by_hand / "index.md", by_hand / "README.md") if p.is_file()), "")
    for page in made.reading():
        body = made.content(page.uri, introduction if page.uri == "" else "") or ""
        _write(folder / f"{page.uri}index.md", made.source(page, body=body).encode())
    menu = made.menu([])
    for path, data in made.artifacts(menu, []):
        _write(folder / path, data)
    for packaged in reversed(made.renderer.folders):
        for font in sorted((packaged / "assets").rglob("*")):
            if font.is_file():
                _write(folder / font.relative_to(packaged), font.read_bytes())
    _write(folder / MARKER, b"Made by handvest write; the next time it is replaced as a whole.\n")
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _rendered(path: Path) -> str:
    import markdown

    return str(markdown.markdown(path.read_text(encoding="utf-8-sig"), extensions=["tables", "footnotes"]))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

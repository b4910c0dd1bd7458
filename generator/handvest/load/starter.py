"""The template of a report that comes with the package: files with questions to answer."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

SHORTEST = 30  # signs: a line that an author could write too is not one of the template


@cache
def starter() -> dict[str, str]:
    """Return the files of the template by name, with places such as {year} in them."""
    folder = Path(str(files("handvest"))) / "starter"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()}


@cache
def questions() -> frozenset[str]:
    """The lines of the template's sections: where one of them stands, an author has still something to answer."""
    bodies = (text.split("\n---\n", 1)[-1] for name, text in starter().items() if name.endswith(".md"))
    lines = (line for body in bodies for line in body.split("\n"))
    return frozenset(line for line in lines if len(line) >= SHORTEST and "{" not in line and "|" not in line)

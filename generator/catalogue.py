"""Keeps the catalogues in step with the code: `make catalogue` adds new texts and drops those that are gone."""

from __future__ import annotations

import io
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from handvest.load.project import KINDS
from handvest.model.block import BLOCKS

HERE = Path(__file__).parent
ROOT = HERE.parent
LOCALE = HERE / "handvest" / "locale"
KEYWORDS = {"message": None, "say": None, "phrase": None, "self": None, "plural": (1, 2), "word": ((1, "c"), 2)}

VISITORS: dict[str, tuple[str, ...]] = {
    "overrides/": tuple(KEYWORDS),
    "generator/handvest/pages/": tuple(KEYWORDS),
    "generator/handvest/figures/": ("say", "plural", "word"),
    "generator/handvest/render/": ("say", "phrase", "plural", "word"),
    "generator/handvest/variants/paper/guides.py": tuple(KEYWORDS),
    "generator/handvest/variants/paper/parts.py": tuple(KEYWORDS),
    "generator/handvest/variants/paper/posters.py": tuple(KEYWORDS),
    "generator/handvest/variants/": ("say", "phrase", "plural", "word"),
    "generator/handvest/language.py": tuple(KEYWORDS),
    "generator/handvest/model/quantity.py": ("plural", "word"),
    "generator/handvest/build.py": ("say",),
}
"""Where the texts stand that visitors see, and the functions that say them; all else is for authors."""


def found() -> Catalog:
    """Gather all texts of the package and its templates, and the descriptions of the models' fields."""
    catalog = Catalog(project="Handvest", charset="utf-8")
    for path in _sources():
        _gather(catalog, path, tuple(KEYWORDS))
    for description in descriptions():
        catalog.add(description, context="description")
    return catalog


def for_visitors() -> Catalog:
    """Gather the texts that visitors see: what every catalogue must have."""
    catalog = Catalog(project="Handvest", charset="utf-8")
    for path in _sources():
        name = path.relative_to(ROOT).as_posix()
        _gather(catalog, path, next((words for start, words in VISITORS.items() if name.startswith(start)), ()))
    return catalog


def _sources() -> list[Path]:
    return sorted([*(HERE / "handvest").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")])


def _gather(catalog: Catalog, path: Path, functions: tuple[str, ...]) -> None:
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    with path.open("rb") as stream:
        for _, text, _, context in extract(method, stream, {name: KEYWORDS[name] for name in functions}):
            if text:
                catalog.add(text, context=context)


def lacking(path: Path) -> list[str]:
    """Return the texts that a catalogue lacks: those for visitors, and once one for authors is there, all."""
    with path.open("rb") as stream:
        entries = [m for m in read_po(stream) if m.id]
    visitors = for_visitors()
    own = [m for m in entries if (m.id if isinstance(m.id, str) else m.id[0], m.context) not in _keys(visitors)]
    whole = any(said(m) for m in own)
    return [str(m.id) for m in entries if not said(m) and (whole or m not in own)]


def _keys(catalog: Catalog) -> set[tuple[str, str | None]]:
    return {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in catalog if m.id}


def said(entry: Message) -> bool:
    """Tell whether a catalogue has a text, in all its forms."""
    return bool(entry.string) if isinstance(entry.string, str) else all(entry.string)


def descriptions() -> Iterator[str]:
    """The descriptions in the schemas of all kinds of files, and of the blocks in sections."""
    from handvest.schema import plain_schema

    for kind in (*KINDS, *BLOCKS):
        yield from _descriptions(plain_schema(kind))


def _descriptions(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("description"), str):
            yield part["description"]
        for value in part.values():
            yield from _descriptions(value)
    elif isinstance(part, list):
        for value in part:
            yield from _descriptions(value)


def updated(path: Path, template: Catalog) -> bytes:
    """Return a catalogue with the texts of the template, keeping the translations that still belong to one."""
    with path.open("rb") as stream:
        catalog = read_po(stream, locale=path.parts[-3])
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    out = io.BytesIO()
    write_po(out, catalog, omit_header=False, sort_output=True, width=110, include_previous=False, no_location=True)
    needless = (b"#", b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Generated-')
    lines = (line for line in out.getvalue().split(b"\n") if not line.startswith(needless))
    return _top(path) + b"\n".join(lines).lstrip()


def _top(path: Path) -> bytes:
    """Return the comment at the top of a catalogue, where its translators say how they work."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(itertools.takewhile(lambda line: line.startswith(b"#"), lines))


def main() -> int:
    """Update all catalogues; exit status 1 when texts lack a translation."""
    template, missing = found(), 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/handvest.po")):
        path.write_bytes(updated(path, template))
        missing += len(lacking(path))
        print(f"{path.relative_to(ROOT)}: {len(lacking(path))} texts without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

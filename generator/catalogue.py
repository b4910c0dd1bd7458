"""Keeps the catalogues in step with the code: `make catalogue` adds new texts and drops those that are gone."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from handvest.load.project import KINDS

HERE = Path(__file__).parent
ROOT = HERE.parent
LOCALE = HERE / "handvest" / "locale"
KEYWORDS = {"message": None, "say": None, "phrase": None, "self": None, "plural": (1, 2), "word": ((1, "c"), 2)}


def found() -> Catalog:
    """Gather all texts of the package and its templates, and the descriptions of the models' fields."""
    catalog = Catalog(project="Handvest", charset="utf-8")
    for path in sorted([*(HERE / "handvest").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as stream:
            for _, text, _, context in extract(method, stream, KEYWORDS):
                if text:
                    catalog.add(text, context=context)
    for description in descriptions():
        catalog.add(description, context="description")
    return catalog


def descriptions() -> Iterator[str]:
    """The descriptions in the schemas of all kinds of files."""
    from handvest.schema import plain_schema

    for kind in KINDS:
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
    return b"\n".join(line for line in out.getvalue().split(b"\n") if not line.startswith(needless)).lstrip()


def main() -> int:
    """Update all catalogues; exit status 1 when texts lack a translation."""
    template, missing = found(), 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/handvest.po")):
        path.write_bytes(updated(path, template))
        with path.open("rb") as stream:
            lacking = [
                m.id
                for m in read_po(stream)
                if m.id and not (m.string if isinstance(m.string, str) else all(m.string))
            ]
        missing += len(lacking)
        print(f"{path.relative_to(ROOT)}: {len(lacking)} texts without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

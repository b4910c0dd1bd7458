"""The reference tables as CSV: one file for each framework, for auditors who work with a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from handvest.language import Language
from handvest.pages.reference import KINDS, Row, block_rows, file_uri, norm_rows
from handvest.pages.site import Site
from handvest.variants.artifact import Artifact

BOM = "\ufeff"  # by which a spreadsheet knows that the letters are UTF-8


def reference_files(all_: Site) -> Iterator[Artifact]:
    """Yield the file of each framework by which a public report is made, or of which norms are met in one."""
    views = [] if all_.reports_elsewhere else list(all_.reports.values())
    url = (all_.project.settings.site_url or "").rstrip("/")
    for id, source in all_.project.frameworks.items():
        own = [view for view in views if view.model.framework == id]
        met = any(meets.framework == id for view in views for s in view.sections for meets in s.model.meets)
        rows = list(block_rows(all_, source.model, own)) if own else []
        rows += norm_rows(all_, source.model, views) if met else []
        if rows:
            yield Artifact(file_uri(all_, id), _csv(all_.say, rows, f"{url}/" if url else ""))


def _csv(say: Language, rows: list[Row], url: str) -> bytes:
    """Write rows with the sign between columns that a spreadsheet in this language expects."""
    out = io.StringIO()
    comma = "," in say.number(Decimal("0.5"))
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow(_names(say))
    for row in rows:
        asked = (say.say(KINDS[row.kind]), row.id, row.title)
        points = " | ".join(point.text for point in row.points)
        for met in row.met:
            promises = " | ".join(promise.sentence for promise in met.promises)
            cells = (met.report.title, met.section.title, url + met.section.uri, met.evidence, promises)
            writer.writerow([_safe(cell) for cell in (*asked, *cells, points)])
        if row.whole or row.missing or (points and not row.met):
            writer.writerow([_safe(cell) for cell in (*asked, "", _nowhere(say, row), "", "", "", points)])
    return (BOM + out.getvalue()).encode()


def _nowhere(say: Language, row: Row) -> str:
    """Say of what no section tells by itself where to look."""
    if row.whole:
        return say("See {number}: that was answered as a whole.", number=row.whole.text)
    return say("See the numbers below.") if row.above else say("Nowhere yet.")


def _names(say: Language) -> list[str]:
    asked = [say("Kind"), say("Number"), say("What is asked"), say("Report"), say("Section"), say("Address")]
    return [*asked, say("It shows in"), say("Promises"), say("Improvement points")]


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text

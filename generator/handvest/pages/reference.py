"""The reference table: which section answers which question or norm, what shows it, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from handvest.language import Language
from handvest.model.fields import url_safe
from handvest.model.framework import Block, Framework, Named, said
from handvest.model.versions import Foreign
from handvest.pages.page import Link, Page
from handvest.pages.point import points_of
from handvest.pages.promise import PromiseView
from handvest.pages.report import ReportView, part_uri
from handvest.pages.section import SectionView
from handvest.pages.site import Site
from handvest.pages.whole import report_page
from handvest.problem import Message, message


@dataclass(frozen=True)
class Met:
    """One place where a question is answered or a norm is met. `evidence`: what shows it."""

    section: SectionView
    report: ReportView
    evidence: str = ""
    promises: tuple[PromiseView, ...] = ()


class Kind(StrEnum):
    """What a row of a table is."""

    BLOCK = "block"
    PART = "part"
    NORM = "norm"


KINDS: dict[Kind, Message] = {
    Kind.BLOCK: message("Building block"),
    Kind.PART: message("Part of a building block"),
    Kind.NORM: message("Norm"),
}


@dataclass(frozen=True)
class Row:
    """One building block, part of one, or norm, with all places where it is met.

    `above`: only what stands below it needs a place; `whole`: what stands above it and is met as a whole.
    """

    kind: Kind
    id: str
    anchor: str
    title: str
    met: tuple[Met, ...]
    asks: tuple[str, ...] = ()
    points: tuple[Link, ...] = ()
    above: bool = False
    whole: Link | None = None

    @property
    def missing(self) -> bool:
        """Whether it is met nowhere, and nothing above or below it is asked instead."""
        return not (self.met or self.above or self.whole)


@dataclass(frozen=True)
class Table:
    """One framework, block by block or norm by norm; what holds for the whole framework stands at its first table.

    `file`: its spreadsheet, at its last table.
    """

    id: str
    framework: str
    what: str  # what of the framework it holds; empty: all
    norms: bool
    note: str
    source: Link | None
    read_on: str
    rows: tuple[Row, ...]
    missing: tuple[Row, ...]
    file: str

    @property
    def asks(self) -> bool:
        """Whether there are questions in it."""
        return any(row.asks for row in self.rows)


@dataclass(frozen=True)
class Answered:
    """The other way round: a section with the norms that are met in it."""

    section: SectionView
    norms: tuple[Link, ...]


def reference_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the reference table of a report."""
    return part_uri(all_.project, view.id, "reference")


def file_uri(all_: Site, framework: str) -> str:
    """Return the address of the CSV file of a framework."""
    return f"{all_.project.prefix}data/{framework}.csv"


def tables(all_: Site, view: ReportView) -> Iterator[Table]:
    """Yield a table for the framework of a report, and one for each framework of which norms are met in it."""
    if all_.reports_elsewhere:
        return  # it would say of norms that they are met nowhere, when they are in a report that is not translated
    own, first = _framework(all_, view.model.framework or ""), [view, *_others(all_, view)]
    met = [_framework(all_, id) for id in dict.fromkeys(m.framework for s in view.sections for m in s.model.meets)]
    blocks = own if own and own.blocks else None
    if blocks:
        yield _table(all_, blocks, list(block_rows(all_, blocks, [view])), last=blocks not in met)
    for framework in filter(None, met):
        rows = list(norm_rows(all_, framework, first))
        yield _table(all_, framework, rows, first=framework is not blocks, norms=True)


def _others(all_: Site, view: ReportView) -> Iterator[ReportView]:
    return (other for other in all_.reports.values() if other is not view)


def _framework(all_: Site, id: str) -> Framework | None:
    source = all_.project.frameworks.get(id)
    return source.model if source else None


def _table(
    all_: Site, framework: Framework, rows: list[Row], *, norms: bool = False, first: bool = True, last: bool = True
) -> Table:
    """Make a table. `first`, `last`: whether it is that of its framework in a report."""
    say, title = all_.say, said(framework, "title", all_.language)
    return Table(
        id=f"{'norms' if norms else 'blocks'}-{framework.id}",
        framework=title,
        what="" if first and last else say("norms") if norms else say("building blocks"),
        norms=norms,
        note=said(framework, "note", all_.language) if first else "",
        source=Link(title, framework.source) if framework.source and first else None,
        read_on=say.loose_date(framework.read_on) if framework.read_on else "",
        rows=tuple(rows),
        missing=tuple(row for row in rows if row.missing),
        file=file_uri(all_, framework.id) if last else "",
    )


def block_rows(all_: Site, framework: Framework, views: list[ReportView]) -> Iterator[Row]:
    """Yield each building block, and each part of it, with what these reports tell and improve of it."""
    for block in framework.blocks:
        own = _block_row(all_, framework, Kind.BLOCK, block, views)
        yield replace(own, asks=block.asks, above=bool(block.parts))
        whole = Link(block.id, f"#{own.anchor}") if own.met else None
        for part in block.parts:
            row = _block_row(all_, framework, Kind.PART, part, views)
            yield replace(row, whole=None if row.met else whole)


def _block_row(all_: Site, framework: Framework, kind: Kind, block: Block | Named, views: list[ReportView]) -> Row:
    points = (p for view in views for p in points_of(all_, view) if p.model.block == block.id)
    return Row(
        kind,
        block.id,
        _anchor("block", framework.id, block.id),
        said(block, "title", all_.language),
        tuple(Met(s, view) for view in views for s in view.sections if s.model.block == block.id),
        points=tuple(Link(p.title, p.place) for p in points),
    )


def norm_rows(all_: Site, framework: Framework, views: list[ReportView]) -> Iterator[Row]:
    """Yield each norm with the sections of these reports in which it is met."""
    met: dict[str, list[Met]] = {}
    for view in views:
        for section in view.sections:
            for meets in section.model.meets:
                promises = tuple(all_.promises(section.model.promises))
                place = Met(section, view, meets.evidence or "", promises)
                for number in dict.fromkeys(meets.norms) if meets.framework == framework.id else ():
                    met.setdefault(number, []).append(place)
    for norm in framework.norms:
        above = any(other.id.startswith(f"{norm.id}.") for other in framework.norms)
        wholes = (n.id for n in framework.norms if n.id in met and norm.id.startswith(f"{n.id}."))
        whole = max(wholes, key=len, default="") if norm.id not in met else ""
        yield Row(
            Kind.NORM,
            norm.id,
            _anchor("norm", framework.id, norm.id),
            said(norm, "title", all_.language),
            tuple(met.get(norm.id, ())),
            above=above,
            whole=Link(whole, f"#{_anchor('norm', framework.id, whole)}") if whole else None,
        )


def _anchor(kind: str, framework: str, id: str) -> str:
    return f"{kind}-{framework}-{url_safe(id)}"


def answered(all_: Site, view: ReportView) -> Iterator[Answered]:
    """Yield each section of a report in which norms are met, with these norms."""
    for section in view.sections:
        norms = []
        for meets in section.model.meets:
            framework = _framework(all_, meets.framework)
            titles = {n.id: n for n in framework.norms} if framework else {}
            norms += [_norm(all_, framework, titles[id]) for id in meets.norms if framework and id in titles]
        if norms:
            yield Answered(section, tuple(dict.fromkeys(norms)))


def _norm(all_: Site, framework: Framework, norm: Named) -> Link:
    name, title = said(framework, "title", all_.language), said(norm, "title", all_.language)
    words = f"{name} {norm.id}: {title}"
    language = getattr(title, "language", "")
    return Link(Foreign(words, language) if language else words, f"#{_anchor('norm', framework.id, norm.id)}")


def _heading(say: Language, table: Table) -> str:
    return say("{framework}: {what}", framework=table.framework, what=table.what) if table.what else table.framework


def reference_page(all_: Site, view: ReportView) -> Iterator[Page]:
    """The reference table of a report that has a framework, or meets norms."""
    found = list(tables(all_, view))
    if not found:
        return
    say = all_.say
    title = say("Reference table")
    sections = tuple(answered(all_, view))
    contents = [Link(_heading(say, table), f"#{table.id}") for table in found]
    yield report_page(
        all_,
        view,
        uri=reference_uri(all_, view),
        name=f"reference:{view.id}",
        template="reference",
        title=say("{report}: reference table", report=view.title),
        crumb=title,
        description=say("Where {report} answers which question and which norm.", report=view.title),
        contents=(*contents, *((Link(say("Section by section"), "#sections"),) if sections else ())),
        content={"tables": found, "sections": sections},
    )

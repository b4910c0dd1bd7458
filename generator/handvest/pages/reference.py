"""The reference table: which section answers which question or norm, what shows it, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handvest.model.fields import url_safe
from handvest.model.framework import Framework, Named, related, said
from handvest.pages.page import Link, Page
from handvest.pages.point import points_of
from handvest.pages.promise import PromiseView
from handvest.pages.report import ReportView, SectionView, part_uri
from handvest.pages.site import Site
from handvest.pages.whole import report_page


@dataclass(frozen=True)
class Met:
    """One place where a question is answered or a norm is met. `evidence`: what shows it."""

    section: SectionView
    report: ReportView
    evidence: str = ""
    promises: tuple[PromiseView, ...] = ()


@dataclass(frozen=True)
class Row:
    """One building block or norm, with all places where it is met; `above`: only norms below it need a place."""

    id: str
    anchor: str
    title: str
    asks: tuple[str, ...]
    met: tuple[Met, ...]
    points: tuple[Link, ...] = ()
    above: bool = False

    @property
    def name(self) -> str:
        """The number and the title."""
        return f"{self.id} {self.title}"


@dataclass(frozen=True)
class Table:
    """One framework, block by block or norm by norm."""

    id: str
    title: str
    caption: str
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
    own = _framework(all_, view.model.framework or "")
    if own and own.blocks:
        yield _table(all_, own, list(block_rows(all_, own, [view])), norms=False)
    for id in dict.fromkeys(meets.framework for s in view.sections for meets in s.model.meets):
        framework = _framework(all_, id)
        if framework:
            first = [view, *(r for r in all_.reports.values() if r is not view)]
            yield _table(all_, framework, list(norm_rows(all_, framework, first)), norms=True)


def _framework(all_: Site, id: str) -> Framework | None:
    source = all_.project.frameworks.get(id)
    return source.model if source else None


def _table(all_: Site, framework: Framework, rows: list[Row], *, norms: bool) -> Table:
    say, title = all_.say, said(framework, "title", all_.language)
    what = say("{framework}, norm by norm") if norms else say("{framework}, question by question")
    met = [row.id for row in rows if row.met]
    return Table(
        id=f"{'norms' if norms else 'blocks'}-{framework.id}",
        title=title,
        caption=what.format(framework=title),
        note=said(framework, "note", all_.language),
        source=Link(title, framework.source) if framework.source else None,
        read_on=say.loose_date(framework.read_on) if framework.read_on else "",
        rows=tuple(rows),
        missing=tuple(r for r in rows if not any(related(r.id, id) for id in met) and not r.above),
        file=file_uri(all_, framework.id),
    )


def block_rows(all_: Site, framework: Framework, views: list[ReportView]) -> Iterator[Row]:
    """Yield each building block with the sections and improvement points of these reports that are about it."""
    for block in framework.blocks:
        ids = {block.id, *(part.id for part in block.parts)}
        met = tuple(Met(s, view) for view in views for s in view.sections if s.model.block in ids)
        points = (p for view in views for p in points_of(all_, view) if p.model.block in ids)
        yield Row(
            block.id,
            _anchor("block", framework.id, block.id),
            said(block, "title", all_.language),
            block.asks,
            met,
            tuple(Link(p.title, p.place) for p in points),
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
        above = any(other.id != norm.id and other.id.startswith(f"{norm.id}.") for other in framework.norms)
        anchor, title = _anchor("norm", framework.id, norm.id), said(norm, "title", all_.language)
        yield Row(norm.id, anchor, title, (), tuple(met.get(norm.id, ())), above=above)


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
    title = f"{said(framework, 'title', all_.language)} {norm.id}: {said(norm, 'title', all_.language)}"
    return Link(title, f"#{_anchor('norm', framework.id, norm.id)}")


def reference_page(all_: Site, view: ReportView) -> Iterator[Page]:
    """The reference table of a report that has a framework, or meets norms."""
    found = list(tables(all_, view))
    if not found:
        return
    say = all_.say
    title = say("Reference table")
    sections = tuple(answered(all_, view))
    contents = [Link(table.title, f"#{table.id}") for table in found]
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

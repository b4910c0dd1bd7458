"""A figure as readers get it: its message, a drawing, the numbers in a table and in sentences, and who answered."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from handvest.figures import words
from handvest.figures.axes import stands
from handvest.figures.bars import lying, stand, standing
from handvest.figures.drawing import HIGH_ON_PAPER, NARROW, WIDE, Drawing, in_pieces
from handvest.figures.few import few_problems
from handvest.figures.points import points
from handvest.figures.read import read_figures
from handvest.figures.rows import rows
from handvest.figures.series import Figures
from handvest.load.report import ReportFolder
from handvest.load.table import Table
from handvest.load.validate import Source
from handvest.model.block import FigureBlock, FigureKind
from handvest.model.fields import url_safe
from handvest.problem import Level, Problem, did_you_mean, message

LONGEST_NAME = 60  # letters of the name of a file to download


@dataclass(frozen=True)
class Piece:
    """A drawing in a document, or a part of it that fits on a page, with a text for who can't see it."""

    drawing: Drawing
    text: str


@dataclass(frozen=True)
class FigureView:
    """One figure; texts are in the reader's language, and what is about too few people is nowhere in it."""

    says: str
    means: str
    source: str
    survey: str
    about: str  # what is counted, and by what
    title: str  # of the drawing, for who can't see it
    description: str
    drawing: Drawing | None  # None: there is no number to draw
    narrow: Drawing | None  # the same for small screens, where names need more lines
    pieces: tuple[Piece, ...]  # the same for documents
    unit: str
    axis: str  # where the axis of the drawing begins, when that is not at zero
    notes: tuple[str, ...]  # what is not known, and what is not shown
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[str, ...]  # the numbers in sentences
    file: str  # a name for the file to download
    csv: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole figure in sentences, in the order in which people want to hear it."""
        said = (self.says, f"{self.about}.", *self.values, *self.notes, self.means, self.survey, self.source)
        return tuple(filter(None, said))


def figure_table(block: Source[FigureBlock], report: ReportFolder) -> tuple[Table | None, list[Problem]]:
    """Find the table that a figure names among those of its report."""
    name = block.model.data
    table = report.tables.get(name)
    if table or name in report.unread:
        return table, []
    what = message("There is no file '{file}'.", file=name)
    remedy = did_you_mean(name, report.tables)
    if name.lower().endswith((".xlsx", ".xls", ".ods")):
        what = message("The figures of a drawing are read from a CSV file.")
        remedy = message("Save the sheet as 'CSV UTF-8', and name that file.")
    return None, [block.problem(Level.ERROR, ("data",), what, remedy)]


def read_figure(
    block: Source[FigureBlock], report: ReportFolder, least: int, code: str
) -> tuple[FigureView | None, list[Problem]]:
    """Find the table of a figure and make its view; `least`: the fewest people about whom a figure is shown."""
    table, problems = figure_table(block, report)
    return figure_view(block, table, least, code) if table else (None, problems)


def figure_view(
    block: Source[FigureBlock], table: Table, organisation_small_numbers: int, code: str
) -> tuple[FigureView | None, list[Problem]]:
    """Make a figure of a block and its table, in a language; None when there are errors."""
    least = organisation_small_numbers
    figures, problems = read_figures(block, table, least, code)
    if figures is None:
        return None, problems
    few = [figures.points[i].name for i in sorted(figures.few)]
    kind = figures.measure.kind
    problems += few_problems(block, kind, figures.people, few, len(figures.points), least)
    if block.model.kind is FigureKind.LINE and figures.values and not stands(figures):
        what = message("The names in the column '{value}' do not fit below a line.", value=block.model.x)
        remedy = message("Write kind: bar, or shorter names. Now it is drawn with dots.")
        problems.append(block.problem(Level.ADVICE, ("kind",), what, remedy))
    return _view(block.model, figures, least), problems


def _view(model: FigureBlock, figures: Figures, least: int) -> FigureView:
    say = figures.say
    upright = bool(figures.values) and stands(figures)
    joined = model.kind is FigureKind.LINE and upright
    shown = model.kind if joined or model.kind is FigureKind.BAR else FigureKind.DOTS
    draw = _drawn(figures, shown, upright=upright, joined=joined)
    drawing, narrow = (draw(WIDE, _all(figures)), draw(NARROW, _all(figures))) if figures.values else (None, None)
    return FigureView(
        says=model.says,
        means=model.means or "",
        source=say("Source: {source}", source=model.source) if model.source else "",
        survey=words.survey(say, model.survey, least),
        about=words.capital(words.about(figures)),
        title=words.title(figures, shown),
        description=words.description(figures) if figures.values else "",
        drawing=drawing,
        narrow=narrow if narrow != drawing else None,
        pieces=tuple(_pieces(figures, shown, draw)) if figures.values else (),
        unit=figures.measure.word,
        axis=words.axis_note(figures, shown, upright=upright),
        notes=tuple(words.notes(figures, least)),
        head=(
            figures.x,
            *(s.name for s in figures.series),
            *([say("number of people")] if figures.people_told else []),
        ),
        rows=tuple(_rows(figures)),
        values=words.values(figures),
        file=_file(model),
        csv=_csv(model, figures),
    )


def _file(model: FigureBlock) -> str:
    """Name the file to download after the table and its columns, so that no two figures have the same one."""
    parts = (PurePosixPath(model.data).stem, model.x, *model.y)
    name = "-".join(filter(None, map(url_safe, parts)))
    if len(name) <= LONGEST_NAME and all(map(url_safe, parts)):
        return f"{name}.csv"
    return f"{name[:LONGEST_NAME]}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}.csv"


Draw = Callable[[float, range], Drawing]
"""Draws some points of a figure; names get so much room (em)."""


def _all(figures: Figures) -> range:
    return range(len(figures.points))


def _drawn(figures: Figures, kind: FigureKind, *, upright: bool, joined: bool) -> Draw:
    """Return what draws a figure; what stands upright is always drawn in one piece, and is never high."""
    if kind is FigureKind.BAR:
        if figures.values and stand(figures):
            return lambda across, shown: standing(figures)
        return lambda across, shown: lying(figures, shown, across)
    if upright:
        return lambda across, shown: points(figures, joined=joined)
    return lambda across, shown: rows(figures, shown, across)


def _pieces(figures: Figures, kind: FigureKind, draw: Draw) -> Iterator[Piece]:
    """Cut what is higher than a page, and say of each part which it is."""
    say, title = figures.say, words.title(figures, kind)
    parts = in_pieces(len(figures.points), lambda shown: draw(WIDE, shown), HIGH_ON_PAPER)
    for n, (shown, drawing) in enumerate(parts, 1):
        told = [f"{title}."]
        if len(parts) > 1:
            first, last = figures.points[shown[0]].name, figures.points[shown[-1]].name
            told.append(say("Part {n} of {parts}: {first} to {last}.", n=n, parts=len(parts), first=first, last=last))
        yield Piece(drawing, " ".join([*told, *([words.description(figures)] if n == 1 else [])]))


def _rows(figures: Figures) -> list[tuple[str, ...]]:
    rows = []
    for i, point in enumerate(figures.points):
        cells = [figures.why(i) if (v := s.values[i]) is None else figures.write(v, s) for s in figures.series]
        people = [figures.say.number(figures.people[i])] if figures.people_told else []
        rows.append((point.name, *cells, *people))
    return rows


def _csv(model: FigureBlock, figures: Figures) -> str:
    """Write what is shown, for spreadsheets and programs: numbers in full, with a decimal point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    note = ["note"] if figures.few else []
    writer.writerow([model.x, *model.y, *([figures.people_name] if figures.people_told else []), *note])
    for i, text in enumerate(figures.texts):
        numbers = ["" if s.values[i] is None else f"{s.values[i]:f}" for s in figures.series]
        people = [figures.people[i]] if figures.people_told else []
        writer.writerow([text, *numbers, *people, *([figures.why(i) if i in figures.few else ""] if note else [])])
    return out.getvalue()

"""Lines and dots, upright, in time or over short names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from handvest.figures.axes import GAP, figure_scale, names_fit, room_before, write_tick
from handvest.figures.drawing import LINE, MIDDLE, NARROW, WIDE, Canvas, Drawing, em, percent, room
from handvest.figures.labels import Label, labels, only_where
from handvest.figures.letters import width, wrapped
from handvest.figures.rows import legend
from handvest.figures.series import Figures, Series

HIGH = 10.0  # em: the axis
MOST_DIRECT = 6  # points of lines with their name beside them
DIRECT = 5.0  # em: the widest name that stands beside the end of its line
APART = 1.3  # em between the names of two lines
MOST_MARKS = 8  # of points of a line that all have a mark
MOST_NUMBERS = 12  # of dots that all have their number beside them, where there is room
EDGE = 0.8  # em from the ends of the axis to the first and last point in time
ABOVE, BELOW = -0.65, 1.25  # em from a dot to the baseline of its number
STROKE = 0.3  # em: a stroke that leads from the axis to a name
SHIFT = 0.1  # em: how far a number that stands to one side of its dot reaches over it


def points(figures: Figures, *, joined: bool) -> Drawing:
    """Draw dots on an upright axis, `joined` by lines."""
    return _Upright(figures, joined=joined).drawing()


@dataclass(frozen=True)
class _Across:
    """Where points stand across: the room before and after the middle part (em), and places in it (0 to 100)."""

    before: int
    after: int
    places: tuple[float, ...]

    @property
    def middle(self) -> float:
        """How wide the middle part is at the least, in em."""
        return NARROW - self.before - self.after

    @property
    def widths(self) -> dict[str, float]:
        """How wide the middle part is at the least on a small screen, a larger and a wide one, in em."""
        return {"small": self.middle, "middle": max(MIDDLE, self.middle), "wide": WIDE}


class _Upright:
    """Draws with the axis upright."""

    def __init__(self, figures: Figures, *, joined: bool) -> None:
        self.figures, self.joined = figures, joined
        self.scale = figure_scale(figures)
        self.names = [s.name for s in figures.series]
        self.many = len(self.names) > 1
        self.before = room_before(figures)
        self.canvas = Canvas()
        self.beside = self._beside()
        self.across = self._placed()
        self.top = LINE + 0.3 if not self.many else 0.5

    def _beside(self) -> int:
        """Return the room (em) that names take beside the last dots; 0 when a legend names the series."""
        whole = all(s.values[-1] is not None for s in self.figures.series)
        if not self.many or not whole or len(self.figures.points) > MOST_DIRECT:
            return 0
        widest = max(width(name, bold=True) for name in self.names)
        beside = room(widest + 0.9)
        return beside if widest <= DIRECT and names_fit(self.figures, NARROW - self.before - beside) else 0

    def _placed(self) -> _Across:
        points, before, after = self.figures.points, self.before, self.beside
        middle = NARROW - before - after
        if not self.figures.in_time or len(points) == 1:
            places = tuple((i + 0.5) / len(points) * 100 for i in range(len(points)))
            return _Across(before, after, places)
        edge = EDGE / middle * 100
        first, last = points[0].at or 0.0, points[-1].at or 0.0
        shares = (((point.at or 0.0) - first) / (last - first) for point in points)
        return _Across(before, after, tuple(edge + share * (100 - 2 * edge) for share in shares))

    def y(self, value: Decimal) -> float:
        """Return how far down a number stands, in em."""
        return self.top + (1 - self.scale.share(value)) * HIGH

    def drawing(self) -> Drawing:
        """Draw axis, names, lines, marks and numbers."""
        if self.many and not self.beside:
            self.top = legend(self.canvas, self.figures, NARROW - self.before, joined=self.joined) + 0.5
        self._axis()
        bottom = self._names(self._foot())
        for n, series in enumerate(self.figures.series, 1):
            if self.joined:
                self._joined(series, n)
            self._marked(series, n)
        if not self.many:
            self._numbers()
        if self.beside:
            self._named()
        return self.canvas.done(bottom + 0.4, self.across.before, self.across.after)

    def _axis(self) -> None:
        for tick in self.scale.ticks:
            y = self.y(tick)
            self.canvas.line("grid" if tick else "base", ("0%", em(y), "100%", em(y)))
            self.canvas.text("tick", "0%", y + 0.35, write_tick(self.figures, tick), "end", -0.5)

    def _foot(self) -> float:
        """Return the room (em) that the axis needs below it for numbers below their dots."""
        if self.many:
            return 0.0
        known = [(i, value) for i, value in enumerate(self.figures.series[0].values) if value is not None]
        return max(0.0, max(self.y(value) + self._side(i)[2] for i, value in known) - self.top - HIGH)

    def _names(self, foot: float) -> float:
        """Write the names below the axis; of those in time only as many as fit. Return where they end."""
        points, places = self.figures.points, self.across.places
        y = self.top + HIGH + foot + LINE + 0.1
        if not self.figures.in_time:
            slot = self.across.middle / len(points) - GAP
            lines = [wrapped(point.name, slot, code=self.figures.say.code) for point in points]
            for x, own in zip(places, lines, strict=True):
                for i, line in enumerate(own):
                    self.canvas.text("name", percent(x), y + i * LINE, line, "middle")
            return y + (max(map(len, lines)) - 1) * LINE
        told: dict[Label, set[str]] = {}
        for screen, middle in self.across.widths.items():
            for label in labels(points, partial(self._spans, middle)):
                told.setdefault(label, set()).add(screen)
        for label, screens in sorted(told.items()):
            for only in only_where(screens):
                self._label(label, y, only)
        return y + (max(len(label.lines) for label in told) - 1) * LINE

    def _label(self, label: Label, y: float, only: str) -> None:
        x = percent(self.across.places[label.point])
        anchor, moved = self._edge(label.point) or ("middle", 0.0)
        for n, line in enumerate(label.lines):
            self.canvas.text("name", x, y + n * LINE, line, anchor, moved, only=only)
        if label.alone:
            bottom = self.top + HIGH
            self.canvas.line("grid", (x, em(bottom), x, em(bottom + STROKE)), only=only)

    def _edge(self, i: int) -> tuple[str, float] | None:
        """Return anchor and shift (em) of a text at the first or last point in time, so that it stays inside."""
        last = len(self.figures.points) - 1
        if not self.figures.in_time or not last or 0 < i < last:
            return None
        return ("end", EDGE) if i else ("start", -EDGE)

    def _spans(self, middle: float, i: int, lines: tuple[str, ...]) -> list[tuple[float, float]]:
        """Return from where to where (em) each line of a name reaches, in a middle part so wide (em)."""
        return [self._span(i, line, self._edge(i) or ("middle", 0.0), middle) for line in lines]

    def _span(self, i: int, text: str, place: tuple[str, float], middle: float) -> tuple[float, float]:
        """Return from where to where (em) a text at a point reaches, in a middle part so wide (em)."""
        wide = width(text)
        at = self.across.places[i] / 100 * middle + place[1]
        left = at - {"start": 0.0, "middle": wide / 2, "end": wide}[place[0]]
        return left, left + wide

    def _joined(self, series: Series, n: int) -> None:
        """Draw lines between numbers that follow each other; where one is missing, there is a gap."""
        known = list(zip(self.across.places, series.values, strict=True))
        for (x1, one), (x2, other) in zip(known, known[1:], strict=False):
            if one is not None and other is not None:
                self.canvas.line("path", (percent(x1), em(self.y(one)), percent(x2), em(self.y(other))), n)

    def _marked(self, series: Series, n: int) -> None:
        """Draw marks: on a long line only where it begins and ends."""
        values = series.values
        few = len(values) <= MOST_MARKS or not self.joined
        for i, (x, value) in enumerate(zip(self.across.places, values, strict=True)):
            ends = i in (0, len(values) - 1) or values[i - 1] is None or values[i + 1] is None
            if value is not None and (few or ends):
                self.canvas.mark(percent(x), em(self.y(value)), n)

    def _numbers(self) -> None:
        """Write numbers beside dots: the last, the first, the highest and the lowest, and others where they fit."""
        (series,) = self.figures.series
        values = series.values
        known = sorted((i for i, value in enumerate(values) if value is not None), key=lambda i: values[i] or 0)
        outermost = list(dict.fromkeys([max(known), min(known), known[-1], known[0]]))
        others = [i for i in sorted(known) if i not in outermost] if len(known) <= MOST_NUMBERS else []
        wanted = {i: i in outermost for i in (*outermost, *others)}
        told: dict[int, set[str]] = {}
        for screen, middle in self.across.widths.items():
            for i in self._fitting(wanted, middle):
                told.setdefault(i, set()).add(screen)
        for i, screens in told.items():
            value = values[i]
            assert value is not None
            anchor, moved, down = self._side(i)
            for only in only_where(screens):
                x, y = percent(self.across.places[i]), self.y(value) + down
                self.canvas.text("value", x, y, self.figures.write(value, series), anchor, moved, only=only)

    def _fitting(self, wanted: dict[int, bool], middle: float) -> list[int]:
        """Keep the numbers that can stand beside each other in a middle part so wide (em), the first ones first.

        `wanted`: the points, and whether the line is sure to leave room above or below them.
        """
        (series,) = self.figures.series
        kept: dict[int, tuple[float, float]] = {}
        heights: dict[int, float] = {}
        for i, free in wanted.items():
            value = series.values[i] or Decimal(0)
            anchor, moved, down = self._side(i)
            left, end = self._span(i, self.figures.write(value, series), (anchor, moved), middle)
            y = self.y(value) + down
            if left < -self.across.before or end > middle + self.across.after + 0.01:
                continue
            beside = [left >= other_end + GAP or other >= end + GAP for other, other_end in kept.values()]
            apart = [free and wanted[k] and abs(y - other) >= LINE for k, other in heights.items()]
            if all(a or b for a, b in zip(beside, apart, strict=True)):
                kept[i], heights[i] = (left, end), y
        return list(kept)

    def _side(self, i: int) -> tuple[str, float, float]:
        """Choose where a number stands, so that the line does not cross it: anchor, and shifts across and down."""
        values = self.figures.series[0].values
        here = values[i]
        before = values[i - 1] if i else None
        after = values[i + 1] if i + 1 < len(values) else None
        if here is None or not self.joined or (before is None and after is None):
            return (*(self._edge(i) or ("middle", 0.0)), ABOVE)
        if before is None or after is None:
            other = after if before is None else before
            return (*(self._edge(i) or ("middle", 0.0)), BELOW if other is not None and other > here else ABOVE)
        if before > here < after:
            return "middle", 0.0, BELOW
        if before <= here < after:
            return "end", SHIFT, ABOVE
        return ("start", -SHIFT, ABOVE) if before > here >= after else ("middle", 0.0, ABOVE)

    def _named(self) -> None:
        """Write the name of each series beside its last dot, and none stands on another."""
        x = percent(self.across.places[-1])
        last = [(value, s.name) for s in self.figures.series if (value := s.values[-1]) is not None]
        ends = sorted((self.y(value), name) for value, name in last)
        for (_, name), y in zip(ends, _spread([y for y, _ in ends], self.top, self.top + HIGH), strict=True):
            self.canvas.text("value", x, y + 0.35, name, "start", 0.7)


def _spread(wanted: list[float], top: float, bottom: float) -> Iterator[float]:
    """Move places (sorted) so that they lie apart, between top and bottom."""
    placed: list[float] = []
    for i, y in enumerate(wanted):
        least = placed[-1] + APART if placed else top
        most = bottom - (len(wanted) - 1 - i) * APART
        placed.append(max(least, min(y, most)))
    yield from placed

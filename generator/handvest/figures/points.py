"""Lines and dots: upright in time or over short names; for long names, dots in rows, each with its name above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handvest.figures.drawing import LINE, NARROW, WIDE, Canvas, Drawing, em, percent, room
from handvest.figures.letters import longest_word, width, wrapped
from handvest.figures.measure import Kind, decimals_of
from handvest.figures.scale import Scale, scale
from handvest.figures.series import Figures, Series, Writer

HIGH = 10.0  # em: the axis
MOST_LINES = 3  # of a name below the axis
MOST_DIRECT = 6  # points of lines with their name beside them
DIRECT = 5.0  # em: the widest name that stands beside the end of its line
APART = 1.3  # em between the names of two lines
ROW = 1.5  # em: a row of dots
MOST_NUMBERS = 12  # of dots that all have their number beside them, where there is room
SHIFT = 0.1  # em: how far a number that stands to one side of its dot reaches over it
GAP = 0.25  # em between two texts beside each other
LIMITS = {Kind.PERCENT: (0, 100), Kind.GRADE: (0, 10), Kind.NUMBER: None}

Place = tuple[float, float, Decimal]
"""Where a number is drawn: across (0 to 100), down (em), and the number."""


def figure_scale(figures: Figures) -> Scale:
    """Return the scale of the axis of lines and dots."""
    return scale(figures.values, LIMITS[figures.measure.kind])


def write_tick(figures: Figures, tick: Decimal) -> str:
    """Write a number of the axis, with no more decimals than the axis needs."""
    ticks = list(figure_scale(figures).ticks)
    return figures.measure.says(figures.say, tick, decimals_of(ticks, figures.measure.kind))


def stands(figures: Figures) -> bool:
    """Tell whether the names fit below an upright axis."""
    return _fits(figures, NARROW - _before(figures))


def _fits(figures: Figures, middle: float) -> bool:
    room = middle / len(figures.points) - GAP
    names = [point.name for point in figures.points]
    return figures.in_time or all(
        longest_word(name) <= room and len(wrapped(name, room)) <= MOST_LINES for name in names
    )


def _before(figures: Figures) -> int:
    return room(max(width(write_tick(figures, tick)) for tick in figure_scale(figures).ticks) + 0.6)


def points(figures: Figures, write: Writer, *, joined: bool) -> Drawing:
    """Draw dots, `joined` by lines where they stand upright."""
    return _Upright(figures, write).drawing(joined) if stands(figures) else _rows(figures, write)


def _legend(canvas: Canvas, figures: Figures, y: float, *, joined: bool) -> float:
    """Name the series, each with its mark on a line of its own; return where the legend ends."""
    for n, series in enumerate(figures.series, 1):
        y += LINE + 0.15
        if joined:
            canvas.line("path", ("0em", em(y - 0.35), "2.4em", em(y - 0.35)), n)
        canvas.mark("1.2em" if joined else ".5em", em(y - 0.35), n)
        canvas.text("name", "0%", y, series.name, "start", 3.0 if joined else 1.4)
    return y + 0.5


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


class _Upright:
    """Draws with the axis upright."""

    def __init__(self, figures: Figures, write: Writer) -> None:
        self.figures, self.write = figures, write
        self.scale = figure_scale(figures)
        self.names = [s.name for s in figures.series]
        self.many = len(self.names) > 1
        self.before = _before(figures)
        self.canvas = Canvas()
        self.beside = self._beside()
        self.across = self._placed()
        self.top = LINE if not self.many else 0.5

    def _beside(self) -> int:
        """Return the room (em) that names take beside the last dots; 0 when a legend names the series."""
        whole = all(s.values[-1] is not None for s in self.figures.series)
        if not self.many or not whole or len(self.figures.points) > MOST_DIRECT:
            return 0
        widest = max(width(name, bold=True) for name in self.names)
        beside = room(widest + 0.9)
        return beside if widest <= DIRECT and _fits(self.figures, NARROW - self.before - beside) else 0

    def _placed(self) -> _Across:
        points, before, after = self.figures.points, self.before, self.beside
        middle = NARROW - before - after
        if not self.figures.in_time or len(points) == 1:
            places = tuple((i + 0.5) / len(points) * 100 for i in range(len(points)))
            return _Across(before, after, places)
        widest = max(width(self.write(v), bold=True) for v in self.figures.values)
        left = max(width(points[0].short), widest if not self.many else 1.2) / 2 / middle * 100
        half = max(width(points[-1].short), widest if not self.many else 1.2) / 2
        right = max(half - after, 0.5) / middle * 100
        first, last = points[0].at or 0.0, points[-1].at or 0.0
        shares = (((point.at or 0.0) - first) / (last - first) for point in points)
        return _Across(before, after, tuple(left + share * (100 - left - right) for share in shares))

    def y(self, value: Decimal) -> float:
        """Return how far down a number stands, in em."""
        return self.top + (1 - self.scale.share(value)) * HIGH

    def drawing(self, joined: bool) -> Drawing:
        """Draw axis, names, lines, marks and numbers."""
        if self.many and not self.beside:
            self.top = _legend(self.canvas, self.figures, 0.0, joined=joined) + 0.5
        self._axis()
        bottom = self._names(self._foot())
        for n, series in enumerate(self.figures.series, 1):
            if joined:
                self._joined(series, n)
            for x, y, _ in self._places(n - 1):
                self.canvas.mark(percent(x), em(y), n)
        if not self.many:
            self._numbers(self._places(0))
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
        placed = self._places(0)
        low = [y + _side(placed, i)[1] for i, (_, y, _) in enumerate(placed)]
        return max(0.0, max(low) - self.top - HIGH)

    def _names(self, foot: float) -> float:
        """Write the names below the axis; of those in time only as many as fit. Return where they end."""
        points, places = self.figures.points, self.across.places
        y = self.top + HIGH + foot + LINE + 0.1
        if not self.figures.in_time:
            slot = self.across.middle / len(points) - GAP
            lines = [wrapped(point.name, slot) for point in points]
            for x, own in zip(places, lines, strict=True):
                for i, line in enumerate(own):
                    self.canvas.text("name", percent(x), y + i * LINE, line, "middle")
            return y + (max(map(len, lines)) - 1) * LINE
        narrow = self._step(NARROW)
        wide = next(step for step in range(self._step(WIDE), narrow + 1) if narrow % step == 0)
        for i, (x, point) in enumerate(zip(reversed(places), reversed(points), strict=True)):
            if i % wide == 0:
                self.canvas.text("name", percent(x), y, point.short, "middle", wide=i % narrow > 0)
        return y

    def _step(self, across: float) -> int:
        """Return of how many names in time one can stand below an axis, counted from the last."""
        middle = across - self.across.before - self.across.after
        names = [
            (x / 100 * middle, width(p.short) / 2 + GAP)
            for x, p in zip(self.across.places, self.figures.points, strict=True)
        ]
        for step in range(1, len(names)):
            kept = names[::-step]
            if all(one - half >= other + more for (one, half), (other, more) in zip(kept, kept[1:], strict=False)):
                return step
        return len(names)

    def _places(self, n: int) -> list[Place]:
        known = zip(self.across.places, self.figures.series[n].values, strict=True)
        return [(x, self.y(value), value) for x, value in known if value is not None]

    def _joined(self, series: Series, n: int) -> None:
        """Draw lines between numbers that follow each other; where one is missing, there is a gap."""
        known = list(zip(self.across.places, series.values, strict=True))
        for (x1, one), (x2, other) in zip(known, known[1:], strict=False):
            if one is not None and other is not None:
                self.canvas.line("path", (percent(x1), em(self.y(one)), percent(x2), em(self.y(other))), n)

    def _numbers(self, places: list[Place]) -> None:
        """Write numbers beside dots: the last, the first, the highest and the lowest, and others where they fit."""
        order = sorted(range(len(places)), key=lambda i: -places[i][2])
        outermost = [len(places) - 1, 0, order[0], order[-1]]
        wanted = list(dict.fromkeys([*outermost, *range(len(places))] if len(places) <= MOST_NUMBERS else outermost))
        narrow = self._fitting(places, wanted, NARROW)
        for i in self._fitting(places, [*narrow, *(i for i in wanted if i not in narrow)], WIDE):
            x, y, value = places[i]
            anchor, down = _side(places, i)
            moved = {"start": -SHIFT, "middle": 0.0, "end": SHIFT}[anchor]
            text = self.write(value)
            self.canvas.text("value", percent(x), y + down, text, anchor, moved, wide=i not in narrow)

    def _fitting(self, places: list[Place], wanted: list[int], across: float) -> list[int]:
        """Keep the numbers that can stand beside each other in a drawing so wide (em), the first ones first."""
        middle = across - self.across.before - self.across.after
        taken: list[tuple[float, float]] = []
        kept = []
        for i in wanted:
            wide, at = width(self.write(places[i][2]), bold=True), places[i][0] / 100 * middle
            left = at - {"start": SHIFT, "middle": wide / 2, "end": wide - SHIFT}[_side(places, i)[0]]
            if all(left >= end + GAP or begin >= left + wide + GAP for begin, end in taken):
                taken.append((left, left + wide))
                kept.append(i)
        return kept

    def _named(self) -> None:
        """Write the name of each series beside its last dot, and none stands on another."""
        x = percent(self.across.places[-1])
        last = [(value, s.name) for s in self.figures.series if (value := s.values[-1]) is not None]
        ends = sorted((self.y(value), name) for value, name in last)
        for (_, name), y in zip(ends, _spread([y for y, _ in ends], self.top, self.top + HIGH), strict=True):
            self.canvas.text("value", x, y + 0.35, name, "start", 0.7)


def _side(places: list[Place], i: int) -> tuple[str, float]:
    """Choose where a number stands, so that the line does not cross it: the anchor, and how far down in em."""
    before = places[i - 1][1] - places[i][1] if i else None  # above 0: the line comes from below
    after = places[i + 1][1] - places[i][1] if i + 1 < len(places) else None
    above, below = -0.65, 1.25
    if before is None or after is None:
        other = before if after is None else after
        return "middle", below if other is not None and other < 0 else above
    if before < 0 and after < 0:
        return "middle", below
    if before >= 0 > after:
        return "end", above
    return ("start", above) if before < 0 <= after else ("middle", above)


def _spread(wanted: list[float], top: float, bottom: float) -> Iterator[float]:
    """Move places (sorted) so that they lie apart, between top and bottom."""
    placed: list[float] = []
    for i, y in enumerate(wanted):
        least = placed[-1] + APART if placed else top
        most = bottom - (len(wanted) - 1 - i) * APART
        placed.append(max(least, min(y, most)))
    yield from placed


def _rows(figures: Figures, write: Writer) -> Drawing:
    canvas, axis = Canvas(), figure_scale(figures)
    many = len(figures.series) > 1
    beside = max(width(write(v), bold=True) for v in figures.values) + 0.8
    y = top = _legend(canvas, figures, 0.0, joined=False) if many else 0.0
    for i, point in enumerate(figures.points):
        for line in wrapped(point.name, NARROW):
            y += LINE
            canvas.text("title" if many else "name", "0%", y - 0.3, line)
        middle = y + ROW / 2
        canvas.line("grid", ("0%", em(middle), "100%", em(middle)))
        known = [(n, s.values[i]) for n, s in enumerate(figures.series, 1) if s.values[i] is not None]
        for n, value in known:
            assert value is not None
            canvas.mark(percent(axis.share(value) * 100), em(middle), n)
            if not many:
                canvas.text("value", percent(axis.share(value) * 100), middle + 0.35, write(value), "start", 0.7)
        if not known:
            canvas.text("none", "0%", middle + 0.35, figures.why(i), "start", 0.4)
        y += ROW + 0.35
    ends = [(0.0, axis.low, "start"), (100.0, axis.high, "end")]
    for x, tick, anchor in ends:
        canvas.text("tick", percent(x), y + 0.9, write_tick(figures, tick), anchor)
        canvas.line("base" if not tick else "grid", (percent(x), em(top), percent(x), em(y)))
    return canvas.done(y + 1.3, 0, beside if not many else 1)

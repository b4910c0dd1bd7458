"""Bars: upright for a few short names, else lying, each with its name above it. They always begin at zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handvest.figures.drawing import LINE, MOST_BESIDE, NARROW, Canvas, Drawing, em, percent, room
from handvest.figures.letters import width
from handvest.figures.measure import Kind
from handvest.figures.series import Figures

THICK = 1.25  # em: a lying bar
UPRIGHT = 9.0  # em: the highest bar
FEWEST, MOST = 3, 6  # bars that stand upright
BESIDE = 0.45  # em between a bar and its number
MOST_NAMED = 8.0  # em beside a bar, for its number and its name
LEAST_PERCENT = 20
WIDEST = 13.0  # percent: an upright bar


def stand(figures: Figures) -> bool:
    """Tell whether bars stand upright: a few with short names and numbers, of which one can be seen."""
    slot = NARROW / len(figures.points) - 0.3
    names = all(width(line) < slot for point in figures.points for line in point.lines)
    fits = names and all(width(text, bold=True) < slot for text in figures.written)
    few = len(figures.series) == 1 and FEWEST <= len(figures.points) <= MOST and not figures.untold
    return few and fits and any(figures.values)


def standing(figures: Figures) -> Drawing:
    """Draw upright bars."""
    canvas = Canvas()
    low, high = _span(figures)
    top = LINE if high > 0 else 0.4
    below = LINE if low < 0 else 0.0

    def y(value: Decimal) -> float:
        return top + float((high - value) / (high - low)) * UPRIGHT

    slot = 100 / len(figures.points)
    broad = min(0.62 * slot, WIDEST)
    (series,) = figures.series
    for i, (point, value) in enumerate(zip(figures.points, series.values, strict=True)):
        middle = (i + 0.5) * slot
        for n, line in enumerate(point.lines, 1):
            canvas.text("name", percent(middle), top + UPRIGHT + below + n * LINE, line, "middle")
        if value is None:
            continue
        upper, lower = sorted((y(value), y(Decimal(0))))
        canvas.box("bar", percent(middle - broad / 2), em(upper), percent(broad), em(lower - upper), 1)
        at = upper - 0.4 if value >= 0 else lower + 1.05
        canvas.text("value", percent(middle), at, figures.write(value, series), "middle")
    zero = em(y(Decimal(0)))
    canvas.line("base", ("0%", zero, "100%", zero))
    lines = max(len(point.lines) for point in figures.points)
    return canvas.done(top + UPRIGHT + below + lines * LINE + 0.5, 0, 0)


def lying(figures: Figures, shown: range, across: float) -> Drawing:
    """Draw lying bars of the points `shown`, on the scale of all; names get `across` em."""
    plan = _plan(figures)
    many = len(figures.series) > 1
    canvas, y = Canvas(across, figures.say.code), 0.0
    for i in shown:
        own = "" if many else _told(figures, plan, i, 0)
        y = canvas.names("title" if many else "name", y, figures.points[i].name + own, -plan.before)
        for n, series in enumerate(figures.series):
            if many and not plan.direct:
                y = canvas.names("name", y, series.name + _told(figures, plan, i, n), -plan.before)
            y += 0.1
            _bar(canvas, figures, plan, (i, n, y))
            y += THICK + (0.15 if plan.direct else 0.3)
        y += 0.55 if many else 0.35
    return canvas.done(y - 0.3, plan.before, plan.after)


@dataclass(frozen=True)
class _Plan:
    """What all lying bars of a figure share. `direct`: names of series stand beside bars; `beside`: numbers do."""

    low: Decimal
    high: Decimal
    whole: bool
    before: int
    after: float
    direct: bool
    beside: bool

    def x(self, value: Decimal) -> float:
        """Return where a number lies, from 0 to 100."""
        return float((value - self.low) / (self.high - self.low)) * 100


def _plan(figures: Figures) -> _Plan:
    low, high = _span(figures)
    number = max(width(text, bold=True) + BESIDE for text in figures.written)
    beside = number <= MOST_BESIDE
    named = max(width(f"{series.name} ") for series in figures.series) + number
    direct = len(figures.series) > 1 and named <= MOST_NAMED and low == 0
    needed = named if direct else number if beside else 0.0
    before = room(needed) if low < 0 else 0
    after = needed if high > 0 or low == 0 else 0
    return _Plan(low, high, _whole(figures), before, after, direct, beside)


def _whole(figures: Figures) -> bool:
    """Tell whether bars are parts of a whole, which is then drawn; of very small ones one would see nothing."""
    if figures.measure.kind is not Kind.PERCENT:
        return False
    return min(figures.values) >= 0 and LEAST_PERCENT <= max(figures.values) <= 100


def _span(figures: Figures) -> tuple[Decimal, Decimal]:
    """Return from where to where the scale of bars goes; zero is always on it."""
    low, high = min(Decimal(0), *figures.values), max(Decimal(0), *figures.values)
    if _whole(figures):
        return low, Decimal(100)
    return (low, high) if low != high else (low, Decimal(1))


def _told(figures: Figures, plan: _Plan, i: int, n: int) -> str:
    """Return a number that is too long to stand beside its bar, to stand behind the name above it."""
    value = figures.series[n].values[i]
    return "" if plan.beside or value is None else f": {figures.write(value, figures.series[n])}"


def _bar(canvas: Canvas, figures: Figures, plan: _Plan, place: tuple[int, int, float]) -> None:
    """Draw one bar with its number behind it; without a number, a word says why. `place`: point, series, y."""
    i, n, y = place
    series = figures.series[n]
    value, name = series.values[i], series.name if plan.direct else ""
    zero = plan.x(Decimal(0))
    baseline = y + THICK / 2 + 0.35
    if plan.low < 0 or value == 0:
        canvas.line("base", (percent(zero), em(y - 0.15), percent(zero), em(y + THICK + 0.15)))
    if value is None:
        why = figures.say("{name}: {value}.", name=name, value=figures.why(i)) if name else figures.why(i)
        canvas.text("none", percent(zero), baseline, why, dx=BESIDE if plan.low < 0 else 0.0)
        return
    end = plan.x(value)
    left, right = sorted((zero, end))
    if plan.whole:
        canvas.box("track", "0%", em(y), "100%", em(THICK))
    if value:
        canvas.box("bar", percent(left), em(y), percent(right - left), em(THICK), n + 1)
    if plan.beside:
        anchor, moved = ("end", -BESIDE) if value < 0 else ("start", BESIDE)
        at = 100.0 if plan.whole else end  # beside the whole, where nothing crosses it
        canvas.text("value", percent(at), baseline, figures.write(value, series), anchor, moved, name=name)

"""Bars: upright for a few short names, else lying, each with its name above it. They always begin at zero."""

from __future__ import annotations

from decimal import Decimal

from handvest.figures.drawing import LINE, NARROW, Canvas, Drawing, em, percent, room
from handvest.figures.letters import width
from handvest.figures.measure import Kind
from handvest.figures.series import Figures, Writer

THICK = 1.25  # em: a lying bar
UPRIGHT = 9.0  # em: the highest bar
FEWEST, MOST = 3, 6  # bars that stand upright
BESIDE = 0.45  # em between a bar and its number
MOST_BESIDE = 8.0  # em beside a bar, for its number and its name
LEAST_PERCENT = 20
WIDEST = 13.0  # percent: an upright bar


def bars(figures: Figures, write: Writer) -> Drawing:
    """Draw bars."""
    slot = NARROW / len(figures.points)
    names = all(width(line) < slot - 0.3 for point in figures.points for line in point.lines)
    values = [write(v) for v in figures.values]
    upright = len(figures.series) == 1 and FEWEST <= len(figures.points) <= MOST and not figures.untold
    fits = names and all(width(text, bold=True) < slot - 0.3 for text in values)
    return _standing(figures, write) if upright and fits else _lying(figures, write)


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


def _standing(figures: Figures, write: Writer) -> Drawing:
    canvas = Canvas()
    low, high = _span(figures)
    top = LINE if high > 0 else 0.4
    below = LINE if low < 0 else 0.0

    def y(value: Decimal) -> float:
        return top + float((high - value) / (high - low)) * UPRIGHT

    slot = 100 / len(figures.points)
    broad = min(0.62 * slot, WIDEST)
    for i, (point, value) in enumerate(zip(figures.points, figures.series[0].values, strict=True)):
        middle = (i + 0.5) * slot
        for n, line in enumerate(point.lines, 1):
            canvas.text("name", percent(middle), top + UPRIGHT + below + n * LINE, line, "middle")
        if value is None:
            continue
        upper, lower = sorted((y(value), y(Decimal(0))))
        canvas.box("bar", percent(middle - broad / 2), em(upper), percent(broad), em(lower - upper), 1)
        at = upper - 0.4 if value >= 0 else lower + 1.05
        canvas.text("value", percent(middle), at, write(value), "middle")
    zero = em(y(Decimal(0)))
    canvas.line("base", ("0%", zero, "100%", zero))
    lines = max(len(point.lines) for point in figures.points)
    return canvas.done(top + UPRIGHT + below + lines * LINE + 0.5, 0, 0)


def _lying(figures: Figures, write: Writer) -> Drawing:
    canvas = Canvas()
    low, high = _span(figures)
    many = len(figures.series) > 1
    beside = max(width(write(v), bold=True) + BESIDE for v in figures.values)
    named = [width(f"{s.name} ") + beside for s in figures.series]
    direct = many and max(named) <= MOST_BESIDE and low == 0
    after = max(named) if direct else beside
    before = room(beside) if low < 0 else 0
    y = 0.0
    for i, point in enumerate(figures.points):
        y = canvas.names("title" if many else "name", y, point.name, -before)
        for n, series in enumerate(figures.series, 1):
            if many and not direct:
                y = canvas.names("name", y, series.name, -before)
            y += 0.1
            _bar(canvas, figures, write, (low, high), (i, n, y), series.name if direct else "")
            y += THICK + (0.15 if direct else 0.3)
        y += 0.55 if many else 0.35
    return canvas.done(y - 0.3, before, after if high > 0 or low == 0 else 0)


def _x(value: Decimal, low: Decimal, high: Decimal) -> float:
    return float((value - low) / (high - low)) * 100


def _bar(
    canvas: Canvas,
    figures: Figures,
    write: Writer,
    span: tuple[Decimal, Decimal],
    place: tuple[int, int, float],
    name: str,
) -> None:
    """Draw one bar with its number behind it; without a number, a word says why. `place`: point, series, y."""
    i, n, y = place
    value = figures.series[n - 1].values[i]
    zero = _x(Decimal(0), *span)
    baseline = y + THICK / 2 + 0.35
    if span[0] < 0:
        canvas.line("base", (percent(zero), em(y - 0.15), percent(zero), em(y + THICK + 0.15)))
    if value is None:
        why = figures.say("{name}: {value}.", name=name, value=figures.why(i)) if name else figures.why(i)
        canvas.text("none", percent(zero), baseline, why, dx=BESIDE if span[0] < 0 else 0.0)
        return
    end = _x(value, *span)
    left, right = sorted((zero, end))
    if _whole(figures):
        canvas.box("track", "0%", em(y), "100%", em(THICK))
    canvas.box("bar", percent(left), em(y), percent(right - left), em(THICK), n)
    back = value < 0
    anchor, moved = ("end", -BESIDE) if back else ("start", BESIDE)
    at = 100.0 if _whole(figures) else end  # beside the whole, where nothing crosses it
    canvas.text("value", percent(at), baseline, write(value), anchor, moved, name=name)

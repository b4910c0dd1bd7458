"""Dots in rows, each with its name above it, for names that are too long to stand below an axis."""

from __future__ import annotations

from handvest.figures.axes import figure_scale, write_tick
from handvest.figures.drawing import LINE, NARROW, Canvas, Drawing, em, percent
from handvest.figures.letters import width, wrapped
from handvest.figures.series import Figures, Writer

ROW = 1.5  # em: a row of dots


def legend(canvas: Canvas, figures: Figures, room: float, *, joined: bool) -> float:
    """Name the series below each other, each with its mark, in so much room (em); return where that ends."""
    y, beside = 0.0, 3.0 if joined else 1.4
    for n, series in enumerate(figures.series, 1):
        middle = em(y + LINE - 0.2)
        if joined:
            canvas.line("path", ("0em", middle, "2.4em", middle), n)
        canvas.mark("1.2em" if joined else "0.5em", middle, n)
        for line in wrapped(series.name, room - beside):
            y += LINE
            canvas.text("name", "0%", y + 0.15, line, "start", beside)
        y += 0.15
    return y + 0.5


def rows(figures: Figures, write: Writer) -> Drawing:
    """Draw dots in rows; the numbers of one series stand beside them."""
    canvas, axis = Canvas(), figure_scale(figures)
    many = len(figures.series) > 1
    beside = max(width(write(v), bold=True) for v in figures.values) + 0.8
    y = legend(canvas, figures, NARROW - 2, joined=False) if many else 0.0
    for i, point in enumerate(figures.points):
        y = canvas.names("name", y, point.name, -1)
        middle = y + ROW / 2
        canvas.line("grid", ("0%", em(middle), "100%", em(middle)))
        for x in ("0%", "100%"):
            canvas.line("grid", (x, em(middle - 0.35), x, em(middle + 0.35)))
        known = [(n, s.values[i]) for n, s in enumerate(figures.series, 1) if s.values[i] is not None]
        for n, value in known:
            assert value is not None
            canvas.mark(percent(axis.share(value) * 100), em(middle), n)
            if not many:
                canvas.text("value", percent(axis.share(value) * 100), middle + 0.35, write(value), "start", 0.7)
        if not known:
            canvas.text("none", "0%", middle + 0.35, figures.why(i), "start", 0.4)
        y += ROW + 0.35
    canvas.text("tick", "0%", y + 0.6, write_tick(figures, axis.low))
    canvas.text("tick", "100%", y + 0.6, write_tick(figures, axis.high), "end")
    return canvas.done(y + 0.9, 1, beside if not many else 1)

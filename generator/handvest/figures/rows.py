"""Dots in rows, each with its name above it, for names that are too long to stand below an axis."""

from __future__ import annotations

from handvest.figures.axes import figure_scale, write_tick
from handvest.figures.drawing import LINE, MOST_BESIDE, NARROW, Canvas, Drawing, em, percent
from handvest.figures.letters import width, wrapped
from handvest.figures.series import Figures

ROW = 1.5  # em: a row of dots


def legend(canvas: Canvas, figures: Figures, room: float, *, joined: bool) -> float:
    """Name the series below each other, each with its mark, in so much room (em); return where that ends."""
    y, beside = 0.0, 3.0 if joined else 1.4
    for n, series in enumerate(figures.series, 1):
        middle = em(y + LINE - 0.2)
        if joined:
            canvas.line("path", ("0em", middle, "2.4em", middle), n)
        canvas.mark("1.2em" if joined else "0.5em", middle, n)
        for line in wrapped(series.name, room - beside, code=figures.say.code):
            y += LINE
            canvas.text("name", "0%", y + 0.15, line, "start", beside)
        y += 0.15
    return y + 0.5


def rows(figures: Figures, shown: range, across: float) -> Drawing:
    """Draw dots of the points `shown` in rows, on the scale of all; the numbers of one series stand beside them."""
    canvas, axis = Canvas(across, figures.say.code), figure_scale(figures)
    many = len(figures.series) > 1
    longest = max(width(text, bold=True) for text in figures.written) + 0.8
    beside = not many and longest <= MOST_BESIDE
    y = legend(canvas, figures, NARROW - 2, joined=False) if many else 0.0
    for i in shown:
        known = [(n, s, v) for n, s in enumerate(figures.series, 1) if (v := s.values[i]) is not None]
        told = "" if many or beside or not known else f": {figures.write(known[0][2], known[0][1])}"
        y = canvas.names("name", y, figures.points[i].name + told, -1)
        middle = y + ROW / 2
        canvas.line("grid", ("0%", em(middle), "100%", em(middle)))
        for x in ("0%", "100%"):
            canvas.line("grid", (x, em(middle - 0.35), x, em(middle + 0.35)))
        for n, series, value in known:
            at = percent(axis.share(value) * 100)
            canvas.mark(at, em(middle), n)
            if beside:
                canvas.text("value", at, middle + 0.35, figures.write(value, series), "start", 0.7)
        if not known:
            canvas.text("none", "0%", middle + 0.35, figures.why(i), "start", 0.4)
        y += ROW + 0.35
    canvas.text("tick", "0%", y + 0.6, write_tick(figures, axis.low))
    canvas.text("tick", "100%", y + 0.6, write_tick(figures, axis.high), "end")
    return canvas.done(y + 0.9, 1, longest if beside else 1)

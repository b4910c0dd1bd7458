"""Which names of points in time stand below an axis: all that fit, at regular steps, a year where it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handvest.figures.axes import GAP
from handvest.figures.axis import Point

MOST_LEFT_OUT = 2  # full names stand at one in so many points at the least; else brief ones do
STEPS = (1, 2, 3, 4, 6, 12, 24)  # between brief names: of quarters and months, so that they come back each year

Spans = Callable[[int, tuple[str, ...]], list[tuple[float, float]]]
"""From a point and lines to from where to where (em) each line reaches."""


@dataclass(frozen=True, order=True)
class Label:
    """What stands below a point. `alone`: other points have nothing below them."""

    point: int
    lines: tuple[str, ...]
    alone: bool = False


def labels(points: tuple[Point, ...], spans: Spans) -> list[Label]:
    """Choose the names of points in time that fit below an axis."""
    full = (_full(points, step) for step in range(1, len(points) + 1))
    fit = next(chosen for chosen in full if _fits(chosen, spans))
    if len(fit) * MOST_LEFT_OUT >= len(points) or not points[0].brief:
        return fit
    steps = (step for step in STEPS if step < len(points))
    return next((chosen for step in steps if _fits(chosen := _brief(points, step), spans)), fit)


def only_where(screens: set[str]) -> Iterator[str]:
    """Name the screens (small, middle, wide) on which something is shown, as the style does."""
    groups = {"": {"small", "middle", "wide"}, "narrow": {"small", "middle"}, "larger": {"middle", "wide"}}
    found = [name for name, group in groups.items() if group == screens]
    yield from found or sorted(screens)


def _full(points: tuple[Point, ...], step: int) -> list[Label]:
    """Take one full name in so many, from the last."""
    return [Label(i, points[i].lines) for i in range(len(points) - 1, -1, -step)][::-1]


def _brief(points: tuple[Point, ...], step: int) -> list[Label]:
    """Take one brief name in so many, from the first, with the year below the first one of each."""
    chosen, year = [], ""
    for i in range(0, len(points), step):
        name, *below = points[i].brief
        new = [y for y in below if y != year]
        year = below[0] if below else ""
        chosen.append(Label(i, (name, *new), step > 1))
    return chosen


def _fits(chosen: list[Label], spans: Spans) -> bool:
    """Tell whether no line of a name touches the same line of another."""
    lines: dict[int, float] = {}
    for label in chosen:
        for n, (left, end) in enumerate(spans(label.point, label.lines)):
            if n in lines and left < lines[n] + GAP:
                return False
            lines[n] = end
    return True

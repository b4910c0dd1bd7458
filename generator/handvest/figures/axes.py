"""The axis of lines and dots: its scale, how its numbers are written, and whether names fit below it."""

from __future__ import annotations

from decimal import Decimal

from handvest.figures.drawing import NARROW, room
from handvest.figures.letters import longest_word, width, wrapped
from handvest.figures.measure import Kind, decimals_of
from handvest.figures.scale import Scale, scale
from handvest.figures.series import Figures

MOST_LINES = 3  # of a name below the axis
GAP = 0.25  # em between two texts beside each other
LIMITS = {Kind.PERCENT: (0, 100), Kind.GRADE: (0, 10), Kind.NUMBER: None}


def figure_scale(figures: Figures) -> Scale:
    """Return the scale of the axis of lines and dots."""
    limits = LIMITS[figures.measure.kind] if figures.total is None else (0, figures.total)
    return scale(figures.values, limits, whole=figures.whole)


def write_tick(figures: Figures, tick: Decimal) -> str:
    """Write a number of the axis, with no more decimals than the axis needs."""
    ticks = (other.normalize() for other in figure_scale(figures).ticks)
    return figures.measure.says(figures.say, tick, max(0, decimals_of(ticks)))


def stands(figures: Figures) -> bool:
    """Tell whether the names fit below an upright axis."""
    return names_fit(figures, NARROW - room_before(figures))


def names_fit(figures: Figures, middle: float) -> bool:
    """Tell whether the names fit below an axis so wide, in em; of those in time some may be left out."""
    room = middle / len(figures.points) - GAP
    names = [point.name for point in figures.points]
    return figures.in_time or all(
        longest_word(name) <= room and len(wrapped(name, room, code=figures.say.code)) <= MOST_LINES for name in names
    )


def room_before(figures: Figures) -> int:
    """Return the room that the numbers of an upright axis take, in whole em."""
    return room(max(width(write_tick(figures, tick)) for tick in figure_scale(figures).ticks) + 0.6)

"""A drawing: shapes and texts whose letters keep their size at every width.

Across, places are a share of the width (`%`); down, they are in `em`. So a drawing is as wide as there is room,
and its letters are as large as those around it, also for who has set larger ones. All is made to fit in NARROW. What
needs more room there is drawn a second time, for WIDE; single texts are left out, by the style.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handvest.figures.letters import wrapped

NARROW = 16.0  # em: the least width for which a drawing is made; 256 px, for a screen of 320 px
MIDDLE, WIDE = 17.0, 28.0  # em of the middle part: from here on there is room for more texts (see the style)
HIGH_ON_PAPER = 46.0  # em: what fits on a page of a document, below its message
MOST_ROOM = 9  # em beside a drawing: the classes that the style has
MOST_BESIDE = 8.9  # em: the widest number that stands beside its bar or dot
LINE = 1.3  # em, from one line of text to the next
MOST_SERIES = 4


def percent(value: float) -> str:
    """Write a place across: 0 (left) to 100 (right)."""
    return f"{_short(value)}%"


def em(value: float) -> str:
    """Write a place down, or a size."""
    return f"{_short(value)}em"


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(value) < 0.005 else "-0")


@dataclass(frozen=True)
class Item:
    """One shape or text; `tag` is the element, `at` its places as SVG writes them."""

    tag: str
    at: tuple[tuple[str, str], ...]
    text: str = ""
    name: str = ""  # behind the text, in lighter letters


@dataclass(frozen=True)
class Layer:
    """Shapes of one kind; `series` (from 1) says which pattern and mark they have."""

    kind: str
    items: tuple[Item, ...]
    series: int = 0
    anchor: str = ""
    only: str = ""  # shown only where it is wide, larger (wide or middle), middle, small or narrow (small or middle)


@dataclass(frozen=True)
class Drawing:
    """Layers, the last on top. `height`, and the room `before` and `after` the middle part, are in em."""

    height: float
    before: int
    after: int
    layers: tuple[Layer, ...]
    marks: tuple[int, ...] = ()  # the series that have marks of their own
    fills: tuple[int, ...] = ()  # the series of bars that are filled with a pattern


class Canvas:
    """Gathers shapes in layers. `across`: the room (em) that names get, in lines of the language `code`."""

    def __init__(self, across: float = NARROW, code: str = "") -> None:
        self.across, self.code = across, code
        self.layers: dict[tuple[str, int, str, str], Layer] = {}

    def _add(self, kind: str, series: int, anchor: str, item: Item, only: str = "") -> None:
        key = (kind, series, anchor, only)
        layer = self.layers.get(key, Layer(kind, (), series, anchor, only))
        self.layers[key] = replace(layer, items=(*layer.items, item))

    def line(self, kind: str, ends: tuple[str, str, str, str], series: int = 0, *, only: str = "") -> None:
        """Draw a line between two places: x and y of the one and of the other."""
        self._add(kind, series, "", Item("line", tuple(zip(("x1", "y1", "x2", "y2"), ends, strict=True))), only)

    def box(self, kind: str, x: str, y: str, width: str, height: str, series: int = 0) -> None:
        """Draw a rectangle."""
        at = (("x", x), ("y", y), ("width", width), ("height", height))
        self._add(kind, series, "", Item("rect", at))

    def mark(self, x: str, y: str, series: int) -> None:
        """Draw the mark of a series."""
        self._add("mark", series, "", Item("use", (("x", x), ("y", y))))

    def text(
        self,
        kind: str,
        x: str,
        y: float,
        text: str,
        anchor: str = "start",
        dx: float = 0.0,
        *,
        name: str = "",
        only: str = "",
    ) -> None:
        """Write a text, and a name behind it; `y` (em) is its baseline, `dx` (em) how far it stands from x."""
        moved = (("dx", em(dx)),) if dx else ()
        self._add(kind, 0, anchor, Item("text", (("x", x), ("y", em(y)), *moved), text, name), only)

    def names(self, kind: str, y: float, text: str, dx: float = 0.0) -> float:
        """Write a name at the left from y on, in as many lines as it needs; return where it ends, in em."""
        for line in wrapped(text, self.across, bold=kind == "title", code=self.code):
            y += LINE
            self.text(kind, "0%", y - 0.3, line, dx=dx)
        return y

    def done(self, height: float, before: float, after: float) -> Drawing:
        """Return the drawing; the room beside it is rounded up to whole em."""
        layers = tuple(sorted(self.layers.values(), key=lambda layer: _ORDER.index(layer.kind)))
        marks = tuple(sorted({layer.series for layer in layers if layer.kind == "mark"}))
        fills = tuple(sorted({layer.series for layer in layers if layer.kind == "bar"} - {1}))
        return Drawing(round(height, 2), room(before), room(after), layers, marks, fills)


_ORDER = ("grid", "track", "base", "bar", "path", "mark", "tick", "name", "title", "value", "none")


def room(width: float) -> int:
    """Round room beside a drawing up to what the style knows."""
    return min(MOST_ROOM, -int(-width // 1))


def in_pieces(points: int, draw: Callable[[range], Drawing], most: float) -> list[tuple[range, Drawing]]:
    """Draw so many points in as few pieces as there must be, for none to be higher than `most` em."""
    for n in range(1, points + 1):
        size = -(-points // n)
        parts = [range(first, min(first + size, points)) for first in range(0, points, size)]
        drawn = [(part, draw(part)) for part in parts]
        if n == points or all(drawing.height <= most for _, drawing in drawn):
            return drawn
    return []

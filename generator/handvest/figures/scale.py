"""Scales with round steps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

STEPS = (1, 2, 5, 10)
MOST_STEPS = 4
SHARE = 0.4  # of the highest number: what the numbers must span for an axis that begins at zero


@dataclass(frozen=True)
class Scale:
    """An axis from the lowest to the highest of its ticks, which are round numbers."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """Where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """Where the axis ends."""
        return self.ticks[-1]

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the axis."""
        return self.low <= 0 <= self.high

    def share(self, value: Decimal) -> float:
        """Return where a number lies, from 0 (the beginning) to 1 (the end)."""
        return float((value - self.low) / (self.high - self.low))


def scale(values: list[Decimal], limits: tuple[int, int] | None = None, *, whole: bool = False) -> Scale:
    """Make the axis for numbers; it begins at zero, unless they then all lie close together, far from it.

    `limits`: between which the numbers can lie at all, such as 0 and 100; the axis ends there at the latest.
    `whole`: they are counts, so that there is nothing between 0 and 1. Numbers that are all alike are seen from zero.
    """
    low, high = min(values), max(values)
    if low == high:
        low, high = (min(low, Decimal(0)), max(high, Decimal(0))) if low else _of_nothing(limits)
    span = float(high - low) / max(abs(float(high)), abs(float(low)))
    if span > SHARE:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    step = _step(float(high - low) / MOST_STEPS)
    if whole:
        step = max(step, Decimal(1))
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * n for n in range(first, last + 1)]
    if limits and limits[0] <= min(values) and max(values) <= limits[1]:
        ticks = _within(ticks, step, *map(Decimal, limits))
    return Scale(tuple(ticks))


def _of_nothing(limits: tuple[int, int] | None) -> tuple[Decimal, Decimal]:
    low, high = limits or (0, 1)
    return Decimal(low), Decimal(high)


def _within(ticks: list[Decimal], step: Decimal, low: Decimal, high: Decimal) -> list[Decimal]:
    """Let an axis end at its limits where it would go past them; a tick too close beside a limit makes way for it."""
    kept = [tick for tick in ticks if low <= tick <= high]
    if ticks[0] < low:
        kept = [low, *(tick for tick in kept if tick - low >= step / 2)]
    if ticks[-1] > high:
        kept = [*(tick for tick in kept if high - tick >= step / 2), high]
    return kept


def _step(least: float) -> Decimal:
    """Return the smallest round step that is at least so large: 1, 2 or 5 times a power of ten."""
    power = math.floor(math.log10(least))
    factor = next(f for f in STEPS if f * 10.0**power >= least * (1 - 1e-9))
    return Decimal(factor).scaleb(power)

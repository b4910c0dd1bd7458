"""The numbers of a figure, read from its table: in order of time, without those about too few people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from handvest.figures.axis import Point
from handvest.figures.measure import Measure
from handvest.language import Language


@dataclass(frozen=True)
class Series:
    """One row of numbers with its name; None where there is none to show. All have so many decimals."""

    name: str
    values: tuple[Decimal | None, ...]
    decimals: int = 0


@dataclass(frozen=True)
class Figures:
    """What is drawn and told. `few`: the points of which the numbers are about too few people to be shown."""

    x: str
    texts: tuple[str, ...]  # of the points, as the file has them
    points: tuple[Point, ...]
    series: tuple[Series, ...]
    measure: Measure
    say: Language
    few: frozenset[int] = frozenset()
    people: tuple[int, ...] = ()  # how many people each point is about, when that is known
    people_name: str = ""
    title: str = ""  # what is counted, and by what, when the author named it
    total: int | None = None  # how many people answered, when the numbers count those people

    def write(self, value: Decimal, series: Series) -> str:
        """Write a number of a series as the drawing and the table show it."""
        return self.measure.says(self.say, value, series.decimals)

    @cached_property
    def written(self) -> list[str]:
        """All numbers that are shown, as they are written."""
        return [self.write(value, s) for s in self.series for value in s.values if value is not None]

    @property
    def whole(self) -> bool:
        """Whether all numbers are written without decimals."""
        return not any(series.decimals for series in self.series)

    @property
    def people_told(self) -> bool:
        """Whether numbers of people are shown: not beside figures left out, which could then be worked out."""
        return bool(self.people) and not self.few

    @cached_property
    def values(self) -> list[Decimal]:
        """All numbers that are shown."""
        return [value for series in self.series for value in series.values if value is not None]

    @property
    def untold(self) -> bool:
        """Whether a number is missing or is not shown."""
        return len(self.values) < len(self.points) * len(self.series)

    @property
    def in_time(self) -> bool:
        """Whether the points follow each other in time."""
        return all(point.at is not None for point in self.points)

    def why(self, i: int) -> str:
        """Say why there is no number at a point."""
        return self.say("too few people") if i in self.few else self.say("not known")

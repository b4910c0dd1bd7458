"""What stands along the other axis: years, quarters, months and days in time, or names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from handvest.language import Language

_FORMS = (
    re.compile(r"(?P<year>(?:19|20)\d\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)[ -]?[QqKk](?P<quarter>[1-4])"),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)"),
)
_DAYS = 365.25  # in a year


@dataclass(frozen=True)
class Point:
    """One place on the axis: its name, the lines in which that stands below it, and when it is (None: no time).

    `brief`: shorter lines for months and quarters, for when there are many.
    """

    name: str
    lines: tuple[str, ...]
    at: float | None = None  # in years
    brief: tuple[str, ...] = ()


def axis(texts: tuple[str, ...], say: Language) -> tuple[Point, ...]:
    """Read what stands in a column; it is time when every cell is written in the same form of time."""
    for form in _FORMS:
        matches = [form.fullmatch(text) for text in texts]
        if all(matches):
            try:
                return tuple(_time(match.groupdict(), say) for match in matches if match)
            except ValueError:
                break  # a day that does not exist
    return tuple(Point(text, (text,)) for text in texts)


def in_time(texts: tuple[str, ...], say: Language) -> bool:
    """Tell whether all texts are written in the same form of time."""
    return all(point.at is not None for point in axis(texts, say))


def _time(parts: dict[str, str | None], say: Language) -> Point:
    year = int(parts["year"] or 0)
    quarter, month, day = (int(parts.get(key) or 0) for key in ("quarter", "month", "day"))
    if quarter:
        return _named(say.quarter(year, quarter), year + (quarter - 1) / 4, say.quarter(year, quarter, short=True))
    if day:
        date = dt.date(year, month, day)
        return _named(say.date(date), date.toordinal() / _DAYS)
    if month:
        return _named(say.month(year, month), year + (month - 1) / 12, say.month(year, month, short=True))
    return _named(str(year), float(year))


def _named(name: str, at: float, brief: str = "") -> Point:
    """Put the year below the rest, so that the name fits in full: '2e kwartaal' with '2024' below it."""
    return Point(name, _lines(name), at, _lines(brief) if brief else ())


def _lines(name: str) -> tuple[str, ...]:
    before, _, year = name.rpartition(" ")
    return (before, year) if before and year.isdigit() else (name,)

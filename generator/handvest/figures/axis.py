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
    """One place on the axis: its name in full and in short, and when that is (in years; None: no time)."""

    name: str
    short: str
    at: float | None = None


def axis(texts: tuple[str, ...], say: Language) -> tuple[Point, ...]:
    """Read what stands in a column; it is time when every cell is written in the same form of time."""
    for form in _FORMS:
        matches = [form.fullmatch(text) for text in texts]
        if all(matches):
            try:
                return tuple(_time(match.groupdict(), say) for match in matches if match)
            except ValueError:
                break  # a day that does not exist
    return tuple(Point(text, text) for text in texts)


def _time(parts: dict[str, str | None], say: Language) -> Point:
    year = int(parts["year"] or 0)
    quarter, month, day = (int(parts.get(key) or 0) for key in ("quarter", "month", "day"))
    if quarter:
        short = say.quarter(year, quarter, short=True)
        return Point(say.quarter(year, quarter), short, year + (quarter - 1) / 4)
    if day:
        date = dt.date(year, month, day)
        return Point(say.date(date), say.date(date), date.toordinal() / _DAYS)
    if month:
        return Point(say.month(year, month), say.month(year, month, short=True), year + (month - 1) / 12)
    return Point(str(year), str(year), float(year))

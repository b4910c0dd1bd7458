"""Coming back to something on a day that was named: still ahead, done, or overdue; said in so many words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from handvest.language import Language
from handvest.pages.page import Link


@dataclass(frozen=True)
class Back:
    """When an organisation comes back to something, or where it did. `text`: a sentence; empty: nothing was said."""

    day: dt.date | None = None
    text: str = ""
    overdue: bool = False
    done: Link | None = None  # where it came back to it


def back(say: Language, day: dt.date | None, today: dt.date, done: Link | None = None) -> Back:
    """Say when an organisation comes back to something; a day that has passed in silence is overdue."""
    if done:
        return Back(day, say("We came back to it here:"), done=done)
    if day is None:
        return Back()
    if day >= today:
        return Back(day, say("We come back to it on {date}.", date=say.date(day)))
    overdue = say("We would come back to it on {date}. That has not happened yet.", date=say.date(day))
    return Back(day, overdue, overdue=True)

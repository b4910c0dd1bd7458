"""The kinds of values that fields hold; each says in the author's words what is wrong with one."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from handvest.problem import Message, did_you_mean, message

D = TypeVar("D", bound=dt.date)


def wrong(what: Message, remedy: Message | None = None) -> PydanticCustomError:
    """Make the error with which a field says what is wrong with its value, and what to do."""
    return PydanticCustomError("handvest", "wrong", {"what": what, "remedy": remedy})


@dataclass(frozen=True)
class Shown:
    """Marks a field as text that visitors see."""

    markdown: bool = False
    name: bool = False  # the same in every language, unless a translation says otherwise


Text = Annotated[str, Shown()]
Markdown = Annotated[str, Shown(markdown=True)]
Name = Annotated[str, Shown(name=True)]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

LONGEST_ID = 100  # signs; names of files can't be longer than some 250 bytes
YEARS = range(1000, 9000)
"""The years that dates may be in, so that sums with them stay within what Python knows."""


def url_safe(text: str) -> str:
    """Return what is left of a text when it must be part of an address: 'Één afdeling' becomes 'een-afdeling'."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _id(value: object) -> object:
    if isinstance(value, str) and len(value) > LONGEST_ID:
        what = message("'{value}' is longer than an address can be: {most} signs.", value=value, most=LONGEST_ID)
        raise wrong(what, message("Choose a shorter name."))
    if isinstance(value, str) and not ID.fullmatch(value):
        proposal = url_safe(value)
        remedy = message("For example: {proposal}.", proposal=proposal) if proposal else None
        raise wrong(message("'{value}' can't be part of an address. Use a-z, 0-9 and hyphens.", value=value), remedy)
    return value


Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"})]


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise wrong(message("'{value}' is not a date.", value=value), message("Write it like this: 2026-05-01."))
    return _existing(value, dt.date.fromisoformat)


def _existing(value: str, read: Callable[[str], D]) -> D:
    """Read a day or moment that exists, in a year that can be meant."""
    try:
        found = read(value)
    except ValueError:
        raise wrong(message("The date {value} does not exist.", value=value)) from None
    if found.year not in YEARS:
        what = message("The date {value} lies too far away.", value=value)
        raise wrong(what, message("Write the date that is meant, or delete the line when there is no end."))
    return found


Date = Annotated[dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?", value)
    if not match:
        raise wrong(
            message("'{value}' is not a moment.", value=value),
            message("Write it like this: 2026-05-01T10:00."),
        )
    return _existing(value, lambda _: dt.datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}"))


Moment = Annotated[dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string"})]


def _loose_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if not match:
        raise wrong(
            message("'{value}' is not a date.", value=value),
            message("Write it like this: 2026-05-01, or 2026-05, or 2026."),
        )
    _existing(value, lambda _: dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
    return value


LooseDate = Annotated[str, BeforeValidator(_loose_date), WithJsonSchema({"type": ["string", "integer"]})]

_YES = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value.lower() not in _YES:
            raise wrong(message("'{value}' is not yes or no.", value=value), message("Write true or false."))
        return _YES[value.lower()]
    return value


Flag = Annotated[bool, BeforeValidator(_flag)]


def _count(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,9}", value):
        raise wrong(message("'{value}' is not a whole number.", value=value))
    return value


Count = Annotated[int, BeforeValidator(_count)]


def _timezone(value: object) -> object:
    if isinstance(value, str):
        if value not in available_timezones():
            raise wrong(
                message("'{value}' is not a known time zone.", value=value),
                did_you_mean(value, {"Europe/Amsterdam", "Europe/Brussels"}),
            )
        return ZoneInfo(value)
    return value


Timezone = Annotated[ZoneInfo, BeforeValidator(_timezone), WithJsonSchema({"type": "string"})]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _colour(value: object) -> object:
    if isinstance(value, str) and not _COLOUR.fullmatch(value):
        raise wrong(
            message("'{value}' is not a colour.", value=value),
            message('Write it with six digits and between quotes: "#00558c".'),
        )
    return value


Colour = Annotated[str, BeforeValidator(_colour)]

_URL = re.compile(r"https?://[^\s<>\"']+")


def _is_url(text: str) -> bool:
    try:
        return bool(_URL.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False


def _url(value: object) -> object:
    if isinstance(value, str) and not _is_url(value):
        raise wrong(
            message("'{value}' is not a web address.", value=value),
            message("Begin it with https://."),
        )
    return value


Url = Annotated[str, BeforeValidator(_url)]

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


def _email(value: object) -> object:
    if isinstance(value, str) and not _EMAIL.fullmatch(value):
        raise wrong(message("'{value}' is not an e-mail address.", value=value))
    return value


Email = Annotated[str, BeforeValidator(_email)]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _tag(value: object) -> object:
    if isinstance(value, str) and not _TAG.fullmatch(value):
        raise wrong(message("'{value}' is not a language code.", value=value), message("For example: nl, en, ar."))
    return value


Tag = Annotated[str, BeforeValidator(_tag)]

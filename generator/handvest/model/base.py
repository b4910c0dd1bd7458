"""What all models share: frozen, closed to unknown keys, with texts that know what they are."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from handvest.problem import Message, did_you_mean, message

Language = str
Step = str | int
Place = tuple[Step, ...]


def wrong(what: Message, remedy: Message | None = None) -> PydanticCustomError:
    """Make the error with which a field says what is wrong with its value, and what to do."""
    return PydanticCustomError("handvest", "wrong", {"what": what, "remedy": remedy})


@dataclass(frozen=True)
class Shown:
    """Marks a field as text that visitors see."""

    markdown: bool = False


Text = Annotated[str, Shown()]
Markdown = Annotated[str, Shown(markdown=True)]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def url_safe(text: str) -> str:
    """Return what is left of a text when it must be part of an address: 'Één afdeling' becomes 'een-afdeling'."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _id(value: object) -> object:
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
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise wrong(message("The date {value} does not exist.", value=value)) from None


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
    try:
        return dt.datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}")
    except ValueError:
        raise wrong(message("The moment {value} does not exist.", value=value)) from None


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
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise wrong(message("The date {value} does not exist.", value=value)) from None
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


class Model(BaseModel):
    """A frozen part of what authors write; unknown keys are problems."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Any) -> Any:
        """A key that was left empty counts as not written, but one that is unknown stays a problem."""
        if not isinstance(data, dict):
            return data
        known = {info.alias or name for name, info in cls.model_fields.items()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


class Texts(Model):
    """A part that has texts, which may stand in other languages and in an easy version too."""

    translations: dict[Tag, dict[str, Any]] = Field(
        default={}, description="The same texts in other languages, by language code"
    )
    easy: dict[str, Any] = Field(
        default={}, description="The same texts in easy words; lines: one sentence a line; checked: by, on"
    )


@cache
def text_fields(cls: type[Model]) -> dict[str, Shown]:
    """Return the fields of a model that hold text for visitors (or a list of texts)."""
    found = {}
    for name, info in cls.model_fields.items():
        marks = [m for m in info.metadata if isinstance(m, Shown)] or list(_marks(info.annotation))
        if marks:
            found[name] = marks[0]
    return found


def _marks(annotation: object) -> Iterator[Shown]:
    for part in typing.get_args(annotation):
        if isinstance(part, Shown):
            yield part
        elif typing.get_origin(part) is not None or isinstance(part, types.UnionType):
            yield from _marks(part)


def texts(model: Model, place: Place = ()) -> Iterator[tuple[Place, str, Shown]]:
    """Walk all texts of a model and its parts: where it stands (keys as authors write them), text, kind."""
    marks = text_fields(type(model))
    for name, info in type(model).model_fields.items():
        yield from _texts(getattr(model, name), (*place, info.alias or name), marks.get(name))


def _texts(value: object, place: Place, mark: Shown | None) -> Iterator[tuple[Place, str, Shown]]:
    if isinstance(value, Model):
        yield from texts(value, place)
    elif isinstance(value, str):
        if mark and not isinstance(value, Enum):
            yield place, value, mark
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*place, i), mark)
    elif isinstance(value, dict):
        other = mark or (Shown() if place[-1] in ("translations", "easy") else None)
        for key, item in value.items():
            yield from _texts(item, (*place, key), other)


def class_at(cls: type[Model], place: Place) -> type | None:
    """Return the class (model or enumeration) that the value at `place` should be of."""
    current: Any = cls
    for step in place:
        current = next((b for b in (_below(o, step) for o in _options(current)) if b is not None), None)
        if current is None:
            return None
    known = [o for o in _options(current) if isinstance(o, type) and issubclass(o, Model | Enum)]
    return known[0] if known else None


def _options(annotation: Any) -> Iterator[Any]:
    """Peel Optional, unions and Annotated from an annotation."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        yield from _options(typing.get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in typing.get_args(annotation):
            yield from _options(part)
    else:
        yield annotation


def _below(annotation: Any, step: Step) -> Any:
    origin = typing.get_origin(annotation)
    if origin is tuple and isinstance(step, int):
        return typing.get_args(annotation)[0]
    if origin is dict:
        return typing.get_args(annotation)[1]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return next((i.annotation for n, i in annotation.model_fields.items() if (i.alias or n) == step), None)
    return None

"""What all models share: frozen, closed to unknown keys, with texts that know what they are."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handvest.model.fields import Shown, Tag

Language = str
Step = str | int
Place = tuple[Step, ...]


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
    as_is: dict[str, str] = Field(
        default={}, description="Texts that stay as they are in spite of the advice on plain language, each with why"
    )


def as_is_keys(texts: Sequence[str]) -> list[str]:
    """Return the names in `as_is` of texts with these keys: the text itself, and its easy version."""
    return [*texts, *(f"easy.{key}" for key in (*texts, "lines"))]


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

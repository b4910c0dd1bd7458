"""Frameworks: what a report must tell, as data: building blocks with their questions, themes, norms and a rhythm."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from handvest.model.base import Model, Texts
from handvest.model.fields import Id, LooseDate, Markdown, Text, Url, wrong
from handvest.model.quantity import Time
from handvest.problem import message


def _named(value: object) -> object:
    return {"id": value, "title": value} if isinstance(value, str) else value


class Named(Texts):
    """A part of a framework: its number or name, and its title."""

    id: str = Field(description="Number or name")
    title: Text = Field(description="Title")


OwnOrNamed = Annotated[Named, BeforeValidator(_named)]


def _day_of_year(value: object) -> object:
    if isinstance(value, str):
        try:
            if not re.fullmatch(r"\d\d-\d\d", value):
                raise ValueError(value)
            dt.date.fromisoformat(f"2001-{value}")  # a day that every year has
        except ValueError:
            what = message("'{value}' is not a day of the year.", value=value)
            raise wrong(what, message("Write the month and the day, like this: 06-01.")) from None
    return value


DayOfYear = Annotated[str, BeforeValidator(_day_of_year), WithJsonSchema({"type": "string"})]


class Block(Texts):
    """A building block: what it asks, and how often it must be told."""

    id: str = Field(description="Number or name")
    title: Text = Field(description="Title")
    asks: tuple[Text, ...] = Field((), description="The questions it asks")
    every: Time | None = Field(None, description="How often, such as 1 year")
    parts: tuple[OwnOrNamed, ...] = Field((), description="Its parts")


class Cycle(Model):
    """How often a framework asks for a report, and before which day of the year."""

    report: Time | None = Field(None, description="How often a report, such as 2 years")
    update: Time | None = Field(None, description="How often an update, such as 1 year")
    before: DayOfYear | None = Field(None, description="Before which day of the year: 06-01")


class Framework(Texts):
    """A framework: what a report must tell, as data."""

    id: Id = Field(description="Name of the framework; the name of its file")
    title: Text = Field(description="Title of the framework")
    source: Url | None = Field(None, description="Where it can be read")
    read_on: LooseDate | None = Field(None, description="When this was taken from the source")
    note: Markdown | None = Field(None, description="What readers of this list should know (Markdown)")
    cycle: Cycle = Field(Cycle(), description="Its rhythm")
    blocks: tuple[Block, ...] = Field((), description="Its building blocks")
    themes: tuple[OwnOrNamed, ...] = Field((), description="Its themes")
    norms: tuple[OwnOrNamed, ...] = Field((), description="Its norms, when it has numbers")

    @property
    def block_ids(self) -> tuple[str, ...]:
        """What a section may name as its block: building blocks and their parts."""
        return tuple(id for block in self.blocks for id in (block.id, *(part.id for part in block.parts)))


def said(part: Texts, key: str, code: str) -> str:
    """Return a text of a framework in a language, or as it was written when it has not been translated."""
    text: str = part.translations.get(code, {}).get(key) or getattr(part, key) or ""
    return text

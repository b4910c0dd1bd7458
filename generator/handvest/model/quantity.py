"""Quantities: a number with a unit, as people write them in English or in the language of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, InstanceOf, ValidationInfo, WithJsonSchema

from handvest.language import language, plural, word
from handvest.model.base import Texts
from handvest.model.fields import Text, wrong
from handvest.problem import message


class Unit(StrEnum):
    """The units that the format knows."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    PEOPLE = "people"
    EUR = "EUR"
    PERCENT = "percent"


PLURALS = {
    Unit.MINUTES: plural("{n} minute", "{n} minutes"),
    Unit.HOURS: plural("{n} hour", "{n} hours"),
    Unit.DAYS: plural("{n} day", "{n} days"),
    Unit.WORKING_DAYS: plural("{n} working day", "{n} working days"),
    Unit.WEEKS: plural("{n} week", "{n} weeks"),
    Unit.MONTHS: plural("{n} month", "{n} months"),
    Unit.YEARS: plural("{n} year", "{n} years"),
    Unit.TIMES: plural("{n} time", "{n} times"),
    Unit.PEOPLE: plural("{n} person", "{n} people"),
    Unit.EUR: plural("{n} euro", "{n} euros"),
    Unit.PERCENT: plural("{n} percent", "{n} percent"),
}

SIGNS = {Unit.EUR, Unit.PERCENT}
"""The units that have a sign, which is written where nobody needs to hear it."""

# The words that authors may write for a unit; a catalogue translates each line into words of its language.
WORDS = {
    Unit.MINUTES: word("words for a unit", "minute minutes min"),
    Unit.HOURS: word("words for a unit", "hour hours h"),
    Unit.DAYS: word("words for a unit", "day days"),
    Unit.WORKING_DAYS: word("words for a unit", "working-day working-days workday workdays"),
    Unit.WEEKS: word("words for a unit", "week weeks"),
    Unit.MONTHS: word("words for a unit", "month months"),
    Unit.YEARS: word("words for a unit", "year years"),
    Unit.TIMES: word("words for a unit", "time times"),
    Unit.PEOPLE: word("words for a unit", "person persons people"),
    Unit.EUR: word("words for a unit", "eur euro euros €"),
    Unit.PERCENT: word("words for a unit", "percent %"),
}


@lru_cache
def unit_words(code: str) -> dict[str, Unit]:
    """Return each word for a unit in English and in the language `code`."""
    found = {text: unit for unit, words in WORDS.items() for text in words.split()}
    for unit, words in WORDS.items():
        for own in language(code).word("words for a unit", words).split():
            found.setdefault(own, unit)
    return {text.replace("-", " "): unit for text, unit in found.items()}


class Thing(Texts):
    """What is counted when it is none of the known units: 'zorgverlener, zorgverleners'."""

    one: Text = Field(description="The word for one")
    other: Text = Field(description="The word for more than one")


@dataclass(frozen=True)
class Quantity:
    """A number (0 or more) with its unit; `thing` names what is counted when there is no unit."""

    value: Decimal
    unit: Unit | None = None
    thing: Thing | None = None


_UNSEEN = re.compile("[\u061c\u200e\u200f]")
"""Marks for the direction of writing, which come along when people copy a text from right to left."""

_FORM = re.compile(r"(?P<before>€|eur)?\s*(?P<number>\d[\d.,]*)\s*(?P<after>\D*)", re.IGNORECASE)


@lru_cache
def _in_words(code: str) -> dict[str, Quantity]:
    """Return the quantities for which a language needs no figure, such as Arabic for one and for two minutes."""
    said = ((language(code).plural(*PLURALS[unit], n), unit, n) for unit in PLURALS for n in (1, 2))
    return {text: Quantity(Decimal(n), unit) for text, unit, n in said}


def parse_quantity(text: str, code: str) -> Quantity:
    """Read '15 minutes', '3 werkdagen', '€ 10', '95%' or a bare number; ValueError when it is none of these."""
    text = _UNSEEN.sub("", text).strip()
    match = _FORM.fullmatch(text.removesuffix(",-"))
    if not match and text in _in_words(code):
        return _in_words(code)[text]
    if not match:
        raise ValueError(text)
    value = _number(match["number"])
    unit_word = " ".join((match["before"] or match["after"]).lower().split())
    if match["before"] and match["after"].strip():
        raise ValueError(text)
    if not unit_word:
        return Quantity(value)
    unit = unit_words(code).get(unit_word)
    if unit is None:
        raise ValueError(text)
    return Quantity(value, unit)


def _number(text: str) -> Decimal:
    """Read 1.5 and 1,5 alike; a dot or comma before exactly three digits separates thousands."""
    grouped = re.fullmatch(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?", text)
    if grouped:
        text = re.sub(r"[.,]", "", grouped[1]) + (f".{grouped[3]}" if grouped[3] else "")
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,4})?", text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def _quantity(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    code = (info.context or {}).get("language", "en")
    try:
        return parse_quantity(value, code)
    except ValueError:
        raise wrong(
            message("'{value}' is not a number with a unit that we know.", value=value),
            message(
                "Write for example '15 minutes', '3 working days' or '10 EUR'; for other things a bare "
                "number, and beside it unit: {{one: …, other: …}}."
            ),
        ) from None


def _with_unit(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Quantity) and value.unit is None:
        raise wrong(
            message("The unit is missing."),
            message("Write for example '15 minutes', '24 hours', '10 EUR' or '95%'."),
        )
    return value


_TIMES = {Unit.MINUTES, Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS}


def _time(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Quantity) and value.unit not in _TIMES:
        raise wrong(
            message("This is not a length of time."), message("Write for example '15 minutes' or '3 working days'.")
        )
    return value


_SCHEMA = WithJsonSchema({"type": ["string", "number"]})
Amount = Annotated[InstanceOf[Quantity], BeforeValidator(_quantity), _SCHEMA]
"""A quantity that may be a bare number, with the thing it counts beside it."""
Measure = Annotated[InstanceOf[Quantity], BeforeValidator(_with_unit), BeforeValidator(_quantity), _SCHEMA]
"""A quantity with one of the known units."""
Time = Annotated[
    InstanceOf[Quantity], BeforeValidator(_time), BeforeValidator(_with_unit), BeforeValidator(_quantity), _SCHEMA
]
"""A length of time."""


class Label(Texts):
    """An own word for something, with its plural and its article, so that sentences can use it well."""

    one: Text = Field(description="The word for one")
    other: Text = Field(description="The word for more than one")
    the: Text = Field("", description="Its article, where the language has more than one")

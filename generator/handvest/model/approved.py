"""What was approved: for each easy text and translation, the full text that a person held beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel, WithJsonSchema

from handvest.model.base import Model
from handvest.model.fields import Date, Flag, Id, wrong
from handvest.model.quantity import parse_quantity
from handvest.problem import message

EASY = "easy"
"""The name of the easy version, beside the codes of languages."""

_VERSION = re.compile(r"easy|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _version(value: object) -> object:
    if isinstance(value, str) and not _VERSION.fullmatch(value):
        what = message("'{value}' is not a version.", value=value)
        raise wrong(what, message("It is easy, or a language code such as en."))
    return value


VersionName = Annotated[
    str, BeforeValidator(_version), WithJsonSchema({"type": "string", "pattern": f"^({_VERSION.pattern})$"})
]


def _limits(value: object) -> object:
    return () if value == "none" else value


Limits = Annotated[
    tuple[str, ...],
    BeforeValidator(_limits),
    WithJsonSchema({"anyOf": [{"const": "none"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Wording(Model):
    """A full text with all that holds for it, what it inherits too; quantities as an author writes them."""

    # No text here is for visitors, so none is marked as Text.

    promise: str | None = Field(None, description="The promise in one sentence")
    norm: dict[str, str] = Field({}, description="The norm, by the keys of a charter")
    specification: str | None = Field(None, description="Conditions, and what happens when it can't be met")
    offers: tuple[str, ...] = Field((), description="What people get")
    choice: Flag = Field(False, description="true: the person picks one")
    proactive: Flag = Field(False, description="true: given unasked")
    because: str | None = Field(None, description="Why there is no compensation")
    claim: dict[str, str] = Field({}, description="How people report a miss, by the keys of a charter")
    exceptions: Limits | None = Field(None, description="none, or a list of cases in which it does not hold")
    texts: dict[str, str] = Field({}, description="Other texts that have this version, by the place where they stand")

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """All that is filled in, by the keys that an author knows: `claim.within`."""
        limits = self.exceptions if self.exceptions is None else self.exceptions or ("none",)
        all_parts: dict[str, tuple[str | None, ...]] = {
            "promise": (self.promise,),
            **{f"norm.{key}": (text,) for key, text in self.norm.items()},
            "specification": (self.specification,),
            "offers": self.offers,
            "choice": ("true",) if self.choice else (),
            "proactive": ("true",) if self.proactive else (),
            "because": (self.because,),
            **{f"claim.{key}": (text,) for key, text in self.claim.items()},
            "exceptions": limits or (),
            **{key: (text,) for key, text in self.texts.items()},
        }
        filled = ((key, tuple(text for text in texts if text)) for key, texts in all_parts.items())
        return {key: texts for key, texts in filled if texts}


class Approval(Model):
    """One version, approved by a person who held it beside the full text."""

    charter: Id = Field(description="The charter")
    promise: Id | None = Field(None, description="The promise; without it: the charter's own texts")
    version: VersionName = Field(description="easy, or the code of a language")
    on: Date = Field(description="When it was approved")
    by: str | None = Field(None, description="Who looked")
    text: str = Field(description="Fingerprint of the version's own words")
    of: Wording = Field(description="The full text for which the version was approved")


class Approved(RootModel[tuple[Approval, ...]]):
    """All approved versions."""


@dataclass(frozen=True)
class Change:
    """What changed in one part of a full text; empty when it was not there, or is not there any more."""

    part: str
    old: str
    new: str


def changes(old: Wording, new: Wording, code: str) -> Iterator[Change]:
    """Yield the parts that differ; '60 minuten' and '60 minutes' do not, in the language `code`."""
    before, after = old.parts, new.parts
    for part in [*after, *(p for p in before if p not in after)]:
        was, now = before.get(part, ()), after.get(part, ())
        if was != now and not _same_quantity(was, now, code):
            gone = [text for text in was if text not in now]
            come = [text for text in now if text not in was]
            if not gone and not come:  # in another order
                gone, come = [*was], [*now]
            yield Change(part, "; ".join(gone), "; ".join(come))


def _same_quantity(was: tuple[str, ...], now: tuple[str, ...], code: str) -> bool:
    try:
        return [parse_quantity(t, code) for t in was] == [parse_quantity(t, code) for t in now]
    except ValueError:
        return False

"""Codes: what is printed on desks, and what each opens."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel

from handvest.model.base import Model
from handvest.model.fields import Date, Flag, Id, Text, Url, wrong
from handvest.problem import message

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without 0 o 1 l i, which people mix up
LENGTH = 5

_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH},20}}")


def _code(value: object) -> object:
    if isinstance(value, str) and not _CODE.fullmatch(value):
        raise wrong(
            message("'{value}' is not a code: 5 to 20 letters and digits, without 0, o, 1, l and i.", value=value),
            message("Let the tool make one: handvest codes add."),
        )
    return value


class Ended(Model):
    """Why a code no longer opens what it opened."""

    on: Date = Field(description="Since when")
    because: Text = Field(description="The reason, as visitors may read it")
    replaced_by: Id | None = Field(None, description="The charter that took its place")


class Code(Model):
    """A printed code. It is never removed: somewhere it stands on a desk."""

    code: Annotated[str, BeforeValidator(_code)] = Field(description="The code, as printed")
    opens: str = Field(description="What it opens: charter, charter/promise or charter#phase")
    printed: Date | None = Field(None, description="When it was printed")
    url: Url | None = Field(None, description="The address as printed")
    forwarded: Flag = Field(False, description="true: the printed address lies on an old host that leads here")
    ended: Ended | None = Field(None, description="When and why it was retired")

    @property
    def charter(self) -> str:
        """The id of the charter it opens."""
        return re.split("[/#]", self.opens)[0]

    @property
    def promise(self) -> str | None:
        """The id of the promise it opens, if it opens one."""
        return self.opens.partition("/")[2] or None

    @property
    def phase(self) -> str | None:
        """The phase it opens, if it opens one."""
        return self.opens.partition("#")[2] or None


class Codes(RootModel[tuple[Code, ...]]):
    """All codes that were ever made."""

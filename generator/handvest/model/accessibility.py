"""What the accessibility statement says."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from handvest.model.base import Texts
from handvest.model.fields import Date, LooseDate, Text


class Status(StrEnum):
    """The status of a site in the Dutch register, from A (meets the rules) to E (no statement)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Deviation(Texts):
    """Something that does not yet meet the rules."""

    what: Text = Field(description="What does not meet the rules")
    cause: Text | None = Field(None, description="Why")
    consequence: Text | None = Field(None, description="What people notice of it")
    measure: Text | None = Field(None, description="What you do about it")
    by_date: Date | None = Field(None, description="Before when")


class Examination(Texts):
    """Who checked the site, and when."""

    on: Date = Field(description="When")
    by: Text = Field(description="By whom")


class Signature(Texts):
    """Who signed the statement."""

    by: Text = Field(description="By whom")
    on: LooseDate = Field(description="When")


class Accessibility(Texts):
    """The accessibility statement."""

    status: Status = Field(description="A (fully meets the rules) to E (no statement)")
    deviations: tuple[Deviation, ...] = Field((), description="What does not yet meet the rules")
    checked: Examination | None = Field(None, description="The last check")
    signed: Signature | None = Field(None, description="Who signed it")

"""Who makes the promises: the organisation, its parts, and how it looks and speaks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import pydantic
from pydantic import Field

from handvest.model.base import Model, Texts
from handvest.model.fields import Colour, Count, Email, Id, Name, Tag, Text, Timezone, Url
from handvest.model.quantity import Label


class OrganisationKind(StrEnum):
    """What kind of care an organisation gives."""

    HOSPITAL = "hospital"
    ELDERLY_CARE = "elderly-care"
    DISABILITY_CARE = "disability-care"
    HOME_CARE = "home-care"
    PUBLIC_HEALTH = "public-health"
    MIXED = "mixed"
    OTHER = "other"


class Contact(Texts):
    """How to reach someone."""

    desk: Text | None = Field(None, description="The desk where people can go, with its route")
    phone: Name | None = Field(None, description="Telephone number, as people dial it")
    email: Email | None = Field(None, description="E-mail address")
    address: Name | None = Field(None, description="Postal address, on one line")
    hours: Text | None = Field(None, description="When someone answers")
    url: Url | None = Field(None, description="Web page with more contact details")


class Complaints(Texts):
    """The complaints officer, or another route for complaints."""

    name: Text = Field(description="Who handles complaints")
    phone: Name | None = Field(None, description="Telephone number, as people dial it")
    email: Email | None = Field(None, description="E-mail address")
    address: Name | None = Field(None, description="Postal address, on one line")
    url: Url | None = Field(None, description="Web page about complaints")


CHOICES = ("[text]", "[keys]")
"""The names of the two ways to write an own word; problems are told of the one that was chosen."""

OwnWord = Annotated[
    Annotated[Text, pydantic.Tag(CHOICES[0])] | Annotated[Label, pydantic.Tag(CHOICES[1])],
    pydantic.Discriminator(lambda value: CHOICES[isinstance(value, dict | Label)]),
]


class Labels(Model):
    """Own words for what the site talks about; plain text, or with plural and article."""

    promise: OwnWord | None = Field(None, description="Your word for a promise")
    charter: OwnWord | None = Field(None, description="Your word for a set of promises")
    person: OwnWord | None = Field(None, description="Your word for the person you care for")


class Unit(Texts):
    """A house, service or other part of the organisation."""

    name: Name = Field(description="Name of this part")
    kind: OrganisationKind | None = Field(None, description="What kind of organisation this part is")
    website: Url | None = Field(None, description="Web site of this part")
    contact: Contact = Field(Contact(), description="How to reach this part")
    complaints: Complaints | None = Field(None, description="Where people can complain about this part")
    labels: Labels = Field(Labels(), description="Own words of this part")


class HouseStyle(Model):
    """How the site looks."""

    primary: Colour = Field("#00558c", description="The main colour, six digits between quotes")
    logo: str | None = Field(None, description="File of the logo, beside this file (SVG or PNG)")


class OwnPhase(Texts):
    """A phase of one's own, beside the built-in ones."""

    id: Id = Field(description="Name of the phase in charters and addresses")
    title: Text = Field(description="What people see")


class Organisation(Texts):
    """Who makes the promises."""

    name: Name = Field(description="Name of the organisation")
    kind: OrganisationKind = Field(description="What kind of organisation this is")
    website: Url | None = Field(None, description="Your ordinary web site")
    contact: Contact = Field(description="How people reach you; charters and units may have their own")
    complaints: Complaints = Field(description="Where people can complain")
    legal_note: Text | None = Field(None, description="One sentence: promises are voluntary, rights always hold")
    units: dict[Id, Unit] = Field({}, description="Parts of the organisation: houses, services")
    timezone: Timezone = Field(ZoneInfo("Europe/Amsterdam"), description="Time zone of all moments")
    languages: tuple[Tag, ...] = Field(("nl",), description="Languages of the site; the first is the main one")
    house_style: HouseStyle = Field(HouseStyle(), description="Colour and logo")
    labels: Labels = Field(Labels(), description="Own words, on the whole site")
    phases: tuple[OwnPhase, ...] = Field((), description="Own phases beside the built-in ones")
    small_numbers: Count = Field(10, description="Below how many people figures are not shown as a percentage")

    @property
    def language(self) -> str:
        """The main language of the site."""
        return self.languages[0] if self.languages else "nl"

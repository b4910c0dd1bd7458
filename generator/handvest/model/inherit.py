"""What a promise inherits from its charter, partner, unit and organisation."""

from __future__ import annotations

from typing import TypeVar

from handvest.model.base import Model
from handvest.model.charter import Charter, Claim, Compensation, PartialClaim, Partner, Promise
from handvest.model.organisation import Complaints, Contact, Organisation, Unit

M = TypeVar("M", bound=Model)


def over(base: M, *own: Model | None) -> M:
    """Lay the keys that were written in `own` over `base`, key by key; later ones win."""
    values = {}
    for part in own:
        if part is not None:
            values.update({name: getattr(part, name) for name in part.model_fields_set})
    return base.model_copy(update=values)


def partner_of(charter: Charter, promise: Promise) -> Partner | None:
    """Return the partner in the chain that keeps this promise."""
    return next((p for p in charter.partners if p.id == promise.by), None)


def claim_of(charter: Charter, promise: Promise | None) -> Claim:
    """Return the claim of a promise: the charter's, then the partner's, then its own, key by key."""
    if promise is None:
        return charter.claim
    partner = partner_of(charter, promise)
    own: list[PartialClaim | None] = [partner.claim if partner else None, promise.claim]
    return over(charter.claim, *own)


def compensation_of(charter: Charter, promise: Promise) -> Compensation:
    """Return the compensation of a promise: its own, whole, or else the charter's."""
    return promise.compensation or charter.compensation


def exceptions_of(charter: Charter, promise: Promise) -> tuple[str, ...] | None:
    """Return in which cases a promise does not hold; empty: it always holds; None: nobody said."""
    return charter.exceptions if promise.exceptions is None else promise.exceptions


def unit_of(organisation: Organisation, charter: Charter) -> Unit | None:
    """Return the part of the organisation to which a charter belongs."""
    return organisation.units.get(charter.unit or "")


def contact_of(organisation: Organisation, charter: Charter, promise: Promise | None = None) -> Contact:
    """Return how to reach those who keep a promise.

    A partner is somebody else: what it does not give is not borrowed from the organisation, unless it gives
    nothing at all.
    """
    partner = partner_of(charter, promise) if promise else None
    if partner and partner.contact:
        return partner.contact
    unit = unit_of(organisation, charter)
    contact = organisation.contact
    for own in (unit.contact if unit else None, charter.contact):
        if own and own.phone and own.hours is None:
            contact = contact.model_copy(update={"hours": None})  # hours belong to the number they stand with
        contact = over(contact, own)
    return contact


def complaints_of(organisation: Organisation, charter: Charter, promise: Promise | None = None) -> Complaints:
    """Return where people can complain: at the partner, the unit or the organisation."""
    partner = partner_of(charter, promise) if promise else None
    unit = unit_of(organisation, charter)
    return (partner.complaints if partner else None) or (unit.complaints if unit else None) or organisation.complaints

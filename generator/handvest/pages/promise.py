"""What visitors read about one promise: every text filled in, in the language of its charter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model.charter import Charter, Claim, Offer, Promise
from handvest.model.choices import Channel, Figures, MeasuredHow, OfferKind
from handvest.model.fields import LooseDate
from handvest.model.inherit import (
    claim_of,
    compensation_of,
    complaints_of,
    contact_of,
    exceptions_of,
    partner_of,
)
from handvest.model.organisation import Complaints, Contact
from handvest.model.pictogram import pictogram_of
from handvest.pages.editions import organisation_in
from handvest.pages.norm import norm_facts, norm_quantity
from handvest.pages.page import Fact
from handvest.pages.words import CHANNELS, REPORTERS, THEMES, capital, sentences
from handvest.problem import Message, message

MEASURED: dict[MeasuredHow, Message] = {
    MeasuredHow.ALL: message("every time"),
    MeasuredHow.SAMPLE: message("with a sample"),
    MeasuredHow.REPORTS: message("with the reports that we receive"),
    MeasuredHow.SURVEY: message("with a survey"),
    MeasuredHow.NOT_YET: message("not yet"),
}


@dataclass(frozen=True)
class ClaimView:
    """How a person reports a miss."""

    to: str
    within: str
    channels: tuple[Fact, ...]
    by: str
    answer_within: str
    receive: str
    hours: str


@dataclass(frozen=True)
class ActionView:
    """What is done about misses."""

    what: str
    since: str
    owner: str
    back_on: str
    due: dt.date  # for sorting; the last day there is when nothing was said


@dataclass(frozen=True)
class PromiseView:
    """One promise as visitors read it."""

    id: str
    uri: str
    language: str
    sentence: str
    intention: bool
    phases: tuple[str, ...]
    theme: str
    theme_title: str
    norm: tuple[Fact, ...]
    specification: str
    exceptions: tuple[str, ...] | None
    offers: tuple[str, ...]
    choice: bool
    proactive: bool
    no_compensation: str
    claim: ClaimView
    contact: Contact
    complaints: Complaints
    owner: str
    charter: str  # id of the charter where it stands
    charter_title: str
    charter_uri: str
    partner: str
    partner_id: str
    wish: str
    target: str
    measured: str
    figures_because: str
    actions: tuple[ActionView, ...]
    changes: tuple[Fact, ...]
    icon: str
    lines: tuple[str, ...]  # the easy text, one sentence a line
    checked: str  # who read the easy text, and when


def charter_uri(project: Project, id: str) -> str:
    """Return the address of a charter, from the root of the site."""
    return f"{project.prefix}{language(project.language).address('promises')}/{id}/"


def charter_language(project: Project, charter: Charter) -> str:
    """Return the language in which a charter is written."""
    return charter.language or project.language


def promise_view(project: Project, charter_id: str, promise: Promise, *, spelled: bool = False) -> PromiseView:
    """Make what visitors read of a promise; `spelled`: with units in full, to be heard."""
    charter = project.charters[charter_id].model
    code = charter_language(project, charter)
    organisation = organisation_in(project, code)
    say = language(code, spelled=spelled)
    quantity = norm_quantity(say, promise.norm)

    def fill(text: str | None) -> str:
        return (text or "").replace("{norm}", quantity) if quantity else text or ""

    compensation = compensation_of(charter, promise)
    claim = claim_of(charter, promise)
    contact = contact_of(organisation, charter, promise)
    exceptions = exceptions_of(charter, promise)
    partner = partner_of(charter, promise)
    return PromiseView(
        id=promise.id,
        uri=f"{charter_uri(project, charter_id)}{promise.id}/",
        language=code,
        sentence=fill(promise.promise),
        intention=promise.intention,
        phases=promise.phase,
        theme=promise.theme or "",
        theme_title=say.say(THEMES[promise.theme]) if promise.theme else "",
        norm=norm_facts(say, promise.norm),
        specification=fill(promise.specification),
        exceptions=None if exceptions is None else tuple(fill(e) for e in exceptions),
        offers=tuple(fill(offer_text(say, offer)) for offer in compensation.offers),
        choice=compensation.choice and len(compensation.offers) > 1,
        proactive=compensation.proactive,
        no_compensation=fill(compensation.because) if compensation.none else "",
        claim=claim_view(say, claim, contact),
        contact=contact,
        complaints=complaints_of(organisation, charter, promise),
        owner=charter.owner,
        charter=charter_id,
        charter_title=charter.title,
        charter_uri=charter_uri(project, charter_id),
        partner=partner.name if partner else "",
        partner_id=partner.id if partner else "",
        wish=fill(promise.wish),
        target=say.quantity(promise.target) if promise.target else "",
        measured=_measured(say, promise),
        figures_because=(promise.because or "") if promise.figures is Figures.INTERNAL else "",
        actions=tuple(
            ActionView(fill(a.what), day(say, a.since), a.owner or "", day(say, a.back_on), a.back_on or dt.date.max)
            for a in promise.actions
        ),
        changes=tuple(Fact(say.loose_date(c.on), sentences((fill(c.what), fill(c.why)))) for c in promise.changes),
        icon=pictogram_of(promise, project.pictograms),
        lines=tuple(line.strip() for line in fill(promise.easy.get("lines")).splitlines() if line.strip()),
        checked=_checked(say, promise),
    )


def _checked(say: Language, promise: Promise) -> str:
    """Say who read the easy text; only what was really read says so."""
    written = promise.easy.get("checked")
    if not isinstance(written, dict) or not written.get("by"):
        return ""
    on = written.get("on")
    return say.joined((str(written["by"]), say.loose_date(str(on)) if on else ""))


def day(say: Language, date: dt.date | None) -> str:
    """Write a date, or nothing."""
    return say.date(date) if date else ""


def loose(say: Language, date: LooseDate | None) -> str:
    """Write a day, month or year, or nothing."""
    return say.loose_date(date) if date else ""


def _measured(say: Language, promise: Promise) -> str:
    if not promise.measured:
        return ""
    parts = [say.say(MEASURED[promise.measured.how])]
    if promise.measured.by:
        parts.append(promise.measured.by)
    if promise.measured.since:
        parts.append(say("since {date}", date=say.date(promise.measured.since)))
    return capital(say.joined(parts))


# Compensation


def offer_text(say: Language, offer: Offer) -> str:
    """Say what a person gets, with its worth: 'een koffiebon (€ 5)'."""
    text = offer.text or (say("our apologies") if offer.kind is OfferKind.APOLOGY else "")
    if offer.worth:
        return capital(f"{text} ({say.quantity(offer.worth)})")
    return capital(text)


# Claims


def claim_view(say: Language, claim: Claim, contact: Contact) -> ClaimView:
    """Say how a person reports a miss, with the details of each channel."""
    phones = {Channel.PHONE} & set(claim.channels)
    return ClaimView(
        to=claim.to,
        within=say.quantity(claim.within),
        channels=tuple(_channel(say, channel, claim, contact) for channel in claim.channels),
        by=say.listing([say.say(REPORTERS[r]) for r in claim.by or ()], last="or"),
        answer_within=say.quantity(claim.answer_within) if claim.answer_within else "",
        receive=claim.receive or "",
        hours=contact.hours or "" if phones else "",
    )


def _channel(say: Language, channel: Channel, claim: Claim, contact: Contact) -> Fact:
    term = say.say(CHANNELS[channel])
    if channel is Channel.PHONE and contact.phone:
        return Fact(term, contact.phone, telephone(contact.phone))
    if channel is Channel.EMAIL and contact.email:
        return Fact(term, contact.email, f"mailto:{contact.email}")
    if channel is Channel.FORM and claim.form:
        return Fact(term, say("Open the form"), claim.form)
    if channel is Channel.DESK and contact.desk:
        return Fact(term, contact.desk)
    if channel is Channel.LETTER and contact.address:
        return Fact(term, contact.address)
    if channel is Channel.PAPER_FORM:
        return Fact(term, say("Hand it in to {to}.", to=claim.to))
    return Fact(term, say("Tell {to}.", to=claim.to))


def telephone(number: str) -> str:
    """Make the address that dials a telephone number; signs that are not dialled are left out."""
    return "tel:" + re.sub(r"(?!^\+)[^0-9]", "", number.replace("(0)", ""))

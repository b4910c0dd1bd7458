"""What is filled in and what is given: the form to report a miss, apology cards and vouchers."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.model.choices import OfferKind
from handvest.model.inherit import compensation_of
from handvest.pages.charter import Group
from handvest.pages.promise import PromiseView
from handvest.pages.words import capital
from handvest.variants.paper.parts import Part, claim_parts
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject

GIVEN_ON_PAPER = {
    *(OfferKind.APOLOGY_CARD, OfferKind.VOUCHER, OfferKind.FLOWERS, OfferKind.COFFEE, OfferKind.PARKING),
    *(OfferKind.PRIORITY, OfferKind.COMPANY, OfferKind.ACTIVITY),
}
"""The compensations of which a card in the hand is the proof."""


def claim(subject: Subject) -> Iterator[Sheet]:
    """The form on which people tick what was not kept, in ordinary and in large letters."""
    say, view = subject.say, subject.view
    promise = view.words.promise
    data = {
        **subject.base(say("{promise} not kept? Tell us", promise=capital(promise))),
        "intro": say("Fill in this form, or ask someone to help you. You need not prove anything."),
        "which": say("What is it about? Tick what fits."),
        "groups": [{"title": g.title, "promises": _ticks(subject, g)} for g in view.groups if g.promises],
        "what": say("What happened, and when?"),
        "who": say("Who are you?"),
        "name": say("Name"),
        "reach": say("Telephone or e-mail"),
        "day": say("Today's date"),
        "for_whom": say("I fill this in for"),
        "myself": say("myself"),
        "someone": say("someone else, namely"),
        "where": say("Where do you hand this in?"),
        "claims": [_handed_in(part) for part in claim_parts(subject)],
    }
    yield Sheet("claim", "claim", {**data, "large": False})
    yield Sheet("claim", "claim-large", {**data, "large": True})


def _handed_in(part: Part) -> Part:
    """A way to report, as far as a paper form can go it; the others only where there is no such way."""
    by_hand = [channel for channel in part["channels"] if not channel["followed"]]
    return {**part, "channels": by_hand or part["channels"]}


def _ticks(subject: Subject, group: Group) -> list[Part]:
    """The promises to tick; where the person may choose, the choices too."""
    ask = subject.say("If it was not kept, I choose:")
    return [
        {
            "sentence": p.sentence,
            "choose": ask if p.choice else "",
            "offers": [offer.rstrip(".") for offer in p.offers] if p.choice else [],
        }
        for p in group.promises
    ]


def offer(subject: Subject) -> Iterator[Sheet]:
    """Cards and vouchers, each different one once; nothing when none is given on paper."""
    say, view = subject.say, subject.view
    found: dict[tuple[str, str, str], Part] = {}
    for p in view.promises:
        for kind, text in _given(subject, p):
            card = _offer(subject, p, kind, text)
            found.setdefault((card["title"], card["text"], card["from"]), card)
    if found:
        data = {
            **subject.base(say("Cards and vouchers")),
            "offers": list(found.values()),
            "given_on": say("Given on"),
            "given_by": say("By (name and signature)"),
            "valid": say("Valid until"),
        }
        yield Sheet("offer", "offer", data, letters=max(len(o["text"] + o["receive"]) for o in found.values()))


def _given(subject: Subject, p: PromiseView) -> Iterator[tuple[OfferKind, str]]:
    """The kind and the words of each offer of a promise that is given on paper."""
    charter = subject.all_.project.charters[p.charter].model
    promise = next(model for model in charter.promises if model.id == p.id)
    for own, text in zip(compensation_of(charter, promise).offers, p.offers, strict=True):
        if own.kind in GIVEN_ON_PAPER:
            yield own.kind, text


def _offer(subject: Subject, p: PromiseView, kind: OfferKind, text: str) -> Part:
    say = subject.say
    apology = kind is OfferKind.APOLOGY_CARD
    return {
        "apology": apology,
        "title": say("We are sorry") if apology else say("For you"),
        "because": say("Something did not go as we promised you."),
        "text": "" if apology else text,
        "from": p.partner or p.charter_title,
        "organisation": "" if p.partner else subject.all_.organisation.name,
        "receive": "" if apology else p.claim.receive,
    }

"""The parts of which sheets are made: promises, ways to report, contacts, rights; every text filled in."""

from __future__ import annotations

import string
from typing import Any

from handvest.language import Language
from handvest.model.organisation import Complaints, Contact
from handvest.pages.charter import ClaimGroup, Group
from handvest.pages.page import Fact
from handvest.pages.promise import PromiseView
from handvest.problem import Message, message
from handvest.variants.paper.subject import Subject
from handvest.variants.qr import spoken
from handvest.variants.tree import markdown_tree

Part = dict[str, Any]
Run = dict[str, Any]


def runs(say: Language, text: Message, /, **values: str) -> list[Run]:
    """Say a text in pieces, so that what is filled in stands out."""
    found: list[Run] = []
    for before, name, _, _ in string.Formatter().parse(say.translations.gettext(text.text)):
        found += [{"text": before, "strong": False}] if before else []
        found += [{"text": values[name], "strong": True}] if name else []
    return found


def promise_part(subject: Subject, p: PromiseView) -> Part:
    """One promise with its conditions, exceptions, compensation, and how soon to report a miss to whom."""
    say, view = subject.say, subject.view
    return {
        "language": _other(p.language, view.language),
        "sentence": p.sentence,
        "origin": say("From: {charter}", charter=p.charter_title) if p.charter != view.id else "",
        "specification": markdown_tree(p.specification),
        **_limits(say, p),
        **miss_part(say, p),
        "tell": runs(say, message("Report it within {within} to {to}."), within=p.claim.within, to=p.claim.to),
    }


def _limits(say: Language, p: PromiseView) -> Part:
    if p.exceptions is None:
        return {"limits": "", "cases": []}
    if not p.exceptions:
        return {"limits": say("This always holds. There are no exceptions."), "cases": []}
    return {"limits": say("It does not hold in these cases:"), "cases": list(p.exceptions)}


def miss_part(say: Language, p: PromiseView) -> Part:
    """What a person gets when a promise was not kept."""
    if p.no_compensation:
        text = f"{say('There is no compensation.')} {p.no_compensation}"
        return {"miss": say("Not kept?"), "offers": [], "none": text, "unasked": ""}
    return {
        "miss": say("Not kept? You choose one of these:") if p.choice else say("Not kept? You get:"),
        "offers": list(p.offers),
        "none": "",
        "unasked": say("You get it without asking.") if p.proactive else "",
    }


def group_part(subject: Subject, group: Group) -> Part:
    """The promises of a phase or partner."""
    partner = group.partner
    return {
        "title": group.title,
        "part": partner.part if partner else "",
        "contact": contact_lines(partner.contact) if partner and partner.contact else [],
        "url": spoken(partner.url) if partner else "",
        "promises": [promise_part(subject, p) for p in group.promises],
        "also_title": subject.say("This holds here too:") if group.also else "",
        "also": [p.sentence for p in group.also],
    }


def claim_parts(subject: Subject) -> list[Part]:
    """The ways to report a miss; which promises go which way is only told where term and person do not tell."""
    ways = [(c.claim.within, c.claim.to, c.partner) for c in subject.view.claims]
    return [
        _claim_part(subject, group, named=ways.count(way) > 1)
        for group, way in zip(subject.view.claims, ways, strict=True)
    ]


def _claim_part(subject: Subject, group: ClaimGroup, *, named: bool) -> Part:
    say, claim = subject.say, group.claim
    answered = message("You get an answer within {time}.")
    return {
        "partner": group.partner,
        "for_title": say("This is how it goes for:") if named else "",
        "promises": [p.sentence for p in group.promises] if named else [],
        "when": runs(say, message("Report it within {within} to {to}."), within=claim.within, to=claim.to),
        "by": say("You can do this: {by}.", by=claim.by) if claim.by else "",
        "channels": [channel_part(fact, claim.hours) for fact in claim.channels],
        "answer": runs(say, answered, time=claim.answer_within) if claim.answer_within else [],
        "receive": claim.receive,
    }


def channel_part(fact: Fact, hours: str) -> Part:
    """On paper a form is reached by its address, and a number says when it is answered."""
    text = spoken(fact.href) if fact.href.startswith("http") else fact.text
    if fact.href.startswith("tel:") and hours:
        text += f" ({hours})"
    return {"term": fact.term, "text": text, "followed": bool(fact.href)}


def contact_lines(contact: Contact | Complaints) -> list[str]:
    """How to reach someone, in the order of the pages."""
    hours = getattr(contact, "hours", None)
    phone = f"{contact.phone} ({hours})" if contact.phone and hours else contact.phone
    own = (getattr(contact, "name", None), getattr(contact, "desk", None))
    lines = (*own, phone, contact.email, contact.address, spoken(contact.url or ""))
    return [line for line in lines if line]


def rights_part(subject: Subject) -> Part:
    """What stands with every charter: promises are voluntary, rights always hold, and where to complain."""
    say, page, view = subject.say, subject.page, subject.view
    note = page["legal_note"] or say(
        "Our {promises} are voluntary. Your rights by law always hold, also when we keep every one of them.",
        promises=view.words.promises,
    )
    care = say("We promise service. About your treatment you decide together with your doctor or carer.")
    explained = spoken(subject.url_on_site(page["explained"]))
    return {
        "title": say("Good to know"),
        "lines": [
            note,
            *([say("Read about your rights: {address}", address=explained)] if explained else []),
            *([care] if page["about_care"] else []),
        ],
        "complaints": [
            {"title": _complaint(say, partner), "lines": contact_lines(complaints)}
            for partner, complaints in page["complaints"]
        ],
    }


def _complaint(say: Language, partner: str) -> str:
    ask = say("A complaint about {name}?", name=partner) if partner else say("Do you have a complaint?")
    return f"{ask} {say('Then you can turn to:')}"


def _other(code: str, around: str) -> str:
    """Return a language that differs from the one around it, else nothing."""
    return code.split("-")[0].lower() if code != around else ""

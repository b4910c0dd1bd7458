"""The whole charter on paper in the easy words that people wrote for it: a picture, one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handvest.language import Language
from handvest.load.pictogram import read_pictogram
from handvest.model import colour
from handvest.pages.charter import ClaimGroup
from handvest.pages.easy import EasyPromise, easy_page
from handvest.pages.promise import ClaimView
from handvest.pages.words import capital
from handvest.problem import message
from handvest.render.environment import overrides
from handvest.variants.paper.parts import Part, Run, channel_part, contact_lines, runs
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject


def hand_easy(subject: Subject) -> Iterator[Sheet]:
    """All that stands on the easy page; nothing when the charter has no easy version."""
    view, all_, say = subject.view, subject.all_, subject.say
    if view.id not in all_.easy:
        return
    page = easy_page(all_, view).content
    charter = page["charter"]
    named = len(page["claims"]) > 1
    data = {
        **subject.base(charter.title),
        "title": say("{name}: easy to read", name=charter.title),
        "kicker": say("Easy to read"),
        "summary": _lines(charter.summary),
        "words": _words(say, page["words"]),
        "promises": [_promise(subject, e) for e in page["promises"]],
        "intentions_title": say("What we want to do better"),
        "intentions_intro": [say("These are plans."), say("They are no promises yet.")],
        "intentions": [_promise(subject, e, intention=True) for e in page["intentions"]],
        "report_title": say("How do you tell us?"),
        "claims": [_claim(say, group, named=named) for group in page["claims"]],
        "rights_title": say("Good to know"),
        "rights": [say("You also have rights."), say("Those are in the law."), say("They always hold.")],
        "complaints": [
            {"title": _complaint(say, partner), "lines": contact_lines(contact)}
            for partner, contact in page["complaints"]
        ],
        "checked": say("Read and approved by {who}.", who=page["checked"]) if page["checked"] else "",
        "scan": say("Scan me"),
        "scan_more": say("Then you read it on your phone, always as it is now."),
    }
    yield Sheet("hand-easy", "hand-easy", data)


def _promise(subject: Subject, easy: EasyPromise, *, intention: bool = False) -> Part:
    say, p = subject.say, easy.promise
    limits = ""
    if p.exceptions is not None and not intention:
        limits = say("When can we not do this?") if p.exceptions else say("We always do this.")
    return {
        "picture": _picture(subject, easy.picture),
        "sentence": _lines(p.sentence),
        "lines": list(p.lines),
        "words": _words(say, easy.words),
        "intention": intention,
        "limits": limits,
        "cases": [_lines(e) for e in p.exceptions or ()],
        "miss": say("Did we not do this?"),
        "gets": say("You may choose one thing:") if p.choice else say("Then you get this:"),
        "offers": [_lines(offer) for offer in p.offers],
        "none": [say("Then you get nothing extra."), *_lines(p.no_compensation)] if p.no_compensation else [],
        "unasked": say("You need not ask for it.") if p.proactive else "",
        "tell": _tell(say, p.claim),
        "checked": say("Read and approved by {who}.", who=p.checked) if p.checked else "",
    }


def _claim(say: Language, group: ClaimGroup, *, named: bool) -> Part:
    claim = group.claim
    after = (
        say("You can do this: {by}.", by=claim.by) if claim.by else "",
        say("You get an answer within {time}.", time=claim.answer_within) if claim.answer_within else "",
        *_lines(claim.receive),
    )
    return {
        "about": say("Is it about this?") if named else "",
        "promises": [p.sentence for p in group.promises] if named else [],
        "partner": say("{name} does this.", name=group.partner) if group.partner else "",
        "tell": _tell(say, claim),
        "how": say("You can do it like this:"),
        "channels": [channel_part(fact, claim.hours) for fact in claim.channels],
        "after": [line for line in after if line],
    }


def _tell(say: Language, claim: ClaimView) -> list[list[Run]]:
    return [
        runs(say, message("Tell it to {to}."), to=claim.to),
        runs(say, message("Do that within {within}."), within=claim.within),
    ]


def _complaint(say: Language, partner: str) -> list[str]:
    ask = say("Do you have a complaint about {name}?", name=partner) if partner else say("Do you have a complaint?")
    return [ask, say("Then you can call or write:")]


def _words(say: Language, words: tuple[tuple[str, str], ...]) -> list[list[Run]]:
    """Difficult words, of which the word itself stands out."""
    told = [
        (capital(word), runs(say, message("{word} means: {means}."), word=capital(word), means=m))
        for word, m in words
    ]
    return [[{**run, "strong": run["text"] == word} for run in explained] for word, explained in told]


def _lines(text: str) -> list[str]:
    """Give each sentence a line of its own, as easy texts are read."""
    return [line for line in re.split(r"(?<=[.!?])\s+|\n", text.strip()) if line]


def _picture(subject: Subject, name: str) -> str:
    """A pictogram in the colour of the house; empty for a name that we do not have."""
    project = subject.all_.project
    accent = colour.light(project.organisation.model.house_style.primary).accent
    for folder in overrides(project.settings.overrides):
        path = folder / "pictograms" / f"{name}.svg"
        drawn = read_pictogram(path)[0] if name and path.is_file() else None
        if drawn:
            space = 'xmlns="http://www.w3.org/2000/svg"'
            return drawn.replace("<svg", f"<svg {space}", 1).replace("currentColor", accent)
    return ""

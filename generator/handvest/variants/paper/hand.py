"""The whole charter on paper, to give and to talk through, in large letters."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.variants.paper.parts import Part, claim_parts, group_part, rights_part
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject


def hand(subject: Subject) -> Iterator[Sheet]:
    """All promises with all that goes with them; what changes from month to month is left to the site."""
    say, view = subject.say, subject.view
    data = {
        **subject.base(view.title),
        "kicker": " · ".join(filter(None, (view.kind, view.unit))),
        "summary": view.summary,
        "audience": say("For: {audience}", audience=view.audience),
        "groups": [group_part(subject, group) for group in view.groups],
        "one_claim": len(view.claims) == 1,
        "intentions_title": say("What we are working towards"),
        "intentions_intro": say("These are intentions. We do our best for them, but there is no compensation yet."),
        "intentions": [p.sentence for p in view.intentions],
        "report_title": say("How you report it"),
        "claims": claim_parts(subject),
        "rights": rights_part(subject),
        "about_title": say("Who is responsible, and until when"),
        "about": _about(subject),
        "scan": say("Scan me"),
        "scan_more": say("Then you read it on your phone, always as it is now."),
    }
    yield Sheet("hand", "hand", data)


def _about(subject: Subject) -> list[Part]:
    """Who is responsible for which promises, and since when they hold."""
    say, view = subject.say, subject.view
    charter = subject.all_.project.charters[view.id].model
    others = {p.charter_title: p.owner for p in view.promises if p.charter != view.id}
    facts = {
        say("Responsible"): charter.owner,
        **{say("Responsible for {title}", title=title): owner for title, owner in others.items()},
        say("Holds since"): say.date(charter.valid.from_),
        say("Holds until"): say.date(charter.valid.until) if charter.valid.until else "",
    }
    return [{"term": term, "text": text} for term, text in facts.items() if text]

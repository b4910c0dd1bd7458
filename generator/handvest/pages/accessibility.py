"""The accessibility statement, in the form of the Dutch toegankelijkheidsverklaring."""

from __future__ import annotations

from handvest.model.accessibility import Status
from handvest.model.versions import Foreign
from handvest.pages.page import Fact, Frame, Page
from handvest.pages.promise import day, loose
from handvest.pages.site import Site
from handvest.problem import Message, message

STATUSES: dict[Status, Message] = {
    Status.A: message("This site meets all rules for accessibility."),
    Status.B: message("This site meets most rules for accessibility. We know what does not yet, and when it will."),
    Status.C: message("This site does not meet the rules for accessibility yet. The first steps have been taken."),
    Status.D: message("This site does not meet the rules for accessibility."),
    Status.E: message("It has not been examined yet whether this site meets the rules for accessibility."),
}


def statement(all_: Site) -> Page:
    """The statement: status, what does not meet the rules yet, when it was examined, and whom to tell."""
    say = all_.say
    source = all_.project.accessibility
    written = source.model if source else None
    status = written.status if written else Status.E
    deviations = []
    for deviation in written.deviations if written else ():
        facts = (
            (say("Cause"), deviation.cause),
            (say("What you notice"), deviation.consequence),
            (say("What we do"), deviation.measure),
            (say("Ready before"), day(say, deviation.by_date)),
        )
        deviations.append((deviation.what, [Fact(term, text) for term, text in facts if text]))
    checked, signed = (written.checked, written.signed) if written else (None, None)
    dates = [
        Fact(say("Last examined"), say.joined((say.date(checked.on), _own(checked.by)))) if checked else None,
        Fact(say("Signed by"), say.joined((_own(signed.by), loose(say, signed.on)))) if signed else None,
    ]
    return Page(
        uri=all_.uri("accessibility"),
        name="accessibility",
        frame=Frame.READING,
        template="accessibility",
        title=say("Accessibility"),
        description=say.say(STATUSES[status]),
        language=all_.project.language,
        crumbs=all_.crumbs(),
        content={
            "status": status.value,
            "text": say.say(STATUSES[status]),
            "deviations": deviations,
            "dates": [fact for fact in dates if fact],
            "contact": all_.organisation.contact,
            "complaints": all_.organisation.complaints,
        },
    )


def _own(text: str) -> str:
    """Leave out a text in another language, where it can't be marked as such."""
    return "" if isinstance(text, Foreign) else text

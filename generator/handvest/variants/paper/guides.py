"""For colleagues: what to do when a promise was missed, and how to talk the promises through with someone."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.language import Language
from handvest.model.choices import Theme
from handvest.pages.promise import PromiseView
from handvest.pages.words import capital
from handvest.problem import Message, message
from handvest.variants.paper.parts import Part
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject

QUESTIONS: dict[str, Message] = {
    Theme.WAITING: message("When did you last have to wait? How was that for you?"),
    Theme.PLANNING: message("Does the planning fit your day? What would suit you better?"),
    Theme.CONTACT: message("Can you reach us when you need us? How do you like to do that?"),
    Theme.INFORMATION: message("Do you know enough? What would you like to hear, and from whom?"),
    Theme.RESPECT: message("How do you want us to treat you? What should we know about you?"),
    Theme.CONTINUITY: message("Do you know the people who help you? Who do you like to see?"),
    Theme.PRIVACY: message("When do you want to be alone, or not be overheard?"),
    Theme.COMFORT: message("What makes you feel at ease with us? What is in your way?"),
    Theme.SAFETY: message("Do you feel safe with us? When do you not?"),
    Theme.AFTERCARE: message("What do you need when you are home again?"),
}
ANY_QUESTION = message("Is this important to you? When would you notice that we do not do it?")


def team(subject: Subject) -> Iterator[Sheet]:
    """What to say, what to give, when unasked and where to register it; for those who work there."""
    say, view = subject.say, subject.view
    steps = (
        (say("Say"), say("“We are sorry. We promised you this, and it did not happen.” Do not argue.")),
        (say("Give"), say("Give what stands below. May someone choose? Then let them choose.")),
        (say("Unasked"), say("Do you notice the miss yourself? Then do not wait until someone reports it.")),
        (say("Register"), say("Write down the date, what was missed and what you gave. We do so here:")),
    )
    data = {
        **subject.base(say("{promise} missed? This is what you do", promise=capital(view.words.promise))),
        "steps": [{"term": term, "text": text} for term, text in steps],
        "columns": [say("What we promise"), say("What the other gets"), say("When you give it")],
        "caption": say("What you do, one by one"),
        "rows": [_row(subject, p) for p in view.promises],
        "learn": say("Reports help us to improve. Nobody is punished for one."),
    }
    yield Sheet("team", "team", data)


def _row(subject: Subject, p: PromiseView) -> Part:
    say = subject.say
    when = (
        say("At once, also when nobody asks.")
        if p.proactive
        else say("When someone reports it within {within} to {to}.", within=p.claim.within, to=p.claim.to)
    )
    return {
        "sentence": p.sentence,
        "from": say("From: {charter}", charter=p.charter_title) if p.charter != subject.view.id else "",
        "limits": say("It does not hold in these cases:") if p.exceptions else "",
        "cases": list(p.exceptions or ()),
        "choose": say("Let the person choose one:") if p.choice else "",
        "give": list(p.offers),
        "none": f"{say('There is no compensation.')} {p.no_compensation}" if p.no_compensation else "",
        "when": when,
        "measured": f"{say('How we measure it')}: {p.measured}" if p.measured else "",
    }


def talk(subject: Subject) -> Iterator[Sheet]:
    """The promises one by one, with a question to ask and room for the answer."""
    say, view = subject.say, subject.view
    data = {
        **subject.base(say("Let us talk about it")),
        "intro_title": say("Before you begin"),
        "intro": [
            say("Take your time. Half of it today and half another day is fine."),
            say("Read the sentence aloud. Ask the question. Then listen."),
            say("Write down what the other says, in their own words."),
            say("Tell at the end what you will do with it, and when you come back to it."),
        ],
        "with": say("I talk with"),
        "day": say("Date"),
        "groups": [
            {"title": g.title, "promises": [{"sentence": p.sentence, "ask": _question(say, p)} for p in g.promises]}
            for g in view.groups
            if g.promises
        ],
        "missing": say("What is missing? What else should we promise you?"),
        "agreed": say("What we agree now, and when we come back to it"),
    }
    yield Sheet("talk", "talk", data)


def _question(say: Language, p: PromiseView) -> str:
    return say.say(QUESTIONS.get(p.theme, ANY_QUESTION))

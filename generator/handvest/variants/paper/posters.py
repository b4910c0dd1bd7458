"""What hangs, stands and is handed out: the poster, the card on the desk, and small cards with the code."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.language import Language
from handvest.pages.promise import PromiseView
from handvest.problem import message
from handvest.variants.paper.parts import Part, Run, miss_part, runs
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject

ON_THE_DESK = 3  # promises on the card; the code leads to all of them


def desk(subject: Subject) -> Iterator[Sheet]:
    """A standing card of A5: the first of the charter's own promises, and its code."""
    view = subject.view
    own = [p.sentence for p in view.promises if p.charter == view.id] or [p.sentence for p in view.promises]
    promises = own[:ON_THE_DESK]
    data = {
        **_head(subject),
        "promises": promises,
        "scan_more": subject.say("Then you read everything that we promise, and what you get if it goes wrong."),
    }
    yield Sheet("desk", "desk", data, letters=sum(map(len, promises)))


def wall(subject: Subject) -> Iterator[Sheet]:
    """A poster in two sizes: all promises in short, and what you get."""
    say = subject.say
    groups = [group for group in subject.view.groups if group.promises]
    data = {
        **_head(subject),
        "groups": [
            {"title": group.title if len(groups) > 1 else None, "promises": [_short(say, p) for p in group.promises]}
            for group in groups
        ],
        "report": _report(subject),
        "scan_more": say("Then you read what you can do when we do not keep it."),
    }
    for paper in ("a4", "a3"):
        yield Sheet("wall", f"wall-{paper}", {**data, "paper": paper})


def card(subject: Subject) -> Iterator[Sheet]:
    """Ten cards on a sheet, each with the code and its address."""
    data = {**_head(subject), "scan_more": subject.say("What we promise you")}
    yield Sheet("card", "card", data, letters=len(subject.view.title))


def _head(subject: Subject) -> Part:
    say, view = subject.say, subject.view
    return {
        **subject.base(view.title),
        "kicker": say("What we promise you"),
        "scan": say("Scan me"),
    }


def _report(subject: Subject) -> list[Run]:
    """Where a miss is reported; nothing when that differs, as the code leads to it."""
    say, ways = subject.say, {(c.claim.within, c.claim.to) for c in subject.view.claims}
    if len(ways) > 1:
        return []
    ((within, to),) = ways
    return runs(say, message("Not kept? Report it within {within} to {to}."), within=within, to=to)


def _short(say: Language, p: PromiseView) -> Part:
    """A promise in one sentence, and what follows on a miss in another."""
    miss = miss_part(say, p)
    gets = miss["none"] or " · ".join(offer.rstrip(".") for offer in p.offers)
    return {"sentence": p.sentence, "miss": miss["miss"] if p.choice else say("Not kept?"), "gets": gets}

"""Who spoke with the makers of a report: conversations, reactions, consultations, audits and certificates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handvest.model.report import Audit, Conversation, Report, ReportKind, Verdict
from handvest.pages.back import Back, back
from handvest.pages.page import Fact, Link, Page
from handvest.pages.point import PointView, points_of, talk_title, years_of
from handvest.pages.promise import PromiseView, loose
from handvest.pages.report import ReportView, part_uri
from handvest.pages.site import Site
from handvest.pages.whole import report_page
from handvest.pages.words import capital
from handvest.problem import Message, message

VERDICTS: dict[Verdict, Message] = {
    Verdict.KEPT: message("Kept"),
    Verdict.PARTLY: message("Partly kept"),
    Verdict.NOT_KEPT: message("Not kept"),
    Verdict.NOT_JUDGED: message("Not judged"),
}


@dataclass(frozen=True)
class Talk:
    """A conversation: what was discussed, which improvement points follow, and when it is taken up again."""

    id: str
    title: str
    on: str
    discussed: str
    actions: tuple[PointView, ...]
    came_of_it: str
    back: Back


@dataclass(frozen=True)
class Judged:
    """What an audit says of a promise that is public."""

    promise: PromiseView
    verdict: str
    label: str


@dataclass(frozen=True)
class AuditView:
    """An audit: by whom, with how many people, what was found, and a verdict for each promise."""

    id: str
    by: str
    on: str
    people: str
    findings: str
    verdicts: tuple[Judged, ...]


def people_uri(all_: Site, view: ReportView) -> str:
    """Return the address of the page with what people said, and what is done with it."""
    return part_uri(all_.project, view.id, "people")


def has_people(model: Report) -> bool:
    """Tell whether a report says anything of people outside who spoke, looked or judged."""
    parts = (model.conversations, model.reactions, model.consultations, model.audits, model.certificates)
    return any(parts)


def people_title(all_: Site, model: Report) -> str:
    """Name the page with people after what is there: conversations, else verdicts, else visits."""
    if model.conversations or model.reactions:
        return all_.say("What you said and what we do")
    if any(audit.promises for audit in model.audits):
        return all_.say("Verdict for each promise")
    return all_.say("Who came to look")


def people_about(all_: Site, model: Report) -> str:
    """Say what stands on the page with people: 'Gesprekken, reacties en audits.'"""
    say = all_.say
    there = (
        (model.conversations, say("conversations")),
        (model.reactions, say("reactions")),
        (model.consultations, say("visits by others")),
        (model.audits, say("audits")),
        (model.certificates, say("certificates")),
    )
    return f"{capital(say.listing([name for items, name in there if items]))}."


def verdicts_in(all_: Site, model: Report) -> tuple[Judged, ...]:
    """All verdicts on promises that are public, of all audits of a report."""
    return tuple(judged for audit in model.audits for judged in _judged(all_, audit))


def talks_of(all_: Site, view: ReportView) -> tuple[Talk, ...]:
    """The conversations of a report, in the order of its file."""
    points = {id: states[-1] for id, states in years_of(all_).items()} | {p.id: p for p in points_of(all_, view)}
    return tuple(_talk(all_, talk, f"talk-{n}", points) for n, talk in enumerate(view.model.conversations, 1))


def _talk(all_: Site, talk: Conversation, id: str, points: dict[str, PointView]) -> Talk:
    day = None if talk.came_of_it else talk.back_on
    return Talk(
        id=id,
        title=talk_title(all_.say, talk.kind, talk.who),
        on=loose(all_.say, talk.on),
        discussed=talk.discussed,
        actions=tuple(points[action] for action in talk.actions if action in points),
        came_of_it=talk.came_of_it or "",
        back=back(all_.say, day, all_.now.date()),
    )


def people_page(all_: Site, view: ReportView) -> Iterator[Page]:
    """What people said and what is done with it; nothing when a report tells of nobody."""
    say, model = all_.say, view.model
    if not has_people(model):
        return
    sections = {
        "talks": say("What we talked about"),
        "reactions": say("What others say of this report"),
        "consultations": say("Who came to look, and what we learned"),
        "audits": say("Audits"),
        "certificates": say("Certificates"),
        "makers": say("Who made this report"),
    }
    content = {
        "talks": talks_of(all_, view),
        "reactions": [(r.by, loose(say, r.on), r.text) for r in model.reactions],
        "consultations": [(c.who, loose(say, c.on), c.learned) for c in model.consultations],
        "audits": audits_of(all_, view),
        "certificates": list(_certificates(all_, model)),
        "makers": list(_makers(all_, model)),
    }
    titles = {id: title for id, title in sections.items() if content[id]}
    yield report_page(
        all_,
        view,
        uri=people_uri(all_, view),
        name=f"people:{view.id}",
        template="people",
        title=people_title(all_, model),
        description=people_about(all_, model),
        contents=tuple(Link(title, f"#{id}") for id, title in titles.items()),
        content={"titles": titles, **content},
    )


def audits_of(all_: Site, view: ReportView) -> list[AuditView]:
    """The audits of a report, in the order of its file."""
    return [_audit(all_, audit, f"audit-{n}") for n, audit in enumerate(view.model.audits, 1)]


def _audit(all_: Site, audit: Audit, id: str) -> AuditView:
    people = all_.say.plural(
        "The auditors spoke with {n} person.", "The auditors spoke with {n} people.", audit.with_people or 0
    )
    return AuditView(
        id=id,
        by=audit.by,
        on=loose(all_.say, audit.on),
        people=people if audit.with_people else "",
        findings=audit.findings or "",
        verdicts=tuple(_judged(all_, audit)),
    )


def _judged(all_: Site, audit: Audit) -> Iterator[Judged]:
    """Yield the verdicts on promises that are public; of others nothing is said, not even their name."""
    for name, verdict in audit.promises.items():
        for promise in all_.promises([name]):
            yield Judged(promise, verdict.value, all_.say.say(VERDICTS[verdict]))


def _certificates(all_: Site, model: Report) -> Iterator[Fact]:
    say, today = all_.say, all_.now.date()
    for certificate in model.certificates:
        day = say.date(certificate.until)
        until = (
            say("Valid until {date}.", date=day) if certificate.until >= today else say("Ended on {date}.", date=day)
        )
        by = say("Given by {name}.", name=certificate.by) if certificate.by else ""
        yield Fact(certificate.name, f"{until} {by}".rstrip())


def _makers(all_: Site, model: Report) -> Iterator[Fact]:
    say = all_.say
    for term, text in (
        (say("Responsible"), model.responsible),
        (say("Asked for by"), model.commissioned_by or ""),
        (say("Made by"), say.listing(list(model.made_by))),
    ):
        if text:
            yield Fact(term, text)


def verdicts_of(all_: Site, promise: PromiseView) -> tuple[Fact, ...]:
    """What audits said of a promise: 'Audit, 2025: Kept (by whom)'; one that is told in two reports is named once."""
    say, name = all_.say, f"{promise.charter}/{promise.id}"
    found: dict[tuple[str, str], Fact] = {}
    for view in sorted(all_.reports.values(), key=lambda view: view.model.kind is not ReportKind.AUDIT):
        for n, audit in enumerate(view.model.audits, 1):
            if name in audit.promises:
                term = say("Audit, {date}", date=say.loose_date(audit.on)) if audit.on else say("Audit")
                text = f"{say.say(VERDICTS[audit.promises[name]])} ({audit.by})"
                found.setdefault((term, text), Fact(term, text, f"{people_uri(all_, view)}#audit-{n}"))
    return tuple(found.values())

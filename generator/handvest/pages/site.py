"""The list of all pages, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model.code import Code
from handvest.pages.charter import CharterView, Group, Standing, charter_view, standing
from handvest.pages.overview import by_audience, by_phase, by_theme, shelves
from handvest.pages.page import Frame, Link, Page
from handvest.pages.promise import PromiseView, charter_uri
from handvest.pages.words import capital, phase_title, words
from handvest.rules.codes import find_charter

DUE = 5  # actions on the home page: what comes back soonest
CODE_BUDGET = 14_600  # bytes, compressed: what a first round trip on a slow line brings (design.md)


@dataclass(frozen=True)
class Site:
    """What is needed to make pages, gathered once."""

    project: Project
    now: dt.datetime
    preview: bool
    charters: dict[str, CharterView]  # those that have a page
    say: Language

    def current(self) -> list[CharterView]:
        """The charters that hold now (or, in a preview, will hold)."""
        return [c for c in self.charters.values() if c.standing is not Standing.ENDED]

    def uri(self, name: str) -> str:
        """Return the address of a part of the site, in words of its language."""
        return f"{self.say.address(name)}/"

    def link(self, view: CharterView) -> Link:
        """Link to a charter."""
        return Link(view.title, view.uri)


def site(project: Project, now: dt.datetime, *, preview: bool = False) -> Site:
    """Gather the charters that may be seen at a moment; a preview also has those before their launch."""
    seen = {
        id: charter_view(project, id, now)
        for id, source in project.charters.items()
        if preview or standing(source.model, now) is not Standing.AHEAD
    }
    return Site(project, now, preview, seen, language(project.language))


def pages(project: Project, now: dt.datetime, *, preview: bool = False) -> list[Page]:
    """List all pages of the site, in their order. `now` is in the organisation's time zone."""
    all_ = site(project, now, preview=preview)
    return [
        _home(all_),
        _overview(all_),
        *(_charter(all_, view) for view in all_.charters.values()),
        _explained(all_),
        *(page for view in all_.charters.values() for page in _promises(all_, view)),
        *(page for view in all_.charters.values() for page in _former(all_, view)),
        *(_code(all_, code) for code in (project.codes.model.root if project.codes else ())),
    ]


def _crumbs(all_: Site, *links: Link) -> tuple[Link, ...]:
    return (Link(all_.say("Home"), ""), *links)


def _overview_link(all_: Site) -> Link:
    return Link(capital(all_words(all_).promises), all_.uri("promises"))


def all_words(all_: Site) -> Any:
    """The organisation's own words."""
    return words(all_.say, all_.project.organisation.model)


def _home(all_: Site) -> Page:
    organisation, say = all_.project.organisation.model, all_.say
    due = sorted(
        (
            (view, promise, action)
            for view in all_.current()
            for promise in view.promises
            for action in promise.actions
            if promise.charter == view.id and not view.foreign and action.due >= all_.now.date()
        ),
        key=lambda item: item[2].due,
    )[:DUE]
    return Page(
        uri="",
        frame=Frame.READING,
        template="home",
        title=organisation.name,
        description=say("What {name} promises you, and what you get when we do not keep it.", name=organisation.name),
        language=all_.project.language,
        content={
            "words": all_words(all_),
            "shelves": shelves(all_.project, all_.current()),
            "phases": by_phase(say, all_.project, all_.current()),
            "due": due,
            "overview": all_.uri("promises"),
            "explained": all_.uri("explained"),
            "organisation": organisation,
        },
    )


def _overview(all_: Site) -> Page:
    say, current = all_.say, all_.current()
    offered = (
        ("phases", say("By moment"), by_phase(say, all_.project, current)),
        ("themes", say("By subject"), by_theme(say, all_.project, current)),
        ("audiences", say("For whom"), by_audience(say, all_.project, current)),
    )
    sections = tuple(s for s in offered if s[2])
    headings = [("units", say("By department")), *((id, heading) for id, heading, _ in sections)]
    title = say("All {charters}", charters=all_words(all_).charters)
    return Page(
        uri=all_.uri("promises"),
        frame=Frame.READING,
        template="overview",
        title=title,
        description=say("All {promises} of {name}.", promises=all_words(all_).promises, name=_name(all_)),
        language=all_.project.language,
        crumbs=_crumbs(all_),
        contents=tuple(Link(heading, f"#{id}") for id, heading in headings),
        content={
            "shelves": shelves(all_.project, current),
            "sections": sections,
            "ended": [c for c in all_.charters.values() if c.standing is Standing.ENDED],
            "words": all_words(all_),
        },
    )


def _name(all_: Site) -> str:
    return all_.project.organisation.model.name


def _charter(all_: Site, view: CharterView) -> Page:
    say = language(view.language)
    return Page(
        uri=view.uri,
        frame=Frame.READING,
        template="charter",
        title=view.title,
        description=view.summary or say("The {promises} of {name}.", promises=view.words.promises, name=view.title),
        language=view.language,
        crumbs=_crumbs(all_, _overview_link(all_)),
        contents=(
            *(Link(group.title, f"#{group.id}") for group in view.groups),
            Link(say("How you report it"), "#report"),
            Link(say("Good to know"), "#rights"),
        ),
        content={"charter": view, **_rights(all_, view)},
        noindex=all_.preview,
    )


def _rights(all_: Site, view: CharterView) -> dict[str, Any]:
    """What stands with every charter: rights, complaints, help."""
    organisation = all_.project.organisation.model
    complaints = {p.complaints.name + (p.partner or ""): (p.partner, p.complaints) for p in view.promises}
    return {
        "legal_note": organisation.legal_note or "",
        "complaints": list(complaints.values()),
        "explained": all_.uri("explained"),
        "successor": _successor(all_, view.id),
        "about_care": view.for_care,
    }


def _successor(all_: Site, id: str) -> Link | None:
    """Return the charter that took the place of one that ended, if a code says so."""
    codes = all_.project.codes.model.root if all_.project.codes else ()
    for code in codes:
        if code.charter == id and code.ended and code.ended.replaced_by:
            found = find_charter(all_.project, code.ended.replaced_by)
            if found and found[0] in all_.charters:
                return all_.link(all_.charters[found[0]])
    return None


def _promises(all_: Site, view: CharterView) -> Iterator[Page]:
    """The pages of a charter's own promises; an included promise has one address, under its own charter."""
    charter = all_.project.charters[view.id].model
    former = {p.id: p.formerly for p in charter.promises}
    for promise in (*view.promises, *view.intentions):
        if promise.charter != view.id:
            continue
        page = _promise(all_, view, promise)
        yield page
        for name in former[promise.id]:
            yield over_page(page, uri=f"{view.uri}{name}/")


def over_page(page: Page, *, uri: str) -> Page:
    """Show a page at an old address too; it names its new address as the one to keep."""
    from dataclasses import replace

    return replace(page, uri=uri, canonical=page.uri, listed=False)


def _promise(all_: Site, view: CharterView, promise: PromiseView) -> Page:
    return Page(
        uri=promise.uri,
        frame=Frame.LEAN,
        template="promise",
        title=f"{promise.sentence}",
        description=_description(promise),
        language=view.language,
        crumbs=_crumbs(all_, _overview_link(all_), all_.link(view)),
        content={
            "promise": promise,
            "charter": view,
            "phases": [
                phase_title(language(view.language), all_.project.organisation.model, p) for p in promise.phases
            ],
            **_rights(all_, view),
        },
        noindex=all_.preview,
        budget=CODE_BUDGET,
    )


def _description(promise: PromiseView) -> str:
    say = language(promise.language)
    if promise.intention or not promise.offers:
        return promise.sentence
    label = say("Not kept? You choose one of these:") if promise.choice else say("Not kept? You get:")
    return f"{promise.sentence} {label} {'; '.join(offer.rstrip('.') for offer in promise.offers)}."


def _former(all_: Site, view: CharterView) -> Iterator[Page]:
    """What stands at the addresses that a charter had before: the same at a glance, never empty."""
    charter = all_.project.charters[view.id].model
    for name in charter.formerly:
        uri = charter_uri(all_.project, name)
        yield _glance(all_, view, uri=uri, canonical=view.uri, listed=False)
        for promise in charter.promises:
            shown = next(p for p in (*view.promises, *view.intentions) if p.id == promise.id and p.charter == view.id)
            for old in (promise.id, *promise.formerly):
                yield over_page(_promise(all_, view, shown), uri=f"{uri}{old}/")


def _glance(
    all_: Site,
    view: CharterView,
    *,
    uri: str,
    canonical: str,
    listed: bool = True,
    first: str = "",
    promise: str = "",
    notice: str = "",
) -> Page:
    """Show a charter at one glance: the promise or phase for which someone came stands first."""
    groups = list(view.groups)
    single = next((p for p in (*view.promises, *view.intentions) if p.id == promise), None)
    if first:
        order = [g.id for g in groups]
        at = order.index(first) if first in order else 0
        groups = groups[at:] + groups[:at]
    return Page(
        uri=uri,
        frame=Frame.LEAN,
        template="glance",
        title=view.title,
        description=view.summary,
        language=view.language,
        crumbs=_crumbs(all_, _overview_link(all_)),
        content={
            "charter": view,
            "groups": tuple(_without(groups, single)),
            "single": single,
            "notice_text": notice,
            "rest": (),
            **_rights(all_, view),
        },
        canonical=canonical,
        listed=listed,
        noindex=all_.preview,
        budget=CODE_BUDGET,
    )


def _without(groups: list[Group], single: PromiseView | None) -> Iterator[Group]:
    from dataclasses import replace

    for group in groups:
        rest = tuple(p for p in group.promises if single is None or p.uri != single.uri)
        if rest or group.also:
            yield replace(group, promises=rest)


def _code(all_: Site, code: Code) -> Page:
    """The page behind a printed code: never gone, never empty."""
    uri = f"q/{code.code}/"
    say = all_.say
    if code.ended:
        found = find_charter(all_.project, code.ended.replaced_by) if code.ended.replaced_by else None
        successor = all_.charters.get(found[0]) if found else None
        if successor is None:
            return _message(all_, uri, say("This code is no longer used"), code.ended.because)
        return _glance(all_, successor, uri=uri, canonical=successor.uri, notice=code.ended.because)
    found = find_charter(all_.project, code.charter)
    assert found, "the rules let no code through that opens nothing"
    view = all_.charters.get(found[0])
    if view is None:
        launch = found[1].model.launch
        when = (
            say("From {moment} you will find it here.", moment=say.moment(launch))
            if launch
            else say("Come back here in a while.")
        )
        return _message(all_, uri, say("Something is coming here"), when, noindex=True)
    promise = code.promise or ""
    charter = found[1].model
    promise = next((p.id for p in charter.promises if promise in (p.id, *p.formerly)), "")
    return _glance(all_, view, uri=uri, canonical=view.uri, first=code.phase or "", promise=promise)


def _message(all_: Site, uri: str, title: str, text: str, *, noindex: bool = False) -> Page:
    """A page with one message, that names only the organisation."""
    return Page(
        uri=uri,
        frame=Frame.LEAN,
        template="message",
        title=title,
        description=text,
        language=all_.project.language,
        content={"text": text, "overview": all_.uri("promises"), "words": all_words(all_)},
        crumbs=_crumbs(all_),
        noindex=noindex,
        listed=not noindex,
        budget=CODE_BUDGET,
    )


def _explained(all_: Site) -> Page:
    say, organisation = all_.say, all_.project.organisation.model
    own = all_words(all_)
    titles = (
        ("what", say("What is a {promise}?", promise=own.promise)),
        ("right", say("Is a {promise} a right?", promise=own.promise)),
        ("report", say("How do you report that we did not keep it?")),
        ("receive", say("What do you get, and how?")),
        ("exceptions", say("When does it not hold?")),
        ("complaint", say("Is it about something else, or more serious?")),
    )
    return Page(
        uri=all_.uri("explained"),
        frame=Frame.READING,
        template="explained",
        title=say("How it works"),
        description=say(
            "What a {promise} is, whether it is a right, and how you report a miss.", promise=own.promise
        ),
        language=all_.project.language,
        crumbs=_crumbs(all_),
        contents=tuple(Link(title, f"#{id}") for id, title in titles),
        content={
            "titles": dict(titles),
            "words": own,
            "organisation": organisation,
            "overview": all_.uri("promises"),
        },
    )

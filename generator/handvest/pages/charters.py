"""The pages of a charter: itself, its promises, and the addresses they had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from handvest.language import language
from handvest.pages.charter import CharterView, Group
from handvest.pages.editions import organisation_in
from handvest.pages.page import Frame, Link, Page
from handvest.pages.promise import PromiseView, charter_uri
from handvest.pages.reports import sections_about
from handvest.pages.site import Site, link
from handvest.pages.together import verdicts_of
from handvest.pages.versions import versions
from handvest.pages.words import phase_title
from handvest.rules.codes import find_charter

LEAN_BUDGET = 14_600  # bytes, compressed: what a first round trip on a slow line brings


def charter_page(all_: Site, view: CharterView) -> Page:
    """A charter: per phase what is promised, what you get, and whom you tell."""
    say = language(view.language)
    return Page(
        uri=view.uri,
        frame=Frame.READING,
        template="charter",
        title=view.title,
        description=_about(view),
        language=view.language,
        crumbs=all_.crumbs(all_.overview),
        contents=(
            *(Link(group.title, f"#{group.id}") for group in view.groups),
            Link(say("How you report it"), "#report"),
            Link(say("Good to know"), "#rights"),
        ),
        content={"charter": view, **rights(all_, view)},
        name=f"charter:{view.id}",
        versions=versions(all_, view),
    )


def _about(view: CharterView) -> str:
    say = language(view.language)
    return view.summary or say("The {promises} of {name}.", promises=view.words.promises, name=view.title)


def rights(all_: Site, view: CharterView) -> dict[str, Any]:
    """What stands with every charter: rights, complaints, and what took its place when it ended."""
    complaints = {(p.partner, p.complaints.name): (p.partner, p.complaints) for p in view.promises}
    return {
        "legal_note": organisation_in(all_.project, view.language).legal_note or "",
        "complaints": list(complaints.values()),
        "explained": all_.uri("explained"),
        "successor": _successor(all_, view),
        "about_care": view.for_care,
    }


def _successor(all_: Site, view: CharterView) -> Link | None:
    """Return the charter that took the place of one that ended, if a code says so."""
    for code in all_.codes:
        if view.ended and code.charter == view.id and code.ended and code.ended.replaced_by:
            found = find_charter(all_.project, code.ended.replaced_by)
            if found and found[0] in all_.charters:
                return link(all_.charters[found[0]])
    return None


def promise_pages(all_: Site, view: CharterView) -> Iterator[Page]:
    """The pages of a charter's own promises; an included promise has one address, under its own charter."""
    former = {p.id: p.formerly for p in all_.project.charters[view.id].model.promises}
    for promise in view.own:
        page = _promise(all_, view, promise)
        yield page
        for name in former[promise.id]:
            yield _at_old_address(page, f"{view.uri}{name}/")


def _promise(all_: Site, view: CharterView, promise: PromiseView) -> Page:
    say = language(view.language)
    return Page(
        uri=promise.uri,
        frame=Frame.LEAN,
        template="promise",
        title=promise.sentence,
        description=_description(promise),
        language=view.language,
        crumbs=all_.crumbs(all_.overview, link(view)),
        content={
            "promise": promise,
            "charter": view,
            "phases": [
                phase_title(say, organisation_in(all_.project, view.language), phase) for phase in promise.phases
            ],
            "told": sections_about(all_, promise),
            "verdicts": verdicts_of(all_, promise),
            **rights(all_, view),
        },
        budget=LEAN_BUDGET,
        name=f"promise:{view.id}/{promise.id}",
        versions=versions(all_, view, promise.id),
    )


def _description(promise: PromiseView) -> str:
    say = language(promise.language)
    if promise.intention or not promise.offers:
        return promise.sentence
    label = say("Not kept? You choose one of these:") if promise.choice else say("Not kept? You get:")
    return f"{promise.sentence} {label} {'; '.join(offer.rstrip('.') for offer in promise.offers)}."


def _at_old_address(page: Page, uri: str) -> Page:
    """Show a page at an old address too; it names its new address as the one to keep."""
    return replace(page, uri=uri, canonical=page.uri, listed=False)


def former_pages(all_: Site, view: CharterView, own: Iterable[Page]) -> Iterator[Page]:
    """What stands at the addresses that a charter had before: the same at a glance, and its pages (`own`)."""
    for name in all_.project.charters[view.id].model.formerly:
        old = charter_uri(all_.project, name)
        yield glance_page(all_, view, uri=old, listed=False)
        for page in own:
            yield replace(
                _at_old_address(page, page.uri.replace(view.uri, old, 1)), canonical=page.canonical or page.uri
            )


def glance_page(
    all_: Site,
    view: CharterView,
    *,
    uri: str,
    listed: bool = True,
    first: str = "",
    promise: str = "",
    notice: str = "",
) -> Page:
    """A charter at one glance, lean: the phase (`first`) or promise for which someone came stands first."""
    groups = list(view.groups)
    order = [group.id for group in groups]
    if first in order:
        at = order.index(first)
        groups = groups[at:] + groups[:at]
    single = next((p for p in view.own if p.id == promise), None)
    return Page(
        uri=uri,
        frame=Frame.LEAN,
        template="glance",
        title=view.title,
        description=_about(view),
        language=view.language,
        crumbs=all_.crumbs(all_.overview),
        content={
            "charter": view,
            "groups": tuple(_without(groups, single)),
            "single": single,
            "notice_text": notice,
            "rest": (),
            **rights(all_, view),
        },
        canonical=view.uri,
        listed=listed,
        budget=LEAN_BUDGET,
        name=f"charter:{view.id}",
        versions=versions(all_, view),
    )


def _without(groups: list[Group], single: PromiseView | None) -> Iterator[Group]:
    for group in groups:
        rest = tuple(p for p in group.promises if single is None or p.uri != single.uri)
        if rest or group.also:
            yield replace(group, promises=rest)

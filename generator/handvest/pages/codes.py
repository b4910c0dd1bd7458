"""The pages behind printed codes: never gone, never empty."""

from __future__ import annotations

from handvest.model.code import Code
from handvest.pages.charters import LEAN_BUDGET, glance_page
from handvest.pages.page import Frame, Page
from handvest.pages.site import Site
from handvest.rules.codes import find_charter


def code_page(all_: Site, code: Code) -> Page:
    """The page behind a code: its charter at one glance, or why it ended, or that something is coming."""
    uri = f"q/{code.code}/"
    if code.ended:
        by = find_charter(all_.project, code.ended.replaced_by) if code.ended.replaced_by else None
        if by and by[0] in all_.charters:
            return glance_page(all_, all_.charters[by[0]], uri=uri, notice=code.ended.because)
        return _message(all_, uri, all_.say("This code is no longer used"), code.ended.because)
    found = find_charter(all_.project, code.charter)
    assert found, "the rules let no code through that opens nothing"
    id, source = found
    if id not in all_.charters:
        return _coming(all_, uri, code)
    asked = code.promise or ""
    promise = next((p.id for p in source.model.promises if asked in (p.id, *p.formerly)), "")
    return glance_page(all_, all_.charters[id], uri=uri, first=code.phase or "", promise=promise)


def _coming(all_: Site, uri: str, code: Code) -> Page:
    """Say that something is coming, and when, without a word of what it is."""
    found = find_charter(all_.project, code.charter)
    launch = found[1].model.launch if found else None
    say = all_.say
    when = (
        say("From {moment} you will find it here.", moment=say.moment(launch))
        if launch
        else say("Come back here in a while.")
    )
    return _message(all_, uri, say("Something is coming here"), when, public=False)


def _message(all_: Site, uri: str, title: str, text: str, *, public: bool = True) -> Page:
    """A page with one message, that names only the organisation."""
    return Page(
        uri=uri,
        frame=Frame.LEAN,
        template="message",
        title=title,
        description=text,
        language=all_.project.language,
        content={"text": text, "overview": all_.uri("promises"), "words": all_.words},
        crumbs=all_.crumbs(),
        noindex=not public,
        listed=public,
        budget=LEAN_BUDGET,
    )

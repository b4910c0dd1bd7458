"""The text version of a charter: all of it, in one line from top to bottom, to be heard or felt."""

from __future__ import annotations

from handvest.language import language
from handvest.pages.charter import CharterView
from handvest.pages.charters import rights
from handvest.pages.page import Frame, Page
from handvest.pages.site import Site, link
from handvest.pages.versions import VERSION_BUDGET, text_uri, versions


def text_page(all_: Site, view: CharterView) -> Page:
    """Everything of a charter's page in one line from top to bottom, to be heard or felt."""
    spelled, say = all_.spelled[view.id], language(view.language)
    return Page(
        uri=text_uri(all_, view),
        frame=Frame.LEAN,
        template="text",
        title=say("{name}: text only", name=view.title),
        description=say("{name}, in text only.", name=view.title),
        language=view.language,
        crumbs=all_.crumbs(all_.overview, link(view)),
        crumb=say("Text only"),
        content={"charter": spelled, "aloud": True, **rights(all_, spelled)},
        canonical=view.uri,
        name=f"text:{view.id}",
        versions=versions(all_, view),
        budget=VERSION_BUDGET,
    )

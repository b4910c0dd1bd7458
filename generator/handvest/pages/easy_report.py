"""A report in easy words: its sections, points and talks as people wrote them for that, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handvest.pages.page import Frame, Page
from handvest.pages.point import PointView, Row, points_of
from handvest.pages.promise import loose
from handvest.pages.report import ReportView
from handvest.pages.site import Site
from handvest.pages.together import audits_of, talks_of
from handvest.pages.update import easy_updates
from handvest.pages.whole import report_page

TOLD = ("goal", "did", "found", "why", "next")
"""What is told of an improvement point, in this order; who sees to it is not for this version."""


def easy_report_page(all_: Site, view: ReportView) -> Page:
    """A report in easy words, as people wrote it."""
    say = all_.say
    checks = list(dict.fromkeys(section.checked for section in view.easy if section.checked))
    content = _content(all_.in_easy_words, all_.in_easy_words.reports[view.id])
    titles = {
        "points": say("What we want to do better"),
        "talks": say("What you said and what we do"),
        "updates": say("News since this report"),
        "reactions": say("What others say of this report"),
        "consultations": say("Who came to look, and what we learned"),
        "audits": say("Audits"),
    }
    return report_page(
        all_,
        view,
        uri=f"{view.uri}{say.address('easy')}/",
        frame=Frame.LEAN,
        template="easy-report",
        title=say("{name}: easy to read", name=view.easy_title),
        description=say("{name}, easy to read.", name=view.easy_title),
        crumb=say("Easy to read"),
        content={
            "aloud": True,
            "medium": "easy",
            "checked": checks,
            "unread": say.listing([s.title for s in view.easy if not s.checked]) if checks else "",
            "titles": {id: title for id, title in titles.items() if content[id]},
            **content,
        },
        name=f"report-easy:{view.id}",
    )


def _content(easy: Site, view: ReportView) -> dict[str, Any]:
    """All that was written in easy words beside the sections. `easy`: the site in these words."""
    model, say = view.model, easy.say
    talks = zip(talks_of(easy, view), model.conversations, strict=True)
    audits = zip(audits_of(easy, view), model.audits, strict=True)
    return {
        "points": [(p, list(_rows(p))) for p in points_of(easy, view) if p.model.easy.get("goal")],
        "talks": [(t, t.came_of_it if m.easy.get("came_of_it") else "") for t, m in talks if m.easy.get("discussed")],
        "updates": easy_updates(easy, view),
        "reactions": [(r.by, loose(say, r.on), r.text) for r in model.reactions if r.easy.get("text")],
        "consultations": [(c.who, loose(say, c.on), c.learned) for c in model.consultations if c.easy.get("learned")],
        "audits": [a for a, m in audits if m.easy.get("findings")],
        "contact": model.contact,
    }


def _rows(point: PointView) -> Iterator[Row]:
    rows = {row.key: row for row in point.rows}
    return (rows[key] for key in TOLD if key in rows and point.model.easy.get(key))

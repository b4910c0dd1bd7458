"""The pages about everything together: home, all charters, and how it works."""

from __future__ import annotations

from handvest.model.report import ReportKind
from handvest.pages.charter import Standing
from handvest.pages.due import due
from handvest.pages.overview import by_audience, by_phase, by_theme, shelves
from handvest.pages.page import Frame, Link, Page
from handvest.pages.point import all_points_uri, years_of
from handvest.pages.site import Site
from handvest.pages.update import news
from handvest.pages.updates import feed_uri

DUE = 5  # on the home page: what comes back soonest
NEWS = 3  # on the home page: the newest updates


def home(all_: Site) -> Page:
    """The home page: what we promise, how to claim, what is due."""
    name, say = all_.organisation.name, all_.say
    return Page(
        uri=all_.project.prefix,
        name="home",
        frame=Frame.READING,
        template="home",
        title=name,
        description=say("What {name} promises you, and what you get when we do not keep it.", name=name),
        language=all_.project.language,
        content={
            "words": all_.words,
            "shelves": shelves(all_.project, all_.current),
            "phases": by_phase(say, all_.project, all_.current),
            "due": due(all_)[:DUE],
            "known": all_.known,
            "latest": next((r for r in all_.reports.values() if r.model.kind is ReportKind.REPORT), None),
            "updates": news(all_)[:NEWS],
            "quality": all_.uri("quality"),
            "points": all_points_uri(all_) if years_of(all_) else "",
            "feed": feed_uri(all_),
            "overview": all_.uri("promises"),
            "explained": all_.uri("explained"),
        },
    )


def overview(all_: Site) -> Page:
    """All charters: by department, and by every choice that offers something."""
    say, current = all_.say, all_.current
    offered = (
        ("phases", say("By moment"), by_phase(say, all_.project, current)),
        ("themes", say("By subject"), by_theme(say, all_.project, current)),
        ("audiences", say("For whom"), by_audience(say, all_.project, current)),
    )
    sections = tuple(s for s in offered if s[2])
    headings = [("units", say("By department")), *((id, heading) for id, heading, _ in sections)]
    return Page(
        uri=all_.uri("promises"),
        name="overview",
        frame=Frame.READING,
        template="overview",
        title=say("All {charters}", charters=all_.words.charters),
        description=say("All {promises} of {name}.", promises=all_.words.promises, name=all_.organisation.name),
        language=all_.project.language,
        crumbs=all_.crumbs(),
        contents=tuple(Link(heading, f"#{id}") for id, heading in headings),
        content={
            "shelves": shelves(all_.project, current),
            "sections": sections,
            "elsewhere": all_.elsewhere,
            "only_in": say.listing(list(dict.fromkeys(say.name(c.language) for c in all_.elsewhere)), last="or"),
            "ended": [c for c in all_.charters.values() if c.standing is Standing.ENDED],
        },
    )


def search(all_: Site) -> Page:
    """The search page: without script it still leads to every charter."""
    return Page(
        uri=all_.uri("search"),
        name="search",
        frame=Frame.READING,
        template="search",
        title=all_.say("Search"),
        description=all_.say("Search in everything that {name} promises.", name=all_.organisation.name),
        language=all_.project.language,
        crumbs=all_.crumbs(),
        content={
            "charters": all_.current,
            "reports": all_.reports,
            "uri": all_.uri("search"),
            "prefix": all_.project.prefix,
            "others": [f"{code}/" for code in all_.organisation.languages if code not in (all_.main, all_.language)],
        },
    )


def explained(all_: Site) -> Page:
    """What a promise is, whether it is a right, and how to report a miss."""
    say, promise = all_.say, all_.words.promise
    titles = {
        "what": say("What is a {promise}?", promise=promise),
        "right": say("Is a {promise} a right?", promise=promise),
        "report": say("How do you report that we did not keep it?"),
        "receive": say("What do you get, and how?"),
        "exceptions": say("When does it not hold?"),
        "complaint": say("Is it about something else, or more serious?"),
    }
    return Page(
        uri=all_.uri("explained"),
        name="explained",
        frame=Frame.READING,
        template="explained",
        title=say("How it works"),
        description=say("What a {promise} is, whether it is a right, and how you report a miss.", promise=promise),
        language=all_.project.language,
        crumbs=all_.crumbs(),
        contents=tuple(Link(title, f"#{id}") for id, title in titles.items()),
        content={
            "titles": titles,
            "words": all_.words,
            "organisation": all_.organisation,
            "overview": all_.uri("promises"),
        },
    )

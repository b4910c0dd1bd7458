"""The Atom feed: reports and updates, the newest first, for people who follow the news in a feed reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as xml

from handvest.pages.links import called
from handvest.pages.site import Site
from handvest.pages.summary import first_sentence
from handvest.pages.update import begins, news
from handvest.pages.updates import feed_uri
from handvest.variants.artifact import Artifact

SUMMARY = 300  # signs of a text that a feed reader shows
ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One piece of news; `name` never changes, whatever becomes of its title and address."""

    name: str
    title: str
    uri: str
    moment: dt.datetime
    author: str
    summary: str


def feed(all_: Site) -> Artifact | None:
    """Make the feed of what is public now; none when there are no reports, or the site has no address."""
    uri, url = feed_uri(all_), (all_.project.settings.site_url or "").rstrip("/")
    if not uri:
        return None
    entries = sorted(_entries(all_), key=lambda entry: (entry.moment, entry.name), reverse=True)
    name = all_.organisation.name
    top = xml.Element("feed", {"xmlns": ATOM, "xml:lang": all_.language})
    _put(top, "id", f"{url}/{uri}")
    _put(top, "title", all_.say("News of {name}", name=name))
    _put(top, "updated", entries[0].moment.isoformat())
    _put(_put(top, "author"), "name", name)
    _put(top, "link", rel="self", type="application/atom+xml", href=f"{url}/{uri}")
    _put(top, "link", rel="alternate", type="text/html", href=f"{url}/{all_.quality.uri}")
    for entry in entries:
        _add(top, entry, url)
    xml.indent(top)
    return Artifact(uri, xml.tostring(top, encoding="utf-8", xml_declaration=True) + b"\n")


def _entries(all_: Site) -> Iterator[Entry]:
    zone, host = all_.organisation.timezone, urlsplit(all_.project.settings.site_url or "").hostname
    edition = all_.project.prefix
    for view in all_.reports.values():
        name = f"tag:{host},{view.published.year}:{edition}report/{view.id}"
        moment = view.published.replace(tzinfo=zone)
        summary = first_sentence(view.summary, SUMMARY, called(all_.say, all_.known, view))
        yield Entry(name, view.title, view.uri, moment, view.model.responsible, summary)
    for update in news(all_):
        name = f"tag:{host},{update.date.isoformat()}:{edition}{update.report_id}/{update.written.slug}"
        moment = dt.datetime.combine(update.date, dt.time(), zone)
        author = update.author or all_.organisation.name
        summary = begins(all_, all_.reports[update.report_id], update, SUMMARY)
        yield Entry(name, update.title, update.uri, moment, author, summary)


def _add(top: xml.Element, entry: Entry, url: str) -> None:
    item = _put(top, "entry")
    _put(item, "id", entry.name)
    _put(item, "title", entry.title)
    _put(item, "link", rel="alternate", type="text/html", href=f"{url}/{entry.uri}")
    _put(item, "published", entry.moment.isoformat())
    _put(item, "updated", entry.moment.isoformat())
    _put(_put(item, "author"), "name", entry.author)
    if entry.summary:
        _put(item, "summary", entry.summary)


def _put(parent: xml.Element, tag: str, text: str = "", **attributes: str) -> xml.Element:
    """Add a part; signs that XML can't hold are left out."""
    part = xml.SubElement(parent, tag, attributes)
    part.text = _NOT_IN_XML.sub("", text) or None
    return part

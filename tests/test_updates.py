"""Updates between reports, on the site and in the Atom feed: what a visitor and a feed reader get."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from conftest import CHARTER, MKDOCS, ORGANISATION, Draw, handvest, here
from reading import main_of, page_text

NOW = "2026-10-15T09:00"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HEAD = "<head>", "</head>"

REPORT = """\
title: Report 2025
kind: report
framework: kompas-ghz-2023
period: {from: 2024-01-01, to: 2025-12-31}
published: 2026-05-20T10:00
next: {report: 2028-06-01, update: 2027-06-01}
responsible: The board
summary: What **we** did. And more.
"""
SECTION = "---\ntitle: Faces\n---\nText.\n\n## Why\n\nMore.\n"
POINTS = """\
- {id: faces, title: Fewer faces, owner: A manager, since: a, goal: A goal, reached_when: Soon, status: running,
   back_on: 2027-03-01}
"""


def update(title: str, text: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


TREE = {
    "mkdocs.yml": MKDOCS,
    "promises/organisation.yml": ORGANISATION + "timezone: Europe/Amsterdam\n",
    "promises/clinic.yml": CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."'),
    "content/.keep": "",
    "reports/a/report.yml": REPORT,
    "reports/a/10-faces.md": SECTION,
    "reports/a/improvement-points.yml": POINTS,
    "reports/a/updates/2026-06-18-summer.md": update("Before the summer"),
    "reports/a/updates/2026-08-27-summer.md": update(
        '"After <b>the</b> summer & more"',
        "It was hard. See [why](../10-faces.md#why), [](10-faces.md) and [below](#what).[^1]\n\n## What\n\nCards.\n\n"
        "[^1]: In July.",
        "author: A planner\npoints: [faces]\n",
    ),
    "reports/a/updates/2026-09-10-walking.md": update("Walking and talking"),
    "reports/a/updates/2026-10-15-today.md": update("News of today"),
    "reports/a/updates/2026-10-16-tomorrow.md": update("News of tomorrow"),
    "reports/b/report.yml": REPORT.replace("Report 2025", "Report 2027").replace("2026-05-20", "2027-05-20"),
    "reports/b/updates/2026-10-01-secret.md": update("A secret"),
}

Build = Callable[..., Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that builds the project at a moment; `more` are other files."""

    def at(now: str, more: dict[str, str] | None = None, *options: str) -> Path:
        root = tmp_path_factory.mktemp("updates")
        for name, text in {**TREE, **(more or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = handvest("build", *options, folder=root, now=now)
        assert done.returncode == 0, done.stdout + done.stderr
        return root / "site"

    return at


@pytest.fixture(scope="module")
def site(build: Build) -> Path:
    return build(NOW)


def read(site: Path, uri: str) -> str:
    return page_text(site / uri / "index.html")


def entries(site: Path) -> list[dict[str, str]]:
    """The entries of the feed, with each text, and the address of the page."""
    feed = xml.parse(site / "updates.xml").getroot()
    found = []
    for entry in feed.findall("a:entry", ATOM):
        parts = {name: entry.findtext(f"a:{name}", "", ATOM) for name in ("id", "title", "updated", "summary")}
        link = entry.find("a:link", ATOM)
        assert link is not None and link.get("rel") == "alternate"
        found.append({**parts, "href": link.get("href", ""), "by": entry.findtext("a:author/a:name", "", ATOM)})
    return found


def test_updates_stand_on_a_list_of_the_report_the_newest_first(site: Path) -> None:
    text = read(site, "quality/a/updates")
    titles = ["News of today", "Walking and talking", "After <b>the</b> summer & more", "Before the summer"]
    assert [line for line in text.split("\n") if line in titles] == titles
    assert "27 August 2026 · A planner\nIt was hard." in text
    assert "The next update comes before 1 June 2027." in text
    assert "The next report comes before 1 June 2028." in text


def test_each_update_has_a_page_of_its_own(site: Path) -> None:
    page = site / "quality/a/updates/2026-08-27-summer/index.html"
    html, text = main_of(page), page_text(page)
    assert "After <b>the</b> summer & more\n27 August 2026 · A planner\nIt was hard." in text
    assert '<a href="../../../../quality/a/faces/#why">why</a>' in html
    assert '<a href="../../../../quality/a/faces/">Faces</a>' in html
    assert '<a href="#what">below</a>' in html and '<h2 id="what">What</h2>' in html
    assert "Notes\nIn July." in text and "Back to the text of note 1" in text
    assert "This is about\nFewer faces\nWe are working on it" in text
    assert re.search(r'href="[^"]*2026-09-10-walking/" rel="next"', html)
    assert re.search(r'href="[^"]*2026-06-18-summer/" rel="prev"', html)
    assert "News about this:\nAfter <b>the</b> summer & more (27 August 2026)" in read(site, "quality/points/faces")


def test_what_is_dated_ahead_is_not_public_yet(build: Build, site: Path) -> None:
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".xml", ".json")):
        text = path.read_text(encoding="utf-8")
        assert "tomorrow" not in text.lower() and "A secret" not in text and "Report 2027" not in text, path
    later = build("2026-10-16T00:00")
    assert "News of tomorrow" in read(later, "quality/a/updates")
    assert entries(later)[0]["title"] == "News of tomorrow"


def test_a_preview_has_what_lies_ahead(build: Build) -> None:
    preview = build(NOW, None, "--preview")
    assert "News of tomorrow" in read(preview, "quality/a/updates") and (preview / "quality/b/updates").is_dir()


def test_home_and_the_report_name_the_newest_three(site: Path) -> None:
    for uri in ("", "quality", "quality/a"):
        text = read(site, uri)
        assert "News of today\n15 October 2026" in text and "Walking and talking" in text, uri
        assert "After <b>the</b> summer" in text and "Before the summer" not in text, uri


def test_the_feed_has_what_is_public_the_newest_first(site: Path) -> None:
    found = entries(site)
    assert [e["title"] for e in found] == [
        "News of today",
        "Walking and talking",
        "After <b>the</b> summer & more",
        "Before the summer",
        "Report 2025",
    ]
    assert found[2]["href"] == "https://proef.example/quality/a/updates/2026-08-27-summer/"
    assert found[2]["summary"].startswith("It was hard. See why") and found[4]["summary"] == "What we did. And more."
    assert (found[2]["by"], found[1]["by"]) == ("A planner", "De Proef")
    for entry in found:
        assert (site / entry["href"].removeprefix("https://proef.example/") / "index.html").is_file()


def test_the_feed_is_atom(site: Path) -> None:
    feed = xml.parse(site / "updates.xml").getroot()
    assert feed.tag == f"{{{ATOM['a']}}}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    one_of_each = ("id", "title", "updated")
    for part in (feed, *feed.findall("a:entry", ATOM)):
        assert [len(part.findall(f"a:{name}", ATOM)) for name in one_of_each] == [1, 1, 1]
        assert part.findtext("a:author/a:name", "", ATOM)
        assert re.match(r"(https://|tag:)", part.findtext("a:id", "", ATOM))
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["self"] == "https://proef.example/updates.xml"
    ids = [e["id"] for e in entries(site)]
    assert len(set(ids)) == len(ids)  # also of two updates with one name
    moments = [e["updated"] for e in entries(site)]
    assert feed.findtext("a:updated", "", ATOM) == moments[0]
    assert all(dt.datetime.fromisoformat(m).tzinfo for m in moments)


def test_moments_in_the_feed_are_in_the_time_zone_of_the_organisation(build: Build, site: Path) -> None:
    moments = {e["title"]: e["updated"] for e in entries(site)}
    assert moments["Before the summer"] == "2026-06-18T00:00:00+02:00"
    assert moments["Report 2025"] == "2026-05-20T10:00:00+02:00"
    winter = build("2026-12-02T09:00", {"reports/a/updates/2026-12-01-winter.md": update("Winter")})
    assert entries(winter)[0]["updated"] == "2026-12-01T00:00:00+01:00"


def test_an_id_in_the_feed_stays_when_title_and_text_change(build: Build, site: Path) -> None:
    changed = {"reports/a/updates/2026-06-18-summer.md": update("Another title", "Another text.")}
    before, after = entries(site), entries(build(NOW, changed))
    assert [e["id"] for e in before] == [e["id"] for e in after]
    assert "Another title" in {e["title"] for e in after}


def test_home_and_reports_tell_feed_readers_where_the_feed_is(site: Path) -> None:
    def named(uri: str) -> bool:
        head = (site / uri / "index.html").read_text("utf-8").partition("</head>")[0]
        link = '<link rel="alternate" type="application/atom+xml" title="News of De Proef" href="{}">'
        return link.format("https://proef.example/updates.xml") in head

    assert [uri for uri in ("", "quality", "quality/a", "quality/a/updates") if not named(uri)] == []
    assert not named("promises/clinic/waiting")


def test_no_feed_without_reports_or_without_an_address(build: Build) -> None:
    nowhere = build(NOW, {"mkdocs.yml": MKDOCS.replace("site_url: https://proef.example/\n", "")})
    before = build("2026-05-20T09:59")
    for site in (nowhere, before):
        assert not (site / "updates.xml").exists()
        assert "atom+xml" not in (site / "index.html").read_text("utf-8")
    assert not (before / "quality").exists()


def test_an_update_that_did_not_come_is_said(build: Build) -> None:
    text = read(build("2027-06-02T09:00"), "quality/a")
    assert "The next update would come before 1 June 2027. It is not there yet." in text
    assert "The next report comes before 1 June 2028." in text
    came = build("2027-06-02T09:00", {"reports/a/updates/2027-05-05-may.md": update("May")})
    assert "The next update" not in read(came, "quality/a")


EASY_UPDATE = "---\ntitle: Good news\n---\n## What now\n\nWe will do it. See [](#what-now).\n"


def test_an_update_in_easy_words_stands_on_the_easy_page_of_its_report(draw: Draw) -> None:
    easy = {"reports/a/10-one.easy.md": "---\ntitle: One, easy\n---\nEasy.\n"}
    root = draw(
        {
            "reports/a/report.yml": "title: Report\nkind: evaluation\npublished: 2026-05-20\nresponsible: Us\n"
            "easy: {title: The report, summary: Short.}\n",
            "reports/a/10-one.md": "---\ntitle: One\n---\nText.\n",
            "reports/a/updates/2026-06-01-news.md": "---\ntitle: News of June\n---\nSomething difficult.\n",
            "reports/a/updates/2026-06-01-news.easy.md": EASY_UPDATE,
            "reports/a/updates/2026-07-01-more.md": "---\ntitle: News of July\n---\nSomething else.\n",
            "reports/a/updates/2027-01-01-later.md": "---\ntitle: Later\n---\nNot yet.\n",
            "reports/a/updates/2027-01-01-later.easy.md": EASY_UPDATE.replace("Good", "Secret"),
            **easy,
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    easily = root / "site/quality/a/easy/index.html"
    text = page_text(easily)
    assert "\nNews since this report\nGood news\n1 June 2026\nWhat now\nWe will do it. See What now." in text
    assert "difficult" not in text and "July" not in text and "Secret" not in text
    html = easily.read_text("utf-8")
    for place in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{place}"' in html
    page = main_of(root / "site/quality/a/updates/2026-06-01-news/index.html")
    assert 'quality/a/easy/#2026-06-01-news">The same in easy words</a>' in page
    assert "in easy words" not in main_of(root / "site/quality/a/updates/2026-07-01-more/index.html")


def test_an_update_in_easy_words_stands_on_its_own_page_when_the_report_is_not_easy(draw: Draw) -> None:
    root = draw(
        {
            "reports/a/report.yml": "title: Report\nkind: evaluation\npublished: 2026-05-20\nresponsible: Us\n",
            "reports/a/10-one.md": "---\ntitle: One\n---\nText.\n",
            "reports/a/updates/2026-06-01-news.md": "---\ntitle: News\n---\n## What now\n\nSomething difficult.\n",
            "reports/a/updates/2026-06-01-news.easy.md": EASY_UPDATE,
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    text = page_text(root / "site/quality/a/updates/2026-06-01-news/index.html")
    assert "\nThe same in easy words\nGood news\nWhat now\nWe will do it. See What now." in text

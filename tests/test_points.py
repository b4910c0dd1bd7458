"""Improvement points with memory, what people said, and reports side by side: what a visitor gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, ORGANISATION, handvest
from reading import main_of, page_text

CLINIC = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
SECRET = CLINIC.replace("title: Clinic", "title: Secret clinic\nlaunch: 2027-01-01T10:00").replace(
    "You", "Hidden: you"
)

OLD = """\
title: Report 2023
kind: report
framework: kader-ghz-2017
period: {from: 2023-01-01, to: 2023-12-31}
published: 2024-05-20
responsible: The board
summary: What we did in 2023.
"""

NEW = """\
title: Report 2025
kind: report
framework: kompas-ghz-2023
period: {from: 2024-01-01, to: 2025-12-31}
published: 2026-05-20
follows: 2023
next: {report: 2028-06-01, update: 2027-06-01}
responsible: The board
made_by: [Quality office, client council]
summary: What we did since. More stands in [](20-faces.md).
reactions: [{by: Client council, on: 2026-05-12, text: We **recognise** ourselves.}]
conversations:
  - {kind: family evening, who: 34 relatives, on: 2025-11-06, discussed: We hear it too late.,
     actions: [call-first, faces], back_on: 2026-09-01}
  - {kind: table talk, who: 9 residents, on: 2026-02-19, discussed: Keep the soup., actions: [table],
     back_on: 2026-10-01, came_of_it: The soup **stays**.}
  - {kind: mirror meeting, on: 2026-03-01, discussed: Who tells us, back_on: 2027-03-01}
consultations: [{who: A railway workshop, on: 2024-11, learned: Do not ask who did it.}]
audits:
  - by: Bureau Next Door
    on: 2026-02
    with_people: 9
    findings: See [this](../2023/10-plan.md#how).
    promises: {clinic/waiting: partly, secret/waiting: not-kept}
certificates:
  - {name: HKZ, by: Keurhuis, until: 2027-09-30}
  - {name: ISO 9001, until: 2026-01-31}
"""


def point(id: str, status: str, since: str, **more: str) -> str:
    """An improvement point as authors write it; `_` in a name of a field is as it is."""
    given = {
        "title": f"Point {id}",
        "block": "1",
        "owner": "A manager",
        "goal": f"People notice {id}.",
        "reached_when": f"Nine of ten say so of {id}.",
        **more,
    }
    fields = "".join(f"  {name}: {value}\n" for name, value in given.items())
    return f"- id: {id}\n  status: {status}\n  since: {since}\n{fields}"


OLD_POINTS = (
    point("plan", "running", "2023", plan="We start with six.", next="All teams follow.", back_on="2025-12-31")
    + point("faces", "not-reached", "2023", why="We did not know.", plan="Other rosters.", back_on="2025-12-31")
    + point("taxi", "reached", "2023", found="It is on time.")
)
NEW_POINTS = (
    point("plan", "reached", "2023", did="Six people taught.", found="All plans have it. See [](../2023/10-plan.md).")
    + point(
        "faces",
        "partly",
        "2023",
        goal="People who know you help you.",
        did="An own pool of people.",
        found="From 22 to 19.",
        why="Many left. More came and went. " + "And this takes very long to explain in a few words. " * 4,
        next="One manager sees to it.",
        back_on="2027-03-01",
        asked_by="[relatives, client council]",
    )
    + point("call-first", "not-reached", "2025", why="Nobody knew.", next="Seven teams.", back_on="2026-09-15")
    + point("cameras", "stopped", "2025", why="They could not say yes.")
    + point("sensors", "running", "2025", back_on="2026-09-20")
    + point("table", "keep", "2025", next="Nothing.")
)

FACES = "---\ntitle: Faces\nblock: 1\npromises: [clinic/waiting, secret/waiting]\n---\nText.\n"
TREE = {
    "mkdocs.yml": MKDOCS,
    "promises/organisation.yml": ORGANISATION,
    "promises/clinic.yml": CLINIC,
    "promises/secret.yml": SECRET,
    "content/.keep": "",
    "reports/2023/report.yml": OLD,
    "reports/2023/10-plan.md": "---\ntitle: The plan then\nblock: 1\n---\nText.\n\n## How\n\nMore.\n",
    "reports/2023/improvement-points.yml": OLD_POINTS,
    "reports/2025/report.yml": NEW,
    "reports/2025/20-faces.md": FACES,
    "reports/2025/improvement-points.yml": NEW_POINTS,
    "reports/2025/updates/2026-10-01-sensors.md": "---\ntitle: Sensors off\npoints: [sensors]\n---\nText.\n",
}

PAGES = ("", *(f"quality/{name}" for name in ("", "2025/", "points/", "points/faces/")))
PAGES += tuple(f"quality/2025/{name}/" for name in ("points", "came-of-it", "people", "updates"))

Build = Callable[..., Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Return a function that builds the project at a moment, once for each; `more` are other files."""
    made: dict[str, Path] = {}

    def at(now: str, more: dict[str, Any] | None = None) -> Path:
        key = f"{now} {sorted(more or {})}"
        if key not in made:
            root = tmp_path_factory.mktemp("points")
            for name, text in {**TREE, **(more or {})}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            done = handvest("build", folder=root, now=now)
            assert done.returncode == 0, done.stdout + done.stderr
            made[key] = root / "site"
        return made[key]

    yield at


@pytest.fixture(scope="module")
def site(build: Build) -> Path:
    return build("2026-10-15T09:00")


def read(site: Path, uri: str) -> str:
    return page_text(site / uri / "index.html")


def part(text: str, begin: str, end: str = "") -> str:
    """What stands between two lines of a page."""
    assert begin in text, text
    return text.partition(begin)[2].partition(end)[0] if end else text.partition(begin)[2]


def test_all_goals_at_one_glance_come_before_the_prose(site: Path) -> None:
    text = read(site, "quality/2025/points")
    glance = part(text, "At a glance", "Each point in full")
    for line in (
        "Point plan\nReached\nPoint faces",
        "Point faces\nPartly reached\nWhy: Many left. More came and went.",
        "Now: One manager sees to it.\nWe come back to it on 1 March 2027.",
        "Point cameras\nStopped\nWhy: They could not say yes.",
        "Point table\nGood as it is",
        "Reached: 1",
        "We are working on it: 1",
    ):
        assert line in glance
    assert "Six people taught." not in glance  # prose
    assert len(re.findall("And this takes very long", glance)) < 4  # short


def test_each_point_says_all_that_its_author_wrote(site: Path) -> None:
    text = part(read(site, "quality/2025/points"), "Each point in full")
    faces = part(text, "\nPoint faces", "\nPoint call-first")
    for line in (
        "What we want\nPeople who know you help you.",
        "It is reached when\nNine of ten say so of faces.",
        "What we did\nAn own pool of people.",
        "What came of it\nFrom 22 to 19.",
        "Why not wholly\nMany left.",
        "What we do now\nOne manager sees to it.",
        "Who sees to it\nA manager",
        "Who asked for it\nRelatives and client council",
        "We come back to it on 1 March 2027.",
        "This follows from: Family evening with 34 relatives",
        "Through the years: Point faces",
    ):
        assert line in faces


def test_a_status_has_a_shape_of_its_own_beside_its_word(site: Path) -> None:
    html = main_of(site / "quality/2025/points/index.html")
    shapes = dict(
        re.findall(r'<span class="status"><svg[^>]*>(.*?)</svg> ([A-Z][a-z ]+?)(?:: \d)?</span>', html, re.S)
    )
    words = {word for _, word in re.findall(r'()class="status">.*?</svg> ([A-Z][a-z ]+)', html, re.S)}
    assert words == set(shapes.values()) and len(shapes) == len(words) == 6
    assert 'aria-hidden="true"' in html and "fill:" not in html
    assert re.search(r'(?:fill|stroke)="(?!none|currentColor)', html) is None  # no meaning in colour alone


def test_what_we_said_we_would_do_stands_beside_what_came_of_it(site: Path) -> None:
    text = read(site, "quality/2025/came-of-it")
    plan = part(text, "\nPoint plan", "\nPoint faces")
    assert "What we wrote then\nWhat we wanted\nPeople notice plan." in plan
    assert "What we planned\nWe start with six." in plan and "What we would do next\nAll teams follow." in plan
    now = part(plan, "How it stands now\nReached")
    assert "Six people taught." in now and "All plans have it. See The plan then." in now
    assert "People notice plan." not in now  # the goal stayed the same
    faces = part(text, "\nPoint faces", "This was finished already")
    assert "What we want\nPeople who know you help you." in part(faces, "How it stands now\nPartly reached")
    assert "Why not wholly\nMany left." in faces and "We come back to it on 1 March 2027." in faces
    assert "Point taxi\nReached" in part(text, "This was finished already", "This is new")
    new = part(text, "This is new")
    assert [name for name in ("call-first", "cameras", "sensors", "table") if f"Point {name}" not in new] == []
    assert not (site / "quality/2023/came-of-it").exists()


def test_a_point_through_the_years(site: Path) -> None:
    text = read(site, "quality/points/faces")
    assert "Report 2023 Not reached" in text.replace("\n", " ") and "Report 2025 Partly reached" in text.replace(
        "\n", " "
    )
    then, now = text.split("\nReport 2025\nPartly reached\n")[-2:]
    assert "People notice faces." in then and "We did not know." in then
    assert "We came back to it here: Report 2025" in then
    assert "People who know you help you." in now
    assert "The goal stayed the same." in read(site, "quality/points/plan")
    assert "The goal stayed the same." not in text


def test_all_points_stand_under_their_newest_status(site: Path) -> None:
    text = read(site, "quality/points")
    order = ["We are working on it", "Partly reached", "Not reached", "Reached", "Good as it is", "Stopped"]
    html = main_of(site / "quality/points/index.html")
    assert re.findall(r'<h2 id="[a-z-]+"><span class="status"><svg.*?</svg> (.*?)</span></h2>', html, re.S) == order
    body = text.split("\nStopped\n", 1)[1]  # past the choice of statuses
    assert "Point faces" in part(body, "Partly reached", "Not reached")
    assert "Point taxi\nReport 2023" in body and "Point plan\nReport 2025" in body
    assert text.count("Point faces") == 1


def test_a_day_that_went_by_in_silence_is_said_so(site: Path) -> None:
    text = read(site, "quality/2025/points")
    silent = "We would come back to it on 15 September 2026. That has not happened yet."
    assert silent in part(text, "\nPoint call-first\nNot reached\nWhy", "\nPoint cameras")
    assert "We came back to it here: Sensors off" in part(text, "Point sensors", "Point table")  # with an update


def test_home_names_what_is_due_the_overdue_first(site: Path) -> None:
    due = part(read(site, ""), "What we are working on", "How good is our care?")
    days = re.findall(r"on (\d+ \w+ \d+)", due)
    assert days == ["1 September 2026", "15 September 2026", "1 March 2027", "1 March 2027"]
    assert "Family evening with 34 relatives\nConversation\nWe hear it too late." in due
    assert "Point call-first\nImprovement point\nSeven teams." in due
    assert due.count("That has not happened yet.") == 2
    assert "Table talk" not in due and "Point sensors" not in due  # came back to
    quality = part(read(site, ""), "How good is our care?")
    assert quality.startswith("\nReport 2025\nWhat we did since. More stands in Faces.")


def test_home_names_what_was_promised_to_be_done_about_a_promise(build: Build) -> None:
    late = CLINIC.replace(
        "norm: {at_most: 15 minutes}",
        "norm: {at_most: 15 minutes}, actions: [{what: More desks, owner: Planner, back_on: 2026-08-01}]",
    )
    due = part(read(build("2026-10-15T09:00", {"promises/clinic.yml": late}), ""), "What we are working on")
    assert due.index("You wait 15 minutes at most.\nClinic\nMore desks") < due.index("Family evening")
    assert "We would come back to it on 1 August 2026. That has not happened yet." in due


def test_what_people_said_and_what_is_done(site: Path) -> None:
    text = read(site, "quality/2025/people")
    evening = part(text, "Family evening with 34 relatives\n6 November 2025", "Table talk")
    assert "What you said\nWe hear it too late." in evening
    assert "Point call-first Not reached" in evening.replace("\n", " ")
    assert "When you hear more\nWe would come back to it on 1 September 2026." in evening
    assert "What came of it\nThe soup stays." in part(text, "Table talk with 9 residents", "Mirror meeting")
    assert "We come back to it on 1 March 2027." in part(text, "Mirror meeting", "What others say")
    assert "Client council\n12 May 2026\nWe recognise ourselves." in text
    assert "A railway workshop\nNovember 2024\nDo not ask who did it." in text
    assert "The auditors spoke with 9 people." in text
    assert "HKZ\nValid until 30 September 2027. Given by Keurhuis." in text
    assert "ISO 9001\nEnded on 31 January 2026." in text
    assert "Responsible\nThe board" in text
    assert 'href="../../../quality/2023/plan/#how"' in main_of(site / "quality/2025/people/index.html")


def test_a_verdict_stands_on_both_sides_and_never_of_a_promise_that_is_not_public(site: Path) -> None:
    people = read(site, "quality/2025/people").replace("\n", " ")
    assert "You wait 15 minutes at most. Clinic Partly kept" in people and "Hidden" not in people
    promise = site / "promises/clinic/waiting/index.html"
    told = part(page_text(promise), "What our reports tell about this")
    assert "Audit, February 2026: Partly kept (Bureau Next Door)" in told and "Faces (Report 2025)" in told
    html = main_of(promise)
    assert 'href="../../../quality/2025/people/#audit-1"' in html and 'href="../../../quality/2025/faces/"' in html


def test_an_audit_that_two_reports_tell_of_is_named_once(build: Build) -> None:
    audit = (
        "title: The audit\nkind: audit\npublished: 2026-03-01\nresponsible: Bureau\n"
        "audits: [{by: Bureau Next Door, on: 2026-02, promises: {clinic/waiting: partly}}]\n"
    )
    more = {"reports/audit/report.yml": audit, "reports/audit/10-why.md": "---\ntitle: Why\n---\nText.\n"}
    html = main_of(build("2026-10-15T09:00", more) / "promises/clinic/waiting/index.html")
    assert html.count("Partly kept (Bureau Next Door)") == 1 and "quality/audit/people/#audit-1" in html


def test_the_years_stand_side_by_side(site: Path) -> None:
    text, html = read(site, "quality"), main_of(site / "quality/index.html")
    rows = dict(re.findall(r"</svg> ([^<]*)</span></th><td[^>]*>(\d+)</td><td[^>]*>\d+</td></tr>", html))
    both = re.findall(r"</svg> [^<]*</span></th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td></tr>", html)
    assert rows == {
        "We are working on it": "1",
        "Partly reached": "0",
        "Not reached": "1",
        "Reached": "1",
        "Good as it is": "0",
        "Stopped": "0",
    }
    assert [sum(int(pair[i]) for pair in both) for i in (0, 1)] == [3, 6]
    assert re.search(r'<th scope="col" class="align-right"><a href="[^"]*quality/2023/points/">2023</a></th>', html)
    told = part(text, "The years side by side")
    assert re.search(
        r"Report 2023\n?.*Then it was called: .*\nThe plan then \(Report 2023\)\nReport 2025\nFaces \(Report 2025\)",
        told,
        re.S,
    )


def test_the_page_of_a_report_leads_to_all_that_belongs_to_it(site: Path) -> None:
    html, text = main_of(site / "quality/2025/index.html"), read(site, "quality/2025")
    for name in ("points", "came-of-it", "people", "updates"):
        assert f'href="../../quality/2025/{name}/"' in html
    assert "6 improvement points. We are working on it: 1." in text
    assert "points/" not in main_of(site / "quality/2025/faces/index.html")


def test_older_reports_keep_their_address(build: Build) -> None:
    before = build("2026-05-19T09:00")
    after = build("2026-10-15T09:00")
    for uri in ("quality/2023", "quality/2023/plan", "quality/2023/points", "quality/points/taxi"):
        assert (before / uri / "index.html").is_file() and (after / uri / "index.html").is_file()


def test_a_report_under_embargo_is_nowhere(build: Build) -> None:
    site = build("2026-05-19T09:00")
    assert not (site / "quality/2025").exists()
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".xml", ".json", ".txt")):
        text = path.read_text(encoding="utf-8")
        for trace in ("quality/2025", "Report 2025", "call-first", "Family evening", "Sensors off", "Partly kept"):
            assert trace not in text, f"{path.relative_to(site)}: {trace}"
    assert "Report 2023" in read(site, "") and "People notice faces." in read(site, "quality/points/faces")
    overdue = "We would come back to it on 31 December 2025. That has not happened yet."
    assert overdue in read(site, "quality/points/faces")


def test_a_browser_finds_no_fault(site: Path, browser: Any, serve: Callable[[Path], str]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    base, faults = serve(site), []
    for scheme in ("light", "dark"):
        page = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
        for uri in PAGES:
            page.goto(base + uri)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, uri
            faults += [f"{uri}: {v['id']}" for v in Axe().run(page).response["violations"]]
            levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => +h.tagName[1])")
            assert levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), uri
        page.context.close()
    assert faults == []

"""The pages of the example's reports: where a reader is, what belongs together, and how to go on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Draw, here
from reading import main_of, page_text

SECTION = "kwaliteit/2025/vaste-gezichten/index.html"


def links(html: str) -> list[tuple[str, str]]:
    """Return address and words of all links."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.S)
    return [(href, " ".join(re.sub(r"<[^>]+>", "", text).split())) for href, text in found]


def test_no_two_pages_of_reports_have_one_name_in_a_list_of_windows(example: Path) -> None:
    pages = [p for p in (example / "kwaliteit").rglob("index.html") if "/q/" not in str(p)]
    names = Counter(re.findall(r"<title>(.*?)</title>", p.read_text("utf-8"))[0] for p in pages)
    twice = [name for name, n in names.items() if n > 1]
    # A theme and a section may have one name; they are told apart by the way to the page.
    assert len(pages) > 90 and twice == ["Vrijheid – Kwaliteitsbeeld 2024-2025 – Zorggroep De Linde"]


def test_a_section_shows_its_chapter_and_where_you_are(example: Path) -> None:
    menu = main_of(example / SECTION).split('class="chapter-menu"')[1].split("</nav>")[0]
    assert [words for _, words in links(menu)] == [
        "Mensen die hier werken",
        "Een dag stilstaan",
        "Leren",
        "Vaste gezichten",
        "De nacht van Yasmin",
    ]
    assert re.findall(r'aria-current="page">([^<]*)', menu) == ["Vaste gezichten"]
    introduction = page_text(example / "kwaliteit/2025/mensen-die-hier-werken/index.html")
    assert "In dit hoofdstuk" in introduction and "De nacht van Yasmin" in introduction


def test_sections_without_chapters_stand_in_one_list(example: Path) -> None:
    html = main_of(example / "kwaliteit/handboek/index.html")
    assert html.count('<ul class="contents">') == 1
    assert len(links(html.split('<ul class="contents">')[1].split("</ul>")[0])) == 8


def test_versions_of_a_section_lead_to_that_section(example: Path) -> None:
    found = dict(links((example / SECTION).read_text("utf-8").split('class="versions"')[1].split("</nav>")[0]))
    assert "../../../kwaliteit/2025/makkelijk/#vaste-gezichten" in found
    assert "../../../kwaliteit/2025/tekst/#vaste-gezichten" in found


def test_a_promise_on_a_section_says_whose_it_is_and_is_found_once(example: Path) -> None:
    card = main_of(example / SECTION).split('<article class="promise"')[1].split("</article>")[0]
    assert "data-search-exclude" in card and "Hoort bij: " in card and "Thuiszorg, team Lindehoven-Noord" in card
    docs = json.loads((example / "search/search_index.json").read_text("utf-8"))["docs"]
    texts = [d["text"] for d in docs if d["location"].startswith("kwaliteit/2025/vaste-gezichten/")]
    assert texts and not any("Een bos bloemen" in text for text in texts)


def test_a_section_and_its_improvement_point_lead_to_each_other(example: Path) -> None:
    there = main_of(example / SECTION).split('id="points"')[1]
    assert ("../../../kwaliteit/verbeterpunten/minder-gezichten/", "Minder verschillende gezichten") in links(there)
    back = links(main_of(example / "kwaliteit/verbeterpunten/minder-gezichten/index.html"))
    assert ("../../../kwaliteit/2025/vaste-gezichten/", "Vaste gezichten") in back


def test_an_audit_begins_with_its_verdicts(example: Path) -> None:
    text = page_text(example / "kwaliteit/audit-2025/index.html")
    assert text.index("Oordeel per belofte") < text.index("Inhoud")
    assert [text.count(f"\n{label}\n") for label in ("Nagekomen", "Voor een deel nagekomen", "Niet nagekomen")] == [
        3,
        2,
        1,
    ]
    assert "Wat u zei en wat wij doen" not in page_text(example / "kwaliteit/audit-2025/samen/index.html")


def test_a_report_says_where_to_ask_and_that_a_newer_one_is_there(example: Path) -> None:
    assert "kwaliteit@delinde.example" in main_of(example / "kwaliteit/2025/index.html")
    html = main_of(example / "kwaliteit/2023/index.html")
    assert "Er is een nieuwer verslag:" in html
    assert ("../../kwaliteit/2025/", "Kwaliteitsbeeld 2024-2025") in links(html)
    assert "nieuwer verslag" not in main_of(example / "kwaliteit/2025/index.html")


@pytest.mark.parametrize(
    "uri", ["2025/samen", "2025/wat-er-van-kwam", "verbeterpunten/minder-gezichten", "2025/over/groep-emb"]
)
def test_a_page_ends_with_a_way_on(example: Path, uri: str) -> None:
    end = main_of(example / f"kwaliteit/{uri}/index.html").split('<nav class="turn"')[1]
    assert links(end)


def test_the_easy_version_tells_all_that_was_written_in_easy_words(example: Path) -> None:
    text = page_text(example / "kwaliteit/2025/makkelijk/index.html")
    for written in (
        "Samen praten over wat misging",  # a point
        "Negen teams doen het nog niet.",
        "Cliënten hoorden later bijna nooit wat wij eraan deden.",  # a conversation
        "Twee cliënten vinden dat er te weinig verandert.",
        "Wij zijn ook boos over iets.",  # a reaction
        "Zij zagen ook dat bewoners niet zelf koken.",  # a visit
        "Bureau Naast U keek of wij onze beloften nakomen.",  # an audit
        "maandag tot en met donderdag van 9.00 uur tot 16.00 uur",  # how to reach us
    ):
        assert written in text, written
    assert "Raad van Bestuur" not in text and "Manager Wonen" not in text
    assert len(re.findall("Gelezen en goedgekeurd door", text)) < 6
    assert "Deze delen lazen zij nog niet: Cijfers, Hoe wij tellen en Moeilijke woorden." in text


def test_links_in_the_easy_version_lead_to_its_own_parts(example: Path) -> None:
    html = main_of(example / "kwaliteit/2025/makkelijk/index.html")
    places = set(re.findall(r' id="([^"]+)"', html))
    led = [href for href, words in links(html) if words in ("Sjoerd", "Noor")]
    assert led and {href.removeprefix("#") for href in led} <= places


def test_what_people_said_is_found_also_without_verdicts_or_points(draw: Draw) -> None:
    root = draw(
        {
            "reports/a/report.yml": "title: A look\nkind: audit\npublished: 2026-05-20\nresponsible: Us\n"
            "conversations: [{kind: talk, discussed: We wait too long.}]\n",
            "reports/b/report.yml": "title: Report 2025\nkind: report\nframework: kompas-ghz-2023\n"
            "period: {from: 2024-01-01, to: 2025-12-31}\npublished: 2026-05-20\nresponsible: Us\n"
            "conversations: [{kind: talk, discussed: We wait too long.}]\n",
        }
    )
    assert here("build", folder=root).returncode == 0
    said = "What you said and what we do"
    for page in ("quality/a", "quality/b", "quality"):
        assert said in [words for _, words in links(main_of(root / f"site/{page}/index.html"))], page


BARE = "title: Report\nkind: evaluation\npublished: 2026-05-20\nresponsible: Board\n"


def made(draw: Draw, sections: dict[str, str], report: str = BARE) -> Path:
    """Build a report of sections: of each the rest of its head, and its text after a line of hyphens."""
    files = {
        f"reports/a/{name}.md": f"---\ntitle: {name.partition('-')[2]}\n{text}" for name, text in sections.items()
    }
    root = draw({"reports/a/report.yml": report, **files})
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_sections_of_one_chapter_stand_together_in_every_version(draw: Draw) -> None:
    house, one = "chapter: House\n---\nText.\n", "---\nText.\n"
    texts = {"10-ann": house, "20-bob": one, "30-cas": house, "40-dan": one, "50-eve": "chapter: End\n---\nText.\n"}
    texts |= {f"{name}.easy": "---\nEasy.\n" for name in texts}
    site = made(draw, texts)
    order = ["ann", "cas", "bob", "dan", "eve"]
    for page in ("", "text/", "easy/"):
        text = page_text(site / f"quality/a/{page}index.html")
        assert re.findall(r"^(ann|bob|cas|dan|eve)(?:\.easy)?$", text, re.M)[:5] == order, page
        assert page == "easy/" or text.count("House\n") == (1 if not page else 2)
    turn = main_of(site / "quality/a/ann/index.html").split('<nav class="turn"')[1]
    assert [words for _, words in links(turn)][:1] == ["Next: cas"]


def test_what_stands_outside_chapters_is_in_none_on_the_page_of_contents(draw: Draw) -> None:
    chapter, one = "chapter: House\n---\nText.\n", "---\nText.\n"
    site = made(draw, {"10-ann": one, "20-bob": chapter, "30-cas": one, "40-dan": "kind: appendix\n---\nText.\n"})
    contents = main_of(site / "quality/a/index.html").split('<ul class="contents">')[1].split("</section>")[0]
    depth, found = 0, {}
    for sign in re.findall(r"<ul>|</ul>|>(?:ann|bob|cas|dan|House|Appendices)<", contents):
        depth += {"<ul>": 1, "</ul>": -1}.get(sign, 0)
        found |= {sign.strip("<>"): depth} if "ul" not in sign else {}
    assert found == {"ann": 0, "House": 0, "bob": 1, "cas": 0, "Appendices": 0, "dan": 1}


@pytest.mark.parametrize(
    ("words", "whole", "one"),
    [
        (30, "Reading everything takes less than a minute.", "Less than a minute to read"),
        (180, "Reading everything takes about 1 minute.", "1 minute to read"),
        (900, "Reading everything takes about 5 minutes.", "5 minutes to read"),
    ],
)
def test_how_long_reading_takes_is_a_sound_sentence(draw: Draw, words: int, whole: str, one: str) -> None:
    site = made(draw, {"10-ann": "---\n" + "word " * words + "\n"})
    assert f"\n{whole}\n" in page_text(site / "quality/a/index.html")
    assert f"\n{one}\n" in page_text(site / "quality/a/ann/index.html")


def test_a_report_without_sections_has_no_empty_parts(draw: Draw) -> None:
    for site in (made(draw, {}), made(draw, {"10-ann": "kind: story\n---\nText.\n"})):
        text = page_text(site / "quality/a/index.html")
        assert "Contents" not in text and "minute" not in text and "About this report" in text
        assert 'href="#contents"' not in (site / "quality/a/index.html").read_text("utf-8")
        assert "Contents" not in page_text(site / "quality/a/text/index.html")


def test_readers_are_told_which_names_are_invented(draw: Draw) -> None:
    who = "{{name: {0}, names: invented, consent: 2026-01-01}}"
    real = "{name: Real, consent: 2026-01-01}"
    heads = {
        "10-ann": f"kind: story\npeople: [{who.format('Ann')}]\n---\nAnn.\n",
        "20-bob": f"kind: story\npeople: [{who.format('Bo')}, {who.format('Cy')}]\n---\nBo.\n",
        "30-cas": f"people: [{who.format('Dee')}, {real}]\n---\nDee.\n",
        "40-dan": f"people: [{real}]\n---\nReal.\n",
    }
    easy = {f"{name}.easy": "---\nEasy.\n" for name in heads}
    site = made(draw, {**heads, **easy})
    told = {
        "ann": "The name in this story is invented.",
        "bob": "The names in this story are invented.",
        "cas": "The name Dee is invented.",
    }
    for section, sentence in told.items():
        assert f"\n{sentence}\n" in page_text(site / f"quality/a/{section}/index.html")
    assert "invented" not in page_text(site / "quality/a/dan/index.html")
    for version in ("text", "easy"):
        text = page_text(site / f"quality/a/{version}/index.html")
        assert [text.count(sentence) for sentence in told.values()] == [1, 1, 1] and text.count("invented") == 3


def test_a_day_of_review_that_is_past_is_said_to_be(draw: Draw) -> None:
    head = "process: Talking\nreview: {0}\n---\nText.\n"
    texts = {"10-ann": head.format("2026-01-01"), "20-bob": head.format("2027-01-01")}
    site = made(draw, texts, BARE.replace("evaluation", "handbook"))
    past = page_text(site / "quality/a/ann/index.html")
    assert "We would look at it again before\n1 January 2026. That has not happened yet." in past
    assert "We would look at it again before: 1 January 2026. That" in page_text(site / "quality/a/text/index.html")
    assert "We look at it again before\n1 January 2027\n" in page_text(site / "quality/a/bob/index.html")


def test_a_sentence_that_ends_by_itself_gets_no_second_full_stop(draw: Draw) -> None:
    points = "- {id: p, title: Are we happy?, owner: o, goal: g, reached_when: r, since: a, status: keep}\n"
    report = BARE + "certificates: [{name: Mark, by: What now?, until: 2027-01-01}]\n"
    root = draw(
        {
            "reports/a/report.yml": report,
            "reports/a/improvement-points.yml": points,
            "reports/a/data/d.csv": "a,b\nx,12\n",
            "reports/a/10-ann.md": "---\ntitle: Are we well?\npoints: [p]\nmeets: [{framework: iso-9001, norms: [9], "
            "evidence: a list}]\n---\n```figure\ndata: data/d.csv\nx: a\ny: b\nsays: Twelve.\n"
            "survey: {instrument: Are you happy?, on: 2025, invited: 20, answered: 12}\n```\n",
        }
    )
    assert here("build", folder=root).returncode == 0
    text = page_text(root / "site/quality/a/text/index.html")
    assert "Are you happy? When: 2025." in text and "Are we happy? Good as it is." in text
    assert "Are we well? It shows in: a list" in text and "Given by What now?\n" in text
    for path in (root / "site").rglob("*.html"):
        assert not re.search(r"[?!…]\s*\.(?!\.)", page_text(path)), path


def test_no_room_is_left_before_the_number_of_a_note(draw: Draw, serve: Callable[[Path], str], browser: Any) -> None:
    site = made(draw, {"10-ann": "---\nThe glass[^1].\n\n[^1]: A note.\n"})
    gap = """() => {
        const range = document.createRange(), number = document.querySelector('.note-ref a').firstChild;
        range.selectNode(number);
        const before = document.createRange(), text = document.querySelector('.note-ref').previousSibling;
        before.selectNode(text);
        return range.getBoundingClientRect().left - before.getBoundingClientRect().right;
    }"""
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{serve(site)}quality/a/ann/")
        assert abs(tab.evaluate(gap)) < 2  # pixels

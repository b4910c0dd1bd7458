"""The pages of the example's reports: where a reader is, what belongs together, and how to go on."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

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
    "uri", ["2025/samen", "2025/wat-er-van-kwam", "verbeterpunten/minder-gezichten", "2025/over/group-emb"]
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

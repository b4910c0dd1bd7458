"""The reference table: what an auditor finds, on the page and in the spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, ORGANISATION, Draw, here

HEAD = "kind: {kind}\npublished: {published}\nresponsible: The board\n"
SECTION = "---\ntitle: {title}\n{head}---\nText.\n"
HKZ = """\
id: hkz
title: Our HKZ
norms:
  - {id: 4, title: Incidents}
  - {id: 4.1, title: Reporting}
  - {id: 4.10, title: Learning}
  - {id: 5, title: Experiences}
  - {id: 5.1, title: Of clients}
  - {id: 6, title: =SUM(A1)}
"""
OWN = """\
id: own
title: Our framework
source: https://example.org/own
read_on: 2026-11
blocks:
  - {id: 1, title: Living, asks: [What goes well?, What does not?], parts: [{id: 1a, title: At home}]}
  - {id: 2, title: Learning}
"""
POINT = "- {id: faces, title: Fewer faces, owner: B, since: 2025, goal: a, reached_when: b, status: keep, block: 1}\n"


def project(language: str = "en") -> dict[str, Any]:
    promises = "promises:\n  - {id: waiting, promise: 'You never wait.', norm: {always: true}}\n"
    later = "launch: 2027-05-01T10:00\n"
    meets = "meets: [{framework: hkz, norms: [4.1], evidence: Weekly notes}, {framework: iso-9001, norms: [9]}]\n"
    return {
        "promises/organisation.yml": ORGANISATION.replace("[en]", f"[{language}]"),
        "promises/kno.yml": CHARTER.partition("promises:")[0] + promises,
        "promises/later.yml": CHARTER.partition("promises:")[0] + later + promises.replace("never", "secretly"),
        "reports/frameworks/hkz.yml": HKZ,
        "reports/frameworks/own.yml": OWN,
        "reports/2025/report.yml": "title: Report\nframework: own\nperiod: {from: 2025-01-01, to: 2025-12-31}\n"
        + HEAD.format(kind="report", published="2026-05-20"),
        "reports/2025/improvement-points.yml": POINT,
        "reports/2025/10-incidents.md": SECTION.format(
            title="Looking at incidents", head="block: 1a\npromises: [kno/waiting, later/waiting]\n" + meets
        ),
        "reports/2025/20-ann.md": SECTION.format(
            title="Ann tells", head="kind: story\nblock: 2\nmeets: [{framework: hkz, norms: [5.1]}]\n"
        ),
        "reports/book/report.yml": "title: Handbook\n" + HEAD.format(kind="handbook", published="2026-01-10"),
        "reports/book/10-mishaps.md": SECTION.format(
            title="When it goes wrong", head="meets: [{framework: hkz, norms: [4.1, 4.1], evidence: Register}]\n"
        ),
        "reports/next/report.yml": "title: Not yet\n" + HEAD.format(kind="evaluation", published="2027-01-10"),
        "reports/next/10-secret.md": SECTION.format(title="Secret", head="meets: [{framework: hkz, norms: [6]}]\n"),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reference")
    for name, text in {"mkdocs.yml": MKDOCS, **project()}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def page(site: Path, report: str) -> str:
    return (site / "quality" / report / "reference" / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(html: str, caption: str) -> dict[str, str]:
    """Read a table by its caption: the text of each row header, with the HTML beside it."""
    table = next(t for t in re.findall(r"<table.*?</table>", html, re.S) if caption in t.partition("</caption>")[0])
    found = re.findall(r'<tr[^>]*><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', table, re.S)
    assert {cells.count("</td>") + 1 for _, cells in found} == {table.count('scope="col"')}
    return {words(head): cells.rpartition("<td>")[2] for head, cells in found}


def test_each_norm_says_where_it_is_met_with_what_evidence_in_all_public_reports(site: Path) -> None:
    for report in ("2025", "book"):
        norms = rows(page(site, report), "Our HKZ, norm by norm")
        assert list(norms) == [
            "4 Incidents",
            "4.1 Reporting",
            "4.10 Learning",
            "5 Experiences",
            "5.1 Of clients",
            "6 =SUM(A1)",
        ]
        assert words(norms["4.1 Reporting"]).count("Register") == 1
        assert "Looking at incidents" in norms["4.1 Reporting"] and "Weekly notes" in norms["4.1 Reporting"]
        assert "When it goes wrong" in norms["4.1 Reporting"]
        assert words(norms["4.10 Learning"]) == "Nowhere yet."
        assert words(norms["4 Incidents"]) == "See the numbers below."


def test_links_lead_to_the_sections_of_each_report(site: Path) -> None:
    cell = rows(page(site, "2025"), "Our HKZ")["4.1 Reporting"]
    links = re.findall(r'href="([^"]+)"', cell)
    found = {(site / "quality/2025/reference" / link.partition("#")[0]).resolve() for link in links}
    expected = ("quality/2025/incidents", "quality/book/mishaps", "promises/kno/waiting")
    assert found == {(site / e).resolve() for e in expected}


def test_what_is_missing_stands_first_in_a_short_list(site: Path) -> None:
    html = page(site, "2025")
    hkz = html[html.index('id="norms-hkz"') :]
    assert hkz.index("Not found in a report yet") < hkz.index("<table")
    listed = words(hkz[hkz.index("Not found in a report yet") : hkz.index("<table")])
    assert listed == "Not found in a report yet 4.10 Learning 5.1 Of clients 6 =SUM(A1)"


def test_what_is_not_public_is_not_there(site: Path) -> None:
    """A report under embargo, a story without consent, a charter before its launch."""
    for report in ("2025", "book"):
        assert not re.search("Secret|Not yet|Ann tells|secretly", page(site, report))
    assert not re.search("Secret|Not yet|Ann tells|secretly", (site / "data/hkz.csv").read_text(encoding="utf-8"))
    assert "You never wait." in page(site, "2025")


def test_building_blocks_with_their_questions_sections_and_points(site: Path) -> None:
    blocks = rows(page(site, "2025"), "Our framework, question by question")
    assert list(blocks) == ["1 Living", "1a At home", "2 Learning"]
    assert "Fewer faces" in blocks["1 Living"] and "Looking at incidents" in blocks["1a At home"]
    assert "See the numbers below." in blocks["1 Living"]
    assert words(blocks["2 Learning"]) == "Nowhere yet."
    assert '<th scope="col">Subject</th><th scope="col">What is asked</th>' in page(site, "2025")
    text = words(page(site, "2025"))
    assert "What goes well? What does not?" in text
    assert "The source is Our framework , as it was in November 2026." in text
    assert "question by question" not in page(site, "book")


def test_section_by_section_the_other_way_round(site: Path) -> None:
    sections = rows(page(site, "2025"), "Sections of Report")
    assert {name: words(cell) for name, cell in sections.items()} == {
        "Looking at incidents": "Our HKZ 4.1: Reporting ISO 9001:2015 9: Performance evaluation"
    }
    html = page(site, "2025")
    for link in re.findall(r'href="#([^"]+)"', sections["Looking at incidents"]):
        assert f'id="{link}"' in html


def test_a_number_below_one_that_is_met_is_not_missing(site: Path) -> None:
    html = page(site, "2025")
    iso = html[html.index('id="norms-iso-9001"') :]
    listed = words(iso[: iso.index("<table")])
    assert "8.1" in listed and "9.1" not in listed


def table(site: Path, name: str, delimiter: str) -> list[list[str]]:
    data = (site / "data" / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def test_the_spreadsheet_holds_the_same(site: Path) -> None:
    found = table(site, "hkz.csv", ",")
    assert {row[0] for row in found[1:]} == {"Norm"}
    assert [row[1:5] for row in found[1:]] == [
        ["4.1", "Reporting", "Report", "Looking at incidents"],
        ["4.1", "Reporting", "Handbook", "When it goes wrong"],
        ["4.10", "Learning", "", "Nowhere yet."],
        ["5.1", "Of clients", "", "Nowhere yet."],
        ["6", "'=SUM(A1)", "", "Nowhere yet."],
    ]
    assert found[1][5:8] == ["https://proef.example/quality/2025/incidents/", "Weekly notes", "You never wait."]
    assert {len(row) for row in found} == {9}
    assert [(row[0], row[1], row[4], row[8]) for row in table(site, "own.csv", ",")[1:]] == [
        ("Building block", "1", "See the numbers below.", "Fewer faces"),
        ("Part of a building block", "1a", "Looking at incidents", ""),
        ("Building block", "2", "Nowhere yet.", ""),
    ]
    assert not (site / "data/kompas-ghz-2023.csv").exists()


def test_a_dutch_spreadsheet_wants_semicolons(draw: Draw) -> None:
    root = draw(project("nl"))
    assert here("build", folder=root).returncode == 0
    assert table(root / "site", "hkz.csv", ";")[1][1:3] == ["4.1", "Reporting"]


BOTH = """\
id: own
title: Ons kader
note: Zo *staat* het er.
source: https://example.org/own
blocks:
  - {id: 1, title: Wonen, asks: [Gaat het goed?], parts: [{id: 1a, title: Thuis}]}
norms:
  - {id: 1, title: Melden}
  - {id: 1.1, title: Op tijd}
  - {id: 1.1.1, title: Elke dag}
  - {id: 2, title: Leren}
"""


def with_both(language: str) -> dict[str, Any]:
    """A framework with blocks and norms, of which a section meets one of each as a whole."""
    meets = "block: 1\nmeets: [{framework: own, norms: [1]}]\n"
    report = "title: Verslag\nframework: own\ntranslations: {en: {title: Report, responsible: Board}}\n"
    return {
        "promises/organisation.yml": ORGANISATION.replace("[en]", f"[{language}]"),
        "reports/frameworks/own.yml": BOTH,
        "reports/a/report.yml": report + HEAD.format(kind="audit", published="2026-05-20"),
        "reports/a/10-one.md": SECTION.format(title="One", head=meets),
        "reports/a/10-one.en.md": SECTION.format(title="One", head=""),
    }


def test_a_framework_with_blocks_and_norms_is_told_once(draw: Draw) -> None:
    root = draw(with_both("en"))
    assert here("build", folder=root).returncode == 0
    html = page(root / "site", "a")
    heads = [words(head) for head in re.findall("<h2[^>]*>.*?</h2>", html)]
    assert heads[:2] == ["Ons kader: building blocks", "Ons kader: norms"]
    assert html.count("spreadsheet (CSV)") == html.count("<em>staat</em>") == html.count("The source is") == 1
    text = words((root / "site/quality/a/text/index.html").read_text(encoding="utf-8"))
    assert "Ons kader: building blocks" in text and "Ons kader: norms" in text and text.count("Zo staat het er.") == 1
    assert [row[:5] for row in table(root / "site", "own.csv", ",")[1:]] == [
        ["Building block", "1", "Wonen", "Verslag", "One"],
        ["Part of a building block", "1a", "Thuis", "", "See 1: that was answered as a whole."],
        ["Norm", "1", "Melden", "Verslag", "One"],
        ["Norm", "1.1", "Op tijd", "", "See 1: that was answered as a whole."],
        ["Norm", "1.1.1", "Elke dag", "", "See 1: that was answered as a whole."],
        ["Norm", "2", "Leren", "", "Nowhere yet."],
    ]


def test_what_is_met_as_a_whole_is_nowhere_called_missing(draw: Draw) -> None:
    root = draw(with_both("en"))
    assert here("build", folder=root).returncode == 0
    html = page(root / "site", "a")
    norms = rows(html, "Ons kader, norm by norm")
    assert words(norms["1.1 Op tijd"]) == "See 1 : that was answered as a whole."
    link = re.findall(r'href="#([^"]+)"', norms["1.1.1 Elke dag"])[0]
    assert re.search(rf'<th scope="row" id="{link}">1 Melden', html)
    listed = html[html.index('id="norms-own-missing"') :].partition("</ul>")[0]
    assert "2 Leren" in listed and "Op tijd" not in listed
    assert "1.1 Op tijd: See 1: that was answered as a whole." in words(
        (root / "site/quality/a/text/index.html").read_text(encoding="utf-8")
    )


def test_a_framework_that_is_not_translated_is_shown_in_its_own_language(draw: Draw) -> None:
    files = with_both("nl, en")
    compass = files["reports/a/report.yml"].replace("framework: own", "framework: kompas-ghz-2023")
    files |= {"reports/b/report.yml": compass, "reports/b/10-one.md": SECTION.format(title="Een", head="block: 1\n")}
    root = draw({**files, "reports/b/10-one.en.md": SECTION.format(title="One", head="")})
    assert here("build", folder=root).returncode == 0
    html = (root / "site/en/quality/a/reference/index.html").read_text(encoding="utf-8")
    blocks = rows(html, "question by question")
    assert words(blocks["1 Wonen"]) == "One"
    for text in ("Wonen", "Thuis", "Gaat het goed?", "Melden", "Ons kader"):
        assert f'<span lang="nl">{text}</span>' in html, text
    assert '<div lang="nl"><p>Zo <em>staat</em> het er.</p></div>' in html
    bundled = (root / "site/en/quality/b/reference/index.html").read_text(encoding="utf-8")
    asked = re.findall(r'reference-asks">(.*?)</ul>', bundled, re.S)
    assert asked and all(text.count("<li>") == text.count('<li><span lang="nl">') for text in asked)
    assert "1 The care process around each person" in words(bundled)
    dutch = (root / "site/kwaliteit/a/verwijstabel/index.html").read_text(encoding="utf-8")
    assert 'lang="nl">Wonen' not in dutch


def test_the_report_leads_to_it_and_one_without_has_none(draw: Draw) -> None:
    files = project()
    plain = {"reports/plain/report.yml": "title: Plain\n" + HEAD.format(kind="evaluation", published="2026-01-10")}
    root = draw({**files, **plain, "reports/plain/10-one.md": SECTION.format(title="One", head="")})
    assert here("build", folder=root).returncode == 0
    for report in ("2025", "book"):
        front = (root / f"site/quality/{report}/index.html").read_text(encoding="utf-8")
        assert f'quality/{report}/reference/"' in front
    assert "reference/" not in (root / "site/quality/plain/index.html").read_text(encoding="utf-8")
    assert not (root / "site/quality/plain/reference").exists()


def test_bundled_frameworks_name_their_source_and_day_and_speak_both_languages() -> None:
    from handvest.load.report import read_reports

    _, frameworks, problems = read_reports(Path(__file__).parents[1], "reports", "nl")
    assert problems == []
    bundled = ["kader-ghz-2017", "kompas-ghz-2023", "generiek-kompas-2024", "iso-9001"]
    for id in bundled:
        model = frameworks[id].model
        assert model.source and model.read_on
        for part in (*model.blocks, *model.themes, *model.norms):
            assert part.translations["en"]["title"], (id, part.id)
        assert all(block.asks for block in model.blocks)
    blocks = {id: len(frameworks[id].model.blocks) for id in bundled}
    assert blocks == {"kader-ghz-2017": 4, "kompas-ghz-2023": 4, "generiek-kompas-2024": 5, "iso-9001": 7}

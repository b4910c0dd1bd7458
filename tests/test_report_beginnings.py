"""How texts of reports begin, where only their beginning is told, and what becomes of links without words."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from conftest import ORGANISATION, Draw, here
from reading import main_of, page_text, text_of

REPORT = "title: {title}\nkind: evaluation\npublished: {published}\nresponsible: Board\n"
LOCATED = REPORT.format(title="Report", published="2026-05-20") + "locations: {hoeve: De Hoeve}\n"
FIGURE = "```figure\ndata: data/d.csv\nx: a\ny: b\nsays: Ten of us.\n```\n"
BEGINNINGS = {
    "figure, then text": (FIGURE + "\nThe **real** text[^1] _here_. More.\n\n[^1]: A note.\n", "The real text here."),
    "figure only": (FIGURE, "Ten of us."),
    "quote": ("```quote\nby: cook\n---\nIt is good. And warm.\n```\n", "It is good."),
    "box in which a quote stands": (
        "````box\ntitle: Box\n---\n```quote\nby: cook\n---\nGood.\n```\n\nIn the box.\n````\n",
        "Good.",
    ),
    "box, then text": ("```box\ntitle: Box\n---\nIn the box.\n```\n\nAfter the box.\n", "After the box."),
    "poem": ("```poem\ntitle: A poem\n---\nfirst line\nsecond line\n```\n", "first line"),
    "heading and list": ("## A heading\n\n- one thing\n- two\n", "one thing"),
    "list, then text": ("- one thing\n- two\n\nAfter the list. More.\n", "After the list."),
    "table, then text": ("| a | b |\n| --- | --- |\n| x | y |\n\nAfter the table.\n", "After the table."),
    "citation, then text": ("> They said.\n\nWe say.\n", "We say."),
    "code and signs": ("    code: here\n\nIt is `one` \\* two.\n", "It is one * two."),
    "links": (
        "See [](20-two.md#part), [this](20-two.md) and [](#there).\n\n## There\n\nx\n",
        "See Part, this and There.",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from conftest import CHARTER, MKDOCS

    root = tmp_path_factory.mktemp("beginnings")
    files = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION,
        "promises/kno.yml": CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."'),
        "content/.keep": "",
        "reports/a/report.yml": LOCATED,
        "reports/a/data/d.csv": "a,b\nx,12\n",
        "reports/a/20-two.md": "---\ntitle: Two\n---\n## Part\n\nText.\n",
    }
    for n, (text, _) in enumerate(BEGINNINGS.values()):
        files[f"reports/a/{n + 30}-s{n}.md"] = f"---\ntitle: S{n}\nlocations: [hoeve]\n---\n{text}"
        told = text.replace("(20-two", "(../20-two")
        files[f"reports/a/updates/2026-06-{n + 1:02d}-u{n}.md"] = f"---\ntitle: U{n}\n---\n{told}"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def described(path: Path) -> str:
    found = re.search(r'<meta name="description" content="([^"]*)"', path.read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("n", range(len(BEGINNINGS)), ids=list(BEGINNINGS))
def test_a_text_begins_with_its_first_sentence_and_never_with_source(site: Path, n: int) -> None:
    first = list(BEGINNINGS.values())[n][1]
    assert described(site / f"quality/a/s{n}/index.html") == first
    assert described(site / f"quality/a/updates/2026-06-{n + 1:02d}-u{n}/index.html") == first
    about = page_text(site / "quality/a/about/location-hoeve/index.html")
    assert f"\nS{n}\n{first}" in about
    assert f"\n{first}" in page_text(site / "quality/a/updates/index.html").split(f"\nU{n}\n")[1]
    atom = "{http://www.w3.org/2005/Atom}"
    entries = xml.parse(site / "updates.xml").getroot().findall(f"{atom}entry")
    told = {e.findtext(f"{atom}title"): e.findtext(f"{atom}summary") for e in entries}
    assert (told[f"U{n}"] or "").startswith(first)


def test_nothing_of_blocks_notes_or_markdown_stands_in_lists(site: Path) -> None:
    for page in ("about/location-hoeve", "updates"):
        text = page_text(site / f"quality/a/{page}/index.html")
        assert not re.search(r"data/d\.csv|says:|\*\*|\[\^|\[\]|```|See \.", text)


LATER = REPORT.format(title="Geheim verslag", published="2026-12-01")


def test_a_link_without_words_to_what_is_not_public_tells_nothing_of_it(draw: Draw) -> None:
    link = "[](../y/10-b.md#plan)"
    root = draw(
        {
            "reports/x/report.yml": REPORT.format(title="Report", published="2026-05-20")
            + f'summary: "We plan {link} and [that](../y/10-b.md)."\n',
            "reports/x/10-a.md": f"---\ntitle: A\n---\nSee {link} and [this](../y/10-b.md). And [](20-c.md).\n",
            "reports/x/20-c.md": "---\ntitle: Geheim verhaal\nkind: story\n---\nx\n",
            "reports/y/report.yml": LATER,
            "reports/y/10-b.md": "---\ntitle: Geheim deel\n---\n## Plan\n\nx\n",
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    site, coming = root / "site", "a report that is still to come"
    said = f"See {coming} and this. And a part that is not shown here."
    for page in ("quality/x/a", "quality/x/text"):
        assert said in page_text(site / page / "index.html")
    assert f"We plan {coming} and that." in page_text(site / "quality/x/index.html")
    assert described(site / "quality/x/a/index.html") == f"See {coming} and this."
    assert described(site / "quality/x/index.html") == f"We plan {coming} and that."
    assert coming in (site / "updates.xml").read_text(encoding="utf-8")
    for path in site.rglob("*.*ml"):
        assert "geheim" not in path.read_text(encoding="utf-8").lower(), path


def test_a_link_to_what_is_not_translated_leads_to_the_page_in_the_main_language(draw: Draw) -> None:
    root = draw(
        {
            "promises/organisation.yml": ORGANISATION.replace("[en]", "[nl, en]"),
            "reports/x/report.yml": REPORT.format(title="Verslag", published="2026-05-20")
            + 'summary: "Lees [](../y/10-b.md)."\n'
            + 'translations: {en: {title: Report, responsible: Board, summary: "Read [](../y/10-b.md)."}}\n',
            "reports/x/10-a.md": "---\ntitle: Deel A\n---\nZie [](../y/10-b.md#doel) en [dit](../y/10-b.md).\n",
            "reports/x/10-a.en.md": "---\ntitle: Part A\n---\nSee [](../y/10-b.md#doel) and [this](../y/10-b.md).\n",
            "reports/y/report.yml": REPORT.format(title="Ander verslag", published="2025-05-20"),
            "reports/y/10-b.md": "---\ntitle: Deel B\n---\n## Doel\n\nx\n",
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    html = main_of(root / "site/en/quality/x/a/index.html")
    there = "../../../../kwaliteit/y/b/"
    assert f'<a href="{there}#doel" hreflang="nl" lang="nl">Doel</a>' in html
    assert f'<a href="{there}" hreflang="nl">this</a>' in html
    front = main_of(root / "site/en/quality/x/index.html")
    assert '<a href="../../../kwaliteit/y/b/" hreflang="nl" lang="nl">Deel B</a>' in front
    assert described(root / "site/en/quality/x/a/index.html") == "See Doel and this."
    text = text_of((root / "site/en/quality/x/text/index.html").read_text(encoding="utf-8"))
    assert "See Doel and this." in text
    assert "hreflang" not in main_of(root / "site/kwaliteit/x/a/index.html")

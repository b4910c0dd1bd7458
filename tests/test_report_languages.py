"""A report in two languages: what people get in the second one, and what stays out until it is translated whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from conftest import handvest
from reading import page_text
from test_languages import Site, read

NOW = "2026-10-15T09:00"

# Every text says in which language it is: it has a word that begins with nl- or en-.
TREE = {
    "mkdocs.yml": """\
site_name: Proef
site_url: https://proef.example/
docs_dir: content
theme: {name: material, font: false, language: nl}
plugins: [search, handvest]
""",
    "content/.keep": "",
    "promises/organisation.yml": """\
name: Proef
kind: hospital
languages: [nl, en]
contact: {phone: 0800 1234}
complaints: {name: Bureau nl-klachten, phone: 0800 5678, translations: {en: {name: Office en-complaints}}}
""",
    "promises/poli.yml": """\
title: Poli nl-oost
kind: clinic
audience: [patients]
owner: nl-manager
valid: {from: 2026-01-01}
claim: {to: nl-balie, channels: [desk], within: 24 uur}
contact: {desk: nl-balie, phone: 0800 1212}
exceptions: none
compensation: {offers: [{kind: apology}]}
promises: [{id: wachten, promise: "U wacht nl-kort, {norm}.", norm: {at_most: 15 minuten}}]
""",
    "reports/a/report.yml": """\
title: Beeld nl-beeld
kind: report
framework: own
period: {from: 2024-01-01, to: 2025-12-31}
published: 2026-05-20
responsible: nl-bestuur
made_by: [nl-een, nl-twee]
summary: De nl-samenvatting.
client_groups: {emb: Mensen nl-groep}
conversations:
  - kind: nl-gesprek
    discussed: Wij nl-bespraken iets.
    actions: [gezicht]
    back_on: 2027-01-01
    translations: {en: {kind: en-talk, discussed: We en-talked.}}
audits: [{by: nl-bureau, promises: {poli/wachten: kept}, translations: {en: {by: en-office}}}]
translations:
  en:
    title: Picture en-picture
    responsible: en-board
    made_by: [en-one, en-two]
    summary: The en-summary.
    client_groups: {emb: People en-group}
""",
    "reports/a/10-een.md": """\
---
title: Sectie nl-een
chapter: Hoofdstuk nl-hoofdstuk
client_groups: [emb]
block: 1
promises: [poli/wachten]
meets: [{framework: own, norms: ["1"], evidence: nl-bewijs}]
---
Tekst nl-tekst.[^1] Zie [](20-twee.md#waarom).

```figure
data: data/een.csv
kind: bar
x: jaar
y: aantal
says: Het zijn er nl-meer.
```

[^1]: Noot nl-noot.
""",
    "reports/a/10-een.en.md": """\
---
title: Section en-one
chapter: Chapter en-chapter
meets: [{framework: own, norms: ["1"], evidence: en-evidence}]
---
Text en-text.[^1] See [](20-twee.md#why).

```figure
data: data/one.en.csv
kind: bar
x: en-year
y: en-number
says: They are en-more.
```

[^1]: Note en-note.
""",
    "reports/a/data/een.csv": "jaar,aantal\n2024,3\n2025,4\n",
    "reports/a/data/one.en.csv": "en-year,en-number\n2024,3\n2025,4\n",
    "reports/a/20-twee.md": "---\ntitle: Sectie nl-twee\n---\nTekst nl-tekst.\n\n## Waarom\n\nnl-ja.\n",
    "reports/a/20-twee.en.md": "---\ntitle: Section en-two\n---\nText en-text.\n\n## Why\n\nen-yes.\n",
    "reports/a/improvement-points.yml": """\
- id: gezicht
  title: Minder nl-gezichten
  owner: nl-eigenaar
  since: a
  goal: Het nl-doel.
  reached_when: nl-bereikt.
  plan: Het nl-plan.
  status: partly
  why: Omdat nl-daarom.
  back_on: 2027-01-01
  translations:
    en: {title: Fewer en-faces, owner: en-owner, goal: The en-goal., reached_when: en-reached., plan: The en-plan.,
      why: Because en-because.}
""",
    "reports/a/updates/2026-06-01-zomer.md": "---\ntitle: De nl-zomer\npoints: [gezicht]\n---\nTekst nl-tekst.\n",
    "reports/a/updates/2026-06-01-zomer.en.md": "---\ntitle: The en-summer\n---\nText en-text.\n",
    "reports/a/updates/2026-07-01-alleen.md": "---\ntitle: Alleen nl-hier\n---\nTekst nl-tekst.\n",
    "reports/b/report.yml": """\
title: Beeld nl-vorig
kind: report
framework: own
period: {from: 2022-01-01, to: 2023-12-31}
published: 2024-05-20
responsible: nl-bestuur
""",
    "reports/b/10-een.md": "---\ntitle: Sectie nl-vorig\nblock: 1\n---\nTekst nl-tekst.\n",
    "reports/frameworks/own.yml": """\
id: own
title: Proefkader
blocks: [{id: "1", title: Blok nl-blok, translations: {en: {title: Block en-block}}}]
norms: [{id: "1", title: Norm nl-norm, translations: {en: {title: Norm en-norm}}}]
""",
}
B_IN_ENGLISH = {
    "reports/b/report.yml": TREE["reports/b/report.yml"]
    + "translations: {en: {title: Picture en-earlier, responsible: en-board}}\n",
    "reports/b/10-een.en.md": "---\ntitle: Section en-earlier\n---\nText en-text.\n",
}

Build = Callable[..., tuple[Path, str]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that builds the project with other files (None: without it), and tells what was said."""

    def built(more: dict[str, str | None] | None = None) -> tuple[Path, str]:
        root = tmp_path_factory.mktemp("languages")
        for name, text in {**TREE, **(more or {})}.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        done = handvest("build", folder=root, now=NOW)
        assert done.returncode == 0, done.stdout + done.stderr
        return root / "site", done.stdout + done.stderr

    return built


@pytest.fixture(scope="module")
def both(build: Build) -> Path:
    """A site with two reports, of which one is in English too."""
    return build()[0]


@pytest.fixture(scope="module")
def pages(both: Path) -> Site:
    return read(both)


def test_every_text_is_marked_with_its_own_language(pages: Site) -> None:
    said = [(lang, text) for page in pages.values() for lang, text in page.said]
    assert any("en-evidence" in text or "en-goal" in text for _, text in said)
    wrong = {(lang, text) for lang, text in said for code in ("nl", "en") if f"{code}-" in text and lang != code}
    assert not wrong


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("en/quality/", ["en-picture", "en-summer"]),
        ("en/quality/a/", ["en-summary", "en-chapter", "en-one", "en-two", "en-group", "en-board"]),
        ("en/quality/a/een/", ["en-text", "en-more", "En-number", "en-note", "Why"]),
        ("en/quality/a/text/", ["en-text", "en-more", "en-note", "en-goal", "en-talked", "en-yes", "en-office"]),
        ("en/quality/a/people/", ["en-talk", "en-faces", "en-office"]),
        ("en/quality/a/points/", ["en-faces", "en-goal", "en-because"]),
        ("en/quality/a/about/group-emb/", ["en-group", "en-one"]),
        ("en/quality/a/updates/2026-06-01-zomer/", ["en-summer", "en-text", "en-faces"]),
    ],
)
def test_what_an_author_translated_is_what_people_read(both: Path, uri: str, words: list[str]) -> None:
    text = page_text(both / uri / "index.html")
    assert not [word for word in words if word not in text]


def test_a_page_leads_to_itself_in_the_other_language(pages: Site) -> None:
    for there, here in (("een/", "een/"), ("tekst/", "text/"), ("over/groep-emb/", "about/group-emb/")):
        assert pages[f"kwaliteit/a/{there}"].choices["en"].endswith(f"../en/quality/a/{here}")
    assert pages["kwaliteit/a/een/"].alternates["en"] == "https://proef.example/en/quality/a/een/"


def test_a_page_without_a_translation_leads_to_what_comes_nearest(pages: Site) -> None:
    assert pages["kwaliteit/b/een/"].choices["en"] == "../../../en/quality/#elsewhere"
    assert pages["kwaliteit/a/nieuws/2026-07-01-alleen/"].choices["en"].endswith("/en/quality/a/")


def test_what_is_only_in_the_main_language_is_named_and_marked(both: Path, pages: Site) -> None:
    assert ("nl", "Beeld nl-vorig") in pages["en/quality/"].said
    assert "We have not translated these yet." in page_text(both / "en/quality/index.html")
    assert not (both / "en/quality/b").exists()
    assert "nl-hier" not in "".join(text for uri, p in pages.items() if uri.startswith("en/") for _, text in p.said)


def test_a_promise_that_is_not_translated_is_named_in_its_own_language(pages: Site) -> None:
    for uri in ("en/quality/a/een/", "en/quality/a/people/", "en/quality/a/text/"):
        assert ("nl", "U wacht nl-kort, 15 minuten.") in pages[uri].said, uri


def test_documents_are_in_the_language_of_their_edition(both: Path) -> None:
    words = [p.text for p in docx.Document(str(both / "en/quality/a/a.docx")).paragraphs]
    pdf = pypdfium2.PdfDocument(both / "en/quality/a/a.pdf")
    printed = " ".join(page.get_textpage().get_text_range() for page in pdf)
    for said in (" ".join(words), printed):
        assert "en-text" in said and "en-note" in said + printed and "nl-tekst" not in said


def test_the_feed_of_a_language_has_what_is_there_in_it(both: Path) -> None:
    feed = (both / "en/updates.xml").read_text("utf-8")
    assert "en-picture" in feed and "en-summer" in feed and "nl-" not in feed
    assert 'xml:lang="en"' in feed and "/en/quality/a/updates/2026-06-01-zomer/" in feed


def test_a_reference_table_does_not_call_missing_what_is_only_untranslated(both: Path, build: Build) -> None:
    assert not (both / "en/quality/a/reference-table").exists() and not (both / "en/data").exists()
    whole = build(B_IN_ENGLISH)[0]
    tables = [p for p in (whole / "en/quality/a").rglob("index.html") if "en-evidence" in page_text(p)]
    assert any("en-norm" in page_text(p) and "en-block" in page_text(p) for p in tables)
    assert "en-evidence" in (whole / "en/data/own.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"reports/a/20-twee.en.md": None}, "reports/a/20-twee.md: Dit verslag staat niet in 'en' op de site"),
        (
            {"reports/a/10-een.en.md": TREE["reports/a/10-een.en.md"].replace("chapter: Chapter en-chapter\n", "")},
            "reports/a/10-een.en.md:2: title: Dit verslag staat niet in 'en' op de site",
        ),
        (
            {"reports/a/report.yml": TREE["reports/a/report.yml"].replace("    title: Picture en-picture\n", "")},
            "reports/a/report.yml:1: title: Dit verslag staat niet in 'en' op de site",
        ),
        (
            {
                "reports/a/improvement-points.yml": TREE["reports/a/improvement-points.yml"].replace(
                    " goal: The en-goal.,", ""
                )
            },
            "reports/a/improvement-points.yml:5: [0].goal: Dit verslag staat niet in 'en' op de site",
        ),
    ],
    ids=["section", "chapter", "head", "point"],
)
def test_a_report_that_is_translated_for_a_part_is_not_there(
    build: Build, without: dict[str, str | None], said: str
) -> None:
    site, told = build(without)
    assert said in told
    assert not (site / "en/quality").exists()


def test_a_version_in_a_language_that_the_site_lacks_is_told(build: Build) -> None:
    told = build({"reports/b/10-een.fr.md": "---\ntitle: Une section\n---\nTexte.\n"})[1]
    assert "reports/b/10-een.fr.md: Dit is een versie in 'fr', en die taal heeft de site niet" in told


def test_groups_are_translated_by_their_names(build: Build) -> None:
    head = TREE["reports/a/report.yml"].replace("{emb: People en-group}", "{lvb: People en-group}")
    with pytest.raises(AssertionError, match=r"report\.yml:23: translations\.en\.client_groups: Hier horen dezelfde"):
        build({"reports/a/report.yml": head})

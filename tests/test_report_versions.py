"""What readers of a whole report get, by eye and by ear: its contents, its notes, its tables, and nothing twice."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from lxml import etree, html

from handvest.load.project import Settings, load

REPORTS = ["2025", "2023", "handboek", "audit-2025"]
SMALL_TABLE = 12  # rows: one of so many or fewer is not broken on paper
ADDRESS = "https://beloften.delinde.example/kwaliteit/"


def text_page(example: Path, id: str) -> Any:
    path = example / "kwaliteit" / id / "tekst/index.html"
    page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    return page.xpath('//div[contains(@class, "told")]')[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def said(node: Any) -> str:
    return flat(str(node.text_content()))


def word(example: Path, id: str) -> Path:
    return example / "kwaliteit" / id / f"{id}.docx"


def in_word(example: Path, id: str, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(word(example, id)).read(name))


def in_book(example: Path, id: str) -> str:
    """All pages of a book, as they are written."""
    with zipfile.ZipFile(example / "kwaliteit" / id / f"{id}.epub") as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.startswith("EPUB/text/"))


def on_paper(example: Path, id: str) -> str:
    with pypdfium2.PdfDocument(example / "kwaliteit" / id / f"{id}.pdf") as pdf:
        return flat(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)).replace("\u200b", "")


# contents


@pytest.mark.parametrize("id", REPORTS)
def test_the_text_version_lists_its_chapters_and_sections_after_what_it_is(example: Path, id: str) -> None:
    page = text_page(example, id)
    (nav,) = page.xpath(".//nav")
    assert said(nav.xpath("h2")[0]) == "Inhoud"
    assert nav.getprevious().xpath('h2[@id="about"]'), "after 'about this report'"
    headings = {h.get("id") or h.getparent().get("id"): said(h) for h in page.iter("h2", "h3")}
    links = {a.get("href").removeprefix("#"): said(a) for a in nav.iter("a")}
    assert links == {place: headings[place] for place in links}
    chapters = {said(h) for h in page.iter("h2")} - {"In het kort", "Over dit verslag", "Inhoud"}
    chapters -= {said(h) for h in page.xpath('.//section[@class="notes"]/*')}
    sections = {f.head.model.title for f in load(Settings(ROOT))[0].reports[id].sections}
    assert chapters | sections == set(links.values())


@pytest.mark.parametrize("id", REPORTS)
def test_word_lists_the_same_and_asks_nothing_when_it_opens(example: Path, id: str) -> None:
    body = in_word(example, id, "word/document.xml")
    listed = [p for p in docx.Document(str(word(example, id))).paragraphs if p.style.name.startswith("toc ")]
    assert [flat(p.text) for p in listed] == [said(a) for a in text_page(example, id).xpath(".//nav//a")]
    anchors = [link.get(qn("w:anchor")) for p in listed for link in p._p.iter(qn("w:hyperlink"))]
    assert len(anchors) == len(listed) and {*anchors} <= {
        b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))
    }
    marks = [mark for mark in body.iter(qn("w:fldChar"))]
    assert [mark.get(qn("w:fldCharType")) for mark in marks] == ["begin", "separate", "end"]
    assert not any(mark.get(qn("w:dirty")) for mark in marks)
    assert not list(in_word(example, id, "word/settings.xml").iter(qn("w:updateFields")))
    assert "Inhoud" not in in_book(example, id).replace('title="Inhoud"', ""), "readers of books have their own list"


# notes


def test_notes_are_counted_through_the_whole_text_version(example: Path) -> None:
    page = text_page(example, "2025")
    references = page.xpath('.//sup[@class="note-ref"]/a')
    numbers = [str(n) for n in range(1, len(references) + 1)]
    assert len(numbers) > 5 and [said(a) for a in references] == numbers
    assert [a.get("aria-label") for a in references] == [f"Noot {n}" for n in numbers]
    lists = page.xpath('.//section[@class="notes"]/ol')
    shown = [str(int(ol.get("start", "1")) + n) for ol in lists for n in range(len(ol.findall("li")))]
    assert shown == numbers, "the numbers that stand before the notes"
    ways = [said(a) for a in page.xpath('.//a[@class="notes-back"]')]
    assert ways == [f"Terug naar de tekst bij noot {n}" for n in numbers]
    titles = [said(h) for h in page.xpath('.//section[@class="notes"]/*[starts-with(name(), "h")]')]
    assert len(set(titles)) == len(titles) and "Noten bij Vrijheid" in titles


# tables and figures


@pytest.mark.parametrize("id", REPORTS)
def test_tables_in_word_have_a_caption_and_say_what_heads_their_rows(example: Path, id: str) -> None:
    source = [t for t in text_page(example, id).iter("table") if not t.xpath("ancestor::*[@class='notes']")]
    by_caption = {said(t.find("caption")): bool(t.xpath('tbody/tr/th[@scope="row"]')) for t in source}
    unseen = {said(t.find("caption")) for t in source if t.find("caption").get("class") == "unseen"}
    body = in_word(example, id, "word/document.xml")
    found = 0
    for table in body.iter(qn("w:tbl")):
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        above = table.getprevious()
        seen = above.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "TableCaption"
        assert seen != (caption in unseen), "what is seen stands above it too, what is not is its name only"
        assert not seen or "".join(t.text for t in above.iter(qn("w:t"))) == caption
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val")) == "Table"
        first = look.get(qn("w:firstColumn")) == "1"
        assert first == bool(int(look.get(qn("w:val")), 16) & 0x80)
        assert first == by_caption.get(caption, True), caption  # what is no table in words, is a figure: it has them
        found += 1
    assert found >= len(source)


@pytest.mark.parametrize("id", REPORTS)
def test_documents_say_who_made_them_and_when_they_came_out(example: Path, id: str) -> None:
    day = load(Settings(ROOT))[0].reports[id].report.model.published[:10]
    core = docx.Document(str(word(example, id))).core_properties
    assert core.author == "Zorggroep De Linde"
    assert (
        core.created and core.modified and {core.created.date(), core.modified.date()} == {dt.date.fromisoformat(day)}
    )
    with zipfile.ZipFile(example / "kwaliteit" / id / f"{id}.epub") as book:
        package = book.read("EPUB/content.opf").decode()
    assert f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>' in package


def kids(node: Any) -> list[Any]:
    inside = node.get("/K", [])
    return [
        k for k in (inside if isinstance(inside, pikepdf.Array) else [inside]) if isinstance(k, pikepdf.Dictionary)
    ]


def role(node: Any) -> str:
    return str(node.get("/S", ""))[1:]


def within(node: Any) -> Iterator[Any]:
    yield node
    for kid in kids(node):
        yield from within(kid)


def sheets(node: Any) -> set[Any]:
    """The pages on which something stands."""
    return {n.Pg.objgen for n in within(node) if "/Pg" in n}


@pytest.mark.parametrize("id", REPORTS)
def test_on_paper_nothing_stands_outside_paragraphs_and_tables_have_the_captions_that_are_seen(
    example: Path, id: str
) -> None:
    with pikepdf.open(example / "kwaliteit" / id / f"{id}.pdf") as pdf:
        (document,) = kids(pdf.Root.StructTreeRoot)
        assert {role(n) for n in kids(document)} & {"Span", "Strong", "Em"} == set()
        tables = [n for n in within(document) if role(n) == "Table"]
        seen = [role(kids(table)[0]) == "Caption" for table in tables]
        heads = [table.find("caption").get("class") for table in text_page(example, id).iter("table")]
        assert len(seen) >= len(heads) and seen.count(False) == heads.count("unseen")
        for figure in (n for n in within(document) if role(n) == "Figure"):
            assert len(sheets(figure)) == 1


@pytest.mark.parametrize("id", REPORTS)
def test_small_tables_stay_on_one_page_with_their_figure_and_source(example: Path, id: str) -> None:
    with pikepdf.open(example / "kwaliteit" / id / f"{id}.pdf") as pdf:
        (document,) = kids(pdf.Root.StructTreeRoot)
        parts = kids(document)
        for table in (n for n in parts if role(n) == "Table"):
            rows = sum(role(n) == "TR" for n in within(table)) - 1
            assert rows > SMALL_TABLE or len(sheets(table)) == 1
    if id == "2025":
        pages = _pages(example, id)
        for model in _figures(id):
            (found,) = [page for page in pages if _letters(model.says) in _letters(page)]
            assert all(_letters(text) in _letters(found) for text in (model.means or "", model.source or ""))


def _pages(example: Path, id: str) -> list[str]:
    with pypdfium2.PdfDocument(example / "kwaliteit" / id / f"{id}.pdf") as pdf:
        return [sheet.get_textpage().get_text_bounded() for sheet in pdf]


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text)).lower()


def _figures(id: str) -> list[Any]:
    sections = load(Settings(ROOT))[0].reports[id].sections
    return [b.head.model for s in sections for b in s.telling.blocks if b.kind == "figure"]


@pytest.mark.parametrize("version", ["docx", "epub", "pdf"])
def test_a_figure_is_told_in_the_order_of_the_page(example: Path, version: str) -> None:
    if version == "docx":
        texts = " ".join(t.text or "" for t in in_word(example, "2025", "word/document.xml").iter(qn("w:t")))
    elif version == "epub":
        texts = str(
            html.fromstring(f"<div>{re.sub(r'<[?!][^>]*>', '', in_book(example, '2025'))}</div>").text_content()
        )
    else:
        texts = on_paper(example, "2025")
    (model,) = [m for m in _figures("2025") if "86 van de 100" in m.says]
    found = _letters(texts)
    begins = found.index(_letters(model.says))
    places = [found.index(_letters(part), begins) for part in (model.means, "Jaar Op tijd besproken", model.source)]
    assert begins < places[0] < places[1] < places[2]


# nothing twice, and nothing that is over


def test_the_next_dates_are_said_once_and_not_when_they_are_over(example: Path) -> None:
    for id, said_ in (("2025", True), ("2023", False)):
        front = said(text_page(example, id).xpath('.//section[h2/@id="about"]')[0])
        paper = " ".join(_pages(example, id)[:2])
        for text in (front, flat(paper)):
            assert "Volgend verslag" not in text and "Volgend bericht" not in text
            assert text.count("Het volgende verslag komt vóór 1 juni 2028.") == said_
            assert "2026" not in text or id == "2025"


def test_a_report_says_that_there_is_a_newer_one(example: Path) -> None:
    line = "Er is een nieuwer verslag: Kwaliteitsbeeld 2024-2025"
    (link,) = text_page(example, "2023").xpath('.//p[@class="newer"]/a')
    assert said(link.getparent()) == line and link.get("href").endswith("kwaliteit/2025/")
    texts = [flat(p.text) for p in docx.Document(str(word(example, "2023"))).paragraphs]
    assert line in texts and line in flat(" ".join(_pages(example, "2023")[:1]))
    assert f'<a href="{ADDRESS}2025/">Kwaliteitsbeeld 2024-2025</a>' in in_book(example, "2023")
    assert "nieuwer verslag" not in said(text_page(example, "2025")) + on_paper(example, "2025")


def test_what_came_of_points_bears_the_names_of_the_page(example: Path) -> None:
    page = html.parse(str(example / "kwaliteit/2025/wat-er-van-kwam/index.html")).getroot()
    names = {said(h) for h in page.xpath('//div[contains(@class, "point-half")]/h3')}
    assert names == {"Wat wij toen schreven", "Hoe het nu staat"}
    (came,) = text_page(example, "2025").xpath('.//section[h2/@id="came"]')
    assert {said(h) for h in came.iter("h4")} == names
    assert "Hoe het ervoor staat" not in said(came), "it stands in the heading already"


# the reference table


@pytest.mark.parametrize("id", REPORTS)
def test_the_reference_table_tells_of_this_report_only_and_where_the_rest_is(example: Path, id: str) -> None:
    (table,) = text_page(example, id).xpath('.//section[h2/@id="reference"]')
    links = [a.get("href") for a in table.iter("a")]
    assert links[0].endswith(f"kwaliteit/{id}/verwijstabel/")
    assert len(links) > 1 and all(link.startswith("#") for link in links[1:])
    assert all(table.xpath(f'//*[@id="{link[1:]}"]') for link in links[1:])
    norms = {n for s in load(Settings(ROOT))[0].reports[id].sections for m in s.head.model.meets for n in m.norms}
    named = {said(term).split()[0] for term in table.xpath('.//span[@class="term"]') if said(term)[0].isdigit()}
    blocks = {s.head.model.block for s in load(Settings(ROOT))[0].reports[id].sections if s.head.model.block}
    assert named == norms | blocks
    for term in table.xpath('.//span[@class="term"]'):
        alone = said(term) == said(term.getparent())
        assert alone or said(term).endswith(":"), "a question does not run on after the name of its part"


def test_what_no_report_tells_of_is_listed(example: Path) -> None:
    (table,) = text_page(example, "audit-2025").xpath('.//section[h2/@id="reference"]')
    whole = html.parse(str(example / "kwaliteit/audit-2025/verwijstabel/index.html")).getroot()
    missing = [said(a) for a in whole.xpath("//h3[contains(@id, 'missing')]/following-sibling::ul[1]/li")]
    assert (
        missing
        and [said(li) for li in table.xpath('.//p[span="Nog in geen verslag te vinden:"]/following::ul[1]/li')]
        == missing
    )


# pictures


def test_a_picture_in_words_is_told_in_sentences_of_their_own(example: Path) -> None:
    page = text_page(example, "2025")
    paragraphs = [said(p) for p in page.iter("p")]
    sections = load(Settings(ROOT))[0].reports["2025"].sections
    pictures = [b.head.model for s in sections for b in s.telling.blocks if b.kind == "picture"]
    assert len(pictures) >= 3 and "Foto:" not in said(page)
    for picture in pictures:
        at = paragraphs.index(f"Afbeelding: {flat(picture.alt)}")
        told = [flat(text) for text in (picture.caption, picture.credit) if text]
        assert paragraphs[at + 1 : at + 1 + len(told)] == told

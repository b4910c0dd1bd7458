"""The documents of reports: nothing that an author wrote is lost in any version, and each is sound by itself."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import narrative
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from conftest import MKDOCS, NOW, ORGANISATION, here
from docx.oxml.ns import qn
from lxml import etree, html

from handvest.build import gather
from handvest.load.project import Settings

REPORT = """\
title: Een lang verhaal
kind: handbook
published: 2026-05-20
responsible: De raad
summary: |
  Dit is het verhaal **in het kort**.
"""
FOOT = 24 / 25.4 * 72  # points from the edge of the paper to the text
NOTE, BODY = 10.9, 11.9  # points: letters of notes are this large or larger, those of the text too


@dataclass
class Found:
    """What a version holds, as its readers get it."""

    body: str
    notes: str
    headings: list[tuple[int, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    quotes: int = 0
    poem_lines: list[str] = field(default_factory=list)
    tables: int = 0
    references: int = 0  # to notes


def tokens(text: str) -> list[str]:
    """Words and signs in order; a word that is broken at the end of a line is one word."""
    text = re.sub(r"[-\u00ad\ufffe\u0002]\s*", "", text.replace("\u200b", ""))
    return re.findall(r"\w+|[^\w\s]", text)


def differences(found: str, expected: str) -> list[str]:
    """The first places where two texts differ, with what stands around them."""
    one, other = tokens(found), tokens(expected)
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if one == other:
        return []
    return [" ".join(part[max(0, at - 12) : at + 12]) for part in (one, other)]


# reading HTML

INLINE = {"a", "abbr", "b", "code", "em", "i", "q", "span", "strong", "sub", "sup", "u"}


def words(node: Any, without: tuple[Any, ...] = ()) -> str:
    """The text of an element; what is no part of a line stands apart."""
    return "".join(_words(node, set(without)))


def _words(node: Any, without: set[Any]) -> Iterator[str]:
    if not isinstance(node.tag, str) or node in without:
        return
    block = etree.QName(node).localname not in INLINE
    yield " " if block else ""
    yield node.text or ""
    for child in node:
        yield from _words(child, without)
        yield child.tail or ""
    yield " " if block else ""


def some(node: Any, path: str) -> list[Any]:
    """Elements by an XPath in which names of XHTML have no prefix."""
    return node.xpath(re.sub(r"(?<=[/:])(?=[a-z][a-z0-9]*(?:\[|/|$))", "", path))


def local(node: Any, *names: str) -> list[Any]:
    """Elements inside by their name, whatever namespace they are in."""
    return [n for n in node.iter() if isinstance(n.tag, str) and etree.QName(n).localname in names]


def classed(nodes: list[Any], name: str) -> list[Any]:
    return [n for n in nodes if name in (n.get("class") or "").split()]


def flat(text: str) -> str:
    return " ".join(text.split())


def lines_of(poem: Any) -> list[str]:
    """The lines of a poem: between its breaks."""
    found = []
    for stanza in local(poem, "p"):
        if set((stanza.get("class") or "").split()) & {"poem-title"} or classed(list(stanza.iterancestors()), "by"):
            continue
        if classed(list(stanza.iterancestors()), "box-title"):
            continue
        for mark in local(stanza, "br"):
            mark.tail = "\n" + (mark.tail or "").lstrip()
        found += [flat(line) for line in words(stanza).split("\n") if line.strip()]
    return found


def of_html(parts: list[Any]) -> Found:
    """What stands in pieces of pages of our own."""
    found = Found("", "")
    for part in parts:
        sections = classed(local(part, "section"), "notes")
        references = classed(local(part, "sup"), "note-ref")
        unseen = classed(local(part, "caption"), "unseen")
        found.body += words(part, (*sections, *references, *unseen))
        for note in (item for section in sections for item in local(section, "li")):
            found.notes += words(note, tuple(classed(local(note, "a"), "notes-back")))
        own = {n for s in sections for n in local(s, "h2", "h3", "h4", "h5", "h6")}
        heads = [h for h in local(part, "h1", "h2", "h3", "h4", "h5", "h6") if h not in own]
        found.headings += [(int(h.tag[1]), flat(words(h))) for h in heads]
        found.boxes += [flat(words(t)) for t in classed(local(part, "p"), "box-title")]
        found.quotes += len(classed(local(part, "figure"), "quote"))
        found.tables += len(local(part, "table"))
        found.references += len(references)
        for poem in classed(local(part, "figure"), "poem"):
            found.poem_lines += lines_of(poem)
    return found


def of_web(folder: Path, slugs: list[str]) -> Found:
    """The pages of the sections, in order."""
    parts = []
    for slug in slugs:
        page = html.parse(str(folder / slug / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()
        (title,) = local(page, "h1")
        (told,) = classed(local(page, "div"), "told")
        parts += [title, told]
    return of_html(parts)


def of_text(path: Path) -> Found:
    page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    return of_html(classed(local(page, "div"), "told"))


# reading Word


def of_docx(path: Path) -> Found:
    document = docx.Document(str(path))
    found, references, rows = Found("", ""), [], []
    for part in document.iter_inner_content():
        if isinstance(part, docx.table.Table):
            found.tables += 1
            rows.append(part.rows[0]._tr.trPr)
            paragraphs = [p for row in part.rows for cell in row.cells for p in cell.paragraphs]
        else:
            paragraphs = [part]
        for paragraph in paragraphs:
            text, style = paragraph.text, paragraph.style.name
            found.body += f" {text} "
            references += [r.get(qn("w:id")) for r in paragraph._p.iter(qn("w:footnoteReference"))]
            if style.lower().startswith("heading "):
                found.headings.append((int(style[-1]), flat(text)))
            elif style == "Box Title" and text.startswith("Kader"):
                found.boxes.append(text)
            elif style == "By":
                found.quotes += text.startswith("–")
            elif style == "Poem":
                found.poem_lines += [flat(line) for line in text.split("\n")]
    assert all(row is not None and row.find(qn("w:tblHeader")) is not None for row in rows), "no header row"
    notes = etree.fromstring(zipfile.ZipFile(path).read("word/footnotes.xml"))
    texts = {n.get(qn("w:id")): n for n in notes}
    for id in references:
        found.notes += " ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in texts[id].iter(qn("w:p")))
        found.notes += " "
    found.references = len(references)
    return found


# reading books


def chapters(book: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    """The files of a book in the order of reading."""
    package = etree.fromstring(book.read("EPUB/content.opf"))
    files = {item.get("id"): item.get("href") for item in local(package, "item")}
    for reference in local(package, "itemref"):
        name = f"EPUB/{files[reference.get('idref')]}"
        yield name, etree.fromstring(book.read(name))


def of_epub(path: Path) -> Found:
    found = Found("", "")
    for _, page in chapters(zipfile.ZipFile(path)):
        (part,) = local(page, "body")
        sections = classed(local(part, "section"), "footnotes")
        references = [a for a in local(part, "a") if a.get("role") == "doc-noteref"]
        found.body += words(part, (*sections, *references))
        for note in (item for section in sections for item in local(section, "aside")):
            found.notes += words(note, tuple(a for a in local(note, "a") if a.get("role") == "doc-backlink"))
        heads = local(part, "h1", "h2", "h3", "h4", "h5", "h6")
        found.headings += [(int(etree.QName(h).localname[1]), flat(words(h))) for h in heads]
        boxes = classed(local(part, "div"), "box-title")
        found.boxes += [t for t in (flat(words(b)) for b in boxes) if t.startswith("Kader")]
        found.quotes += len(local(part, "blockquote"))
        found.tables += len(local(part, "table"))
        found.references += len(references)
        for poem in classed(local(part, "div"), "poem"):
            found.poem_lines += lines_of(poem)
    return found


# reading paper


def of_pdf(path: Path) -> Found:
    """What stands on the pages from the first chapter on, without the foot of the page."""
    found, lines = Found("", ""), []
    with pypdfium2.PdfDocument(path) as pdf:
        outline = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        first = next(page for level, title, page in outline if title == "Hoofdstuk 1")
        found.headings = [(level + 1, flat(title)) for level, title, page in outline if page >= first]
        for n in range(first, len(pdf)):
            body, notes = _letters(pdf[n].get_textpage())
            found.body += f" {body}"
            found.notes += f" {notes}"
            lines += [flat(line) for line in body.splitlines()]
    found.body = re.sub(r"\((?:bladzijde|page)\s+\d+\)", "", found.body)
    found.poem_lines = lines
    with pikepdf.open(path) as pdf:
        roles = list(_roles(pdf.Root.StructTreeRoot))
    found.quotes, found.tables = roles.count("BlockQuote"), roles.count("Table")
    found.references = roles.count("Note") or roles.count("FENote")
    return found


def _letters(page: Any) -> tuple[str, str]:
    """The text of a page and its notes, by the size of the letters; the numbers of notes are left out."""
    body, notes = [], []
    for i in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, i))
        if letter.isspace():
            body.append(letter)
            notes.append(letter)
            continue
        size = raw.FPDFText_GetFontSize(page, i)
        if page.get_charbox(i)[1] < FOOT:
            continue
        if size >= BODY:
            body.append(letter)
        elif size >= NOTE:
            notes.append(letter)
    return "".join(body), "".join(notes)


def _roles(node: Any) -> Iterator[str]:
    if "/S" in node:
        yield str(node.S)[1:]
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _roles(kid)


# the long report

LONG = narrative.Narrator(20261015).report()
SLUGS = [name.removesuffix(".md").partition("-")[2] for name in LONG.files]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The long report in all its versions."""
    folder = tmp_path_factory.mktemp("long")
    files = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION.replace("[en]", "[nl]"),
        "content/.keep": "",
        "reports/lang/report.yml": REPORT,
        **{f"reports/lang/{name}": text for name, text in LONG.files.items()},
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDVEST_CACHE", str(folder / "cache"))
        done = here("build", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site/kwaliteit/lang"


VERSIONS = ["web", "text", "docx", "epub", "pdf"]


@pytest.fixture(scope="module")
def versions(site: Path) -> dict[str, Found]:
    found = {
        "web": of_web(site, SLUGS),
        "text": of_text(site / "tekst/index.html"),
        "docx": of_docx(site / "lang.docx"),
        "epub": of_epub(site / "lang.epub"),
        "pdf": of_pdf(site / "lang.pdf"),
    }
    for name in ("text", "docx", "epub"):  # before the first chapter stand title, summary and facts
        front, title, rest = found[name].body.partition("Hoofdstuk 1")
        assert flat(front).startswith("Een lang verhaal") and "Dit is het verhaal in het kort" in flat(front)
        found[name].body = title + rest
        found[name].headings = found[name].headings[3:]
    return found


def test_the_report_is_as_large_as_we_say(site: Path) -> None:
    with pikepdf.open(site / "lang.pdf") as pdf:
        assert len(pdf.pages) >= 130
    assert len(LONG.boxes), LONG.quotes == (narrative.BOXES, narrative.QUOTES)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_word_is_there_in_order(versions: dict[str, Found], version: str) -> None:
    assert differences(versions[version].body, LONG.text(version)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_note_is_there_in_order(versions: dict[str, Found], version: str) -> None:
    assert differences(versions[version].notes, LONG.note_text(version)) == []
    assert versions[version].references == narrative.NOTES


@pytest.mark.parametrize("version", VERSIONS)
def test_every_heading_is_there_at_its_level(versions: dict[str, Found], version: str) -> None:
    expected = [(level, flat(text)) for level, text, where in LONG.headings if version in where]
    found = versions[version].headings
    assert [tokens(text) for _, text in found] == [tokens(text) for _, text in expected]
    assert len(found) == narrative.HEADINGS + sum(where != narrative.EVERYWHERE for *_, where in LONG.headings) * (
        version != "web"
    )
    if version != "web":  # where each section is a page of its own
        assert [level for level, _ in found] == [level for level, _ in expected]


@pytest.mark.parametrize("version", VERSIONS)
def test_boxes_quotes_tables_and_poems_are_what_they_are(versions: dict[str, Found], version: str) -> None:
    found = versions[version]
    assert found.quotes == narrative.QUOTES
    assert found.tables == LONG.tables
    if version == "pdf":  # no tag says what a box is; of a poem each line is a line of its own
        assert [line for line in map(flat, LONG.poem_lines) if line not in set(found.poem_lines)] == []
    else:
        assert found.boxes == LONG.boxes
        assert found.poem_lines == [flat(line) for line in LONG.poem_lines]

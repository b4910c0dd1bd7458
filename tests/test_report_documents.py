"""The documents of reports: nothing that an author wrote is lost in any version, and each is sound by itself."""

from __future__ import annotations

import ctypes
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import narrative
import page
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
import zxingcpp
from conftest import MKDOCS, ORGANISATION, ROOT, here
from docx.oxml.ns import qn
from lxml import etree, html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from pydantic import BaseModel

from handvest.load.project import Settings, load
from handvest.variants import pandoc, typst

REPORT = """\
title: Een lang verhaal
kind: handbook
published: 2026-05-20
responsible: De raad
summary: |
  Dit is het verhaal **in het kort**.
"""
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
        found.body += words(part, (*sections, *references, *local(part, "nav")))
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
            if style.startswith("toc "):
                continue
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
    for _, chapter in chapters(zipfile.ZipFile(path)):
        (part,) = local(chapter, "body")
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
    """What is read on the pages from the first chapter on."""
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
    body, notes, artifacts = [], [], {}
    for i in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, i))
        if letter.isspace():
            body.append(letter)
            notes.append(letter)
            continue
        size, part = raw.FPDFText_GetFontSize(page, i), raw.FPDFText_GetTextObject(page, i)
        key = ctypes.addressof(part.contents) if part else 0
        if key not in artifacts:
            artifacts[key] = bool(part) and "Artifact" in set(_marks(part))
        if not artifacts[key] and size >= NOTE:
            (body if size >= BODY else notes).append(letter)
    return "".join(body), "".join(notes)


def _marks(part: Any) -> Iterator[str]:
    """What a piece of text on paper is: an artifact is no part of what is read, such as the foot of a page."""
    for i in range(raw.FPDFPageObj_CountMarks(part)):
        name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(part, i), name, 64, length)
        yield "".join(map(chr, name)).rstrip("\0")


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
    sections = {f"reports/lang/{name}": text for name, text in LONG.files.items()}
    _project(folder, {"reports/lang/report.yml": REPORT, **sections})
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
        before = [(1, "Een lang verhaal"), (2, "In het kort"), (2, "Over dit verslag")]
        before += [(2, "Inhoud")] if name != "epub" else []
        assert found[name].headings[: len(before)] == before
        found[name].headings = found[name].headings[len(before) :]
    return found


def test_the_report_is_as_large_as_we_say(site: Path) -> None:
    with pikepdf.open(site / "lang.pdf") as pdf:
        assert len(pdf.pages) >= 130
    made = (len(LONG.boxes), LONG.quotes, len(LONG.headings), LONG.poem_lines.count(""))
    assert made == (narrative.BOXES, narrative.QUOTES, narrative.HEADINGS + 2, 0)
    assert len(LONG.text("web").split()) > 45_000 and LONG.tables > 10 and len(LONG.notes) > narrative.NOTES


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


# the reports of the example

REPORTS = ["2025", "2023", "handboek", "audit-2025"]
PLAIN = frozenset({"easy", "translations", "as_is"})
ABOUT = frozenset({"id", "kind", "block", "status", "since", "framework", "follows", "verdict"})


def at(example: Path, id: str, name: str = "") -> Path:
    return example / "kwaliteit" / id / name


def letters_of(text: str) -> str:
    """Only what is heard of a text: its words, without Markdown and without where its links lead."""
    return "".join(re.findall(r"\w", re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]", "", text))).lower()


def said(model: Any) -> Iterator[str]:
    """All texts of authors in a model, as they stand in the main language."""
    if isinstance(model, StrEnum):
        return
    if isinstance(model, str):
        yield from (part for part in model.split("\n\n") if letters_of(part))
    elif isinstance(model, tuple):
        for part in model:
            yield from said(part)
    elif isinstance(model, BaseModel):
        for name in type(model).model_fields:
            if name not in PLAIN | ABOUT | {"actions", "promises", "client_groups", "locations", "published", "on"}:
                yield from said(getattr(model, name))


@cache
def texts(id: str) -> list[str]:
    """All that the files of a report say; of sections the pieces in which nothing stands out."""
    folder = load(Settings(ROOT))[0].reports[id]
    found = list(said(folder.report.model))
    for point in folder.points.model.root if folder.points else ():
        found += said(point)
    for written in (*folder.sections, *folder.updates):
        found.append(written.head.model.title)
        found += re.findall(r"<(?:p|li|td|h\d)[^>]*>([^<>\ue000]+)</", written.telling.html)
        for block in written.telling.blocks:
            head = block.head.model
            found += filter(None, (getattr(head, name, "") for name in ("title", "by", "caption", "credit", "says")))
    return [unescape(text) for text in found]


READERS = {"text": of_text, "docx": of_docx, "epub": of_epub}


def whole_text(example: Path, id: str, version: str) -> str:
    """All that a version says, notes too."""
    if version == "pdf":
        with pypdfium2.PdfDocument(at(example, id, f"{id}.pdf")) as pdf:
            pages = [_letters(sheet.get_textpage()) for sheet in pdf]
        both = (" ".join(part[i] for part in pages) for i in (0, 1))
        return " ".join(re.sub(r"[-\ufffe\u0002]\s+", "", text) for text in both)
    found = READERS[version](at(example, id, "tekst/index.html" if version == "text" else f"{id}.{version}"))
    return found.body + found.notes


@pytest.mark.parametrize("version", ["text", "docx", "epub", "pdf"])
@pytest.mark.parametrize("id", REPORTS)
def test_all_that_a_report_tells_stands_in_every_version(example: Path, id: str, version: str) -> None:
    found = letters_of(whole_text(example, id, version))
    assert [text for text in texts(id) if letters_of(text) not in found] == []


@pytest.mark.parametrize("id", REPORTS)
def test_the_text_version_has_its_headings_and_names_in_order(example: Path, id: str) -> None:
    page_ = html.parse(str(at(example, id, "tekst/index.html")), html.HTMLParser(encoding="utf-8")).getroot()
    ids = [node.get("id") for node in page_.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    named = [name for node in page_.iter() for name in (node.get("aria-labelledby") or "").split()]
    assert [name for name in named if name not in ids] == []
    levels = [int(h.tag[1]) for h in local(page_, "h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("id", REPORTS)
def test_paper_is_pdf_ua_with_a_card_of_one_page(example: Path, id: str) -> None:
    for name, least, most in ((f"{id}.pdf", 5, 60), (f"{id}-kaart.pdf", 1, 1)):
        path = at(example, id, name)
        found = page.validate_pdf(str(path), profile=page.ValidationProfile("ua1")).failures
        assert [f"{f.rule_id}: {f.message}" for f in found] == []
        with pikepdf.open(path) as pdf:
            assert least <= len(pdf.pages) <= most
            assert str(pdf.Root.Lang) == "nl" and pdf.Root.ViewerPreferences.DisplayDocTitle
            levels = [int(role[1]) for role in _roles(pdf.Root.StructTreeRoot) if re.fullmatch("H[1-6]", role)]
        assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels))


def test_the_report_is_one_file_of_30_to_60_pages(example: Path) -> None:
    with pikepdf.open(at(example, "2025", "2025.pdf")) as pdf:
        assert 30 <= len(pdf.pages) <= 60


def test_the_page_numbers_in_the_contents_and_in_links_are_true(example: Path) -> None:
    with pypdfium2.PdfDocument(at(example, "2025", "2025.pdf")) as pdf:
        pages = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf]
        marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in pdf.get_toc()]
    contents = " ".join(pages[2:4])
    listed = [
        (flat(title), n) for title, n in marks if re.search(rf"{re.escape(flat(title))} ?[. ]+ ?{n}\b", contents)
    ]
    assert len(listed) > 40
    for n, text in enumerate(pages[1:], 2):
        assert re.search(rf"\b{n} van {len(pages)}$", text)
    assert "Cijfers op een rij (bladzijde" in " ".join(pages)
    told = re.search(r"Cijfers op een rij \(bladzijde (\d+)\)", " ".join(pages))
    assert told and int(told[1]) == dict(listed)["Cijfers op een rij"]


def test_figures_on_paper_have_a_text_and_their_table(example: Path) -> None:
    with pikepdf.open(at(example, "2025", "2025.pdf")) as pdf:
        figures = [node for node in _nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/Figure"]
        assert len(figures) >= 12 and all(len(str(figure.Alt)) > 10 for figure in figures)
        tables = [node for node in _nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/Table"]
        assert all("TH" in list(_roles(table)) for table in tables)


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _nodes(kid)


def test_the_card_says_how_it_stands_and_its_code_leads_to_the_report(example: Path) -> None:
    with pypdfium2.PdfDocument(at(example, "2025", "2025-kaart.pdf")) as pdf:
        words = flat(pdf[0].get_textpage().get_text_bounded())
        codes = zxingcpp.read_barcodes(pdf[0].render(scale=2).to_pil().convert("L"))
    assert {code.text for code in codes} == {"https://beloften.delinde.example/kwaliteit/2025/"}
    points = load(Settings(ROOT))[0].reports["2025"].points
    assert points and all(flat(point.title) in words for point in points.model.root)
    assert "Niet bereikt:" in words and "kwaliteit@delinde.example" in words


def test_a_long_summary_leaves_less_on_the_card_and_never_a_second_page(tmp_path: Path) -> None:
    long = "  " + " ".join(f"Dit is zin {n} van een heel lang verhaal." for n in range(160)) + "\n"
    _project(
        tmp_path, {"reports/lang/report.yml": REPORT + long, "reports/lang/10-een.md": "---\ntitle: Een\n---\nA.\n"}
    )
    assert here("build", folder=tmp_path).returncode == 0
    with pikepdf.open(tmp_path / "site/kwaliteit/lang/lang-kaart.pdf") as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("id", REPORTS)
def test_word_is_made_of_styles_only(example: Path, id: str) -> None:
    with zipfile.ZipFile(at(example, id, f"{id}.docx")) as file:
        document = etree.fromstring(file.read("word/document.xml"))
        styles = {s.get(qn("w:styleId")) for s in etree.fromstring(file.read("word/styles.xml")).iter(qn("w:style"))}
        foot, core = file.read("word/footer1.xml").decode(), file.read("docProps/core.xml").decode()
    runs = {etree.QName(n).localname for p in document.iter(qn("w:rPr")) for n in p}
    assert runs <= {"rStyle", "b", "bCs", "i", "iCs", "lang", "vertAlign"}, "bold and italic of authors, no more"
    paragraphs = {etree.QName(n).localname for p in document.iter(qn("w:pPr")) for n in p}
    assert paragraphs <= {"pStyle", "numPr", "jc", "keepNext"}
    assert {n.get(qn("w:val")) for n in document.iter(qn("w:pStyle"), qn("w:rStyle"))} <= styles
    assert "<dc:language>nl</dc:language>" in core and "PAGE" in foot and "NUMPAGES" in foot and "van" in foot
    size = next(document.iter(qn("w:pgSz")))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838"), "A4"


def test_pictures_and_figures_in_word_have_a_text(example: Path) -> None:
    document = docx.Document(str(at(example, "2025", "2025.docx")))
    texts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(texts) >= 12 and all(text and len(text) > 10 and not text.endswith((".png", ".jpg")) for text in texts)


def test_tables_in_files_have_a_caption_and_names_of_rows(example: Path) -> None:
    parts = list(docx.Document(str(at(example, "2025", "2025.docx"))).iter_inner_content())
    above = [before for before, part in pairwise(parts) if isinstance(part, docx.table.Table)]
    captions = [flat(paragraph.text) for paragraph in above if paragraph.style.name == "Table Caption"]
    assert len(above) >= 19 and len(captions) >= 9 and all(captions)
    book = [chapter for _, chapter in chapters(zipfile.ZipFile(at(example, "2025", "2025.epub")))]
    tables = [table for chapter in book for table in local(chapter, "table")]
    assert [flat(words(caption)) for table in tables for caption in local(table, "caption")] == captions
    assert all(bool(local(table, "caption")) != bool(table.get("aria-label")) for table in tables)
    names = [flat(words(head)) for table in tables for head in local(table, "th") if head.get("scope") == "row"]
    assert "waarvan met medicijnen" in names and "Hij wordt minder vaak ziek." not in names


@pytest.mark.parametrize("id", REPORTS)
def test_a_book_is_whole(example: Path, id: str) -> None:
    with zipfile.ZipFile(at(example, id, f"{id}.epub")) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        pages = {n: etree.fromstring(book.read(n)) for n in book.namelist() if n.endswith((".xhtml", ".opf"))}
        names = set(book.namelist())
    package = pages.pop("EPUB/content.opf")
    listed = {f"EPUB/{item.get('href')}" for item in local(package, "item")}
    assert listed == {n for n in names if n.startswith("EPUB/")} - {"EPUB/content.opf"}
    meta = {m.get("property"): m.text for m in local(package, "meta")}
    assert meta["schema:accessibilitySummary"] and meta["schema:accessMode"] and meta["schema:accessibilityFeature"]
    assert [n.text for n in local(package, "language")] == ["nl"]
    ids = {name: [n.get("id") for n in page.iter() if n.get("id")] for name, page in pages.items()}
    assert all(len(found) == len(set(found)) for found in ids.values())
    broken = []
    for name, page_ in pages.items():
        assert page_.get("lang") == "nl" and "".join(local(page_, "title")[0].itertext()).strip() not in ("", name)
        for link in local(page_, "a", "img", "link"):
            href = link.get("href") or link.get("src")
            file, _, place = href.partition("#")
            if not re.match("[a-z]+:", href):
                goal = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
                broken += [href] if goal not in names or (place and unquote(place) not in ids[goal]) else []
    assert broken == []
    assert all(image.get("alt") for page_ in pages.values() for image in local(page_, "img"))
    for page_ in pages.values():
        levels = [int(etree.QName(h).localname[1]) for h in local(page_, "h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(b <= a + 1 for a, b in pairwise(levels))
    for _, page_ in chapters(zipfile.ZipFile(at(example, id, f"{id}.epub"))):
        ways = {a.get("href")[1:] for a in local(page_, "a") if a.get("role") == "doc-backlink"}
        assert ways == {a.get("id") for a in local(page_, "a") if a.get("role") == "doc-noteref"}


# by themselves


def _project(folder: Path, files: dict[str, str]) -> None:
    common = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION.replace("[en]", "[nl]"),
        "content/.keep": "",
    }
    for name, text in {**common, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


SMALL = """\
---
title: Een
---
Twee verwijzingen[^a] naar één noot[^a], in [dit deel](10-een.md#twee) en [hier](https://voorbeeld.example/x).

[^a]: De noot.

## Twee

````box
title: Kader
---
```quote
by: een bewoner
---
Zo is het.
```

Een lijst in een kader:

- één
- twee
````
"""


def test_the_same_report_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for n in "ab":
        monkeypatch.setenv("HANDVEST_CACHE", str(tmp_path / f"cache-{n}"))
        _project(tmp_path / n, {"reports/lang/report.yml": REPORT, "reports/lang/10-een.md": SMALL})
        assert here("build", folder=tmp_path / n).returncode == 0
        folder = tmp_path / n / "site/kwaliteit/lang"
        names = ("lang.pdf", "lang.docx", "lang.epub", "lang-kaart.pdf")
        made.append({name: (folder / name).read_bytes() for name in names})
    assert made[0] == made[1]


def test_a_note_that_is_named_twice_is_one_note_on_paper_and_lists_stay_in_their_box(tmp_path: Path) -> None:
    _project(tmp_path, {"reports/lang/report.yml": REPORT, "reports/lang/10-een.md": SMALL})
    assert here("build", folder=tmp_path).returncode == 0
    folder = tmp_path / "site/kwaliteit/lang"
    with pypdfium2.PdfDocument(folder / "lang.pdf") as pdf:
        words = flat(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf))
        assert words.count("De noot.") == 1 and "(voorbeeld.example/x)" in re.sub(r"[\u200b ]", "", words)
    styles = {p.text: p.style.name for p in docx.Document(str(folder / "lang.docx")).paragraphs}
    assert (styles["één"], styles["Een lijst in een kader:"]) == ("Box List", "Box")
    assert (styles["Zo is het."], styles["– een bewoner"]) == ("Block Text", "By")


WIDE = (
    "---\ntitle: Een\n---\n"
    + "".join(f"| {' | '.join([cell] * 9)} |\n" for cell in ("Kolom verantwoording", "---", "1.234,56"))
    + f"\nZie https://voorbeeld.example/{'x' * 150} en {'woord' * 40}.\n\n1. een\n\n    nog wat\n"
)


def test_what_is_wide_stays_on_the_paper(tmp_path: Path) -> None:
    title = "Verantwoordingsdocumentatiekwaliteitszorgbeleidsplan " * 4
    report = REPORT.replace("Een lang verhaal", title.strip())
    _project(tmp_path, {"reports/lang/report.yml": report, "reports/lang/10-een.md": WIDE})
    assert here("build", folder=tmp_path).returncode == 0
    for name in ("lang.pdf", "lang-kaart.pdf"):
        with pypdfium2.PdfDocument(tmp_path / "site/kwaliteit/lang" / name) as pdf:
            for sheet in pdf:
                (width, height), words = sheet.get_size(), sheet.get_textpage()
                for i in range(words.count_chars()):
                    if not chr(raw.FPDFText_GetUnicode(words, i)).isspace():
                        left, bottom, right, top = words.get_charbox(i)
                        assert min(left, bottom, width - right, height - top) > 8, (name, words.get_text_range(i, 20))
            said = flat(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf))
        assert name != "lang.pdf" or "1. een nog wat" in said


def _built(folder: Path, files: dict[str, str]) -> Path:
    """The folder of a report that was made of some files."""
    _project(folder, {"reports/lang/report.yml": REPORT, **files})
    done = here("build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site/kwaliteit/lang"


def _paper(path: Path) -> str:
    """The words on paper, of which no fault of PDF/UA is known."""
    found = page.validate_pdf(str(path), profile=page.ValidationProfile("ua1")).failures
    assert [f"{f.rule_id}: {f.message}" for f in found] == []
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)


def _rows_on_paper(path: Path) -> list[list[str]]:
    """The cells of all tables as a screen reader gets them."""
    with pikepdf.open(path) as pdf:
        rows = [node for node in _nodes(pdf.Root.StructTreeRoot) if node.get("/S") == "/TR"]
        cells = [[cell for cell in _nodes(row) if str(cell.get("/S")) in ("/TH", "/TD")] for row in rows]
        return [["" if not list(_contents(cell)) else "x" for cell in row] for row in cells]


def _contents(node: Any) -> Iterator[int]:
    """The pieces of content inside an element."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _contents(kid)
        else:
            yield int(kid)


HOLES = {
    "a cell": ("| a | b |\n|--|--|\n| c | |\n", [["a", "b"], ["c", ""]]),
    "the first cell": ("| a | b |\n|--|--|\n| | c |\n", [["a", "b"], ["", "c"]]),
    "a corner": ("|  | 2024 |\n|--|--:|\n| a | 1 |\n", [["", "2024"], ["a", "1"]]),
    "a short row": ("| a | b | c |\n|--|--|--|\n| d |\n", [["a", "b", "c"], ["d", "", ""]]),
    "a header only": ("| a | b |\n|--|--|\n", [["a", "b"], ["", ""]]),
    "all": ("| | |\n|--|--|\n| | |\n", [["", ""], ["", ""]]),
    "a row between": (
        "| a | b |\n|--|--|\n| c | d |\n| | |\n| e | f |\n",
        [["a", "b"], ["c", "d"], ["", ""], ["e", "f"]],
    ),
}


@pytest.mark.parametrize("shape", HOLES)
@pytest.mark.parametrize("place", ["text", "box", "list", "summary"])
def test_empty_cells_stay_where_they_are(tmp_path: Path, shape: str, place: str) -> None:
    table, expected = HOLES[shape]
    section = {
        "text": table,
        "box": f"```box\ntitle: Kader\n---\n{table}```\n",
        "list": "- punt\n\n" + "".join(f"    {line}\n" for line in table.splitlines()),
        "summary": "Tekst.\n",
    }[place]
    files = {"reports/lang/10-een.md": f"---\ntitle: Een\n---\n{section}"}
    if place == "summary":
        files["reports/lang/report.yml"] = REPORT + "\n" + "".join(f"  {line}\n" for line in table.splitlines())
    folder = _built(tmp_path, files)
    filled = [["x" if cell else "" for cell in row] for row in expected]
    assert _rows_on_paper(folder / "lang.pdf") == filled and _paper(folder / "lang.pdf")
    (told,) = (part for part in docx.Document(str(folder / "lang.docx")).element.body.iter(qn("w:tbl")))
    cells = [list(row.iter(qn("w:tc"))) for row in told.iter(qn("w:tr"))]
    rows = [["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row] for row in cells]
    assert rows == expected or shape == "all"  # then pandoc makes no row of heads
    book = [chapter for _, chapter in chapters(zipfile.ZipFile(folder / "lang.epub"))]
    (table,) = (table for chapter in book for table in local(chapter, "table"))
    rows = [[flat(words(cell)) for cell in local(row, "td", "th")] for row in local(table, "tr")]
    assert rows == expected or shape == "all"
    if place == "summary":
        assert _paper(folder / "lang-kaart.pdf")


def test_an_unseen_caption_is_no_second_heading_in_a_file(tmp_path: Path) -> None:
    table = "| a | b |\n|--|--|\n| c | d |\n"
    figure = "```figure\ndata: data/x.csv\nkind: bar\nx: jaar\ny: aantal\nsays: Het waren er meer.\n```\n"
    text = f"---\ntitle: Een\n---\n## Oorzaken\n\n{table}\nTabel: Echt bijschrift\n\n{table}\n{figure}"
    data = {"reports/lang/data/x.csv": "jaar,aantal\n2023,10\n2024,30\n"}
    folder = _built(tmp_path, {"reports/lang/10-een.md": text, **data})
    book = [chapter for _, chapter in chapters(zipfile.ZipFile(folder / "lang.epub"))]
    files = {
        "pdf": _paper(folder / "lang.pdf"),
        "docx": " ".join(paragraph.text for paragraph in docx.Document(str(folder / "lang.docx")).paragraphs),
        "epub": " ".join(words(local(chapter, "body")[0]) for chapter in book),
    }
    found = {name: [said.count(part) for part in ("Oorzaken", "Echt", "meer")] for name, said in files.items()}
    assert found == {"pdf": [2, 1, 1], "docx": [1, 1, 1], "epub": [1, 1, 1]}, "on paper its contents name it"
    names = [table.get("aria-label") for chapter in book for table in local(chapter, "table")]
    assert names == ["Oorzaken", None, "Het waren er meer"]
    marks = docx.Document(str(folder / "lang.docx")).element.body.iter(qn("w:tblCaption"))
    assert [mark.get(qn("w:val")) for mark in marks] == ["Oorzaken", "Echt bijschrift", "Het waren er meer"]


EMOJI = "😀 👩‍⚕️ ❤️ 🇳🇱 👍🏽 ✅ ☎ 1️⃣"


def test_emoji_are_printed_and_can_be_copied(tmp_path: Path) -> None:
    title = REPORT.replace("Een lang verhaal", "Verhaal 😀")
    section = f"---\ntitle: Een ☺\n---\nTekst {EMOJI} **vet 🎉**.\n\n| 🙂 | a |\n|--|--|\n| ✔ | |\n"
    folder = _built(tmp_path, {"reports/lang/report.yml": title, "reports/lang/10-een.md": section})
    said = _paper(folder / "lang.pdf")
    assert all(sign in said for sign in (*EMOJI.split(), "Verhaal 😀", "Een ☺", "vet 🎉", "🙂", "✔"))
    assert "Verhaal 😀" in _paper(folder / "lang-kaart.pdf")


def test_an_address_gets_no_hyphen_and_is_copied_as_it_is(tmp_path: Path) -> None:
    mail, site = "kwaliteit@zonnewiel.example", "https://www.zonnewiel.example/over-ons/klachten-en-vragen"
    long = "klachtenfunctionaris-zorg@zonnewiel-voorbeeld.example"
    said = " ".join(
        f"{'woord ' * n}{mail} {'tekst ' * n}{site} {long}, 088 123 45 67, 9.00-16.00." for n in range(12)
    )
    cells = " | ".join([mail, long, site, "088 123 45 67"])
    section = f"---\ntitle: Een\n---\n{said}\n\n| a | b | c | d |\n|--|--|--|--|\n| {cells} |\n"
    contact = f"contact: {{email: {mail}, phone: 088 123 45 67}}\n"
    summary = f"  Mail naar {mail} of {long}.\n"
    files = {"reports/lang/report.yml": REPORT + summary + contact, "reports/lang/10-een.md": section}
    folder = _built(tmp_path, files)
    for name, times in (("lang.pdf", 13), ("lang-kaart.pdf", 1)):
        letters = re.sub(r"\s", "", _paper(folder / name))
        assert "\u200b" not in letters and letters.count(mail) > times and letters.count(long) >= times
        assert name == "lang-kaart.pdf" or letters.count(site) >= times
        lines = _paper(folder / name).splitlines()
        assert sum(line.count("088 123 45 67") for line in lines) == letters.count("0881234567") >= times
    with pypdfium2.PdfDocument(folder / "lang-kaart.pdf") as pdf:
        assert mail in pdf[0].get_textpage().get_text_bounded().split("vraag? ")[1]


def test_what_typst_refuses_is_told_of_the_report_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: typst.Press, *given: object) -> bytes:
        raise typst.NotPrinted("PDF/UA-1 error: something new")

    monkeypatch.setattr(typst.Press, "pdf", refuse)
    _project(tmp_path, {"reports/lang/report.yml": REPORT, "reports/lang/10-een.md": SMALL})
    done = here("build", folder=tmp_path)
    lines = done.stdout.splitlines() + done.stderr.splitlines()
    told = [line for line in lines if line.startswith("reports/lang/report.yml: ") and "something new" in line]
    assert done.returncode == 1 and not (tmp_path / "site").exists()
    assert len(told) == 2 and "lang.pdf" in "".join(told) and "lang-kaart.pdf" in "".join(told)
    with pytest.raises(Abort, match="something new"):  # MkDocs by itself does not publish without them either
        mkdocs_build(load_config(str(tmp_path / "mkdocs.yml")))


def test_what_pandoc_refuses_is_told_of_the_report_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDVEST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(pandoc, "READER", "--from=nonsense")
    _project(tmp_path, {"reports/lang/report.yml": REPORT, "reports/lang/10-een.md": SMALL})
    done = here("build", folder=tmp_path)
    lines = done.stdout.splitlines() + done.stderr.splitlines()
    told = [line for line in lines if line.startswith("reports/lang/report.yml: ") and "nonsense" in line]
    assert done.returncode == 1 and not (tmp_path / "site").exists() and len(told) == 2


def test_a_list_may_begin_at_any_number(tmp_path: Path) -> None:
    section = "---\ntitle: Een\n---\n99999999999999999999. een\n"
    assert "een" in _paper(_built(tmp_path, {"reports/lang/10-een.md": section}) / "lang.pdf")


def test_letters_that_no_font_has_are_told_and_the_other_versions_are_made(tmp_path: Path) -> None:
    section = "---\ntitle: Een\n---\nEerst dit.\n\nDit is 日本.\n"
    _project(tmp_path, {"reports/lang/report.yml": REPORT, "reports/lang/10-een.md": section})
    done = here("build", folder=tmp_path)
    folder = tmp_path / "site/kwaliteit/lang"
    assert done.returncode == 0 and re.search(r"^reports/lang/10-een\.md:6: .*日本", done.stdout + done.stderr, re.M)
    assert not (folder / "lang.pdf").exists() and "lang.pdf" not in (folder / "index.html").read_text("utf-8")
    assert "日本" in of_docx(folder / "lang.docx").body
    assert here("build", "--strict", folder=tmp_path).returncode == 1


def test_a_newer_report_with_odd_letters_does_not_cost_this_one_its_paper(tmp_path: Path) -> None:
    newer = REPORT.replace("Een lang verhaal", "Nieuw 日本").replace("2026-05-20", "2026-06-20") + "follows: lang\n"
    one = "---\ntitle: Een\n---\nTekst.\n"
    files = {"reports/nieuw/report.yml": newer, "reports/nieuw/10-een.md": one, "reports/lang/10-een.md": one}
    folder = _built(tmp_path, files)
    said = re.sub(r"\s", "", _paper(folder / "lang.pdf"))
    assert "Eriseennieuwerverslag:" in said and "/kwaliteit/nieuw" in said
    assert not (folder.parent / "nieuw/nieuw.pdf").exists()

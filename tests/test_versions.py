"""Every version of a charter carries the same promises: read back from what visitors and readers of paper get."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from conftest import NOW, ROOT

from handvest.language import language
from handvest.load.project import Project, Settings, load
from handvest.pages.charter import CharterView
from handvest.pages.editions import editions
from handvest.pages.norm import norm_quantity
from handvest.pages.promise import PromiseView
from handvest.pages.site import Site, site


@cache
def project() -> Project:
    return load(Settings(ROOT, site_url="https://beloften.delinde.example/"))[0]


@cache
def sites() -> dict[str, Site]:
    moment = dt.datetime.fromisoformat(NOW)
    return {edition.language: site(edition, moment) for edition in editions(project())}


CHARTERS = sorted(sites()["nl"].charters)


@dataclass(frozen=True)
class Expected:
    """What one version must say of one promise: its sentence, and all that must stand with it."""

    sentence: str
    beside: tuple[str, ...]
    somewhere: tuple[str, ...]  # what may be said once for all, as every promise has it


def expected(view: CharterView, all_: Site, *, spelled: bool) -> list[Expected]:
    """What a version must say, from the models: norm, exceptions, offers and terms of each promise."""
    return [_of(promise, all_, spelled, shared=len(view.claims) == 1) for promise in view.promises]


def _of(promise: PromiseView, all_: Site, spelled: bool, *, shared: bool) -> Expected:
    models = all_.project.charters[promise.charter].model.promises
    norm = next(p.norm for p in models if p.id == promise.id)
    quantity = norm_quantity(language(promise.language, spelled=spelled), norm)
    carried = (quantity,) if quantity and quantity in f"{promise.sentence} {promise.specification}" else ()
    terms = (promise.claim.within, promise.claim.to)
    own = (*carried, *(promise.exceptions or ()), *promise.offers, promise.no_compensation)
    return Expected(promise.sentence, own if shared else (*own, *terms), terms)


def missing(text: str, wanted: list[Expected]) -> list[str]:
    """Tell what a version lacks: promises in another order or gone, and facts that do not stand with theirs."""
    found, text = [], flat(text)
    spots = [text.find(flat(e.sentence)) for e in wanted]
    for i, (promise, at) in enumerate(zip(wanted, spots, strict=True)):
        if at < 0:
            found.append(promise.sentence)
            continue
        end = next((s for s in spots[i + 1 :] if s > at), len(text))
        part = text[at:end]
        found += [f"{promise.sentence}: {fact}" for fact in promise.beside if fact and flat(fact) not in part]
        found += [f"{promise.sentence}: {fact}" for fact in promise.somewhere if flat(fact) not in text]
    if sorted(spots) != spots:
        found.append("the order of the promises")
    return found


def flat(text: str) -> str:
    """One line, without what only gives form: Markdown's signs, breaks, and the dot that a list may lack."""
    return re.sub(r"\s+", "", re.sub(r"[*_\u00ad\ufffe]", "", text)).replace("\u2060", "").rstrip(".").lower()


class _Main(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside, self.text = 0, io.StringIO()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.inside += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text.write(data)


def of_html(path: Path) -> str:
    reader = _Main()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.text.getvalue()


def of_docx(path: Path) -> str:
    return " ".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(without_foot(text) for text in pages)


def without_foot(text: str) -> str:
    """Leave out what stands at the foot of every page."""
    return re.sub(r"[^\n]*\n?(Pagina|Page) \d+ (van|of) \d+\s*$", "", text.strip())


def versions(folder: Path, id: str) -> Iterator[tuple[str, Path, str, list[Expected]]]:
    """Each version of a charter: its name, its file, what it says, and what it must say."""
    main = sites()["nl"]
    full, spelled = expected(main.charters[id], main, spelled=False), expected(main.spelled[id], main, spelled=True)
    at = folder / "beloften" / id
    yield "page", at / "index.html", of_html(at / "index.html"), full
    yield "text", at / "tekst/index.html", of_html(at / "tekst/index.html"), spelled
    yield "Word", at / f"{id}.docx", of_docx(at / f"{id}.docx"), spelled
    yield "paper", at / f"{id}.pdf", of_pdf(at / f"{id}.pdf"), full
    for code in main.codes:
        if code.opens == id and not code.ended:
            path = folder / "q" / code.code / "index.html"
            yield f"code {code.code}", path, of_html(path), full
    if id in main.easy:
        path = at / "makkelijk/index.html"
        yield "easy", path, of_html(path), expected(main.easy[id], main, spelled=True)
    for code, other in sites().items():
        if code != "nl" and id in other.charters:
            path = folder / other.charters[id].uri / "index.html"
            yield code, path, of_html(path), expected(other.charters[id], other, spelled=False)
            for file, read in ((f"{id}.docx", of_docx), (f"{id}.pdf", of_pdf)):
                path = folder / other.charters[id].uri / file
                yield (
                    f"{code} {file}",
                    path,
                    read(path),
                    expected(
                        other.spelled[id] if "docx" in file else other.charters[id], other, spelled="docx" in file
                    ),
                )


@pytest.mark.parametrize("id", CHARTERS)
def test_every_version_says_the_same(id: str, example: Path) -> None:
    lacking = {name: found for name, _, text, wanted in versions(example, id) if (found := missing(text, wanted))}
    assert lacking == {}


@pytest.mark.parametrize("id", CHARTERS)
def test_no_version_has_promises_of_its_own(id: str, example: Path) -> None:
    count = len(sites()["nl"].charters[id].promises)
    assert len(re.findall(r'<article class="promise"', (example / f"beloften/{id}/index.html").read_text())) == count
    assert all(len(wanted) == count for _, _, _, wanted in versions(example, id))


def test_norms_of_easy_and_translated_promises_are_those_of_the_full_text() -> None:
    """A figure that an author types in a version, instead of {norm}, must be the figure of the norm."""
    wrong = []
    for id, source in project().charters.items():
        for promise in source.model.promises:
            figure = promise.norm.figure() if promise.norm else None
            for kind, words in (("easy", promise.easy), *promise.translations.items()):
                sentence = str(words.get("promise", ""))
                typed = re.findall(r"\d+", sentence)
                if figure and typed and "{norm}" not in sentence and str(figure[1].value) not in typed:
                    wrong.append(f"{id}/{promise.id} {kind}: {typed}")
    assert wrong == []


def plant_html(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def plant_docx(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs, path
    for run in runs:
        run.text = run.text.replace(old, new)
    document.save(str(path))


@pytest.mark.parametrize(
    ("file", "plant", "old", "new"),
    [
        ("index.html", plant_html, "15 minuten", "20 minuten"),
        ("tekst/index.html", plant_html, "5 euro", "10 euro"),
        ("makkelijk/index.html", plant_html, "15 minuten", "20 minuten"),
        ("kno.docx", plant_docx, "24 uur", "48 uur"),
        ("tekst/index.html", plant_html, "Er is een spoedgeval", "Er is een drukte"),
    ],
)
def test_a_planted_difference_is_found(
    file: str, plant: Callable[[Path, str, str], None], old: str, new: str, example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(example, copy)
    plant(copy / "beloften/kno" / file, old, new)
    changed = copy / "beloften/kno" / file
    assert [name for name, path, text, wanted in versions(copy, "kno") if path == changed and missing(text, wanted)]
    others = [name for name, path, text, wanted in versions(copy, "kno") if path != changed and missing(text, wanted)]
    assert others == []

"""The catalogues are complete and in step with the code."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT

from handvest.language import known_languages, language
from handvest.model.quantity import PLURALS, Quantity, Unit, parse_quantity

sys.path.insert(0, str(ROOT / "generator"))
import catalogue

CATALOGUES = sorted(catalogue.LOCALE.glob("*/LC_MESSAGES/handvest.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_every_text_is_translated_with_its_places(path: Path) -> None:
    """Every catalogue has all that visitors see; one that has a text for authors has all of those too."""
    assert path.read_bytes() == catalogue.updated(path, catalogue.found()), "run `make catalogue`"
    assert catalogue.lacking(path) == []
    with path.open("rb") as stream:
        catalog = read_po(stream)
    for entry in catalog:
        ids = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
        for i, string in enumerate(strings if entry.id and any(strings) else ()):
            said = places(string)
            if len(strings) > 2 and i < 3:  # the forms for 0, 1 and 2 say the number in a word
                said |= places(ids[-1]) & {"n"}
            assert said == places(ids[-1]), ids[0]


def test_the_language_of_the_example_has_the_texts_for_authors_too() -> None:
    with (catalogue.LOCALE / "nl" / "LC_MESSAGES" / "handvest.po").open("rb") as stream:
        assert [entry.id for entry in read_po(stream) if entry.id and not catalogue.said(entry)] == []
    assert catalogue.lacking(catalogue.LOCALE / "nl" / "LC_MESSAGES" / "handvest.po") == []


def test_a_catalogue_lacks_what_visitors_see_or_half_of_what_authors_see(tmp_path: Path) -> None:
    path = tmp_path / "xx" / "LC_MESSAGES" / "handvest.po"
    path.parent.mkdir(parents=True)
    start = (catalogue.LOCALE / "ar" / "LC_MESSAGES" / "handvest.po").read_text("utf-8")
    path.write_text(re.sub(r'msgid "Home"\nmsgstr ".*"', 'msgid "Home"\nmsgstr ""', start), "utf-8")
    assert catalogue.lacking(path) == ["Home"]
    path.write_text(
        start.replace('msgid "Mended: {line}"\nmsgstr ""', 'msgid "Mended: {line}"\nmsgstr "x {line}"'), "utf-8"
    )
    assert "Delete the tag." in catalogue.lacking(path) and "Home" not in catalogue.lacking(path)


def places(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


ARTICLES = {"nl": r"\b(?:de|het|deze|dit|die|dat|elke|elk) ", "ar": "ال"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_texts_of_the_site_never_put_an_article_before_a_label(path: Path) -> None:
    with path.open("rb") as stream:
        for entry in read_po(stream):
            for text in entry.string if isinstance(entry.string, tuple | list) else (entry.string,):
                assert not re.search(ARTICLES[path.parts[-3]] + r"\{(?:promise|charter|person)\w*\}", text, re.I)


@pytest.mark.parametrize("code", known_languages())
@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("number", ["1", "2", "15"])
def test_a_quantity_reads_back_as_it_was_written(code: str, unit: Unit, number: str) -> None:
    quantity = parse_quantity(f"{number} {unit}", "en")
    assert isinstance(quantity, Quantity)
    written = language(code).quantity(quantity).replace("\xa0", " ")
    assert parse_quantity(written, code) == quantity


def test_every_counted_unit_has_a_plural() -> None:
    assert set(Unit) == set(PLURALS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("15 minutes", "15 minuten"),
        ("1 minuut", "1 minuut"),
        ("24 uur", "24 uur"),
        ("3 working days", "3 werkdagen"),
        ("1,5 uur", "1,5 uur"),
        ("2 keer", "2 keer"),
        ("€ 10", "€ 10"),
        ("7.50 EUR", "€ 7,50"),
        ("1.500 EUR", "€ 1.500"),
        ("95%", "95%"),
        ("1 jaar", "1 jaar"),
    ],
)
def test_dutch_quantities(text: str, shown: str) -> None:
    assert language("nl").quantity(parse_quantity(text, "nl")).replace("\xa0", " ") == shown

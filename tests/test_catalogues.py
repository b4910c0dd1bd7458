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
    assert path.read_bytes() == catalogue.updated(path, catalogue.found()), "run `make catalogue`"
    with path.open("rb") as stream:
        for entry in read_po(stream):
            ids = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
            strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
            if not entry.id:
                continue
            assert all(strings), f"no translation of {ids[0]!r}"
            for string in strings:
                assert places(string) == places(ids[-1]), ids[0]


def places(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


def test_texts_of_the_site_never_put_an_article_before_a_label() -> None:
    with (catalogue.LOCALE / "nl" / "LC_MESSAGES" / "handvest.po").open("rb") as stream:
        for entry in read_po(stream):
            for text in entry.string if isinstance(entry.string, tuple | list) else (entry.string,):
                assert not re.search(
                    r"\b(?:de|het|deze|dit|die|dat|elke|elk) \{(?:promise|charter|person)\w*\}", text, re.I
                )


@pytest.mark.parametrize("code", known_languages())
@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("number", ["1", "2", "15"])
def test_a_quantity_reads_back_as_it_was_written(code: str, unit: Unit, number: str) -> None:
    quantity = parse_quantity(f"{number} {unit}", "en")
    assert isinstance(quantity, Quantity)
    written = language(code).quantity(quantity).replace("\xa0", " ")
    assert parse_quantity(written, code) == quantity


def test_every_counted_unit_has_a_plural() -> None:
    assert set(Unit) - set(PLURALS) == {Unit.EUR, Unit.PERCENT}


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

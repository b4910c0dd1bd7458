"""The words of a language: interface texts, quantities, dates and labels, from gettext catalogues and Babel."""

from __future__ import annotations

import datetime as dt
import gettext
import io
import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from handvest.problem import Message

if TYPE_CHECKING:
    from handvest.model.quantity import Quantity

DOMAIN = "handvest"
SOURCE = "en"  # the language in which the texts stand in the code
ANY = 100  # a number with the form that parts of a number have too, also where a language has six forms


def plural(one: str, other: str) -> tuple[str, str]:
    """Mark a text with its plural for the catalogues."""
    return one, other


def word(context: str, text: str) -> str:
    """Mark a text, with its context, for the catalogues."""
    return text


LOCALES = {"en": "en-GB"}
"""The locale that is meant when only a language is named, where Babel chooses another: we write in Europe."""

ADDRESSES = (
    word("address", "promises"),
    word("address", "explained"),
    word("address", "easy"),
    word("address", "text"),
    word("address", "accessibility"),
    word("address", "search"),
    word("address", "quality"),
    word("address", "points"),
    word("address", "reference"),
    word("address", "updates"),
    word("address", "people"),
    word("address", "about"),
    word("address", "came of it"),
    word("address", "card"),
    word("address", "group"),
    word("address", "location"),
    word("address", "theme"),
)
"""The words that stand in addresses, each in the language of the site."""


_ENDED = re.compile(r"[.!?؟…](</\w+>)*$")


def ended(text: object) -> bool:
    """Tell whether a text, which may be HTML, ends as a sentence does."""
    return bool(_ENDED.search(str(text)))


def ended_once(said: str, values: Mapping[str, object]) -> str:
    """Leave out the full stop after a place in a text when what comes there ends a sentence by itself."""
    for name, value in values.items():
        if ended(value):
            said = re.sub(rf"\{{{name}\}}\.(?!\.)", f"{{{name}}}", said)
    return said


def known_languages() -> list[str]:
    """List the languages that have a catalogue, and the language of the code itself."""
    return sorted({SOURCE, *(f.name for f in files("handvest").joinpath("locale").iterdir() if f.is_dir())})


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = files("handvest").joinpath("locale", code, "LC_MESSAGES", f"{DOMAIN}.po")
    if not path.is_file():
        return gettext.NullTranslations()
    binary = io.BytesIO()
    with path.open("rb") as stream:
        write_mo(binary, read_po(stream, locale=code))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


@lru_cache
def language(code: str, *, spelled: bool = False) -> Language:
    """Return the language with this code; one without a catalogue speaks English.

    `spelled`: units are written in full, to be heard: '5 euro' instead of '€ 5'.
    """
    return Language(code, spelled=spelled)


class Language:
    """All that depends on the language of a text: words, plurals, numbers, quantities, dates."""

    def __init__(self, code: str, *, spelled: bool = False) -> None:
        self.code, self.spelled = code, spelled
        self.translations = _catalogue(code)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale; English where Babel does not know the language."""
        try:
            return Locale.parse(LOCALES.get(self.code, self.code), sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale(SOURCE)

    @cached_property
    def direction(self) -> str:
        """The writing direction, as HTML's `dir` wants it: ltr or rtl."""
        return str(self.locale.text_direction)

    def name(self, code: str) -> str:
        """Name a language in this one: 'Nederlands'."""
        return str(self.locale.languages.get(code.split("-")[0], code))

    def __call__(self, text: str, /, **values: object) -> str:
        """Say a text in this language, with the places filled in."""
        said = self.translations.gettext(text) if text else ""
        return self._filled(said, values) if values else said

    def plural(self, one: str, other: str, n: int | Decimal, /, **values: object) -> str:
        """Say the text that fits the number `n` (0 or more), which the text may use as {n}."""
        whole = int(n) if n == int(n) else ANY
        said = self.translations.ngettext(one, other, whole)
        return self._filled(said, {"n": self.number(n), **values})

    def word(self, context: str, text: str) -> str:
        """Say a word whose translation depends on its context, such as an address or a phase."""
        return self.translations.pgettext(context, text)

    def address(self, name: str) -> str:
        """Say a word that stands in addresses, such as `promises`: 'beloften'."""
        assert name in ADDRESSES, name
        return self.word("address", name).replace(" ", "-")

    def say(self, message: Message) -> str:
        """Say a message in this language."""
        said = self.translations.gettext(message.text) if message.text else ""
        return self._filled(said, message.values)

    def _filled(self, said: str, values: Mapping[str, object]) -> str:
        shown = {name: self._value(value) for name, value in values.items()}
        return ended_once(said, shown).format(**shown)

    def _value(self, value: object) -> object:
        return self.say(value) if isinstance(value, Message) else value

    # numbers, quantities, dates

    def number(self, value: int | Decimal, decimals: int | None = None) -> str:
        """Write a number as this language does; with so many decimals when that is said (half is rounded up)."""
        if decimals is None:
            return str(format_decimal(value, locale=self.locale))
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        pattern = self.locale.decimal_formats[None].pattern.replace(".###", f".{'0' * decimals}" if decimals else "")
        return str(format_decimal(rounded or abs(rounded), pattern, locale=self.locale))

    def percent(self, value: Decimal, decimals: int = 0) -> str:
        """Write a percentage with so many decimals: '78%' (spelled: '78 procent')."""
        number = self.number(value, decimals)
        if self.spelled:
            from handvest.model.quantity import PLURALS, Unit

            return self.plural(*PLURALS[Unit.PERCENT], Decimal(ANY)).replace(self.number(ANY), number)
        return str(self.locale.percent_formats[None].pattern.split(";")[0].replace("#,##0", number))

    def quantity(self, quantity: Quantity) -> str:
        """Write a quantity in words: '15 minuten', '€ 10' (spelled: '10 euro'), '95%', '7 zorgverleners'."""
        from handvest.model.quantity import PLURALS, SIGNS, Unit

        value = quantity.value
        if quantity.unit in PLURALS and (self.spelled or quantity.unit not in SIGNS):
            said = self.plural(*PLURALS[quantity.unit], value)
            cents = quantity.unit is Unit.EUR and value != int(value)
            return said.replace(self.number(value), f"{value:.2f}".replace(".", self._point), 1) if cents else said
        if quantity.unit is Unit.EUR:
            digits = "#,##0" if value == int(value) else "#,##0.00"
            pattern = self.locale.currency_formats["standard"].pattern.split(";")[0]
            bare = pattern.replace("#,##0.00", digits)
            return str(format_currency(value, "EUR", bare, locale=self.locale, currency_digits=False))
        if quantity.unit is Unit.PERCENT:
            digits = "#,##0" if value == int(value) else "#,##0.##"
            pattern = self.locale.percent_formats[None].pattern.replace("#,##0", digits)
            return str(format_percent(value / 100, pattern, locale=self.locale))
        assert quantity.thing is not None
        return f"{self.number(value)} {quantity.thing.one if value == 1 else quantity.thing.other}"

    @property
    def _point(self) -> str:
        return str(self.number(Decimal("0.5"))).strip("0123456789")[:1] or "."

    def date(self, date: dt.date) -> str:
        """Write a date in full: '1 mei 2026'."""
        return str(format_date(date, "long", locale=self.locale))

    def loose_date(self, text: str) -> str:
        """Write a day, a month or a year (`2009-06-01`, `2009-06`, `2009`) in words."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return text
        if len(parts) == 2:
            return str(format_date(dt.date(parts[0], parts[1], 1), "MMMM yyyy", locale=self.locale))
        return self.date(dt.date(*parts))

    def quarter(self, year: int, quarter: int, *, short: bool = False) -> str:
        """Write a quarter (1 to 4) of a year: '2e kwartaal 2026', or 'K2 2026'."""
        return str(format_skeleton("yQQQ" if short else "yQQQQ", dt.date(year, quarter * 3, 1), locale=self.locale))

    def month(self, year: int, month: int, *, short: bool = False) -> str:
        """Write a month of a year: 'april 2026', or 'apr 2026'."""
        return str(format_date(dt.date(year, month, 1), "MMM yyyy" if short else "MMMM yyyy", locale=self.locale))

    def moment(self, moment: dt.datetime) -> str:
        """Write a moment: 'dinsdag 12 januari 2027 om 10.00 uur'; without the time at midnight."""
        day = format_date(moment, "EEEE d MMMM yyyy", locale=self.locale)
        if (moment.hour, moment.minute) == (0, 0):
            return str(day)
        pattern = self.word("pattern of a time", "h:mm a")
        return self("{day} at {time}", day=day, time=format_time(moment, pattern, locale=self.locale))

    def listing(self, items: list[str], *, last: str = "and") -> str:
        """Join items with commas and 'and' (or 'or')."""
        if len(items) < 2:
            return "".join(items)
        pattern = self.word("a list", "{items} {word} {last}")
        word = self("and") if last == "and" else self("or")
        return pattern.format(items=self.joined(items[:-1]), word=word, last=items[-1])

    def joined(self, parts: Iterable[str]) -> str:
        """Join the parts that are not empty with commas."""
        return self.word("between items", ", ").join(filter(None, parts))

    def jinja(self) -> dict[str, Any]:
        """The gettext functions that Jinja's i18n extension asks for."""
        t = self.translations
        return {
            "gettext": t.gettext,
            "ngettext": t.ngettext,
            "pgettext": t.pgettext,
            "npgettext": t.npgettext,
        }

"""What the plain-language check knows of Dutch: its lists of words, in the folder nl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files

import pyphen

LONGEST = 22  # letters; a longer word is hard, even if all its parts are easy
MOST_PARTS = 4

SEPARABLE = (
    "aan achter af bij binnen bijeen boven buiten door fijn gereed gelijk goed heen in klaar kwijt langs lastig "
    "leeg los mede mee na neer om onder op open over plaats rond samen schoon stil stuk tegemoet tegen tentoon "
    "terecht terug thuis toe tussen uit vast vol voor vooruit voort vrij weer weg ziek zoek zwart"
).split()
"""What may stand before a verb and be parted from it: 'teruggebeld', 'wij bellen terug'."""

_ENDINGS = ("s", "'s", "e", "en", "n", "je", "jes", "tje", "tjes", "etje", "etjes", "t", "st", "ste")

Known = Callable[[str], bool]


@lru_cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a table of words: one row a line, with tabs between its columns."""
    text = files("handvest.rules.plain").joinpath("nl", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache
def words(name: str) -> frozenset[str]:
    """Read a list of words, with blanks between them."""
    return frozenset(word for (line,) in rows(name) for word in line.split())


def is_common(word: str) -> bool:
    """Tell whether nearly everyone knows a word (in small letters), in one of its forms."""
    return any(form in words("common.txt") for form in forms(word))


def verb_forms(word: str) -> Iterator[str]:
    """Yield what a form of a verb may come from: 'vaccineert' from 'vaccineren', 'omkleedt' from 'kleed'."""
    for ending, verb in (("eert", "eren"), ("eerd", "eren"), ("end", "en"), ("ende", "en")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + verb
    for first in SEPARABLE:
        if word.startswith(first) and len(word) > len(first) + 3:
            yield from forms(word.removeprefix(first))


@lru_cache(100_000)
def forms(word: str) -> tuple[str, ...]:
    """Return a word and what it may be a form of: plurals, small ones, adjectives, and joining letters."""
    found = [word]
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found += [stem, stem[:-1] + _closed(stem[-1])]  # brieven: brief
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])  # bonnen: bon
            elif stem[-2] in "aeou" and stem[-3] not in "aeiou":
                found.append(f"{stem[:-1]}{stem[-2]}{_closed(stem[-1])}")  # vragen: vraag
    return tuple(found)


def _closed(letter: str) -> str:
    return {"v": "f", "z": "s"}.get(letter, letter)


@lru_cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


def is_compound(word: str, known: Known = is_common) -> bool:
    """Tell whether a word (in small letters) is made of two to four words that are known."""
    places = [0, *_hyphenation().positions(word), len(word)]

    def fits(start: int, parts: int) -> bool:
        if start == len(word):
            return parts > 1
        return parts < MOST_PARTS and any(
            known(word[start:end]) and fits(end, parts + 1) for end in places if end > start + 1
        )

    return len(word) <= LONGEST and fits(0, 0)

"""What the plain-language check knows of Dutch: its lists of words, in the folder nl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files

import pyphen  # type: ignore[import-untyped]

LONGEST = 22  # letters; a longer word is hard, even if all its parts are easy
MOST_PARTS = 4

Known = Callable[[str], bool]


def rows(name: str) -> list[tuple[str, ...]]:
    """Read a table of words: one row a line, with tabs between its columns."""
    text = files("handvest.rules.plain").joinpath("nl", name).read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache
def words(name: str) -> frozenset[str]:
    """Read a list of words, with blanks between them."""
    return frozenset(word for (line,) in rows(name) for word in line.split())


def is_common(word: str) -> bool:
    """Tell whether nearly everyone knows a word (in small letters), in one of its forms."""
    return any(form in words("common.txt") for form in forms(word))


def forms(word: str) -> Iterator[str]:
    """Yield a word and what it may be a form of: plurals, small ones, adjectives, and joining letters."""
    yield word
    for ending in ("s", "'s", "e", "en", "n", "je", "jes", "tje", "tjes", "etje", "etjes", "t", "st", "ste"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem
            if stem[-1] == stem[-2]:
                yield stem[:-1]  # bonnen: bon
            elif stem[-2] in "aeou" and stem[-3] not in "aeiou":
                yield f"{stem[:-1]}{stem[-2]}{_closed(stem[-1])}"  # vragen: vraag
            yield stem[:-1] + _closed(stem[-1])  # brieven: brief


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

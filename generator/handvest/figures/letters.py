"""How much room texts take, without a browser: never too little, in the common sans-serif fonts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pyphen

_WIDTHS = {0.32: " iljI.,:;'|!()[]", 0.42: "ftr-/", 0.9: "mM@%", 0.84: "wW", 0.63: "0123456789"}
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
BOLD = 1.08  # times as wide
LEAST_LETTERS = 3  # of a word on each side of a break
_OPEN = "-/"  # after which a word may be broken as it is


def width(text: str, *, bold: bool = False) -> float:
    """Return at most how wide a text is, in em."""
    return sum(map(_width, text)) * (BOLD if bold else 1)


def _width(letter: str) -> float:
    if letter in _OF:
        return _OF[letter]
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    return 0.72 if letter.isupper() else 0.58


def wrapped(text: str, room: float, *, bold: bool = False, code: str = "") -> list[str]:
    """Break a text in lines of at most `room` em; a longer word is broken as the language `code` does."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, bold=bold) <= room:
            lines[-1] = longer
            continue
        pieces = _broken(word, room, bold, code)
        lines += pieces if lines[-1] else []
        if not lines[0]:
            lines = pieces
    return lines


def _broken(word: str, room: float, bold: bool, code: str) -> list[str]:
    """Break a word that is wider than the room: between syllables, and elsewhere only where none of them fits."""
    pieces, begin = [], 0
    places = _places(word, code)
    while width(word[begin:], bold=bold) > room:
        ends = [end for end in range(begin + 1, len(word)) if width(_piece(word, begin, end), bold=bold) <= room]
        end = max([e for e in ends if e in places] or ends or [begin + 1])
        pieces.append(_piece(word, begin, end))
        begin = end
    return [*pieces, word[begin:]]


def _piece(word: str, begin: int, end: int) -> str:
    return word[begin:end] + ("" if word[end - 1] in _OPEN else "-")


def _places(word: str, code: str) -> set[int]:
    """Find where a word may be broken: between its syllables, and after the signs that join its parts."""
    own = {m.end() for m in re.finditer(f"[{re.escape(_OPEN)}]", word)}
    hyphenation = _hyphenation(code)
    return own | (set(hyphenation.positions(word)) if hyphenation else set())


@cache
def _hyphenation(code: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(code) if code else None
    return pyphen.Pyphen(lang=found, left=LEAST_LETTERS, right=LEAST_LETTERS) if found else None


def longest_word(text: str, *, bold: bool = False) -> float:
    """Return how wide the widest word of a text is, in em."""
    return max((width(word, bold=bold) for word in text.split()), default=0.0)

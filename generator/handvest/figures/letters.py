"""How much room texts take, without a browser: never too little, in the common sans-serif fonts."""

from __future__ import annotations

import unicodedata

_WIDTHS = {0.32: " iljI.,:;'|!()[]", 0.42: "ftr-/", 0.9: "mM@%", 0.84: "wW", 0.63: "0123456789"}
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
BOLD = 1.08  # times as wide


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


def wrapped(text: str, room: float, *, bold: bool = False) -> list[str]:
    """Break a text in lines of at most `room` em; a longer word is broken with a hyphen."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, bold=bold) <= room:
            lines[-1] = longer
            continue
        pieces = _broken(word, room, bold)
        lines += pieces if lines[-1] else []
        if not lines[0]:
            lines = pieces
    return lines


def _broken(word: str, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(f"{pieces[-1]}{letter}-", bold=bold) > room and width(word, bold=bold) > room:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces


def longest_word(text: str, *, bold: bool = False) -> float:
    """Return how wide the widest word of a text is, in em."""
    return max((width(word, bold=bold) for word in text.split()), default=0.0)

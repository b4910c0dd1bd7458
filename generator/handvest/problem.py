"""What an author should know about a file: a value with file, line, level, message and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """How heavy a problem weighs; the order is the order in which problems are shown."""

    ERROR = 0  # nothing is published
    WARNING = 1  # --strict stops
    ADVICE = 2  # never stops


@dataclass(frozen=True)
class Message:
    """A sentence in English with {places}; the catalogues hold it in other languages."""

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.text)


def message(text: str, /, **values: object) -> Message:
    """Make a message; this call is what the extraction of texts to translate looks for.

    The `value` is what somebody typed; it is shown on one line, and not longer than needed to recognise it.
    """
    if isinstance(values.get("value"), str):
        values["value"] = short(str(values["value"]))
    return Message(text, values)


def short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


NO_REMEDY = Message("")


@dataclass(frozen=True)
class Problem:
    """One problem of one place in one file.

    `line` counts from 1 (0: the file as a whole); `path` is the place within the file, such as
    `promises[2].claim.to` (empty: the file itself).
    """

    file: str
    line: int
    path: str
    level: Level
    what: Message
    remedy: Message = NO_REMEDY

    @property
    def order(self) -> tuple[int, str, int, str, str]:
        """The order in which people want to read: by weight, then from top to bottom."""
        return (self.level, self.file, self.line, self.path, self.what.text)


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by level, file and line, each shown once."""
    unique = {(p.order, repr(p.what.values)): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems with which nothing may be published."""
    return [p for p in problems if p.level is Level.ERROR]


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like `word`."""
    return next(iter(difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """Name the known word that looks most like `word`, or all of them when there are few."""
    options = sorted(known)
    close = closest(word, options)
    if close:
        return message("Did you mean '{word}'?", word=close)
    if 0 < len(options) <= 30:
        return message("Choose from: {options}.", options=", ".join(options))
    return NO_REMEDY

"""What a rule finds in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handvest.problem import NO_REMEDY, Message
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.sentences import Sentence
from handvest.rules.plain.setting import Setting


@dataclass(frozen=True)
class Finding:
    """What is hard to read in a sentence, and how to say it better."""

    sentence: Sentence
    what: Message
    remedy: Message = NO_REMEDY


Rule = Callable[[Passage, Setting], Finding | None]
Hits = Iterator[tuple[Sentence, str, str]]
"""Sentences, each with what was found in it as it is written, and what to write instead (or nothing)."""


def first(hits: Hits) -> tuple[Sentence, str, str] | None:
    """Take all hits of a text together: the first sentence, the words, and the better words, each once."""
    found = list(hits)
    if not found:
        return None
    words = ", ".join(dict.fromkeys(f"'{word}'" for _, word, _ in found))
    better = ", ".join(dict.fromkeys(f"'{instead}'" for _, _, instead in found if instead))
    return found[0][0], words, better

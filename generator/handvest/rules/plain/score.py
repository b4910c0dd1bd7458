"""How easily a text reads: the length of its sentences, and Flesch-Douma."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handvest.problem import Message, message
from handvest.rules.plain.sentences import Sentence

_SOUND = re.compile(r"eau|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäãèéêëìíîïòóôöùúûüÿ]|\d")

MEANINGS: tuple[tuple[int, Message], ...] = (
    (80, message("easy")),
    (65, message("plain")),
    (50, message("stiff")),
)
HARDEST = message("hard")


def syllables(word: str) -> int:
    """Count the syllables of a Dutch word by its vowels, at least 1; each digit of a number counts as one."""
    return max(1, len(_SOUND.findall(word.lower())))


@dataclass(frozen=True)
class Score:
    """How many sentences, words and syllables there are; each 0 or more."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)

    @property
    def words_per_sentence(self) -> float:
        """The average length of a sentence, in words; 0 when there is none."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def flesch_douma(self) -> float:
        """The score of Flesch-Douma: from about 100 (very easy) down to 0 and below (very hard).

        206.84 - 0.77 × syllables per 100 words - 0.93 × words per sentence: Flesch's Reading Ease (1948), with other
        weights as Dutch words are longer. Made by W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960.
        It looks at length only, and says little of a text of a few sentences.
        """
        if not self.words or not self.sentences:
            return 0.0
        return 206.84 - 0.77 * 100 * self.syllables / self.words - 0.93 * self.words_per_sentence

    @property
    def meaning(self) -> Message:
        """One word for the score; the limits are ours: near 65 a text is at level B1."""
        return next((word for least, word in MEANINGS if self.flesch_douma >= least), HARDEST)


def score(found: Iterable[Sentence]) -> Score:
    """Count what stands in whole sentences; names and loose phrases are left out."""
    total = Score()
    for sentence in found:
        if sentence.whole and sentence.length:
            parts = [p for p in sentence.text.split() if any(c.isalnum() for c in p)]
            total += Score(1, len(parts), sum(map(syllables, parts)))
    return total

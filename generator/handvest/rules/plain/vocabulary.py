"""Rules about single words: long ones, rare ones, and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from handvest.problem import message, short
from handvest.rules.plain.finding import Finding, Hits, first
from handvest.rules.plain.lexicon import forms, is_common, is_compound, rows, words
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.sentences import Sentence
from handvest.rules.plain.setting import Setting

LONG = 14  # letters; with these a word is long
SHORT = 5  # letters; with fewer a word is not looked up
RARE = 3.0  # Zipf frequency: once in a million words
KNOWN = 3.8  # Zipf frequency of a part of a compound that everyone knows

_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}")
_EVERYDAY = set("tv wc pc cd dvd sms pin ov nl eu ok usb app id pdf qr gps ma di wo do vr za zo nr iq".split())
_DOTTED = re.compile(r"(?<![\w.])[a-z](?:\.[a-z])+\.?(?!\w)")


def _plain_words(sentence: Sentence, setting: Setting) -> Iterator[str]:
    """Yield the words that may be hard: those that are no names and are not explained, in parts at hyphens."""
    for i, word in enumerate(sentence.words):
        if sentence.is_name(i) or word.lower() in setting.names or setting.is_explained(word.lower()):
            continue
        for part in word.lower().split("-"):
            if not setting.is_explained(part):
                yield part


def long_word(passage: Passage, setting: Setting) -> Finding | None:
    """Find words of 14 letters and more, unless everyone knows them or the words of which they are made."""
    found = first(
        (sentence, word, "")
        for sentence in passage.sentences
        for word in _plain_words(sentence, setting)
        if len(word) >= LONG and not (is_common(word) or is_compound(word, lambda part: is_common(part) or setting.is_explained(part)))
    )
    if not found:
        return None
    sentence, words_, _ = found
    what = message("Long words ({words}): '{sentence}'", words=words_, sentence=short(sentence.text))
    return Finding(sentence, what, message("Use shorter words, or explain them in words.yml."))


def rare_word(passage: Passage, setting: Setting) -> Finding | None:
    """Find words that are seldom used; only where the extra `rare-words` is installed."""
    zipf = frequency()
    if not zipf:
        return None
    found = first(
        (sentence, word, "")
        for sentence in passage.sentences
        for word in _plain_words(sentence, setting)
        if SHORT <= len(word) < LONG and _is_rare(word)
    )
    if not found:
        return None
    sentence, words_, _ = found
    what = message("Words that few people use ({words}): '{sentence}'", words=words_, sentence=short(sentence.text))
    return Finding(sentence, what, message("Use words that everyone knows, or explain them in words.yml."))


@lru_cache
def frequency() -> Callable[[str], float] | None:
    """Return how often Dutch words are used (Zipf: 3 is once in a million), where that is known here."""
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        return None
    return lru_cache(100_000)(lambda word: zipf_frequency(word, "nl"))


@lru_cache(100_000)
def _is_rare(word: str) -> bool:
    zipf = frequency()
    assert zipf
    if any(zipf(form) >= RARE for form in forms(word)) or is_common(word):
        return False
    return not is_compound(
        word, lambda part: is_common(part) or len(part) > 2 and any(zipf(f) >= KNOWN for f in forms(part))
    )


def abbreviation(passage: Passage, setting: Setting) -> Finding | None:
    """Find abbreviations that words.yml does not explain, and say those we know in full."""
    found = first(hit for sentence in passage.sentences for hit in _abbreviations(sentence, setting))
    if not found:
        return None
    sentence, words_, better = found
    what = message("Abbreviations ({words}): '{sentence}'", words=words_, sentence=short(sentence.text))
    if better:
        return Finding(sentence, what, message("Write for example {better}.", better=better))
    return Finding(sentence, what, message("Write them in full, or explain them in words.yml."))


def _abbreviations(sentence: Sentence, setting: Setting) -> Hits:
    known = {short_: full for short_, full in rows("abbreviations.tsv")}
    found = [part.strip("\"'“”‘’()[],;:!?…") for part in sentence.text.split()]
    found += [m[0] for part in found if part not in known for m in _DOTTED.finditer(part)]
    for part in found:
        if setting.is_explained(part.lower()) or setting.is_explained(part.lower().rstrip(".")):
            continue
        if part.lower() in known or part.lower().rstrip(".") in known:
            yield sentence, part, known.get(part.lower()) or known[part.lower().rstrip(".")]
        elif _DOTTED.fullmatch(part):
            yield sentence, part, ""
    shouted = sentence.text.isupper()
    for piece in (p for word in sentence.words for p in word.split("-")):
        low = piece.lower()
        if (
            not shouted
            and _CAPITALS.fullmatch(piece)
            and not (
                low in _EVERYDAY
                or low in setting.names
                or setting.is_explained(low)
                or is_common(low)
                or low in words("verbs.txt")
            )
        ):
            yield sentence, piece, ""

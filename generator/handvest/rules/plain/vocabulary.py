"""Rules about single words: long ones, rare ones, and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from handvest.problem import message, short
from handvest.rules.plain.finding import Finding, Hits, first
from handvest.rules.plain.lexicon import forms, is_common, is_compound, rows, verb_forms, words
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.sentences import Sentence
from handvest.rules.plain.setting import Setting

LONG = 14  # letters; with these a word is long
SHORT = 5  # letters; with fewer a word is not looked up
RARE = 2.8  # Zipf frequency; 3 is once in a million words
KNOWN = 3.4  # Zipf frequency of a part of a compound that everyone knows

_CAPITALS = re.compile(r"[A-Z][A-Z&]{1,5}")
_EVERYDAY = set("tv wc pc cd dvd sms pin ov nl eu ok usb app id pdf qr gps ma di wo do vr za zo nr iq".split())
_DOTTED = re.compile(r"[a-z](?:\.[a-z])+\.?")


def _plain_words(passage: Passage, setting: Setting, least: int) -> Iterator[tuple[Sentence, str]]:
    """Yield the words, in parts at hyphens, of at least so many letters that are no names and are not explained."""
    for sentence in passage.sentences:
        for i, word in enumerate(sentence.lower):
            if len(word) < least or word in setting.names or sentence.is_name(i) or setting.is_explained(word):
                continue
            for part in word.split("-"):
                if len(part) >= least and not setting.is_explained(part):
                    yield sentence, part


def long_word(passage: Passage, setting: Setting) -> Finding | None:
    """Find words of 14 letters and more, unless everyone knows them or the words of which they are made."""

    def known(part: str) -> bool:
        return is_common(part) or setting.is_explained(part)

    found = first(
        (sentence, word, "")
        for sentence, word in _plain_words(passage, setting, LONG)
        if not (is_common(word) or is_compound(word, known))
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
    rivals = dict(setting.instead)
    found = first(
        (sentence, word, "")
        for sentence, word in _plain_words(passage, setting, SHORT)
        if len(word) < LONG and word not in rivals and _is_rare(word)
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
    if any(zipf(form) >= RARE for form in (*forms(word), *verb_forms(word))) or is_common(word):
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


@lru_cache
def _in_full() -> dict[str, str]:
    return {short_form: full for short_form, full in rows("abbreviations.tsv")}


def _abbreviations(sentence: Sentence, setting: Setting) -> Hits:
    yield from _dotted(sentence, setting)
    if sentence.text.isupper():
        return
    for piece in (p for word in sentence.words for p in word.split("-")):
        if _CAPITALS.fullmatch(piece) and not _is_word(piece.lower(), setting):
            yield sentence, piece, ""


def _dotted(sentence: Sentence, setting: Setting) -> Hits:
    for written in sentence.text.split():
        part = written.strip("\"'“”‘’()[],;:!?…")
        form = next((f for f in (part.lower(), part.lower().rstrip(".")) if f in _in_full()), None)
        if form and not setting.is_explained(form.rstrip(".")):
            yield sentence, part, _in_full()[form]
        elif not form and _DOTTED.fullmatch(part) and not setting.is_explained(part):
            yield sentence, part, ""


def _is_word(piece: str, setting: Setting) -> bool:
    """Tell whether capitals (here in small letters) are a word, a name, or an abbreviation that everyone knows."""
    known = piece in _EVERYDAY or piece in setting.names or piece in words("verbs.txt")
    return known or is_common(piece) or setting.is_explained(piece)

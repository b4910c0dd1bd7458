"""Rules about phrases that have an everyday alternative: formal ones, figures of speech, and rival words."""

from __future__ import annotations

import re
from functools import lru_cache

from handvest.problem import message, short
from handvest.rules.plain.finding import Finding, Hits, first
from handvest.rules.plain.lexicon import rows
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.setting import Setting

_GAP = r"(?:\s+[\w'’-]+){0,5}?"  # what may stand at a …


@lru_cache
def _patterns(name: str) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the patterns of a table by the first word of each, the longest first."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    pairs = [(form, better) for forms, better in rows(name) for form in forms.split("|")]
    for form, better in sorted(pairs, key=lambda pair: -len(pair[0])):
        parts = [
            _GAP if part == "…" else (r"\s+" if i else "") + re.escape(part) for i, part in enumerate(form.split())
        ]
        pattern = re.compile("".join(parts) + r"(?![\w-])", re.IGNORECASE)
        found.setdefault(re.split(r"[\s-]", form)[0].lower(), []).append((pattern, better))
    return found


def _hits(name: str, passage: Passage, setting: Setting) -> Hits:
    patterns = _patterns(name)
    for sentence in passage.sentences:
        reached = 0
        for start in re.finditer(r"(?<![\w-])[\w’']+", sentence.text):
            if start.start() < reached:
                continue  # within what was found already
            for pattern, better in patterns.get(start[0].lower(), ()):
                match = pattern.match(sentence.text, start.start())
                if match and not setting.is_explained(match[0].lower()):
                    yield sentence, match[0].lower(), better
                    reached = match.end()
                    break


def formal(passage: Passage, setting: Setting) -> Finding | None:
    """Find formal words and phrases, and name the everyday ones."""
    found = first(_hits("formal.tsv", passage, setting))
    if not found:
        return None
    sentence, words, better = found
    what = message("Formal words ({words}): '{sentence}'", words=words, sentence=short(sentence.text))
    return Finding(sentence, what, message("Write for example {better}.", better=better))


def figure(passage: Passage, setting: Setting) -> Finding | None:
    """Find figures of speech, and say what they mean."""
    found = first(_hits("figures.tsv", passage, setting))
    if not found:
        return None
    sentence, words, better = found
    what = message("A figure of speech ({words}): '{sentence}'", words=words, sentence=short(sentence.text))
    return Finding(sentence, what, message("Write what you mean, for example {better}.", better=better))


def rival(passage: Passage, setting: Setting) -> Finding | None:
    """Find a word for something that has another word elsewhere, such as client for patient."""
    instead = {} if passage.title else dict(setting.instead)
    found = first(
        (sentence, word, instead[word])
        for sentence in passage.sentences
        for i, word in enumerate(sentence.lower)
        if word in instead and not sentence.is_name(i)
    )
    if not found:
        return None
    sentence, words, better = found
    what = message(
        "Elsewhere you call this {better}, here {words}: '{sentence}'",
        better=better,
        words=words,
        sentence=short(sentence.text),
    )
    return Finding(sentence, what, message("Use the same word for the same thing."))

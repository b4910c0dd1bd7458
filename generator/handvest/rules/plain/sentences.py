"""From a text to its sentences and words, as Dutch writes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from handvest.rules.plain.lexicon import rows

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_NUMBER = re.compile(r"\d+\.")
_OPEN = "\"'“‘«([„"

_MORE = {"nr.", "no.", "dr.", "drs.", "prof.", "mr.", "ir.", "ing.", "st.", "art.", "dhr.", "mevr.", "mw."}
_MAY_END = {
    *("enz.", "etc.", "e.d.", "e.a.", "e.v.", "a.u.b.", "s.v.p.", "jl.", "o.i.d.", "z.s.m.", "n.v.t."),
    *("t.z.t.", "p.p.", "min.", "z.o.z.", "a.s."),
}

_BLOCK = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>\s?|\|)")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[\^[^\]]*\]"), ""),
    (re.compile(r"^\s*(?:(?:#{1,6}|[-*+]|\d+[.)]|>)\s+)+"), ""),
    (re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"\\(?=[*_\[\]`#])"), ""),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence or a loose phrase; `line` counts from 0 within its text."""

    text: str
    line: int = 0
    on_own_line: bool = False  # as in an easy text, where each line is a sentence

    @property
    def whole(self) -> bool:
        """Whether it is a sentence, not a name or a loose phrase."""
        return self.on_own_line or bool(re.search(r"[.!?…][\"'”’»)\]]*$", self.text)) or self.length > 6

    @property
    def length(self) -> int:
        """How many words it has: all that stands between blanks and holds a letter or a digit."""
        return sum(any(c.isalnum() for c in part) for part in self.text.split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as they are written, without numbers, addresses and signs."""
        text = re.sub(r"\S*(?:@|://|www\.)\S*", " ", self.text)
        return tuple(_WORD.findall(text))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(word.lower() for word in self.words)

    def is_name(self, index: int) -> bool:
        """Tell whether the word at `index` is a name: it has a capital where no sentence begins."""
        word = self.words[index]
        return word[0].isupper() and index > 0 and not re.search(rf"[.:!?\"“‘'(]\s*{re.escape(word)}", self.text)


def sentences(text: str, *, markdown: bool = False, lines: bool = False) -> tuple[Sentence, ...]:
    """Split a text into sentences; with `lines` each line is one."""
    if lines:
        found = ((i, line.strip()) for i, line in enumerate(text.split("\n")))
        return tuple(Sentence(line, i, True) for i, line in found if line)
    blocks = _blocks(text) if markdown else [list(enumerate(text.split("\n")))]
    return tuple(s for block in blocks for s in _of_block(block))


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the paragraphs, items and headings of Markdown, as lines with their numbers and without marks."""
    block: list[tuple[int, str]] = []
    for i, line in enumerate(text.split("\n")):
        if block and (not line.strip() or _BLOCK.match(line)):
            yield block
            block = []
        heading = line.lstrip().startswith("#")
        for mark, kept in _MARKS:
            line = mark.sub(kept, line)
        if line.strip():
            block.append((i, line))
        if heading and block:
            yield block
            block = []
    if block:
        yield block


def _of_block(block: list[tuple[int, str]]) -> Iterator[Sentence]:
    text, starts, numbers = "", [], []
    for number, line in block:
        if not line.strip():
            continue
        text += " " if text else ""
        starts.append(len(text))
        numbers.append(number)
        text += " ".join(line.split())
    begin = 0
    for end in [*_ends(text), len(text)]:
        part = text[begin:end].strip()
        if part:
            yield Sentence(part, numbers[bisect_right(starts, begin + 1) - 1])
        begin = end


def _ends(text: str) -> Iterator[int]:
    begin = 0
    for match in _END.finditer(text):
        rest = text[match.end() :].lstrip()
        follower = rest.lstrip(_OPEN)[:1]
        if not rest or follower.islower():
            continue
        before = text[begin : match.end()].split()
        if match[0] == "." and (_NUMBER.fullmatch(before[-1]) and len(before) == 1 or _goes_on(before[-1])):
            continue
        yield match.end()
        begin = match.end()


def _goes_on(word: str) -> bool:
    """Tell whether a word with a dot is an abbreviation or an initial, after which the sentence goes on."""
    word = word.lstrip(_OPEN)
    return bool(_INITIAL.fullmatch(word)) or word.lower() in _abbreviations()


@lru_cache
def _abbreviations() -> frozenset[str]:
    return frozenset({row[0] for row in rows("abbreviations.tsv") if row[0].endswith(".")} | _MORE) - _MAY_END

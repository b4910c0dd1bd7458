"""The texts to examine: running text for visitors, with what is known about the place where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handvest.language import Language
from handvest.load.validate import Source
from handvest.model.base import Model, Place, Texts, text_fields
from handvest.model.charter import Norm, Promise
from handvest.problem import Level, Message, Problem
from handvest.rules.plain.sentences import Sentence, sentences

NO_PROSE = {"name", "owner", "by", "desk", "phone", "address", "hours", "per", "one", "other"}
"""Keys of names, addresses and labels: what stands there is not ours to judge."""

TITLES = {"title"}
"""Keys of names that people read as words: no sentences."""


@dataclass(frozen=True)
class Passage:
    """One text as visitors read it; `key` is its name in `as_is`, `reason` why it stays as it is."""

    source: Source[Any]
    place: Place
    key: str
    text: str
    easy: bool = False
    markdown: bool = False
    reason: str | None = None

    @property
    def title(self) -> bool:
        """Whether it is a name, not a sentence."""
        return self.key.removeprefix("easy.") in TITLES

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""
        return sentences(self.text, markdown=self.markdown, lines=self.key == "easy.lines")

    def problem(self, sentence: Sentence, what: Message, remedy: Message) -> Problem:
        """Make advice about a sentence; of a text under a bar (|) the line is that of the sentence."""
        problem = self.source.problem(Level.ADVICE, self.place, what, remedy)
        return replace(problem, line=problem.line + 1 + sentence.line) if "\n" in self.text else problem


def passages(source: Source[Any], say: Language) -> Iterator[Passage]:
    """Walk the texts of a file in the language of `say`; translations are left out."""
    for passage in _walk(source, source.model, (), None, say):
        if passage.text.strip():
            yield passage


def _walk(source: Source[Any], value: object, place: Place, norm: Norm | None, say: Language) -> Iterator[Passage]:
    if isinstance(value, Promise):
        norm = value.norm
    if isinstance(value, Texts):
        yield from _own(source, value, place, norm, say)
    if isinstance(value, Model):
        for name, info in type(value).model_fields.items():
            if name not in ("translations", "easy", "as_is"):
                yield from _walk(source, getattr(value, name), (*place, info.alias or name), norm, say)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _walk(source, item, (*place, i), norm, say)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(source, item, (*place, key), norm, say)


def _own(source: Source[Any], part: Texts, place: Place, norm: Norm | None, say: Language) -> Iterator[Passage]:
    """Yield the texts of one part, each followed by its easy version."""
    quantity = _quantity(say, norm)

    def passage(text: str, key: str, where: Place, **more: bool) -> Passage:
        reason = part.as_is.get(key)
        return Passage(source, (*place, *where), key, text.replace("{norm}", quantity), reason=reason, **more)

    for name, mark in text_fields(type(part)).items():
        key = type(part).model_fields[name].alias or name
        if key in NO_PROSE:
            continue
        for where, text in _texts(getattr(part, name), (key,)):
            yield passage(text, key, where, markdown=mark.markdown)
        for where, text in _texts(part.easy.get(key), ("easy", key)):
            yield passage(text, f"easy.{key}", where, easy=True, markdown=mark.markdown)
    for where, text in _texts(part.easy.get("lines"), ("easy", "lines")):
        yield passage(text, "easy.lines", where, easy=True)


def _texts(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple | list):
        for i, item in enumerate(value):
            if isinstance(item, str):
                yield (*place, i), item


def _quantity(say: Language, norm: Norm | None) -> str:
    """Return a quantity of a norm in words, as `{norm}` will be."""
    figure = norm.figure() if norm else None
    if figure:
        return say.quantity(figure[1]).replace("\xa0", " ")
    margin = norm.margin if norm else None
    time = margin and (margin.before or margin.after)
    return say.quantity(time).replace("\xa0", " ") if time else "…"

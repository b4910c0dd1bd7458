"""The same part in other words: in another language, or in easy words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from handvest.model.base import Model, Place, Texts, text_fields
from handvest.model.charter import Norm
from handvest.model.choices import Per
from handvest.model.organisation import Labels
from handvest.model.quantity import Label

M = TypeVar("M", bound=Model)
Words = dict[str, Any]

NOT_SHOWN = {"steps", "told"}
"""Keys with texts that stand on no page."""


class Foreign(str):
    """A text in another language than what stands around it; `language` is its code."""

    language: str

    def __new__(cls, text: str, language: str) -> Foreign:
        made = super().__new__(cls, text)
        made.language = language
        return made


@dataclass(frozen=True)
class _Version:
    """How a version is made: which words a part has for it, and what becomes of a text that has none."""

    words: Callable[[Texts], Words]
    without: Callable[[Any], Any]
    own_words: bool  # whether an organisation's own words stay as they are
    easy: bool  # whether easy texts stay


def in_language(model: M, code: str, own: str) -> M:
    """Return a part, written in the language `own`, with every text in the language `code` as far as translated.

    What is not translated is marked as `Foreign`, but for names. An organisation's own word is a word of its
    language: without a translation it gives way to the built-in one. Easy texts go: they are in `own`.
    """

    def foreign(text: Any) -> Any:
        if isinstance(text, dict):
            return {key: Foreign(item, own) for key, item in text.items()}
        return tuple(Foreign(item, own) for item in text) if isinstance(text, tuple) else Foreign(text, own)

    return _version(
        model, _Version(lambda part: part.translations.get(code, {}), foreign, own_words=False, easy=False)
    )


def in_easy_words(model: M) -> M:
    """Return a part with every text that was also written in easy words in those words."""
    return _version(model, _Version(lambda part: part.easy, lambda text: text, own_words=True, easy=True))


def _version(model: M, version: _Version) -> M:
    words = version.words(model) if isinstance(model, Texts) else {}
    marks = text_fields(type(model))
    changed: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value, written = getattr(model, name), words.get(info.alias or name)
        if name == "easy" and value and not version.easy:
            changed[name] = {}
        elif name in ("translations", "easy"):
            continue
        elif isinstance(model, Labels) and not version.own_words:
            said = isinstance(value, Label) and version.words(value)
            changed[name] = _version(value, version) if said else None
        elif name in marks and _fits(value, written):
            changed[name] = _shaped(value, written)
        elif name in marks and not marks[name].name and isinstance(value, str | tuple | dict) and value:
            changed[name] = version.without(value)
        else:
            new = _below(value, version)
            if new is not value:
                changed[name] = new
    return model.model_copy(update=changed) if changed else model


def _below(value: Any, version: _Version) -> Any:
    if isinstance(value, Model):
        return _version(value, version)
    if isinstance(value, tuple) and any(isinstance(item, Model) for item in value):
        return tuple(_below(item, version) for item in value)
    if isinstance(value, dict) and any(isinstance(item, Model) for item in value.values()):
        return {key: _below(item, version) for key, item in value.items()}
    return value


def _fits(own: object, words: object) -> bool:
    """Tell whether a version can stand for a text; the rules report one that can't."""
    if isinstance(own, tuple):
        return isinstance(words, list) and len(words) == len(own) and bool(own)
    if isinstance(own, dict):
        return isinstance(words, dict) and words.keys() == own.keys() and bool(own)
    return isinstance(words, str) and bool(words.strip())


def _shaped(own: object, words: Any) -> Any:
    if isinstance(own, dict):
        return {key: str(words[key]) for key in own}
    return tuple(str(item) for item in words) if isinstance(own, tuple) else words


def unsaid(model: Model, code: str, place: Place = ()) -> Iterator[Place]:
    """Yield the places of texts that are shown and not translated into a language; names need no translation."""
    words = model.translations.get(code, {}) if isinstance(model, Texts) else {}
    marks = text_fields(type(model))
    for name, info in type(model).model_fields.items():
        key, value = info.alias or name, getattr(model, name)
        if name in ("translations", "easy") or key in NOT_SHOWN or isinstance(value, Labels):
            continue
        if name in marks and not isinstance(value, Model):
            built_in = marks[name].name or (isinstance(model, Norm) and key == "per" and value in set(Per))
            if isinstance(model, Texts) and value and not built_in and not _fits(value, words.get(key)):
                yield (*place, key)
        else:
            yield from _unsaid_below(value, code, (*place, key))


def _unsaid_below(value: object, code: str, place: Place) -> Iterator[Place]:
    items: Any = ()
    if isinstance(value, Model):
        yield from unsaid(value, code, place)
    elif isinstance(value, tuple):
        items = enumerate(value)
    elif isinstance(value, dict):
        items = value.items()
    for step, item in items:
        if isinstance(item, Model):
            yield from unsaid(item, code, (*place, step))


def said(value: object, code: str) -> bool:
    """Tell whether any text of a part is translated into a language."""
    if isinstance(value, Texts) and any(value.translations.get(code, {}).values()):
        return True
    if isinstance(value, Model):
        return any(said(getattr(value, name), code) for name in type(value).model_fields)
    if isinstance(value, dict):
        return any(said(item, code) for item in value.values())
    return isinstance(value, tuple) and any(said(item, code) for item in value)

"""The same part in other words: in another language, or in easy words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from handvest.model.base import Model, Place, Texts, text_fields
from handvest.model.organisation import Labels
from handvest.model.quantity import Label

M = TypeVar("M", bound=Model)
Words = dict[str, Any]
Pick = Callable[[Texts], Words]


def in_language(model: M, code: str) -> M:
    """Return a part with every text that is translated into a language in that language.

    An organisation's own word is a word of its language: without a translation it gives way to the built-in one.
    """

    def pick(part: Texts) -> Words:
        return part.translations.get(code, {})

    return _version(model, pick, own_words=False)


def in_easy_words(model: M) -> M:
    """Return a part with every text that was also written in easy words in those words."""
    return _version(model, lambda part: part.easy, own_words=True)


def _version(model: M, pick: Pick, *, own_words: bool) -> M:
    words = pick(model) if isinstance(model, Texts) else {}
    marks = text_fields(type(model))
    changed: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if name in ("translations", "easy"):
            continue
        if isinstance(model, Labels) and not own_words:
            changed[name] = _version(value, pick, own_words=own_words) if _said(value, pick) else None
        elif name in marks and _fits(value, words.get(info.alias or name)):
            changed[name] = _shaped(value, words[info.alias or name])
        else:
            new = _below(value, pick, own_words)
            if new is not value:
                changed[name] = new
    return model.model_copy(update=changed) if changed else model


def _said(label: object, pick: Pick) -> bool:
    return isinstance(label, Label) and bool(pick(label))


def _below(value: Any, pick: Pick, own_words: bool) -> Any:
    if isinstance(value, Model):
        return _version(value, pick, own_words=own_words)
    if isinstance(value, tuple) and any(isinstance(item, Model) for item in value):
        return tuple(_below(item, pick, own_words) for item in value)
    if isinstance(value, dict) and any(isinstance(item, Model) for item in value.values()):
        return {key: _below(item, pick, own_words) for key, item in value.items()}
    return value


def _fits(own: object, words: object) -> bool:
    """Tell whether a version can stand for a text; the rules report one that can't."""
    if isinstance(own, tuple):
        return isinstance(words, list) and len(words) == len(own) and bool(own)
    return isinstance(words, str) and bool(words.strip())


def _shaped(own: object, words: Any) -> Any:
    return tuple(str(item) for item in words) if isinstance(own, tuple) else words


def unsaid(model: Model, code: str, passed_over: frozenset[str], place: Place = ()) -> Iterator[Place]:
    """Yield the places of texts that are not translated into a language; keys in `passed_over` are no texts."""
    words = model.translations.get(code, {}) if isinstance(model, Texts) else {}
    marks = text_fields(type(model))
    for name, info in type(model).model_fields.items():
        key, value = info.alias or name, getattr(model, name)
        if key in passed_over or name in ("translations", "easy"):
            continue
        if name in marks and not isinstance(value, Model) and isinstance(model, Texts):
            if value and not _fits(value, words.get(key)):
                yield (*place, key)
        elif isinstance(value, Model):
            yield from unsaid(value, code, passed_over, (*place, key))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Model):
                    yield from unsaid(item, code, passed_over, (*place, key, i))

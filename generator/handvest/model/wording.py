"""The easy texts and translations of a charter, each with the full wording that it must fit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from handvest.language import Language
from handvest.model.approved import EASY, Wording
from handvest.model.base import Model, Place, Texts, text_fields
from handvest.model.charter import Charter, Compensation, Norm, Offer, PartialClaim, Promise
from handvest.model.inherit import claim_of, compensation_of, exceptions_of
from handvest.model.quantity import Quantity, Unit

CLAIM = ("to", "channels", "within", "answer_within", "receive")
_OWN_PARTS = ("promise", "norm", "specification", "compensation", "claim", "exceptions")

Words = dict[str, tuple[str, ...]]
Key = tuple[str, str, str]  # charter, promise (empty: the charter's own texts), version


@dataclass(frozen=True)
class Version:
    """One version of a promise, or (without `promise`) of a charter's own texts.

    `place`: where its first words stand in the charter's file; `words`: its own words, by part.
    """

    charter: str
    promise: str | None
    name: str
    place: Place
    words: Words
    of: Wording

    @property
    def key(self) -> Key:
        """What tells it from all others, and the order in which versions are listed."""
        return self.charter, self.promise or "", self.name

    @property
    def fingerprint(self) -> str:
        """8 signs that change with its own words, and not with who checked them."""
        words = json.dumps(self.words, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:8]


def versions(say: Language, id: str, charter: Charter) -> Iterator[Version]:
    """Yield the versions of a charter's own texts and of each promise; `say`: the charter's own language."""
    for name, found in _found(charter).items():
        yield Version(id, None, name, found.place, found.words, _of_charter(say, charter, found))
    for i, promise in enumerate(charter.promises):
        for name, found in _found(promise, ("promises", i)).items():
            yield Version(id, promise.id, name, found.place, found.words, _of_promise(say, charter, promise, found))


@dataclass
class _Found:
    """The words of one version, the place of the first of them, and the full texts beside them."""

    place: Place
    words: Words
    full: Words


def _found(model: Texts, place: Place = ()) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for where, owner, step, words in _walk(model, place):
        own = found.setdefault(step[-1], _Found((*where, *step), {}, {}))
        fields = {info.alias or name: name for name, info in type(owner).model_fields.items()}
        marks = text_fields(type(owner))
        for key, text in words.items():
            part = ".".join(str(s) for s in (*where[len(place) :], key) if not isinstance(s, int))
            own.words[part] = (*own.words.get(part, ()), *_listed(text))
            if fields.get(key) in marks:
                own.full[part] = (*own.full.get(part, ()), *_listed(getattr(owner, fields[key])))
    return dict(sorted(found.items()))


def _walk(value: Model, place: Place) -> Iterator[tuple[Place, Texts, tuple[str, ...], dict[str, Any]]]:
    """Yield each part that has words in a version: its place, itself, the keys to the words, and the words."""
    if isinstance(value, Texts):
        both = [((EASY,), value.easy), *((("translations", code), v) for code, v in value.translations.items())]
        for step, words in both:
            filled = {k: v for k, v in words.items() if v is not None and k != "checked"}
            if filled:
                yield place, value, step, filled
    for name, key in _parts(type(value)):
        item = getattr(value, name)
        if isinstance(item, Model):
            yield from _walk(item, (*place, key))
        elif isinstance(item, tuple):
            for i, one in enumerate(item):
                if isinstance(one, Model):
                    yield from _walk(one, (*place, key, i))


@cache
def _parts(cls: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields that may hold further parts, with their keys; promises have versions of their own."""
    passed_over = {"translations", EASY, *(["promises"] if cls is Charter else [])}
    return tuple((name, info.alias or name) for name, info in cls.model_fields.items() if name not in passed_over)


def _listed(text: object) -> tuple[str, ...]:
    if text is None:
        return ()
    return tuple(str(item) for item in text) if isinstance(text, list | tuple) else (str(text),)


# the full wording


def _of_promise(say: Language, charter: Charter, promise: Promise, found: _Found) -> Wording:
    rest: dict[str, Any] = {}
    if not promise.intention:
        rest = {
            **_compensation(say, compensation_of(charter, promise)),
            "claim": _claim(say, claim_of(charter, promise)),
            "exceptions": exceptions_of(charter, promise),
        }
    return _wording(
        promise=promise.promise,
        norm=_norm(say, promise.norm) if promise.norm else {},
        specification=promise.specification,
        texts=_others(found),
        **rest,
    )


def _of_charter(say: Language, charter: Charter, found: _Found) -> Wording:
    """Only the parts of which the version has words: a title needs no new look when the claim changes."""
    parts = {part.partition(".")[0] for part in found.words}
    own: dict[str, Any] = {"texts": _others(found)}
    if "compensation" in parts:
        own |= _compensation(say, charter.compensation)
    if "claim" in parts:
        own["claim"] = _claim(say, charter.claim)
    if "exceptions" in parts:
        own["exceptions"] = charter.exceptions
    return _wording(**own)


def _wording(**parts: Any) -> Wording:
    filled = {key: value for key, value in parts.items() if value or value == () and key == "exceptions"}
    return Wording.model_construct(**filled)


def _others(found: _Found) -> dict[str, str]:
    return {
        part: "\n".join(full)
        for part, full in sorted(found.full.items())
        if part.partition(".")[0] not in _OWN_PARTS and any(full)
    }


def _norm(say: Language, norm: Norm) -> dict[str, str]:
    figure, margin = norm.figure(), norm.margin
    parts = {
        **({figure[0]: amount(say, figure[1])} if figure else {}),
        "margin.before": amount(say, margin.before) if margin else "",
        "margin.after": amount(say, margin.after) if margin else "",
        "always": "true" if norm.always else "",
        "judged_by": norm.judged_by or "",
        "from": norm.from_ or "",
        "when": norm.when or "",
        "per": norm.per or "",
    }
    return {key: text for key, text in parts.items() if text}


def _claim(say: Language, claim: PartialClaim) -> dict[str, str]:
    parts = {
        "to": claim.to or "",
        "channels": ", ".join(claim.channels or ()),
        "within": amount(say, claim.within),
        "answer_within": amount(say, claim.answer_within),
        "receive": claim.receive or "",
    }
    return {key: text for key, text in parts.items() if text}


def _compensation(say: Language, compensation: Compensation) -> dict[str, Any]:
    return {
        "offers": tuple(_offer(say, offer) for offer in compensation.offers),
        "choice": compensation.choice,
        "proactive": compensation.proactive,
        "because": compensation.because,
    }


def _offer(say: Language, offer: Offer) -> str:
    text = f"{offer.kind}: {offer.text}" if offer.text else str(offer.kind.value)
    return f"{text} ({amount(say, offer.worth)})" if offer.worth else text


def amount(say: Language, quantity: Quantity | None) -> str:
    """Write a quantity as an author does: '15 minuten', '5 EUR'; nothing for none."""
    if quantity is None:
        return ""
    if quantity.unit is Unit.EUR:
        return f"{quantity.value.normalize():f} EUR"
    return say.quantity(quantity).replace("\N{NO-BREAK SPACE}", " ")

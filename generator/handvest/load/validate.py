"""From nodes to models: pydantic decides, and its errors become problems in the author's words."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handvest.load.yaml import Node
from handvest.model.accessibility import Status
from handvest.model.base import Model, Place, class_at
from handvest.model.charter import Audience, Channel, CharterKind, Figures, MeasuredHow, OfferKind, Reporter, Theme
from handvest.model.organisation import OrganisationKind
from handvest.problem import NO_REMEDY, Level, Message, Problem, did_you_mean, message

M = TypeVar("M", bound=BaseModel)


NOUNS: dict[type[Enum], Message] = {
    OrganisationKind: message("a kind of organisation"),
    CharterKind: message("a kind of charter"),
    Audience: message("an audience"),
    Theme: message("a theme"),
    OfferKind: message("a kind of offer"),
    Channel: message("a channel"),
    Reporter: message("someone who may report"),
    MeasuredHow: message("a way of measuring"),
    Figures: message("a choice for figures"),
    Status: message("a status"),
}


@dataclass(frozen=True)
class Source(Generic[M]):
    """A model with the file it came from. `whole` is false when parts were left out because of errors."""

    file: str
    node: Node
    model: M
    whole: bool = True
    pruned: frozenset[Place] = frozenset()  # places (as in the file) that were left out of the model

    def left_out(self, place: Place) -> bool:
        """Tell whether something at or below a place of the model was left out because of an error."""
        written = self.written(place)
        return any(p[: len(written)] == written for p in self.pruned)

    def problem(self, level: Level, place: Place, what: Message, remedy: Message = NO_REMEDY) -> Problem:
        """Make a problem of a place in this file."""
        line, path = self.node.at(self.written(place))
        return Problem(self.file, line, path, level, what, remedy)

    def written(self, place: Place) -> Place:
        """Translate a place in the model to the place in the file: parts with errors were left out of the model."""
        steps: list[Any] = []
        node: Node | None = self.node
        for step in place:
            if node and isinstance(node.value, str):
                break  # one value written where a list may stand
            if isinstance(step, int) and node and isinstance(node.value, list) and step < len(node.value):
                node = node.value[step]
                steps.append(node.step)
            else:
                steps.append(step)
                node = node.child(step) if node else None
        return tuple(steps)


def validate(
    cls: type[M], node: Node, file: str, language: str, skeleton: dict[str, Any] | None = None
) -> tuple[Source[M] | None, list[Problem]]:
    """Make a model of a file.

    With errors there are problems, and where possible also a model without the wrong parts (`whole` is false),
    so that the rules can look at the rest. `skeleton` fills in keys that are required and missing.
    """
    context = {"language": language}
    try:
        return Source(file, node, cls.model_validate(node.data(), context=context)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(cls, node, file, d) for d in details]
    rest = copy.deepcopy(node)
    for detail in sorted(details, key=lambda d: -len(d["loc"])):
        _prune(rest, tuple(detail["loc"]))
    for _ in range(3):
        try:
            data = {**(skeleton or {}), **rest.data()} if isinstance(rest.value, dict) else rest.data()
            model = cls.model_validate(data, context=context)
            pruned = frozenset(tuple(d["loc"]) for d in details)
            return Source(file, rest, model, whole=False, pruned=pruned), problems
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _prune(rest, tuple(detail["loc"][:-1] or detail["loc"]))
    return None, problems


def _prune(root: Node, place: Place) -> None:
    """Leave out the nearest thing around `place` that can be missed: a key, or an item of a list."""
    node, chain = root, []
    for step in place:
        child = (
            node.value[step]
            if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value)
            else (node.child(step) if isinstance(step, str) else None)
        )
        if child is None:
            break
        chain.append((node, child))
        node = child
    missing = len(chain) < len(place)  # a required key is missing: what lacks it goes
    if not chain:
        return
    parent, child = chain[-1]
    if missing or not isinstance(parent.value, dict):
        parent, child = next(((p, c) for p, c in reversed(chain) if isinstance(p.value, list)), chain[0])
    if isinstance(parent.value, list):
        parent.value = [n for n in parent.value if n is not child]
    elif isinstance(parent.value, dict):
        parent.value = {k: n for k, n in parent.value.items() if n is not child}


def _problem(cls: type[BaseModel], node: Node, file: str, detail: ErrorDetails) -> Problem:
    place: Place = tuple(s for s in detail["loc"] if s != "[key]" and not (isinstance(s, str) and "[" in s))
    kind, value, ctx = detail["type"], detail["input"], detail.get("ctx", {})
    line, path = node.at(place)
    what, remedy = NO_REMEDY, NO_REMEDY
    if kind == "handvest":
        what, remedy = ctx["what"], ctx["remedy"] or NO_REMEDY
    elif kind == "missing":
        key = str(place[-1])
        what = message("'{key}' is missing.", key=key)
        child, _ = _near(node, place)
        if child and not child.filled:
            what = message("'{key}' is not filled in.", key=key)
    elif kind == "extra_forbidden":
        key = str(place[-1])
        owner = class_at(cls, place[:-1]) if issubclass(cls, Model) else None
        known = [i.alias or n for n, i in owner.model_fields.items()] if owner and issubclass(owner, Model) else []
        what, remedy = message("'{key}' is not a key that is known here.", key=key), did_you_mean(key, known)
    elif kind in ("enum", "literal_error"):
        options = class_at(cls, place) if issubclass(cls, Model) else None
        if options and issubclass(options, Enum):
            what = message("'{value}' is not {noun}.", value=value, noun=NOUNS[options])
            remedy = did_you_mean(str(value), [str(o.value) for o in options])
        else:
            what = message("'{value}' is not known here.", value=value)
            remedy = message("Choose from: {options}.", options=ctx.get("expected", ""))
    elif kind == "string_type":
        what, remedy = _not_a_text(node, place, value)
    elif kind in ("tuple_type", "list_type", "too_short"):
        what = message("The list is empty.") if kind == "too_short" else message("A list is expected here.")
        remedy = message("Begin each item on a line of its own with a hyphen and a space, or write [one, two].")
    elif kind in ("model_type", "dict_type", "model_attributes_type", "dataclass_type"):
        what = message("A group of keys is expected here, not '{value}'.", value=_short(value))
        remedy = message("Write the keys below it, each on a line of its own and with two spaces before it.")
    else:
        what = message("'{value}' does not fit here.", value=_short(value))
        remedy = _limits(ctx)
    return Problem(file, line, path, Level.ERROR, what, remedy)


def _limits(ctx: dict[str, Any]) -> Message:
    if "le" in ctx:
        return message("It may be {most} at most.", most=ctx["le"])
    if "ge" in ctx:
        return message("It must be {least} at least.", least=ctx["ge"])
    return NO_REMEDY


def _near(node: Node, place: Place) -> tuple[Node | None, Node]:
    for step in place[:-1]:
        child = node.child(step)
        if child is None:
            return None, node
        node = child
    return node.child(place[-1]) if place else node, node


def _not_a_text(node: Node, place: Place, value: object) -> tuple[Message, Message]:
    child, _ = _near(node, place)
    if child and child.flow:
        sign = "{" if isinstance(value, dict) else "["
        return (
            message(
                "A text is expected here. A sentence that begins with {sign} must stand between quotes.",
                sign=sign,
            ),
            message("Put the whole sentence between quotes."),
        )
    if isinstance(value, dict):
        return (
            message("A text is expected here, but keys stand below it."),
            message("If it is a sentence with a colon, put it between quotes."),
        )
    return message("A text is expected here, but a list stands here."), message("Write one text.")


def _short(value: object) -> str:
    text = (
        value
        if isinstance(value, str)
        else ", ".join(map(str, value))
        if isinstance(value, list | dict)
        else str(value)
    )
    return text if len(text) <= 40 else text[:39] + "…"

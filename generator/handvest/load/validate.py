"""From nodes to models: pydantic decides, and its errors become problems in the author's words."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from handvest.load.slips import quoted
from handvest.load.yaml import Node
from handvest.model.accessibility import Status
from handvest.model.base import Model, Place, class_at
from handvest.model.block import FigureKind
from handvest.model.choices import Audience, Channel, CharterKind, Figures, MeasuredHow, OfferKind, Reporter, Theme
from handvest.model.organisation import CHOICES, OrganisationKind
from handvest.model.report import PointStatus, ReportKind, SectionKind, Verdict
from handvest.problem import NO_REMEDY, Level, Message, Problem, closest, did_you_mean, message

M = TypeVar("M", bound=BaseModel)

MOST_LAYERS = 8  # of groups in groups that may have to go because something in them is wrong

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
    ReportKind: message("a kind of report"),
    SectionKind: message("a kind of section"),
    PointStatus: message("a status"),
    Verdict: message("a verdict"),
    FigureKind: message("a kind of figure"),
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
        """Tell whether something at, below or above a place of the model was left out because of an error."""
        written = self.written(place)
        return any(p[: len(written)] == written[: len(p)] for p in self.pruned)

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
        details = _details(error)
    misspelt = frozenset(filter(None, (_meant(cls, d) for d in details)))
    problems = [_problem(cls, node, file, d) for d in details if d["type"] != "missing" or _place(d) not in misspelt]
    wrong = frozenset(_place(d) for d in details)
    rest = copy.deepcopy(node)
    _prune(rest, wrong)
    for _ in range(MOST_LAYERS):
        try:
            data = {**(skeleton or {}), **rest.data()} if isinstance(rest.value, dict) else rest.data()
            model = cls.model_validate(data, context=context)
            return Source(file, rest, model, whole=False, pruned=wrong | misspelt), problems
        except ValidationError as error:
            _prune(rest, frozenset(_place(d) for d in _details(error)))
    return None, problems


def _details(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors, without those that a list is too short when that is because its items are wrong."""
    return [d for d in error.errors(include_url=False) if d["type"] != "too_short" or not d["input"]]


def _meant(cls: type[BaseModel], detail: ErrorDetails) -> Place | None:
    """Return the place of the key that was meant by one that is not known."""
    if detail["type"] != "extra_forbidden":
        return None
    place = _place(detail)
    key = closest(str(place[-1]), _keys(cls, place[:-1]))
    return (*place[:-1], key) if key else None


def _top(cls: type[BaseModel]) -> Any:
    return cls.model_fields["root"].annotation if issubclass(cls, RootModel) else cls


def _keys(cls: type[BaseModel], place: Place) -> list[str]:
    owner = class_at(_top(cls), place)
    return [i.alias or n for n, i in owner.model_fields.items()] if owner and issubclass(owner, Model) else []


def _place(detail: ErrorDetails) -> Place:
    """Return the place of an error in the file; pydantic adds a step for a key and for a choice of types."""
    place = detail["loc"]
    last = place[-1:] if detail["type"] == "extra_forbidden" else ()
    return (*(s for s in place[: len(place) - len(last)] if s not in ("[key]", *CHOICES)), *last)


def _prune(root: Node, places: frozenset[Place]) -> None:
    """Leave out what stands at these places; where nothing stands, something is missing, and what lacks it goes."""
    chains = [_chain(root, place) for place in places]
    for parent, child in (chain[-1] for chain in chains if chain):
        if isinstance(parent.value, list):
            parent.value = [n for n in parent.value if n is not child]
        elif isinstance(parent.value, dict):
            parent.value = {k: n for k, n in parent.value.items() if n is not child}


def _chain(root: Node, place: Place) -> list[tuple[Node, Node]]:
    """Return the values on the way to a place (in the model), each with what it stands in."""
    node, chain = root, []
    for step in place:
        if isinstance(step, int) and isinstance(node.value, list):
            child = node.value[step] if step < len(node.value) else None
        else:
            child = node.child(step)
        if child is None:
            break
        chain.append((node, child))
        node = child
    return chain


def _problem(cls: type[BaseModel], node: Node, file: str, detail: ErrorDetails) -> Problem:
    place = _place(detail)
    kind, value, ctx = detail["type"], detail["input"], detail.get("ctx", {})
    line, path = node.at(place)
    what, remedy = NO_REMEDY, NO_REMEDY
    if kind == "handvest":
        what, remedy = ctx["what"], ctx["remedy"] or NO_REMEDY
    elif kind == "missing":
        child, _ = _near(node, place)
        empty = child is not None and not child.filled
        what = _unfilled(place) if empty else message("'{key}' is missing.", key=str(place[-1]))
    elif kind == "extra_forbidden":
        what, remedy = _unknown(node, place, _keys(cls, place[:-1]))
    elif value is None:
        what, remedy = _unfilled(place), message("Write something there, or delete the line.")
    elif kind in ("enum", "literal_error") and isinstance(value, str):
        options = class_at(_top(cls), place)
        if options and issubclass(options, Enum):
            what = message("'{value}' is not {noun}.", value=value, noun=NOUNS[options])
            remedy = did_you_mean(value, [str(o.value) for o in options])
        else:
            what = message("'{value}' is not known here.", value=value)
            remedy = message("Choose from: {options}.", options=ctx.get("expected", ""))
    elif kind == "string_type":
        what, remedy = _not_a_text(node, place, value)
    elif kind in ("tuple_type", "list_type", "too_short"):
        what = message("The list is empty.") if kind == "too_short" else message("A list is expected here.")
        remedy = message("Begin each item on a line of its own with a hyphen and a space, or write [one, two].")
    elif kind in ("model_type", "dict_type", "model_attributes_type", "dataclass_type"):
        what, remedy = _not_a_group(value)
    elif isinstance(value, list | dict):
        what, remedy = message("One value is expected here."), message("Write it without {{ }}, [ ] or hyphens.")
    else:
        what, remedy = message("'{value}' does not fit here.", value=str(value)), _limits(ctx)
    return Problem(file, line, path, Level.ERROR, what, remedy)


def _unfilled(place: Place) -> Message:
    if isinstance(place[-1], int):
        return message("Nothing is filled in here.")
    return message("'{key}' is not filled in.", key=place[-1])


def _unknown(node: Node, place: Place, known: list[str]) -> tuple[Message, Message]:
    key = str(place[-1])
    what = message("'{key}' is not a key that is known here.", key=key)
    child, parent = _near(node, place)
    if parent.flow and child and not child.filled and " " in key:
        return what, message("If it belongs to the text before it, put that whole text between quotes.")
    return what, did_you_mean(key, known)


def _not_a_group(value: object) -> tuple[Message, Message]:
    below = message("Write the keys below it, each on a line of its own and with two spaces before it.")
    if not isinstance(value, str):
        return message("A group of keys is expected here, but a list stands here."), below
    joined = re.match(r"([\w-]+):([^\s/]\S*)", value)
    if joined:
        mended = f"{joined[1]}: {joined[2]}"
        return message("A space is missing after the colon."), message("Mended: {line}", line=mended)
    return message("A group of keys is expected here, not '{value}'.", value=value), below


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
        if isinstance(value, list):
            remedy = message(
                "Write it without [ ]. If it is a sentence that begins with [, put all of it between quotes."
            )
            return message("A text is expected here, but a list stands here."), remedy
        sign = "{"
        return (
            message(
                "A text is expected here. A sentence that begins with {sign} must stand between quotes.",
                sign=sign,
            ),
            message("Put the whole sentence between quotes."),
        )
    if isinstance(value, dict) and len(value) == 1 and all(isinstance(v, str) for v in value.values()):
        sentence = ": ".join(*value.items())
        return (
            message("A sentence with a colon and a space in it must stand between quotes."),
            message("Mended: {line}", line=quoted(sentence)),
        )
    if isinstance(value, dict):
        return (
            message("A text is expected here, but keys stand below it."),
            message("If it is a sentence with a colon, put it between quotes."),
        )
    return message("A text is expected here, but a list stands here."), message("Write one text.")

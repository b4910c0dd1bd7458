"""Rules about texts: tags that people will see as typed, and versions that hold unknown keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from handvest.load.lost import lost, tag_in
from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.base import Model, Place, Texts, as_is_keys, text_fields, texts
from handvest.model.charter import Checked
from handvest.model.code import Codes
from handvest.model.report import Points
from handvest.problem import Level, Problem, did_you_mean, message, short

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")

_EASY_KEYS = ("lines", "checked")


def sources(project: Project) -> Iterator[Source[Any]]:
    """All files with texts for visitors."""
    yield project.organisation
    yield from project.charters.values()
    for source in (project.codes, project.words, project.accessibility):
        if source:
            yield source
    yield from project.frameworks.values()
    for folder in project.reports.values():
        yield folder.report
        if folder.points:
            yield folder.points
        for text in (*folder.sections, *folder.updates):
            for written in (text, *text.versions.values()):
                yield written.head
                yield from (block.head for block in written.telling.blocks)


def problems(project: Project) -> Iterator[Problem]:
    """Find HTML tags in texts, and versions with keys that are no texts."""
    for source in sources(project):
        for place, text, mark in _walk(source.model):
            yield from _markdown(source, place, text) if mark.markdown else _plain(source, place, text)
        yield from _versions(source, getattr(source.model, "root", source.model), ())


def _markdown(source: Source[Any], place: Place, text: str) -> Iterator[Problem]:
    tag = tag_in(text)
    if tag:
        what = message("There is HTML in this text: {tag}. People will see it as you typed it.", tag=short(tag))
        yield source.problem(Level.WARNING, place, what, message("Use Markdown."))
    for what, remedy in lost(text):
        yield source.problem(Level.ERROR, place, what, remedy)


def _plain(source: Source[Any], place: Place, text: str) -> Iterator[Problem]:
    tag = _TAG.search(text)
    if tag:
        what = message("There is a tag in this text: {tag}. People will see it as you typed it.", tag=short(tag[0]))
        yield source.problem(Level.WARNING, place, what, message("Delete the tag."))


def _walk(model: Model | Codes | Points) -> Iterator[Any]:
    if isinstance(model, Model):
        yield from texts(model)
    else:
        for i, item in enumerate(model.root):
            yield from texts(item, (i,))


def _versions(source: Source[Any], value: object, place: Place) -> Iterator[Problem]:
    if isinstance(value, Texts):
        for code in value.translations:
            yield from _version(source, value, place, ("translations", code), value.translations[code])
        yield from _version(source, value, place, ("easy",), value.easy, _EASY_KEYS)
        yield from _as_is(source, value, place)
    if isinstance(value, Model):
        for name, info in type(value).model_fields.items():
            if name not in ("translations", "easy", "as_is"):
                yield from _versions(source, getattr(value, name), (*place, info.alias or name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _versions(source, item, (*place, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _versions(source, item, (*place, key))


def _as_is(source: Source[Any], owner: Texts, of: Place) -> Iterator[Problem]:
    known = as_is_keys([type(owner).model_fields[n].alias or n for n in text_fields(type(owner))])
    for key in owner.as_is:
        if key not in known:
            what = message("'{key}' is not a text that stands here.", key=key)
            yield source.problem(Level.ERROR, (*of, "as_is", key), what, did_you_mean(key, known))


def _version(
    source: Source[Any], owner: Texts, of: Place, kind: Place, version: dict[str, Any], extra: tuple[str, ...] = ()
) -> Iterator[Problem]:
    known = {type(owner).model_fields[n].alias or n: n for n in text_fields(type(owner))}
    for key, value in version.items():
        place = (*of, *kind, key)
        if key == "checked" and key in extra:
            yield from checked(source, place, value)
        elif key not in known and key not in extra:
            yield source.problem(
                Level.ERROR,
                place,
                message("'{key}' is not a text that stands here.", key=key),
                did_you_mean(key, [*known, *extra]),
            )
        elif value is not None and not source.left_out((*of, key)):
            yield from _unlike(source, place, getattr(owner, known[key]) if key in known else "", value)


def _unlike(source: Source[Any], place: Place, own: object, value: object) -> Iterator[Problem]:
    """Find a list where a text should be, or the other way round, and a list of another length."""
    n = len(own) if isinstance(own, tuple) else 0
    if isinstance(own, dict) and own:
        if not (isinstance(value, dict) and value.keys() == own.keys()):
            what = message("The same names are expected here: {names}.", names=", ".join(own))
            yield source.problem(Level.ERROR, place, what, message("Write a text after each name."))
        return
    if n and not (isinstance(value, list) and len(value) == n and all(isinstance(v, str) for v in value)):
        yield source.problem(
            Level.ERROR,
            place,
            message("A list of {n} texts is expected here, in the same order.", n=n),
            message("Begin each text with a hyphen and a space."),
        )
    elif own is None and isinstance(value, list) or own == () and value != "none":
        yield source.problem(
            Level.ERROR,
            place,
            message("There is no list of which this could be a version."),
            message("Delete it, or write one text."),
        )
    elif not n and not isinstance(value, str):
        what = message("One text is expected here.")
        remedy = message("For more than one line, write | after the colon and the lines below it.")
        yield source.problem(Level.ERROR, place, what, remedy)


def checked(source: Source[Any], place: Place, value: object) -> Iterator[Problem]:
    """Look at what is said of who read an easy text, and when."""
    try:
        TypeAdapter(Checked).validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] == "handvest":
                where = (*place, *detail["loc"])
                yield source.problem(Level.ERROR, where, detail["ctx"]["what"], detail["ctx"]["remedy"])
                return
        yield source.problem(
            Level.ERROR,
            place,
            message("Say here who read the text, and when."),
            message("Write for example checked: {{by: test panel, on: 2026-04-02}}."),
        )

"""Rules about ids and what refers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from handvest.language import known_languages, language
from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.base import Model, Place
from handvest.model.charter import Charter
from handvest.model.choices import CharterKind, Phase
from handvest.problem import Level, Problem, did_you_mean, message


@cache
def reserved_promise_ids() -> frozenset[str]:
    """The words under a charter's address that are not promises, in every language that we know."""
    words = ["easy", "text"]
    return frozenset({"index", *(language(code).address(w) for code in known_languages() for w in words)})


def phase_ids(project: Project) -> list[str]:
    """All phases, built-in and own."""
    return [p.value for p in Phase] + [p.id for p in project.organisation.model.phases]


def problems(project: Project) -> Iterator[Problem]:
    """Find references to nothing, ids that stand twice and circles."""
    owners: dict[str, str] = {i: s.file for i, s in project.charters.items()}
    for id, source in project.charters.items():
        yield from _charter(project, id, source, owners)
        yield from _promise_ids(project, id, source)
        yield from _repeated(source, source.model, ())
    yield from _repeated(project.organisation, project.organisation.model, ())
    yield from _circles(project)


def _charter(project: Project, id: str, source: Source[Charter], owners: dict[str, str]) -> Iterator[Problem]:
    charter = source.model
    units = project.organisation.model.units
    if charter.unit and charter.unit not in units and not project.organisation.left_out(("units",)):
        yield source.problem(
            Level.ERROR,
            ("unit",),
            message("'{id}' is not a unit in organisation.yml.", id=charter.unit),
            did_you_mean(charter.unit, units)
            if units
            else message("Write it there under units:, or delete this line."),
        )
    for i, included in enumerate(charter.includes):
        if included not in project.charters and included not in project.unread:
            yield source.problem(
                Level.ERROR,
                ("includes", i),
                message("There is no charter '{id}'.", id=included),
                did_you_mean(included, project.charters),
            )
    for i, former in enumerate(dict.fromkeys(charter.formerly)):
        if former in owners:
            yield source.problem(
                Level.ERROR,
                ("formerly", i),
                message(
                    "The name '{id}' is or was already that of a charter: {file}.", id=former, file=owners[former]
                ),
                message("Each name leads to one charter; delete it here or there."),
            )
        owners.setdefault(former, source.file)
    partners = {p.id for p in charter.partners}
    keepers = {p.by for p in charter.promises}
    for i, partner in enumerate(charter.partners):
        if partner.id not in keepers and not source.left_out(("promises",)):
            yield source.problem(
                Level.ERROR,
                ("partners", i),
                message("No promise is kept by the partner '{id}'.", id=partner.id),
                message("Write by: {id} at the promises of this partner, or leave the partner out.", id=partner.id),
            )
    for twice in _twice([p.id for p in charter.partners]):
        what = message("There are two partners with the id '{id}'.", id=charter.partners[twice].id)
        yield source.problem(Level.ERROR, ("partners", twice, "id"), what, message("Give one of them another id."))
    if charter.kind is CharterKind.CHAIN and not charter.partners and not source.left_out(("partners",)):
        yield source.problem(
            Level.ERROR,
            ("kind",),
            message("A chain has partners, and none are named."),
            message("Write partners: with id, name and part for each."),
        )
    known_phases = phase_ids(project)
    all_phases = not project.organisation.left_out(("phases",))
    all_partners = not source.left_out(("partners",))
    for i, promise in enumerate(charter.promises):
        for j, phase in enumerate(promise.phase):
            if phase not in known_phases and all_phases:
                yield source.problem(
                    Level.ERROR,
                    ("promises", i, "phase", j),
                    message("'{value}' is not a phase.", value=phase),
                    did_you_mean(phase, known_phases),
                )
        if promise.by and promise.by not in partners and all_partners:
            yield source.problem(
                Level.ERROR,
                ("promises", i, "by"),
                message("'{id}' is not a partner in this charter.", id=promise.by),
                did_you_mean(promise.by, partners)
                if partners
                else message("Write it under partners:, or delete this line."),
            )
        elif partners and not promise.by and not promise.intention and not source.left_out(("promises", i, "by")):
            yield source.problem(
                Level.WARNING,
                ("promises", i),
                message("Nobody is named who keeps this promise."),
                message("Write by: with the id of the partner."),
            )


def _promise_ids(project: Project, id: str, source: Source[Charter]) -> Iterator[Problem]:
    charter = source.model
    own = {p.id for p in charter.promises}
    for twice in _twice([p.id for p in charter.promises]):
        yield source.problem(
            Level.ERROR,
            ("promises", twice, "id"),
            message("There are two promises with the id '{id}'.", id=charter.promises[twice].id),
            message("Give one of them another id."),
        )
    former: Counter[str] = Counter(f for p in charter.promises for f in set(p.formerly))
    for i, promise in enumerate(charter.promises):
        if promise.id in reserved_promise_ids():
            yield source.problem(
                Level.ERROR,
                ("promises", i, "id"),
                message("'{id}' is a reserved name.", id=promise.id),
                message("Give the promise another id."),
            )
        for j, name in enumerate(promise.formerly):
            place = ("promises", i, "formerly", j)
            if name in reserved_promise_ids():
                what = message("'{id}' is a reserved name.", id=name)
                yield source.problem(Level.ERROR, place, what, message("Delete it here."))
            elif name == promise.id:
                what = message("The promise still has the id '{id}'.", id=name)
                yield source.problem(Level.ERROR, place, what, message("Delete it here."))
            elif name in own or former[name] > 1:
                yield source.problem(
                    Level.ERROR,
                    place,
                    message("Another promise has or had the id '{id}'.", id=name),
                    message("Each name leads to one promise; delete it here or there."),
                )
    for included, i in _included(project, id).items():
        for promise in project.charters[included].model.promises:
            if promise.id in own:
                yield source.problem(
                    Level.ERROR,
                    ("includes", i),
                    message(
                        "This charter and '{charter}' both have a promise '{id}'.",
                        charter=included,
                        id=promise.id,
                    ),
                    message("Give the promise here another id."),
                )


def _included(project: Project, id: str) -> dict[str, int]:
    """Return the charters that a charter includes, also by way of others, each with the place by which it comes."""
    found: dict[str, int] = {}
    waiting = list(enumerate(project.charters[id].model.includes))
    while waiting:
        i, included = waiting.pop(0)
        if included != id and included in project.charters and included not in found:
            found[included] = i
            waiting += [(i, further) for further in project.charters[included].model.includes]
    return found


def _repeated(source: Source[Any], model: Model, place: Place) -> Iterator[Problem]:
    """Find words that stand twice in one list: people would read them twice."""
    for name, info in type(model).model_fields.items():
        value, where = getattr(model, name), (*place, info.alias or name)
        if isinstance(value, Model):
            yield from _repeated(source, value, where)
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            for i in _twice(list(value)):
                what = message("'{value}' stands here twice.", value=str(value[i]))
                yield source.problem(Level.WARNING, (*where, i), what, message("Delete one of the two."))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                yield from _repeated(source, item, (*where, i))


def _twice(ids: list[str]) -> list[int]:
    """Return the places at which an id stands that stood there before."""
    first: dict[str, int] = {}
    return [i for i, id in enumerate(ids) if first.setdefault(id, i) != i]


def _circles(project: Project) -> Iterator[Problem]:
    """Find charters that include themselves, directly or by way of others; linear in the number of includes."""
    done: set[str] = set()
    for start in project.charters:
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            id, back = stack.pop()
            if back:
                path.pop()
                done.add(id)
                continue
            if id in done or id not in project.charters:
                continue
            path.append(id)
            stack.append((id, True))
            for i, included in enumerate(project.charters[id].model.includes):
                if included in path:
                    circle = " → ".join([*path[path.index(included) :], included])
                    yield project.charters[id].problem(
                        Level.ERROR,
                        ("includes", i),
                        message("These charters include each other in a circle: {circle}.", circle=circle),
                        message("Let the general charter include nothing."),
                    )
                else:
                    stack.append((included, False))

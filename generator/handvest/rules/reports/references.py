"""Rules about what parts of reports refer to: frameworks, blocks, norms, groups, promises and improvement points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.validate import Source
from handvest.load.written import Written
from handvest.model.base import Place
from handvest.model.framework import Framework
from handvest.model.report import Meets, Section
from handvest.problem import Level, Message, Problem, closest, did_you_mean, message
from handvest.rules.codes import find_charter


def problems(project: Project) -> Iterator[Problem]:
    """Find references to nothing."""
    for folder in project.reports.values():
        head = folder.report
        if head.model.framework:
            yield from _framework(project, head, ("framework",), head.model.framework)
        for written in folder.sections:
            yield from _section(project, folder, written)
        for i, audit in enumerate(head.model.audits):
            for name in audit.promises:
                yield from _promise(project, head, ("audits", i, "promises", name), name)
        yield from _points(project, folder)


def _section(project: Project, folder: ReportFolder, written: Written) -> Iterator[Problem]:
    section: Section = written.head.model
    head, report = written.head, folder.report
    for key, known in (("client_groups", report.model.client_groups), ("locations", report.model.locations)):
        for i, id in enumerate(getattr(section, key)):
            if id not in known and not report.left_out((key,)):
                remedy = message("Write it in report.yml under {key}:, or delete it here.", key=key)
                if closest(id, known):
                    remedy = did_you_mean(id, known)
                yield head.problem(Level.ERROR, (key, i), message("'{id}' is not in report.yml.", id=id), remedy)
    if section.block:
        yield from _block(project, folder, head, ("block",), section.block)
    if section.theme:
        yield from _theme(project, folder, head, section.theme)
    for i, meets in enumerate(section.meets):
        yield from _meets(project, head, i, meets)
    for i, name in enumerate(section.promises):
        yield from _promise(project, head, ("promises", i), name)


def _points(project: Project, folder: ReportFolder) -> Iterator[Problem]:
    """Look at the improvement points, and at what names them."""
    source = folder.points
    for i, point in enumerate(source.model.root if source else ()):
        if source and point.block:
            yield from _block(project, folder, source, (i, "block"), point.block)
    if "improvement-points.yml" in folder.unread or (source and not source.whole):
        return
    known = [point.id for point in source.model.root] if source else []
    named: list[tuple[Source[Any], Place, str]] = []
    for i, talk in enumerate(folder.report.model.conversations):
        named += [(folder.report, ("conversations", i, "actions", j), id) for j, id in enumerate(talk.actions)]
    for text in (*folder.sections, *folder.updates):
        named += [(text.head, ("points", j), id) for j, id in enumerate(text.head.model.points)]
    for head, place, id in named:
        if id not in known:
            what = message("There is no improvement point '{id}' in this report.", id=id)
            remedy = did_you_mean(id, known)
            yield head.problem(Level.ERROR, place, what, remedy if known else _NO_POINTS)


_NO_POINTS = message("Write it in improvement-points.yml, or delete it here.")


def _framework(project: Project, source: Source[Any], place: Place, id: str) -> Iterator[Problem]:
    if id not in project.frameworks and not _unread(project, id):
        what = message("There is no framework '{id}'.", id=id)
        yield source.problem(Level.ERROR, place, what, did_you_mean(id, project.frameworks))


def _unread(project: Project, id: str) -> bool:
    """Tell whether a framework is there but can't be read; then its file has a problem of its own."""
    folder = project.settings.root / project.settings.reports / "frameworks"
    return (folder / f"{id}.yml").exists()


def _block(project: Project, folder: ReportFolder, source: Source[Any], place: Place, id: str) -> Iterator[Problem]:
    name = folder.report.model.framework
    framework = project.frameworks.get(name or "")
    if folder.report.left_out(("framework",)) or (name and not framework):
        return  # that has a problem of its own
    if not name or not framework:
        what = message("This report names no framework, so it has no blocks.")
        remedy = message("Write framework: in report.yml, or delete this line.")
        yield source.problem(Level.ERROR, place, what, remedy)
    elif id not in framework.model.block_ids and not framework.left_out(("blocks",)):
        what = message("'{id}' is not a block of the framework {framework}.", id=id, framework=name)
        yield source.problem(Level.ERROR, place, what, _choose(id, framework.model.block_ids))


def _theme(project: Project, folder: ReportFolder, source: Source[Any], id: str) -> Iterator[Problem]:
    """Look at a theme; where a framework sets none, a report may choose its own."""
    framework = project.frameworks.get(folder.report.model.framework or "")
    known = [theme.id for theme in framework.model.themes] if framework else []
    if framework and known and id not in known and not framework.left_out(("themes",)):
        what = message("'{id}' is not a theme of the framework {framework}.", id=id, framework=framework.model.id)
        yield source.problem(Level.ERROR, ("theme",), what, did_you_mean(id, known))


def _choose(id: str, known: tuple[str, ...]) -> Message:
    """Name all blocks when they are numbered: none looks more like what was meant than another."""
    if not known:
        return message("Delete this line.")
    return (
        message("Choose from: {options}.", options=", ".join(known))
        if known[0].isdigit()
        else did_you_mean(id, known)
    )


def _meets(project: Project, head: Source[Any], i: int, meets: Meets) -> Iterator[Problem]:
    framework = project.frameworks.get(meets.framework)
    if framework is None:
        yield from _framework(project, head, ("meets", i, "framework"), meets.framework)
        return
    known = [norm.id for norm in framework.model.norms]
    if framework.left_out(("norms",)):
        return
    if not known:
        yield head.problem(Level.ERROR, ("meets", i, "framework"), *_no_norms(project, meets.framework, framework))
        return
    for j, norm in enumerate(meets.norms):
        if norm not in known:
            what = message("'{id}' is not a norm of {framework}.", id=norm, framework=meets.framework)
            close = closest(norm, known)
            remedy = message("Did you mean '{word}'?", word=close) if close else _list(project, meets.framework)
            yield head.problem(Level.ERROR, ("meets", i, "norms", j), what, remedy)


def _no_norms(project: Project, id: str, framework: Source[Framework]) -> tuple[Message, Message]:
    file = f"{project.settings.reports}/frameworks/{id}.yml"
    what = message("The framework {framework} has no list of norms yet.", framework=id)
    remedy = message(
        "Write your list in {file}: id: {id}, title: …, and norms: [{{id: 1.1, title: …}}].", file=file, id=id
    )
    return what, remedy


def _list(project: Project, id: str) -> Message:
    file = f"{project.settings.reports}/frameworks/{id}.yml"
    return message("Look in the list, or put your own list in {file}.", file=file)


def _promise(project: Project, source: Source[Any], place: Place, name: str) -> Iterator[Problem]:
    id, slash, promise = name.partition("/")
    found = find_charter(project, id)
    if not slash or not promise:
        what = message("'{value}' does not name a promise.", value=name)
        yield source.problem(Level.ERROR, place, what, message("Write it as charter/promise."))
    elif not found:
        if id not in project.unread:
            what = message("There is no charter '{id}'.", id=id)
            yield source.problem(Level.ERROR, place, what, did_you_mean(id, project.charters))
    elif promise not in {p.id for p in found[1].model.promises} and not found[1].left_out(("promises",)):
        known = {p.id for p in found[1].model.promises}
        now = next((p.id for p in found[1].model.promises if promise in p.formerly), None)
        what = message("The charter '{charter}' has no promise '{id}'.", charter=found[0], id=promise)
        remedy = message("It is called '{id}' now.", id=now) if now else did_you_mean(promise, known)
        yield source.problem(Level.ERROR, place, what, remedy)
    elif id != found[0]:
        what = message("The charter '{id}' has another name now.", id=id)
        now = f"{found[0]}/{promise}"
        yield source.problem(Level.ERROR, place, what, message("Write {name}.", name=now))

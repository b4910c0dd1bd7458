"""Rules about what a framework asks and a report does not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.model.framework import Framework, said
from handvest.model.report import ReportKind, may_be_shown
from handvest.problem import Level, Problem, message


def problems(project: Project, today: dt.date) -> Iterator[Problem]:
    """Find blocks and themes of the framework without a section; of the latest report, for the others are history."""
    followed = {folder.report.model.follows for folder in project.reports.values()}
    for folder in project.reports.values():
        model = folder.report.model
        framework = project.frameworks.get(model.framework or "")
        if framework and model.kind is ReportKind.REPORT and folder.id not in followed and not folder.unread:
            yield from _blocks(folder, framework.model, project.language, today)
            yield from _themes(folder, framework.model, project.language, today)


def _blocks(folder: ReportFolder, framework: Framework, code: str, today: dt.date) -> Iterator[Problem]:
    told = {s.head.model.block for s in folder.sections if may_be_shown(s.head.model, today)}
    for block in framework.blocks:
        if told.isdisjoint({block.id, *(part.id for part in block.parts)}):
            title = said(block, "title", code)
            what = message("No section is about block {id}, {title}.", id=block.id, title=title)
            remedy = message("Write block: {id} in the head of a section.", id=block.id)
            if block.asks:
                asks = " ".join(block.asks)
                remedy = message(
                    "Write block: {id} in the head of a section. It asks: {asks}", id=block.id, asks=asks
                )
            yield folder.report.problem(Level.ADVICE, ("framework",), what, remedy)


def _themes(folder: ReportFolder, framework: Framework, code: str, today: dt.date) -> Iterator[Problem]:
    told = {s.head.model.theme for s in folder.sections if may_be_shown(s.head.model, today)}
    for theme in framework.themes:
        if theme.id not in told:
            what = message("No section is about the theme {title}.", title=said(theme, "title", code))
            remedy = message("Write theme: {id} in the head of a section.", id=theme.id)
            yield folder.report.problem(Level.ADVICE, ("framework",), what, remedy)

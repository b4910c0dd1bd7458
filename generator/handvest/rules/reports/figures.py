"""Rules about figures: that their table is there, and that they can be drawn and told from it."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.figures.view import read_figure
from handvest.load.project import Project
from handvest.problem import Problem


def problems(project: Project) -> Iterator[Problem]:
    """Make every figure of every report, and tell what is wrong with it."""
    least = project.organisation.model.small_numbers
    for folder in project.reports.values():
        for text in (*folder.sections, *folder.updates):
            for written in (text, *text.versions.values()):
                for block in written.telling.blocks:
                    if block.kind == "figure":
                        yield from read_figure(block.head, folder, least, project.language)[1]

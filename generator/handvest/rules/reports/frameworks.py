"""Rules about frameworks that authors wrote themselves."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.problem import Level, Problem, message


def problems(project: Project) -> Iterator[Problem]:
    """Find numbers that stand twice in one framework: nobody could tell which of the two is met."""
    for source in project.frameworks.values():
        model = source.model
        for key, parts in (("blocks", model.blocks), ("themes", model.themes), ("norms", model.norms)):
            first: dict[str, int] = {}
            for i, part in enumerate(parts):
                if first.setdefault(part.id, i) != i:
                    what = message("'{value}' stands here twice.", value=part.id)
                    yield source.problem(Level.ERROR, (key, i), what, message("Give each a number of its own."))

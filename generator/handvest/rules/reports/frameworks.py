"""Rules about frameworks that authors wrote themselves."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.problem import Level, Problem, message


def problems(project: Project) -> Iterator[Problem]:
    """Find numbers that stand twice in one framework: nobody could tell which of the two is met."""
    for source in project.frameworks.values():
        for key in ("blocks", "themes", "norms"):
            first: dict[str, int] = {}
            for i, id in enumerate(part.id for part in getattr(source.model, key)):
                if first.setdefault(id, i) != i:
                    what = message("'{value}' stands here twice.", value=id)
                    yield source.problem(Level.ERROR, (key, i), what, message("Give each a number of its own."))

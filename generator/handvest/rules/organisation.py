"""Rules about the organisation and the project as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.language import known_languages
from handvest.load.project import Project
from handvest.model.charter import Phase
from handvest.problem import Level, Problem, did_you_mean, message

LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def problems(project: Project) -> Iterator[Problem]:
    """Find what is wrong with the organisation, its logo, its languages and its own phases."""
    source = project.organisation
    organisation = source.model
    if not project.charters and not project.unread and not project.reports:
        yield Problem(
            project.settings.promises,
            0,
            "",
            Level.ERROR,
            message("There is no charter and no report yet, so there is nothing to publish."),
            message("Write your first charter in {file}.", file=f"{project.settings.promises}/….yml"),
        )
    logo = organisation.house_style.logo
    if logo:
        place = ("house_style", "logo")
        folder = (project.settings.root / project.settings.promises).resolve()
        path = folder / logo
        if path.suffix.lower() not in LOGO_TYPES:
            yield source.problem(
                Level.ERROR,
                place,
                message("'{file}' is not a picture that we can use as a logo.", file=logo),
                message("Use an SVG or a PNG."),
            )
        elif not path.is_file():
            yield source.problem(
                Level.ERROR,
                place,
                message("There is no file '{file}'.", file=f"{project.settings.promises}/{logo}"),
                message("Put the logo there, or delete this line."),
            )
        elif not path.resolve().is_relative_to(project.settings.root.resolve()):
            yield source.problem(
                Level.ERROR,
                place,
                message("This is a link to a file outside the project."),
                message("Put the file itself here."),
            )
    if not organisation.languages:
        yield source.problem(
            Level.ERROR, ("languages",), message("The list is empty."), message("For example: [nl].")
        )
    for i, code in enumerate(organisation.languages):
        if code not in known_languages():
            yield source.problem(
                Level.WARNING,
                ("languages", i),
                message(
                    "There are no words of the site in the language '{code}' yet; they stay English.",
                    code=code,
                ),
                did_you_mean(code, known_languages()),
            )
    built_in = {p.value for p in Phase}
    seen: set[str] = set()
    for i, phase in enumerate(organisation.phases):
        if phase.id in built_in | seen:
            yield source.problem(
                Level.ERROR,
                ("phases", i, "id"),
                message("The phase '{id}' exists already.", id=phase.id),
                message("Give it another name."),
            )
        seen.add(phase.id)

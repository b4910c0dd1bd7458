"""Rules about the organisation and the project as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handvest.language import known_languages
from handvest.load.project import Project
from handvest.model import colour
from handvest.model.choices import Phase
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
    if organisation.house_style.logo:
        yield from _logo(project, organisation.house_style.logo)
    primary = organisation.house_style.primary
    nearest = colour.written(colour.readable(colour.parse(primary), colour.wash(primary), colour.BLACK))
    if nearest != primary.lower():
        yield source.problem(
            Level.WARNING,
            ("house_style", "primary"),
            message("Letters in the colour {colour} can't be read on a light ground.", colour=primary),
            message('The nearest colour that can be read is "{nearest}"; the site uses that one.', nearest=nearest),
        )
    if not organisation.languages and not source.left_out(("languages",)):
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


def _logo(project: Project, logo: str) -> Iterator[Problem]:
    source, place = project.organisation, ("house_style", "logo")
    root = project.settings.root.resolve()
    folder = f"{project.settings.promises}/"
    try:
        path = (root / folder / logo).resolve()
        found = path.is_file()
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, a link to itself
        path, found = root, False
    if Path(logo).suffix.lower() not in LOGO_TYPES:
        what = message("'{file}' is not a picture that we can use as a logo.", file=logo)
        yield source.problem(Level.ERROR, place, what, message("Use an SVG or a PNG."))
    elif not path.is_relative_to(root):
        what = message("This file lies outside the project.")
        yield source.problem(Level.ERROR, place, what, message("Put the file itself in {folder}.", folder=folder))
    elif not found:
        what = message("There is no file '{file}'.", file=folder + logo)
        yield source.problem(Level.ERROR, place, what, message("Put the logo there, or delete this line."))

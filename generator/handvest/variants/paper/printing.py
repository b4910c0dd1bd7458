"""Prints charters in every form in which paper is used."""

from __future__ import annotations

import datetime as dt
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handvest.load.project import Project
from handvest.pages.charter import Standing, standing
from handvest.pages.site import Site, site
from handvest.problem import Level, Problem, message, short
from handvest.render.environment import overrides
from handvest.variants.artifact import Artifact
from handvest.variants.cache import Cache
from handvest.variants.paper.easy import hand_easy
from handvest.variants.paper.forms import claim, offer
from handvest.variants.paper.guides import talk, team
from handvest.variants.paper.hand import hand
from handvest.variants.paper.letters import lacking
from handvest.variants.paper.posters import card, desk, wall
from handvest.variants.paper.sheet import Sheet
from handvest.variants.paper.subject import Subject
from handvest.variants.typst import BadPicture, NoLetters, NotPrinted, Press, TooLong


def _in_hand(subject: Subject) -> Iterator[Sheet]:
    """The whole charter to give; where people wrote an easy version, that too."""
    yield from hand(subject)
    yield from hand_easy(subject)


FORMS: dict[str, Callable[[Subject], Iterator[Sheet]]] = {
    "desk": desk,
    "hand": _in_hand,
    "wall": wall,
    "card": card,
    "claim": claim,
    "offer": offer,
    "team": team,
    "talk": talk,
}
"""What paper is for: a desk, the hand, a wall, to take along, to report, to make good, the team, a talk."""

WITH_CODE = ("desk", "wall", "card")
"""The forms that are nothing without a code."""

WORKERS = 2  # typst works outside Python's lock; each has fonts of its own in memory


@dataclass(frozen=True)
class Printed:
    """What was made of one charter, and why some of it could not be made."""

    charter: str
    files: tuple[Artifact, ...]
    problems: tuple[Problem, ...]


@dataclass
class Printer:
    """Prints the charters of one project at a moment; what was printed before comes from the cache."""

    project: Project
    now: dt.datetime
    own_overrides: Path | None = None
    _own: threading.local = field(default_factory=threading.local)
    _sites: dict[dt.datetime, Site] = field(default_factory=dict)

    @property
    def charters(self) -> list[str]:
        """The charters that hold, or will hold; paper is made before the launch."""
        return [id for id in self.project.charters if self._standing(id) is not Standing.ENDED]

    def _standing(self, id: str) -> Standing:
        return standing(self.project.charters[id].model, self.now)

    @cached_property
    def cache(self) -> Cache:
        """Where printed files are kept."""
        return Cache(self.project.settings.root)

    @property
    def press(self) -> Press:
        """The press of this thread."""
        if not hasattr(self._own, "press"):
            self._own.press = Press(templates(self.own_overrides), self.cache)
        press: Press = self._own.press
        return press

    def subject(self, id: str) -> Subject:
        """Return a charter as the paper shows it: made before the launch, it shows what holds from then on."""
        launch = self.project.charters[id].model.launch
        moment = max(self.now, launch) if launch else self.now
        if moment not in self._sites:
            self._sites[moment] = site(self.project, moment, preview=True)
        all_ = self._sites[moment]
        return Subject(all_, all_.charters[id], self.now.date())

    def print(self, charters: Sequence[str], forms: Sequence[str]) -> Iterator[Printed]:
        """Print charters in these forms, one charter after the other, in the order given."""
        subjects = [self.subject(id) for id in charters]
        with ThreadPoolExecutor(WORKERS) as pool:
            yield from pool.map(lambda subject: self._one(subject, forms), subjects)

    def _one(self, subject: Subject, forms: Sequence[str]) -> Printed:
        id, files, problems = subject.view.id, [], []
        wanted = [form for form in forms if subject.url or form not in WITH_CODE]
        if len(wanted) < len(forms):
            problems.append(_no_code(self.project, id, [form for form in forms if form not in wanted]))
        for sheet in (sheet for form in wanted for sheet in FORMS[form](subject)):
            try:
                files.append(Artifact(f"{id}-{sheet.name}.pdf", self.press.pdf(sheet.form, sheet.data, subject.day)))
            except (TooLong, NoLetters, BadPicture, NotPrinted) as error:
                problems += _not_printed(self.project, id, sheet, error)
        return Printed(id, tuple(files), tuple(problems))


def templates(own_overrides: Path | None) -> Path:
    """Where the templates of paper stand: in a site's own folder when it has all of them, else in the package's."""
    return next(folder / "print" for folder in overrides(own_overrides) if (folder / "print/house.typ").is_file())


def _no_code(project: Project, id: str, forms: Sequence[str]) -> Problem:
    return Problem(
        f"{project.settings.promises}/codes.yml",
        0,
        "",
        Level.ERROR,
        message(
            "The charter '{id}' has no code that is in use, so this can't be printed: {forms}.",
            id=id,
            forms=", ".join(forms),
        ),
        message("Make a code first: handvest codes add {id}.", id=id),
    )


def _not_printed(
    project: Project, id: str, sheet: Sheet, error: TooLong | NoLetters | BadPicture | NotPrinted
) -> Iterator[Problem]:
    source = project.charters[id]
    if isinstance(error, BadPicture):
        yield project.organisation.problem(
            Level.ERROR,
            ("house_style", "logo"),
            message("This picture can't be printed."),
            message("Save it again, as a plain SVG or as a PNG."),
        )
    elif isinstance(error, TooLong):
        share = math.ceil(error.share * 100)
        what = message(
            "The texts are {share}% too long for '{form}', in letters of 12 points.", share=share, form=sheet.form
        )
        letters = math.ceil(error.share * sheet.letters)
        remedy = message("Make them about {n} letters shorter.", n=letters)
        yield source.problem(Level.ERROR, ("promises",), what, remedy)
    elif isinstance(error, NoLetters):
        what = message(
            "No font can print these letters: {letters} They stand in: {text}",
            letters=" ".join(error.letters),
            text=short(_with(sheet.data, error.letters)),
        )
        yield from lacking(project, source.file, error.letters, Level.ERROR, what)
    else:
        what = message("'{form}' can't be printed. The reason: '{why}'.", form=sheet.form, why=error.why)
        remedy = message("Take out what you wrote last, build again, and tell who maintains Handvest what this says.")
        yield Problem(source.file, 0, "", Level.ERROR, what, remedy)


def _with(data: object, letters: str) -> str:
    """Return the first text in which one of the letters stands."""
    if isinstance(data, str):
        return data if set(letters) & set(data) else ""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return next(filter(None, (_with(part, letters) for part in inside)), "")

"""Where letters stand that no font of ours can print, so that an author finds them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from handvest.load.project import Project
from handvest.problem import Level, Message, Problem, message

WRITTEN = {".yml", ".yaml", ".md", ".csv"}


def lacking(project: Project, near: str, letters: str, level: Level, what: Message) -> Iterator[Problem]:
    """Yield a problem for each line in which one of the letters stands; `near`: the file they were printed for.

    What stands nowhere in that file or beside it came from elsewhere, such as the title of another report.
    """
    signs = {sign for sign in letters if _seen(sign)} or set(letters)
    own = [file for file in _files(project) if file == near or _beside(project, file, near)]
    found = [(file, line) for file in own for line, text in _lines(project, file) if signs & set(text)]
    told = {sign for file in own for _, text in _lines(project, file) for sign in signs & set(text)}
    found += [next(_elsewhere(project, sign), (near, 0)) for sign in sorted(signs - told)]
    remedy = message("Write them in another way.")
    for file, line in dict.fromkeys(found):
        yield Problem(file, line, "", level, what, remedy)


def _seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "ZMC"


def _elsewhere(project: Project, sign: str) -> Iterator[tuple[str, int]]:
    for file in _files(project):
        yield from ((file, line) for line, text in _lines(project, file) if sign in text)


def _files(project: Project) -> Iterator[str]:
    root = project.settings.root
    for folder in (project.settings.promises, project.settings.reports):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix.lower() in WRITTEN and path.is_file() and path.name != "approved.yml":
                yield path.relative_to(root).as_posix()


def _lines(project: Project, file: str) -> Iterator[tuple[int, str]]:
    text = (project.settings.root / file).read_text("utf-8-sig", "replace")
    yield from enumerate(text.splitlines(), 1)


def _beside(project: Project, file: str, near: str) -> bool:
    """Tell whether a file stands in the folder of the report that another file is of."""
    folder = PurePosixPath(near).parent
    return folder.parent == PurePosixPath(project.settings.reports) and PurePosixPath(file).is_relative_to(folder)

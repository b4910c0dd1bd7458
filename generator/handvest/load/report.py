"""Reports as they lie on disk: a folder with a head, sections in order, improvement points, updates and data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from pydantic import BaseModel

from handvest.load.source import read_source
from handvest.load.table import Table, read_table
from handvest.load.text import hidden
from handvest.load.validate import Source
from handvest.load.written import Written, read_sections, read_updates
from handvest.model.fields import ID, url_safe
from handvest.model.framework import Framework
from handvest.model.report import Points, Report
from handvest.problem import Level, Problem, did_you_mean, message

M = TypeVar("M", bound=BaseModel)


_EMPTY_REPORT = {"title": "?", "kind": "evaluation", "published": "2000", "responsible": "?"}

FRAMEWORKS = "frameworks"  # the folder beside the reports with frameworks of one's own
_HEAD, _POINTS = "report.yml", "improvement-points.yml"
_YAML = {".yml", ".yaml"}
_TEXTS = {".md", ".markdown", ".txt", ".rtf", ".doc", ".docx", ".odt"}  # what people write sections in


@dataclass(frozen=True)
class ReportFolder:
    """One report with all that belongs to it."""

    id: str
    path: Path
    report: Source[Report]
    sections: tuple[Written, ...] = ()
    points: Source[Points] | None = None
    updates: tuple[Written, ...] = ()
    tables: dict[str, Table] = field(default_factory=dict)  # by name, such as data/x.csv
    unread: frozenset[str] = frozenset()  # slugs of sections, and files, that could not be read


def read_reports(
    root: Path, name: str, language: str
) -> tuple[dict[str, ReportFolder], dict[str, Source[Framework]], list[Problem]]:
    """Read all reports of a project, and the frameworks: its own go before those of the package."""
    problems: list[Problem] = []
    folder = root / name
    frameworks = {s.model.id: s for s in _packaged(language)} if folder.is_dir() else {}
    frameworks |= {s.model.id: s for s in _frameworks(root, folder / FRAMEWORKS, language, problems)}
    found: dict[str, ReportFolder] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if hidden(path.name) or path.name == FRAMEWORKS:
            continue
        shown = path.relative_to(root).as_posix()
        if not path.is_dir():
            remedy = message("A report is a folder with report.yml in it.")
            problems.append(Problem(shown, 0, "", Level.WARNING, message("This file belongs to no report."), remedy))
        elif not ID.fullmatch(path.name):
            what = message("The name of this folder becomes part of an address; use only a-z, 0-9 and hyphens.")
            remedy = message("For example: {proposal}.", proposal=url_safe(path.name) or "2026")
            problems.append(Problem(shown, 0, "", Level.ERROR, what, remedy))
        else:
            report = _report(root, path, language, problems)
            found |= {report.id: report} if report else {}
    return found, frameworks, problems


def report_ids(folder: Path) -> Iterator[str]:
    """Yield the names of the folders in which a report should be."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not hidden(path.name) and path.name != FRAMEWORKS:
            yield path.name


@cache
def _packaged(language: str) -> tuple[Source[Framework], ...]:
    folder = Path(str(files("handvest"))) / "frameworks"
    problems: list[Problem] = []
    found = [read_source(Framework, p, p.name, folder, language, problems) for p in sorted(folder.glob("*.yml"))]
    assert not problems, problems
    return tuple(source for source in found if source)


def _frameworks(root: Path, folder: Path, language: str, problems: list[Problem]) -> Iterator[Source[Framework]]:
    for path in sorted(p for p in folder.glob("*") if not hidden(p.name)):
        name = path.relative_to(root).as_posix()
        if path.suffix != ".yml":
            remedy = message("A framework is a file that ends in .yml, such as hkz.yml.")
            problems.append(Problem(name, 0, "", Level.ERROR, message("This file is not read."), remedy))
            continue
        source = read_source(Framework, path, name, root, language, problems, {"id": path.stem, "title": "?"})
        if source is None:
            continue
        if source.model.id != path.stem:
            what = message("The id '{id}' is not the name of this file.", id=source.model.id)
            problems.append(source.problem(Level.ERROR, ("id",), what, message("Make them the same.")))
        yield source


def _report(root: Path, path: Path, language: str, problems: list[Problem]) -> ReportFolder | None:
    name = path.relative_to(root).as_posix()
    head = path / _HEAD
    problems += _strays(root, path)
    if not head.exists():
        what = message("The file {file} is missing.", file=_HEAD)
        problems.append(Problem(name, 0, "", Level.ERROR, what, message("Write in it what this report is.")))
        return None
    report = read_source(Report, head, f"{name}/{_HEAD}", root, language, problems, _EMPTY_REPORT)
    if report is None:
        return None
    unread: set[str] = set()
    points = None
    if (path / _POINTS).exists():
        points = read_source(Points, path / _POINTS, f"{name}/{_POINTS}", root, language, problems)
        unread |= {_POINTS} if points is None else set()
    sections = read_sections(root, path, language, problems, unread)
    updates = read_updates(root, path / "updates", language, problems)
    tables = _tables(root, path, problems, unread)
    return ReportFolder(path.name, path, report, sections, points, updates, tables, frozenset(unread))


def _strays(root: Path, path: Path) -> Iterator[Problem]:
    """Find what somebody wrote for this report and nothing reads, so that no text goes missing unseen."""
    for here, folders, names in os.walk(path):
        folders[:] = sorted(d for d in folders if not hidden(d))
        within = Path(here).relative_to(path).as_posix()
        for name in sorted(n for n in names if not hidden(n)):
            kind = Path(name.removesuffix(".txt")).suffix.lower() or Path(name).suffix  # Notepad adds .txt
            shown = Path(here, name).relative_to(root).as_posix()
            what = message("This file is not read.")
            if kind in _YAML and not (within == "." and name in (_HEAD, _POINTS)):
                yield Problem(shown, 0, "", Level.ERROR, what, did_you_mean(name, (_HEAD, _POINTS)))
            elif kind in _TEXTS and not (within in (".", "updates") and name.endswith(".md")):
                remedy = message(
                    "Write sections as 10-one.md in the folder of the report, and keep drafts elsewhere."
                )
                yield Problem(shown, 0, "", Level.WARNING, what, remedy)


def _tables(root: Path, path: Path, problems: list[Problem], unread: set[str]) -> dict[str, Table]:
    tables = {}
    for file in sorted((path / "data").rglob("*")):
        if hidden(file.name) or file.suffix.lower() != ".csv":
            continue
        table, found = read_table(file, file.relative_to(root).as_posix(), root)
        problems += found
        name = normalize("NFC", file.relative_to(path).as_posix())  # a Mac writes accents as signs of their own
        if table:
            tables[name] = table
        else:
            unread.add(name)
    return tables

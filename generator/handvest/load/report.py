"""Reports as they lie on disk: a folder with a head, sections in order, improvement points, updates and data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from handvest.load.source import read_source, source_of
from handvest.load.table import Table, read_table
from handvest.load.telling import Telling, tell
from handvest.load.text import read_text
from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.fields import ID, url_safe
from handvest.model.framework import Framework
from handvest.model.report import Points, Report, Section, Update
from handvest.problem import Level, Message, Problem, did_you_mean, message

M = TypeVar("M", bound=BaseModel)

_SECTION = re.compile(r"(\d{1,4})-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,4}))?\.md")
_UPDATE = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,4}))?\.md")
_KNOWN = {"report.yml", "improvement-points.yml", "updates", "data"}
EASY = "easy"

_EMPTY_REPORT = {"title": "?", "kind": "evaluation", "published": "2000", "responsible": "?"}


@dataclass(frozen=True)
class Written:
    """A text with a head: a section or an update, or a version of one. `line`: where its body begins (from 1)."""

    slug: str
    file: str
    head: Source[Any]
    telling: Telling
    body: str
    line: int
    number: int = 0  # of a section: its place in the order
    date: dt.date = dt.date.min  # of an update
    versions: dict[str, Written] = field(default_factory=dict)  # easy, or a language

    def line_of(self, needle: str) -> int:
        """Return the line on which something stands for the first time; the first line when it can't be found."""
        at = self.body.find(needle)
        return self.line + self.body.count("\n", 0, at) if at >= 0 else self.line


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
    frameworks |= {s.model.id: s for s in _frameworks(root, folder / "frameworks", language, problems)}
    found: dict[str, ReportFolder] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith((".", "~")) or path.name == "frameworks":
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


@cache
def _packaged(language: str) -> tuple[Source[Framework], ...]:
    folder = Path(str(files("handvest"))) / "frameworks"
    problems: list[Problem] = []
    found = [read_source(Framework, p, p.name, folder, language, problems) for p in sorted(folder.glob("*.yml"))]
    assert not problems, problems
    return tuple(source for source in found if source)


def _frameworks(root: Path, folder: Path, language: str, problems: list[Problem]) -> Iterator[Source[Framework]]:
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else []:
        name = path.relative_to(root).as_posix()
        source = read_source(Framework, path, name, root, language, problems, {"id": path.stem, "title": "?"})
        if source is None:
            continue
        if source.model.id != path.stem:
            what = message("The id '{id}' is not the name of this file.", id=source.model.id)
            problems.append(source.problem(Level.ERROR, ("id",), what, message("Make them the same.")))
        yield source


def _report(root: Path, path: Path, language: str, problems: list[Problem]) -> ReportFolder | None:
    name = path.relative_to(root).as_posix()
    head = path / "report.yml"
    if not head.exists():
        what = message("The file {file} is missing.", file="report.yml")
        problems.append(Problem(name, 0, "", Level.ERROR, what, message("Write in it what this report is.")))
        return None
    report = read_source(Report, head, f"{name}/report.yml", root, language, problems, _EMPTY_REPORT)
    if report is None:
        return None
    unread: set[str] = set()
    points = None
    if (path / "improvement-points.yml").exists():
        points = read_source(
            Points, path / "improvement-points.yml", f"{name}/improvement-points.yml", root, language, problems
        )
        unread |= {"improvement-points.yml"} if points is None else set()
    sections = _sections(root, path, language, problems, unread)
    updates = _updates(root, path / "updates", language, problems)
    tables = _tables(root, path, problems, unread)
    return ReportFolder(path.name, path, report, sections, points, updates, tables, frozenset(unread))


def _tables(root: Path, path: Path, problems: list[Problem], unread: set[str]) -> dict[str, Table]:
    tables = {}
    for file in sorted(path.glob("data/*.csv")):
        if file.name.startswith((".", "~")):
            continue
        table, found = read_table(file, file.relative_to(root).as_posix(), root)
        problems += found
        name = file.relative_to(path).as_posix()
        if table:
            tables[name] = table
        else:
            unread.add(name)
    return tables


def _sections(
    root: Path, path: Path, language: str, problems: list[Problem], unread: set[str]
) -> tuple[Written, ...]:
    found: dict[str, Written] = {}
    versions: list[tuple[str, str, Written]] = []
    for file in sorted(path.glob("*.md")):
        name = file.relative_to(root).as_posix()
        match = _SECTION.fullmatch(file.name)
        if not match:
            what = message("The name of a section begins with a number and a hyphen, in a-z, 0-9 and hyphens.")
            remedy = message("For example: {proposal}.", proposal=f"10-{url_safe(file.stem) or 'section'}.md")
            problems.append(_error(name, what, remedy))
            continue
        number, slug, version = int(match[1]), match[2], match[3] or ""
        written = _written(Section, file, name, root, language, slug, problems, {"title": "?"})
        if written is None:
            unread.add(slug)
        elif version:
            versions.append((f"{number}-{slug}", version, replace(written, number=number)))
        elif slug in {w.slug for w in found.values()}:
            what = message("There is already a section '{slug}'.", slug=slug)
            problems.append(_error(name, what, message("Give one of the two another name.")))
        else:
            twin = next((w for w in found.values() if w.number == number), None)
            if twin:
                what = message("The section {file} has the number {number} too.", file=twin.file, number=number)
                problems.append(_error(name, what, message("Give each section a number of its own.")))
            found[f"{number}-{slug}"] = replace(written, number=number)
    _beside(found, versions, unread, problems)
    return tuple(sorted(found.values(), key=lambda w: (w.number, w.slug)))


def _updates(root: Path, folder: Path, language: str, problems: list[Problem]) -> tuple[Written, ...]:
    found: dict[str, Written] = {}
    versions: list[tuple[str, str, Written]] = []
    for file in sorted(folder.glob("*.md")) if folder.is_dir() else []:
        name = file.relative_to(root).as_posix()
        match = _UPDATE.fullmatch(file.name)
        date = None
        if match:
            with suppress(ValueError):
                date = dt.date.fromisoformat(match[1])
        if not match or not date:
            what = message("The name of an update begins with its date.")
            problems.append(_error(name, what, message("For example: {proposal}.", proposal="2026-09-01-nieuws.md")))
            continue
        written = _written(Update, file, name, root, language, match[2], problems, {"title": "?"})
        if written and match[3]:
            versions.append((f"{match[1]}-{match[2]}", match[3], replace(written, date=date)))
        elif written:
            found[f"{match[1]}-{match[2]}"] = replace(written, date=date)
    _beside(found, versions, frozenset(), problems)
    return tuple(found.values())


def _beside(
    found: dict[str, Written],
    versions: list[tuple[str, str, Written]],
    unread: Collection[str],
    problems: list[Problem],
) -> None:
    """Put each version with the text it is a version of."""
    for key, version, written in versions:
        if key in found:
            found[key].versions[version] = written
        elif key.partition("-")[2] not in unread:
            what = message("This is a version of a text that is not there.")
            problems.append(_error(written.file, what, did_you_mean(key, found)))


def _written(
    cls: type[M],
    path: Path,
    name: str,
    root: Path,
    language: str,
    slug: str,
    problems: list[Problem],
    skeleton: dict[str, Any],
) -> Written | None:
    """Read a text with a head between two lines of three hyphens."""
    text, found = read_text(path, name, root)
    problems += found
    if text is None:
        return None
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        what = message("The head of this text is missing.")
        problems.append(
            Problem(name, 1, "", Level.ERROR, what, message("Begin with three lines: ---, title: …, and --- again."))
        )
        return None
    head = "\n".join(["", *lines[1:end]])  # the empty line keeps the numbers of the lines right
    source: Source[Any] | None = None
    if head.strip():
        source = source_of(cls, head, name, language, problems, skeleton)
    else:
        problems.append(Problem(name, 1, "", Level.ERROR, message("'{key}' is missing.", key="title")))
        source = Source(name, Node(1, "", {}), cls.model_validate(skeleton), whole=False)
    if source is None:
        return None
    body = "\n".join(lines[end + 1 :])
    telling, found = tell(body, end + 2, name, language, by_line=path.stem.endswith(f".{EASY}"))
    problems += found
    return Written(slug, name, source, telling, body, end + 2)


def _error(file: str, what: Message, remedy: Message) -> Problem:
    return Problem(file, 0, "", Level.ERROR, what, remedy)

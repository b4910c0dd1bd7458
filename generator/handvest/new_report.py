"""Writes a template of a report, with questions to answer, for who starts with an empty folder."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from handvest.load.project import Project
from handvest.load.slips import quoted
from handvest.load.starter import starter
from handvest.model.fields import ID, url_safe
from handvest.model.report import ReportKind, publication
from handvest.problem import Message, message
from handvest.rules.reports.heads import reserved

SHELTER = dt.timedelta(days=90)  # how long a template stays hidden at least: nobody must read its questions
_PUBLISHED = "05-20"  # before the day on which most frameworks ask for a report


class Taken(Exception):
    """A report can't be made here; `what` says why, `remedy` what to do."""

    def __init__(self, what: Message, remedy: Message) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what.text)


@dataclass(frozen=True)
class New:
    """A report that was made: its folder, how many sections it has, and until when it stays hidden."""

    folder: Path
    sections: int
    published: dt.date
    before: str  # the report that came before it, if there is one


def new_report(project: Project, id: str, title: str | None, today: dt.date) -> New:
    """Write the template into a folder of its own, whole or not at all. Raises Taken, and OSError."""
    folder = project.settings.root / project.settings.reports / id
    _allow(id, folder, f"{project.settings.reports}/{id}")
    named = re.search(r"\b(19|20)\d\d\b", id)
    year = int(named[0]) if named else today.year
    published = max(dt.date.fromisoformat(f"{year + 1}-{_PUBLISHED}"), today + SHELTER)
    before = latest(project)
    places = {
        "id": id,
        "year": str(year),
        "previous-year": str(year - 1),
        "next-year": str(year + 1),
        "update-year": str(year + 2),
        "report-year": str(year + 3),
        "before": before or str(year - 1),
        "published": published.isoformat(),
        "organisation": " ".join(project.organisation.model.name.split()),
    }
    files = {name: _filled(name, text, places, title) for name, text in starter().items()}
    _write(folder, files)
    return New(folder, sum(name.endswith(".md") for name in files), published, before)


def latest(project: Project) -> str:
    """Return the id of the latest report of a project; empty when there is none."""
    reports = {id: folder.report.model for id, folder in project.reports.items()}
    made = [id for id, model in reports.items() if model.kind is ReportKind.REPORT]
    return max(made, key=lambda id: publication(reports[id].published), default="")


def _allow(id: str, folder: Path, shown: str) -> None:
    if not ID.fullmatch(id):
        what = message("'{value}' can't be part of an address. Use a-z, 0-9 and hyphens.", value=id)
        raise Taken(what, message("For example: {proposal}.", proposal=url_safe(id) or "2026"))
    if id in reserved() or id == "frameworks":
        raise Taken(message("'{id}' is a reserved name.", id=id), message("Choose another name, such as a year."))
    if os.path.lexists(folder):
        what = message("{folder} is already there, and stays as it is.", folder=shown)
        raise Taken(what, message("Choose another name."))


def _filled(name: str, text: str, places: dict[str, str], title: str | None) -> str:
    for place, value in places.items():
        text = text.replace(f"{{{place}}}", value)
    if name != "report.yml":
        return text
    if title:
        text = re.sub(r"(?m)^title: .*$", lambda _: f"title: {_scalar(title)}", text, count=1)
    return re.sub(r"(?m)^(responsible): (.*)$", lambda m: f"{m[1]}: {_scalar(m[2])}", text, count=1)


def _scalar(text: str) -> str:
    """Write a text on one line, in quotes when YAML could take it for something else."""
    line = " ".join(text.split())
    return line if re.fullmatch(r"\w(?:[\w .,()/'’&-]*[\w.)’])?", line) else quoted(line)


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        beside.chmod(0o755)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise

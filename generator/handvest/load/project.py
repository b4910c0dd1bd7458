"""A project as it lies on disk: the organisation, its charters and all that belongs to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handvest.load.pictogram import own_pictograms
from handvest.load.report import ReportFolder, read_reports, report_ids
from handvest.load.source import read_source
from handvest.load.text import LARGEST, hidden
from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.accessibility import Accessibility
from handvest.model.approved import Approved
from handvest.model.charter import Charter
from handvest.model.code import Codes
from handvest.model.fields import ID, url_safe
from handvest.model.framework import Framework
from handvest.model.organisation import Organisation
from handvest.model.pictogram import PICTOGRAMS
from handvest.model.report import Points, Report, Section, Update
from handvest.model.wordlist import WordList
from handvest.problem import Level, Problem, message

KINDS: dict[str, type[BaseModel]] = {
    "organisation": Organisation,
    "charter": Charter,
    "words": WordList,
    "accessibility": Accessibility,
    "codes": Codes,
    "report": Report,
    "section": Section,
    "improvement-points": Points,
    "update": Update,
    "framework": Framework,
    "approved": Approved,
}
"""The kinds of YAML files that are read, by the name of their schema."""

NOT_CHARTERS = {"organisation", "words", "accessibility", "codes", "approved"}

LARGEST_KEPT = 16 * LARGEST  # bytes of what the tool keeps of all charters together; nobody could split it

_EMPTY_ORGANISATION = {"name": "?", "kind": "other", "contact": {}, "complaints": {"name": "?"}}
_EMPTY_CHARTER = {
    "title": "?",
    "kind": "department",
    "audience": ["patients"],
    "owner": "?",
    "valid": {"from": "2000-01-01"},
    "claim": {"to": "?", "channels": ["in-person"], "within": "1 hours"},
    "compensation": {"offers": [{"kind": "apology"}]},
    "promises": [{"id": "x", "promise": "?", "intention": "true"}],
}


@dataclass(frozen=True)
class Settings:
    """Where a project lies and where its site will stand."""

    root: Path
    site_url: str | None = None
    docs: str = "content"
    promises: str = "promises"
    reports: str = "reports"
    out: Path | None = None
    searchable: bool = False  # whether the host makes a search index
    overrides: Path | None = None  # the site's own templates and pictograms


@dataclass(frozen=True)
class Project:
    """All that authors wrote, read and checked for form."""

    settings: Settings
    organisation: Source[Organisation]
    charters: dict[str, Source[Charter]]
    unread: frozenset[str] = frozenset()  # names (without .yml) of files that could not be read at all
    codes: Source[Codes] | None = None
    words: Source[WordList] | None = None
    accessibility: Source[Accessibility] | None = None
    approved: Source[Approved] | None = None
    reports: dict[str, ReportFolder] = field(default_factory=dict)
    unread_reports: frozenset[str] = frozenset()  # names of folders with a report that could not be read
    frameworks: dict[str, Source[Framework]] = field(default_factory=dict)
    published_codes: frozenset[str] = frozenset()  # codes that the site to be replaced has
    content: frozenset[str] = field(default=frozenset())  # pages written by hand
    pictograms: frozenset[str] = frozenset(PICTOGRAMS)  # names: ours and the site's own
    prefix: str = ""  # what stands before its addresses: empty for the main language, `en/` for English beside it

    @property
    def language(self) -> str:
        """The main language of the site."""
        return self.organisation.model.language


def load(settings: Settings) -> tuple[Project, list[Problem]]:
    """Read all files of a project; what can't be read is a problem, the rest goes on."""
    problems: list[Problem] = []
    folder = settings.root / settings.promises
    organisation = _organisation(settings, problems)
    language = organisation.model.language
    charters: dict[str, Source[Charter]] = {}
    unread: set[str] = set()
    special: dict[str, Any] = {}
    first: dict[str, str] = {}  # the file in which each id stands first
    files = dict(_files(settings.root, folder, problems, unread))
    for name, path in files.items():
        stem = path.stem
        if path.parent == folder and stem in NOT_CHARTERS:
            if stem != "organisation":
                largest = LARGEST_KEPT if stem == "approved" else LARGEST
                special[stem] = read_source(
                    KINDS[stem], path, name, settings.root, language, problems, largest=largest
                )
                unread |= {stem} if special[stem] is None else set()
            continue
        if not _good_id(stem, name, problems):
            unread |= {stem, _proposal(stem)}
            continue
        if stem in first:
            what = message("There is already a charter '{id}': {file}.", id=stem, file=first[stem])
            problems.append(
                Problem(name, 0, "", Level.ERROR, what, message("Give one of the two files another name."))
            )
            continue
        first[stem] = name
        charter = read_source(Charter, path, name, settings.root, language, problems, _EMPTY_CHARTER)
        if charter:
            charters[stem] = charter
        else:
            unread.add(stem)
    own, found = own_pictograms(settings.overrides)
    problems += found
    reports, frameworks, found = read_reports(settings.root, settings.reports, language)
    problems += found
    project = Project(
        settings,
        organisation,
        dict(sorted(charters.items())),
        frozenset(unread),
        **special,
        reports=reports,
        unread_reports=frozenset(report_ids(settings.root / settings.reports)) - reports.keys(),
        frameworks=frameworks,
        published_codes=_published_codes(settings.out),
        content=_content(settings),
        pictograms=frozenset(PICTOGRAMS) | own,
    )
    return project, problems


def _organisation(settings: Settings, problems: list[Problem]) -> Source[Organisation]:
    path = settings.root / settings.promises / "organisation.yml"
    name = f"{settings.promises}/organisation.yml"
    source = None
    if path.is_file() or path.is_symlink():
        source = read_source(Organisation, path, name, settings.root, "nl", problems, _EMPTY_ORGANISATION)
    else:
        problems.append(
            Problem(
                name,
                0,
                "",
                Level.ERROR,
                message("The file is missing."),
                message("Write in it who you are: name, kind, contact and complaints."),
            )
        )
    if source is None:
        model = Organisation.model_validate(_EMPTY_ORGANISATION)
        source = Source(name, Node(0, "", {}), model, whole=False, pruned=frozenset({()}))
    return source


_NEARLY_YML = re.compile(r"(.+)\.ya?ml(?:\.txt)?", re.IGNORECASE)  # Notepad adds .txt


def _files(root: Path, folder: Path, problems: list[Problem], unread: set[str]) -> Iterator[tuple[str, Path]]:
    """Walk the YAML files of a folder in a fixed order; hidden files and the tool's schemas are passed over."""
    for here, folders, names in os.walk(folder):
        for name in list(folders):
            path = Path(here, name)
            if path.is_symlink() and not name.startswith("."):
                problems.append(
                    Problem(
                        path.relative_to(root).as_posix(),
                        0,
                        "",
                        Level.ERROR,
                        message("This folder is a link; it is not read."),
                        message("Put the folder itself here."),
                    )
                )
        folders[:] = sorted(d for d in folders if not d.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            shown = path.relative_to(root).as_posix()
            if hidden(name):
                continue
            if path.suffix == ".yml":
                yield shown, path
            elif match := _NEARLY_YML.fullmatch(name):
                unread.add(match[1])
                problems.append(
                    Problem(
                        shown,
                        0,
                        "",
                        Level.ERROR,
                        message("Only files that end in .yml are read."),
                        message("Give the file this name: {name}.", name=f"{match[1]}.yml"),
                    )
                )


def _good_id(stem: str, name: str, problems: list[Problem]) -> bool:
    if ID.fullmatch(stem) and stem not in NOT_CHARTERS:
        return True
    if stem in NOT_CHARTERS:
        what = message("'{id}' is a reserved name.", id=stem)
        remedy = message("Give the file another name, or move it to the folder above.")
    else:
        what = message(
            "The name of this file becomes part of an address; use only a-z, 0-9 and hyphens.",
        )
        remedy = message("For example: {proposal}.", proposal=f"{_proposal(stem)}.yml")
    problems.append(Problem(name, 0, "", Level.ERROR, what, remedy))
    return False


def _proposal(stem: str) -> str:
    return url_safe(stem) or "charter"


def _published_codes(out: Path | None) -> frozenset[str]:
    folder = out / "q" if out else None
    if not folder or not folder.is_dir():
        return frozenset()
    return frozenset(p.parent.name for p in folder.glob("*/index.html"))


def _content(settings: Settings) -> frozenset[str]:
    folder = settings.root / settings.docs
    if not folder.is_dir():
        return frozenset()
    return frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*.md"))

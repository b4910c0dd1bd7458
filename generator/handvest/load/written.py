"""The texts of a report: its sections and its updates, each with a head, and with versions beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from handvest.load.source import source_of
from handvest.load.telling import Telling, tell
from handvest.load.text import hidden, read_text
from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.fields import url_safe
from handvest.model.report import Section, Update
from handvest.problem import NO_REMEDY, Level, Message, Problem, did_you_mean, message

M = TypeVar("M", bound=BaseModel)

EASY = "easy"

_SECTION = re.compile(r"(\d{1,4})-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,4}))?\.md")
_UPDATE = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([a-z]{2,4}))?\.md")


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


def read_sections(
    root: Path, path: Path, language: str, problems: list[Problem], unread: set[str]
) -> tuple[Written, ...]:
    """Read the sections of a report in their order, each with its versions."""
    found: dict[str, Written] = {}
    versions: list[tuple[str, str, Written]] = []
    for file in sorted(f for f in path.glob("*.md") if not hidden(f.name)):
        name = file.relative_to(root).as_posix()
        match = _SECTION.fullmatch(file.name)
        if not match:
            what = message("The name of a section begins with a number and a hyphen, in a-z, 0-9 and hyphens.")
            remedy = message("For example: {proposal}.", proposal=_proposal(file.stem))
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


def read_updates(root: Path, folder: Path, language: str, problems: list[Problem]) -> tuple[Written, ...]:
    """Read the updates of a report, the oldest first, each with its versions."""
    found: dict[str, Written] = {}
    versions: list[tuple[str, str, Written]] = []
    for file in sorted(f for f in folder.glob("*.md") if not hidden(f.name)):
        name = file.relative_to(root).as_posix()
        match = _UPDATE.fullmatch(file.name)
        date = None
        if match:
            with suppress(ValueError):
                date = dt.date.fromisoformat(match[1])
        if not match or not date:
            problems.append(_error(name, *_misnamed(file.stem, exists=not match)))
            continue
        written = _written(Update, file, name, root, language, match[2], problems, {"title": "?"})
        if written and match[3]:
            versions.append((f"{match[1]}-{match[2]}", match[3], replace(written, date=date)))
        elif written:
            found[f"{match[1]}-{match[2]}"] = replace(written, date=date)
    _beside(found, versions, frozenset(), problems)
    return tuple(found.values())


def _misnamed(stem: str, *, exists: bool) -> tuple[Message, Message]:
    """Say what is wrong with the name of an update, and give a good one; `exists`: whether its date may do so."""
    day, rest = stem[:10], url_safe(stem[11:]) or "nieuws"
    if not exists:
        return message("The date {value} does not exist.", value=day), NO_REMEDY
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        what = message("The name of an update goes on with a hyphen, and a-z, 0-9 and hyphens, after its date.")
        return what, message("For example: {proposal}.", proposal=f"{day}-{rest}.md")
    what = message("The name of an update begins with its date.")
    return what, message("For example: {proposal}.", proposal="2026-09-01-nieuws.md")


def _proposal(stem: str) -> str:
    """Make a good name of one that is none, with its own number when it has one."""
    number, _, rest = url_safe(stem).partition("-")
    return f"{number}-{rest}.md" if number.isdecimal() and rest else f"10-{url_safe(stem) or 'section'}.md"


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
    if any(line.startswith(("```", "~~~")) for line in lines[1:end]):
        what = message("The head of this text does not end before its first block.")
        remedy = message("Write --- on a line of its own below the head.")
        problems.append(Problem(name, 1, "", Level.ERROR, what, remedy))
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

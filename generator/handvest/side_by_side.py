"""What a person reads who approves versions: each beside the full text, and what still waits."""

from __future__ import annotations

from collections.abc import Iterable

from handvest.language import Language, language
from handvest.load.project import Project
from handvest.model.approved import EASY, Change
from handvest.model.wording import Key, Version, Words
from handvest.rules.changes import label
from handvest.rules.versions import approvals, reason, state, waiting


def beside(project: Project, chosen: Iterable[Version]) -> list[str]:
    """Write each part of a full text, with what it was before and the words of its version below it."""
    say, known = language(project.language), approvals(project)
    lines = []
    for version in chosen:
        waits = state(project, version, known.get(version.key))
        lines += [*_rows(say, version, waits.changes if waits else ()), ""]
    return lines


def _rows(say: Language, version: Version, changed: Iterable[Change]) -> list[str]:
    full = version.of.parts
    old: Words = {change.part: (change.old,) for change in changed if change.old}
    own = {_part(part): words for part, words in version.words.items()}
    name = say("easy text") if version.name == EASY else say("translation ({code})", code=version.name)
    kinds: dict[str, Words] = {say("before"): old, say("full text"): full, name: own}
    width = max(map(len, kinds)) + 2
    lines = [label(version.key)]
    for part in dict.fromkeys((*full, *old, *own)):
        lines.append(f"  {part}")
        for kind, texts in kinds.items():
            rows = "\n".join(texts.get(part, ())).splitlines()
            lines += [f"    {'' if i else kind:{width}}{row}" for i, row in enumerate(rows)]
    return lines


def _part(part: str) -> str:
    """Return the part of the full text beside which words of a version belong."""
    part = part.removeprefix("compensation.")
    return "offers" if part.startswith("offers.") else part


def listed(project: Project, versions: Iterable[Version]) -> list[str]:
    """Write what waits to be approved, and why."""
    say, known = language(project.language), approvals(project)
    lines = []
    for waits in waiting(project, versions, known):
        why = say.say(reason(waits)) if waits.approval else say("not approved yet")
        lines.append(f"{label(waits.version.key)}\t{why}")
    if not lines:
        return [say("Nothing waits to be approved.")]
    return [*lines, "", say("Hold each beside the full text, and then: {command}", command="handvest approve …")]


def said(project: Project, chosen: Iterable[Version], new: Iterable[Key]) -> list[str]:
    """Say what was approved now, and what was before."""
    say, known = language(project.language), approvals(project)
    return [
        say("Approved: {version}", version=label(version.key))
        if version.key in new
        else say(
            "Approved already, on {date}: {version}",
            version=label(version.key),
            date=known[version.key].on.isoformat(),
        )
        for version in chosen
    ]

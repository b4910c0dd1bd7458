"""The command that records that versions were held beside the full text."""

from __future__ import annotations

import argparse

from handvest import approvals, side_by_side
from handvest.commands.said import no_charter, show
from handvest.examine import examine
from handvest.host import Stop, configuration
from handvest.language import Language, language
from handvest.load.project import Project
from handvest.load.text import has_control
from handvest.model.wording import Version
from handvest.problem import did_you_mean, errors
from handvest.rules.codes import find_charter
from handvest.rules.versions import charter_versions


def approve(args: argparse.Namespace) -> int:
    """Record that versions were held beside the full text, or show which of them wait for that."""
    project, at, problems = examine(configuration(args).settings, args.now)
    say = language(project.language)
    broken = [p for p in errors(problems) if p.file == f"{project.settings.promises}/approved.yml"]
    if broken:
        show(broken, project.language)
        return 1
    if args.all and args.what:
        raise Stop(say("Name a charter, or --all; not both."))
    chosen = _chosen(say, project, args.what, args.version)
    if args.list or not chosen or not (args.all or args.what):
        print("\n".join(side_by_side.listed(project, chosen)))
        return 0
    mistakes = {p.file for p in errors(problems)} & {project.charters[v.charter].file for v in chosen}
    if mistakes:
        raise Stop(say("First mend the mistakes in {files}. See: handvest check.", files=", ".join(sorted(mistakes))))
    if not args.all:
        print("\n".join(side_by_side.beside(project, chosen)))
    new = approvals.approve(project, chosen, at.date(), _name(args.by))
    print("\n".join(side_by_side.said(project, chosen, new)))
    if args.all:
        print(say("This says that someone held each of these versions beside the full text, and that they fit."))
    return 0


def _name(by: str | None) -> str | None:
    """Return who approves, on one line and without signs that the file could not hold."""
    return " ".join("".join(sign for sign in by or "" if not has_control(sign)).split()) or None


def _chosen(say: Language, project: Project, what: str | None, name: str | None) -> list[Version]:
    """Return the versions of a charter or a promise (default: of all charters), or only those with one name."""
    id, _, promise = (what or "").rstrip("/").partition("/")
    found = find_charter(project, id)
    if what and not found:
        raise Stop(no_charter(say, project, id))
    if found and promise:
        ids = {alias: p.id for p in found[1].model.promises for alias in (*p.formerly, p.id)}
        if promise not in ids:
            no = say("The charter '{charter}' has no promise '{id}'.", charter=found[0], id=promise)
            raise Stop(f"{no} {say.say(did_you_mean(promise, ids))}".rstrip())
        promise = ids[promise]
    all_ = [v for id in ([found[0]] if found else project.charters) for v in charter_versions(project, id)]
    named = [v for v in all_ if not promise or v.promise == promise]
    chosen = [v for v in named if name in (None, v.name)]
    if (what or name) and not chosen:
        no = say("There is no such easy text or translation here.")
        raise Stop(f"{no} {say.say(did_you_mean(name or '', {v.name for v in named}))}".rstrip())
    return chosen

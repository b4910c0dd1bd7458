"""The commands that write files for authors: schemas, paper and the template of a report."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from handvest.commands.said import no_charter, show
from handvest.examine import examine, moment
from handvest.host import Stop, configuration
from handvest.language import language
from handvest.load.project import KINDS, load
from handvest.model.organisation import OrganisationKind
from handvest.problem import Problem, errors, sort
from handvest.schema import schema


def schemas(args: argparse.Namespace) -> int:
    """Write the JSON Schema of each kind of file."""
    settings = configuration(args).settings
    project, _ = load(settings)
    say = language(project.language)
    args.folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = args.folder / f"{kind}.json"
        path.write_text(schema(kind, project.language), encoding="utf-8", newline="\n")
        print(path)
    here = os.path.relpath(args.folder.resolve(), (settings.root / settings.promises).resolve())
    print(say("Point a file in {folder} to its schema with this first line:", folder=settings.promises))
    print(f"# yaml-language-server: $schema={Path(here).as_posix()}/charter.json")
    return 0


def print_paper(args: argparse.Namespace) -> int:
    """Print charters; what can't be printed is a problem, the rest is there."""
    from handvest.mkdocs_site import own_overrides
    from handvest.variants.paper.printing import FORMS, Printer

    setup = configuration(args)
    project, now, problems = examine(setup.settings, args.now)
    if errors(problems):
        show(problems, project.language)
        return 1
    say, folder = language(project.language), args.folder.resolve()
    printer = Printer(project, now, own_overrides(setup.config))
    for id in args.charters:
        if id not in printer.charters:
            ended = say("'{id}' holds no longer, so it is not printed.", id=id)
            raise Stop(ended if id in project.charters else no_charter(say, project, id))
    found: list[Problem] = []
    count = 0
    for printed in printer.print(args.charters or printer.charters, args.forms or tuple(FORMS)):
        for file in printed.files:
            file.write(folder)
        count += len(printed.files)
        found += printed.problems
        files = say.plural("{n} file", "{n} files", len(printed.files))
        print(f"{printed.charter}: {files}", flush=True)
    if found:
        show(sort(found), project.language)
    print(say.plural("{n} file written in {folder}.", "{n} files written in {folder}.", count, folder=folder))
    return 1 if found else 0


def new_report(args: argparse.Namespace) -> int:
    """Write a template of a report, and say what to do next."""
    from handvest.new_report import Taken
    from handvest.new_report import new_report as write_template

    settings = configuration(args).settings
    project, _ = load(settings)
    say = language(project.language)
    try:
        new = write_template(project, args.id, args.title, moment(args.now, project).date())
    except Taken as taken:
        raise Stop(f"{say.say(taken.what)} {say.say(taken.remedy)}") from None
    folder = f"{settings.reports}/{args.id}"
    print(
        say.plural(
            "{folder} is there, with {n} section.",
            "{folder} is there, with {n} sections.",
            new.sections,
            folder=folder,
        )
    )
    print(say("Until {date} it is not on your site. Change that day in report.yml.", date=say.date(new.published)))
    print(say("1. Fill in {file}.", file=f"{folder}/report.yml"))
    if new.before:
        print(say("   Write follows: {id} in it; what is open in that report comes back in this one.", id=new.before))
    print(say("2. Answer the questions in each section in your own words. Delete what you do not need."))
    print(say("3. Look at it: handvest serve --preview"))
    print(say("4. Ask what is still missing: handvest check"))
    if project.organisation.model.kind in (OrganisationKind.ELDERLY_CARE, OrganisationKind.HOME_CARE):
        other = "generiek-kompas-2024"
        print(say("It is made for disability care. For yours: framework: {other}, with its own blocks.", other=other))
    if project.language != "nl":
        print(say("The template is in Dutch; there is no other yet."))
    return 0

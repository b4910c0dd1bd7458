"""What each command does."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handvest import approvals, side_by_side
from handvest import codes as code_file
from handvest.build import Build, Refused, examine, moment, text
from handvest.check import site as site_check
from handvest.host import Stop, build_with_mkdocs, configuration, gather_site
from handvest.language import Language, language, plural
from handvest.load.project import KINDS, Project, Settings, load
from handvest.model.organisation import OrganisationKind
from handvest.model.wording import Version
from handvest.problem import Level, Problem, did_you_mean, errors, sort
from handvest.publish import swap
from handvest.rules.codes import find_charter
from handvest.rules.versions import charter_versions
from handvest.schema import schema
from handvest.write import write_pages


def run(args: argparse.Namespace) -> int:
    """Run the command that was asked for, and return its exit status."""
    command: Callable[[argparse.Namespace], int] = {
        "check": check,
        "build": build,
        "serve": serve,
        "write": write,
        "schema": schemas,
        "codes": codes,
        "approve": approve,
        "print": print_paper,
        "new-report": new_report,
    }[args.command]
    for name in ("SIGTERM", "SIGHUP"):
        if getattr(signal, name, None) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _interrupted)
    status = 1
    try:
        status = command(args)
        sys.stdout.flush()
    except Stop as stop:
        print(stop, file=sys.stderr)
    except BrokenPipeError:  # whoever reads along has seen enough, as in `handvest check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(_disk(language(args.language), error), file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    return status


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def check(args: argparse.Namespace) -> int:
    """Look for mistakes in all files, and for what is hard to read in Dutch texts."""
    from handvest.rules import plain  # no other command needs it
    from handvest.rules.plain import show as plain_show

    setup = configuration(args)
    try:
        made = gather_site(args, setup)
        report, code = plain.examine(made.project), made.project.language
        problems = sort([*made.problems, *report.problems()])
    except Refused as refused:
        report, problems, code = plain.NOTHING, refused.problems, refused.code
    say = language(code)
    if args.json:
        rows = [_row(p, code) for p in problems]
        found = {"problems": rows, "texts": plain_show.rows(report, say)} if args.texts else rows
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(problems, code)
        for line in plain_show.table(report, say) if args.texts else plain_show.summary(report, say):
            print(line)
    return _status(problems, args.strict)


def build(args: argparse.Namespace) -> int:
    """Make the site in a folder of its own, look at it, and only then put it in place."""
    started = time.monotonic()
    setup = configuration(args)
    try:
        made = gather_site(args, setup)
    except Refused as refused:
        show(refused.problems, refused.code)
        print(language(refused.code)("Nothing was published."), file=sys.stderr)
        return 1
    code = made.project.language
    say = language(code)
    _say_counts(say, made)
    with _staging(say, setup.settings, setup.out) as folder:
        warnings = build_with_mkdocs(args, made, folder)
        problems = sort([*made.problems, *warnings, *site_check.problems(folder, made)])
        show(problems, code)
        if _status(problems, args.strict):
            print(say("Nothing was published."), file=sys.stderr)
            return 1
        swap.publish(folder, setup.out)
    print(say("Done: {folder} ({seconds} seconds)", folder=setup.out, seconds=f"{time.monotonic() - started:.1f}"))
    return 0


@contextmanager
def _staging(say: Language, settings: Settings, out: Path) -> Iterator[Path]:
    """Yield an empty folder for what will stand in `out`, or stop and say why that can't be."""
    if out.is_relative_to((settings.root / settings.docs).resolve()):
        raise Stop(say("{folder} lies in the folder with content. Choose another.", folder=out))
    try:
        with swap.staging(out) as folder:
            yield folder
    except swap.Busy:
        raise Stop(say("Another build is at work on {folder}. Wait until it is done.", folder=out)) from None
    except swap.Foreign:
        raise Stop(
            say("{folder} holds files that Handvest did not make, so it is left alone. Choose another.", folder=out)
        ) from None
    except BrokenPipeError:
        raise
    except (Stop, OSError) as error:
        what = _disk(say, error) if isinstance(error, OSError) else error
        raise Stop(f"{what}\n{say('Nothing was published.')}") from None


def _say_counts(say: Language, made: Build) -> None:
    charters = say.plural("{n} charter", "{n} charters", len(made.project.charters))
    total = sum(len(c.model.promises) for c in made.project.charters.values())
    promises = say.plural("{n} promise", "{n} promises", total)
    count = say.plural("{n} page", "{n} pages", len(made.pages))
    print(say("Read: {charters}, {promises}. Making {pages} …", charters=charters, promises=promises, pages=count))


def serve(args: argparse.Namespace) -> int:
    """Show the site on this computer; problems stand on the page."""
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import MkDocsException

    from handvest.mkdocs_plugin import HandvestPlugin
    from handvest.mkdocs_site import Serving

    settings = configuration(args).settings
    say = language(args.language)
    HandvestPlugin.serving = Serving(args.now, args.preview, settings.site_url)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    print(say("The site stands at http://{address}/ until you press Ctrl+C.", address=args.address), flush=True)
    try:
        mkdocs_serve(config_file=str(args.config), dev_addr=args.address)
    except MkDocsException as error:
        raise Stop(str(error)) from None
    except (OSError, OverflowError) as error:
        if getattr(error, "filename", None):
            raise
        reason = getattr(error, "strerror", None) or error
        raise Stop(
            say(
                "{address} can't be used: {reason}. Choose another with --address.",
                address=args.address,
                reason=reason,
            )
        ) from None
    return 0


def write(args: argparse.Namespace) -> int:
    """Write all pages to a folder, for a host that does not know our plugin."""
    setup = configuration(args)
    try:
        made = gather_site(args, setup)
    except Refused as refused:
        show(refused.problems, refused.code)
        return 1
    say = language(made.project.language)
    show(made.problems, made.project.language)
    out = args.folder.resolve()
    with _staging(say, setup.settings, out) as folder:
        count = write_pages(made, folder)
        swap.publish(folder, out)
    print(say.plural("{n} file written in {folder}.", "{n} files written in {folder}.", count, folder=out))
    return 0


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
            raise Stop(ended if id in project.charters else _no_charter(say, project, id))
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


def codes(args: argparse.Namespace) -> int:
    """List, add or retire codes."""
    project, problems = load(configuration(args).settings)
    say = language(project.language)
    broken = [p for p in errors(problems) if p.file == f"{project.settings.promises}/codes.yml"]
    if broken:
        show(broken, project.language)
        return 1
    if args.action == "list":
        for code in code_file.codes(project):
            state = (
                say("ended {date}: {because}", date=code.ended.on, because=code.ended.because) if code.ended else ""
            )
            print("\t".join(filter(None, (code.code, code.opens, code.url or "", state))))
        return 0
    if not args.what:
        raise Stop(say("Name what it is about: handvest codes add kno, or handvest codes retire k7m3p --because …"))
    if args.action == "add":
        return _add_code(say, project, args.what)
    if not args.because:
        raise Stop(say('Give the reason, as visitors may read it: --because "The clinic has moved."'))
    if args.replaced_by and args.replaced_by not in project.charters:
        raise Stop(_no_charter(say, project, args.replaced_by))
    try:
        code_file.retire(project, args.what, moment(args.now, project).date(), args.because, args.replaced_by)
    except KeyError:
        raise Stop(say("There is no code {code} that is in use.", code=args.what)) from None
    except ValueError:
        raise Stop(_by_hand(say)) from None
    print(say("The code {code} has ended. It stays in the file, and its page says why.", code=args.what))
    return 0


def _add_code(say: Language, project: Project, opens: str) -> int:
    from handvest.model.code import Code
    from handvest.rules.codes import find_charter, opens_problem

    wanted = Code.model_construct(code="", opens=opens)
    if not find_charter(project, wanted.charter):
        raise Stop(_no_charter(say, project, wanted.charter))
    wrong = opens_problem(project, wanted)
    if wrong:
        raise Stop(" ".join(say.say(m) for m in wrong))
    if not project.settings.site_url:
        raise Stop(say("Write site_url in mkdocs.yml first: a code is printed with the address of the site."))
    try:
        code = code_file.add(project, opens)
    except ValueError:
        raise Stop(_by_hand(say)) from None
    print(f"{code.code}\t{code.url}")
    return 0


def _no_charter(say: Language, project: Project, id: str) -> str:
    if id in project.unread:
        return say("The charter '{id}' can't be read. See: handvest check.", id=id)
    what = say("There is no charter '{id}'.", id=id)
    return f"{what} {say.say(did_you_mean(id, project.charters))}".rstrip()


def _by_hand(say: Language) -> str:
    return say("codes.yml is written in a way that this command can't follow. Write the line in it yourself.")


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
    new = approvals.approve(project, chosen, at.date(), " ".join((args.by or "").split()) or None)
    print("\n".join(side_by_side.said(project, chosen, new)))
    if args.all:
        print(say("This says that someone held each of these versions beside the full text, and that they fit."))
    return 0


def _chosen(say: Language, project: Project, what: str | None, name: str | None) -> list[Version]:
    """Return the versions of a charter or a promise (default: of all charters), or only those with one name."""
    id, _, promise = (what or "").rstrip("/").partition("/")
    found = find_charter(project, id)
    if what and not found:
        raise Stop(_no_charter(say, project, id))
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


# shared


def show(problems: list[Problem], code: str) -> None:
    """Show all problems in a language, the heaviest first, with how many there are."""
    say = language(code)
    for level, count in (
        (Level.ERROR, plural("{n} error", "{n} errors")),
        (Level.WARNING, plural("{n} warning", "{n} warnings")),
        (Level.ADVICE, plural("{n} piece of advice", "{n} pieces of advice")),
    ):
        those = [p for p in problems if p.level is level]
        if those:
            stream = sys.stdout if level is Level.ADVICE else sys.stderr
            print(f"\n{say.plural(*count, len(those))}", file=stream)
            for problem in those:
                print(text(problem, code), file=stream)
    if not problems:
        print(say("No problems found."))


def _row(problem: Problem, code: str) -> dict[str, object]:
    say = language(code)
    return {
        "file": problem.file,
        "line": problem.line,
        "path": problem.path,
        "level": problem.level.name.lower(),
        "message": say.say(problem.what),
        "remedy": say.say(problem.remedy),
    }


def _status(problems: list[Problem], strict: bool) -> int:
    limit = Level.WARNING if strict else Level.ERROR
    return 1 if any(p.level <= limit for p in problems) else 0


def _disk(say: Language, error: OSError) -> str:
    return say("The disk says: {reason} ({file}).", reason=error.strerror or error, file=error.filename or "?")

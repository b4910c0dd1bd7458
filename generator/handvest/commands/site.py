"""The commands that make the site, or look at what it is made of."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from handvest.build import Build
from handvest.check import site as site_check
from handvest.commands.said import disk, row, show, status
from handvest.examine import Refused
from handvest.host import Stop, build_with_mkdocs, configuration, gather_site
from handvest.language import Language, language
from handvest.load.project import Settings
from handvest.problem import sort
from handvest.publish import swap
from handvest.write import write_pages


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
        rows = [row(p, code) for p in problems]
        found = {"problems": rows, "texts": plain_show.rows(report, say)} if args.texts else rows
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(problems, code)
        for line in plain_show.table(report, say) if args.texts else plain_show.summary(report, say):
            print(line)
    return status(problems, args.strict)


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
        if status(problems, args.strict):
            print(say("Nothing was published."), file=sys.stderr)
            return 1
        swap.publish(folder, setup.out)
    seconds = say.number(Decimal(time.monotonic() - started), 1)
    print(say("Done: {folder} ({seconds} seconds)", folder=setup.out, seconds=seconds))
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
        what = disk(say, error) if isinstance(error, OSError) else error
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

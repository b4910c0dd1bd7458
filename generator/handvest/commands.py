"""What each command does."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from handvest import codes as code_file
from handvest.build import Build, Refused, examine, gather, text
from handvest.check import site as site_check
from handvest.language import Language, language
from handvest.load.project import KINDS, Project, Settings
from handvest.problem import Level, Problem, errors, sort
from handvest.publish import swap
from handvest.schema import schema
from handvest.write import write_pages


class Stop(Exception):
    """The command can't go on; the message says why and what to do."""


def run(args: argparse.Namespace) -> int:
    """Run the command that was asked for, and return its exit status."""
    command: Callable[[argparse.Namespace], int] = {
        "check": check,
        "build": build,
        "serve": serve,
        "write": write,
        "schema": schemas,
        "codes": codes,
    }[args.command]
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupted)
    try:
        return command(args)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def check(args: argparse.Namespace) -> int:
    """Look for mistakes in all files."""
    project, _, problems = _examine(args)
    if args.json:
        print(json.dumps([_row(p, project.language) for p in problems], ensure_ascii=False, indent=2))
    else:
        show(problems, project)
    return _status(problems, args.strict)


def build(args: argparse.Namespace) -> int:
    """Make the site in a folder of its own, look at it, and only then put it in place."""
    started = time.monotonic()
    config, settings = _configuration(args)
    try:
        made = gather(settings, args.now, args.preview, _own_overrides(config))
    except Refused as refused:
        show(refused.problems, None, refused.code)
        print(language(refused.code)("Nothing was published."), file=sys.stderr)
        return 1
    say = language(made.project.language)
    out = settings.out
    assert out
    _say_counts(say, made)
    try:
        with swap.staging(out) as folder:
            warnings = _build_with_mkdocs(args, made, folder)
            problems = sort([*made.problems, *warnings, *site_check.problems(folder, made)])
            show(problems, made.project)
            if _status(problems, args.strict):
                print(say("Nothing was published."), file=sys.stderr)
                return 1
            swap.publish(folder, out)
    except swap.Busy:
        raise Stop(say("Another build is at work on {folder}. Wait until it is done.", folder=out)) from None
    except swap.Foreign:
        raise Stop(
            say(
                "{folder} holds files that Handvest did not make, so it is left alone. Choose another with --out.",
                folder=out,
            )
        ) from None
    except OSError as error:
        raise Stop(_disk(say, error)) from None
    print(say("Done: {folder} ({seconds} seconds)", folder=out, seconds=f"{time.monotonic() - started:.1f}"))
    return 0


def _say_counts(say: Language, made: Build) -> None:
    charters = say.plural("{n} charter", "{n} charters", len(made.project.charters))
    total = sum(len(c.model.promises) for c in made.project.charters.values())
    promises = say.plural("{n} promise", "{n} promises", total)
    count = say.plural("{n} page", "{n} pages", len(made.pages))
    print(say("Read: {charters}, {promises}. Making {pages} …", charters=charters, promises=promises, pages=count))


def _build_with_mkdocs(args: argparse.Namespace, made: Build, folder: Path) -> list[Problem]:
    """Let MkDocs build into a folder, and return its warnings as problems."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    os.environ["SOURCE_DATE_EPOCH"] = "0"  # no clock in what is published
    config, _ = _configuration(args, site_dir=folder)
    plugin: Any = config.plugins["handvest"]
    plugin.build = made
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    logger.propagate = False
    try:
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        raise Stop(str(error) or "\n".join(heard.lines)) from None
    finally:
        logger.removeHandler(heard)
    return heard.problems(made)


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def problems(self, made: Build) -> list[Problem]:
        from handvest.problem import message

        docs = made.project.settings.docs
        return [Problem(docs, 0, "", Level.WARNING, message("{line}", line=line)) for line in self.lines]


def serve(args: argparse.Namespace) -> int:
    """Show the site on this computer; problems stand on the page."""
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import Abort

    from handvest.mkdocs_plugin import HandvestPlugin, Serving

    _, settings = _configuration(args)
    say = language(args.language)
    HandvestPlugin.serving = Serving(args.now, args.preview, settings.site_url)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    print(say("The site stands at http://{address}/ until you press Ctrl+C.", address=args.address))
    try:
        mkdocs_serve(config_file=str(args.config), dev_addr=args.address)
    except Abort as error:
        raise Stop(str(error)) from None
    except OSError as error:
        raise Stop(_disk(say, error)) from None
    return 0


def write(args: argparse.Namespace) -> int:
    """Write all pages to a folder, for a host that does not know our plugin."""
    config, settings = _configuration(args)
    try:
        made = gather(settings, args.now, args.preview, _own_overrides(config))
    except Refused as refused:
        show(refused.problems, None, refused.code)
        return 1
    say = language(made.project.language)
    show(made.problems, made.project)
    out = args.folder.resolve()
    try:
        with swap.staging(out) as folder:
            count = write_pages(made, folder)
            swap.publish(folder, out)
    except swap.Busy:
        raise Stop(say("Another build is at work on {folder}. Wait until it is done.", folder=out)) from None
    except swap.Foreign:
        raise Stop(say("{folder} holds files that Handvest did not make, so it is left alone.", folder=out)) from None
    except OSError as error:
        raise Stop(_disk(say, error)) from None
    print(say.plural("{n} file written in {folder}.", "{n} files written in {folder}.", count, folder=out))
    return 0


def schemas(args: argparse.Namespace) -> int:
    """Write the JSON Schema of each kind of file."""
    project, _, _ = _examine(args)
    say = language(project.language)
    try:
        args.folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            path = args.folder / f"{kind}.json"
            path.write_text(schema(kind, project.language), encoding="utf-8", newline="\n")
            print(path)
    except OSError as error:
        raise Stop(_disk(say, error)) from None
    print(say("Point a file to its schema with this first line:"))
    print(f"# yaml-language-server: $schema={args.folder.as_posix()}/charter.json")
    return 0


def codes(args: argparse.Namespace) -> int:
    """List, add or retire codes."""
    project, now, problems = _examine(args)
    say = language(project.language)
    broken = [p for p in errors(problems) if p.file.endswith("/codes.yml")]
    if broken:
        show(broken, project)
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
        raise Stop(say("There is no charter '{id}'.", id=args.replaced_by))
    try:
        code_file.retire(project, args.what, now.date(), args.because, args.replaced_by)
    except KeyError:
        raise Stop(say("There is no code {code} that is in use.", code=args.what)) from None
    print(say("The code {code} has ended. It stays in the file, and its page says why.", code=args.what))
    return 0


def _add_code(say: Language, project: Project, opens: str) -> int:
    from handvest.model.code import Code
    from handvest.rules.codes import opens_problem

    wrong = opens_problem(project, Code.model_construct(code="", opens=opens))
    if wrong:
        raise Stop(" ".join(say.say(m) for m in wrong))
    try:
        code = code_file.add(project, opens)
    except ValueError:
        raise Stop(
            say("Write site_url in mkdocs.yml first: a code is printed with the address of the site.")
        ) from None
    print(f"{code.code}\t{code.url}")
    return 0


# shared


def show(problems: list[Problem], project: Project | None, code: str = "nl") -> None:
    """Show all problems, the heaviest first, with how many there are."""
    code = project.language if project else code
    say = language(code)
    for level, one, other in (
        (Level.ERROR, "{n} error", "{n} errors"),
        (Level.WARNING, "{n} warning", "{n} warnings"),
        (Level.ADVICE, "{n} piece of advice", "{n} pieces of advice"),
    ):
        those = [p for p in problems if p.level is level]
        if those:
            stream = sys.stdout if level is Level.ADVICE else sys.stderr
            print(f"\n{say.plural(one, other, len(those))}", file=stream)
            for problem in those:
                print(text(problem, code), file=stream)
    if not problems and project:
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


def _examine(args: argparse.Namespace) -> tuple[Project, Any, list[Problem]]:
    _, settings = _configuration(args)
    return examine(settings, args.now)


def _configuration(args: argparse.Namespace, site_dir: Path | None = None) -> tuple[Any, Settings]:
    """Read mkdocs.yml, finish what an earlier command left half done, and say where everything is."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice for developers, not for authors
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException
    from yaml import YAMLError

    from handvest.mkdocs_plugin import settings

    say = language(args.language)
    if not args.config.is_file():
        raise Stop(
            say("There is no {file} here. Go to the folder of your project, or name it with -f.", file=args.config)
        )
    options = {"site_dir": str(site_dir)} if site_dir else {}
    try:
        config = load_config(str(args.config), **options)
    except (MkDocsException, YAMLError, UnicodeDecodeError) as error:
        raise Stop(f"{args.config}: {error}") from None
    if "handvest" not in config.plugins:
        raise Stop(say("{file} does not name the plugin. Write there: plugins: [handvest]", file=args.config))
    out = (getattr(args, "out", None) or Path(config.site_dir)).resolve()
    found = settings(config, out)
    if site_dir is None:
        swap.repair(out)
    return config, replace(found, out=out)


def _own_overrides(config: Any) -> Path | None:
    from handvest.mkdocs_plugin import own_overrides

    return own_overrides(config)


def _disk(say: Language, error: OSError) -> str:
    return say(
        "The disk says: {reason} ({file}). Nothing was changed.", reason=error.strerror, file=error.filename or "?"
    )

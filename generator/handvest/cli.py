"""The command `handvest`: what a person types, and what they read back."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from handvest import __version__
from handvest.language import Language, language

CONFIG = "mkdocs.yml"
PAPER = ("desk", "hand", "wall", "card", "claim", "offer", "team", "talk")


def parser(say: Language) -> argparse.ArgumentParser:
    """Build the parser; all help is in the language of the project."""
    layout = _layout(say)
    top = argparse.ArgumentParser(
        prog="handvest",
        formatter_class=layout,
        description=say("Makes a public site of the promises and reports of a care organisation."),
        epilog=say("Help for one command: handvest build --help"),
        add_help=False,
    )
    _help(top, say)
    top.add_argument("--version", action="version", version=f"handvest {__version__}", help=say("show the version"))
    commands = top.add_subparsers(dest="command", metavar=say("COMMAND"), title=say("commands"), required=True)

    def command(name: str, help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, add_help=False, formatter_class=layout)
        _help(sub, say)
        sub.add_argument(
            "-f",
            "--config",
            type=Path,
            default=Path(CONFIG),
            metavar=say("FILE"),
            help=say("mkdocs.yml of the project"),
        )
        sub.add_argument(
            "--now",
            type=_moment(say),
            metavar=say("MOMENT"),
            help=say("act as if it were this moment, such as 2026-10-15T09:00"),
        )
        return sub

    check = command("check", say("Look for mistakes, without making anything."))
    check.add_argument("--strict", action="store_true", help=say("warnings count as errors"))
    check.add_argument("--json", action="store_true", help=say("write the problems as JSON"))
    check.add_argument("--texts", action="store_true", help=say("also show of each text how easily it reads"))

    build = command("build", say("Make the site. The old one stays until the new one is complete."))
    build.add_argument("--strict", action="store_true", help=say("warnings count as errors"))
    build.add_argument(
        "--out", type=Path, metavar=say("FOLDER"), help=say("folder of the site (site_dir in mkdocs.yml)")
    )
    build.add_argument(
        "--preview", action="store_true", help=say("also what is not public yet; every page is marked as a preview")
    )

    serve = command("serve", say("Show the site on this computer, and follow what you change."))
    serve.add_argument("--address", default="127.0.0.1:8000", metavar=say("HOST:PORT"), help=say("where to show it"))
    serve.add_argument("--preview", action="store_true", help=say("also what is not public yet"))

    write = command("write", say("Write all pages to a folder, for another program that makes sites."))
    write.add_argument("folder", type=Path, metavar=say("FOLDER"), help=say("folder for the pages"))
    write.add_argument("--preview", action="store_true", help=say("also what is not public yet"))

    schema = command("schema", say("Write the JSON Schema of each kind of file, so that your editor can help."))
    schema.add_argument("folder", type=Path, metavar=say("FOLDER"), help=say("folder for the schemas"))

    codes = command("codes", say("List the codes, add one, or end one."))
    codes.add_argument(
        "action", nargs="?", choices=("list", "add", "retire"), default="list", help=say("list, add or retire")
    )
    codes.add_argument(
        "what",
        nargs="?",
        metavar=say("WHAT"),
        help=say("add: charter, charter/promise or charter#phase; retire: the code"),
    )
    codes.add_argument("--because", metavar=say("REASON"), help=say("retire: the reason, as visitors may read it"))
    codes.add_argument("--replaced-by", metavar=say("CHARTER"), help=say("retire: the charter that takes its place"))

    new = command("new-report", say("Write a new report with questions to answer, for who starts with nothing."))
    new.add_argument("id", metavar=say("NAME"), help=say("name of its folder, mostly a year: 2026"))
    new.add_argument("--title", metavar=say("TITLE"), help=say("title of the report"))

    _print(command("print", say("Make PDFs to print. This can be done before the launch too.")), say)

    about = say("Say that you held easy texts or translations beside the full text, and that they fit.")
    approve = command("approve", about)
    approve.add_argument("what", nargs="?", metavar=say("WHAT"), help=say("charter, or charter/promise"))
    approve.add_argument("--version", metavar=say("VERSION"), help=say("easy, or a language code; without it: all"))
    approve.add_argument("--by", metavar=say("NAME"), help=say("who looked"))
    approve.add_argument(
        "--all", action="store_true", help=say("all charters: someone looked at each of their versions")
    )
    approve.add_argument("--list", action="store_true", help=say("only show what waits to be approved"))
    return top


def _print(command: argparse.ArgumentParser, say: Language) -> None:
    uses = say(
        "desk: a card that stands on the desk; hand: everything, to give; wall: a poster; card: ten small cards; "
        "claim: a form to report a miss; offer: vouchers; team: for colleagues; talk: to talk it through. "
        "May be named more than once; without it: all"
    )
    command.add_argument("charters", nargs="*", metavar=say("CHARTER"), help=say("which charters; without it: all"))
    command.add_argument("--for", dest="forms", action="append", choices=PAPER, metavar=say("USE"), help=uses)
    command.add_argument(
        "--out",
        dest="folder",
        type=Path,
        default=Path("print"),
        metavar=say("FOLDER"),
        help=say("folder for the PDFs"),
    )


def _layout(say: Language) -> type[argparse.HelpFormatter]:
    class Layout(argparse.HelpFormatter):
        """Help that begins in the language of the project too."""

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)

    return Layout


def _moment(say: Language) -> Callable[[str], str]:
    def moment(text: str) -> str:
        from handvest.examine import read_moment

        try:
            read_moment(text)
        except ValueError:
            what = say("'{text}' is not a moment. Write it like this: 2026-10-15T09:00.", text=text)
            raise argparse.ArgumentTypeError(what) from None
        return text

    return moment


def _help(sub: argparse.ArgumentParser, say: Language) -> None:
    sub.add_argument("-h", "--help", action="help", help=say("show this help"))
    sub._optionals.title = say("options")
    sub._positionals.title = say("what to name")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 when there are problems, 2 when it was not understood."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = _language_of_project(given)
    args = parser(language(code)).parse_args(given)
    args.language = code
    from handvest import commands

    return commands.run(args)


def _language_of_project(given: Sequence[str]) -> str:
    """Find the language to speak before a project is read: that of the organisation in this folder, else Dutch."""
    named = (b for a, b in zip(given, given[1:], strict=False) if a in ("-f", "--config"))
    joined = (word.partition("=")[2] for word in given if word.startswith("--config="))
    config = Path([*named, *joined, CONFIG][0])
    try:
        text = (config.parent / "promises" / "organisation.yml").read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return "nl"
    first = re.search(r"""(?m)^languages:\s*(?:\[\s*|-\s+)?["']?([A-Za-z-]+)""", text)
    return first[1] if first else "nl"

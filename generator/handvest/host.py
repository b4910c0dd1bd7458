"""MkDocs as our commands use it: read its file, let it build, and hear what it warns of."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handvest.build import Build, gather
from handvest.examine import Refused
from handvest.language import language
from handvest.load.project import Settings
from handvest.problem import Level, Problem, message, sort
from handvest.publish import swap


class Stop(Exception):
    """The command can't go on; the message says why and what to do."""


@dataclass(frozen=True)
class Setup:
    """What mkdocs.yml says, and what is odd in it. `out`: the folder of the site."""

    config: Any
    settings: Settings
    out: Path
    problems: list[Problem]


def configuration(args: argparse.Namespace, site_dir: Path | None = None) -> Setup:
    """Read mkdocs.yml, finish what an earlier command left half done, and say where everything is."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice for developers, not for authors
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException
    from yaml import YAMLError

    from handvest.mkdocs_site import settings

    say = language(args.language)
    if not args.config.is_file():
        raise Stop(
            say("There is no {file} here. Go to the folder of your project, or name it with -f.", file=args.config)
        )
    options = {"site_dir": str(site_dir)} if site_dir else {}
    with _listening() as heard:
        try:
            _make_docs(args.config)
            config = load_config(str(args.config), **options)
        except (MkDocsException, YAMLError, UnicodeDecodeError) as error:
            raise Stop("\n".join((*heard.lines, f"{args.config}: {error}"))) from None
    if "handvest" not in config.plugins:
        raise Stop(say("{file} does not name the plugin. Write there: plugins: [handvest]", file=args.config))
    if not config.use_directory_urls:
        raise Stop(say("{file}: take use_directory_urls out; each page has a folder of its own.", file=args.config))
    args.now = args.now or config.plugins["handvest"].config.now
    out = (getattr(args, "out", None) or Path(config.site_dir)).resolve()
    if site_dir is None:
        swap.repair(out)
    return Setup(config, replace(settings(config), out=out), out, heard.problems(args.config.name))


def _make_docs(file: Path) -> None:
    """Make the folder content/, which MkDocs wants and an author need not have; another name may be a slip."""
    from mkdocs.utils.yaml import yaml_load

    with file.open("rb") as stream, suppress(OSError):
        found = yaml_load(stream)
        if isinstance(found, dict) and found.get("docs_dir") == "content":
            (file.parent / "content").mkdir(exist_ok=True)


def gather_site(args: argparse.Namespace, setup: Setup) -> Build:
    """Gather the site. Raises Refused; what is odd in mkdocs.yml stands among the problems."""
    from handvest.mkdocs_site import own_overrides

    try:
        made = gather(setup.settings, args.now, getattr(args, "preview", False), own_overrides(setup.config))
    except Refused as refused:
        raise Refused(sort([*setup.problems, *refused.problems]), refused.code) from None
    return replace(made, problems=sort([*setup.problems, *made.problems]))


def build_with_mkdocs(args: argparse.Namespace, made: Build, folder: Path) -> list[Problem]:
    """Let MkDocs build into a folder, and return its warnings as problems."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import MkDocsException

    os.environ["SOURCE_DATE_EPOCH"] = "0"  # no clock in what is published
    config = configuration(args, site_dir=folder).config
    plugin: Any = config.plugins["handvest"]
    plugin.build = made
    with _listening() as heard:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except MkDocsException as error:
            raise Stop("\n".join((*heard.lines, str(error)))) from None
        except Exception:
            if heard.lines:  # MkDocs names the page that it can't read or build
                raise Stop("\n".join(heard.lines)) from None
            raise
        finally:
            config.plugins.on_shutdown()
    return heard.problems(made.project.settings.docs)


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def problems(self, file: str) -> list[Problem]:
        """Return what was heard as warnings about a file or folder."""
        return [Problem(file, 0, "", Level.WARNING, message("{line}", line=line)) for line in self.lines]


@contextmanager
def _listening() -> Iterator[_Heard]:
    """Listen to MkDocs instead of letting it write to the screen."""
    heard, logger = _Heard(), logging.getLogger("mkdocs")
    logger.addHandler(heard)
    before, logger.propagate = logger.propagate, False
    try:
        yield heard
    finally:
        logger.removeHandler(heard)
        logger.propagate = before

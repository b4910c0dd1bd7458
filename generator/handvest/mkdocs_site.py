"""What our adapter needs of MkDocs: our options in its file, its folders, its navigation."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File
from mkdocs.structure.toc import TableOfContents, get_toc

from handvest.build import Build, gather, gather_anyway
from handvest.examine import Refused, read_moment, text
from handvest.load.project import Settings
from handvest.pages.page import Link
from handvest.problem import Level, Problem, errors
from handvest.render.prose import headings, plain

log = logging.getLogger("mkdocs.plugins.handvest")


class Moment(option.Type[Any]):
    """A moment such as 2026-10-15T09:00; YAML has already made some of them into a date."""

    def __init__(self) -> None:
        super().__init__((str, dt.date))

    def run_validation(self, value: object) -> str:
        try:
            return read_moment(str(value)).isoformat() if value != "" else ""
        except ValueError:
            raise ValidationError(f"'{value}' is not a moment such as 2026-10-15T09:00") from None


class Options(Config):
    """The few options of the generator in mkdocs.yml."""

    promises = option.Type(str, default="promises")
    """The folder with the promises."""
    reports = option.Type(str, default="reports")
    """The folder with the reports."""
    now = option.Optional(Moment())
    """The moment of the build, such as 2026-10-15T09:00; the clock when it is not set."""


@dataclass(frozen=True)
class Serving:
    """What `handvest serve` wants: a fixed moment or not, a preview or not, and the address of the real site."""

    now: str | None
    preview: bool
    site_url: str | None


def gathered(config: MkDocsConfig, serving: Serving | None) -> Build:
    """Gather the site for MkDocs: problems go into its log, or onto the pages while someone writes."""
    own: Any = config.plugins["handvest"].config
    if serving:
        found = replace(settings(config), site_url=serving.site_url, out=None)
        return gather_anyway(found, serving.now or own.now, serving.preview, own_overrides(config))
    try:
        build = gather(settings(config), own.now or None, own_overrides=own_overrides(config))
    except Refused as refused:
        raise Abort(str(refused)) from None
    for problem in build.problems:
        level = logging.WARNING if problem.level is Level.WARNING else logging.INFO
        log.log(level, text(problem, build.project.language))
    return build


def refuse(problems: Iterable[Problem], code: str) -> None:
    """Stop MkDocs when a file beside the pages could not be made."""
    if wrong := errors(problems):
        raise Abort(str(Refused(wrong, code)))


def patient(builder: Callable[[], None]) -> Callable[[], None]:
    """Let a mistake in mkdocs.yml be one line for its author, and `serve` wait for the next change."""

    def build() -> None:
        try:
            builder()
        except MkDocsException as error:
            raise Abort(str(error)) from None

    return build


def uri(page: Any) -> str:
    """Return the address of a MkDocs page from the root of the site."""
    return str(page.url).removeprefix("./")


def first(item: Any) -> Any:
    """Return the page to which an entry of MkDocs' navigation leads."""
    if getattr(item, "is_page", False):
        return item
    return next((page for child in item.children or () if (page := first(child))), None)


def title(item: Any) -> str:
    """Return the title of a page or a section as text; MkDocs has it as HTML."""
    return plain(str(item.title))


def way_to(page: Any) -> list[Link]:
    """Return the sections around a page, from the outside in."""
    return [Link(title(a), uri(first(a))) for a in reversed(page.ancestors) if first(a) not in (None, page)]


def contents(html: str) -> TableOfContents:
    """Return the headings of a page, for MkDocs' contents list and its search index."""
    found: list[Any] = [
        {"level": h.level, "id": h.link.uri[1:], "name": h.link.text, "children": []} for h in headings(html)
    ]
    return get_toc(found)


def put_first(config: MkDocsConfig, folders: tuple[Path, ...]) -> None:
    """Let our templates go before the theme's, and a site's own before ours."""
    config.theme.dirs[:] = [str(Path(folder).resolve()) for folder in config.theme.dirs]
    for folder in (str(folder.resolve()) for folder in folders):
        if folder not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def of_theme(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file comes from a folder with templates, not from the author."""
    return file.src_dir in config.theme.dirs


def watched(config: MkDocsConfig) -> Iterator[Path]:
    """The folders that `serve` watches beside those that MkDocs watches itself."""
    root, own = Path(config.config_file_path).parent, config.plugins["handvest"].config
    for folder in (root / own["promises"], root / own["reports"], own_overrides(config)):
        if folder and folder.is_dir():
            yield folder


def own_overrides(config: MkDocsConfig) -> Path | None:
    """Return a site's own folder with templates."""
    return Path(config.theme.custom_dir) if config.theme.custom_dir else None


def settings(config: MkDocsConfig, out: Path | None = None) -> Settings:
    """Take from mkdocs.yml what the generator needs."""
    root = Path(config.config_file_path).parent
    own: Any = config.plugins["handvest"].config
    docs = Path(config.docs_dir)
    docs_name = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else str(docs)
    searchable = any(name.rpartition("/")[2] == "search" for name in config.plugins)
    place = out or Path(config.site_dir)
    url, overrides = config.site_url or None, own_overrides(config)
    return Settings(root, url, docs_name, own.promises, own.reports, place, searchable, overrides)

"""The one place that knows MkDocs: a hook says what, a function elsewhere does it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import get_toc

from handvest.build import NOT_PUBLISHED, PUBLISHED, Build, Refused, gather, gather_anyway, read_moment, text
from handvest.load.project import Settings
from handvest.pages.page import Link
from handvest.problem import Level
from handvest.render.prose import headings

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


class HandvestPlugin(BasePlugin[Options]):
    """Adds the pages made from promises to a MkDocs site."""

    build: Build | None = None  # set beforehand by `handvest build`, which has gathered already
    serving: Serving | None = None  # set by `handvest serve`; then problems stand on the page

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.build is None or self.serving:
            self.build = self._serve(config, self.serving) if self.serving else self._gather(config)
        at = 1 if config.theme.custom_dir else 0
        config.theme.dirs[:] = [str(Path(folder).resolve()) for folder in config.theme.dirs]
        for folder in self.folders():
            if folder not in config.theme.dirs:
                config.theme.dirs.insert(at, folder)
        config.theme.static_templates.discard("sitemap.xml")  # ours has the pages of both frames
        return config

    def folders(self) -> list[str]:
        assert self.build
        return [str(folder.resolve()) for folder in self.build.renderer.folders]

    def _gather(self, config: MkDocsConfig) -> Build:
        try:
            build = gather(settings(config), self.config.now or None, own_overrides=own_overrides(config))
        except Refused as refused:
            raise Abort(str(refused)) from None
        for problem in build.problems:
            log.log(
                logging.WARNING if problem.level is Level.WARNING else logging.INFO,
                text(problem, build.project.language),
            )
        return build

    def _serve(self, config: MkDocsConfig, serving: Serving) -> Build:
        found = replace(settings(config), site_url=serving.site_url, out=None)
        return gather_anyway(found, serving.now or self.config.now, serving.preview, own_overrides(config))

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        root = Path(config.config_file_path).parent
        for folder in (root / self.config.promises, root / self.config.reports, own_overrides(config)):
            if folder and folder.is_dir():
                server.watch(str(folder))
        server.builder = patient(builder)
        return server

    def on_build_error(self, *, error: Exception) -> None:
        if self.serving:
            raise Abort(str(error)) from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.build
        folders = self.folders()
        for file in list(files):
            ours = file.src_dir in folders and not file.src_uri.startswith(NOT_PUBLISHED)
            theirs = file.src_dir in config.theme.dirs and not (ours and file.src_uri.startswith(PUBLISHED))
            if theirs or (self.build.only_problems and file.is_documentation_page()):
                files.remove(file)
        written = {file.dest_uri for file in files}
        for page in self.build.reading():
            if page.path not in written:
                files.append(File.generated(config, f"{page.uri}index.md", content=self.build.source(page)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        assert self.build
        content = self.build.content(uri(page), html)
        found = [
            {"level": h.level, "id": h.link.uri[1:], "name": h.link.text, "children": []} for h in headings(content)
        ]
        page.toc = get_toc(found)  # type: ignore[arg-type]
        return content

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        assert self.build
        self.menu = self.build.menu(Link(item.title, uri(first(item))) for item in self.nav.items if first(item))
        written = [uri(file.page) for file in files.documentation_pages() if file.page]
        for path, data in self.build.artifacts(self.menu, written):
            files.append(File.generated(config, path, content=data))
        return env

    def on_page_context(self, context: Any, *, page: Any, config: MkDocsConfig, nav: Navigation) -> Any:
        assert self.build
        crumbs = [Link(a.title, uri(first(a))) for a in reversed(page.ancestors) if first(a) not in (None, page)]
        parts = self.build.frame(uri(page), str(page.title), page.meta.get("description", ""), self.menu, crumbs)
        depth = "../" * uri(page).count("/") or "./"
        generated = uri(page) in self.build.pages
        context["handvest"] = {
            **vars(parts),
            "generated": generated,
            "stylesheet": depth + self.build.renderer.stylesheet[0],
            "script": depth + self.build.renderer.script[0] if self.build.renderer.searchable else "",
        }
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        assert self.build
        parts, content, base = self.build.missing(self.menu)
        stylesheet = base + self.build.renderer.stylesheet[0]
        script = base + self.build.renderer.script[0] if self.build.renderer.searchable else ""
        more = {"missing": content, "generated": True, "stylesheet": stylesheet, "script": script}
        context["handvest"] = {**vars(parts), **more}
        return context


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
    return Settings(root, config.site_url or None, docs_name, own.promises, own.reports, place, searchable)

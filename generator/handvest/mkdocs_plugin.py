"""The one place that knows MkDocs: a hook says what, a function elsewhere does it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from handvest.build import NOT_PUBLISHED, PUBLISHED, Build, Refused, gather, gather_anyway, text
from handvest.load.project import Settings
from handvest.pages.page import Link
from handvest.problem import Level

log = logging.getLogger("mkdocs.plugins.handvest")


class Options(Config):
    """The few options of the generator in mkdocs.yml."""

    promises = option.Type(str, default="promises")
    """The folder with the promises."""
    reports = option.Type(str, default="reports")
    """The folder with the reports."""
    now = option.Optional(option.Type(str))
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
        for folder in map(str, self.build.renderer.folders):
            if folder not in config.theme.dirs:
                config.theme.dirs.insert(at, folder)
        config.theme.static_templates.discard("sitemap.xml")  # ours has the pages of both frames
        return config

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
        for folder in (self.config.promises, self.config.reports):
            server.watch(str(Path(config.config_file_path).parent / folder))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.build
        folders = {str(folder) for folder in self.build.renderer.folders}
        for file in list(files):
            ours = file.src_dir in folders and not file.src_uri.startswith(NOT_PUBLISHED)
            if file.src_dir in config.theme.dirs and not (ours and file.src_uri.startswith(PUBLISHED)):
                files.remove(file)
        for page in self.build.reading():
            if not files.get_file_from_path(f"{page.uri}index.md"):
                files.append(File.generated(config, f"{page.uri}index.md", content=self.build.source(page)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        assert self.build
        content = self.build.content(uri(page), html)
        return html if content is None else content

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
        }
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        assert self.build
        parts, content, base = self.build.missing(self.menu)
        stylesheet = base + self.build.renderer.stylesheet[0]
        context["handvest"] = {**vars(parts), "missing": content, "generated": True, "stylesheet": stylesheet}
        return context


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
    return Settings(root, config.site_url or None, docs_name, own.promises, own.reports, out or Path(config.site_dir))

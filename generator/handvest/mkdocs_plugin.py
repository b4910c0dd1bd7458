"""The adapter to MkDocs: a hook says what, a function elsewhere does it."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from handvest import mkdocs_site as site
from handvest.build import Build
from handvest.pages.page import Link


class HandvestPlugin(BasePlugin[site.Options]):
    """Adds the pages made from promises to a MkDocs site."""

    build: Build | None = None  # set beforehand by `handvest build`, which has gathered already
    alone = False  # whether MkDocs runs by itself, without a command of ours that looks at what was made
    serving: site.Serving | None = None  # set by `handvest serve`; then problems stand on the page

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.alone = self.build is None and not self.serving
        if self.build is None or self.serving:
            self.build = site.gathered(config, self.serving)
        site.put_first(config, self.build.renderer.folders)
        config.theme.static_templates.discard("sitemap.xml")  # ours has the pages of both frames
        return config

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        for folder in site.watched(config):
            server.watch(str(folder))
        server.builder = site.patient(builder)
        return server

    def on_build_error(self, *, error: Exception) -> None:
        if self.serving:
            raise Abort(str(error)) from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.build
        self.build.begin()
        for file in list(files):
            foreign = site.of_theme(file, config) and not self.build.published(file.src_dir, file.src_uri)
            if foreign or (self.build.only_problems and file.is_documentation_page()):
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
        content = self.build.content(site.uri(page), html, site.title(page))
        page.toc = site.contents(content)
        return content

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        assert self.build
        self.menu = self.build.menu(
            Link(site.title(item), site.uri(site.first(item))) for item in self.nav.items if site.first(item)
        )
        written = [site.uri(file.page) for file in files.documentation_pages() if file.page]
        for path, data in self.build.artifacts(self.menu, written):
            files.append(File.generated(config, path, content=data))
        if self.alone:
            site.refuse(self.build.documents.problems, self.build.project.language)
        return env

    def on_page_context(self, context: Any, *, page: Any, config: MkDocsConfig, nav: Navigation) -> Any:
        assert self.build
        description = page.meta.get("description", "")
        context["handvest"] = self.build.frame(
            site.uri(page), site.title(page), description, self.menu, site.way_to(page)
        )
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        assert self.build
        context["handvest"] = self.build.missing(self.menu)
        return context

"""Checks of a built site: links and fragments, codes, budgets, leaks and stray files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handvest.build import Build
from handvest.pages.charter import Standing, standing
from handvest.pages.promise import charter_uri
from handvest.problem import Level, Problem, message
from handvest.render.renderer import weight

STRAY = {".yml", ".yaml", ".py", ".po", ".md", ".jinja", ".j2"}


@dataclass
class _Read(HTMLParser):
    """Collects the addresses and ids of one page."""

    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None and tag != "base":
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def problems(folder: Path, build: Build) -> list[Problem]:
    """Look at every file of a built site."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    html = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.suffix == ".html"}
    return [
        *_links(folder, html, build),
        *_codes(html, build),
        *_budgets(html, build),
        *_leaks(html, build),
        *_stray(folder, files),
    ]


def _error(file: str, what: str, remedy: str = "", level: Level = Level.ERROR, **values: object) -> Problem:
    return Problem(file, 0, "", level, message(what, **values), message(remedy, **values))


def _links(folder: Path, html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    pages: dict[str, _Read] = {}
    for name, data in html.items():
        pages[name] = _Read()
        pages[name].feed(data.decode("utf-8"))
    site = build.project.settings.site_url or ""
    base = urlsplit(site).path.rstrip("/") + "/"
    for name, page in pages.items():
        here = [] if name == "404.html" else name.split("/")[:-1]
        for link in dict.fromkeys(page.links):
            if site and link.startswith(site):
                link = base + link[len(site) :].lstrip("/")
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            target = _target(folder, parts.path, here, base) if parts.path else name
            if target is None:
                yield _error(
                    name, "The link {link} leads nowhere.", "Look whether the address is right.", link=unescape(link)
                )
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield _error(
                    name,
                    "The link {link} leads to a place that is not on that page.",
                    "Look whether the part after # is right.",
                    link=unescape(link),
                )


def _target(folder: Path, path: str, here: list[str], base: str) -> str | None:
    """Return the file to which an address leads, or None."""
    steps = [] if path.startswith("/") else list(here)
    for step in unquote(path.removeprefix(base) if path.startswith(base) else path).split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    file = folder.joinpath(*steps)
    if file.is_dir():
        file = file / "index.html"
    return file.relative_to(folder).as_posix() if file.is_file() else None


def _codes(html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    codes = build.project.codes.model.root if build.project.codes else ()
    for code in codes:
        if f"q/{code.code}/index.html" not in html:
            yield _error(f"q/{code.code}/", "The code {code} opens nothing.", code=code.code)


def _budgets(html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    for page in build.pages.values():
        if not page.budget or page.path not in html:
            continue
        size = weight(html[page.path])
        if size > page.budget:
            yield _error(
                page.path,
                "This page weighs {size} bytes, {over} more than fits a slow line ({budget}).",
                "Make the specification or the logo shorter.",
                Level.WARNING,
                size=size,
                over=size - page.budget,
                budget=page.budget,
            )


def _leaks(html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    """Find traces of charters that are not public yet: their address, or one of their promises."""
    if build.preview:
        return
    for id, source in build.project.charters.items():
        if standing(source.model, build.now) is not Standing.AHEAD:
            continue
        traces = [charter_uri(build.project, id), *(p.promise for p in source.model.promises if "{" not in p.promise)]
        for name, data in html.items():
            text = unescape(data.decode("utf-8"))
            for trace in traces:
                if trace in text:
                    yield _error(
                        name,
                        "'{trace}' stands here, and {source} is not public yet.",
                        "Take it out until the launch.",
                        trace=trace,
                        source=source.file,
                    )


def _stray(folder: Path, files: list[Path]) -> Iterator[Problem]:
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in STRAY or any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield _error(
                name,
                "This file does not belong on a public site.",
                "Move it out of the folder with content or overrides.",
                Level.WARNING,
            )

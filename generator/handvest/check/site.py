"""Checks of a built site: links and fragments, codes, budgets, leaks and stray files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handvest.build import Build
from handvest.check.leaks import leaks
from handvest.problem import NO_REMEDY, Level, Message, Problem, message
from handvest.render.renderer import weight

STRAY = {".yml", ".yaml", ".py", ".po", ".md", ".jinja", ".j2"}


_BODY = re.compile(r"(<(script|style)\b[^>]*>).*?(</\2>)|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""\s([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


@dataclass(frozen=True)
class _Read:
    """The addresses and ids of one page."""

    links: list[str]
    ids: set[str]


def _read(html: str) -> _Read:
    """Collect addresses and ids; a full parser would take ten times as long for a thousand pages."""
    found = _Read([], set())
    for tag in _TAG.finditer(_BODY.sub(r"\1\3", html)):
        for name, *values in _ATTRIBUTE.findall(tag[2]):
            value = unescape(next((v for v in values if v), ""))
            if name.lower() == "id":
                found.ids.add(value)
            elif name.lower() in ("href", "src") and tag[1].lower() != "base":
                found.links.append(value)
    return found


def problems(folder: Path, build: Build) -> list[Problem]:
    """Look at every file of a built site."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    html = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.suffix == ".html"}
    return [
        *_links(folder, html, build),
        *_codes(html, build),
        *_budgets(html, build),
        *leaks(files, folder, build),
        *_stray(folder, files),
        *build.documents.problems,
    ]


def _error(file: str, what: Message, remedy: Message = NO_REMEDY) -> Problem:
    return Problem(file, 0, "", Level.ERROR, what, remedy)


def _warning(file: str, what: Message, remedy: Message) -> Problem:
    return Problem(file, 0, "", Level.WARNING, what, remedy)


def _links(folder: Path, html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    pages: dict[str, _Read] = {}
    for name, data in html.items():
        pages[name] = _read(data.decode("utf-8", "replace"))
    site = build.project.settings.site_url or ""
    base = urlsplit(site).path.rstrip("/") + "/"
    for name, page in pages.items():
        here = [] if name == "404.html" else name.split("/")[:-1]
        for link in dict.fromkeys(page.links):
            if site and link.startswith(site):
                link = base + link[len(site) :].lstrip("/")
            try:
                parts = urlsplit(link)
                if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                    continue
                target = _target(folder, parts.path, here, base) if parts.path else name
            except (ValueError, OSError):  # no address at all, or longer than a file's name can be
                target = None
            if target is None:
                what = message("The link {link} leads nowhere.", link=link)
                yield _error(name, what, message("Look whether the address is right."))
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                what = message("The link {link} leads to a place that is not on that page.", link=link)
                yield _error(name, what, message("Look whether the part after # is right."))


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
            yield _error(f"q/{code.code}/", message("The code {code} opens nothing.", code=code.code))


def _budgets(html: dict[str, bytes], build: Build) -> Iterator[Problem]:
    for page in build.pages.values():
        if not page.budget or page.path not in html:
            continue
        size = weight(html[page.path])
        if size > page.budget:
            what = message(
                "This page weighs {size} bytes, {over} more than fits a slow line ({budget}).",
                size=size,
                over=size - page.budget,
                budget=page.budget,
            )
            yield _warning(page.path, what, message("Make the specification or the logo shorter."))


def _stray(folder: Path, files: list[Path]) -> Iterator[Problem]:
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in STRAY or any(part.startswith(".") for part in path.relative_to(folder).parts):
            what = message("This file does not belong on a public site.")
            yield _warning(name, what, message("Move it out of the folder with content or overrides."))

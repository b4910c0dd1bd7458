"""Looks for traces of what is not public: charters and reports before their moment, sections without consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path

from handvest.build import Build
from handvest.model.report import may_be_shown
from handvest.pages.charter import Standing, standing
from handvest.pages.promise import charter_uri
from handvest.pages.report import report_uri
from handvest.pages.site import published
from handvest.pages.summary import beginning, nameless
from handvest.problem import Level, Message, Problem, message

READABLE = {".html", ".json", ".xml", ".csv", ".txt"}
TELLING = 40  # signs: a shorter sentence may well stand elsewhere too

Reason = tuple[Message, Message]  # why it may not stand on a page, and what to do

AHEAD: Reason = (
    message("'{trace}' stands here, and {source} is not public yet."),
    message("Take it out until then."),
)
BARRED: Reason = (
    message("'{trace}' stands here, and {source} is not shown: there is no consent for it."),
    message("Take it out of that page."),
)


def leaks(files: Sequence[Path], folder: Path, build: Build) -> Iterator[Problem]:
    """Find addresses and sentences of what is not public yet, or no longer, in the files of a built site."""
    secrets = {} if build.preview else _secrets(build)
    if not secrets:
        return
    readable = (path for path in files if path.suffix in READABLE)
    texts = {p.relative_to(folder).as_posix(): unescape(p.read_text("utf-8", "replace")) for p in readable}
    for source, ((why, way_out), traces) in secrets.items():
        for trace in sorted(traces):
            for name in (name for name, text in texts.items() if trace in text):
                what = message(why.text, trace=trace, source=source)
                yield Problem(name, 0, "", Level.ERROR, what, way_out)


def _secrets(build: Build) -> dict[str, tuple[Reason, set[str]]]:
    """Return why it is secret and its traces, by file; what also stands in something public is none."""
    public: set[str] = set()
    secret: dict[str, tuple[Reason, set[str]]] = {}
    for charter, source in build.project.charters.items():
        own = {p.promise for p in source.model.promises if "{" not in p.promise}
        if standing(source.model, build.now) is Standing.AHEAD:
            secret[source.file] = AHEAD, {charter_uri(build.project, charter), *own}
        else:
            public |= own
    for id, report in build.project.reports.items():
        out, uri = not published(report, build.now), report_uri(build.project, id)
        goals = _telling(point.goal for point in report.points.model.root) if report.points else set()
        for section in report.sections:
            told = _telling([beginning(section.telling, nameless)])
            if out or not may_be_shown(section.head.model, build.now.date()):
                secret[section.file] = AHEAD if out else BARRED, {f"{uri}{section.slug}/", *told}
            else:
                public |= told
        if out:
            secret[report.report.file] = AHEAD, {uri, *goals}
        else:
            public |= goals
    return {file: (why, traces - public) for file, (why, traces) in secret.items()}


def _telling(sentences: Iterable[str]) -> set[str]:
    return {sentence for sentence in sentences if len(sentence) >= TELLING}

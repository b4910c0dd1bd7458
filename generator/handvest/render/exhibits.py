"""What is shown in a text and has no text of its own: pictures, videos and figures, in every kind of version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from handvest.load.blocks import Block
from handvest.pages.report import ReportView
from handvest.render.environment import environment
from handvest.render.story import DOCUMENT

File = tuple[str, bytes]


def _nothing(report: ReportView, asked: object) -> Any:
    raise LookupError(f"{report.id}: nobody said how to show {asked}")


@dataclass
class Exhibits:
    """Shows pictures, videos and figures; the build says how files are made. `files`: those that documents hold."""

    folders: tuple[Path, ...]
    picture: Callable[[ReportView, str], Any] = _nothing  # from a file of the report to what a page shows
    picture_file: Callable[[ReportView, str], File] = _nothing  # the same as one file, with its name
    figure: Callable[[ReportView, Block], Any] = _nothing  # from a block to the view of its figures
    figure_data: Callable[[ReportView, Any], str] = _nothing  # the address of its numbers
    figure_file: Callable[[ReportView, Any], tuple[File, ...]] = _nothing  # the first is shown, others are better
    files: dict[str, bytes] = field(default_factory=dict)

    def show(self, block: Block, id: str, report: ReportView, top: str, medium: str) -> Markup:
        """Show a block on a page of its own section (medium empty), as words (text), or in a document."""
        if block.kind == "picture":
            return self._picture(block, report, top, medium)
        if block.kind == "video":
            return self._video(block, id, report, top, medium)
        return self._figure(block, id, report, top, medium)

    def _macro(self, block: Block, report: ReportView, name: str) -> Callable[..., Markup]:
        template = environment(self.folders, report.language).get_template(f"components/{block.kind}/template.html")
        macro: Callable[..., Markup] = getattr(template.module, name)
        return macro

    def _kept(self, file: File) -> str:
        name, data = file
        self.files[name] = data
        return name

    def _picture(self, block: Block, report: ReportView, top: str, medium: str) -> Markup:
        head = block.head.model
        if medium == "text":
            return self._macro(block, report, "in_words")(head)
        if medium == DOCUMENT:
            return self._macro(block, report, "in_document")(head, self._kept(self.picture_file(report, head.src)))
        return self._macro(block, report, "picture")(head, self.picture(report, head.src), top)

    def _video(self, block: Block, id: str, report: ReportView, top: str, medium: str) -> Markup:
        head = block.head.model
        if medium in ("text", DOCUMENT):
            return self._macro(block, report, "in_words")(head)
        still = self.picture(report, head.picture) if head.picture else None
        shown = Markup('<img src="{}{}" alt="{}" width="{}" height="{}" loading="lazy">')
        picture = shown.format(top, still.uri, head.alt or "", still.width, still.height) if still else ""
        return self._macro(block, report, "video")(head, picture, id)

    def _figure(self, block: Block, id: str, report: ReportView, top: str, medium: str) -> Markup:
        view = self.figure(report, block)
        if medium in ("text", "easy"):
            return self._macro(block, report, "in_words")(view)
        if medium == DOCUMENT:
            names = [self._kept(file) for file in self.figure_file(report, view)] if view.drawing else [""]
            return self._macro(block, report, "in_document")(view, names[0])
        download = f"{top}{self.figure_data(report, view)}" if view.drawing else ""
        return self._macro(block, report, "figure")(view, id, download=download)

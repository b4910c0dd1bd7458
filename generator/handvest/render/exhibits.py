"""What is shown in a text and has no text of its own: pictures, videos and figures, in every kind of version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from handvest.load.blocks import Block
from handvest.model.block import VideoBlock
from handvest.pages.report import ReportView
from handvest.render.environment import environment
from handvest.render.story import DOCUMENT

File = tuple[str, bytes]


@dataclass(frozen=True)
class Drawn:
    """A drawing as a document shows it, in pixels of the style: the first file is shown, others are better."""

    files: tuple[File, ...]
    width: int
    height: int
    text: str  # for who can't see it


def _nothing(report: ReportView, asked: object) -> Any:
    raise LookupError(f"{report.id}: nobody said how to show {asked}")


@dataclass
class Exhibits:
    """Shows pictures, videos and figures; the build says how files are made. `files`: those that documents hold."""

    folders: tuple[Path, ...]
    picture: Callable[[ReportView, str], Any] = _nothing  # from a file of the report to what a page shows
    picture_file: Callable[[ReportView, str], File] = _nothing  # the same as one file, with its name
    figure: Callable[[ReportView, Block], Any] = _nothing  # from a block to the view of its figures
    captions_file: Callable[[ReportView, str], str] = _nothing  # the address of a file of the report
    figure_data: Callable[[ReportView, Any], str] = _nothing  # the address of its numbers
    figure_files: Callable[[ReportView, Any], tuple[Drawn, ...]] = (
        _nothing  # its drawing, in parts that fit on a page
    )
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

    def _drawn(self, drawn: Drawn) -> dict[str, object]:
        names = [self._kept(file) for file in drawn.files]
        return {"file": names[0], "width": drawn.width, "height": drawn.height, "text": drawn.text}

    def _picture(self, block: Block, report: ReportView, top: str, medium: str) -> Markup:
        head = block.head.model
        if medium == "text":
            return self._macro(block, report, "in_words")(head)
        if medium == DOCUMENT:
            width, height = self.picture(report, head.src).on_paper
            shown = {"file": self._kept(self.picture_file(report, head.src)), "width": width, "height": height}
            return self._macro(block, report, "in_document")(head, shown)
        return self._macro(block, report, "picture")(head, self.picture(report, head.src), top)

    def _video(self, block: Block, id: str, report: ReportView, top: str, medium: str) -> Markup:
        head = block.head.model
        if medium in ("text", DOCUMENT):
            return self._macro(block, report, "in_words")(head, self._captions(head, report, top))
        still = self.picture(report, head.picture) if head.picture else None
        shown = Markup('<img src="{}{}" alt="{}" width="{}" height="{}" loading="lazy">')
        picture = shown.format(top, still.uri, head.alt or "", still.width, still.height) if still else ""
        return self._macro(block, report, "video")(head, picture, id, self._captions(head, report, top))

    def _captions(self, head: VideoBlock, report: ReportView, top: str) -> dict[str, object]:
        """Say what is known of the captions of a video: a file, an address elsewhere, or in words."""
        captions = head.captions or ""
        known: dict[str, object] = {"href": "", "kind": "", "outside": False, "text": captions}
        if head.captions_file:
            kind = PurePosixPath(captions).suffix[1:].lower()
            return {**known, "href": f"{top}{self.captions_file(report, captions)}", "kind": kind}
        if captions.startswith(("http://", "https://")):
            address = urlsplit(captions)
            kind = PurePosixPath(address.path).suffix[1:].lower() or address.netloc
            return {**known, "href": captions, "kind": kind, "outside": True}
        return known

    def _figure(self, block: Block, id: str, report: ReportView, top: str, medium: str) -> Markup:
        view = self.figure(report, block)
        if medium in ("text", "easy"):
            return self._macro(block, report, "in_words")(view)
        if medium == DOCUMENT:
            shown = [self._drawn(drawn) for drawn in self.figure_files(report, view)]
            return self._macro(block, report, "in_document")(view, shown)
        download = f"{top}{self.figure_data(report, view)}" if view.drawing else ""
        return self._macro(block, report, "figure")(view, id, download=download)

"""Rules about the captions of videos: that a file that is named is there, and is one that players know."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.text import read_text
from handvest.load.validate import Source
from handvest.model.block import VideoBlock
from handvest.problem import Level, Problem, did_you_mean, message

ENDINGS = (".vtt", ".srt")


def problems(project: Project) -> Iterator[Problem]:
    """Find files with captions that are named, and can't be published."""
    for folder in project.reports.values():
        for text in (*folder.sections, *folder.updates):
            for written in (text, *text.versions.values()):
                for block in written.telling.blocks:
                    if block.kind == "video" and block.head.model.captions_file:
                        yield from _captions(project, folder, block.head, block.head.model.captions_file)


def _captions(project: Project, folder: ReportFolder, block: Source[VideoBlock], name: str) -> Iterator[Problem]:
    root, path = folder.path.resolve(), (folder.path / name).resolve()
    if not name.lower().endswith(ENDINGS):
        what = message("'{value}' is not a file with captions.", value=name)
        remedy = message("Save the captions as WebVTT (.vtt). Or write in words in which languages there are any.")
        yield block.problem(Level.ERROR, ("captions",), what, remedy)
    elif not path.is_relative_to(root):
        what = message("'{value}' does not stand in the folder of this report.", value=name)
        remedy = message("Put the file there, for example in data/.")
        yield block.problem(Level.ERROR, ("captions",), what, remedy)
    elif not path.is_file():
        what = message("There is no file '{file}'.", file=name)
        found = (p.relative_to(root).as_posix() for p in root.rglob("*") if p.suffix.lower() in ENDINGS)
        yield block.problem(Level.ERROR, ("captions",), what, did_you_mean(name, sorted(found)))
    else:
        yield from read_text(path, path.relative_to(project.settings.root.resolve()).as_posix(), root)[1]

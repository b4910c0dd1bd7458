"""Rules about pictures: that they are there, can be read, and are not too large. Only their first bytes are read."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from handvest.load.project import Project
from handvest.load.report import ReportFolder
from handvest.load.validate import Source
from handvest.load.written import Written
from handvest.problem import Level, Message, Problem, did_you_mean, message

LARGEST = 20_000_000  # bytes: a photo of a good camera is half of it
MOST_PIXELS = 60_000_000
MOST_SIDE = 16_000  # points: WebP holds no more than 16,383
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

_FILE_NAME = re.compile(r"(?i)\S+\.(jpe?g|png|webp|gif|heic|tiff?)|(img|dsc|image|foto|photo|picture|scan)[-_ ]?\d+")


def problems(project: Project) -> Iterator[Problem]:
    """Find pictures that are missing, unreadable or too large, and those that say nothing to who can't see them."""
    for folder in project.reports.values():
        for text in (*folder.sections, *folder.updates):
            for written in (text, *text.versions.values()):
                yield from _blocks(folder, written)


def _blocks(folder: ReportFolder, written: Written) -> Iterator[Problem]:
    for block in written.telling.blocks:
        head: Source[Any] = block.head
        if block.kind == "picture":
            yield from _picture(folder, head, "src", head.model.src)
            yield from _alt(head, head.model.alt)
        elif block.kind == "video" and head.model.picture:
            yield from _picture(folder, head, "picture", head.model.picture)
            if head.model.alt:
                yield from _alt(head, head.model.alt)
            elif not head.left_out(("alt",)):
                what = message("It is not said what can be seen in the picture.")
                yield head.problem(Level.WARNING, ("picture",), what, message("Write alt: with it, in one sentence."))


def _alt(head: Source[Any], alt: str) -> Iterator[Problem]:
    if _FILE_NAME.fullmatch(alt.strip()):
        what = message("'{value}' is the name of a file; it does not say what can be seen.", value=alt)
        yield head.problem(Level.WARNING, ("alt",), what, message("Say in one sentence what can be seen."))


def _picture(folder: ReportFolder, head: Source[Any], key: str, name: str) -> Iterator[Problem]:
    found = _wrong(folder, name)
    if found:
        yield head.problem(found[0], (key,), found[1], found[2])


def _wrong(folder: ReportFolder, name: str) -> tuple[Level, Message, Message] | None:
    root, path = folder.path.resolve(), (folder.path / name).resolve()
    if name.startswith(("http:", "https:")) or not path.is_relative_to(root):
        what = message("'{value}' does not stand in the folder of this report.", value=name)
        known = next((own for own in _pictures(folder) if name.endswith(f"../{own}")), None)
        remedy = message("Put the picture there, for example in pictures/.")
        return Level.ERROR, what, did_you_mean(known, [known]) if known else remedy
    if not _is_file(path) and normalize("NFC", name) in (normalize("NFC", own) for own in _pictures(folder)):
        what = message("The accents in the name of '{value}' are kept in another way on disk.", value=name)
        return Level.ERROR, what, message("Give the file a name without accents, and write that here.")
    if not _is_file(path):
        what = message("There is no picture '{value}'.", value=name)
        return Level.ERROR, what, did_you_mean(name, _pictures(folder))
    if path.stat().st_size > LARGEST:
        size = round(path.stat().st_size / 1_000_000)
        what = message("'{value}' is {size} MB large.", value=name, size=size)
        return Level.ERROR, what, message("Make it smaller: {most} MB at most.", most=LARGEST // 1_000_000)
    seen = _look(path)
    if seen is None:
        what = message("'{value}' is not a picture that can be read.", value=name)
        return Level.ERROR, what, message("Save it as JPEG, PNG or WebP.")
    if seen.longest > MOST_SIDE:
        what = message("'{value}' is {n} points high or wide.", value=name, n=seen.longest)
        return Level.ERROR, what, message("Cut it into pieces: {most} points at most.", most=MOST_SIDE)
    if seen.pixels > MOST_PIXELS:
        what = message("'{value}' has more than {n} million pixels.", value=name, n=MOST_PIXELS // 1_000_000)
        return Level.ERROR, what, message("Make it smaller.")
    if seen.moving:
        what = message("'{value}' moves; only its first picture is shown.", value=name)
        return Level.WARNING, what, message("Use a video for what moves, or a picture that stands still.")
    return None


def _pictures(folder: ReportFolder) -> list[str]:
    """List the files in the folder of a report that could be pictures."""
    endings = {".jpg", ".jpeg", ".png", ".webp", ".gif"}
    files = (p for p in folder.path.rglob("*") if p.suffix.lower() in endings)
    return sorted(p.relative_to(folder.path).as_posix() for p in files)


def _is_file(path: Path) -> bool:
    """Tell whether a file is there; a name that is too long for the disk is none."""
    try:
        return path.is_file()
    except OSError:
        return False


@dataclass(frozen=True)
class _Seen:
    """What the first bytes of a picture tell."""

    width: int
    height: int
    moving: bool = False

    @property
    def pixels(self) -> int:
        return self.width * self.height

    @property
    def longest(self) -> int:
        return max(self.width, self.height)


def _look(path: Path) -> _Seen | None:
    """Read the head of a picture; None when it is none, or is cut off."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as picture:
                second = picture.format == "MPO"  # a JPEG of a telephone, with another picture behind it
                moving = bool(getattr(picture, "is_animated", False)) and not second
                seen = _Seen(picture.width, picture.height, moving)
                if picture.format == "GIF":
                    picture.load()  # it is small, and only this finds that its end is missing
                else:
                    picture.verify()
    except Image.DecompressionBombError:
        return _Seen(MOST_SIDE, MOST_SIDE)
    except Exception:  # Pillow raises whatever the format at hand meets
        return None
    return None if _cut_off(path) else seen


def _cut_off(path: Path) -> bool:
    """Tell whether a JPEG lacks its end, as after a copy that was broken off."""
    with path.open("rb") as stream:
        if stream.read(2) != b"\xff\xd8":
            return False
        stream.seek(max(0, path.stat().st_size - 65_536))
        return b"\xff\xd9" not in stream.read()

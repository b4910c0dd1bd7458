"""Pictures in the widths and forms that browsers ask for; each is made once and kept."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handvest.model.fields import url_safe
from handvest.variants.cache import Cache, fingerprint

if TYPE_CHECKING:
    from PIL.Image import Image

Options = Mapping[str, object]

COLUMN, BESIDE = 704, 40  # pixels: how wide a text is, and what is left beside it on a telephone
ON_SCREEN = (960, 640)  # pixels: the widest and highest that a picture is shown
ON_PAPER = (612, 560)  # pixels, of which a page of a document has 612 across and 956 down
WIDTHS = (480, 960, 1600)  # pixels: a phone, a phone with a sharp screen, a large screen
FORMS: tuple[tuple[str, str, Options], ...] = (
    ("image/avif", "avif", {"quality": 55, "speed": 8}),
    ("image/webp", "webp", {"quality": 78, "method": 4}),
)
KINDS: dict[str, tuple[str, Options]] = {
    "JPEG": ("jpg", {"quality": 82, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
}


@dataclass(frozen=True)
class PictureView:
    """A picture as a page shows it: a file that every browser knows, and smaller ones for those that know more.

    Pixels of the style: it is never shown larger than it is, nor higher than a window or two thirds of a page.
    """

    uri: str
    width: int
    height: int
    on_paper: tuple[int, int]
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    @property
    def sizes(self) -> str:
        """Say how wide it is shown, for a browser to choose from the sources."""
        if self.width >= COLUMN:
            return "(min-width: 48em) 44rem, 100vw"
        return f"(min-width: {self.width + BESIDE}px) {self.width}px, 100vw"


class Pictures:
    """Makes pictures for a site; `files` holds what was asked for, by address."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.files: dict[str, bytes] = {}
        self._views: dict[tuple[str, str], PictureView] = {}

    def view(self, path: Path, folder: str) -> PictureView:
        """Make a picture (JPEG, PNG, WebP) for the address `folder`. Raises OSError for what is no picture."""
        asked = (str(path), folder)
        if asked not in self._views:
            self._views[asked] = self._made(path, folder)
        return self._views[asked]

    def _made(self, path: Path, folder: str) -> PictureView:
        data = path.read_bytes()
        key = fingerprint("picture", repr((WIDTHS, FORMS, KINDS)), data)
        packed = self.cache.get(key, lambda: _pack(_versions(data)))
        width, height, files = _unpack(packed)
        name = f"{folder}{url_safe(path.stem) or 'picture'}.{key[:8]}"
        sources: dict[str, list[tuple[str, int]]] = {}
        fallback = ""
        for mime, ending, wide, made in files:
            uri = f"{name}-{wide}.{ending}"
            self.files[uri] = made
            if mime:
                sources.setdefault(mime, []).append((uri, wide))
            else:
                fallback = uri
        more = tuple((mime, tuple(found)) for mime, found in sources.items())
        return PictureView(fallback, *fitted(width, height, ON_SCREEN), fitted(width, height, ON_PAPER), more)


def fitted(width: int, height: int, most: tuple[int, int]) -> tuple[int, int]:
    """Return how large something is shown in so much room: in its own shape, and never larger than it is."""
    scale = min(1, most[0] / width, most[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _versions(data: bytes) -> tuple[int, int, list[tuple[str, str, int, bytes]]]:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened)
        plain = upright.convert("RGBA" if upright.mode in ("RGBA", "LA", "P", "PA") else "RGB")
    widths = [w for w in WIDTHS if w < plain.width] or [plain.width]
    if plain.width <= WIDTHS[-1] and plain.width not in widths:
        widths.append(plain.width)
    scaled = {w: plain.resize((w, max(1, round(plain.height * w / plain.width)))) for w in widths}
    files = [(mime, ending, w, _saved(scaled[w], ending, options)) for mime, ending, options in FORMS for w in widths]
    kind = "PNG" if plain.mode == "RGBA" else "JPEG"
    ending, options = KINDS[kind]
    middle = max(w for w in widths if w <= 960 or w == widths[0])
    files.append(("", ending, middle, _saved(scaled[middle], kind, options)))
    return scaled[middle].width, scaled[middle].height, files


def _saved(picture: Image, kind: str, options: Options) -> bytes:
    out = io.BytesIO()
    picture.save(out, format=kind.upper(), **options)
    return out.getvalue()


def _pack(made: tuple[int, int, list[tuple[str, str, int, bytes]]]) -> bytes:
    """Put all files of a picture in one, behind a line that says what they are."""
    width, height, files = made
    head = json.dumps([width, height, [(mime, ending, wide, len(data)) for mime, ending, wide, data in files]])
    return head.encode() + b"\n" + b"".join(data for *_, data in files)


def _unpack(packed: bytes) -> tuple[int, int, list[tuple[str, str, int, bytes]]]:
    head, _, rest = packed.partition(b"\n")
    width, height, rows = json.loads(head)
    files, at = [], 0
    for mime, ending, wide, size in rows:
        files.append((mime, ending, wide, rest[at : at + size]))
        at += size
    return width, height, files

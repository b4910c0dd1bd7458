"""An artifact: a file of the site, or of a printer's folder, that is no page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """A file; `path` is its place from the root of the site (or of the folder to which it is written)."""

    path: str
    data: bytes

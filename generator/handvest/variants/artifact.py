"""An artifact: a file of the site, or of a printer's folder, that is no page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Artifact:
    """A file; `path` is its place from the root of the site (or of the folder to which it is written)."""

    path: str
    data: bytes

    def write(self, folder: Path) -> None:
        """Write the file below a folder, whole or not at all."""
        path = folder / self.path
        beside = path.with_name(f".{path.name}.new")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(self.data)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

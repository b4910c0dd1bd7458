"""Tells folders apart, to the last byte."""

from __future__ import annotations

import hashlib
from pathlib import Path


def snapshot(folder: Path) -> dict[str, str]:
    """Return a hash of each file in a folder, by its path; nothing when the folder is not there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leftovers(out: Path) -> list[str]:
    """List what stands beside a site that a build should have cleared away."""
    return sorted(path.name for path in out.parent.glob(f".{out.name}.*"))

"""What was made before, by the fingerprint of all it was made from; so nothing is made twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MOST_FILES = 8000  # beyond this the files that were used longest ago go

FOLDER = ".cache/handvest"
"""Where made files are kept, below the project; HANDVEST_CACHE names another place."""


def fingerprint(*parts: bytes | str) -> str:
    """Return 64 signs that change when any part does; where one part ends is part of it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Cache:
    """Files by fingerprint, in a folder that may be thrown away at any time."""

    def __init__(self, root: Path) -> None:
        named = os.environ.get("HANDVEST_CACHE")
        self.folder = Path(named) if named else root / FOLDER

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a fingerprint, or make and keep it; a disk that can't keep is no hindrance."""
        path = self.folder / key[:2] / key[2:]
        with suppress(OSError):
            data = path.read_bytes()
            os.utime(path)
            return data
        data = make()
        with suppress(OSError):
            self._keep(path, data)
        return data

    def _keep(self, path: Path, data: bytes) -> None:
        """Write beside its place and move: whoever reads sees a whole file or none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def prune(self) -> None:
        """Throw away what was used longest ago when there is too much."""
        with suppress(OSError):
            kept = sorted(self.folder.glob("??/*"), key=lambda p: p.stat().st_mtime)
            for path in kept[: max(0, len(kept) - MOST_FILES)]:
                path.unlink(missing_ok=True)

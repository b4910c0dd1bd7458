"""Puts a finished folder in the place of the old one, in one step where the system can.

Linux exchanges two folders with one call (renameat2). Elsewhere it takes two renames; a journal tells the next
command how far it came, so that it can finish or undo.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARKER = ".handvest"  # in a folder that `handvest write` made
GENERATOR = b'name="generator" content="Handvest'  # in the home page of a site that we made

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class Busy(Exception):
    """Another build is at work on the same folder."""


class Foreign(Exception):
    """The folder holds something that we did not make."""


def staged(out: Path) -> Path:
    """Where the new site is made: beside the old one, so that they can change places."""
    return _beside(out, "staged")


def _old(out: Path) -> Path:
    return _beside(out, "old")


def _journal(out: Path) -> Path:
    return _beside(out, "journal")


def _beside(out: Path, what: str) -> Path:
    return out.parent / f".{out.name}.{what}"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Yield an empty folder to build in; afterwards nothing is left of it, whatever happened.

    Raises Busy when another build is at work, and Foreign when `out` holds what we did not make.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(_beside(out, "lock")):
        _finish(out)
        if not _may_replace(out):
            raise Foreign(str(out))
        folder = staged(out)
        folder.mkdir()
        try:
            yield folder
        finally:
            with suppress(OSError):  # what can't be removed now, the next command removes
                _finish(out)


def repair(out: Path) -> None:
    """Finish or undo what an earlier command left half done; does nothing while another is at work."""
    if not any(path.exists() for path in (_journal(out), staged(out), _old(out))):
        return
    with suppress(Busy), _lock(_beside(out, "lock")):
        _finish(out)


def publish(folder: Path, out: Path) -> None:
    """Let a finished folder take the place of the old one."""
    if not out.exists():
        folder.rename(out)
    elif not _exchange(folder, out):
        _rename_twice(folder, out)


def _exchange(folder: Path, out: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk can't."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE) == 0)


def _rename_twice(folder: Path, out: Path) -> None:
    _journal(out).write_text("The new site takes the place of the old one.\n", encoding="utf-8")
    out.rename(_old(out))
    folder.rename(out)
    _journal(out).unlink()
    shutil.rmtree(_old(out), ignore_errors=True)


def _finish(out: Path) -> None:
    """Bring a swap that was cut off to its end: the finished folder, or else the old one, stands in its place."""
    if _journal(out).exists() and not out.exists():
        for folder in (staged(out), _old(out)):
            with suppress(OSError):
                folder.rename(out)
                break
    _journal(out).unlink(missing_ok=True)
    for folder in (staged(out), _old(out)):
        if folder.exists():
            shutil.rmtree(folder)


def _may_replace(out: Path) -> bool:
    """Tell whether a folder is absent, empty or made by us, and holds no history that would go with it."""
    if not out.exists():
        return True
    if not out.is_dir() or (out / ".git").exists():
        return False
    if not any(out.iterdir()) or (out / MARKER).exists():
        return True
    home = out / "index.html"
    return home.is_file() and GENERATOR in home.read_bytes()


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold a lock on a file; the system lets go of it when the program ends, however it ends."""
    with path.open("a") as stream:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # Linux says the one, Windows the other
            raise Busy(str(path)) from None
        if not _still_there(path, stream.fileno()):
            raise Busy(str(path))
        try:
            yield
        finally:
            with suppress(PermissionError):  # Windows keeps a file that is open
                path.unlink(missing_ok=True)


def _still_there(path: Path, opened: int) -> bool:
    """Tell whether a lock is the one that others see: the command before us may just have taken its own away."""
    try:
        return os.path.samestat(path.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False

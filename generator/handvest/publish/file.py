"""Replaces one file that people keep too: in one step, so that nobody ever finds half of it."""

from __future__ import annotations

import codecs
import os
import shutil
from pathlib import Path


def replace(file: Path, text: str) -> None:
    """Replace a file in one step; one that is a link stays a link, and the mark of Windows stays too."""
    file = file.resolve()
    beside = file.with_name(f".{file.name}.new")
    marked = file.exists() and file.read_bytes().startswith(codecs.BOM_UTF8)
    try:
        with beside.open("wb") as stream:
            stream.write((codecs.BOM_UTF8 if marked else b"") + text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

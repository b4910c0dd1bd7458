"""The one place that knows pandoc: HTML goes in, a document comes out, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from handvest.language import language

ZIPPED = (2020, 1, 1, 0, 0, 0)
"""The moment at which files in a zip were made: no clock in what is published."""
SOME_DAY = dt.date(2020, 1, 1)
"""The date of what has none of its own."""

READER = "--from=html+epub_html_exts"  # knows notes by their EPUB names


class NotConverted(Exception):
    """Pandoc refuses a document. `why`: what it says, in English."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def version() -> str:
    """Return what identifies the program, for fingerprints."""
    import pypandoc

    return str(pypandoc.__version__)


def converted(
    html: str,
    options: Sequence[str],
    files: Mapping[str, bytes],
    *,
    title: str,
    code: str,
    day: dt.date,
    to: str,
) -> bytes:
    """Convert HTML, with the files that it and options name, to another kind of document; it says it is of `day`.

    Raises NotConverted.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        meta = ["--metadata", f"title={title}", "--metadata", f"lang={code}"]
        if language(code).direction == "rtl":
            meta += ["--metadata", "dir=rtl"]
        out = Path(folder, f"out.{to}")
        run(READER, f"--to={to}", f"--output={out}", *options, *meta, stdin=html.encode(), folder=folder, day=day)
        return out.read_bytes()


def run(*arguments: str, stdin: bytes = b"", folder: str | None = None, day: dt.date = SOME_DAY) -> bytes:
    """Run pandoc in a folder as if it were `day`, and return what it writes. Raises NotConverted."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), *arguments]
    clock = {"SOURCE_DATE_EPOCH": f"{dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp():.0f}"}
    done = subprocess.run(
        command, input=stdin, capture_output=True, check=False, cwd=folder, env={**os.environ, **clock}
    )
    if done.returncode:
        raise NotConverted(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout

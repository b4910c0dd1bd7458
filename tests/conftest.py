"""Fixtures: projects drawn in a test, the example site built once, and a browser that looks at sites."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import find

from handvest.cli import main

os.environ["NO_MKDOCS_2_WARNING"] = "1"
if "HANDVEST_CACHE" not in os.environ:  # one cache for all projects that are drawn, and none of it left in them
    kept = tempfile.TemporaryDirectory(prefix="handvest-cache-")
    os.environ["HANDVEST_CACHE"] = kept.name
ROOT = Path(__file__).parents[1]
NOW = "2026-10-15T09:00"

ORGANISATION = """\
name: De Proef
kind: hospital
contact: {phone: 0800 1234, email: proef@example.org, desk: Balie 1, address: "Laan 1, Voorbeeld"}
complaints: {name: Klachtenfunctionaris, phone: 0800 5678}
languages: [en]
"""

CHARTER = """\
title: Clinic
kind: clinic
audience: [referrers]
owner: Manager
valid: {from: 2026-01-01}
claim: {to: the desk, channels: [desk], within: 24 hours}
exceptions: none
compensation: {offers: [{kind: apology}]}
promises:
  - {id: waiting, promise: You wait {norm} at most., norm: {at_most: 15 minutes}}
"""

MKDOCS = """\
site_name: De Proef
site_url: https://proef.example/
docs_dir: content
theme: {name: material, font: false, language: nl}
plugins: [handvest]
"""

Tree = dict[str, str | bytes]
Draw = Callable[..., Path]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Return a function that writes a project: a small sound one, with files replaced, added or (None) left out."""

    def write(files: dict[str, Any] | None = None) -> Path:
        tree: dict[str, Any] = {
            "mkdocs.yml": MKDOCS,
            "promises/organisation.yml": ORGANISATION,
            "promises/kno.yml": CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."'),
            "content/.keep": "",
            **(files or {}),
        }
        for name, text in tree.items():
            path = tmp_path / name
            if text is None:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def run(*words: str, folder: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Python program in a process of its own; whatever happens, nobody is shown a traceback."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done


def handvest(*arguments: str, folder: Path, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """Run the command as an author does."""
    return run("-m", "handvest", arguments[0], "--now", now, *arguments[1:], folder=folder)


def here(*arguments: str, folder: Path, now: str = NOW) -> subprocess.CompletedProcess[str]:
    """Run the command in this process: the same, without the time that it takes to start Python."""
    words = [arguments[0], "--now", now, *arguments[1:]]
    out, err = io.StringIO(), io.StringIO()
    handlers = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGHUP)}
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as stop:
            status = int(stop.code or 0)
        finally:
            for sign, handler in handlers.items():
                signal.signal(sign, handler)
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return subprocess.CompletedProcess(words, status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built as `make site` does, in a folder of its own."""
    out = tmp_path_factory.mktemp("example") / "site"
    done = handvest("build", "--strict", "--out", str(out), folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on this machine and returns its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = find()
    assert path, "no Chromium: run `make test`, which gets one"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()

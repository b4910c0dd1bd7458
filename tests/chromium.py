"""Finds a Chromium for the browser tests, or gets one; run by `make test` before the tests.

Looks for a browser on the PATH, then lets Playwright download one, then asks apt. Prints its path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path() -> str | None:
    """Return a browser on the PATH (or named in CHROMIUM)."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


def of_playwright() -> str | None:
    """Return the browser that Playwright downloaded earlier."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """Return a Chromium that is on this machine."""
    return on_path() or of_playwright()


def get() -> str | None:
    """Return a Chromium, fetching one when there is none."""
    found = find()
    if found:
        return found
    print("There is no Chromium yet; fetching one for the browser tests …", flush=True)
    commands = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if shutil.which("apt-get"):
        sudo = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
        commands += [[*sudo, "apt-get", "update", "-q"], [*sudo, "apt-get", "install", "-y", "-q", "chromium"]]
    for command in commands:
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=600)
        except (subprocess.SubprocessError, OSError):
            continue
        if found := find():
            return found
    return None


if __name__ == "__main__":
    browser = get()
    if browser is None:
        sys.exit(
            "No Chromium can be had here: install one (for example apt-get install chromium) and run make test again."
        )
    print(f"Browser tests use {browser}")

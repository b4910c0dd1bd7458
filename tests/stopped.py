"""Runs the command in this process and stops it at a stage: `python tests/stopped.py STAGE HOW build --now …`.

HOW is KILL or TERM (the process gets that signal) or WAIT (it says so, and goes on when a line comes in).
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

# stage: module, function, stop before or after it, at which call; and the site that must stand there afterwards
STAGES: dict[str, tuple[str, str, str, int, str]] = {
    "read": ("handvest.host", "gather", "after", 1, "old"),
    "staged": ("handvest.commands.site", "build_with_mkdocs", "before", 1, "old"),
    "half-way MkDocs": ("mkdocs.utils", "write_file", "after", 2, "old"),
    "before check": ("handvest.check.site", "problems", "before", 1, "old"),
    "before the swap": ("handvest.publish.swap", "publish", "before", 1, "old"),
    "after the swap": ("handvest.publish.swap", "publish", "after", 1, "new"),
    "removing the old site": ("os", "unlink", "after", 2, "new"),
    "two renames: before": ("pathlib.Path", "rename", "before", 1, "old"),
    "two renames: between": ("pathlib.Path", "rename", "after", 1, "new"),
    "two renames: after": ("pathlib.Path", "rename", "after", 2, "new"),
    "two renames: removing the old site": ("os", "unlink", "after", 2, "new"),
}


def stop(how: str) -> None:
    if how == "WAIT":
        print("waiting", flush=True)
        sys.stdin.readline()
    else:
        os.kill(os.getpid(), getattr(signal, f"SIG{how}"))


def stopping(function: Callable[..., Any], when: str, nth: int, how: str) -> Callable[..., Any]:
    calls = 0

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            stop(how)
        result = function(*args, **kwargs)
        if calls == nth and when == "after":
            stop(how)
        return result

    return wrapped


def main(stage: str, how: str, *command: str) -> int:
    from handvest import cli, commands
    from handvest.publish import swap

    assert commands, "imported now, so that what it names can be patched"
    if stage.startswith("two renames"):
        swap._exchange = lambda folder, out: False  # as on a system or a disk that can't exchange
    module, name, when, nth, _ = STAGES[stage]
    owner = importlib.import_module(module.removesuffix(".Path"))
    owner = owner.Path if module.endswith(".Path") else owner
    function = stopping(getattr(owner, name), when, nth, how)
    if "removing" in stage:  # from the swap on: before it, others take files of their own away
        publish = swap.publish
        swap.publish = lambda folder, out: (setattr(owner, name, function), publish(folder, out))[1]
    else:
        setattr(owner, name, function)
    return cli.main(command)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""What each command does."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable

from handvest.commands import approve, codes, files, site
from handvest.commands.said import disk
from handvest.host import Stop
from handvest.language import language


def run(args: argparse.Namespace) -> int:
    """Run the command that was asked for, and return its exit status."""
    command: Callable[[argparse.Namespace], int] = {
        "check": site.check,
        "build": site.build,
        "serve": site.serve,
        "write": site.write,
        "schema": files.schemas,
        "codes": codes.codes,
        "approve": approve.approve,
        "print": files.print_paper,
        "new-report": files.new_report,
    }[args.command]
    for name in ("SIGTERM", "SIGHUP"):
        if getattr(signal, name, None) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _interrupted)
    status = 1
    try:
        status = command(args)
        sys.stdout.flush()
    except Stop as stop:
        print(stop, file=sys.stderr)
    except BrokenPipeError:  # whoever reads along has seen enough, as in `handvest check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(disk(language(args.language), error), file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    return status


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt

"""Times what must stay fast, on one core: `make bench`. Prints; never fails on time."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["NO_MKDOCS_2_WARNING"] = "1"
ROOT = Path(__file__).parents[1]
NOW = "2026-10-15T09:00"

PROMISE = """\
  - id: belofte-{i}
    promise: "U wacht niet langer dan {{norm}}."
    wish: Patiënten vonden wachten zonder bericht het ergste.
    phase: [waiting-room, visit]
    theme: waiting
    norm: {{at_most: {i} minuten, from: het tijdstip van uw afspraak, per: visit}}
    target: 95%
    measured: {{how: all, by: aanmeldzuil, since: 2026-05-01}}
    specification: |
      Loopt het toch uit? Dan vertellen wij u **persoonlijk** hoe lang het nog duurt en waarom.
      Wij doen dat binnen vijf minuten.
    exceptions:
      - Er is een spoedgeval. Ook dan hoort u van ons wat er aan de hand is.
      - U komt zelf te laat.
    compensation:
      offers:
        - {{kind: apology, text: Wij bieden u onze excuses aan.}}
        - {{kind: voucher, text: een koffiebon, worth: 5 EUR}}
      choice: true
    actions: [{{since: 2026-09-01, what: Extra spreekuur op maandag, owner: planner, back_on: 2026-12-01}}]
    easy:
      promise: "U wacht niet langer dan {{norm}}."
      lines: |
        Heeft u een afspraak?
        Dan helpen wij u snel.
"""

CHARTER = """\
title: Afdeling {c}
kind: department
audience: [patients]
summary: Wat u van ons mag verwachten.
owner: Manager
contact: {{desk: "Balie {c}", phone: 0800 1212}}
valid: {{from: 2026-05-01, review: 2027-05-01}}
claim: {{to: de balie, channels: [desk, phone], within: 24 uur, by: [person, family]}}
compensation: {{offers: [{{kind: apology}}]}}
promises:
"""

MKDOCS = """\
site_name: Proef
site_url: https://proef.example/
docs_dir: content
theme: {name: material, font: false, language: nl}
plugins: [handvest]
"""

ORGANISATION = """\
name: Proef
kind: hospital
contact: {phone: 0800 1234, email: proef@example.org}
complaints: {name: Klachtenfunctionaris}
"""


def project(folder: Path, charters: int, promises: int) -> Path:
    """Write a project with so many charters, with so many promises each."""
    (folder / "promises").mkdir(parents=True)
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (folder / "promises" / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    for c in range(charters):
        text = CHARTER.format(c=c) + "".join(PROMISE.format(i=i + 1) for i in range(promises))
        (folder / "promises" / f"afdeling-{c}.yml").write_text(text, encoding="utf-8")
    return folder


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the best of a few tries, in seconds."""
    best = float("inf")
    for _ in range(times):
        said = io.StringIO()
        started = time.perf_counter()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = work()
        best = min(best, time.perf_counter() - started)
        if status == 1:
            sys.exit(said.getvalue())
    return best


def paper(root: Path, charters: int) -> None:
    """Print how long all sheets of all charters take on two cores: when they are made, and from the cache."""
    from handvest.cli import main as handvest
    from handvest.model.code import ALPHABET

    line = "- {{code: k7m{a}{b}, opens: afdeling-{c}, url: https://proef.example/q/k7m{a}{b}/}}\n"
    lines = (line.format(a=ALPHABET[c // 20], b=ALPHABET[c % 20], c=c) for c in range(charters))
    (root / "promises" / "codes.yml").write_text("".join(lines), encoding="utf-8")
    words = ["print", "-f", str(root / "mkdocs.yml"), "--now", NOW, "--out", str(root / "print")]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0, 1})
    for how in ("made", "kept"):
        spent = seconds(lambda: handvest(words), 1)
        count = len(list((root / "print").glob("*.pdf")))
        print(f"print           {charters:2} charters, {count:4} sheets, {how}: {spent:6.2f} s")


def reports(folder: Path) -> None:
    """Print how long the example takes on two cores, with all versions of its reports: cold, and after one change."""
    for name in ("content", "promises", "reports"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("  custom_dir: overrides\n", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    words = [sys.executable, "-m", "handvest", "build", "--now", NOW, "--out", str(folder / "site")]
    cache = {**os.environ, "HANDVEST_CACHE": str(folder / "cache")}
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0, 1})
    section = next((folder / "reports").glob("*/31-*.md"))
    for how in ("cold", "one section changed", "nothing changed"):
        spent = seconds(lambda: subprocess.run(words, cwd=folder, env=cache, check=True, capture_output=True), 1)
        print(f"build the example with its reports, {how}: {spent:6.2f} s")
        if how == "cold":
            section.write_text(f"{section.read_text(encoding='utf-8')}\nEen zin erbij.\n", encoding="utf-8")


def main() -> int:
    """Print the times of reading, checking, building and printing."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})
    from handvest.cli import main as handvest
    from handvest.examine import examine
    from handvest.load.project import Settings

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for charters in (20, 40, 80, 160):
            root = project(folder / str(charters), charters, 8)
            spent = seconds(lambda root=root: examine(Settings(root, "https://proef.example/"), NOW))
            print(f"read and check {charters:3} charters, {charters * 8:4} promises: {spent:6.2f} s")
        root = folder / "40"
        build = ["build", "-f", str(root / "mkdocs.yml"), "--now", NOW, "--out", str(folder / "site")]
        print(f"build           40 charters,  320 promises: {seconds(lambda: handvest(build), 1):6.2f} s")
        paper(folder / "40", 40)
    example = ["build", "-f", str(ROOT / "mkdocs.yml"), "--now", NOW, "--out"]
    with tempfile.TemporaryDirectory() as name:
        print(f"build the example: {seconds(lambda: handvest([*example, f'{name}/site']), 2):6.2f} s")
    with tempfile.TemporaryDirectory() as name:
        reports(Path(name))
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

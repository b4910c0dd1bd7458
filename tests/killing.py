"""Kills builds of the example at random moments: `python tests/killing.py 50`.

After each kill the site must be wholly the old or wholly the new one. The two versions differ on each page.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from conftest import NOW, ROOT
from snapshot import leftovers, snapshot

NAMES = ("Zorggroep De Linde", "Zorggroep De Beuk")  # on each page, as it stands in the header
COMMAND = [sys.executable, "-m", "handvest", "build", "--now", NOW]


def write(project: Path, version: int) -> None:
    """Make the project another version: another name, and a clinic that is there or not."""
    organisation = project / "promises" / "organisation.yml"
    text = organisation.read_text("utf-8")
    organisation.write_text(text.replace(f"name: {NAMES[1 - version]}", f"name: {NAMES[version]}"), "utf-8")
    clinic = project / "promises" / "ziekenhuis" / "nieuwe-poli.yml"
    if version:
        shutil.copy(project / "promises" / "ziekenhuis" / "radiologie.yml", clinic)
    else:
        clinic.unlink(missing_ok=True)


def main(times: int, seed: int) -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("content", "generator", "overrides", "promises"):  # all, so that nobody changes it meanwhile
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "mkdocs.yml", project)
        os.environ["PYTHONPATH"] = str(project / "generator")
        site, known = project / "site", []
        for version in (1, 0):
            write(project, version)
            started = time.monotonic()
            subprocess.run(COMMAND, cwd=project, check=True, capture_output=True)
            seconds = time.monotonic() - started
            known.append(snapshot(site))
        known.reverse()
        changed = [name for name in known[0] if known[0][name] != known[1].get(name)]
        print(f"Two versions of {len(known[0])} and {len(known[1])} files; {len(changed)} differ. Seed {seed}.")
        found: Counter[str] = Counter()
        stands = 0
        for number in range(times):
            write(project, 1 - stands)
            build = subprocess.Popen(COMMAND, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            moment = chance.uniform(0.8, 1.1) if number % 2 else chance.random()  # each second time near the swap
            time.sleep(seconds * moment)
            build.kill()
            build.wait()
            now = snapshot(site)
            if now not in known:
                strange = [n for n in now if now[n] not in (known[0].get(n), known[1].get(n))]
                print(f"{number}: neither the old nor the new site: {len(now)} files, of no version: {strange[:9]}")
                return 1
            found["done" if build.returncode == 0 else "old" if now == known[stands] else "new"] += 1
            found["leftovers"] += bool(leftovers(site))
            stands = known.index(now)
        subprocess.run(COMMAND, cwd=project, check=True, capture_output=True)
        assert leftovers(site) == []
    print(
        f"{times} kills: {found['old']} left the old site, {found['new']} the new one, {found['done']} came too late;"
        f" {found['leftovers']} left files that the next build cleared away. No site was half old, half new."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 50, int(sys.argv[2]) if sys.argv[2:] else time.time_ns()))

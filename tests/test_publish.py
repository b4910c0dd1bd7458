"""Publishing is all or nothing: whatever happens, visitors see the old site or the new one, whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, NOW, ORGANISATION, ROOT, Draw, here, run
from reading import page_text
from snapshot import leftovers, snapshot
from stopped import STAGES

SOUND = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
STOPPED = str(ROOT / "tests" / "stopped.py")
WAITING = "promises/kno/waiting/index.html"


def built(root: Path, *options: str) -> Path:
    done = here("build", *options, folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert leftovers(root / "site") == []
    return root / "site"


def refused(root: Path, *options: str) -> str:
    """Try a build that must fail, and return what its author reads."""
    done = here("build", *options, folder=root)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr


def change(root: Path) -> None:
    """Write another version, which differs on each page."""
    for name, old, new in (
        ("organisation.yml", "name: De Proef", "name: Het Bewijs"),
        ("kno.yml", "15 minutes", "10 minutes"),
    ):
        path = root / "promises" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


# a build that succeeds


def test_the_first_build_makes_the_site(draw: Draw) -> None:
    site = built(draw())
    assert "You wait 15 minutes at most." in page_text(site / WAITING)


def test_a_rebuild_replaces_the_site(draw: Draw) -> None:
    root = draw({"promises/gone.yml": SOUND})
    site = built(root)
    assert (site / "promises/gone/index.html").is_file()
    (root / "promises/gone.yml").unlink()
    change(root)
    built(root)
    assert "You wait 10 minutes at most." in page_text(site / WAITING)
    assert not (site / "promises/gone").exists()


def test_a_rebuild_of_the_same_changes_nothing(draw: Draw) -> None:
    root = draw()
    before = snapshot(built(root))
    assert snapshot(built(root)) == before


def test_folders_on_the_way_are_made(draw: Draw) -> None:
    root = draw()
    assert here("build", "--out", "new/public/site", folder=root).returncode == 0
    assert (root / "new/public/site" / WAITING).is_file()
    assert leftovers(root / "new/public/site") == []


def test_an_empty_folder_may_be_filled(draw: Draw) -> None:
    root = draw()
    (root / "site").mkdir()
    assert (built(root) / WAITING).is_file()


def test_a_link_to_a_folder_stays_a_link(draw: Draw) -> None:
    root = draw()
    (root / "www/real").mkdir(parents=True)
    (root / "site").symlink_to(root / "www/real")
    built(root)
    change(root)
    built(root)
    assert (root / "site").is_symlink()
    assert "You wait 10 minutes at most." in page_text(root / "www/real" / WAITING)
    assert leftovers(root / "www/real") == []


# a build that fails


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, str]]:
    """A changed project with its old site, and what the old and the new site are, to the last byte."""
    root = tmp_path_factory.mktemp("versions")
    for name, text in {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION,
        "promises/kno.yml": SOUND,
        "content/.keep": "",
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    old = snapshot(built(root))
    change(root)
    assert here("build", "--out", "new", folder=root).returncode == 0
    new = snapshot(root / "new")
    shutil.rmtree(root / "new")
    assert all(old[name] != new[name] for name in old if name.endswith(".html"))
    return root, old, new


@pytest.fixture
def standing(versions: Any, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A project with a site that stands, changed since, and what the site was."""
    return Path(shutil.copytree(versions[0], tmp_path, dirs_exist_ok=True)), versions[1]


FAILING = {
    "an error": ({"promises/kno.yml": SOUND.replace("kind: clinic", "kind: klinik")}, (), "'klinik' is not a kind"),
    "an unreadable file": ({"promises/kno.yml": "title: [\n"}, (), "promises/kno.yml:"),
    "a warning": ({"promises/kno.yml": SOUND.replace("exceptions: none\n", "")}, ("--strict",), "1 warning"),
    "a link to a page": ({"content/a.md": "[there](/nowhere/)"}, (), "The link /nowhere/ leads nowhere."),
    "a link to a place": ({"content/a.md": "[there](#nowhere)"}, (), "The link #nowhere leads to a place"),
    "a picture": ({"content/a.md": "![A dog](dog.png)"}, (), "The link dog.png leads nowhere."),
    "no address": ({"content/a.html": "<a href='http://[x'>there</a>"}, (), "The link http://[x leads nowhere."),
    "what MkDocs trips over": ({"content/a.md": "[there](http://[x)"}, (), "Error reading page 'a.md': Invalid"),
    "a strange address": ({"content/a.md": f"[there](%00{'x' * 300})"}, (), "leads nowhere."),
    "a page in Latin-1": ({"content/a.md": "Een\nCaf\xe9".encode("latin-1")}, (), "content/a.md:2: The file is not"),
    "a taken address": ({"content/promises/kno.md": "Hello"}, (), "content/promises/kno.md: At this address stands"),
}


@pytest.mark.parametrize("why", FAILING)
def test_a_build_that_fails_leaves_the_site_as_it_was(standing: Any, draw: Draw, why: str) -> None:
    root, before = standing
    files, options, said = FAILING[why]
    draw(files)
    shown = refused(root, *options)
    assert said in shown
    assert "Nothing was published." in shown
    assert snapshot(root / "site") == before
    assert leftovers(root / "site") == []


def test_when_mkdocs_stops_its_reason_is_shown(standing: Any, draw: Draw) -> None:
    root, before = standing
    mkdocs = (root / "mkdocs.yml").read_text("utf-8")
    draw({"mkdocs.yml": mkdocs + "strict: true\n", "content/a.md": "[there](nowhere.md)"})
    shown = refused(root)
    assert "'nowhere.md', but the target is not found" in shown
    assert "Aborted with 1 warnings in strict mode!\nNothing was published." in shown
    assert snapshot(root / "site") == before
    assert leftovers(root / "site") == []


# a build that is cut off


@pytest.fixture(scope="session")
def all_cut_off(versions: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Path, int]]:
    """Projects of which the build was stopped, one for each stage and signal; two at a time, as it takes many."""
    folder = tmp_path_factory.mktemp("cut-off")

    def stop(case: tuple[str, str]) -> tuple[Path, int]:
        root = Path(shutil.copytree(versions[0], folder / "-".join(case)))
        return root, run(STOPPED, *case, "build", "--now", NOW, folder=root).returncode

    cases = [(stage, how) for stage in STAGES for how in ("KILL", "TERM")]
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(cases, pool.map(stop, cases), strict=True))


@pytest.mark.parametrize("how", ["KILL", "TERM"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_build_that_is_cut_off_leaves_one_whole_site(all_cut_off: Any, versions: Any, stage: str, how: str) -> None:
    _, old, new = versions
    root, status = all_cut_off[stage, how]
    assert status == (-9 if how == "KILL" else 130)
    if (stage, how) == ("two renames: between", "KILL"):
        assert not (root / "site").exists()  # no program can help here; any next command does, see below
    else:
        assert snapshot(root / "site") == (old if STAGES[stage][-1] == "old" else new)
    if how == "TERM" and "removing" not in stage:
        assert leftovers(root / "site") == []
    built(root)
    assert snapshot(root / "site") == new


@pytest.mark.parametrize("command", ["check", "codes", "schema schemas"])
def test_any_command_finishes_two_renames(versions: Any, tmp_path: Path, command: str) -> None:
    project, _, new = versions
    root = Path(shutil.copytree(project, tmp_path / "project"))
    run(STOPPED, "two renames: between", "KILL", "build", "--now", NOW, folder=root)
    assert here(*command.split(), folder=root).returncode == 0
    assert snapshot(root / "site") == new
    assert leftovers(root / "site") == []


def test_a_build_under_nohup_survives_the_end_of_the_session(versions: Any, tmp_path: Path) -> None:
    root = Path(shutil.copytree(versions[0], tmp_path / "project"))
    words = f"trap '' HUP; exec {sys.executable} {STOPPED} 'before the swap' HUP build --now {NOW}"
    done = subprocess.run(words, shell=True, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert snapshot(root / "site") == versions[2]


@pytest.mark.parametrize("stage", ["before the swap", "after the swap"])
def test_a_first_build_that_is_cut_off_leaves_no_half_site(versions: Any, tmp_path: Path, stage: str) -> None:
    project, _, new = versions
    root = Path(shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("site")))
    run(STOPPED, stage, "KILL", "build", "--now", NOW, folder=root)
    assert snapshot(root / "site") == ({} if stage == "before the swap" else new)
    built(root)
    assert snapshot(root / "site") == new


def test_any_command_clears_away_what_was_cut_off(versions: Any, tmp_path: Path) -> None:
    project, old, _ = versions
    root = Path(shutil.copytree(project, tmp_path / "project"))
    run(STOPPED, "before check", "KILL", "build", "--now", NOW, folder=root)
    assert ".site.staged" in leftovers(root / "site")
    assert here("check", folder=root).returncode == 0
    assert leftovers(root / "site") == []
    assert snapshot(root / "site") == old


def test_of_two_builds_at_once_the_second_is_refused(versions: Any, tmp_path: Path) -> None:
    project, old, new = versions
    root = Path(shutil.copytree(project, tmp_path / "project"))
    words = [sys.executable, STOPPED, "before check", "WAIT", "build", "--now", NOW]
    first = subprocess.Popen(words, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdin and first.stdout
    while first.stdout.readline() != "waiting\n":
        assert first.poll() is None
    assert f"Another build is at work on {root / 'site'}. Wait until it is done." in refused(root)
    assert here("check", folder=root).returncode == 0  # and it clears nothing away under the first one
    assert snapshot(root / "site") == old
    first.communicate("go on\n", timeout=60)
    assert first.returncode == 0
    assert snapshot(root / "site") == new
    assert leftovers(root / "site") == []


# folders and disks that can't be used


FOREIGN = {
    "notes": {"site/notes.txt": "mine"},
    "another site": {"site/index.html": '<meta name="generator" content="Hugo 0.1">'},
    "a file": {"site": "mine"},
    "a history": {"site/index.html": '<meta name="generator" content="Handvest 0.1.0">', "site/.git/HEAD": "ref"},
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_handvest_did_not_make_is_left_alone(draw: Draw, what: str) -> None:
    root = draw(FOREIGN[what])
    shown = refused(root)
    assert f"{root / 'site'} holds files that Handvest did not make, so it is left alone. Choose another." in shown
    for name, text in FOREIGN[what].items():
        assert (root / name).read_text("utf-8") == text
    assert leftovers(root / "site") == []


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (".", "holds files that Handvest did not make"),
        ("/", "holds files that Handvest did not make"),
        ("promises", "holds files that Handvest did not make"),
        ("content", "lies in the folder with content. Choose another."),
        ("content/site", "lies in the folder with content. Choose another."),
        ("mkdocs.yml/site", "The disk says: "),
    ],
)
def test_a_folder_that_can_not_hold_a_site_is_refused(draw: Draw, out: str, said: str) -> None:
    root = draw()
    before = snapshot(root)
    assert said in refused(root, "--out", out)
    assert snapshot(root) == before


@pytest.mark.parametrize("command", ["build", "write pages", "schema schemas", "codes add kno"])
def test_a_full_disk_is_told(standing: Any, command: str) -> None:
    root, before = standing
    limit = {"build": 20_000, "write pages": 20_000, "schema schemas": 2000, "codes add kno": 20}[command]
    program = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        f"sys.dont_write_bytecode = True; from handvest.cli import main; sys.exit(main({command.split()!r}))"
    )
    done = run("-c", program, folder=root)
    assert done.returncode == 1
    assert "The disk says: File too large" in done.stderr
    assert snapshot(root / "site") == before
    assert leftovers(root / "site") == []
    assert not list(root.glob("promises/.*"))

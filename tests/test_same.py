"""The same input and moment give the same bytes, on whatever machine, and by whatever program makes the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, ROOT, Draw, handvest, here, run
from reading import main_of, page_text, text_of
from snapshot import snapshot

MACHINES = {
    "as it is": {},
    "in another time zone": {"TZ": "Pacific/Kiritimati"},
    "in Turkish": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "with only ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "with other hashes": {"PYTHONHASHSEED": "4711"},
    "at another moment of the clock": {"SOURCE_DATE_EPOCH": "1"},
}


@pytest.mark.parametrize("machine", MACHINES)
def test_each_machine_builds_the_same(example: Path, tmp_path: Path, machine: str) -> None:
    words = ("-m", "handvest", "build", "--strict", "--now", NOW, "--out", str(tmp_path / "site"))
    done = run(*words, folder=ROOT, env={"PYTHONHASHSEED": "1", **MACHINES[machine]})
    assert done.returncode == 0, done.stdout + done.stderr
    assert snapshot(tmp_path / "site") == snapshot(example)


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_mkdocs_and_its_successor_write_the_same_files(example: Path, tmp_path: Path, program: str) -> None:
    words = ("-m", program, "build", "--strict", "-f", "mkdocs.yml", "-d", str(tmp_path / "site"))
    done = run(*words, folder=ROOT, env={"HANDVEST_NOW": NOW})
    assert done.returncode == 0, done.stdout + done.stderr
    assert snapshot(tmp_path / "site") == snapshot(example)


def test_the_moment_in_mkdocs_yml_holds_for_all_commands(draw: Draw, tmp_path: Path) -> None:
    charter = (draw() / "promises/kno.yml").read_text("utf-8")
    mkdocs = (tmp_path / "mkdocs.yml").read_text("utf-8")
    mkdocs = mkdocs.replace("[handvest]", "[{handvest: {now: !ENV [HANDVEST_NOW, null]}}]")
    draw({"promises/kno.yml": f"launch: 2030-01-01\n{charter}", "mkdocs.yml": mkdocs})
    page = tmp_path / "site/promises/kno/index.html"
    for moment, there in (("2029-12-31", False), ("2030-01-01T00:00", True), ("", False)):
        done = run("-m", "handvest", "build", folder=tmp_path, env={"HANDVEST_NOW": moment})
        assert done.returncode == 0, done.stdout + done.stderr
        assert page.exists() == there


# another program that makes sites


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as `handvest write` writes it, made into a site by MkDocs without our plugin."""
    folder = tmp_path_factory.mktemp("written")
    done = handvest("write", str(folder / "pages"), folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "mkdocs.yml").write_text(
        "site_name: Ergens anders\ndocs_dir: pages\ntheme: mkdocs\nplugins: []\n", "utf-8"
    )
    done = run("-m", "mkdocs", "build", "--strict", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def reading_pages(site: Path) -> list[str]:
    """The pages that another program puts in its own frame."""
    pages = {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in sorted(site.rglob("index.html"))}
    return [name for name, html in pages.items() if '<link rel="stylesheet" href="' in html]


def test_another_program_gets_all_pages(example: Path, written: Path) -> None:
    pages = {name for name in snapshot(example) if name.endswith("index.html")}
    assert pages <= set(snapshot(written))
    assert len(reading_pages(example)) > 15


def test_another_program_shows_each_line_of_each_page(example: Path, written: Path) -> None:
    for name in reading_pages(example):
        shown = text_of((written / name).read_text("utf-8"))
        lost = [line for line in page_text(example / name).split("\n") if line not in shown]
        assert lost == [], name


def test_another_program_keeps_the_lean_pages_as_they_are(example: Path, written: Path) -> None:
    ours, theirs = snapshot(example), snapshot(written)
    lean = {name for name in ours if name.endswith("index.html")} - set(reading_pages(example))
    assert len(lean) > 100
    assert [name for name in sorted(lean) if ours[name] != theirs[name]] == []


def test_links_between_pages_hold_with_another_program(example: Path, written: Path) -> None:
    for name in reading_pages(example):
        links = re.findall(r'href="(\.{1,2}/[^"#]*)', main_of(example / name))
        for link in links:
            assert link in (written / name).read_text("utf-8")
            assert ((written / name).parent / link).exists(), f"{name}: {link}"


def test_write_replaces_only_what_it_wrote(draw: Draw) -> None:
    root = draw({"pages/notes.txt": "mine"})
    refused = here("write", "pages", folder=root)
    assert refused.returncode == 1
    assert "pages holds files that Handvest did not make, so it is left alone." in refused.stderr
    assert [p.name for p in (root / "pages").iterdir()] == ["notes.txt"]
    (root / "pages/notes.txt").unlink()
    first = here("write", "pages", folder=root)
    (root / "pages/stale.md").write_text("x", "utf-8")
    second = here("write", "pages", folder=root)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert not (root / "pages/stale.md").exists()


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_introduction_stands_on_the_home_page(draw: Draw, name: str) -> None:
    root = draw({f"content/{name}": "# Hello\n\nWe are **here**.\n"})
    assert here("build", folder=root).returncode == 0
    assert here("write", "pages", folder=root).returncode == 0
    for path in (root / "site/index.html", root / "pages/index.md"):
        text = text_of(path.read_text("utf-8"))
        assert "We are here." in text
        assert "This is what we promise you" in text


@pytest.mark.parametrize("folder", ["content", "content/pages"])
def test_write_stays_out_of_the_pages_by_hand(draw: Draw, folder: str) -> None:
    root: Any = draw()
    refused = here("write", folder, folder=root)
    assert refused.returncode == 1
    assert "lies in the folder with content. Choose another." in refused.stderr
    assert [p.name for p in (root / "content").iterdir()] == [".keep"]

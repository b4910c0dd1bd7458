"""What exists is documented, and what is documented works."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from conftest import NOW, ROOT, Draw, handvest

from handvest.load.project import KINDS
from handvest.schema import schema

sys.path.insert(0, str(ROOT / "generator"))
import reference

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", reference.PAGES)
def test_reference_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == reference.PAGES[name](), "run `make docs`"


def test_every_field_has_a_description() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \|(.*?)\|", reference.fields())
    assert len(rows) > 100
    assert [key for key, text in rows if not text.strip()] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"(`{3,})[\s\S]*?\1|`[^`\n]*`", "", path.read_text("utf-8"))  # without examples
    for link in re.findall(r"\]\(([^)#\s]+)\)", text):
        assert link.startswith("http") or (path.parent / link).exists(), link


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_schemas_of_the_example_are_up_to_date(kind: str) -> None:
    assert (ROOT / "promises" / ".schema" / f"{kind}.json").read_text("utf-8") == schema(kind, "nl"), (
        "run `make schema`"
    )


def test_example_files_point_to_a_schema_that_exists() -> None:
    for path in (ROOT / "promises").rglob("*.yml"):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("=")[2]).is_file(), path


def test_the_first_charter_of_the_guide_is_sound(draw: Draw) -> None:
    guide = (ROOT / "docs" / "schrijven.md").read_text("utf-8")
    charter = re.search(r"```yaml\n(title:.*?)```", guide, re.S)
    assert charter
    organisation = (ROOT / "promises" / "organisation.yml").read_text("utf-8").replace("logo: logo.svg", "")
    root = draw({"promises/kno.yml": charter[1], "promises/organisation.yml": organisation})
    done = handvest("check", "--strict", folder=root, now=NOW)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_names_every_make_target_that_people_need() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    written = " ".join(path.read_text("utf-8") for path in DOCS)
    assert [t for t in targets - {"clean"} if f"make {t}" not in written and f" {t}`" not in written] == []


def test_every_dependency_is_accounted_for() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    written = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert [w for w in wanted if re.split(r"[<>=;\s]", w)[0] not in written] == []
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "http" not in lock
    assert [w for w in wanted if f"\n{re.split(r'[<>=;]', w)[0].lower()}==" not in f"\n{lock}"] == []

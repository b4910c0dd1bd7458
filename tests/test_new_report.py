"""`handvest new-report`: a template with questions, which is sound, hidden, and never takes the place of anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ORGANISATION, Draw, here

DUTCH = ORGANISATION.replace("languages: [en]", "languages: [nl]")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def heard(root: Path, now: str = "2026-10-15T09:00") -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(here("check", "--json", folder=root, now=now).stdout)
    return [p for p in found if p["file"].startswith("reports/")]


@pytest.mark.parametrize(
    "name", ["De Proef", "Zorg: thuis & meer", "'t Huis", 'Het "Veer"', "{year} #1", "- Nee", "100% zorg"]
)
def test_the_template_is_sound_whatever_the_organisation_is_called(draw: Draw, name: str) -> None:
    root = draw({"promises/organisation.yml": DUTCH.replace("De Proef", json.dumps(name, ensure_ascii=False))})
    done = here("new-report", "2026", "--title", f"Verslag: {name}", folder=root)
    assert done.returncode == 0, done.stderr
    assert [p for p in heard(root) if p["level"] != "advice"] == []
    strict = here("check", "--strict", folder=root)
    assert strict.returncode == 0, strict.stderr


def test_every_section_asks_something_and_the_author_hears_what_is_unanswered(draw: Draw) -> None:
    root = draw()
    here("new-report", "2026", folder=root)
    sections = sorted(p for p in (root / "reports/2026").glob("*.md"))
    assert len(sections) >= 10
    for section in sections:
        text = section.read_text(encoding="utf-8")
        assert "{" not in text.replace("{name:", ""), section.name
        assert "?" in text or "|" in text, section.name
    unanswered = {p["file"] for p in heard(root) if "template" in p["message"]}
    assert unanswered == {f"reports/2026/{p.name}" for p in sections}


def test_a_template_is_not_public_until_someone_looked_at_it(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": DUTCH})
    here("new-report", "2025", folder=root)  # its day, in May 2026, has passed
    built = here("build", folder=root)
    assert built.returncode == 0, built.stderr
    assert not (root / "site/kwaliteit").exists()


def test_questions_that_became_public_are_a_warning(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": DUTCH})
    here("new-report", "2026", folder=root)
    found = [p for p in heard(root, "2027-05-20T00:00") if p["file"].endswith("10-wie-wij-zijn.md")]
    assert [p["level"] for p in found] == ["warning"]


def test_it_builds_and_its_own_words_are_used(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": DUTCH})
    here("new-report", "2026", "--title", "Hoe gaat het?", folder=root)
    built = here("build", "--preview", folder=root)
    assert built.returncode == 0, built.stderr
    page = (root / "site/kwaliteit/2026/index.html").read_text(encoding="utf-8")
    assert "Hoe gaat het?" in page and "Bestuur van De Proef" in page


def test_what_is_there_stays(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": DUTCH, "reports/2026/report.yml": "title: Mijn verslag\n"})
    before = tree(root)
    done = here("new-report", "2026", folder=root)
    assert done.returncode == 1
    assert "reports/2026" in done.stderr
    assert tree(root) == before


@pytest.mark.parametrize("id", ["frameworks", "verbeterpunten", "Twee Duizend", "../2026", ".2026", ""])
def test_names_that_can_not_be(draw: Draw, id: str) -> None:
    root = draw({"promises/organisation.yml": DUTCH})
    before = tree(root)
    assert here("new-report", id, folder=root).returncode == 1
    assert tree(root) == before


def test_nothing_is_left_when_the_disk_is_full(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    root = draw({"promises/organisation.yml": DUTCH})
    before = tree(root)
    write = Path.write_text

    def full(self: Path, *arguments: Any, **more: Any) -> int:
        if self.name == "60-wie-er-meekeek.md":
            raise OSError(28, "No space left on device", str(self))
        return write(self, *arguments, **more)

    monkeypatch.setattr(Path, "write_text", full)
    done = here("new-report", "2026", folder=root)
    assert done.returncode == 1 and "No space left" in done.stderr
    assert tree(root) == before
    assert not [p for p in (root / "reports").iterdir()]


def test_it_says_what_to_do_next_and_what_came_before(draw: Draw) -> None:
    report = "title: Verslag\nkind: report\nframework: kompas-ghz-2023\nresponsible: Bestuur\npublished: 2025-05-20\n"
    root = draw({"reports/2024/report.yml": report + "period: {from: 2024-01-01, to: 2024-12-31}\n"})
    done = here("new-report", "2026", folder=root)
    assert "follows: 2024" in done.stdout
    assert "handvest check" in done.stdout and "handvest serve --preview" in done.stdout
    assert "# follows: 2024" in (root / "reports/2026/report.yml").read_text(encoding="utf-8")

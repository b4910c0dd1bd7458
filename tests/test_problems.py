"""Every kind of problem, as authors meet it. The cases are in tests/problems/*.yml: files in, messages out.

A case replaces files of the small sound project in conftest.py. `charter` holds lines that replace those of the same
key in promises/kno.yml; `organisation` does so in organisation.yml, and `report` in reports/2025/report.yml, which
stands there with one section only when a case has it. `says` lists messages that must be shown, each
whole from the file's name on; nothing else may be shown, unless `and_more` is true. A message ends in `…` when only
its beginning matters.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CHARTER, NOW, ORGANISATION, Draw

from handvest.examine import examine, text
from handvest.load.project import KINDS, Settings
from handvest.load.validate import NOUNS
from handvest.model.block import BLOCKS
from handvest.problem import Level

REPORT = """\
title: Evaluation
kind: evaluation
published: 2026-05-20
responsible: The board
"""

CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {case['name']}": case
    for path in sorted((Path(__file__).parent / "problems").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
}


def replaced(base: str, parts: str) -> str:
    """Replace top-level keys of a YAML text by those of another, each with all lines below it; new ones are added."""
    blocks = {block.partition(":")[0]: block for block in re.findall(r"(?m)^\S.*\n(?:[ \t#-].*\n|\n)*", base)}
    own = re.findall(r"(?m)^\S.*\n(?:[ \t#-].*\n|\n)*", parts if parts.endswith("\n") else parts + "\n")
    blocks.update({block.partition(":")[0]: block for block in own})
    return "".join(blocks.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_problem(case: dict[str, Any], draw: Draw) -> None:
    sound = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
    files: dict[str, Any] = {}
    if "charter" in case:
        files["promises/kno.yml"] = replaced(sound, case["charter"])
    if "organisation" in case:
        files["promises/organisation.yml"] = replaced(ORGANISATION, case["organisation"])
    if "report" in case:
        files["reports/2025/report.yml"] = replaced(REPORT, case["report"])
        files["reports/2025/10-one.md"] = "---\ntitle: One\n---\n## Causes\n\nText.\n"
    root = draw({**files, **case.get("files", {})})
    settings = Settings(root, case.get("site_url", "https://proef.example/"), out=root / "site")
    project, _, problems = examine(settings, case.get("now", NOW))
    code = project.language
    shown = [f"{p.level.name.lower()} {text(p, code)}" for p in problems]
    for expected in case["says"]:
        start = expected.removesuffix("…")
        found = [s for s in shown if (s.startswith(start) if expected.endswith("…") else s == expected)]
        assert found, f"not shown: {expected}\n" + "\n".join(shown)
        shown = [s for s in shown if s not in found]
    if not case.get("and_more"):
        assert not shown, "shown too:\n" + "\n".join(shown)


def test_a_sound_project_has_no_problems(draw: Draw) -> None:
    _, _, problems = examine(Settings(draw(), "https://proef.example/"), NOW)
    assert problems == []


def test_every_choice_has_a_name_for_its_message() -> None:
    schemas = [cls.model_json_schema() for cls in (*KINDS.values(), *BLOCKS.values())]
    choices = {name for schema in schemas for name, part in schema.get("$defs", {}).items() if "enum" in part}
    assert len(choices) > 10
    assert choices == {cls.__name__ for cls in NOUNS}


def test_all_levels_have_cases() -> None:
    levels = {line.split()[0] for case in CASES.values() for line in case["says"]}
    assert levels == {level.name.lower() for level in Level}

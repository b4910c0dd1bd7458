"""A module imports only from the stages above it (docs/design: one path through the code)."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator" / "handvest"

STAGES = [
    {"__init__", "problem"},
    {"language"},
    {"model"},
    {"load"},
    {"figures"},
    {"rules"},
    {"pages"},
    {"render"},
    {"variants"},
    {"examine"},
    {"build"},
    {"check", "publish", "schema"},
    {"codes", "approvals", "side_by_side", "new_report"},
    {"write"},
    {"mkdocs_site"},
    {"mkdocs_plugin"},
    {"host"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
ORDER = {name: i for i, names in enumerate(STAGES) for name in names}

# The one place that may know a library, and that a reader would look for there.
ONLY_IN = {
    "jinja2": {"render"},
    "mkdocs": {"mkdocs_site", "mkdocs_plugin", "host", "commands"},
    "yaml": {"load", "codes", "approvals", "host"},
    "nh3": {"load", "render"},
}

# Inside a function, as a quantity and a language need each other's words.
LATE = {("language", "model")}


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module if node.module != "handvest" else f"handvest.{node.names[0].name}")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_every_module_has_a_stage() -> None:
    assert {stage(p) for p in PACKAGE.rglob("*.py")} == set(ORDER)


def test_modules_import_only_from_stages_above() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        own = stage(path)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "handvest" or len(parts) < 2:
                continue
            other = parts[1]
            if other in ORDER and other != own and ORDER[other] >= ORDER[own] and (own, other) not in LATE:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert wrong == []


def test_only_one_stage_knows_a_library() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for name in imports(path):
            allowed = ONLY_IN.get(name.split(".")[0])
            if allowed and stage(path) not in allowed:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert wrong == []


def test_the_adapter_is_thin() -> None:
    hooks = [
        node
        for node in ast.walk(ast.parse((PACKAGE / "mkdocs_plugin.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")
    ]
    assert hooks and max(node.end_lineno - node.lineno for node in hooks if node.end_lineno) <= 14


def test_nothing_but_the_command_reads_a_clock() -> None:
    readers = [
        f"{path.relative_to(PACKAGE)}: {needle}"
        for path in PACKAGE.rglob("*.py")
        for needle in ("datetime.now(", "date.today(", "time.time(", "utcnow(")
        if needle in path.read_text(encoding="utf-8")
    ]
    assert readers == ["examine.py: datetime.now("], (
        "moment() is the one that reads the clock, when no --now is given"
    )

"""Every component shows its examples, and lets nothing through that a text could carry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from handvest.render.environment import environment, overrides
from handvest.render.styles import LEAN, lean

COMPONENTS = sorted((ROOT / "overrides" / "components").iterdir())
EXAMPLES = [
    pytest.param(folder, example, id=f"{folder.name}: {example['name']}")
    for folder in COMPONENTS
    for example in yaml.safe_load((folder / "examples.yml").read_text(encoding="utf-8"))
]
INJECTED = "</p><script>alert(1)</script><img src=x onerror=alert(1)>"


def shown(folder: Path, example: dict[str, Any]) -> str:
    template = environment(overrides(None), "nl").get_template(f"components/{folder.name}/template.html")
    return str(getattr(template.module, example["call"])(**example["values"]))


@pytest.mark.parametrize(("folder", "example"), EXAMPLES)
def test_example_shows_what_it_says(folder: Path, example: dict[str, Any]) -> None:
    html = shown(folder, example)
    for text in example["shows"]:
        assert text in html


@pytest.mark.parametrize(("folder", "example"), EXAMPLES)
def test_texts_are_escaped(folder: Path, example: dict[str, Any]) -> None:
    def poisoned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: poisoned(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poisoned(v, key) for v in value]
        return value + INJECTED if isinstance(value, str) and value else value

    html = shown(folder, {**example, "values": poisoned(example["values"])})
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda f: f.name)
def test_a_component_is_whole(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {"template.html", "style.css", "examples.yml"}


def test_the_lean_frame_names_components_that_exist() -> None:
    assert set(LEAN) <= {folder.name for folder in COMPONENTS}


def test_the_style_block_can_stand_in_a_page(example: Path) -> None:
    page = next((example / "q").glob("*/index.html")).read_text(encoding="utf-8")
    assert page.count("<style>") == page.count("</style>") == 1
    from handvest.model.organisation import HouseStyle

    assert "</" not in lean(overrides(None), HouseStyle(primary="#1f6f54"))

"""Every component shows its examples, and lets nothing through that a text could carry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from handvest.model.colour import least_contrast
from handvest.render.environment import environment, overrides
from handvest.render.styles import LEAN, lean

sys.path.insert(0, str(ROOT / "generator"))
import gallery

COMPONENTS = sorted((ROOT / "overrides" / "components").iterdir())
EXAMPLES = [
    pytest.param(folder, example, id=f"{folder.name}: {example['name']}")
    for folder in COMPONENTS
    for example in yaml.safe_load((folder / "examples.yml").read_text(encoding="utf-8"))
]
SCHEMES = ("light", "dark")
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
    assert "<img src=x" not in html


@pytest.mark.parametrize("folder", COMPONENTS, ids=lambda f: f.name)
def test_a_component_is_whole(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {"template.html", "style.css", "examples.yml"}


@pytest.fixture(scope="module")
def page_in(browser: Any) -> Iterator[Callable[[str, int], Any]]:
    """Return a function that gives an empty page in a scheme and a width."""
    opened: dict[tuple[str, int], Any] = {}

    def page(scheme: str, width: int) -> Any:
        if (scheme, width) not in opened:
            size = {"width": width, "height": 700}
            opened[scheme, width] = browser.new_context(color_scheme=scheme, viewport=size).new_page()
        return opened[scheme, width]

    yield page
    for page_ in opened.values():
        page_.context.close()


def faults(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("folder", "example"), EXAMPLES)
def test_axe_finds_nothing_in_an_example(
    page_in: Callable[[str, int], Any], folder: Path, example: dict[str, Any], scheme: str, width: int
) -> None:
    page = page_in(scheme, width)
    page.set_content(gallery.example_page(folder, example, "#1f6f54"))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("primary", ["#ffd500", "#ffd1dc", "#000000", "#ffffff", "#ff0000"])
@pytest.mark.parametrize("name", ["promise", "header", "notice", "help", "search"])
def test_every_house_style_can_be_read(
    page_in: Callable[[str, int], Any], name: str, primary: str, scheme: str
) -> None:
    folder = ROOT / "overrides" / "components" / name
    example = yaml.safe_load((folder / "examples.yml").read_text("utf-8"))[-1 if name == "search" else 0]
    page = page_in(scheme, 320)
    page.set_content(gallery.example_page(folder, example, primary))
    assert faults(page) == []


@pytest.mark.parametrize("primary", ["#ffd500", "#ffd1dc", "#000000", "#ffffff", "#1f6f54", "#00558c"])
def test_every_pair_of_colours_has_contrast_enough(primary: str) -> None:
    assert least_contrast(primary) >= 4.5


def test_the_lean_frame_names_components_that_exist() -> None:
    assert set(LEAN) <= {folder.name for folder in COMPONENTS}


def test_the_style_block_can_stand_in_a_page(example: Path) -> None:
    page = next((example / "q").glob("*/index.html")).read_text(encoding="utf-8")
    assert page.count("<style>") == page.count("</style>") == 1
    from handvest.model.organisation import HouseStyle

    assert "</" not in lean(overrides(None), HouseStyle(primary="#1f6f54"))

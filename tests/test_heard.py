"""What a screen reader is told, kept in tests/heard/ as text that a person can read and approve.

After a wanted change: `make heard` writes the texts anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HEARD = Path(__file__).parent / "heard"
PAGES = {
    "charter": "beloften/somatiek-de-hoeve/",
    "promise": "beloften/kno/wachttijd/",
    "code": "q/smdkb/",
    "home": "",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_accessibility_tree_is_as_approved(
    name: str, browser: Any, serve: Callable[[Path], str], example: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(serve(example) + PAGES[name])
    heard = page.locator("body").aria_snapshot() + "\n"
    context.close()
    file = HEARD / f"{name}.txt"
    if os.environ.get("HANDVEST_HEARD") == "write":
        file.write_text(heard, encoding="utf-8")
    assert heard == file.read_text("utf-8"), "changed: read it, and approve it with `make heard`"

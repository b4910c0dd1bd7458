"""A page with every example of every component, in both schemes: `make gallery`. Not part of a public site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from handvest.model.organisation import HouseStyle
from handvest.render import styles
from handvest.render.environment import environment, overrides

ROOT = Path(__file__).parents[1]
PAGE = Markup(
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Gallery</title>'
    '<meta name="viewport" content="width=device-width"><style>{style}</style></head>'
    '<body><main class="width"><h1>Gallery</h1>{body}</main></body></html>'
)


def example_page(folder: Path, example: dict[str, Any], primary: str) -> str:
    """Return a page with one example, in a house colour."""
    folders = overrides(None)
    module = environment(folders, "nl").get_template(f"components/{folder.name}/template.html").module
    shown = getattr(module, example["call"])(**example["values"])
    body = Markup('<ul class="cards">{}</ul>').format(shown) if folder.name == "card" else shown
    return str(PAGE.format(style=Markup(styles.reading(folders, HouseStyle(primary=primary))), body=body))


def gallery(primary: str) -> str:
    """Return the page, in a house colour."""
    folders = overrides(None)
    body = Markup()
    for folder in sorted((ROOT / "overrides" / "components").iterdir()):
        body += Markup("<h2>{}</h2>").format(folder.name)
        module = environment(folders, "nl").get_template(f"components/{folder.name}/template.html").module
        for example in yaml.safe_load((folder / "examples.yml").read_text(encoding="utf-8")):
            shown = getattr(module, example["call"])(**example["values"])
            body += Markup("<h3>{}</h3>").format(example["name"])
            body += Markup('<ul class="cards">{}</ul>').format(shown) if folder.name == "card" else shown
    style = styles.reading(folders, HouseStyle(primary=primary)).replace('url("', f'url("{ROOT}/overrides/assets/')
    return str(PAGE.format(style=Markup(style), body=body))


def main() -> int:
    """Write the gallery to build/gallery.html."""
    out = ROOT / "build" / "gallery.html"
    out.parent.mkdir(exist_ok=True)
    out.write_text(gallery(sys.argv[1] if len(sys.argv) > 1 else "#1f6f54"), encoding="utf-8")
    print(out.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())

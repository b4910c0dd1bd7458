"""The stylesheets of both frames, from one set of tokens and the components' own styles."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import asdict
from pathlib import Path

from handvest.model.colour import Palette, dark, light
from handvest.model.organisation import HouseStyle

SIZES = {
    "size": "1.125rem",
    "size-s": "1rem",
    "size-m": "1.25rem",
    "size-l": "1.375rem",
    "size-xl": "clamp(1.5rem, 1.2rem + 1.5vw, 1.875rem)",
    "size-xxl": "clamp(1.75rem, 1.3rem + 2.4vw, 3rem)",
    "round": ".75rem",
}

LEAN = (
    *"actions aloud contact crumbs easy facts footer header help notice picture poem promise".split(),
    *"quote report rights status verdicts versions".split(),
)
"""The components that the lean frame uses."""


def tokens(style: HouseStyle) -> str:
    """Write the design tokens as CSS: sizes, and colours for the light and the dark scheme."""
    sizes = "".join(f"--{name}:{value};" for name, value in SIZES.items())
    return (
        f":root{{color-scheme:light dark;{sizes}{_colours(light(style.primary))}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours(dark(style.primary))}}}}}"
    )


def _colours(palette: Palette) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette).items())


def reading(folders: tuple[Path, ...], style: HouseStyle) -> str:
    """The stylesheet of the reading frame: tokens, base and every component."""
    names = sorted({f.name for folder in folders for f in folder.glob("components/*") if f.is_dir()})
    return _sheet(folders, style, ["styles/base.css", "styles/reading.css", *map(_component, names)])


def lean(folders: tuple[Path, ...], style: HouseStyle) -> str:
    """The style block of the lean frame: the same on every page, so that one policy fits all."""
    return _sheet(folders, style, ["styles/base.css", "styles/lean.css", *map(_component, LEAN)])


def fingerprint(text: str) -> str:
    """Eight signs that change when the text does, for a file name that may be kept for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def hash_source(text: str) -> str:
    """The source with which a policy allows exactly this inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def source(folders: tuple[Path, ...], name: str) -> str:
    """Read a file of the site's own overrides, else of the package's."""
    return next(f / name for f in folders if (f / name).is_file()).read_text(encoding="utf-8")


def small_script(text: str) -> str:
    """Take lines of comment and indentation out of a script; one that stands in a page has no empty lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _component(name: str) -> str:
    return f"components/{name}/style.css"


def _sheet(folders: tuple[Path, ...], style: HouseStyle, names: list[str]) -> str:
    parts = [tokens(style)]
    for name in names:
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path:
            parts.append(_small(path.read_text(encoding="utf-8")))
    return "".join(parts)


def _small(css: str) -> str:
    """Take comments and needless white space out of CSS; texts between quotes have none of either here."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": (?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()

"""Makes the fonts for paper from those of the site: `pip install fonttools brotli`, then run this once.

Typst wants fonts of one weight each; the site has one variable font in two parts, for two ranges of letters.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OVERRIDES = Path(__file__).parents[1] / "overrides"
NAME = "atkinson-hyperlegible-next"
MADE = 3800000000  # a fixed moment in the file, in seconds since 1904, so that it is always the same
WEIGHTS = {"regular": 400, "bold": 700}
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "calt"]


def main() -> None:
    """Write a font for each weight, with the letters of both parts."""
    out = OVERRIDES / "print" / "fonts"
    out.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = _whole(weight)
        font["OS/2"].usWeightClass = weight
        font["head"].created = font["head"].modified = MADE
        font.recalcTimestamp = False
        font.save(out / f"{NAME}-{style}.ttf")
        print(out / f"{NAME}-{style}.ttf")
    (out / "OFL.txt").write_bytes((OVERRIDES / "assets" / "fonts" / "OFL.txt").read_bytes())


def _whole(weight: int) -> TTFont:
    """Fix both parts at a weight, put them together, and keep what letters need."""
    with tempfile.TemporaryDirectory() as name:
        parts = []
        for part in ("latin", "latin-ext"):
            font = TTFont(OVERRIDES / "assets" / "fonts" / f"{NAME}-{part}-wght-normal.woff2")
            font.flavor = None
            parts.append(f"{name}/{part}.ttf")
            instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=True).save(parts[-1])
        Merger().merge(parts).save(f"{name}/whole.ttf")
        whole = TTFont(f"{name}/whole.ttf", lazy=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17])
    options.notdef_outline = True
    keeper = subset.Subsetter(options)
    keeper.populate(unicodes=whole.getBestCmap().keys())
    keeper.subset(whole)
    return whole


if __name__ == "__main__":
    main()

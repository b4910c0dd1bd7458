"""Makes the fonts for paper: `pip install fonttools brotli`, then run this with a folder of unpacked npm packages.

Typst wants fonts of one weight each; the site has one variable font in two parts, for two ranges of letters. For what
these lack come Arabic and emoji, from the packages @fontsource/vazirmatn and @fontsource/noto-emoji: in the
folder that is named, `npm install` puts them in `node_modules/@fontsource/`.
"""

from __future__ import annotations

import sys
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
JOINED = [*FEATURES, "init", "medi", "fina", "isol", "rlig"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
FORMS = [range(0xFB50, 0xFDF0), range(0xFE70, 0xFEFF)]  # letters joined beforehand: nobody types them
OURS = [*range(0x20, 0x7F), 0xA0, 0xA9, 0xAE]  # letters that our own fonts have, and no emoji font should show
KEYS = [0x23, 0x2A, *range(0x30, 0x3A)]  # but for those on keys, such as 1️⃣


OUT = OVERRIDES / "print" / "fonts"


def main(packages: Path) -> None:
    """Write a font for each weight, with the letters of both parts, and those for Arabic and emoji."""
    OUT.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        _save(_whole(weight), f"{NAME}-{style}", weight)
        arabic = TTFont(packages / f"vazirmatn/files/vazirmatn-arabic-{weight}-normal.woff2")
        forms = {code for part in FORMS for code in part}
        _save(_kept(arabic, JOINED, set(arabic.getBestCmap()) - forms), f"vazirmatn-{style}", weight)
    emoji = TTFont(packages / "noto-emoji/files/noto-emoji-emoji-400-normal.woff2")
    _save(_kept(emoji, ["ccmp"], set(emoji.getBestCmap()) - set(OURS) | set(KEYS)), "noto-emoji-regular", 400)
    (OUT / "OFL.txt").write_bytes((OVERRIDES / "assets" / "fonts" / "OFL.txt").read_bytes())
    for package in ("vazirmatn", "noto-emoji"):
        (OUT / f"OFL-{package}.txt").write_bytes((packages / package / "LICENSE").read_bytes())


def _save(font: TTFont, name: str, weight: int) -> None:
    font["OS/2"].usWeightClass = weight
    font["head"].created = font["head"].modified = MADE
    font.recalcTimestamp = False
    font.flavor = None
    font.save(OUT / f"{name}.ttf")
    print(OUT / f"{name}.ttf")


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
    return _kept(whole, FEATURES, set(whole.getBestCmap()))


def _kept(font: TTFont, features: list[str], letters: set[int]) -> TTFont:
    """Keep these letters of a font, and what they need."""
    options = subset.Options(layout_features=features, hinting=False, name_IDs=NAMES)
    options.notdef_outline = True
    keeper = subset.Subsetter(options)
    keeper.populate(unicodes=letters)
    keeper.subset(font)
    return font


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Colours of the house style, with pairs that can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = 4.5  # the least contrast of text, WCAG 2.2 success criterion 1.4.3

RGB = tuple[float, float, float]  # red, green, blue, each 0 to 255


def parse(colour: str) -> RGB:
    """Read '#00558c'."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def written(rgb: RGB) -> str:
    """Write a colour as '#00558c'."""
    return "#" + "".join(f"{round(c):02x}" for c in rgb)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """Mix `share` (0 to 1) of the first colour with the other."""
    return (
        one[0] * share + other[0] * (1 - share),
        one[1] * share + other[1] * (1 - share),
        one[2] * share + other[2] * (1 - share),
    )


def luminance(rgb: RGB) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(channel: float) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])


def contrast(one: RGB, other: RGB) -> float:
    """Contrast ratio, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: RGB, ground: RGB, towards: RGB) -> RGB:
    """Move a colour in steps of 2 % towards another until it can be read as text on its ground."""
    for step in range(51):
        moved = mix(towards, colour, step / 50)
        if contrast(parse(written(moved)), ground) >= TEXT:
            return moved
    return towards


WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme, as CSS writes them."""

    paper: str
    wash: str
    notice: str
    ink: str
    soft: str
    line: str
    accent: str
    on_accent: str
    accent_ink: str
    focus: str


def _on(ground: RGB) -> str:
    return written(WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK)


def wash(primary: str) -> RGB:
    """The lightest tint of the house colour, on which text may stand."""
    return parse(written(mix(parse(primary), WHITE, 0.07)))


def light(primary: str) -> Palette:
    """Derive the light scheme from the house colour."""
    ground = wash(primary)
    accent = readable(parse(primary), ground, BLACK)
    return Palette(
        paper="#ffffff",
        wash=written(ground),
        notice="#fff4d6",
        ink="#17201d",
        soft="#4a5450",
        line="#c5ccc9",
        accent=written(accent),
        on_accent=_on(accent),
        accent_ink=written(accent),
        focus="#17201d",
    )


def dark(primary: str) -> Palette:
    """Derive the dark scheme from the house colour."""
    base = parse(primary)
    paper = parse("#12181a")
    ground = parse(written(mix(base, paper, 0.22)))
    accent = readable(base, ground, WHITE)
    return Palette(
        paper=written(paper),
        wash=written(ground),
        notice="#3a2f10",
        ink="#f2f5f4",
        soft="#c0c9c5",
        line="#4c5754",
        accent=written(accent),
        on_accent=_on(accent),
        accent_ink=written(accent),
        focus="#f2f5f4",
    )


def least_contrast(primary: str) -> float:
    """Return the least contrast ratio between letters and their ground, in both schemes."""
    ratios = []
    for palette in (light(primary), dark(primary)):
        for text in (palette.ink, palette.soft, palette.accent_ink):
            ratios += [contrast(parse(text), parse(ground)) for ground in (palette.paper, palette.wash)]
        ratios.append(contrast(parse(palette.ink), parse(palette.notice)))
        ratios.append(contrast(parse(palette.on_accent), parse(palette.accent)))
    return min(ratios)

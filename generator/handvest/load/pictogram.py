"""From an SVG file to what may stand in a page: only what draws is taken, nothing that could run or fetch."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.sax.saxutils import quoteattr

from handvest.load.text import read_text
from handvest.model.fields import ID
from handvest.problem import Level, Message, Problem, message

LARGEST_DRAWING = 4000  # bytes that one pictogram may add to a page

SVG = "{http://www.w3.org/2000/svg}"
DRAWS = frozenset("g path circle ellipse rect line polyline polygon".split())
SILENT = frozenset("title desc metadata defs".split())
"""Elements that are left out, with all that stands in them; so are those of other programs."""

SHAPE = frozenset("d cx cy r rx ry x y x1 y1 x2 y2 width height points transform".split())
PAINT = frozenset(
    "fill fill-rule fill-opacity opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-opacity".split()
)
RUNS = re.compile(r"on\w+|style|href")
PLAIN = re.compile(r"(?!.*url)[\w\s#%.,()+-]*", re.IGNORECASE | re.DOTALL)
"""What a value may look like: nothing with which another place can be named."""

_REMEDY = message('Draw it with shapes alone, with fill="currentColor", and save it as plain SVG.')


class _Unfit(Exception):
    def __init__(self, what: Message) -> None:
        self.what = what


def own_pictograms(overrides: Path | None) -> tuple[frozenset[str], list[Problem]]:
    """Return the names of the pictograms in a site's own `overrides/pictograms/`, and what is wrong with others."""
    names, problems = set(), []
    folder = overrides / "pictograms" if overrides else None
    for path in sorted(folder.glob("*.svg")) if folder else ():
        if ID.fullmatch(path.stem):
            drawn, found = read_pictogram(path)
            problems += found
            names |= {path.stem} if drawn else set()
    return frozenset(names), problems


def read_pictogram(path: Path) -> tuple[str | None, list[Problem]]:
    """Read a pictogram as it stands in a page, in the colour of the text around it and unseen by screen readers."""
    folder = path.parent
    name = f"{folder.parent.name}/{folder.name}/{path.name}"
    text, problems = read_text(path, name, folder)
    if text is None:
        return None, problems
    try:
        drawn = _drawn(text)
    except _Unfit as unfit:
        return None, [Problem(name, 0, "", Level.WARNING, unfit.what, _REMEDY)]
    if len(drawn) > LARGEST_DRAWING:
        what = message("This pictogram is too large: {size} of {most} bytes.", size=len(drawn), most=LARGEST_DRAWING)
        return None, [Problem(name, 0, "", Level.WARNING, what, message("Draw it with fewer shapes."))]
    return drawn, []


def _drawn(svg: str) -> str:
    """Write what draws in an SVG file as one inline picture. Raises _Unfit for what could run or fetch."""
    if re.search("<!(DOCTYPE|ENTITY)", svg, re.IGNORECASE):
        raise _Unfit(_may_not("<!DOCTYPE"))
    try:
        events = list(iterparse(StringIO(svg), ("start", "end")))
    except ParseError:
        raise _Unfit(message("This is not a sound SVG file.")) from None
    out: list[str] = []
    silent = 0  # how deep we are in what is left out
    for event, element in events:
        name = element.tag.removeprefix(SVG)
        if silent or name.startswith("{") or name in SILENT:
            silent += 1 if event == "start" else -1
        elif event == "start":
            out.append(_shape(name, element) if out else _picture(name, element))
        elif out[-1].startswith(f"<{name}") and not out[-1].endswith("/>"):
            out[-1] = f"{out[-1][:-1]}/>"
        else:
            out.append(f"</{name}>")
    if not out:
        raise _Unfit(message("This is not a sound SVG file."))
    return "".join(out)


def _picture(name: str, element: Element) -> str:
    """Begin the picture itself: its size is up to the page, its colour that of the text unless it says otherwise."""
    view = element.get("viewBox", "")
    if name != "svg" or not PLAIN.fullmatch(view) or len(view.split()) != 4:
        raise _Unfit(message("This picture does not say how large its drawing is: viewBox is missing."))
    paint = {"fill": "currentColor", **_kept(element, PAINT)}
    given = {"class": "pictogram", "viewBox": view, **paint, "aria-hidden": "true", "focusable": "false"}
    return f"<svg{_attributes(given)}>"


def _shape(name: str, element: Element) -> str:
    if name not in DRAWS:
        raise _Unfit(_may_not(f"<{name}>"))
    return f"<{name}{_attributes(_kept(element, SHAPE | PAINT))}>"


def _kept(element: Element, names: frozenset[str]) -> dict[str, str]:
    kept = {}
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2]
        if RUNS.fullmatch(plain.lower()):
            raise _Unfit(_may_not(plain))
        if key in names:
            if not PLAIN.fullmatch(value):
                raise _Unfit(_may_not(value))
            kept[key] = value
    return kept


def _attributes(given: dict[str, str]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in given.items())


def _may_not(part: str) -> Message:
    return message("'{value}' may not stand in a pictogram.", value=part)

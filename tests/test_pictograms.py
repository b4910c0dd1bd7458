"""The pictograms: small, one colour, safe, known to authors, and one beside every promise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import MKDOCS, NOW, ROOT, Draw, here

from handvest.examine import examine, text
from handvest.load.project import Settings, load
from handvest.model.charter import Promise
from handvest.model.choices import Theme
from handvest.model.pictogram import PICTOGRAMS, THEME_ICON, pictogram_of
from handvest.render.environment import environment, overrides

FOLDER = ROOT / "overrides" / "pictograms"
SVG = "{http://www.w3.org/2000/svg}"
SMALL = 1500  # bytes
OWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title><path id="a" d="M1 1h7v7Z"/></svg>'


def shown(name: str, own: Path | None = None) -> str:
    """Return what a template shows for a name."""
    return environment(overrides(own), "nl").from_string("{{ pictogram(name) }}").render(name=name)


def said(root: Path) -> list[str]:
    """Return all messages about a project with templates of its own."""
    settings = Settings(root, "https://proef.example/", out=root / "site", overrides=root / "overrides")
    project, _, problems = examine(settings, NOW)
    return [f"{p.level.name.lower()} {text(p, project.language)}" for p in problems]


def with_icon(icon: str) -> str:
    return (
        "title: Clinic\nkind: clinic\naudience: [referrers]\nowner: Manager\nvalid: {from: 2026-01-01}\n"
        "claim: {to: the desk, channels: [desk], within: 24 hours}\nexceptions: none\n"
        "compensation: {offers: [{kind: apology}]}\n"
        f"promises:\n  - {{id: a, promise: We listen., norm: {{always: true}}, icon: {icon}}}\n"
    )


# Ours


def test_the_folder_and_the_list_of_names_agree() -> None:
    assert sorted(p.stem for p in FOLDER.glob("*.svg")) == list(PICTOGRAMS)
    assert (FOLDER / "LICENSE").read_text("utf-8").startswith("MIT License")


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_is_small_and_has_one_colour(name: str) -> None:
    data = (FOLDER / f"{name}.svg").read_bytes()
    assert len(data) < SMALL
    root = ElementTree.fromstring(data)
    assert root.attrib == {"viewBox": "0 0 48 48", "fill": "currentColor"}
    parts = list(root.iter())[1:]
    assert parts
    for part in parts:
        assert part.tag == f"{SVG}path"
        assert set(part.attrib) <= {"d", "fill-rule"}
        assert not re.search(r"\.\d{3}", part.attrib["d"]), "more decimals than anyone sees"


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_pictogram_stands_in_a_page_whole(name: str) -> None:
    html = shown(name)
    assert html.startswith('<svg class="pictogram" viewBox="0 0 48 48" fill="currentColor" aria-hidden="true"')
    assert 'focusable="false"' in html
    drawn = re.findall(r' d="([^"]+)"', (FOLDER / f"{name}.svg").read_text("utf-8"))
    assert re.findall(r' d="([^"]+)"', html) == drawn


@pytest.mark.parametrize("name", ["nothing", "", "../LICENSE", "Clock", "clock.svg", "<b>"])
def test_an_unknown_name_shows_nothing(name: str) -> None:
    assert shown(name) == ""


def test_every_theme_has_a_pictogram() -> None:
    assert set(THEME_ICON) == set(Theme)
    assert set(THEME_ICON.values()) <= set(PICTOGRAMS)


@pytest.mark.parametrize(
    ("icon", "theme", "expected"),
    [
        ("bus", "waiting", "bus"),
        ("boos", "waiting", "clock"),
        ("boos", None, "info"),
        (None, "privacy", "lock"),
        (None, None, "info"),
    ],
)
def test_every_promise_has_a_pictogram(icon: str | None, theme: str | None, expected: str) -> None:
    given: dict[str, Any] = {"id": "a", "promise": "We listen.", "icon": icon, "theme": theme}
    assert pictogram_of(Promise.model_validate(given, context={"language": "en"})) == expected


def test_the_example_uses_only_pictograms_that_exist() -> None:
    project, _ = load(Settings(ROOT))
    icons = {p.icon for source in project.charters.values() for p in source.model.promises if p.icon}
    assert len(icons) > 15
    assert icons <= set(PICTOGRAMS)


def test_the_guide_shows_every_pictogram() -> None:
    page = (ROOT / "docs" / "pictogrammen.md").read_text("utf-8")
    rows = re.findall(r'\| <img src="\.\./overrides/pictograms/([\w-]+)\.svg"[^>]*> \| `([\w-]+)` \| \w', page)
    assert [picture for picture, _ in rows] == [name for _, name in rows]
    assert sorted(name for _, name in rows) == list(PICTOGRAMS)


# What authors are told


def test_an_unknown_pictogram_is_advice(draw: Draw) -> None:
    advice = "advice promises/kno.yml:10: promises[0].icon: There is no pictogram"
    assert said(draw({"promises/kno.yml": with_icon("clocks")})) == [f"{advice} 'clocks'. Did you mean 'clock'?"]
    assert said(draw({"promises/kno.yml": with_icon("qqqqq")})) == [
        f"{advice} 'qqqqq'. Look up the names in docs/pictogrammen.md."
    ]
    assert said(draw({"promises/kno.yml": with_icon("clock")})) == []


def test_a_pictogram_of_the_site_itself_is_known_and_shown(draw: Draw) -> None:
    files = {"promises/kno.yml": with_icon("snoezelen"), "overrides/pictograms/snoezelen.svg": OWN}
    root = draw(files)
    assert said(root) == []
    assert shown("snoezelen", root / "overrides") == (
        '<svg class="pictogram" viewBox="0 0 9 9" fill="currentColor" aria-hidden="true" focusable="false">'
        '<path d="M1 1h7v7Z"/></svg>'
    )
    assert shown("bus", root / "overrides") == shown("bus")


def test_the_commands_know_a_pictogram_of_the_site_and_do_not_publish_it(draw: Draw) -> None:
    mkdocs = MKDOCS.replace("theme: {", "theme: {custom_dir: overrides, ")
    root = draw(
        {
            "mkdocs.yml": mkdocs,
            "promises/kno.yml": with_icon("snoezelen"),
            "overrides/pictograms/snoezelen.svg": OWN,
        }
    )
    done = here("build", "--out", str(root / "site"), folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "snoezelen" not in done.stdout + done.stderr
    assert (root / "site" / "index.html").is_file()
    assert [p.name for p in (root / "site").rglob("*") if p.stem in {"snoezelen", "LICENSE", "clock"}] == []


def test_a_pictogram_of_the_site_goes_before_ours_and_follows_changes(draw: Draw) -> None:
    root = draw({"overrides/pictograms/bus.svg": OWN})
    assert "M1 1h7v7Z" in shown("bus", root / "overrides")
    (root / "overrides/pictograms/bus.svg").write_text(OWN.replace("h7v7", "h6v6"))
    assert "M1 1h6v6Z" in shown("bus", root / "overrides")


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<path d="M1 1" onclick="alert(1)"/>', "onclick"),
        ('<path d="M1 1" ONLOAD="alert(1)"/>', "ONLOAD"),
        ('<g><image href="https://evil.example/x.png"/></g>', "<image>"),
        ('<use xlink:href="https://evil.example/x.svg#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>', "<use>"),
        ('<path xlink:href="x" xmlns:xlink="http://www.w3.org/1999/xlink"/>', "href"),
        ("<style>@import url(x)</style>", "<style>"),
        ('<path style="fill:url(x)"/>', "style"),
        ('<path fill="url(//evil.example/x)"/>', "url(//evil.example/x)"),
        ('<path fill="u\\72l(x)"/>', "u\\72l(x)"),
        ("<foreignObject><b>x</b></foreignObject>", "<foreignObject>"),
        ("<svg/>", "<svg>"),
        ("<animate/>", "<animate>"),
    ],
)
def test_what_could_run_or_fetch_is_not_taken(draw: Draw, inside: str, part: str) -> None:
    svg = OWN.replace("</svg>", f"{inside}</svg>")
    root = draw({"overrides/pictograms/own.svg": svg, "overrides/pictograms/bus.svg": svg})
    told = [
        f"warning overrides/pictograms/{name}.svg: '{part}' may not stand in a pictogram. "
        'Draw it with shapes alone, with fill="currentColor", and save it as plain SVG.'
        for name in ("bus", "own")
    ]
    assert said(root) == told
    assert shown("own", root / "overrides") == ""
    assert shown("bus", root / "overrides") == shown("bus"), "ours, when a site's own can't be taken"


@pytest.mark.parametrize(
    ("svg", "what"),
    [
        ("<svg", "This is not a sound SVG file."),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "This is not a sound SVG file."),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9">&a;</svg>', "'<!DOCTYPE' may not stand in"),
        ("<svg><path d='M1 1'/></svg>", "This picture does not say how large its drawing is: viewBox is missing."),
        (OWN.replace("</svg>", "<g>" * 5000 + "</g>" * 5000 + "</svg>"), "This pictogram is too large: "),
    ],
    ids=["broken", "a page", "entities", "no viewBox", "deep"],
)
def test_what_is_no_pictogram_is_told(draw: Draw, svg: str, what: str) -> None:
    root = draw({"overrides/pictograms/own.svg": svg})
    problems = said(root)
    assert len(problems) == 1
    assert problems[0].startswith(f"warning overrides/pictograms/own.svg: {what}")
    assert shown("own", root / "overrides") == ""


def test_what_other_programs_keep_in_a_file_is_left_out(draw: Draw) -> None:
    svg = (
        '<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" id="s" width="9mm" '
        'viewBox="0 0 9 9" fill="none" xmlns:i="http://www.inkscape.org/"><i:view x="1"><path d="M0 0"/></i:view>'
        '<metadata>me &amp; you</metadata><g i:label="b" stroke="currentColor"><g><circle r="2" data-x="1"/></g></g>'
        "text</svg>"
    )
    root = draw({"overrides/pictograms/own.svg": svg})
    assert said(root) == []
    assert shown("own", root / "overrides") == (
        '<svg class="pictogram" viewBox="0 0 9 9" fill="none" aria-hidden="true" focusable="false">'
        '<g stroke="currentColor"><g><circle r="2"/></g></g></svg>'
    )

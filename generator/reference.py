"""Writes the reference pages in docs/ from the models and the command itself: `make docs`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handvest.cli import parser
from handvest.language import language
from handvest.load.project import KINDS
from handvest.model.block import BLOCKS
from handvest.schema import plain_schema

DOCS = Path(__file__).parents[1] / "docs"
TITLES = {
    "organisation": "promises/organisation.yml",
    "charter": "promises/<handvest>.yml",
    "words": "promises/words.yml",
    "accessibility": "promises/accessibility.yml",
    "codes": "promises/codes.yml",
    "approved": "promises/approved.yml",
    "report": "reports/<verslag>/report.yml",
    "section": "reports/<verslag>/NN-naam.md: de kop",
    "improvement-points": "reports/<verslag>/improvement-points.yml",
    "update": "reports/<verslag>/updates/JJJJ-MM-DD-naam.md: de kop",
    "framework": "reports/frameworks/<kader>.yml",
    **{name: f"Blok in een deel: {name}" for name in BLOCKS},
}
NOTE = "<!-- Gemaakt met `make docs`; verander de tekst in de modellen of de catalogus. -->"


def fields() -> str:
    """All keys of all kinds of files, with what they mean, in Dutch."""
    say = language("nl")
    out = [
        NOTE,
        "# Alle velden",
        "",
        "Per soort bestand: elk veld, wat erin komt, en of het moet. Hoe u schrijft, staat in",
        "[Beloften schrijven](schrijven.md).",
        "",
    ]
    for kind in (*KINDS, *BLOCKS):
        schema = plain_schema(kind)
        out += [f"## {TITLES[kind]}", ""]
        parts = {"": schema, **schema.get("$defs", {})}
        for name, part in parts.items():
            if "properties" not in part:
                continue
            if name:
                out += [f"### {name}", ""]
            if part.get("description"):
                out += [say.word("description", part["description"]), ""]
            out += ["| veld | wat | moet |", "| --- | --- | --- |"]
            required = part.get("required", [])
            for key, value in part["properties"].items():
                description = say.word("description", value.get("description", ""))
                options = _options(value, parts)
                text = description + (f": {options}" if options else "")
                out.append(f"| `{key}` | {text} | {'ja' if key in required else ''} |")
            out.append("")
    return "\n".join(out).rstrip() + "\n"


def _options(value: Any, parts: dict[str, Any]) -> str:
    """The words from which a field chooses, or the part that stands below it."""
    names = sorted(set(_references(value)))
    words = [w for name in names for w in parts.get(name, {}).get("enum", [])]
    if words:
        return ", ".join(f"`{w}`" for w in words)
    return ", ".join(f"zie [{name}](#{name.lower()})" for name in names)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].rpartition("/")[2]
        for key, item in value.items():
            if key != "description":
                yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def commands() -> str:
    """Each command with all that can be named with it, in Dutch."""
    top = parser(language("nl"))
    subparsers = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    out = [NOTE, "# Alle opdrachten", "", str(top.description), ""]
    for name, sub in subparsers.choices.items():
        out += [
            f"## handvest {name}",
            "",
            str(sub.description),
            "",
            "| wat u erbij zet | wat het doet |",
            "| --- | --- |",
        ]
        for action in sub._actions:
            words = ", ".join(action.option_strings) or str(action.metavar or "|".join(action.choices or ()))
            value = f" {action.metavar}" if action.option_strings and action.metavar else ""
            out.append(f"| `{words}{value}` | {action.help} |")
        out.append("")
    return "\n".join(out).rstrip() + "\n"


PAGES = {"velden.md": fields, "opdrachten.md": commands}


def main() -> int:
    """Write the reference pages."""
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

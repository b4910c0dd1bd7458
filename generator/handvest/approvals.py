"""Keeps approved.yml: which full text a person held beside each easy text and translation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from handvest.language import language
from handvest.load.project import Project
from handvest.model.approved import Approval, Wording
from handvest.model.wording import Key, Version
from handvest.publish.file import replace
from handvest.rules.versions import approvals, charter_versions, gone, state

_SIGNS = "\x85\u2028\u2029\ufeff"  # YAML would take these for the end of a line; in quotes they are written as a code
_NO_TEXT = (  # what YAML 1.2 takes for something else than text: kind, pattern, first signs
    ("null", "~|null|Null|NULL", "~nN"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    (
        "float",
        r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0x[\da-fA-F]+|0o[0-7]+|[-+]?\.(?i:inf|nan)",
        "-+.0123456789",
    ),
)
_ENDLESS = 1 << 30  # signs on a line: each text stays on one, so that versions of the file compare well


def path(project: Project) -> Path:
    """Where the approvals of a project stand."""
    return project.settings.root / project.settings.promises / "approved.yml"


def approve(project: Project, chosen: Iterable[Version], on: dt.date, by: str | None) -> set[Key]:
    """Record that a person looked at these versions; return those that were not approved like this before.

    What no longer exists is left out. A file that would say the same is not touched.
    """
    known = {v.key for id in project.charters for v in charter_versions(project, id)}
    entries = {
        key: entry.model_copy(update={"charter": key[0], "promise": key[1] or None})
        for key, entry in approvals(project).items()
        if not gone(project, key, known)
    }
    new = set()
    for version in chosen:
        entry = entries.get(version.key)
        if state(project, version, entry) or (by and entry and entry.by != by):
            entries[version.key] = _entry(version, on, by)
            new.add(version.key)
    before = project.approved.model.root if project.approved else ()
    after = [entries[key] for key in sorted(entries)]
    if [_data(entry) for entry in after] != [_data(entry) for entry in before]:
        replace(path(project), _header(project) + _yaml([_data(entry) for entry in after]))
    return new


def _entry(version: Version, on: dt.date, by: str | None) -> Approval:
    return Approval.model_construct(
        charter=version.charter,
        promise=version.promise,
        version=version.name,
        on=on,
        by=by,
        text=version.fingerprint,
        of=version.of,
    )


def _data(entry: Approval) -> dict[str, Any]:
    """Return what is filled in of an approval, as it is written."""
    data = {name: getattr(entry, name) for name in Approval.model_fields if name != "of"}
    filled = {name: str(value) for name, value in data.items() if value is not None}
    return {**filled, "of": _of(entry.of)}


def _of(of: Wording) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in Wording.model_fields:
        value = getattr(of, name)
        if name == "exceptions" and value == ():
            data[name] = "none"
        elif value:
            data[name] = list(value) if isinstance(value, tuple) else value
    return data


class _Dumper(yaml.SafeDumper):
    """Puts a text in quotes only where YAML needs it, or an editor would take it for a number, yes or nothing."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if any(sign in text for sign in _SIGNS) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)
for _kind, _pattern, _first in _NO_TEXT:
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"(?:{_pattern})$"), list(_first))


def _yaml(data: list[dict[str, Any]]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS)


def _header(project: Project) -> str:
    """Return what stands above the first approval; of a new file: who keeps it, and where its schema is."""
    file = path(project)
    if file.exists():
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        return "".join(takewhile(lambda line: line.startswith("#") or not line.strip(), lines))
    say = language(project.language)
    schema = file.parent / ".schema" / "approved.json"
    return "".join(
        f"# {line}\n"
        for line in (
            *(["yaml-language-server: $schema=.schema/approved.json"] if schema.is_file() else []),
            say("Kept by handvest approve: the full text for which each easy text and translation was approved."),
            say("You can read it; to change it, use that command. Notes between the lines are not kept."),
        )
    )

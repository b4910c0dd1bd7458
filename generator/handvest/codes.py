"""Keeps codes.yml: adds codes and retires them, line by line, so that what people wrote around them stays."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import yaml

from handvest.load.project import Project
from handvest.load.yaml import LOADER
from handvest.model.code import ALPHABET, LENGTH, Code
from handvest.publish.file import replace
from handvest.rules.codes import address

HEADER = "# Every code that was ever printed. Do not delete a line: somewhere it stands on a desk.\n"


def path(project: Project) -> Path:
    """Where the codes of a project stand."""
    return project.settings.root / project.settings.promises / "codes.yml"


def codes(project: Project) -> tuple[Code, ...]:
    """All codes of a project."""
    return project.codes.model.root if project.codes else ()


def new_code(taken: set[str]) -> str:
    """Make a code that says nothing about what it opens and that is not taken."""
    source = random.SystemRandom()
    while True:
        code = "".join(source.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code


def add(project: Project, opens: str) -> Code:
    """Add a code for `opens` to the file; the site has an address. Raises ValueError, as `_checked` does."""
    assert project.settings.site_url
    code = new_code({c.code for c in codes(project)} | project.published_codes)
    entry = {"code": code, "opens": opens.rstrip("/#"), "url": address(project.settings.site_url, code)}
    file = path(project)
    text = _read(file) if file.exists() else HEADER
    root = yaml.compose(text, LOADER)
    indent = " " * root.start_mark.column if root else ""
    line = f"{indent}- {_flow(entry)}{_end_of_line(text)}"
    new = text if text.endswith("\n") else text + _end_of_line(text)
    replace(file, _checked(new + line, [*_data(text), entry]))
    return Code.model_validate(entry)


def retire(project: Project, code: str, on: dt.date, because: str, replaced_by: str | None) -> None:
    """Write in a code's entry that it ended.

    Raises KeyError when there is no such code that is still in use, and ValueError, as `_checked` does.
    """
    if not any(c.code == code and not c.ended for c in codes(project)):
        raise KeyError(code)
    ended = {"on": on.isoformat(), "because": " ".join(because.split())}
    if replaced_by:
        ended["replaced_by"] = replaced_by
    file = path(project)
    text = _read(file)
    data, lines = _data(text), text.split("\n")
    at = next(i for i, entry in enumerate(data) if entry["code"] == code)
    data[at]["ended"] = ended
    root = yaml.compose(text, LOADER)
    assert root, "there is a code in it"
    entry = root.value[at]
    mark, written = entry.value[-1][1].end_mark, f"ended: {_flow(ended)}"
    if entry.flow_style:
        line = lines[mark.line]
        lines[mark.line] = f"{line[: mark.column]}, {written}{line[mark.column :]}"
    else:  # a line of its own, below the last one, with what may be noted behind that
        last = mark.line if lines[mark.line][: mark.column].strip() else mark.line - 1
        indent = " " * entry.value[0][0].start_mark.column
        lines.insert(last + 1, indent + written + ("\r" if lines[last].endswith("\r") else ""))
    replace(file, _checked("\n".join(lines), data))


def _flow(entry: dict[str, str]) -> str:
    """Write a part as YAML on one line, with quotes around a sentence and around a # (else it begins a comment)."""
    quoted = (
        (key, json.dumps(text, ensure_ascii=False) if key == "because" or "#" in text else text)
        for key, text in entry.items()
    )
    return "{" + ", ".join(f"{key}: {text}" for key, text in quoted) + "}"


def _end_of_line(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _data(text: str) -> list[dict[str, Any]]:
    return yaml.load(text, LOADER) or []


def _checked(text: str, expected: list[dict[str, Any]]) -> str:
    """Return a text that reads back as expected; raises ValueError for a file in a style that we can't follow."""
    try:
        if _data(text) == expected and text.encode():
            return text
    except (yaml.YAMLError, UnicodeEncodeError):
        pass
    raise ValueError("codes.yml")


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")

"""Keeps codes.yml: adds codes and retires them, line by line, so that what people wrote around them stays."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from pathlib import Path

import yaml

from handvest.load.project import Project
from handvest.load.yaml import LOADER
from handvest.model.code import ALPHABET, LENGTH, Code
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
    """Add a code for `opens`. Raises ValueError when the site has no address yet."""
    if not project.settings.site_url:
        raise ValueError("site_url")
    code = new_code({c.code for c in codes(project)} | project.published_codes)
    url = address(project.settings.site_url, code)
    file = path(project)
    text = file.read_text(encoding="utf-8-sig") if file.exists() else HEADER
    _write(file, f"{text.rstrip()}\n- {{code: {code}, opens: {_scalar(opens)}, url: {url}}}\n")
    return Code.model_validate({"code": code, "opens": opens, "url": url})


def retire(project: Project, code: str, on: dt.date, because: str, replaced_by: str | None) -> None:
    """Write in a code's entry that it ended. Raises KeyError when there is no such code that is still in use."""
    if not any(c.code == code and not c.ended for c in codes(project)):
        raise KeyError(code)
    parts = [f"on: {on.isoformat()}", f"because: {json.dumps(because, ensure_ascii=False)}"]
    if replaced_by:
        parts.append(f"replaced_by: {_scalar(replaced_by)}")
    ended = f"ended: {{{', '.join(parts)}}}"
    file = path(project)
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    root = yaml.compose(text, LOADER)
    assert isinstance(root, yaml.SequenceNode), "the rules read this file before"
    for entry in root.value:
        if any(key.value == "code" and value.value == code for key, value in entry.value):
            last = entry.value[-1][1].end_mark.index
            if entry.flow_style:
                text = f"{text[:last]}, {ended}{text[last:]}"
            else:
                text = f"{text[:last]}\n{' ' * entry.value[0][0].start_mark.column}{ended}{text[last:]}"
            break
    _write(file, text)


def _scalar(text: str) -> str:
    """Write a reference (letters, digits, - / #) as YAML; a # would begin a comment without quotes."""
    return f'"{text}"' if "#" in text else text


def _write(file: Path, text: str) -> None:
    """Replace a file in one step."""
    beside = file.with_name(f".{file.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)

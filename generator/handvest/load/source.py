"""One YAML file, from the disk to a model with its place in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from handvest.load.text import LARGEST, read_text
from handvest.load.validate import Source, validate
from handvest.load.yaml import read_yaml
from handvest.problem import Problem

M = TypeVar("M", bound=BaseModel)


def read_source(
    cls: type[M],
    path: Path,
    name: str,
    root: Path,
    language: str,
    problems: list[Problem],
    skeleton: dict[str, Any] | None = None,
    *,
    largest: int = LARGEST,
) -> Source[M] | None:
    """Read a file as a model; None when nothing of it can be used. What is wrong is added to `problems`."""
    text, found = read_text(path, name, root, largest)
    problems += found
    if text is None:
        return None
    return source_of(cls, text, name, language, problems, skeleton)


def source_of(
    cls: type[M],
    text: str,
    name: str,
    language: str,
    problems: list[Problem],
    skeleton: dict[str, Any] | None = None,
) -> Source[M] | None:
    """Make a model of YAML text; a language that it names is that of its quantities."""
    node, found = read_yaml(text, name)
    problems += found
    if node is None:
        return None
    own = node.child("language")
    if own and isinstance(own.value, str) and own.value:
        language = own.value
    source, found = validate(cls, node, name, language, skeleton)
    problems += found
    return source

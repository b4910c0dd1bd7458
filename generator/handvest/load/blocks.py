"""Finds the blocks of a section: fences with YAML first, and Markdown after a line of three hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handvest.load.source import source_of
from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.block import BLOCKS, WITH_TEXT
from handvest.problem import NO_REMEDY, Level, Message, Problem, did_you_mean, message

_OPEN = re.compile(r"(`{3,}|~{3,})[ \t]*([A-Za-z][\w-]*)?[ \t]*")
_KEY = re.compile(r"[a-z_]+:(\s|$)")
MOST_LAYERS = 6  # of blocks in blocks

_LONGER = message("A block that holds another begins and ends with one sign more: ````.")


@dataclass(frozen=True)
class Chunk:
    """A piece of Markdown; `line` is its first line in the file."""

    line: int
    text: str


@dataclass(frozen=True)
class Block:
    """A block with what its YAML says, and the parts of its own text."""

    kind: str
    line: int
    head: Source[Any]
    parts: tuple[Chunk | Block, ...] = ()


Part = Chunk | Block


class Reader:
    """Reads the parts of one text; what is wrong is gathered in `problems`."""

    def __init__(self, file: str, language: str) -> None:
        self.file, self.language = file, language
        self.problems: list[Problem] = []

    def parts(self, text: str, line: int, layer: int = 0) -> tuple[Part, ...]:
        """Split a text that begins on a line of the file into Markdown and blocks."""
        return tuple(self._parts(text.split("\n"), line, layer))

    def _parts(self, lines: list[str], first: int, layer: int) -> Iterator[Part]:
        kept: list[str] = []
        start, i = first, 0
        while i < len(lines):
            opened = _OPEN.fullmatch(lines[i])
            end = _closing(lines, i, opened[1]) if opened else None
            if not opened or (not opened[2] and end is not None):  # a plain code block stays Markdown
                step = 1 if end is None else end - i + 1
                kept += lines[i : i + step]
                i += step
                continue
            if "\n".join(kept).strip():
                yield Chunk(start, "\n".join(kept))
            if end is None and not opened[2]:
                self._problem(first + i, message("There is no block that this line could end."), _LONGER)
                i, start, kept = i + 1, first + i + 1, []
                continue
            if end is None:
                remedy = message("End it with a line of its own: {fence}.", fence=opened[1])
                self._problem(
                    first + i, message("The block that begins here is not closed."), _LONGER if layer else remedy
                )
                end = len(lines)
            block = self._block(opened[2], lines[i + 1 : end], first + i, layer)
            if block:
                yield block
            i, kept = end + 1, []
            start = first + i
        if "\n".join(kept).strip():
            yield Chunk(start, "\n".join(kept))

    def _block(self, kind: str, lines: list[str], line: int, layer: int) -> Block | None:
        if kind not in BLOCKS:
            self._problem(
                line, message("'{kind}' is not a block that is known here.", kind=kind), did_you_mean(kind, BLOCKS)
            )
            return None
        if layer >= MOST_LAYERS:
            self._problem(
                line, message("There are too many blocks in blocks here."), message("Take some of them out.")
            )
            return None
        cut = next((i for i, text in enumerate(lines) if text.rstrip() == "---"), None)
        written = [text for text in lines if text.strip()]
        if cut is None and kind in WITH_TEXT and written and not _KEY.match(written[0]):
            head, body, at = [], lines, line + 1  # nothing but text
        elif cut is None:
            head, body, at = lines, [], line + 1
        else:
            head, body, at = lines[:cut], lines[cut + 1 :], line + cut + 2
        source = self._head(kind, head, line)
        if source is None:
            return None
        if kind in WITH_TEXT and not "".join(body).strip():
            what = message("There is no text in this block.")
            self._problem(line, what, message("Write it after a line of three hyphens."))
        if kind not in WITH_TEXT and "".join(body).strip():
            what = message("This block has no text of its own.")
            self._problem(at, what, message("Write the text below the block."))
            body = []
        return Block(kind, line, source, tuple(self._parts(body, at, layer + 1)) if body else ())

    def _head(self, kind: str, lines: list[str], line: int) -> Source[Any] | None:
        """Read what stands in YAML; a block that lacks what it needs stays out."""
        cls = BLOCKS[kind]
        if not "".join(lines).strip():
            missing = [i.alias or n for n, i in cls.model_fields.items() if i.is_required()]
            for key in missing:
                self._problem(line, message("'{key}' is missing.", key=key))
            return None if missing else Source(self.file, Node(line, "", {}), cls())
        text = "\n" * line + "\n".join(lines)  # so that the lines are those of the file
        return source_of(cls, text, self.file, self.language, self.problems)

    def _problem(self, line: int, what: Message, remedy: Message = NO_REMEDY) -> None:
        self.problems.append(Problem(self.file, line, "", Level.ERROR, what, remedy))


def _closing(lines: list[str], at: int, fence: str) -> int | None:
    """Return the line that closes a fence: the same sign, at least as often."""
    form = re.compile(rf"{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    return next((i for i in range(at + 1, len(lines)) if form.fullmatch(lines[i])), None)

"""YAML as authors write it: scalars stay text, and each value knows its line.

Slips that people make (a colon in a sentence, a sentence that begins with a sign) are told with the mended
line; reading then goes on with that line, so that all problems of a file are shown at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from handvest.load.slips import find_slip, quoted
from handvest.load.text import has_control
from handvest.model.base import Place, Step
from handvest.problem import Level, Message, Problem, message, short

MOST_REPEATED = 20_000  # values that aliases may add to a file
MOST_LEVELS = 50  # of lists in lists; a charter has 7
MOST_SLIPS = 25  # slips mended in one file before reading stops

_NOTE = re.compile(r"[ \t]+(#\S.*)")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Node:
    """A value with its line (from 1), the key or place at which it stands, and how it was written."""

    line: int
    step: Step
    value: str | list[Node] | dict[str, Node]
    flow: bool = False
    filled: bool = True

    def data(self) -> Any:
        """Return plain Python data; what was left empty is None."""
        if not self.filled:
            return None
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def at(self, place: Place) -> tuple[int, str]:
        """Return the line and the written-out path of a place, as near as the file has it."""
        line, path = self.line, ""
        node: Node | None = self
        for step in place:
            path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
            node = node.child(step) if node else None
            line = node.line if node else line
        return line, path

    def child(self, step: Step) -> Node | None:
        """Return the value at a key or a place in the list (the place it has in the file)."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list):
            return next((n for n in self.value if n.step == step), None)
        return None


def read_yaml(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; with slips, the problems and the document as it would be when mended."""
    problems: list[Problem] = []
    lines = text.split("\n")
    for _ in range(MOST_SLIPS):
        reader = _Reader(name, lines)
        try:
            root = reader.document()
            break
        except yaml.YAMLError as error:
            slip = find_slip(lines, error, _further(lines, error))
            problems.append(Problem(name, slip.line, "", Level.ERROR, slip.what, slip.remedy))
            if not slip.mended:
                return None, problems
            for number, mended in slip.mended.items():
                lines[number] = mended
        except _Refused as refused:
            return None, [*problems, *reader.problems, refused.problem]
    else:
        return None, problems
    if root is None or not root.filled:
        what, remedy = message("The file is empty."), message("Write something in it, or delete it.")
        return None, [Problem(name, 0, "", Level.ERROR, what, remedy)]
    return root, problems + reader.problems


class _Refused(Exception):
    """The file holds something with which it can't be read any further."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    """Makes nodes of PyYAML's events, and refuses what a plain file never needs."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name, self.lines = name, lines
        self.text = "\n".join(lines)
        self.events: Iterator[Any] = yaml.parse(self.text, LOADER)
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Node, int] | None] = {}  # None: its value is still being read
        self.count = self.repeated = 0

    def document(self) -> Node | None:
        """Read the one document of a file. Raises YAMLError or _Refused."""
        root = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root:
                what = message("A line with only --- begins a second document; a file holds one.")
                raise _Refused(self.problem(event, what, message("Delete that line, or make two files.")))
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, "", 0)
        return root

    def problem(self, event: Any, what: Message, remedy: Message, level: Level = Level.ERROR) -> Problem:
        return Problem(self.name, event.start_mark.line + 1, "", level, what, remedy)

    def node(self, event: Any, step: Step, level: int, line: int = 0) -> Node:
        line = line or event.start_mark.line + 1
        if level > MOST_LEVELS:
            what = message("There are too many levels of lists in lists.")
            raise _Refused(self.problem(event, what, message("Write it flatter.")))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, line, step)
        if event.anchor:
            self.anchors[event.anchor] = None
        before = self.count
        self.count += 1
        node = self.scalar(event) if isinstance(event, yaml.ScalarEvent) else self.collection(event, level)
        node.line, node.step = line, step
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before)
        return node

    def alias(self, event: Any, line: int, step: Step) -> Node:
        if event.anchor not in self.anchors:
            raise yaml.composer.ComposerError(None, None, "undefined alias", event.start_mark)
        node, size = self.anchors[event.anchor] or (None, 0)
        self.count += size
        self.repeated += size
        if node is None or self.repeated > MOST_REPEATED:
            what = message("References with * repeat so much that the file becomes endless.")
            raise _Refused(self.problem(event, what, message("Write the values out.")))
        return Node(line, step, node.value, node.flow, node.filled)

    def scalar(self, event: Any) -> Node:
        value = event.value.rstrip("\n")
        start, end = event.start_mark, event.end_mark
        note = None if event.style else _NOTE.match(self.text, end.index)
        sign = "#" if note and not value else self.lost_sign(event)
        if note and value:
            what = message("What stands after # is a note, and is not read: '{note}'.", note=short(note[1]))
            remedy = message(
                "If it belongs to the text, put the whole text between quotes; if not, write a space after the #."
            )
            self.problems.append(self.problem(event, what, remedy, Level.WARNING))
        if sign:
            value = note[1] if note and not value else self.text[start.index : end.index]
            what = message("A sentence that begins with {sign} must stand between quotes.", sign=sign)
            line = f"{self.lines[start.line][: start.column].strip()} {quoted(' '.join(value.split()))}"
            self.problems.append(self.problem(event, what, message("Mended: {line}", line=line)))
        if event.style == '"' and has_control(value):
            what = message("There is an invisible control character in this text.")
            self.problems.append(self.problem(event, what, message("Take out what begins with a backslash.")))
            value = "".join(sign for sign in value if not has_control(sign))
        filled = bool(value.strip()) and (bool(event.style) or value not in ("~", "null"))
        return Node(0, "", value if filled else "", filled=filled)

    def lost_sign(self, event: Any) -> str:
        """Return the & or ! at the beginning of a sentence: YAML would leave out the word that it begins."""
        if event.style or event.anchor and f"*{event.anchor}" in self.text:
            return ""
        if event.tag and event.tag.startswith("tag:yaml.org,2002:") and "python" not in event.tag:
            return ""
        return "&" if event.anchor else "!" if event.tag else ""

    def collection(self, event: Any, level: int) -> Node:
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = message("A value that begins with an exclamation mark ({tag}) is not used here.", tag=tag)
            self.problems.append(self.problem(event, what, message("Delete the word with the exclamation mark.")))
        flow = self.lines[event.start_mark.line][event.start_mark.column] in "{["
        if isinstance(event, yaml.MappingStartEvent):
            return Node(0, "", self.mapping(level, flow), flow)
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, len(items), level + 1))
        return Node(0, "", items, flow)

    def mapping(self, level: int, flow: bool) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self.key(event, level)
            value = self.node(next(self.events), key or "", level + 1, line)
            missing = re.fullmatch(r"([\w-]+):(\S.*)", key or "") if flow and not value.filled else None
            if missing:
                key = missing[1]
                value = Node(line, key, missing[2])
                what, mended = message("A space is missing after the colon."), f"{key}: {value.value}"
                self.problems.append(self.problem(event, what, message("Mended: {line}", line=mended)))
            if key is not None and key in found:
                what = message(
                    "The key '{key}' stands here twice; the first time on line {first}.",
                    key=key,
                    first=found[key].line,
                )
                self.problems.append(self.problem(event, what, message("Keep one of the two.")))
            if key is not None and (key not in found or not found[key].filled):
                found[key] = value
        return found

    def key(self, event: Any, level: int) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self.node(event, "", level + 1)
            what = message("A list or group stands where the name of a key should be.")
            remedy = message("If this is a sentence, put it between quotes.")
            self.problems.append(self.problem(event, what, remedy))
            return None
        key = "".join(c for c in event.value if c.isprintable()).strip()
        if not key:
            what = message("The name of a key is missing here.")
            remedy = message("Write it before the colon, or delete the line.")
            self.problems.append(self.problem(event, what, remedy))
            return None
        if key != event.value:
            what = message("There is an invisible character in the key '{key}'.", key=key)
            self.problems.append(self.problem(event, what, message("Delete the line and type it again.")))
        return key


def _further(lines: list[str], error: yaml.YAMLError) -> Callable[[dict[int, str]], bool]:
    """Return what tells whether reading with mended lines gets past the place where it stopped."""

    def further(mended: dict[int, str]) -> bool:
        try:
            _Reader("", [mended.get(i, line) for i, line in enumerate(lines)]).document()
        except yaml.YAMLError as again:
            old, new = (getattr(e, "problem_mark", None) for e in (error, again))
            return bool(old and new and new.line > max(old.line, *mended))
        except _Refused:
            pass
        return True

    return further

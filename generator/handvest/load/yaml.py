"""YAML as authors write it: scalars stay text, and each value knows its line.

Slips that people make (a colon in a sentence, a sentence that begins with a sign) are told with the mended
line; reading then goes on with that line, so that all problems of a file are shown at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from handvest.model.base import Place, Step
from handvest.problem import Level, Message, Problem, message

MOST_REPEATED = 20_000  # values that aliases may add to a file
MOST_SLIPS = 50  # slips mended in one file before reading stops

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
        """Return plain Python data; what was left empty counts as not written."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items() if node.filled}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def at(self, place: Place) -> tuple[int, str]:
        """Return the line and the written-out path of a place, as near as the file has it."""
        line, path, node = self.line, "", self
        for step in place:
            path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
            child = node.child(step) if node else None
            if child:
                line = child.line
            node = child  # type: ignore[assignment]
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
        try:
            root = yaml.compose("\n".join(lines), LOADER)
            break
        except yaml.YAMLError as error:
            slip = _slip(lines, error)
            problems.append(Problem(name, slip.line, "", Level.ERROR, slip.what, slip.remedy))
            if not slip.mended:
                return None, problems
            for number, mended in slip.mended.items():
                lines[number] = mended
        except RecursionError:
            return None, [_error(name, 1, "There are too many levels of lists in lists.", "Write it flatter.")]
    else:
        return None, problems
    if root is None:
        return None, [_error(name, 0, "The file is empty.", "Write something in it, or delete it.")]
    return _Reader(name, problems).read(root)


def _error(name: str, line: int, what: str, remedy: str = "", **values: object) -> Problem:
    return Problem(name, line, "", Level.ERROR, message(what, **values), message(remedy, **values))


class _Reader:
    """Turns PyYAML's nodes into ours, and refuses what a plain file never needs."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems
        self.sizes: dict[int, int] = {}

    def read(self, root: yaml.Node) -> tuple[Node | None, list[Problem]]:
        size = self.size(root)
        if size is None or size - len(self.sizes) > MOST_REPEATED:
            self.problems.append(
                _error(
                    self.name,
                    root.start_mark.line + 1,
                    "References with * repeat so much that the file becomes endless.",
                    "Write the values out.",
                )
            )
            return None, self.problems
        return self.node(root, root.start_mark.line + 1, ""), self.problems

    def size(self, root: yaml.Node) -> int | None:
        """Count the values with all references written out; None when they go round in a circle."""
        done, open_ = self.sizes, set[int]()
        stack: list[tuple[yaml.Node, bool]] = [(root, False)]
        while stack:
            node, back = stack.pop()
            parts = _parts(node)
            if back:
                open_.discard(id(node))
                done[id(node)] = 1 + sum(done[id(p)] for p in parts)
            elif id(node) not in done:
                if id(node) in open_:
                    return None
                open_.add(id(node))
                stack.append((node, True))
                for part in parts:
                    if id(part) in open_:
                        return None
                    if id(part) not in done:
                        stack.append((part, False))
        return done[id(root)]

    def node(self, node: yaml.Node, line: int, step: Step) -> Node:
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python"):
            self.problems.append(
                _error(
                    self.name,
                    line,
                    "A value that begins with an exclamation mark ({tag}) is not used here.",
                    "Put the text between quotes.",
                    tag=node.tag.replace("tag:yaml.org,2002:", "!!"),
                )
            )
        if isinstance(node, yaml.MappingNode):
            return Node(line, step, self.mapping(node), flow=bool(node.flow_style))
        if isinstance(node, yaml.SequenceNode):
            items = [self.node(n, n.start_mark.line + 1, i) for i, n in enumerate(node.value)]
            return Node(line, step, items, flow=bool(node.flow_style))
        empty = isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null") and not node.style
        return Node(line, step, "" if empty else node.value, filled=not empty)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(
                    _error(
                        self.name,
                        line,
                        "A list or group stands where the name of a key should be.",
                        "If this is a sentence, put it between quotes.",
                    )
                )
            elif key.value in found:
                self.problems.append(
                    _error(
                        self.name,
                        line,
                        "The key '{key}' stands here twice; the first time on line {first}.",
                        "Keep one of the two.",
                        key=key.value,
                        first=found[key.value].line,
                    )
                )
            else:
                found[key.value] = self.node(value, line, key.value)
        return found


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


# The usual slips


@dataclass(frozen=True)
class _Slip:
    line: int
    what: Message
    remedy: Message
    mended: dict[int, str] = field(default_factory=dict)  # by line, from 0


_ENTRY = re.compile(r"^(?P<before>\s*(?:- +)*(?:[\w-]+:[ ]+|- +))(?P<value>\S.*?)\s*$")
_SIGNS = "{[\"'*&%@`!|>"


def _slip(lines: list[str], error: yaml.YAMLError) -> _Slip:
    """Find out what went wrong, and on which line; try the mended line before proposing it."""
    marks = [m for m in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None)) if m]
    at = min(marks[0].line, len(lines) - 1) if marks else 0
    if re.match(r" *\t", lines[at]):
        spaced = {i: _without_tabs(line) for i, line in enumerate(lines) if re.match(r" *\t", line)}
        return _Slip(
            at + 1,
            message("The line begins with a tab; YAML only knows spaces."),
            message("Mended: {line}", line=spaced[at]),
            spaced,
        )
    tried = dict.fromkeys(
        [at, *(m.line for m in marks), *range(at - 1, max(at - 4, -1), -1)]
    )  # where it shows is seldom far below where it is
    for number in tried:
        if not 0 <= number < len(lines):
            continue
        mended = _mended(lines[number])
        if mended and _gets_further(lines, number, mended, error):
            value = _ENTRY.match(lines[number])["value"]  # type: ignore[index]
            if value[0] in _SIGNS:
                what = message("A sentence that begins with {sign} must stand between quotes.", sign=value[0])
            else:
                what = message("A sentence with a colon and a space in it must stand between quotes.")
            return _Slip(number + 1, what, message("Mended: {line}", line=mended.strip()), {number: mended})
    if isinstance(error, yaml.composer.ComposerError) and "single document" in str(error):
        return _Slip(
            at + 1,
            message("A line with only --- begins a second document; a file holds one."),
            message("Delete that line, or make two files."),
        )
    above = next((i for i in range(at - 1, -1, -1) if lines[i].strip()), at)
    for number in (at, above):
        spaced_out = re.sub(r"^(\s*(?:- +)*[\w-]+):([^\s/])", r"\1: \2", lines[number])
        if spaced_out != lines[number] and _gets_further(lines, number, spaced_out, error):
            return _Slip(
                number + 1,
                message("A space is missing after the colon."),
                message("Mended: {line}", line=spaced_out.strip()),
                {number: spaced_out},
            )
    return _Slip(
        at + 1,
        message("The file can't be read as YAML from here on."),
        message(
            "Look at the spaces at the beginning of this line and the one above (keys of one group begin equally far "
            "to the right), and at quotes and brackets that are opened but not closed."
        ),
    )


def _without_tabs(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", "  ") + line.lstrip()


def _mended(line: str) -> str | None:
    entry = _ENTRY.match(line)
    if not entry:
        return None
    value = entry["value"]
    quoted = re.fullmatch(r"""(["'])(.*)\1""", value)
    if value[0] in "\"'" and not quoted and value.count(value[0]) == 1:
        return entry["before"] + value + value[0]  # a quote that is opened and not closed
    if value[0] not in _SIGNS and ": " not in value and not value.endswith(":"):
        return None
    if '"' not in value and "\\" not in value:
        return f'{entry["before"]}"{value}"'
    return entry["before"] + "'" + value.replace("'", "''") + "'"


def _gets_further(lines: list[str], number: int, mended: str, error: yaml.YAMLError) -> bool:
    """Tell whether reading with the mended line gets past the place where it stopped."""
    try:
        yaml.compose("\n".join([*lines[:number], mended, *lines[number + 1 :]]), LOADER)
    except yaml.YAMLError as again:
        old, new = (getattr(e, "problem_mark", None) for e in (error, again))
        return bool(old and new and new.line > max(old.line, number))
    return True

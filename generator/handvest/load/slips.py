"""The slips that people make in YAML, each told with the mended line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import yaml

from handvest.problem import Message, message

LONGEST = 2_000  # characters of a line for which we look for a slip

Further = Callable[[dict[int, str]], bool]
"""Tells whether reading with some lines mended gets past the place where it stopped."""


@dataclass(frozen=True)
class Slip:
    """A slip: its line (from 1), what it is, what to do, and the mended lines (by number, from 0)."""

    line: int
    what: Message
    remedy: Message
    mended: dict[int, str] = field(default_factory=dict)


_ENTRY = re.compile(r"^(?P<before>\s*(?:- +)*(?:[\w-]+:[ ]+|- +))(?P<value>\S.*?)\s*$")
_OPEN_QUOTE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +|- +)([\"'])(?:(?!\1).)*$")
_STRUCTURE = re.compile(r"\s*(?:- |[\w-]+:(?: |$))")
_COLON = re.compile(r":(?:\s|$)")
_SIGNS = "{[\"'*&%@`!|>"
_SENTENCE = re.compile(r"(?:\{[^{}]*\}|\[[^\[\]]*\])\s*[^\s\]}]|[^,:]* [^,:]*[^,:\]}]$")
"""What begins with a bracket and is no list or group: text follows the closing one, or there is only text."""
_FLOW_TEXT = re.compile(
    r"(?<=[\w-]: )(?P<text>[^\"'{\[\s](?:\{[^{}]*\}|\[[^\[\]]*\]|[^{}\[\]])*?)(?=\s*(?:[}\]]|,\s+[\w-]+:\s))"
)


def find_slip(lines: list[str], error: yaml.YAMLError, further: Further) -> Slip:
    """Find out what went wrong, and on which line; the mended line is tried before it is proposed."""
    marks = [m for m in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None)) if m]
    at = min(marks[0].line, len(lines) - 1) if marks else 0
    if re.match(r" *\t", lines[at]):
        return _tab(lines, at, further)
    open_quotes = [i for i in range(at, -1, -1) if _OPEN_QUOTE.match(lines[i])][:3]
    tried = dict.fromkeys([at, *(m.line for m in marks), *range(at - 1, max(at - 4, -1), -1), *open_quotes])
    for number in tried:
        if 0 <= number < len(lines) and len(lines[number]) <= LONGEST:
            for what, mended in _proposals(lines, number):
                if further(mended):
                    first = min(mended)
                    return Slip(first + 1, what, message("Mended: {line}", line=mended[first].strip()), mended)
    return Slip(
        at + 1,
        message("The file can't be read as YAML from here on."),
        message(
            "Look at the spaces at the beginning of this line and the one above (keys of one group begin equally far "
            "to the right), and at quotes and brackets that are opened but not closed."
        ),
    )


def _tab(lines: list[str], at: int, further: Further) -> Slip:
    tried = [
        {i: _without_tabs(line, width) for i, line in enumerate(lines) if re.match(r" *\t", line)}
        for width in (2, 4, 8)
    ]
    spaced = next((mended for mended in tried if further(mended)), tried[0])
    return Slip(
        at + 1,
        message("The line begins with a tab; YAML only knows spaces."),
        message("Mended: {line}", line=spaced[at]),
        spaced,
    )


def _without_tabs(line: str, width: int) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", " " * width) + line.lstrip()


def _proposals(lines: list[str], number: int) -> Iterator[tuple[Message, dict[int, str]]]:
    """Say what may be wrong with a line, each time with the mended line; the likeliest first."""
    line = lines[number]
    entry = _ENTRY.match(line)
    if entry:
        for what, mended in _values(entry["value"]):
            yield what, {number: entry["before"] + mended}
    spaced = re.sub(r"^(\s*(?:- +)*[\w-]+):([^\s/])", r"\1: \2", line)
    if spaced != line:
        yield message("A space is missing after the colon."), {number: spaced}
    elif not _STRUCTURE.match(line) and _COLON.search(line):
        yield from _continued(lines, number)
    with_colon = re.sub(r"^(\s*(?:- +)*[a-z_]+)(?= +\S|\s*$)", r"\1:", line)
    if with_colon != line and not entry:
        yield message("A colon is missing."), {number: with_colon}


def _values(value: str) -> Iterator[tuple[Message, str]]:
    sign = value[0]
    if sign in "{[" and not _SENTENCE.match(value):
        unmatched = message("The brackets on this line do not match.")
        yield from ((unmatched, mended) for mended in _matched(value))
        between = _FLOW_TEXT.sub(lambda m: quoted(m[0]) if re.search(r"[{}\[\]]|:(?:\s|$)", m[0]) else m[0], value)
        yield message("A sentence with a colon or a bracket in it must stand between quotes here."), between
        return
    if sign in "\"'" and not re.match(r"'\w ", value):
        second = value.find(sign, 1)
        if second < 0:
            yield message("A quote is opened here and not closed."), value + sign
        elif value[-1] == sign and (value[second - 1] == " " or value[second + 1 : second + 2].isalnum()):
            yield message("Between the quotes stands the same quote again."), quoted(value[1:-1])
    if sign in _SIGNS or value.startswith(("- ", "? ")):
        yield message("A sentence that begins with {sign} must stand between quotes.", sign=sign), quoted(value)
    elif _COLON.search(value):
        yield message("A sentence with a colon and a space in it must stand between quotes."), quoted(value)


def _matched(value: str) -> Iterator[str]:
    """Close the brackets that are open at the end, or leave out those that are too many there."""
    open_: list[str] = []
    for sign in re.sub(r"\"[^\"]*\"|'[^']*'", "", value):
        if sign in "{[":
            open_.append("}" if sign == "{" else "]")
        elif open_ and sign == open_[-1]:
            open_.pop()
    if open_:
        yield value + "".join(reversed(open_))
    for more in range(1, len(value) - len(value.rstrip("]}"))):
        yield value[:-more]


def _continued(lines: list[str], number: int) -> Iterator[tuple[Message, dict[int, str]]]:
    """A sentence that goes on over more lines, with a colon in one of them."""
    first = next((i for i in range(number - 1, max(number - 20, -1), -1) if _ENTRY.match(lines[i])), number)
    entry = _ENTRY.match(lines[first])
    last = number
    while last + 1 < len(lines) and _column(lines[last + 1]) > _column(lines[first]):
        last += 1
    more = lines[first + 1 : last + 1]
    if not entry or _column(lines[number]) <= _column(lines[first]) or any(map(_STRUCTURE.match, more)):
        return
    text = " ".join(line.strip() for line in [entry["value"], *more])
    mended = {first: entry["before"] + quoted(text), **dict.fromkeys(range(first + 1, last + 1), "")}
    yield message("A sentence with a colon and a space in it must stand between quotes."), mended


def _column(line: str) -> int:
    """Return how far to the right a line begins: at its key, if it has one."""
    begin = re.match(r" *(?:(?:- +)*(?=[\w-]+:(?: |$)))?", line)
    return begin.end() if begin and line.strip() else 0


def quoted(text: str) -> str:
    """Put a text between the quotes that fit it best."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"

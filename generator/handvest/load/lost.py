"""Finds what Markdown would lose or garble without a word: tags, pictures, notes, headings, misplaced blocks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape

from handvest.load.blocks import Block, Part
from handvest.load.text import has_control
from handvest.model.block import BLOCKS
from handvest.problem import Level, Message, Problem, did_you_mean, message, short

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|<!--")
_NO_TAG = re.compile(
    r"`[^`]*`|<(https?://|mailto:)[^>]*>|<[^<>\s@]+@[^<>\s@]+>"
)  # code, and addresses that become links
_CODE = re.compile(r"`[^`]*`")
_HEADING = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t#]*$")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE_TEXT = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_PICTURE = re.compile(r"!\[[^\]]*\][(\[][^)\]]*[)\]]?")
_BLOCK = re.compile(rf"[ \t>]*([`~‘’´'“”\"]{{2,}})[ \t]*({'|'.join(BLOCKS)})[ \t]*$", re.MULTILINE)
_DEEP = re.compile(r"[ \t]*(?:>[ \t]*){6}|(?: {20}|\t{5})[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_ENTITY = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?", re.IGNORECASE)

Line = tuple[int, str]  # its number in the file, and what stands there


def slips(file: str, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """Find what would be lost or shown as typed in the Markdown of a section or an update."""
    lines = list(_lines(parts))
    yield from _headings(file, lines)
    yield from _notes(file, lines)
    for line, text in lines:
        tag = tag_in(text)
        if tag and not text.startswith("    "):
            what = message("There is HTML in this text: {tag}. People will see it as you typed it.", tag=short(tag))
            yield Problem(file, line, "", Level.WARNING, what, message("Use Markdown."))
        picture = _PICTURE.search(_CODE.sub("", text))
        if picture:
            what = message("A picture that is written like this is not shown: {value}.", value=picture[0])
            remedy = message(
                "Write it as a block: ```picture, with src: and alt: on the lines below it, and then ```."
            )
            yield Problem(file, line, "", Level.ERROR, what, remedy)
        block = _BLOCK.match(text)
        if block:
            what = message("People would see this block as you typed it.")
            remedy = message("Begin the line with ```{kind}. A block can't stand in a list.", kind=block[2])
            yield Problem(file, line, "", Level.ERROR, what, remedy)
        for what, remedy in _impossible(text):
            yield Problem(file, line, "", Level.ERROR, what, remedy)


def lost(text: str) -> Iterator[tuple[Message, Message]]:
    """Say what has no place in a field with Markdown, and what to do."""
    bare = _CODE.sub("", text)
    picture, note, block = _PICTURE.search(bare), _NOTE.search(bare), _BLOCK.search(text)
    if picture:
        what = message("A picture that is written like this is not shown: {value}.", value=picture[0])
        yield what, message("Take it out; pictures have a place in the sections of a report.")
    if note:
        what = message("There can't be notes in this text: {value}.", value=note[0])
        yield what, message("Write it in the text itself, between brackets for example.")
    yield from _impossible(text)
    if block:
        what = message("There can't be blocks in this text: {value}.", value=block[2])
        yield what, message("Write it in a section.")


def too_deep(text: str) -> bool:
    """Tell whether lists or quotes stand in each other in more than five layers: then nothing can be made of it."""
    return bool(_DEEP.search(text))


def _impossible(text: str) -> Iterator[tuple[Message, Message]]:
    """Say what no version can hold."""
    if too_deep(text):
        what = message("Lists or quotes stand here in each other in more than five layers.")
        yield what, message("Take some layers away.")
    codes = ((found[0], int(found[1] or found[2], 16 if found[1] else 10)) for found in _ENTITY.finditer(text))
    entity = next((entity for entity, code in codes if code > sys.maxunicode or has_control(chr(code))), None)
    if entity:
        what = message("There is an invisible control character in this text: {value}.", value=entity)
        yield what, message("Delete it.")


def tag_in(text: str) -> str | None:
    """Return the first tag in Markdown; addresses between < and > become links, and are none."""
    tag = _TAG.search(_NO_TAG.sub("", text))
    return tag[0] if tag else None


def _headings(file: str, lines: Iterable[Line]) -> Iterator[Problem]:
    """Find headings that are empty or skip a level."""
    last = 0
    for line, text in lines:
        heading = _HEADING.match(text)
        if not heading:
            continue
        level = len(heading[1])
        if not re.search(r"[^\W_]", unescape(_NOTE.sub("", _PICTURE.sub("", heading[2])))):
            what = message("There is no text in this heading.")
            yield Problem(
                file, line, "", Level.ERROR, what, message("Write it behind the signs #, or delete the line.")
            )
        if last and level > last + 1:
            what = message(
                "This heading is of level {level}, and the one above it of level {last}.", level=level, last=last
            )
            remedy = message("Begin it with {signs} instead.", signs="#" * (last + 1))
            yield Problem(file, line, "", Level.WARNING, what, remedy)
        last = level


def _notes(file: str, lines: Iterable[Line]) -> Iterator[Problem]:
    """Find notes that are written twice, that nothing names, and that are named but not there."""
    written: dict[str, int] = {}
    named: dict[str, int] = {}
    for line, text in lines:
        bare = _CODE.sub("", text)
        own = _NOTE_TEXT.match(bare)
        if own and own[1] in written:
            what = message("The note [^{label}] is written twice: also on line {n}.", label=own[1], n=written[own[1]])
            remedy = message(
                "Give one of the two another name, here and where it is named: [^{label}b].", label=own[1]
            )
            yield Problem(file, line, "", Level.ERROR, what, remedy)
        elif own:
            written[own[1]] = line
        for note in _NOTE.finditer(bare, own.end() if own else 0):
            named.setdefault(note[1], line)
    for label, line in named.items():
        if label not in written:
            what = message("There is no note [^{label}].", label=label)
            remedy = message("Write it on a line of its own: [^{label}]: …", label=label)
            yield Problem(file, line, "", Level.ERROR, what, did_you_mean(label, written) if written else remedy)
    for label, line in written.items():
        if label not in named:
            what = message("Nothing names the note [^{label}], so nobody would find it.", label=label)
            remedy = message("Write [^{label}] in the text where it belongs, or delete the note.", label=label)
            yield Problem(file, line, "", Level.ERROR, what, remedy)


def _lines(parts: tuple[Part, ...]) -> Iterator[Line]:
    """Yield the lines of Markdown with their numbers, without those in code."""
    for part in parts:
        if isinstance(part, Block):
            yield from _lines(part.parts)
            continue
        fence = ""
        for i, text in enumerate(part.text.split("\n"), part.line):
            opens = re.match(r"(`{3,}|~{3,})", text)
            if opens and (not fence or text.startswith(fence)):
                fence = "" if fence else opens[1]
            elif not fence:
                yield i, text

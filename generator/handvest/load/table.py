"""Tables in CSV: separated by commas, or by semicolons as a Dutch Excel does (then numbers have decimal commas)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from handvest.load.text import read_text
from handvest.problem import NO_REMEDY, Level, Message, Problem, message

_POINT = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_COMMA = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}((\.\d{3}){2,4}(,\d{1,15})?|\.\d{3},\d{1,15})")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_QUOTED = re.compile(r'"(?:[^"]|"")*"?')
_SEP = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, and its cells in the order of the columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file, without empty rows; `comma`: numbers have a decimal comma."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    comma: bool = False

    def cell(self, row: Row, column: str) -> str:
        """Return what stands in a column that the table has."""
        return row.cells[self.header.index(column)]

    def problem(self, row: Row, column: str, level: Level, what: Message, remedy: Message = NO_REMEDY) -> Problem:
        """Make a problem of a cell."""
        return Problem(self.file, row.line, column, level, what, remedy)

    def numbers(self, column: str) -> tuple[tuple[Decimal | None, ...], list[Problem]]:
        """Read a column as numbers; an empty cell is None, a sign for percent stands behind all of them or none."""
        found: list[Decimal | None] = []
        problems: list[Problem] = []
        for row in self.rows:
            text = self.cell(row, column).removesuffix("%").strip()
            number = read_number(text, comma=self.comma)
            if text and number is None:
                problems.append(self._not_a_number(row, column))
            found.append(number)
        return tuple(found), problems or self._one_measure(column)

    def _one_measure(self, column: str) -> list[Problem]:
        """Find the first cell without a sign for percent where others have one, or the other way round."""
        filled = [row for row in self.rows if self.cell(row, column)]
        percent = [self.cell(row, column).endswith("%") for row in filled]
        if len(set(percent)) < 2:
            return []
        what = message("Some numbers in this column have the sign %, and others have not.")
        remedy = message("Write it behind each number, or behind none.")
        return [self.problem(filled[percent.index(not percent[0])], column, Level.ERROR, what, remedy)]

    def _not_a_number(self, row: Row, column: str) -> Problem:
        text = self.cell(row, column)
        bare = text.removesuffix("%").strip()
        if _EITHER.fullmatch(bare):
            what = message("'{value}' can be read in two ways.", value=text)
            remedy = message("Write a whole number without signs: {number}.", number=re.sub("[.,]", "", bare))
        elif bare.isdecimal():
            what = message("'{value}' has more than 15 digits.", value=text)
            remedy = message("Write it in thousands or millions, and say so in unit:.")
        elif _COMMA.fullmatch(bare):
            what = message("'{value}' has a comma, but in this file commas stand between the columns.", value=text)
            remedy = message("Write {number}, or put semicolons between the columns.", number=bare.replace(",", "."))
        else:
            what = message("'{value}' is not a number.", value=text)
            remedy = message("Leave the cell empty when there is no number, and write the unit in the text.")
        return self.problem(row, column, Level.ERROR, what, remedy)


def read_number(text: str, *, comma: bool) -> Decimal | None:
    """Read a number of at most 15 digits; None when it is none, or can be read in two ways ('1.234')."""
    text = text.replace("\u2212", "-")
    if comma and _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if not (_COMMA if comma else _POINT).fullmatch(text):
        return None
    if comma and "." in text and _EITHER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def read_table(path: Path, name: str, root: Path) -> tuple[Table | None, list[Problem]]:
    """Read a CSV file with a header; None when nothing of it can be used. Messages call the file `name`."""
    text, problems = read_text(path, name, root)
    if text is None:
        return None, problems
    lines = text.split("\n")
    told = _SEP.fullmatch(lines[0].strip().strip('"'))
    if told:
        lines[0] = ""  # Excel's own note about the separator
    separator = told[1] if told else _separator(lines)
    if separator not in (",", ";"):
        what = message("The columns are not separated by commas or semicolons.")
        return None, [_problem(name, 1, what, message("Save the sheet as 'CSV UTF-8'."))]
    rows, problems = _rows(lines, separator, name)
    if rows is None:
        return None, problems
    if not rows:
        what, remedy = message("The file is empty."), message("Write something in it, or delete it.")
        return None, [_problem(name, 0, what, remedy)]
    return _table(name, rows[0], rows[1:], comma=separator == ";")


def _separator(lines: list[str]) -> str:
    first = _QUOTED.sub("", next(line for line in lines if line.strip()))
    return "\t" if "\t" in first else ";" if first.count(";") >= max(1, first.count(",")) else ","


def _rows(lines: list[str], separator: str, name: str) -> tuple[list[Row] | None, list[Problem]]:
    """Split lines into rows, without empty ones; a cell between quotes may hold lines."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator, strict=True, skipinitialspace=True)
    found, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(Row(line, tuple(" ".join(cell.split()) for cell in cells)))
            line = reader.line_num + 1
    except csv.Error:
        what = message("A quotation mark on this line is not closed, or stands within a cell.")
        remedy = message('Put the whole cell between quotation marks, and double those within it: "a ""b"" c".')
        return None, [_problem(name, line, what, remedy)]
    return found, []


def _table(name: str, head: Row, rows: list[Row], *, comma: bool) -> tuple[Table | None, list[Problem]]:
    width = len(head.cells)
    while width and not head.cells[width - 1] and not any("".join(row.cells[width - 1 :]) for row in rows):
        width -= 1  # empty columns that a spreadsheet left behind
    header = head.cells[:width]
    problems = list(_header_problems(name, head.line, header))
    whole = []
    for row in rows:
        cells = row.cells[:width] if not "".join(row.cells[width:]) else row.cells
        if len(cells) == width:
            whole.append(Row(row.line, cells))
            continue
        what = message("Cells in this row: {found}; in the header: {expected}.", found=len(cells), expected=width)
        remedy = message("Put a text or number that holds the separator between quotation marks.")
        problems.append(_problem(name, row.line, what, remedy))
    if not rows:
        what = message("There is a header, but no row with figures.")
        problems.append(_problem(name, head.line, what, message("Write the figures below it.")))
    return (None if problems else Table(name, header, tuple(whole), comma)), problems


def _header_problems(name: str, line: int, header: tuple[str, ...]) -> Iterator[Problem]:
    for column, times in Counter(header).items():
        if not column:
            what = message("A column has no name.")
            yield _problem(name, line, what, message("Write a name above every column."))
        elif times > 1:
            what = message("Two columns have the name '{value}'.", value=column)
            yield _problem(name, line, what, message("Give one of the two another name."))


def _problem(name: str, line: int, what: Message, remedy: Message) -> Problem:
    return Problem(name, line, "", Level.ERROR, what, remedy)

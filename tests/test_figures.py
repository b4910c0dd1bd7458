"""Figures of reports: what is read from CSV, what is drawn and told of it, and what nobody may see."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typst
from conftest import ROOT

from handvest.examine import text
from handvest.figures.drawing import HIGH_ON_PAPER, Drawing
from handvest.figures.letters import width, wrapped
from handvest.figures.scale import scale
from handvest.figures.view import FigureView, read_figure
from handvest.figures.words import survey
from handvest.language import language
from handvest.load.blocks import Block, Reader
from handvest.load.report import ReportFolder
from handvest.load.table import Table, read_table
from handvest.model.block import Survey
from handvest.model.colour import light
from handvest.model.organisation import HouseStyle
from handvest.problem import Problem
from handvest.render import styles
from handvest.render.environment import environment, overrides
from handvest.render.tables import with_captions

ACCENT = "#1f6f54"

# ---- what is read from a file


def read(folder: Path, data: bytes | str) -> tuple[Table | None, list[str]]:
    (folder / "x.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    table, problems = read_table(folder / "x.csv", "data/x.csv", folder)
    return table, [text(p, "en") for p in problems]


SOUND: dict[str, tuple[bytes | str, list[str | None]]] = {
    "commas": ("year,n\n2024,7.4\n2025,-3\n", ["7.4", "-3"]),
    "semicolons with decimal commas": ("year;n\n2024;7,4\n2025;7.5\n", ["7.4", "7.5"]),
    "thousands in a Dutch sheet": ("year;n\n2024;1.234,5\n2025;1.234.567\n", ["1234.5", "1234567"]),
    "byte order mark and Windows line ends": (b"\xef\xbb\xbfyear;n\r\n2024;1\r\n2025;2\r\n", ["1", "2"]),
    "line ends of an old Mac": (b"year,n\r2024,1\r2025,2\r", ["1", "2"]),
    "quotes": ('"year","n"\n"2024, early","1"\n"say ""x""","2"\n', ["1", "2"]),
    "a line within quotes": ('year,n\n"2024\nearly",1\n2025,2\n', ["1", "2"]),
    "Excel's own note": ("sep=;\nyear;n\n2024;1\n2025;2\n", ["1", "2"]),
    "empty rows and columns that a sheet leaves": ("year;n;;\n2024;1;;\n;;;\n2025;2;;\n;;;\n", ["1", "2"]),
    "a gap": ("year,n\n2024,\n2025,2\n", [None, "2"]),
    "percent signs": ("year,n\n2024,71%\n2025,82 %\n", ["71", "82"]),
    "a real minus sign, a plus sign and spaces": ("year,n\n2024, \u22124 \n2025,+5\n", ["-4", "5"]),
}


@pytest.mark.parametrize("case", SOUND.values(), ids=SOUND)
def test_a_sound_file(case: tuple[bytes | str, list[str | None]], tmp_path: Path) -> None:
    table, problems = read(tmp_path, case[0])
    assert problems == [] and table is not None
    numbers, wrong = table.numbers("n")
    assert wrong == []
    assert list(numbers) == [None if n is None else Decimal(n) for n in case[1]]
    assert table.header == ("year", "n")


def test_a_row_knows_its_line(tmp_path: Path) -> None:
    table, _ = read(tmp_path, 'year,n\n"2023\nearly",1\n\n2024,2\n')
    assert table is not None
    assert [row.line for row in table.rows] == [2, 5]


WRONG: dict[str, tuple[bytes | str, list[str]]] = {
    "empty": ("", ["data/x.csv: The file is empty. Write something in it, or delete it."]),
    "only separators": (",,\n", ["data/x.csv: The file is empty. Write something in it, or delete it."]),
    "no rows": (
        "year,n\n",
        ["data/x.csv:1: There is a header, but no row with figures. Write the figures below it."],
    ),
    "a row of another length": (
        "year,n\n2024,7,4\n2025\n",
        [
            "data/x.csv:2: Cells in this row: 3; in the header: 2. "
            "Put a text or number that holds the separator between quotation marks.",
            "data/x.csv:3: Cells in this row: 1; in the header: 2. "
            "Put a text or number that holds the separator between quotation marks.",
        ],
    ),
    "a header twice": (
        "year,n,n\n2024,1,2\n",
        ["data/x.csv:1: Two columns have the name 'n'. Give one of the two another name."],
    ),
    "a column without a name": (
        "year,,n\n2024,1,2\n",
        ["data/x.csv:1: A column has no name. Write a name above every column."],
    ),
    "tabs": (
        "year\tn\n2024\t1\n",
        ["data/x.csv:1: The columns are not separated by commas or semicolons. Save the sheet as 'CSV UTF-8'."],
    ),
    "an open quote": (
        'year,n\n2024,1\n"2025,2\n',
        [
            "data/x.csv:3: A quotation mark on this line is not closed, or stands within a cell. "
            'Put the whole cell between quotation marks, and double those within it: "a ""b"" c".'
        ],
    ),
    "latin-1": ("jaar,cli\xebnten\n2024,1\n".encode("latin-1"), ["data/x.csv:1: The file is not saved as UTF-8: …"]),
    "UTF-16": ("year,n\n".encode("utf-16"), ["data/x.csv:1: The file is saved as UTF-16, not as UTF-8. …"]),
    "a workbook": (b"PK\x03\x04\x00\x00", ["data/x.csv: This is not a text file: it comes from Word, Excel …"]),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_wrong_file(case: tuple[bytes | str, list[str]], tmp_path: Path) -> None:
    table, problems = read(tmp_path, case[0])
    assert table is None
    assert len(problems) == len(case[1]), problems
    for shown, expected in zip(problems, case[1], strict=True):
        assert shown.startswith(expected.removesuffix("…")) if expected.endswith("…") else shown == expected


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("n.v.t.", "'n.v.t.' is not a number. Leave the cell empty when there is no number, …"),
        ("12 mensen", "'12 mensen' is not a number. …"),
        ("1.234", "'1.234' can be read in two ways. Write a whole number without signs: 1234."),
        ("1e5", "'1e5' is not a number. …"),
        ("-", "'-' is not a number. …"),
        ("9" * 16, "…"),
    ],
)
def test_text_where_a_number_stands(cell: str, says: str, tmp_path: Path) -> None:
    table, _ = read(tmp_path, f"year;n\n2024;1\n2025;{cell}\n")
    assert table is not None
    _, problems = table.numbers("n")
    shown = [text(p, "en") for p in problems]
    assert len(shown) == 1
    assert shown[0].startswith("data/x.csv:3: n: " + says.removesuffix("…"))


def test_a_decimal_comma_between_commas(tmp_path: Path) -> None:
    table, _ = read(tmp_path, 'year,n\n2024,"7,4"\n')
    assert table is not None
    shown = [text(p, "en") for p in table.numbers("n")[1]]
    says = "'7,4' has a comma, but in this file commas stand between the columns. "
    assert shown == [f"data/x.csv:2: n: {says}Write 7.4, or put semicolons between the columns."]


# ---- what is drawn and told

HEAD = "data: data/x.csv\n"


def made(
    folder: Path, block: str, data: str, *, least: int = 10, code: str = "en"
) -> tuple[FigureView | None, list[Problem]]:
    """Make a figure of the YAML of a block (after its `data`) and a CSV file."""
    path = folder / "x.csv"
    path.write_text(data, encoding="utf-8")
    table, problems = read_table(path, "data/x.csv", folder)
    assert table is not None, [text(p, "en") for p in problems]
    reader = Reader("10-a.md", code)
    (part,) = reader.parts(f"```figure\n{HEAD}{block}\n```", 1)
    assert isinstance(part, Block) and not reader.problems, [text(p, "en") for p in reader.problems]
    report = ReportFolder("2025", folder, part.head, tables={"data/x.csv": table})
    return read_figure(part.head, report, least, code)


def sound(folder: Path, block: str, data: str, *, least: int = 10, code: str = "en") -> FigureView:
    view, problems = made(folder, block, data, least=least, code=code)
    assert view is not None, [text(p, "en") for p in problems]
    return view


GRADES = "x: year\ny: grade\nsays: It went well.\n"
MEANS = "means: Good enough."

SLIPS: dict[str, tuple[str, str, list[str]]] = {
    "a column that is not there": (
        "x: yaer\ny: grade\nsays: So.\nmeans: Good.",
        "year,grade\n2024,7\n",
        ["10-a.md:3: x: data/x.csv has no column 'yaer'. Did you mean 'year'?"],
    ),
    "two of three columns are not there": (
        "x: year\ny: [a, b, grade]\nsays: So.\nmeans: Good.",
        "year,grade\n2024,7\n",
        [
            "10-a.md:4: y[0]: data/x.csv has no column 'a'. Choose from: grade, year.",
            "10-a.md:4: y[1]: data/x.csv has no column 'b'. Choose from: grade, year.",
        ],
    ),
    "one column twice": (
        "x: year\ny: year\nsays: So.",
        "year,n\n2024,7\n",
        ["10-a.md:4: y: The column 'year' is named twice. Name each column once."],
    ),
    "text in a number": (
        "x: year\ny: calls\nsays: So.",
        "year,calls\n2024,many\n",
        ["data/x.csv:2: calls: 'many' is not a number. …"],
    ),
    "no number at all": (
        "x: year\ny: calls\nsays: So.",
        "year,calls\n2024,\n",
        ["10-a.md:4: y: There is no number in the column 'calls'. Fill it in, or take it out."],
    ),
    "five columns": (
        "x: t\ny: [a, b, c, d, e]\nsays: So.",
        "t,a,b,c,d,e\nx,1,2,3,4,5\n",
        ["10-a.md:4: y: A drawing can hold 4 columns of numbers at most. Make two figures of it."],
    ),
    "a year twice, and one that is missing": (
        "x: year\ny: calls\nsays: So.",
        "year,calls\n2024,1\n2024,2\n,3\n",
        [
            "data/x.csv:3: year: '2024' stands here for the second time. "
            "Put the rows together, or give one another name.",
            "data/x.csv:4: year: The name of this row is missing. Fill it in.",
        ],
    ),
    "too many rows": (
        "x: t\ny: n\nsays: So.",
        "t,n\n" + "".join(f"row {i},{i}\n" for i in range(61)),
        ["10-a.md:2: data: data/x.csv has 61 rows; a figure can hold 60. Put together what belongs together."],
    ),
    "grades without a meaning": (
        GRADES,
        "year,grade\n2024,7\n",
        [
            "10-a.md:2: means: These figures are grades, and nothing says what they mean. "
            "Write it in 'means': is it good enough, what is behind it, what do you not know?"
        ],
    ),
    "percentages by their unit": (
        'x: year\ny: happy\nsays: So.\nunit: "%"\nsurvey: {answered: 40}',
        "year,happy\n2024,70\n",
        ["10-a.md:2: means: These figures are percentages, and nothing says what they mean. …"],
    ),
    "percentages by the name of the column": (
        "x: year\ny: happy (%)\nsays: So.\nsurvey: {answered: 40}",
        "year,happy (%)\n2024,70\n",
        ["10-a.md:2: means: These figures are percentages, and nothing says what they mean. …"],
    ),
    "percentages by their cells": (
        "x: year\ny: happy\nsays: So.\nsurvey: {answered: 40}",
        "year,happy\n2024,70%\n",
        ["10-a.md:2: means: These figures are percentages, and nothing says what they mean. …"],
    ),
    "percentages in some cells": (
        "x: year\ny: happy\nsays: So.\nmeans: Good.\nsurvey: {answered: 40}",
        "year,happy\n2023,70%\n2024,\n2025,60\n",
        [
            "data/x.csv:4: happy: Some numbers in this column have the sign %, and others have not. "
            "Write it behind each number, or behind none."
        ],
    ),
    "percentages of nobody knows how many": (
        "x: year\ny: happy (%)\nsays: So.\nmeans: Good.",
        "year,happy (%)\n2024,70\n",
        [
            "10-a.md:4: y: Nothing says how many people these percentages are about. "
            "Write it in a column 'n', or in 'survey' under 'answered'."
        ],
    ),
    "parts of one": (
        "x: year\ny: happy (%)\nsays: So.\nmeans: Good.\nsurvey: {answered: 40}",
        "year,happy (%)\n2024,0.7\n2025,0.8\n",
        ["10-a.md:4: y: All these percentages lie between 0 and 1. Write 78 for 78%, not 0.78."],
    ),
    "grades beside percentages": (
        "x: year\ny: [grade, happy (%)]\nsays: So.\nmeans: Good.",
        "year,grade,happy (%)\n2024,7,70\n",
        [
            "10-a.md:4: y[1]: The column 'grade' holds grades, and the column 'happy (%)' holds percentages. "
            "Make two figures of it, or write what all of them are in 'unit'."
        ],
    ),
    "more answers than questions": (
        "x: year\ny: calls\nsays: So.\nsurvey:\n  invited: 40\n  answered: 60",
        "year,calls\n2024,7\n",
        [
            "10-a.md:8: survey.answered: More people answered (60) than were asked (40). "
            "Are the two in the right place?"
        ],
    ),
    "a row without people": (
        "x: team\ny: happy (%)\nsays: So.\nmeans: Good.",
        "team,happy (%),n\nA,70,30\nB,60,\n",
        ["data/x.csv:3: n: How many people is this row about? A whole number is expected here. …"],
    ),
    "the column with people is not there": (
        "x: team\ny: calls\nsays: So.\npeople: staff",
        "team,calls,staf\nA,70,30\n",
        ["10-a.md:6: people: data/x.csv has no column 'staff'. Did you mean 'staf'?"],
    ),
    "a line over long names": (
        "kind: line\nx: team\ny: calls\nsays: So.",
        "team,calls\n" + "".join(f"Team of the {n} house,{i}\n" for i, n in enumerate("first second third".split())),
        [
            "10-a.md:3: kind: The names in the column 'team' do not fit below a line. "
            "Write kind: bar, or shorter names. Now it is drawn with dots."
        ],
    ),
    "some people too few": (
        "x: team\ny: happy (%)\nsays: So.\nmeans: Good.",
        "team,happy (%),n\nA,70,30\nB,60,9\n",
        [
            "10-a.md:4: y: Figures about fewer than 10 people are not shown: B. "
            "Tell it in words, where that exposes nobody: '3 of the 8 people'."
        ],
    ),
    "columns that say nothing": (
        "x: kind\ny: [2024, 2025]\nsays: So.",
        "kind,2024,2025\nFalls,7,8\n",
        [
            "10-a.md:2: title: The columns do not say what is counted. "
            "Write it in 'title': 'Incidents in 2024 and 2025, by kind'."
        ],
    ),
    "all too few": (
        "x: year\ny: grade\nsays: So.\nmeans: Good.\nsurvey: {answered: 9}",
        "year,grade\n2025,7\n",
        ["10-a.md:4: y: These figures are about fewer than 10 people; none of them is shown. …"],
    ),
}


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_its_place(case: tuple[str, str, list[str]], tmp_path: Path) -> None:
    block, data, says = case
    shown = [text(p, "en") for p in made(tmp_path, block, data)[1]]
    assert len(shown) == len(says), shown
    for line, expected in zip(shown, says, strict=True):
        assert line.startswith(expected.removesuffix("…")) if expected.endswith("…") else line == expected


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("data/cals.csv", "10-a.md:2: data: There is no file 'data/cals.csv'. Did you mean 'data/calls.csv'?"),
        ("data/calls.xlsx", "10-a.md:2: data: The figures of a drawing are read from a CSV file. …"),
        ("../other/data/calls.csv", "10-a.md:2: data: There is no file '../other/data/calls.csv'. …"),
        ("data/broken.csv", ""),
    ],
)
def test_the_table_of_a_figure_is_found(name: str, says: str, tmp_path: Path) -> None:
    (part,) = Reader("10-a.md", "en").parts(f"```figure\ndata: {name}\nx: a\ny: b\nsays: So.\n```", 1)
    assert isinstance(part, Block)
    tables = {"data/calls.csv": Table("data/calls.csv", ("a", "b"), ())}
    report = ReportFolder("2025", tmp_path, part.head, tables=tables, unread=frozenset({"data/broken.csv"}))
    view, problems = read_figure(part.head, report, 10, "en")
    assert view is None
    shown = [text(p, "en") for p in problems]
    assert len(shown) == (1 if says else 0)  # what is wrong within a file was told when it was read
    assert "".join(shown).startswith(says.removesuffix("…"))


def places(view: FigureView, kind: str) -> list[dict[str, str]]:
    assert view.drawing is not None
    found = (layer.items for layer in view.drawing.layers if layer.kind == kind)
    return [{**dict(item.at), "text": item.text} for items in found for item in items]


def test_bars_of_percentages_are_parts_of_a_whole(tmp_path: Path) -> None:
    data = "house,happy (%)\nThe long name of a house,80\nMill,25\nHill,100\n"
    block = f"x: house\ny: happy (%)\nsays: So.\n{MEANS}\nsurvey: {{answered: 40}}"
    view = sound(tmp_path, block, data)
    assert [bar["width"] for bar in places(view, "bar")] == ["80%", "25%", "100%"]
    assert {bar["x"] for bar in places(view, "bar")} == {"0%"}
    assert [track["width"] for track in places(view, "track")] == ["100%"] * 3


def test_lying_bars_begin_at_zero_to_both_sides(tmp_path: Path) -> None:
    data = "house,change\nThe long name of a house,-10\nMill,30\n"
    view = sound(tmp_path, "x: house\ny: change\nsays: So.", data)
    first, second = places(view, "bar")
    assert (first["x"], first["width"]) == ("0%", "25%")
    assert (second["x"], second["width"]) == ("25%", "75%")
    assert [line["x1"] for line in places(view, "base")] == ["25%", "25%"]


def test_standing_bars_begin_at_zero(tmp_path: Path) -> None:
    view = sound(tmp_path, "x: year\ny: calls\nsays: So.", "year,calls\n2025,90\n2023,30\n2024,60\n")
    base = float(places(view, "base")[0]["y1"].removesuffix("em"))
    bars = places(view, "bar")
    heights = [float(bar["height"].removesuffix("em")) for bar in bars]
    assert heights == [3.0, 6.0, 9.0]  # in order of time
    assert {float(bar["y"].removesuffix("em")) + height for bar, height in zip(bars, heights, strict=True)} == {base}


def test_a_line_stands_where_its_axis_says(tmp_path: Path) -> None:
    data = "year;grade\n2020;7,0\n2021;7,4\n2025;7,2\n"
    view = sound(tmp_path, f"kind: line\n{GRADES}{MEANS}", data, code="en")
    ticks = {t["text"]: float(t["y"].removesuffix("em")) - 0.35 for t in places(view, "tick")}
    assert list(ticks) == ["7.0", "7.1", "7.2", "7.3", "7.4"]
    marks = [float(m["y"].removesuffix("em")) for m in places(view, "mark")]
    assert marks == pytest.approx([ticks["7.0"], ticks["7.4"], ticks["7.2"]], abs=0.02)
    across = [float(m["x"].removesuffix("%")) for m in places(view, "mark")]
    assert (across[1] - across[0]) * 4 == pytest.approx(across[2] - across[1], abs=0.1)  # one year, and four
    assert view.axis == "Mind: the scale on the left begins at 7.0, not at 0."


def test_a_line_has_a_gap_where_a_number_is_missing(tmp_path: Path) -> None:
    view = sound(tmp_path, "kind: line\nx: year\ny: n\nsays: So.", "year,n\n2021,1\n2022,2\n2023,\n2024,4\n2025,5\n")
    assert len(places(view, "path")) == 2
    assert len(places(view, "mark")) == 4
    assert view.notes == ("Not known: 2023.",)
    assert ("2023", "not known") in view.rows
    assert view.axis == ""


def test_an_axis_of_people_ends_where_they_are_all_counted(tmp_path: Path) -> None:
    names = ("Companion", "Apartment", "Occupation", "Security", "Decisions", "Friendship")  # too long below an axis
    data = "card,smile\n" + "".join(f"{name},{61 - i * 10}\n" for i, name in enumerate(names))
    block = "kind: dots\nx: card\ny: smile\nsays: So.\nsurvey: {answered: 71}"
    view = sound(tmp_path, block, data)
    assert [tick["text"] for tick in places(view, "tick")] == ["0", "71"]
    assert [mark["x"] for mark in places(view, "mark")][:2] == ["85.92%", "71.83%"]
    for other in (f"{block}\nunit: visits", block.replace("71", "60")):
        assert [tick["text"] for tick in places(sound(tmp_path, other, data), "tick")] == ["0", "80"]


def test_an_axis_begins_at_zero_unless_that_hides_the_differences() -> None:
    def ticks(*values: str, limits: tuple[int, int] | None = None, whole: bool = False) -> list[float]:
        return [float(tick) for tick in scale([Decimal(v) for v in values], limits, whole=whole).ticks]

    assert ticks("3", "97") == [0, 50, 100]
    assert ticks("81", "97", limits=(0, 100)) == [80, 85, 90, 95, 100]
    assert ticks("3", "61", limits=(0, 71)) == [0, 20, 40, 60, 71]
    assert ticks("3", "61", limits=(0, 68)) == [0, 20, 40, 68]
    assert ticks("3", "61", limits=(0, 200)) == [0, 20, 40, 60, 80]
    assert ticks("98.5", "99.9", limits=(0, 100)) == [98.5, 99.0, 99.5, 100.0]
    assert ticks("7.1", "7.6") == [7.0, 7.2, 7.4, 7.6]
    assert ticks("-12", "9") == [-20, -10, 0, 10]
    assert ticks("-12", "-9") == [-12, -11, -10, -9]
    assert ticks("0") == [0.0, 0.5, 1.0]
    assert ticks("0", whole=True) == [0, 1]
    assert ticks("0", limits=(0, 100)) == [0, 50, 100]
    assert ticks("5") == [0, 2, 4, 6]
    assert ticks("7.4", "7.4", limits=(0, 10)) == [0, 2, 4, 6, 8]
    assert ticks("-5", whole=True) == [-6, -4, -2, 0]
    assert ticks("1", "3", whole=True) == [0, 1, 2, 3]
    assert ticks("100", "101", whole=True) == [100, 101]
    assert ticks("1200000", "3400000") == [0, 1000000, 2000000, 3000000, 4000000]


@pytest.mark.parametrize(
    ("column", "code", "names"),
    [
        ("2024,2025", "nl", ["2024", "2025"]),
        ("2024-Q1,2025-Q2", "nl", ["1e kwartaal 2024", "2e kwartaal 2025"]),
        ("2024 K1,2025 K2", "en", ["1st quarter 2024", "2nd quarter 2025"]),
        ("2024-03,2025-12", "nl", ["maart 2024", "december 2025"]),
        ("2024-03-01,2025-12-31", "en", ["1 March 2024", "31 December 2025"]),
        ("2025,2024-Q2", "nl", ["2025", "2024-Q2"]),
        ("2025-02-30,2025-02-28", "nl", ["2025-02-30", "2025-02-28"]),
    ],
)
def test_time_is_read_and_written(column: str, code: str, names: list[str], tmp_path: Path) -> None:
    data = "when,n\n" + "".join(f"{when},1\n" for when in column.split(","))
    view = sound(tmp_path, "x: when\ny: n\nsays: So.", data, code=code)
    assert [row[0] for row in view.rows] == names


@pytest.mark.parametrize("kind", ["line", "bar"])
@pytest.mark.parametrize("code", ["nl", "en", "ar"])
@pytest.mark.parametrize("times", ["2024-Q3,2024-Q4,2025-Q1", "2024-11,2024-12,2025-01", "2023,2024,2025"])
def test_time_is_written_alike_on_the_axis_and_in_the_table(times: str, code: str, kind: str, tmp_path: Path) -> None:
    data = "when,n\n" + "".join(f"{when},{i}\n" for i, when in enumerate(times.split(","), 1))
    view = sound(tmp_path, f"kind: {kind}\nx: when\ny: n\nsays: So.", data, code=code)
    lines: dict[str, list[tuple[float, str]]] = {}
    for name in places(view, "name"):
        lines.setdefault(name["x"], []).append((float(name["y"].removesuffix("em")), name["text"]))
    assert lines
    if len(lines) > 1:  # upright: what stands below each other is one name
        written = [" ".join(text for _, text in sorted(stack)) for stack in lines.values()]
    else:
        written = [text for _, text in sorted(lines.popitem()[1])]
    assert set(written) <= {row[0] for row in view.rows}
    assert view.rows[-1][0] in written


# ---- numbers as they were written


def axis_texts(view: FigureView) -> list[str]:
    return [tick["text"] for tick in places(view, "tick")]


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (("7,81", "7,83", "7,90"), ("7,81", "7,83", "7,90")),
        (("8,25", "8"), ("8,25", "8,00")),
        (("0,00012", "0,0003"), ("0,00012", "0,00030")),
        (("12345678", "9345678"), ("12.345.678", "9.345.678")),
        (("7,0", "8,0"), ("7,0", "8,0")),
        (("12345678901,1234567", "1"), ("12.345.678.901,1234567", "1,0000000")),
    ],
)
@pytest.mark.parametrize("kind", ["bar", "line", "dots"])
def test_numbers_keep_the_decimals_that_were_written(
    kind: str, column: tuple[str, ...], written: tuple[str, ...], tmp_path: Path
) -> None:
    data = "year;n\n" + "".join(f"{2021 + i};{cell}\n" for i, cell in enumerate(column))
    view = sound(tmp_path, f"kind: {kind}\nx: year\ny: n\nsays: So.", data, code="nl")
    assert tuple(row[1] for row in view.rows) == written
    assert view.values == tuple(f"{2021 + i}: {number}." for i, number in enumerate(written))
    drawn = " ".join(text["text"] for kind in ("value", "name") for text in places(view, kind))
    assert kind == "line" or all(number in drawn for number in written) or max(map(len, written)) > 20
    stored = [Decimal(row[1]) for row in list(csv.reader(io.StringIO(view.csv)))[1:]]
    assert stored == [Decimal(cell.replace(",", ".")) for cell in column]


def test_each_column_keeps_its_own_decimals(tmp_path: Path) -> None:
    view = sound(tmp_path, "x: t\ny: [a, b]\nsays: So.", "t;a;b\nA;1,5;12\nB;1,75;13\n", code="nl")
    assert view.rows == (("A", "1,50", "12"), ("B", "1,75", "13"))
    assert view.values == ("A. A: 1,50. B: 12.", "B. A: 1,75. B: 13.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            "t,visits\nA,66.66666667\n",
            "10-a.md:4: y: The numbers in the column 'visits' have 8 decimals; we show all. "
            "Round them in the file, as far as they stay true.",
        ),
        (
            "t,visits\nA,123456789012345.1\nB,0.1234\n",
            "10-a.md:4: y: A number in the column 'visits' has more than 18 digits. Round it in the file.",
        ),
        ("t,visits\nA,0.00012\n", ""),
    ],
)
def test_numbers_with_too_many_digits_are_told(data: str, says: str, tmp_path: Path) -> None:
    _, problems = made(tmp_path, "x: t\ny: visits\nsays: So.", data)
    assert "".join(text(p, "en") for p in problems) == says


@pytest.mark.parametrize("kind", ["line", "dots"])
@pytest.mark.parametrize(
    ("data", "ticks"),
    [
        ("2024,12\n", ["0", "5", "10", "15"]),
        ("2023,20\n2024,20\n", ["0", "5", "10", "15", "20"]),
        ("2023,0\n2024,0\n", ["0", "1"]),
        ("2023,1\n2024,2\n", ["0", "1", "2"]),
    ],
)
def test_an_axis_of_whole_numbers_is_whole_and_one_value_is_seen_from_zero(
    kind: str, data: str, ticks: list[str], tmp_path: Path
) -> None:
    view = sound(tmp_path, f"kind: {kind}\nx: year\ny: n\nsays: So.", f"year,n\n{data}")
    assert axis_texts(view) == ticks
    assert view.axis == ""


def test_bars_of_nothing_are_seen_as_such(tmp_path: Path) -> None:
    view = sound(tmp_path, "x: year\ny: n\nsays: So.", "year,n\n2022,0\n2023,0\n2024,0\n")
    assert [text["text"] for text in places(view, "value")] == ["0", "0", "0"]
    assert len(places(view, "base")) == 3  # where each would begin
    assert places(view, "bar") == []
    assert view.drawing is not None and view.drawing.height < 12


# ---- names that are long or many


def test_a_long_line_names_its_months_at_regular_steps(tmp_path: Path) -> None:
    rows = "".join(f"{2024 + i // 12}-{i % 12 + 1:02},{i}\n" for i in range(24))
    view = sound(tmp_path, "kind: line\nx: month\ny: n\nsays: So.", f"month,n\n{rows}", code="nl")
    assert view.drawing is not None

    def named(*only: str) -> list[str]:
        layers = (layer for layer in view.drawing.layers if layer.kind == "name" and layer.only in ("", *only))
        texts = [(float(i.at[0][1].removesuffix("%")), i.text) for layer in layers for i in layer.items]
        return [text for _, text in sorted(texts, key=lambda t: t[0]) if not text.isdigit()]

    assert named("larger", "middle", "narrow") == ["jan", "apr", "jul", "okt"] * 2
    assert named("larger", "wide") == ["jan", "mrt", "mei", "jul", "sep", "nov"] * 2
    assert len(named("small", "narrow")) >= 4
    years = [text["text"] for text in places(view, "name") if text["text"].isdigit()]
    assert set(years) == {"2024", "2025"}


def test_the_lowest_and_the_highest_of_a_long_line_are_told_on_a_telephone(tmp_path: Path) -> None:
    values = [100 + i * 13 % 29 for i in range(24)]
    rows = "".join(f"{2024 + i // 12}-{i % 12 + 1:02},{value}\n" for i, value in enumerate(values))
    view = sound(tmp_path, "kind: line\nx: month\ny: n\nsays: So.", f"month,n\n{rows}")
    assert view.drawing is not None
    always = {
        i.text for layer in view.drawing.layers if layer.kind == "value" and not layer.only for i in layer.items
    }
    assert {str(min(values)), str(max(values))} <= always


def test_a_word_is_broken_between_syllables_and_only_when_it_is_longer_than_the_line(tmp_path: Path) -> None:
    name = "Persoonsgerichte bewegingsstimuleringsbijeenkomst"
    view = sound(tmp_path, "x: t\ny: n\nsays: So.", f"t,n\n{name},7\nKort,3\n", code="nl")
    assert [text["text"] for text in places(view, "name")] == [name, "Kort"]
    assert view.narrow is not None
    narrow = [i.text for layer in view.narrow.layers if layer.kind == "name" for i in layer.items]
    assert narrow == ["Persoonsgerichte", "bewegingsstimuleringsbijeen-", "komst", "Kort"]


@pytest.mark.parametrize("code", ["nl", "en", "ar", "xx", ""])
def test_broken_words_fit_and_stay_whole(code: str) -> None:
    for word in ("Arbeidsongeschiktheidsverzekeringsmaatschappijen", "W" * 50, "a/" * 40, "x"):
        for room in (2.0, 5.0, 16.0):
            lines = wrapped(word, room, code=code)
            assert all(width(line) <= room for line in lines)
            assert "".join(lines).replace("-", "") == word


def test_a_drawing_for_a_wide_screen_has_no_gaps_for_lines_that_a_narrow_one_needs(tmp_path: Path) -> None:
    view = sound(tmp_path, *SEEN["long words"], code="nl")
    assert view.drawing is not None and view.narrow is not None
    assert view.drawing.height < view.narrow.height
    html = shown(view)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.count('class="f f-wide"') == 1 and html.count('class="f f-narrow"') == 1


# ---- drawings on pages


@pytest.mark.parametrize(
    "block", ["kind: bar\ny: n", "kind: dots\ny: n", "kind: bar\ny: [n, m]", "kind: dots\ny: [n, m]"]
)
def test_a_long_drawing_is_cut_into_parts_that_fit_on_a_page(block: str, tmp_path: Path) -> None:
    rows = "".join(f"Team {i} of the house on the hill,{i * 37 % 97 + 3},{i * 17 % 97 + 3}\n" for i in range(1, 41))
    view = sound(tmp_path, f"x: team\n{block}\nsays: So.", f"team,n,m\n{rows}")
    assert len(view.pieces) >= 3
    assert all(piece.drawing.height <= HIGH_ON_PAPER for piece in view.pieces)
    assert view.pieces[0].text.startswith(f"{view.title}. Part 1 of {len(view.pieces)}: Team 1 of the house")
    assert view.pieces[-1].text.endswith("to Team 40 of the house on the hill.")
    drawn = [
        i.text for p in view.pieces for layer in p.drawing.layers for i in layer.items if i.text.startswith("Team")
    ]
    assert drawn == [f"Team {i} of the house on the hill" for i in range(1, 41)]
    whole = view.drawing
    assert whole is not None
    assert {(p.drawing.before, p.drawing.after) for p in view.pieces} == {(whole.before, whole.after)}
    assert sorted(x for piece in view.pieces for x in reached(piece.drawing)) == sorted(reached(whole))


def reached(drawing: Drawing) -> list[str]:
    """Tell how far the bars or dots of a drawing reach, without the marks of a legend."""
    shapes = (dict(i.at) for layer in drawing.layers if layer.kind in ("bar", "mark") for i in layer.items)
    return [x for shape in shapes if (x := shape.get("width", shape["x"])).endswith("%")]


def test_a_short_drawing_is_one_piece(tmp_path: Path) -> None:
    view = sound(tmp_path, *SEEN["lying bars"])
    assert [piece.drawing for piece in view.pieces] == [view.drawing]
    assert view.pieces[0].text == f"{view.title}. {view.description}"


# ---- what is told in words


@pytest.mark.parametrize(
    ("block", "header", "caption"),
    [
        ("y: [2024, 2025]\nunit: incidents", "2024,2025", "Incidents in 2024 and 2025, by kind"),
        ("y: smile\ntitle: People who smiled, by card.", "smile,n", "People who smiled, by card"),
        ("y: a\ntitle: Days without pain\nunit: days", "a,b", "Days without pain"),
        ("y: a\ntitle: What clients say\nunit: grade\nmeans: Good.", "a,b", "What clients say (grade)"),
        ("y: [clients, family]\nunit: grade\nmeans: Good.", "clients,family", "Clients and family (grade), by kind"),
        ("y: calls", "calls,x", "Calls, by kind"),
        ("y: [2024, 2025]", "2024,2025", "It went well"),
        ("y: people", "people,x", "It went well"),
    ],
)
def test_a_table_and_a_drawing_say_what_is_counted(block: str, header: str, caption: str, tmp_path: Path) -> None:
    view = sound(tmp_path, f"x: kind\n{block}\nsays: It went well.", f"kind,{header}\nA,7,40\nB,8,50\n")
    html = shown(view)
    again = ' class="unseen"' if caption == "It went well" else ""  # the message above it says so already
    assert f'<caption id="f-c"{again}>{caption}</caption>' in html
    assert re.search(rf"<title[^>]*>Drawing with bars: {re.escape(caption)}</title>", html, re.I)
    assert f"<p>{caption}:</p>" in shown(view, "in_words")
    assert f"<caption{again}>{caption}</caption>" in shown(view, "in_document", shown=[PICTURE])
    assert f"{caption}." in view.sentences


def test_figures_of_the_example_say_what_is_counted(example: Path) -> None:
    captions = [
        caption
        for page in sorted((example / "kwaliteit").glob("20*/*/index.html"))
        for caption in re.findall(r'"figure-table"><caption[^>]*>(.*?)</caption>', page.read_text(encoding="utf-8"))
    ]
    assert len(captions) >= 10
    assert [caption for caption in captions if len(caption.split()) < 4] == []


def test_a_line_that_never_changes_is_told_as_such(tmp_path: Path) -> None:
    rows = "".join(f"{2017 + i},{18 + i},14\n" for i in range(6))
    view = sound(tmp_path, "kind: line\nx: year\ny: [faces, goal]\nsays: So.", f"year,faces,goal\n{rows}")
    assert view.description == (
        "Faces: lowest 18 (2017), highest 23 (2022). Goal: always 14. All numbers are in the table below."
    )


def test_the_whole_figure_in_sentences(tmp_path: Path) -> None:
    block = (
        "kind: line\nx: year\ny: [clients, family]\nsays: Family is more critical.\nunit: grade\n"
        "means: They look at other things.\nsource: Our own survey\n"
        "survey: {instrument: How is it, on: 2025-05, invited: 120, answered: 46, anonymous: true}"
    )
    view = sound(tmp_path, block, "year;clients;family\n2024;7,4;7\n2025;7,6;\n")
    assert view.sentences == (
        "Family is more critical.",
        "Clients and family (grade), by year.",
        "2024. Clients: 7.4. Family: 7.",
        "2025. Clients: 7.6. Family: not known.",
        "Not known: 2025 (family).",
        "They look at other things.",
        "Asked: 120 people. 46 of them answered (38 out of 100). That is fewer than half. What the others think, we "
        "do not know. How we asked it: How is it. When: May 2025. Nobody can see who said what.",
        "Source: Our own survey",
    )
    assert view.values == view.sentences[2:4]


def test_percentages_are_spelled_where_they_are_heard(tmp_path: Path) -> None:
    block = f"x: year\ny: blij (%)\nsays: Zo.\n{MEANS}\nsurvey: {{answered: 40}}"
    view = sound(tmp_path, block, "year;blij (%)\n2024;7,26\n2025;82\n", code="nl")
    assert view.values == ("2024: 7,26 procent.", "2025: 82,00 procent.")
    assert view.rows == (("2024", "7,26%"), ("2025", "82,00%"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"invited": 120, "answered": 100}, "Asked: 120 people. 100 of them answered (83 out of 100)."),
        (
            {"invited": 1000, "answered": 1},
            "Asked: 1,000 people. 1 of them answered (1 out of 100). "
            "That is fewer than half. What the others think, we do not know.",
        ),
        ({"invited": 1000, "answered": 999}, "Asked: 1,000 people. 999 of them answered (99 out of 100)."),
        ({"invited": 8, "answered": 6}, "Asked: 8 people. 6 of them answered."),
        ({"invited": 40, "answered": 40}, "Asked: 40 people. All of them answered."),
        ({"invited": 40, "answered": 0}, "Asked: 40 people. Nobody answered."),
        ({"invited": 40}, "Asked: 40 people. How many answered is not known."),
        ({"answered": 1}, "1 person answered."),
        ({"anonymous": False}, "The answers were not anonymous."),
        ({}, ""),
    ],
)
def test_who_answered(asked: dict[str, Any], says: str) -> None:
    assert survey(language("en"), Survey(**asked), 10) == says


# ---- what nobody may see

SMALL = "team,happy (%),n\nNorth,81,46\nSouth,47,9\nEast,73,112\n"


PICTURE = {"file": "f.png", "width": 612, "height": 200, "text": "Drawing."}


def shown(view: Any, name: str = "figure", **more: Any) -> str:
    template = environment(overrides(None), "en").get_template("components/figure/template.html")
    given = {"id": "f", "download": "f.csv"} if name == "figure" else {}
    return str(getattr(template.module, name)(view, **{**given, **more}))


def test_a_small_team_is_nowhere(tmp_path: Path) -> None:
    view = sound(tmp_path, f"x: team\ny: happy (%)\nsays: So.\n{MEANS}", SMALL)
    ways = [
        shown(view),
        shown(view, "in_words"),
        shown(view, "in_document", shown=[PICTURE]),
        shown(view.drawing, "standalone", colours=light(ACCENT)),
        view.csv,
        " ".join(view.sentences),
    ]
    for way in ways:
        assert "81" in way and "73" in way
        assert "47" not in re.sub(r'"[^"]*"', "", way)
        assert not re.search(r"\b(46|112)\b", re.sub(r'"[^"]*"', "", way)), "with the others, it could be worked out"
    assert ("South", "too few people") in view.rows
    assert "Fewer than 10 people: South." in view.notes[0]
    assert len(places(view, "bar")) == 2


def test_how_many_people_is_told_when_all_are_enough(tmp_path: Path) -> None:
    view = sound(tmp_path, f"x: team\ny: happy (%)\nsays: So.\n{MEANS}", SMALL, least=9)
    assert view.head == ("team", "happy (%)", "number of people")
    assert ("South", "47%", "9") in view.rows
    assert "South,47,9" in view.csv


def test_with_too_few_answers_there_is_no_drawing(tmp_path: Path) -> None:
    block = f"x: year\ny: happy (%)\nsays: So.\n{MEANS}\nsurvey: {{invited: 30, answered: 9}}"
    view = sound(tmp_path, block, "year,happy (%)\n2025,77\n")
    assert view.drawing is None
    html = shown(view)
    assert "<svg" not in html and "download" not in html
    assert "77" not in html + view.csv + " ".join(view.sentences) + shown(view, "in_document", shown=[])
    assert "too few people" in html


def test_counts_of_few_people_are_no_secret(tmp_path: Path) -> None:
    view = sound(tmp_path, "x: year\ny: falls\nsays: So.\nsurvey: {answered: 9}", "year,falls\n2025,3\n")
    assert ("2025", "3") in view.rows


def test_the_file_to_download_is_csv_for_programs(tmp_path: Path) -> None:
    data = 'jaar;"Zorg; thuis";ander\n2025;7,5;1\n2024;1.234,25;2\n'
    view = sound(tmp_path, 'x: jaar\ny: "Zorg; thuis"\nsays: So.', data, code="nl")
    rows = list(csv.reader(io.StringIO(view.csv)))
    assert rows == [["jaar", "Zorg; thuis"], ["2024", "1234.25"], ["2025", "7.5"]]
    assert view.file == "x-jaar-zorg-thuis.csv"


# ---- what visitors see

NAMES = "The house on the hill,In the neighbourhood,The mill,Wheel"
LONG = [f"{name},{i * 7 % 11},{i * 5 % 13}" for i, name in enumerate(NAMES.split(","))]
MANY = [f"Team {i},{i * 37 % 41}" for i in range(30)]
QUARTERS = [f"{2023 + i // 4}-Q{i % 4 + 1},{120 - i * 5},{90 - i * 2},{40 + i * 3}" for i in range(11)]
MONTHS = [f"{2024 + i // 12}-{i % 12 + 1:02},{100 + i * 13 % 29}" for i in range(24)]
ZIGZAG = [f"{2014 + i},{(i * 37) % 23 + 100}" for i in range(12)]

SEEN: dict[str, tuple[str, str]] = {
    "standing bars": (
        'x: year\ny: n\nsays: So.\nunit: "%"\nmeans: Good.',
        "year,n\n2022,12\n2023,38\n2024,74\n2025,100\n",
    ),
    "standing bars below zero": ("x: year\ny: n\nsays: So.", "year,n\n2022,-12\n2023,-4\n2024,0\n2025,9\n"),
    "lying bars": ("x: house\ny: n\nsays: So.", "house,n,m\n" + "\n".join(LONG) + "\n"),
    "lying bars of two": ("x: house\ny: [n, m]\nsays: So.\nunit: people", "house,n,m\n" + "\n".join(LONG) + "\n"),
    "lying bars with long names": (
        "x: house\ny: [People who live here, Representatives and family]\nsays: So.",
        "house,People who live here,Representatives and family\n" + "\n".join(LONG) + "\n",
    ),
    "lying bars to both sides": (
        "x: house\ny: n\nsays: So.",
        "house,n\nThe house on the hill,-1200\nMill,4\nWheel,900\n",
    ),
    "thirty bars": ("x: team\ny: visits\nsays: So.", "team,visits\n" + "\n".join(MANY) + "\n"),
    "one bar": ('x: year\ny: n\nsays: So.\nunit: "%"\nmeans: Good.', "year,n\n2025,82\n"),
    "only zeros": ("x: year\ny: n\nsays: So.", "year,n\n2024,0\n2025,0\n"),
    "a line": (
        "kind: line\nx: year\ny: n\nsays: So.\nunit: grade\nmeans: Good.",
        "year,n\n2021,7.4\n2022,7.1\n2023,7.5\n2025,7.6\n",
    ),
    "a line up and down": ("kind: line\nx: year\ny: n\nsays: So.", "year,n\n" + "\n".join(ZIGZAG) + "\n"),
    "a line of quarters": (
        "kind: line\nx: quarter\ny: n\nsays: So.",
        "quarter,n\n" + "\n".join(row.rsplit(",", 2)[0] for row in QUARTERS) + "\n",
    ),
    "a line of days": (
        "kind: line\nx: day\ny: n\nsays: So.",
        "day,n\n2024-09-01,4\n2024-12-31,9\n2025-03-15,6\n",
    ),
    "standing bars of months": ("x: month\ny: n\nsays: So.", "month,n\n2024-03,12\n2024-04,38\n2024-05,74\n"),
    "dots of people of whom all are counted": (
        "kind: dots\nx: year\ny: n\nsays: So.\nsurvey: {answered: 71}",
        "year,n\n2023,61\n2024,33\n2025,48\n",
    ),
    "a line of one": ("kind: line\nx: year\ny: n\nsays: So.", "year,n\n2025,7.4\n"),
    "a line over names": ("kind: line\nx: day\ny: n\nsays: So.", "day,n\nMon,3\nTue,9\nWed,2\nThu,8\n"),
    "two lines": (
        "kind: line\nx: year\ny: [clients, family]\nsays: So.",
        "year,clients,family\n2023,7,7.05\n2024,8,\n2025,7.5,7.6\n",
    ),
    "three lines": (
        "kind: line\nx: quarter\ny: [Living and working, Help at home, Children]\nsays: So.\nunit: reports",
        "quarter,Living and working,Help at home,Children\n" + "\n".join(QUARTERS) + "\n",
    ),
    "lines with long names": (
        "kind: line\nx: year\ny: [People who live in the houses, Representatives and family]\nsays: So.",
        "year,People who live in the houses,Representatives and family\n2024,1200,1300\n2025,900,1100\n",
    ),
    "dots": (
        "kind: dots\nx: year\ny: days\nsays: So.",
        "year,days\n2019,31\n2020,55\n2021,40\n2023,22\n2024,27\n2025,19\n",
    ),
    "dots in rows": (
        "kind: dots\nx: house\ny: n\nsays: So.",
        "house,n\n" + "\n".join(r.rpartition(",")[0] for r in LONG) + "\n",
    ),
    "two dots in rows": ("kind: dots\nx: house\ny: [n, m]\nsays: So.", "house,n,m\n" + "\n".join(LONG) + "\n"),
    "long words": (
        "x: what\ny: n\nsays: So.",
        "what,n\nOuderenmishandelingpreventiemedewerkersbijeenkomsten in het Regionaal samenwerkingsverband,12\n"
        "Bewegingsstimuleringsbijeenkomst,7\nKort,3\n",
    ),
    "dots with long words": (
        "kind: dots\nx: what\ny: n\nsays: So.",
        "what,n\nArbeidsongeschiktheidsverzekeringsmaatschappijen,12\nBewegingsstimuleringsbijeenkomst,7\nKort,3\n",
    ),
    "two years of months": ("kind: line\nx: month\ny: n\nsays: So.", "month,n\n" + "\n".join(MONTHS) + "\n"),
    "very long numbers": (
        "x: what\ny: n\nsays: So.",
        "what,n\nThe mill,12345678.123456\nThe wheel,0.00012\n",
    ),
    "dots with very long numbers": (
        "kind: dots\nx: what\ny: n\nsays: So.",
        "what,n\nThe house on the very high hill,12345678.123456\nThe wheel,0.00012\n",
    ),
    "dots upright with long numbers": (
        "kind: dots\nx: what\ny: n\nsays: So.",
        "what,n\nA,2.12345678\nB,1.00012\nC,1.5\n",
    ),
    "millions": ("kind: line\nx: year\ny: euro\nsays: So.", "year,euro\n2023,1200000\n2024,3400000\n2025,2500000\n"),
}


@pytest.fixture(scope="module")
def looked_at(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that shows HTML in a page of a width, in the letters of the site."""
    style = styles.reading(overrides(None), HouseStyle(primary=ACCENT))
    contexts = []

    def look(html: str, size: int, scheme: str = "light", forced: str = "none", letters: int = 100) -> Any:
        context = browser.new_context(
            viewport={"width": size, "height": 900}, color_scheme=scheme, forced_colors=forced
        )
        contexts.append(context)
        page = context.new_page()
        page.route("http://figures/**", _answer(html, style, letters))
        page.goto("http://figures/page")
        page.evaluate("document.fonts.ready")
        return page

    yield look
    for context in contexts:
        context.close()


def _answer(html: str, style: str, letters: int) -> Callable[[Any], None]:
    policy = "default-src 'none'; style-src http://figures; font-src http://figures"

    def answer(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        if name == "page":
            body = (
                '<!doctype html><html lang="en"><head><title>Figures</title><meta name="viewport" content="width='
                f'device-width"><link rel="stylesheet" href="style.css"></head><body><main class="width prose">'
                f"<h1>Figures</h1>{html}</main></body></html>"
            )
            headers = {"Content-Security-Policy": policy}
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
        elif name == "style.css":
            route.fulfill(body=f"{style} html{{font-size:{letters}%}}", content_type="text/css")
        elif (ROOT / "overrides/assets/fonts" / name).is_file():
            route.fulfill(path=ROOT / "overrides/assets/fonts" / name)
        else:
            route.abort()

    return answer


@pytest.fixture(scope="module")
def all_seen(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("figures")
    parts = []
    for n, (block, data) in enumerate(SEEN.values()):
        parts.append(shown(sound(folder, block, data, code="nl"), id=f"f{n}"))
    return "".join(parts)


LOOK = """() => [...document.querySelectorAll('figure')].map((figure, n) => {
  const seen = [...figure.querySelectorAll('svg')].find(s => s.checkVisibility());
  const room = figure.getBoundingClientRect(), svg = seen.getBoundingClientRect();
  const texts = [...figure.querySelectorAll('svg text')].filter(t => t.getClientRects().length).map(t => {
    const box = t.getBoundingClientRect(), b = t.getBBox();
    return {text: t.textContent, size: parseFloat(getComputedStyle(t).fontSize), left: box.left, right: box.right,
            top: box.top, bottom: box.bottom};
  });
  const out = texts.filter(t => t.left < room.left - 1 || t.right > room.right + 1 || t.top < svg.top - 4
                                || t.bottom > svg.bottom + 4).map(t => t.text);
  const on = [];
  texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
      on.push(a.text + ' / ' + b.text);
  }));
  const shapes = [...figure.querySelectorAll('svg rect:not(pattern *), svg line, svg use')].filter(s => {
    const box = s.getBoundingClientRect();
    return s.getClientRects().length && (box.left < room.left - 1 || box.right > room.right + 1); });
  return {n, texts: texts.length, small: Math.min(...texts.map(t => t.size)), out, on, shapes: shapes.length};
})"""


@pytest.mark.parametrize(("size", "letters"), [(320, 100), (360, 100), (800, 100), (1280, 100), (1280, 200)])
def test_letters_can_be_read_at_every_width(
    looked_at: Callable[..., Any], all_seen: str, size: int, letters: int
) -> None:
    page = looked_at(all_seen, size, letters=letters)
    found = page.evaluate(LOOK)
    assert len(found) == len(SEEN)
    for name, figure in zip(SEEN, found, strict=True):
        assert figure["texts"] > 1, name
        assert figure["small"] >= 14 * letters / 100, name
        assert figure["out"] == [] and figure["shapes"] == 0, (name, figure)
        assert figure["on"] == [], (name, figure["on"])
    assert page.evaluate("document.documentElement.scrollWidth") <= size


@pytest.mark.parametrize(
    ("scheme", "forced", "size"), [("light", "none", 1280), ("dark", "none", 320), ("light", "active", 320)]
)
def test_axe_finds_nothing(looked_at: Callable[..., Any], all_seen: str, scheme: str, forced: str, size: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = looked_at(all_seen, size, scheme, forced)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found.response["violations"]] == []


PAINT = """() => [...document.querySelectorAll('.f-b1 rect, .f-m1 use, .f-s1 line, .f-base line, .f text')].map(e => {
  const s = getComputedStyle(e); return e.tagName === 'line' ? s.stroke : s.fill; })"""


@pytest.mark.parametrize(
    ("scheme", "forced"), [("light", "none"), ("dark", "none"), ("dark", "active"), ("light", "print")]
)
def test_a_drawing_stands_out_from_its_ground(
    looked_at: Callable[..., Any], all_seen: str, scheme: str, forced: str
) -> None:
    from handvest.model.colour import contrast

    page = looked_at(all_seen, 800, scheme, "active" if forced == "active" else "none")
    if forced == "print":
        page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    def rgb(colour: str) -> tuple[float, float, float]:
        red, green, blue, *_ = (float(n) for n in re.findall(r"[\d.]+", colour))
        return red, green, blue

    paints = set(page.evaluate(PAINT))
    assert paints
    assert min(contrast(rgb(paint), rgb(ground)) for paint in paints) >= 4.5


def test_numbers_stay_in_view_beside_long_names(looked_at: Callable[..., Any], tmp_path: Path) -> None:
    page = looked_at(shown(sound(tmp_path, *SEEN["long words"], code="nl")), 360)
    right = page.evaluate("[...document.querySelectorAll('td')].map(td => td.getBoundingClientRect().right)")
    assert len(right) == 3 and max(right) <= 340
    widths = "(b => [b.scrollWidth, b.clientWidth])(document.querySelector('.scroll'))"
    assert len(set(page.evaluate(widths))) == 1


def test_a_wide_table_scrolls_by_itself(looked_at: Callable[..., Any], tmp_path: Path) -> None:
    columns = ["first of all", "second of all", "third of all", "last of all"]
    data = f"house,{','.join(columns)}\nThe house,12345678,12345678,12345678,12345678\n"
    view = sound(tmp_path, f"x: house\ny: [{', '.join(columns)}]\nsays: So.", data)
    page = looked_at(shown(view), 320)
    inside, seen = page.evaluate("(b => [b.scrollWidth, b.clientWidth])(document.querySelector('.scroll'))")
    assert inside > seen
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.querySelector('tbody th').getBoundingClientRect().width") >= 100


def test_nothing_is_hidden_in_print(looked_at: Callable[..., Any], all_seen: str) -> None:
    page = looked_at(all_seen, 700)
    page.emulate_media(media="print")
    hidden = """[...document.querySelectorAll('figure table')].filter(
      table => !table.checkVisibility() || table.getBoundingClientRect().height < 20).length"""
    assert page.evaluate(hidden) == 0


def test_letters_take_no_more_room_than_was_counted_on(looked_at: Callable[..., Any]) -> None:
    texts = [
        "Wonen en dagbesteding",
        "1e kwartaal 2025",
        "12.345,67",
        "100%",
        "Mmm WWW",
        "Ernstige meervoudige beperking",
    ]
    page = looked_at("".join(f"<p><b>{t}</b></p>" for t in texts), 1280)
    wide = page.evaluate(
        """[...document.querySelectorAll('b')].map(
             b => b.getBoundingClientRect().width / parseFloat(getComputedStyle(b).fontSize))"""
    )
    for words, measured in zip(texts, wide, strict=True):
        assert measured <= width(words, bold=True) <= measured * 1.4, words


@pytest.mark.parametrize("name", SEEN)
def test_a_drawing_is_light_and_has_no_style_of_its_own(name: str, tmp_path: Path) -> None:
    view = sound(tmp_path, *SEEN[name], code="nl")
    html = shown(view)
    svg = html[html.index("<svg") : html.index("</svg>") + 6]
    numbers = len(view.rows) * (len(view.head) - 1)
    assert len(svg.encode()) <= 4000 + max(0, numbers - 12) * 150
    assert "style" not in svg and "font-size" not in svg
    assert f'<title id="f-t">{view.title}</title><desc id="f-d">' in svg


def test_the_table_says_what_its_cells_are(tmp_path: Path) -> None:
    html = shown(sound(tmp_path, *SEEN["two lines"]))
    assert '<caption id="f-c">Clients and family, by year</caption>' in html
    assert html.count('<th scope="col"') == 3 and html.count('<th scope="row">') == 3
    assert "<details" not in html
    assert "<details" in shown(sound(tmp_path, *SEEN["thirty bars"]))


def test_a_text_around_a_figure_leaves_its_table_alone(tmp_path: Path) -> None:
    html = shown(sound(tmp_path, *SEEN["two lines"]))
    assert with_captions(f"<h2>Years</h2>{html}", language("en"), "Section") == f"<h2>Years</h2>{html}"


def test_what_is_told_beside_two_series_is_not_told_by_colour_only(tmp_path: Path) -> None:
    bars = shown(sound(tmp_path, *SEEN["lying bars of two"]))
    assert 'fill="url(#f-b2)"' in bars and '<pattern id="f-b2"' in bars
    lines = shown(sound(tmp_path, *SEEN["three lines"]))
    assert {f'href="#f-m{n}"' for n in (1, 2, 3)} <= set(re.findall(r'href="#f-m\d"', lines))
    assert "f-d2" in lines and "f-d3" in lines


def test_a_drawing_in_a_document_has_the_same_shape(tmp_path: Path) -> None:
    """Typst, which makes the pictures of documents, draws the bar as long as it should be, and finds the letters."""
    from PIL import Image

    data = "house,n\nThe house on the hill,50\nMill,100\n"
    view = sound(tmp_path, f'x: house\ny: n\nsays: So.\nunit: "%"\n{MEANS}\nsurvey: {{answered: 40}}', data)
    assert view.drawing is not None
    svg = shown(view.drawing, "standalone", colours=light(ACCENT), width=600, size=20)
    assert "var(" not in svg and "currentColor" not in svg
    (tmp_path / "f.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "f.typ").write_text(
        '#set page(width: auto, height: auto, margin: 0pt)\n#image("f.svg", width: 600pt)'
    )
    fonts = [str(ROOT / "overrides/print/fonts")]
    compiler = typst.Compiler(
        root=str(tmp_path), font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts)
    )
    made = compiler.compile(str(tmp_path / "f.typ"), format="png", ppi=72)
    picture = Image.open(io.BytesIO(made if isinstance(made, bytes) else made[0])).convert("RGB")
    bar = dict(next(layer for layer in view.drawing.layers if layer.kind == "bar").items[0].at)
    middle = (float(bar["y"].removesuffix("em")) + 0.6) * 20
    room = 600 - (view.drawing.before + view.drawing.after) * 20
    accent = tuple(int(light(ACCENT).accent[i : i + 2], 16) for i in (1, 3, 5))
    assert picture.getpixel((int(room * 0.49), int(middle))) == accent
    assert picture.getpixel((int(room * 0.51), int(middle))) == (255, 255, 255)
    name = picture.crop((0, 0, 200, int(middle) - 15))
    assert min(low for low, _ in name.getextrema()) < 60, "the name above the bar is not drawn"


def test_whatever_the_numbers_all_stays_in_the_drawing(tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(300):
        rows, columns = chance.randint(1, 14), chance.randint(1, 4)
        kind, power = chance.choice(["bar", "line", "dots"]), chance.choice([-2, 0, 3, 6])
        low = chance.choice([0, -50, 40])
        lines = []
        for i in range(rows):
            name = f"{2005 + i}" if chance.random() < 0.98 else f"{2005 + i} and so on in the house on the hill"
            cells = [
                "" if chance.random() < 0.1 else f"{chance.randint(low, 50) * 10.0**power:.2f}"
                for _ in range(columns)
            ]
            lines.append(",".join([name, *cells]))
        lines.append(",".join(["1999", *["1"] * columns]))
        names = [f"column {i}" for i in range(columns)]
        block = f"kind: {kind}\nx: x\ny: [{', '.join(names)}]\nsays: So."
        view = sound(tmp_path, block, ",".join(["x", *names]) + "\n" + "\n".join(lines) + "\n")
        assert view.drawing is not None
        for layer in view.drawing.layers:
            for item in layer.items:
                for key, place in item.at:
                    number = float(re.sub("em|%", "", place))
                    if place.endswith("%"):
                        assert 0 <= number <= 100, (block, lines, item)
                    elif key.startswith("y"):
                        assert 0 <= number <= view.drawing.height, (block, lines, item)

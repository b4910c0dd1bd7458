"""Small numbers: figures about few people are not shown, so that nobody can be recognised in them."""

from __future__ import annotations

import re
from decimal import Decimal

from handvest.figures.measure import Kind
from handvest.load.table import Table
from handvest.load.validate import Source
from handvest.model.block import FigureBlock
from handvest.problem import Level, Problem, did_you_mean, message

_COLUMN = re.compile(
    r"(n|people|persons|respond(ents|enten)|mensen|personen|deelnemers|participants|answered|antwoorden|aantal"
    r"|(aantal|number of) \(?(people|persons|respondents|participants|mensen|personen|respondenten|deelnemers)\)?)",
    re.IGNORECASE,
)
"""The names by which a column with numbers of people is recognised, when the block does not name it."""


def counts_only(name: str) -> bool:
    """Tell whether the name of a column says no more than that it counts: 'n', 'mensen'."""
    return bool(_COLUMN.fullmatch(name))


def people_column(block: Source[FigureBlock], table: Table) -> str | None:
    """Return the column that says how many people each row is about."""
    figure = block.model
    if figure.people:
        return figure.people if figure.people in table.header else None
    used = {figure.x, *figure.y}
    return next((name for name in table.header if name not in used and _COLUMN.fullmatch(name)), None)


def read_people(table: Table, column: str) -> tuple[tuple[int, ...], list[Problem]]:
    """Read how many people each row is about: whole numbers, in every row."""
    numbers, problems = table.numbers(column)
    if problems:
        return (), problems
    for row, number in zip(table.rows, numbers, strict=True):
        if number is None or number < 0 or number != int(number):
            what = message("How many people is this row about? A whole number is expected here.")
            remedy = message("Write how many people answered, so that we can see whether these are too few to show.")
            problems.append(table.problem(row, column, Level.ERROR, what, remedy))
    return tuple(int(n or Decimal(0)) for n in numbers), problems


def few_rows(
    block: Source[FigureBlock], kind: Kind, people: tuple[int, ...], rows: int, least: int
) -> frozenset[int]:
    """Return the rows that are about fewer than `least` people: of the row itself, else of the whole survey."""
    if people:
        return frozenset(i for i, number in enumerate(people) if number < least)
    survey = block.model.survey
    answered = survey.answered if survey else None
    few = kind is not Kind.NUMBER and answered is not None and answered < least
    return frozenset(range(rows)) if few else frozenset()


def few_problems(
    block: Source[FigureBlock], kind: Kind, people: tuple[int, ...], few: list[str], rows: int, least: int
) -> list[Problem]:
    """Tell the author which figures are not shown, and when it is not known how many people they are about."""
    survey = block.model.survey
    remedy = message("Tell it in words, where that exposes nobody: '3 of the 8 people'.")
    if few and len(few) == rows:
        what = message("These figures are about fewer than {least} people; none of them is shown.", least=least)
        return [block.problem(Level.WARNING, ("y",), what, remedy)]
    if few:
        what = message(
            "Figures about fewer than {least} people are not shown: {names}.", least=least, names=", ".join(few)
        )
        return [block.problem(Level.ADVICE, ("y",), what, remedy)]
    if kind is Kind.PERCENT and not people and (survey is None or survey.answered is None):
        what = message("Nothing says how many people these percentages are about.")
        remedy = message("Write it in a column 'n', or in 'survey' under 'answered'.")
        return [block.problem(Level.ADVICE, ("y",), what, remedy)]
    return []


def unknown_column(block: Source[FigureBlock], table: Table, place: tuple[str | int, ...], name: str) -> Problem:
    """Make the problem of a column that the table does not have."""
    what = message("{file} has no column '{value}'.", file=table.file, value=name)
    return block.problem(Level.ERROR, place, what, did_you_mean(name, table.header))

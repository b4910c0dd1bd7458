"""From a block and its table to the numbers of a figure; what is wrong is told with its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handvest.figures.axis import axis, in_time
from handvest.figures.drawing import MOST_SERIES
from handvest.figures.few import counts_only, few_rows, people_column, read_people, unknown_column
from handvest.figures.measure import NOUNS, Kind, Measure, counts_people, decimals_of, kind_of, word_of
from handvest.figures.series import Figures, Series
from handvest.language import Language, language
from handvest.load.table import Table
from handvest.load.validate import Source
from handvest.model.block import FigureBlock
from handvest.problem import Level, Problem, message

MOST_POINTS = 60  # that one figure can show
MOST_DIGITS = 18  # of a number that can be drawn
MANY_DECIMALS, MANY_DIGITS = 2, 5  # more than this nobody reads

Columns = list[tuple[Decimal | None, ...]]


def read_figures(
    block: Source[FigureBlock], table: Table, least: int, code: str
) -> tuple[Figures | None, list[Problem]]:
    """Read the numbers of a figure; None when there are errors. `least`: the fewest people that may be shown."""
    problems = [*_columns(block, table)]
    if problems:
        return None, problems
    columns, problems = _numbers(block, table)
    names, wrong = _names(table, block.model.x, language(code))
    problems += wrong
    people: tuple[int, ...] = ()
    people_name = people_column(block, table) or ""
    if people_name:
        people, wrong = read_people(table, people_name)
        problems += wrong
    kind, wrong = _kind(block, table)
    problems += [*wrong, *_survey(block)]
    if problems:
        return None, problems
    figures = _figures(block, table, columns, people, kind, least, language(code))
    return figures, [*_shares(block, kind, columns), *_precise(block, columns), *_untitled(block, language(code))]


def _figures(
    block: Source[FigureBlock],
    table: Table,
    columns: Columns,
    people: tuple[int, ...],
    kind: Kind,
    least: int,
    say: Language,
) -> Figures:
    model = block.model
    texts = tuple(table.cell(row, model.x) for row in table.rows)
    points = axis(texts, say)
    few = few_rows(block, kind, people, len(texts), least)
    order = sorted(range(len(texts)), key=lambda i: points[i].at or 0.0)  # names stay as they stand in the file
    shown = [[None if i in few else column[i] for i in order] for column in columns]
    known = [value for column in shown for value in column if value is not None]
    return Figures(
        x=model.x,
        texts=tuple(texts[i] for i in order),
        points=tuple(points[i] for i in order),
        series=tuple(
            Series(name, tuple(c), decimals_of(value for value in c if value is not None))
            for name, c in zip(model.y, shown, strict=True)
        ),
        measure=Measure(kind, word_of(model.unit or "", kind, say)),
        say=say,
        few=frozenset(n for n, i in enumerate(order) if i in few),
        people=tuple(people[i] for i in order) if people else (),
        people_name=people_column(block, table) or "",
        title=(model.title or (model.says if _says_nothing(model, say) else "")).rstrip(" ."),
        total=_total(model, kind, known),
    )


def _says_nothing(model: FigureBlock, say: Language) -> bool:
    """Tell whether the columns and the unit leave open what is counted: only years, or 'n'."""
    return not model.unit and (in_time(model.y, say) or all(map(counts_only, model.y)))


def _untitled(block: Source[FigureBlock], say: Language) -> Iterator[Problem]:
    """Advise to name what is counted; until then the message of the figures stands above their table."""
    if not block.model.title and _says_nothing(block.model, say):
        what = message("The columns do not say what is counted.")
        remedy = message("Write it in 'title': 'Incidents in 2024 and 2025, by kind'.")
        yield block.problem(Level.ADVICE, ("title",), what, remedy)


def _total(model: FigureBlock, kind: Kind, values: list[Decimal]) -> int | None:
    """Return how many people answered, when the numbers of a survey count people; they can't be more than that."""
    answered = model.survey.answered if model.survey else None
    if not answered or kind is not Kind.NUMBER or not counts_people(model.unit or ""):
        return None
    return answered if all(0 <= value <= answered for value in values) else None


def _columns(block: Source[FigureBlock], table: Table) -> Iterator[Problem]:
    model = block.model
    named: list[tuple[tuple[str | int, ...], str]] = [(("x",), model.x)]
    named += [(("y", i), name) for i, name in enumerate(model.y)]
    named += [(("people",), model.people)] if model.people else []
    for i, (place, name) in enumerate(named):
        if name not in table.header:
            yield unknown_column(block, table, place, name)
        elif name in (other for _, other in named[:i]):
            what = message("The column '{value}' is named twice.", value=name)
            yield block.problem(Level.ERROR, place, what, message("Name each column once."))
    if not model.y:
        yield block.problem(
            Level.ERROR, ("y",), message("The list is empty."), message("Name a column with numbers.")
        )
    if len(model.y) > MOST_SERIES:
        what = message("A drawing can hold {most} columns of numbers at most.", most=MOST_SERIES)
        yield block.problem(Level.ERROR, ("y",), what, message("Make two figures of it."))
    if len(table.rows) > MOST_POINTS:
        what = message(
            "{file} has {n} rows; a figure can hold {most}.", file=table.file, n=len(table.rows), most=MOST_POINTS
        )
        yield block.problem(Level.ERROR, ("data",), what, message("Put together what belongs together."))


def _numbers(block: Source[FigureBlock], table: Table) -> tuple[Columns, list[Problem]]:
    columns, problems = [], []
    for i, name in enumerate(block.model.y):
        numbers, wrong = table.numbers(name)
        columns.append(numbers)
        problems += wrong
        if not wrong and not any(number is not None for number in numbers):
            what = message("There is no number in the column '{value}'.", value=name)
            problems.append(block.problem(Level.ERROR, ("y", i), what, message("Fill it in, or take it out.")))
        if _digits([numbers]) > MOST_DIGITS:
            what = message("A number in the column '{value}' has more than {n} digits.", value=name, n=MOST_DIGITS)
            problems.append(block.problem(Level.ERROR, ("y", i), what, message("Round it in the file.")))
    return columns, problems


def _digits(numbers: Columns) -> int:
    """Return how many digits the longest number of some columns has, once all are written with as many decimals."""
    known = [number for column in numbers for number in column if number is not None]
    most = decimals_of(known)
    return max((len(str(abs(int(number.scaleb(most))))) for number in known), default=0)


def _precise(block: Source[FigureBlock], columns: Columns) -> Iterator[Problem]:
    """Advise to round numbers that nobody reads; we show what was written, and round nothing ourselves."""
    for i, (name, column) in enumerate(zip(block.model.y, columns, strict=True)):
        decimals = decimals_of(number for number in column if number is not None)
        if decimals > MANY_DECIMALS and _digits([column]) > MANY_DIGITS:
            what = message(
                "The numbers in the column '{value}' have {n} decimals; we show all.", value=name, n=decimals
            )
            remedy = message("Round them in the file, as far as they stay true.")
            yield block.problem(Level.ADVICE, ("y", i), what, remedy)


def _names(table: Table, column: str, say: Language) -> tuple[list[str], list[Problem]]:
    texts = tuple(table.cell(row, column) for row in table.rows)
    names = [point.name for point in axis(texts, say)]
    problems = []
    for i, row in enumerate(table.rows):
        if not names[i]:
            what, remedy = message("The name of this row is missing."), message("Fill it in.")
            problems.append(table.problem(row, column, Level.ERROR, what, remedy))
        elif names[i] in names[:i]:
            what = message("'{value}' stands here for the second time.", value=texts[i])
            remedy = message("Put the rows together, or give one another name.")
            problems.append(table.problem(row, column, Level.ERROR, what, remedy))
    return names, problems


def _kind(block: Source[FigureBlock], table: Table) -> tuple[Kind, list[Problem]]:
    """Tell what all numbers of a figure are; percentages and grades must be explained."""
    model, unit = block.model, block.model.unit or ""
    kinds = [kind_of(unit, name, tuple(table.cell(row, name) for row in table.rows)) for name in model.y]
    for i, kind in enumerate(kinds):
        if kind is not kinds[0]:
            what = message(
                "The column '{one}' holds {these}, and the column '{other}' holds {those}.",
                one=model.y[0],
                these=NOUNS[kinds[0]],
                other=model.y[i],
                those=NOUNS[kind],
            )
            remedy = message("Make two figures of it, or write what all of them are in 'unit'.")
            return kinds[0], [block.problem(Level.ERROR, ("y", i), what, remedy)]
    if kinds[0] is Kind.NUMBER or model.means or block.left_out(("means",)):
        return kinds[0], []
    what = message("These figures are {kind}, and nothing says what they mean.", kind=NOUNS[kinds[0]])
    remedy = message("Write it in 'means': is it good enough, what is behind it, what do you not know?")
    return kinds[0], [block.problem(Level.ERROR, ("means",), what, remedy)]


def _survey(block: Source[FigureBlock]) -> Iterator[Problem]:
    survey = block.model.survey
    if survey and survey.invited is not None and survey.answered is not None and survey.answered > survey.invited:
        what = message(
            "More people answered ({answered}) than were asked ({invited}).",
            answered=survey.answered,
            invited=survey.invited,
        )
        yield block.problem(Level.ERROR, ("survey", "answered"), what, message("Are the two in the right place?"))


def _shares(block: Source[FigureBlock], kind: Kind, columns: Columns) -> list[Problem]:
    """Warn of percentages that seem to be written as parts of one."""
    known = [abs(value) for column in columns for value in column if value is not None]
    if kind is Kind.PERCENT and max(known) <= 1 and any(value != int(value) for value in known):
        what = message("All these percentages lie between 0 and 1.")
        return [block.problem(Level.WARNING, ("y",), what, message("Write 78 for 78%, not 0.78."))]
    return []

"""What a figure says in words: its numbers, what is not known, and who answered."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.figures.axes import figure_scale, write_tick
from handvest.figures.axis import in_time
from handvest.figures.series import Figures
from handvest.language import Language, language
from handvest.model.block import FigureKind, Survey

MOST_TOLD = 8  # numbers in the description of a drawing; the table has them all


def values(figures: Figures) -> tuple[str, ...]:
    """Tell the numbers, one point after the other: '2021: 7,4.' or '2021. Cliënten: 7,4. Familie: 7,1.'"""
    return tuple(_point(figures, i) for i in range(len(figures.points)))


def _point(figures: Figures, i: int) -> str:
    say = language(figures.say.code, spelled=True)
    told = [
        figures.why(i) if value is None else figures.measure.says(say, value, series.decimals)
        for series, value in ((series, series.values[i]) for series in figures.series)
    ]
    name = figures.points[i].name
    if len(told) == 1:
        return say("{name}: {value}.", name=name, value=told[0])
    parts = [
        say("{name}: {value}.", name=capital(s.name), value=v) for s, v in zip(figures.series, told, strict=True)
    ]
    return " ".join([f"{name}.", *parts])


def about(figures: Figures) -> str:
    """Name what is counted, as the author did, else by the columns: 'Tevreden (cijfer), per jaar'."""
    title, word = figures.title, figures.measure.word
    if title:
        return title if word.lower() in title.lower() else f"{title} ({word})"
    return figures.say("{what}, by {x}", what=_counted(figures), x=lower(figures.x))


def _counted(figures: Figures) -> str:
    """Name the columns with their unit; of columns that are years: 'incidenten in 2024 en 2025'."""
    say, word = figures.say, figures.measure.word
    names = say.listing([series.name for series in figures.series])
    if not word or word.lower() == names.lower():
        return names
    if in_time(tuple(series.name for series in figures.series), say):
        return say("{what} in {when}", what=word, when=names)
    return f"{names} ({word})"


def lower(text: str) -> str:
    """Begin a word without a capital, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def title(figures: Figures, kind: FigureKind) -> str:
    """Name the drawing for who can't see it."""
    say = figures.say
    what = about(figures)
    if kind is FigureKind.BAR:
        return say("Drawing with bars: {what}", what=what)
    return (
        say("Drawing with a line: {what}", what=what)
        if kind is FigureKind.LINE
        else say("Drawing with dots: {what}", what=what)
    )


def description(figures: Figures) -> str:
    """Tell what a drawing shows: all its numbers when these are few, else the outermost of each series."""
    if len(figures.points) * len(figures.series) <= MOST_TOLD:
        return " ".join(values(figures))
    return " ".join([*_outermost(figures), figures.say("All numbers are in the table below.")])


def _outermost(figures: Figures) -> Iterator[str]:
    for series in figures.series:
        known = [(value, i) for i, value in enumerate(series.values) if value is not None]
        if not known:
            continue
        low, high = min(known, key=lambda k: k[0]), max(known, key=lambda k: k[0])
        if low[0] == high[0] and len(known) > 1:
            yield figures.say(
                "{name}: always {value}.", name=capital(series.name), value=figures.write(low[0], series)
            )
            continue
        yield figures.say(
            "{name}: lowest {low} ({at_low}), highest {high} ({at_high}).",
            name=capital(series.name),
            low=figures.write(low[0], series),
            at_low=figures.points[low[1]].name,
            high=figures.write(high[0], series),
            at_high=figures.points[high[1]].name,
        )


def axis_note(figures: Figures, kind: FigureKind, *, upright: bool) -> str:
    """Say where the axis of a drawing begins, when that is not at zero."""
    if not figures.values or kind is FigureKind.BAR or figure_scale(figures).from_zero:
        return ""
    low = write_tick(figures, figure_scale(figures).low)
    if upright:
        return figures.say("Mind: the scale on the left begins at {low}, not at 0.", low=low)
    return figures.say("Mind: the scale begins at {low}, not at 0.", low=low)


def notes(figures: Figures, least: int) -> Iterator[str]:
    """Say which numbers are not known, and which are not shown as they are about fewer than `least` people."""
    say = figures.say
    missing = list(_missing(figures))
    if missing:
        yield say("Not known: {places}.", places=say.listing(missing))
    if len(figures.few) == len(figures.points):
        yield say(
            "Fewer than {least} people answered. We do not show these figures: nobody must be recognised.",
            least=least,
        )
    elif figures.few:
        places = say.listing([figures.points[i].name for i in sorted(figures.few)])
        yield say(
            "Fewer than {least} people: {places}. We do not show these figures: nobody must be recognised.",
            least=least,
            places=places,
        )


def _missing(figures: Figures) -> Iterator[str]:
    for i, point in enumerate(figures.points):
        gaps = [series.name for series in figures.series if series.values[i] is None]
        if i in figures.few or not gaps:
            continue
        yield point.name if len(gaps) == len(figures.series) else f"{point.name} ({figures.say.joined(gaps)})"


def survey(say: Language, asked: Survey | None, least: int) -> str:
    """Say who was asked and who answered; a low response is said, and of few people no share is given."""
    if asked is None:
        return ""
    parts = [*_response(say, asked.invited, asked.answered, least)]
    if asked.instrument:
        parts.append(say("How we asked it: {name}.", name=asked.instrument))
    if asked.on:
        parts.append(say("When: {date}.", date=say.loose_date(asked.on)))
    if asked.anonymous is not None:
        parts.append(
            say("Nobody can see who said what.") if asked.anonymous else say("The answers were not anonymous.")
        )
    return " ".join(parts)


def _response(say: Language, invited: int | None, answered: int | None, least: int) -> Iterator[str]:
    if invited is not None:
        yield say.plural("Asked: {n} person.", "Asked: {n} people.", invited)
    if answered is None:
        if invited is not None:
            yield say("How many answered is not known.")
    elif invited is None:
        yield say.plural("{n} person answered.", "{n} people answered.", answered)
    elif answered == 0:
        yield say("Nobody answered.")
    elif answered == invited:
        yield say("All of them answered.")
    else:
        if invited < max(least, 10):
            yield say.plural("{n} of them answered.", "{n} of them answered.", answered)
        else:
            share = min(99, max(1, round(100 * answered / invited)))
            yield say.plural(
                "{n} of them answered ({share} out of 100).",
                "{n} of them answered ({share} out of 100).",
                answered,
                share=share,
            )
        if answered * 2 < invited:
            yield say("That is fewer than half. What the others think, we do not know.")

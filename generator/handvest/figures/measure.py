"""What numbers count: percentages, grades, or things; by the unit, the name of the column or the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from handvest.language import Language, word
from handvest.problem import message

_PERCENT = re.compile(r"%|(?<![a-z])(percent(age)?|procent|per cent|pct)(?![a-z])", re.IGNORECASE)
_GRADE = re.compile(r"(?<![a-z])(grades?|marks?|scores?|(rapport|eind)?cijfers?)(?![a-z])", re.IGNORECASE)
_PEOPLE = re.compile(r"people|persons?|mensen|personen", re.IGNORECASE)


class Kind(StrEnum):
    """The kinds of numbers; percentages and grades need to be explained."""

    PERCENT = "percent"
    GRADE = "grade"
    NUMBER = "number"


NOUNS = {Kind.PERCENT: message("percentages"), Kind.GRADE: message("grades"), Kind.NUMBER: message("numbers")}


@dataclass(frozen=True)
class Measure:
    """What the numbers of a figure count, with the word for it (empty: none)."""

    kind: Kind
    word: str = ""

    def says(self, say: Language, value: Decimal, decimals: int) -> str:
        """Write one number with so many decimals: '7,4', '78%' (spelled: '78 procent')."""
        return say.percent(value, decimals) if self.kind is Kind.PERCENT else say.number(value, decimals)


def kind_of(unit: str, column: str, cells: tuple[str, ...]) -> Kind:
    """Tell what the numbers of a column are; the unit, when there is one, decides before the name of the column."""
    if any(cell.endswith("%") for cell in cells) or _PERCENT.search(unit or column):
        return Kind.PERCENT
    return Kind.GRADE if _GRADE.search(unit or column) else Kind.NUMBER


_WORDS = {Kind.GRADE: word("unit of a figure", "grade"), Kind.NUMBER: word("unit of a figure", "people")}


def word_of(unit: str, kind: Kind, say: Language) -> str:
    """Return the word to show for a unit: the known ones in the reader's language, others as they are written."""
    if kind is Kind.PERCENT:
        return ""
    known = _GRADE if kind is Kind.GRADE else _PEOPLE
    return say.word("unit of a figure", _WORDS[kind]) if known.fullmatch(unit or kind) else unit


def counts_people(unit: str) -> bool:
    """Tell whether a unit says that people are counted; so do the numbers of a survey without a unit."""
    return not unit or bool(_PEOPLE.fullmatch(unit))


def decimals_of(values: Iterable[Decimal]) -> int:
    """Return the most decimals in which numbers were written: 2 for 7.9 and 7.90, for none is made up or left out."""
    return max((-int(value.as_tuple().exponent) for value in values), default=0)

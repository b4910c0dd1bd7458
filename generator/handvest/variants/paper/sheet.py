"""A sheet: a template with its data, that becomes one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sheet:
    """One file to print. `form`: its use; `name`: what follows the charter's id in the file's name.

    `letters`: how many letters stand in the part that has to fit on one page (0: all may flow to the next).
    """

    form: str
    name: str
    data: dict[str, Any]
    letters: int = 0

    @property
    def template(self) -> str:
        """The template that this form is printed with."""
        return self.form

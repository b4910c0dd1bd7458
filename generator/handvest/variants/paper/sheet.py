"""A sheet: which template, with which data, becomes which file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sheet:
    """One file to print. `form`: for which use; `name`: what stands between the charter's id and .pdf."""

    form: str
    name: str
    data: dict[str, Any]

    @property
    def template(self) -> str:
        """The template of this form."""
        return self.form

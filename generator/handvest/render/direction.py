"""Texts that run another way, or are in another language, than what stands around them."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from handvest.language import Language, language
from handvest.model.versions import Foreign

_TELEPHONE = re.compile(r"(?<![\w/.])(?:\+|\(?0)[\d()]*(?:(?:[ \u00a0-]|, )[\d()]+)+")
"""A telephone number in parts: from right to left its parts would change places."""


class Shown:
    """Shows texts in one language: what is foreign is marked, and numbers keep their order."""

    def __init__(self, say: Language) -> None:
        self.say = say

    def __call__(self, value: Any) -> Any:
        """Mark a text where that is needed; all else stays as it is."""
        if isinstance(value, Foreign):
            return Markup("<span{}>{}</span>").format(self.spoken(value.language), str(value))
        if isinstance(value, str) and not isinstance(value, Markup) and self.say.direction == "rtl":
            return self._in_order(value)
        return value

    def spoken(self, code: str) -> Markup:
        """Return the attributes of a part in another language: lang, and dir where it runs the other way."""
        other = language(code)
        if code == self.say.code:
            return Markup()
        turned = Markup(' dir="{}"').format(other.direction) if other.direction != self.say.direction else ""
        return Markup(' lang="{}"{}').format(code, turned)

    def _in_order(self, text: str) -> str:
        return text if "://" in text or not _TELEPHONE.search(text) else self.html(str(escape(text)))

    def html(self, html: str) -> Markup:
        """Let telephone numbers in HTML, which was cleaned before, keep their order; tags stay as they are."""
        if self.say.direction == "ltr":
            return Markup(html)
        parts = re.split(r"(<[^>]*>)", html)
        parts[::2] = [_TELEPHONE.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', part) for part in parts[::2]]
        return Markup("".join(parts))


def isolated(value: Any, code: str) -> Any:
    """Let telephone numbers in data for paper keep their order, by signs that nobody sees; not in pictures."""
    if language(code).direction == "ltr":
        return value
    if isinstance(value, dict):
        return {key: isolated(item, code) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [isolated(item, code) for item in value]
    return _TELEPHONE.sub("\u2066\\g<0>\u2069", value) if isinstance(value, str) and "<svg" not in value else value

"""Links between texts of reports, as authors write them: by the name of a file, which may get another number."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REPORT = r"\.\./(?:\.\./)?(?P<report>[a-z0-9]+(?:-[a-z0-9]+)*)/"
_POINTER = re.compile(rf"(?:\./|\.\./|{_REPORT})?(?:\d+-)?(?P<slug>[a-z0-9-]+)\.md(?:#(?P<place>.*))?")
_IN_MARKDOWN = re.compile(r"\]\((?:\./|\.\./)?((?:\d+-)?[a-z0-9-]+\.md(?:#[^)\s]*)?)\)")
_ELSEWHERE = re.compile(r"(?i)https?://|(mailto|tel):")


@dataclass(frozen=True)
class Pointer:
    """What a link points to: a report (empty: the same), a section (empty: this text), a heading (empty: its top)."""

    report: str
    slug: str
    place: str


def pointer(href: str) -> Pointer | None:
    """Read a link to a heading in the same text, or to a section; None when it is neither."""
    if href.startswith("#"):
        return Pointer("", "", href[1:])
    match = _POINTER.fullmatch(href)
    return Pointer(match["report"] or "", match["slug"], match["place"] or "") if match else None


def qualified(markdown: str, report: str) -> str:
    """Let links to sections in a text name their report, so that the text can stand on pages of other reports."""
    return _IN_MARKDOWN.sub(rf"](../{report}/\1)", markdown)


def leads_elsewhere(href: str) -> bool:
    """Tell whether a link leads out of the reports: to a web address, an e-mail address or a telephone."""
    return bool(_ELSEWHERE.match(href))

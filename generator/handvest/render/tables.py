"""Tables that authors wrote: each gets a caption, headers that say what they head, and room to scroll."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from handvest.language import Language

_TABLE = r'<table\b(?! class="figure-table").*?</table>'  # those of figures have all this already
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
_ROW = re.compile(r"<tr\b.*?</tr>", re.S)
_FIRST = re.compile(r"(<tr\b[^>]*>\s*)<t([dh])\b([^>]*)>(.*?)</t\2>", re.S)  # the first cell of a row
_NOTE = re.compile(r"<sup id=.*?</sup>", re.S)
_SENTENCE = re.compile(r"[.!\u2026\u3002][\"'\u2019\u201d\u00bb)]*$")
MOST_NAME = 100  # letters of the name of a row


def with_captions(html: str, say: Language, title: str, within: str = "") -> str:
    """Give each table the caption that stands beside it ('Table: …'), else (unseen) the heading above it or `title`.

    The first column becomes headers where it names the rows. `within`: the id of the part of a page that this is, so
    that no id stands twice on the page.
    """
    word = re.escape(say("Table"))
    # 'Table: Opening hours', 'Table 2. Opening hours', also in bold or italics
    said = rf"<p\b[^>]*>(?:<(?:strong|em)>)*{word}(?:| [\w.-]*\d)[:.] ?(?!\s*</p>)(?:(?!</p>).)*</p>"
    part = re.compile(rf"{said}|{_TABLE}", re.S | re.I)
    run = rf"(?:{said}\s*)?{_TABLE}(?:\s*(?:{said}\s*)?{_TABLE})*(?:\s*{said})?"
    names: list[str] = []
    ids = f"{within}.caption" if within else "caption"  # with a dot: no heading gets such an id by itself

    def captioned(match: re.Match[str]) -> str:
        parts = part.findall(match[0])
        pairs = _pairs(parts)
        found = _HEADING.findall(html[: match.start()])
        above = _plain(found[-1]) if found else title
        return "\n".join(
            _table(part, parts[pairs[i]] if i in pairs else "", above, say, names, ids) if _is_table(part) else part
            for i, part in enumerate(parts)
            if i not in pairs.values()
        )

    return re.sub(run, captioned, html, flags=re.S | re.I)


def bare(html: str) -> str:
    """Leave out the room to scroll that tables need on a page; an unseen caption becomes a name for who can't see."""
    html = re.sub(r'<div class="scroll"[^>]*>(<table\b.*?</table>)</div>', r"\1", html, flags=re.S)
    unseen = r'<table\b([^>]*)><caption\b[^>]*? class="unseen"[^>]*>(.*?)</caption>'

    def named(match: re.Match[str]) -> str:
        return f'<table{match[1]} aria-label="{escape(_plain(match[2]))}">'

    return re.sub(unseen, named, html, flags=re.S)


def _is_table(part: str) -> bool:
    return part.startswith("<table")


def _pairs(parts: list[str]) -> dict[int, int]:
    """Find the captions of tables that follow each other: those above, or below when the last part is a caption."""
    step = 1 if _is_table(parts[0]) and not _is_table(parts[-1]) else -1
    beside = {i: i + step for i, part in enumerate(parts) if _is_table(part) and "<caption" not in part}
    return {i: j for i, j in beside.items() if 0 <= j < len(parts) and not _is_table(parts[j])}


def _table(table: str, said: str, above: str, say: Language, names: list[str], ids: str) -> str:
    """Put a table in a group that bears the name of its caption; `names`: the captions so far on the page."""
    text, hidden = _caption(table, said, say), ""
    if not text:
        again = names.count(above) + 1
        text = str(escape(above if again == 1 else say("{name}, table {n}", name=above, n=again)))
        hidden = ' class="unseen"'
    names.append(above if hidden else _plain(text))
    id = f"{ids}.{len(names)}"
    table = re.sub(r"<caption\b.*?</caption>", "", table, flags=re.S)
    start, rest = _headed(table).split(">", 1)
    caption = f'<caption id="{id}"{hidden}>{text}</caption>'
    return f'<div class="scroll" role="group" aria-labelledby="{id}" tabindex="0">{start}>{caption}{rest}</div>'


def _headed(table: str) -> str:
    """Say of each header what it heads: its column, or its row when cells follow it."""
    named = _names_rows(table)

    def row(match: re.Match[str]) -> str:
        cells = match[0]
        first = _FIRST.match(cells)
        if first and "<td" in cells and (named or first[2] == "h"):
            scope = "" if "scope=" in first[3] else ' scope="row"'
            cells = f"{first[1]}<th{scope}{first[3]}>{first[4]}</th>{cells[first.end() :]}"
        return re.sub(r"<th(?![^>]*\bscope=)(?=[\s>])", '<th scope="col"', cells)

    empty = r'<th(?: scope="\w+")?([^>]*?)(?: scope="\w+")?>\s*</th>'  # such a corner heads nothing
    return re.sub(empty, r"<td\1></td>", _ROW.sub(row, table))


def _names_rows(table: str) -> bool:
    """Tell whether the first column names the rows: in each a short name of its own, which is not a sentence.

    A sentence ends with its sign; so an author sees what makes the difference. One column has nothing to name.
    """
    rows = [row for row in _ROW.findall(table) if "<td" in row]
    if re.search(r"\b(row|col)span=", table) or any(len(re.findall(r"<t[dh]\b", row)) < 2 for row in rows):
        return False
    firsts = [_FIRST.match(row) for row in rows]
    names = [_plain(_NOTE.sub("", first[4])) if first and first[2] == "d" else "" for first in firsts]
    short = all(name and len(name) <= MOST_NAME and not _SENTENCE.search(name) for name in names)
    return short and len({name.casefold() for name in names}) == len(names)


def _caption(table: str, said: str, say: Language) -> str:
    """Return the caption that an author wrote, in the table or beside it, without the bare word for a table."""
    own = re.search(r"<caption\b[^>]*>(.*?)</caption>", table, re.S)
    if own and _plain(own[1]):
        return own[1]
    text = said.partition(">")[2].removesuffix("</p>")
    return re.sub(rf"^{re.escape(say('Table'))}: *", "", text, flags=re.I)


def _plain(html: str) -> str:
    return str(Markup(html).striptags())

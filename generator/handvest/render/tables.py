"""Tables that authors wrote: each gets a caption, headers that say what they head, and room to scroll."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from handvest.language import Language

_TABLE = r'<table\b(?! class="figure-table").*?</table>'  # those of figures have all this already
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)


def with_captions(html: str, say: Language, title: str, within: str = "") -> str:
    """Give each table the caption that stands beside it ('Table: …'), else (unseen) the heading above it or `title`.

    `within`: the id of the part of a page that this is, so that no id stands twice on the page.
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
    """Leave out what tables need on a page only: room to scroll, and captions that nobody sees."""
    html = re.sub(r'<div class="scroll"[^>]*>(<table\b.*?</table>)</div>', r"\1", html, flags=re.S)
    return re.sub(r'<caption[^>]*class="unseen"[^>]*>.*?</caption>', "", html, flags=re.S)


def _is_table(part: str) -> bool:
    return part.startswith("<table")


def _pairs(parts: list[str]) -> dict[int, int]:
    """Find the captions of tables that follow each other: those above, or below when the last part is a caption."""
    step = 1 if _is_table(parts[0]) and not _is_table(parts[-1]) else -1
    beside = {i: i + step for i, part in enumerate(parts) if _is_table(part) and "<caption" not in part}
    return {i: j for i, j in beside.items() if 0 <= j < len(parts) and not _is_table(parts[j])}


def _table(table: str, said: str, above: str, say: Language, names: list[str], ids: str) -> str:
    """Put a table in a region that bears the name of its caption; `names`: the captions so far on the page."""
    text, hidden = _caption(table, said, say), ""
    if not text:
        again = names.count(above) + 1
        text = str(escape(above if again == 1 else say("{name}, table {n}", name=above, n=again)))
        hidden = ' class="unseen"'
    names.append(above if hidden else _plain(text))
    id = f"{ids}.{len(names)}"
    table = re.sub(r"<caption\b.*?</caption>", "", table, flags=re.S)
    table = re.sub(r"<th(?![^>]*\bscope=)(?=[\s>])", '<th scope="col"', table)
    start, rest = table.split(">", 1)
    caption = f'<caption id="{id}"{hidden}>{text}</caption>'
    return f'<div class="scroll" role="region" aria-labelledby="{id}" tabindex="0">{start}>{caption}{rest}</div>'


def _caption(table: str, said: str, say: Language) -> str:
    """Return the caption that an author wrote, in the table or beside it, without the bare word for a table."""
    own = re.search(r"<caption\b[^>]*>(.*?)</caption>", table, re.S)
    if own and _plain(own[1]):
        return own[1]
    text = said.partition(">")[2].removesuffix("</p>")
    return re.sub(rf"^{re.escape(say('Table'))}: *", "", text, flags=re.I)


def _plain(html: str) -> str:
    return str(Markup(html).striptags())

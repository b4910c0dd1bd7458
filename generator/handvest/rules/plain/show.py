"""How the readability of texts is shown: a line for each charter, a table, or data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from handvest.language import Language
from handvest.rules.plain import Examined, Report
from handvest.rules.plain.score import Score


def summary(report: Report, say: Language) -> Iterator[str]:
    """Say in a line for each charter how its texts read; and of each file how many texts stay as they are."""
    for file in dict.fromkeys(text.passage.source.file for text in report.texts):
        texts = report.of(file)
        line = ""
        if file in report.charters:
            line = _reads(report.charters[file], sum((text.score for text in texts), Score()), say)
        kept = sum(text.kept for text in texts)
        if kept:
            line += f" {say.plural('{n} text stays as it is.', '{n} texts stay as they are.', kept)}"
        if line:
            yield line if file in report.charters else f"{file}:{line}"


def _reads(title: str, total: Score, say: Language) -> str:
    return say(
        "{title}: {sentences}, {length} words each; Flesch-Douma {score} ({meaning}).",
        title=title,
        sentences=say.plural("{n} sentence", "{n} sentences", total.sentences),
        length=_length(total, say),
        score=round(total.flesch_douma),
        meaning=total.meaning,
    )


def table(report: Report, say: Language) -> Iterator[str]:
    """Show each text with its sentences, their length and its score; nothing when there are none."""
    if not report.texts:
        return
    heads = (say("text"), say("sentences"), say("words each"), say("Flesch-Douma"), "")
    body = [
        (
            f"{file}:{line} {path}",
            say.number(score.sentences),
            _length(score, say),
            str(round(score.flesch_douma)),
            say.say(score.meaning),
        )
        for _, (file, line, path), score in _scored(report)
    ]
    widths = [max(len(row[i]) for row in [heads, *body]) for i in range(len(heads))]
    for row in [heads, *body]:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:4], widths[1:4], strict=True)), row[4]]
        yield "  ".join(cells).rstrip()


def rows(report: Report, say: Language) -> list[dict[str, object]]:
    """Return the same as the table, as data; with the reason where advice is silenced."""
    return [
        {
            "file": file,
            "line": line,
            "path": path,
            "sentences": score.sentences,
            "words_per_sentence": round(score.words_per_sentence, 1),
            "flesch_douma": round(score.flesch_douma, 1),
            "meaning": say.say(score.meaning),
            "as_is": text.passage.reason if text.kept else None,
        }
        for text, (file, line, path), score in _scored(report)
    ]


def _scored(report: Report) -> Iterator[tuple[Examined, tuple[str, int, str], Score]]:
    for text in report.texts:
        if text.score.sentences:
            yield text, _where(text), text.score


def _where(text: Examined) -> tuple[str, int, str]:
    source = text.passage.source
    line, path = source.node.at(source.written(text.passage.place))
    return source.file, line, path


def _length(score: Score, say: Language) -> str:
    return say.number(Decimal(f"{score.words_per_sentence:.1f}"))

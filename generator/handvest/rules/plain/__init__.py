"""The plain-language check of Dutch texts: advice about what is hard to read, and how easily each text reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handvest.language import language
from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.problem import Problem
from handvest.rules.plain.clauses import passive, too_long, too_much
from handvest.rules.plain.finding import Finding, Rule
from handvest.rules.plain.passage import Passage, passages
from handvest.rules.plain.phrases import figure, formal, rival
from handvest.rules.plain.score import Score, score
from handvest.rules.plain.setting import Setting, setting
from handvest.rules.plain.vocabulary import abbreviation, long_word, rare_word

RULES: dict[str, Rule] = {
    "length": too_long,
    "ideas": too_much,
    "passive": passive,
    "formal": formal,
    "figure": figure,
    "rival": rival,
    "abbreviation": abbreviation,
    "long": long_word,
    "rare": rare_word,
}


@dataclass(frozen=True)
class Examined:
    """A text that was examined, with how it reads and what was found in it."""

    passage: Passage
    score: Score
    findings: tuple[Finding, ...]

    @property
    def kept(self) -> bool:
        """Whether there is advice that is not shown, as the author has a reason to leave the text as it is."""
        return bool(self.findings) and self.passage.reason is not None


@dataclass(frozen=True)
class Report:
    """What was examined; `charters` are the titles of those in Dutch by file."""

    texts: tuple[Examined, ...]
    charters: dict[str, str]

    def problems(self) -> list[Problem]:
        """Return all advice that is not silenced."""
        return [
            text.passage.problem(finding.sentence, finding.what, finding.remedy)
            for text in self.texts
            if not text.kept
            for finding in text.findings
        ]

    def of(self, file: str) -> tuple[Examined, ...]:
        """Return the texts of one file."""
        return tuple(text for text in self.texts if text.passage.source.file == file)


NOTHING = Report((), {})
"""What there is to say when the files have mistakes that come first."""


def examine(project: Project) -> Report:
    """Examine all Dutch texts of a project."""
    found: list[Examined] = []
    titles: dict[str, str] = {}
    if _dutch(project.language):
        found += _texts(project.organisation, project.language, setting(project))
    for source in project.charters.values():
        code = source.model.language or project.language
        if _dutch(code):
            titles[source.file] = source.model.title
            found += _texts(source, code, setting(project, source.model))
    return Report(tuple(found), titles)


def _dutch(code: str) -> bool:
    return code.split("-")[0] == "nl"


def _texts(source: Source[Any], code: str, around: Setting) -> Iterator[Examined]:
    for passage in passages(source, language(code)):
        yield Examined(passage, score(passage.sentences), look(passage, around))


def look(passage: Passage, around: Setting) -> tuple[Finding, ...]:
    """Apply all rules to a text; each finds one thing at most."""
    return tuple(finding for rule in RULES.values() if (finding := rule(passage, around)))

"""Plain language: what the check says of Dutch texts, and how often it is right.

Two sets of sentences measure it. tests/plain/sentences.tsv was at hand while the rules were made; tests/plain/held-out.tsv
was written afterwards, and is what to expect of texts that the rules never saw. `python tests/test_plain.py` prints
precision and recall of each rule.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.organisation import Organisation
from handvest.rules.plain import RULES
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.setting import Setting

SETS = Path(__file__).parent / "plain"
AROUND = Setting(
    explained=frozenset({"kno", "mri", "spiegelgesprek", "mantelzorger"}),
    names=frozenset({"de", "linde"}),
    instead=tuple(
        (word, "patiënt") for word in "cliënt cliënten klant klanten bewoner bewoners zorgvrager zorgvragers".split()
    ),
)


@dataclass(frozen=True)
class Case:
    """A sentence, with the rules that should say something of it."""

    easy: bool
    expected: frozenset[str]
    text: str

    def found(self) -> frozenset[str]:
        """The rules that do say something."""
        key = "easy.lines" if self.easy else "summary"
        source = Source("x.yml", Node(1, "", {}), Organisation.model_construct())
        passage = Passage(source, (key,), key, self.text, easy=self.easy)
        return frozenset(name for name, rule in RULES.items() if rule(passage, AROUND))


def cases(name: str) -> Iterator[Case]:
    for line in (SETS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, rules, text = line.split("\t")
            yield Case(kind == "easy", frozenset(rules.split(",")) - {"-"}, text)


@dataclass(frozen=True)
class Measure:
    """How often a rule was right, missed something, or spoke for nothing."""

    right: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def measured(name: str) -> tuple[dict[str, Measure], list[str]]:
    right, missed, false = Counter[str](), Counter[str](), Counter[str]()
    notes = []
    for case in cases(name):
        found = case.found()
        right.update(found & case.expected)
        missed.update(case.expected - found)
        false.update(found - case.expected)
        notes += [f"missed {rule}: {case.text}" for rule in sorted(case.expected - found)]
        notes += [f"false {rule}: {case.text}" for rule in sorted(found - case.expected)]
    return {rule: Measure(right[rule], missed[rule], false[rule]) for rule in RULES}, notes


def table(name: str) -> str:
    measures, notes = measured(name)
    all_ = list(cases(name))
    lines = [f"{name}: {len(all_)} sentences, {sum(not c.expected for c in all_)} of them good"]
    lines.append(f"{'rule':14}{'right':>6}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}")
    for rule, m in measures.items():
        lines.append(f"{rule:14}{m.right:6}{m.missed:8}{m.false:7}{m.precision:11.2f}{m.recall:8.2f}")
    return "\n".join([*lines, *notes])


if __name__ == "__main__":
    for each in sys.argv[1:] or sorted(p.name for p in SETS.glob("*.tsv")):
        print(table(each), end="\n\n")

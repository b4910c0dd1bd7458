"""Plain language: what the check says of Dutch texts, and how often it is right.

Two sets of sentences measure it: tests/plain/sentences.tsv was at hand while the rules were made,
tests/plain/held-out.tsv was written afterwards. `python tests/test_plain.py` prints precision and recall of each.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import CHARTER, ORGANISATION, Draw, here, run

from handvest.load.validate import Source
from handvest.load.yaml import Node
from handvest.model.organisation import Organisation
from handvest.rules.plain import RULES, vocabulary
from handvest.rules.plain.lexicon import rows
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.score import score, syllables
from handvest.rules.plain.sentences import sentences
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


@pytest.mark.parametrize(
    ("name", "size", "floor"),
    [("sentences.tsv", 60, 0.9), ("held-out.tsv", 30, 0.7)],
)
def test_rules_are_right_as_often_as_we_say(name: str, size: int, floor: float) -> None:
    all_ = list(cases(name))
    good = sum(not case.expected for case in all_)
    assert len(all_) >= size and good >= size / 4
    measures, notes = measured(name)
    for rule, measure in measures.items():
        assert measure.right >= 3, f"{rule} is hardly measured"
        assert measure.precision >= floor and measure.recall >= floor, "\n".join([rule, *notes])


def test_a_good_text_is_left_alone() -> None:
    spoken_of = [case.text for case in cases("sentences.tsv") if not case.expected and case.found()]
    assert spoken_of == []


def test_the_lists_are_as_long_as_we_say() -> None:
    assert len(rows("formal.tsv")) >= 150 and len(rows("figures.tsv")) >= 40
    for name in ("formal.tsv", "figures.tsv"):
        assert all(len(row) == 2 and all(row) for row in rows(name))


# sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij zijn er ma-vr 8.00-17.00 uur. Bel ons.", ["Wij zijn er ma-vr 8.00-17.00 uur.", "Bel ons."]),
        ("Het kost € 5,50. Dat is veel.", ["Het kost € 5,50.", "Dat is veel."]),
        ("Wij letten op m.n. KNO en nr. 5.", ["Wij letten op m.n. KNO en nr. 5."]),
        ("Een bon, kaart enz. Kies zelf.", ["Een bon, kaart enz.", "Kies zelf."]),
        ("Wij bellen u. Daarna komt u.", ["Wij bellen u.", "Daarna komt u."]),
        ("Vraag naar dr. J. de Vries. Hij helpt.", ["Vraag naar dr. J. de Vries.", "Hij helpt."]),
        ('Zij zegt: "Kom." Dan gaat u.', ['Zij zegt: "Kom."', "Dan gaat u."]),
        ('"Hoe lang nog?" vroeg hij.', ['"Hoe lang nog?" vroeg hij.']),
        ("Lukt het niet? Bel dan!", ["Lukt het niet?", "Bel dan!"]),
        ("Dit staat\nop twee regels.", ["Dit staat op twee regels."]),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text)] == expected


def test_markdown_is_read_as_people_see_it() -> None:
    text = "# Zo gaat het\n\nU krijgt **altijd** een\n[bon](https://x.example/a.b).\n\n- Eén per _dag_.\n- Gratis\n"
    found = [(s.line, s.text) for s in sentences(text, markdown=True)]
    assert found == [(0, "Zo gaat het"), (2, "U krijgt altijd een bon."), (5, "Eén per dag."), (6, "Gratis")]


@pytest.mark.parametrize(
    ("word", "count"),
    [("u", 1), ("wachten", 2), ("ziekenhuis", 3), ("patiënten", 4), ("zee", 1), ("mooie", 2), ("bureau", 2)]
    + [("vrijwilliger", 4), ("idee", 2), ("cliënt", 2), ("verpleegkundige", 5), ("ijs", 1), ("nieuwe", 2)],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    assert syllables(word) == count


def test_flesch_douma_is_what_the_formula_gives() -> None:
    found = score(sentences("Wij bellen u. Wij helpen u snel."))  # 7 words, 9 syllables, 2 sentences
    assert (found.sentences, found.words, found.syllables) == (2, 7, 9)
    assert found.flesch_douma == pytest.approx(206.84 - 0.77 * 900 / 7 - 0.93 * 3.5)


# what an author meets

DUTCH = ORGANISATION.replace("[en]", "[nl]")
STIFF = CHARTER.replace("You wait {norm} at most.", '"Indien u {norm} wacht, wordt u geholpen."')


def check(draw: Draw, charter: str, *options: str, organisation: str = DUTCH, **files: str) -> str:
    tree = {"promises/kno.yml": charter, "promises/organisation.yml": organisation}
    tree |= {f"promises/{name}.yml": text for name, text in files.items()}
    done = here("check", *options, folder=draw(tree))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_advice_names_the_place_the_sentence_and_the_better_word(draw: Draw) -> None:
    out = check(draw, STIFF)
    about = [line for line in out.splitlines() if line.startswith("promises/kno.yml:10: promises[0].promise: ")]
    assert len(about) == 2  # one of each kind: formal, passive
    assert all("Indien u 15 minuten wacht, wordt u geholpen." in line for line in about)
    assert sum("'indien'" in line and "'als'" in line for line in about) == 1


def test_advice_never_stops_anything(draw: Draw) -> None:
    assert "'indien'" in check(draw, STIFF, "--strict")


@pytest.mark.parametrize(
    ("organisation", "charter"),
    [(ORGANISATION, STIFF), (DUTCH, "language: en\n" + STIFF)],
    ids=["site", "charter"],
)
def test_other_languages_are_left_alone(draw: Draw, organisation: str, charter: str) -> None:
    out = check(draw, charter, "--texts", organisation=organisation)
    assert "indien" not in out and "kno.yml" not in out


EASY = STIFF.replace("Indien u {norm} wacht, wordt u geholpen.", "U wacht kort.")
LINES = """\
    easy:
      lines: |
        U wacht kort.
        Wij bellen u, omdat u dat wilt.
"""


def easy(reasons: str = "") -> str:
    text = EASY.replace("  - {id: waiting, promise:", "  - id: waiting\n    promise:")
    text = text.replace(", norm: {at_most: 15 minutes}}", "\n    norm: {at_most: 15 minutes}")
    return text.rstrip("\n") + "\n" + LINES + reasons


def test_advice_on_an_easy_text_is_at_its_own_line(draw: Draw) -> None:
    line = 1 + easy().split("\n").index("        Wij bellen u, omdat u dat wilt.")
    out = check(draw, easy())
    assert f"promises/kno.yml:{line}: promises[0].easy.lines: " in out and "'omdat'" in out


def test_a_reason_silences_a_text_and_is_counted(draw: Draw) -> None:
    before = check(draw, easy())
    after = check(draw, easy("    as_is:\n      easy.lines: Het testpanel wil dit zo.\n"))
    assert "'omdat'" in before and "'omdat'" not in after
    last = after.strip().splitlines()[-1]
    assert last.startswith("Clinic: ") and last.startswith(before.strip().splitlines()[-1]) and " 1 " in last


def test_a_reason_for_one_text_leaves_the_others(draw: Draw) -> None:
    assert "'omdat'" in check(draw, easy("    as_is: {promise: Zo zeggen wij dat.}\n"))


@pytest.mark.parametrize(
    ("as_is", "shown"),
    [
        ("{promse: Zo wil ik het.}", "promises[0].as_is.promse: "),
        ("{easy.line: Zo wil ik het.}", "promises[0].as_is.easy.line: "),
        ("{promise: }", "promises[0].as_is.promise: "),
    ],
)
def test_a_slip_in_as_is_is_an_error(draw: Draw, as_is: str, shown: str) -> None:
    root = draw({"promises/kno.yml": easy(f"    as_is: {as_is}\n"), "promises/organisation.yml": DUTCH})
    done = here("check", folder=root)
    assert done.returncode == 1 and shown in done.stderr
    if "easy" in as_is:
        assert "'easy.lines'" in done.stderr


def test_words_that_are_explained_are_known(draw: Draw) -> None:
    charter = CHARTER.replace("You wait {norm} at most.", '"Uw ECG is een reumaconsultatieprobleem."')
    words = "words: [{word: reumaconsultatieprobleem, means: pijn}]\nabbreviations: [{short: ECG, full: filmpje}]\n"
    assert "'ECG'" in check(draw, charter) and "'reumaconsultatieprobleem'" in check(draw, charter)
    explained = check(draw, charter, words=words)
    assert "'ECG'" not in explained and "'reumaconsultatieprobleem'" not in explained


@pytest.mark.parametrize(
    ("lines", "word", "shown"),
    [
        ("", "cliënt", True),
        ("", "patiënt", False),
        ("labels: {person: {one: cliënt, other: cliënten}}", "klant", True),
        ("labels: {person: {one: cliënt, other: cliënten}}", "cliënt", False),
        ("labels: {promise: {one: zorggarantie, other: zorggaranties}}", "belofte", True),
        ("audience: [staff]", "klant", False),
        ("audience: [patients, clients]", "cliënt", False),
        ("kind: chain", "bewoner", False),
    ],
)
def test_one_thing_has_one_word(draw: Draw, lines: str, word: str, shown: bool) -> None:
    charter = CHARTER.replace("You wait {norm} at most.", f'"De {word} is hier."').replace("referrers", "patients")
    key = lines.partition(":")[0]
    kept = [line for line in charter.splitlines() if not key or not line.startswith(f"{key}:")]
    partners = "\npartners: [{id: a, name: A, part: zorg}]" if key == "kind" else ""
    text = "\n".join([*kept, lines + partners, ""])
    text = text.replace("{id: waiting,", "{id: waiting, by: a,") if partners else text
    assert (f"'{word}'" in check(draw, text)) is shown


def test_names_and_addresses_are_not_examined(draw: Draw) -> None:
    contact = 'contact: {desk: "Balie i.v.m. SEH", hours: ma t/m vr i.v.m. drukte, address: "Indien 1"}\n'
    charter = contact + CHARTER.replace("owner: Manager", "owner: Manager SEH i.o.")
    out = check(draw, charter.replace("You wait {norm} at most.", '"Wij helpen u."'))
    assert "SEH" not in out and "i.v.m." not in out


def test_a_name_stays_a_name_where_a_sentence_begins_with_it(draw: Draw) -> None:
    charter = CHARTER.replace("You wait {norm} at most.", '"Zwolgenstok is open."')
    assert "'zwolgenstok'" in check(draw, charter)
    assert "'zwolgenstok'" not in check(draw, charter.replace("title: Clinic", "title: Afdeling Zwolgenstok"))


def test_rare_words_need_the_extra(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    charter = CHARTER.replace("You wait {norm} at most.", '"Wij letten op obstipatie."')
    assert "'obstipatie'" in check(draw, charter)
    monkeypatch.setattr(vocabulary, "frequency", lambda: None)
    assert "'obstipatie'" not in check(draw, charter)


# how easily each text reads


def test_every_charter_ends_with_a_line(draw: Draw) -> None:
    out = check(draw, STIFF)
    assert out.strip().splitlines()[-1].startswith("Clinic: ")


def test_the_table_shows_each_text(draw: Draw) -> None:
    rows_ = [line.split() for line in check(draw, STIFF, "--texts").splitlines()]
    row = next(r for r in rows_ if r[:2] == ["promises/kno.yml:10", "promises[0].promise"])
    assert row[2:4] == ["1", "8"]  # one sentence of 8 words
    expected = round(206.84 - 0.77 * 100 * 14 / 8 - 0.93 * 8)
    assert row[4] == str(expected) and len(row) == 6


def test_the_same_as_data(draw: Draw) -> None:
    found = json.loads(check(draw, STIFF, "--texts", "--json"))
    assert {p["level"] for p in found["problems"]} == {"advice"}
    row = next(r for r in found["texts"] if r["path"] == "promises[0].promise")
    assert (row["file"], row["line"], row["sentences"], row["words_per_sentence"]) == ("promises/kno.yml", 10, 1, 8.0)
    assert row["flesch_douma"] == pytest.approx(206.84 - 0.77 * 100 * 14 / 8 - 0.93 * 8, abs=0.1)
    assert isinstance(json.loads(check(draw, STIFF, "--json")), list)


def test_mistakes_come_first(draw: Draw) -> None:
    root = draw({"promises/kno.yml": STIFF.replace("kind: clinic", "kind: klinik")})
    done = here("check", "--texts", folder=root)
    assert done.returncode == 1 and "klinik" in done.stderr and "indien" not in done.stdout


def test_only_check_looks_at_the_texts(draw: Draw) -> None:
    root = draw({"promises/kno.yml": STIFF, "promises/organisation.yml": DUTCH})
    code = (
        "import sys; from handvest.cli import main; main(sys.argv[1:]); print('handvest.rules.plain' in sys.modules)"
    )
    for command, imported in (("build", "False"), ("check", "True")):
        done = run("-c", code, command, "--now", "2026-10-15T09:00", folder=root)
        assert done.stdout.splitlines()[-1] == imported, done.stdout
        assert ("'indien'" in done.stdout) == (command == "check")


if __name__ == "__main__":
    for each in sys.argv[1:] or sorted(p.name for p in SETS.glob("*.tsv")):
        print(table(each), end="\n\n")

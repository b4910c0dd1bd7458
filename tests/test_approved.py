"""Versions are kept in step: who changes a full text hears which easy texts and translations to look at again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import NOW, ORGANISATION, Draw, handvest, here, run

from handvest.build import examine, text
from handvest.load.project import Settings, load
from handvest.rules.versions import unapproved

APPROVED, KNO = "promises/approved.yml", "promises/kno.yml"
CHARTER = """\
title: Clinic
kind: clinic
audience: [patients]
owner: Manager
valid: {from: 2026-01-01}
claim: {to: the desk, channels: [desk], within: 24 hours}
exceptions: none
compensation: {offers: [{kind: apology}]}
easy: {title: Ears}
promises:
  - id: waiting
    promise: "You wait {norm} at most."
    norm: {at_most: 15 minutes, from: the agreed time}
    specification: We tell you in person how long it takes when the clinic runs late, and we tell you why it does. Always.
    compensation:
      offers: [{kind: voucher, text: a coffee voucher, worth: 5 EUR}]
    easy: {promise: "You do not wait long."}
  - id: talk
    promise: We listen to you.
    norm: {judged_by: person}
    claim: {to: the nurse}
    exceptions: [You are asleep.]
    easy: {promise: We listen.}
  - id: letter
    promise: You get a letter.
    norm: {always: true}
    easy: {promise: We write to you.}
"""


def said(root: Path) -> list[str]:
    """What an author reads about versions, whatever else there is to say."""
    project, _, problems = examine(Settings(root, "https://proef.example/"), NOW)
    shown = [f"{p.level.name.lower()} {text(p, project.language)}" for p in problems]
    return [line for line in shown if "approve" in line]


def approve(root: Path, *words: str, now: str = NOW) -> str:
    """Run `handvest approve`, which must succeed, and return what it shows."""
    done = here("approve", *words, folder=root, now=now)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def change(root: Path, old: str, new: str, file: str = KNO) -> None:
    """Change one thing in a file."""
    before = (root / file).read_text("utf-8")
    assert before.count(old) == 1
    (root / file).write_text(before.replace(old, new), "utf-8")


def kept(root: Path) -> Any:
    """Read approved.yml as it is, without our own reader."""
    return yaml.load((root / APPROVED).read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture
def approved(draw: Draw) -> Path:
    """A project of which all versions were approved."""
    root = draw({KNO: CHARTER})
    approve(root, "--all")
    assert said(root) == []
    return root


# never approved


def test_a_charter_that_was_never_approved_is_one_warning(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    assert said(root) == [
        "warning promises/kno.yml:9: easy: Nobody has said yet of 4 easy texts that they fit the full text. "
        "Hold the two side by side, and then: handvest approve kno --version easy"
    ]


def test_what_is_still_to_be_approved_is_told_one_by_one(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    approve(root, "kno/waiting")
    assert [line.partition(" Hold")[0] for line in said(root)] == [
        f"warning promises/kno.yml:{where}.easy: Nobody has said yet that the easy text fits the full text."
        for where in ("21: promises[1]", "25: promises[2]")
    ] + ["warning promises/kno.yml:9: easy: Nobody has said yet that the easy text fits the full text."] or said(root)
    assert "handvest approve kno/talk --version easy" in "".join(said(root))


def test_each_language_is_a_version_of_its_own(draw: Draw) -> None:
    nl = "easy: {promise: We listen.}\n    translations: {nl: {promise: Wij luisteren.}}"
    root = draw({KNO: CHARTER.replace("easy: {promise: We listen.}", nl)})
    approve(root, "kno", "--version", "easy")
    assert said(root) == [
        "warning promises/kno.yml:22: promises[1].translations.nl: Nobody has said yet that the translation (nl) fits the "
        "full text. Hold the two side by side, and then: handvest approve kno/talk --version nl"
    ]
    approve(root, "kno/talk", "--version", "nl")
    assert said(root) == []


def test_an_unapproved_version_stops_a_strict_build_and_no_other(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    assert here("check", "--strict", folder=root).returncode == 1
    assert here("check", folder=root).returncode == 0
    approve(root, "--all")
    done = here("check", "--strict", folder=root)
    assert done.returncode == 0, done.stderr


def test_a_launch_can_ask_what_is_not_approved(draw: Draw) -> None:
    root = draw({KNO: CHARTER, "promises/ward.yml": CHARTER})
    approve(root, "kno")
    change(root, "You get a letter.", "You get a card.")
    project, _ = load(Settings(root))
    assert [w.version.key for w in unapproved(project, "kno")] == [("kno", "letter", "easy")]
    assert len(unapproved(project, "ward")) == 4


# changed since


CHANGES = {
    "sentence": ("You get a letter.", "You get a card.", 25, 2, "letter", "promise was 'You get a letter.' and is now 'You get a card.'."),
    "norm": ("15 minutes", "20 minutes", 17, 0, "waiting", "norm.at_most was '15 minutes' and is now '20 minutes'."),
    "form of the norm": (
        "at_most: 15",
        "within: 15",
        17,
        0,
        "waiting",
        "norm.within is new: '15 minutes'. norm.at_most is gone; it was '15 minutes'.",
    ),
    "start of the norm": ("the agreed time", "you come in", 17, 0, "waiting", "norm.from was 'the agreed time' and is now 'you come in'."),
    "condition": ("{always: true}", "{always: true, when: you ask}", 25, 2, "letter", "norm.when is new: 'you ask'."),
    "specification": (
        "in person how long it takes",
        "by phone how long it takes",
        17,
        0,
        "waiting",
        "specification was 'We tell you in person how long it …' and is now 'We tell you by phone how long it …'.",
    ),
    "offer": (
        "a coffee voucher",
        "a tea voucher",
        17,
        0,
        "waiting",
        "offers was 'voucher: a coffee voucher (5 EUR)' and is now 'voucher: a tea voucher (5 EUR)'.",
    ),
    "worth": (
        "worth: 5 EUR",
        "worth: 7.50 EUR",
        17,
        0,
        "waiting",
        "offers was 'voucher: a coffee voucher (5 EUR)' and is now 'voucher: a coffee voucher (7.5 EUR)'.",
    ),
    "one more offer": (
        "worth: 5 EUR}",
        "worth: 5 EUR}, {kind: coffee}",
        17,
        0,
        "waiting",
        "offers is new: 'coffee'.",
    ),
    "choice": ("worth: 5 EUR}]", "worth: 5 EUR}]\n      proactive: true", 18, 0, "waiting", "proactive is new: 'true'."),
    "claim": ("{to: the nurse}", "{to: the doctor}", 21 + 1, 1, "talk", "claim.to was 'the nurse' and is now 'the doctor'."),
    "exception": ("You are asleep.", "You are away.", 22, 1, "talk", "exceptions was 'You are asleep.' and is now 'You are away.'."),
    "no exception": ("[You are asleep.]", "none", 22, 1, "talk", "exceptions was 'You are asleep.' and is now 'none'."),
}

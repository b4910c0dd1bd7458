"""Versions are kept in step: who changes a full text hears which easy texts and translations to look at again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import NOW, ORGANISATION, Draw, handvest, here, run

from handvest.examine import examine, text
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
    specification: We tell you in person how long it takes when we run late, and we tell you why it does so. Always.
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
    assert said(root) == [
        f"warning promises/kno.yml:{where}: Nobody has said yet that the easy text fits the full text. "
        f"Hold the two side by side, and then: handvest approve {what} --version easy"
        for where, what in (
            ("9: easy", "kno"),
            ("23: promises[1].easy", "kno/talk"),
            ("27: promises[2].easy", "kno/letter"),
        )
    ]


def test_each_language_is_a_version_of_its_own(draw: Draw) -> None:
    nl = "easy: {promise: We listen.}\n    translations: {nl: {promise: Wij luisteren.}}"
    root = draw({KNO: CHARTER.replace("easy: {promise: We listen.}", nl)})
    approve(root, "kno", "--version", "easy")
    assert said(root) == [
        "warning promises/kno.yml:24: promises[1].translations.nl: Nobody has said yet that the translation (nl) "
        "fits the full text. Hold the two side by side, and then: handvest approve kno/talk --version nl"
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


VOUCHER = "voucher: a coffee voucher (5 EUR)"
CHANGES: dict[str, tuple[str, str, str, str]] = {
    "sentence": (
        "You get a letter.",
        "You get a card.",
        "letter",
        "promise was 'You get a letter.' and is now 'You get a card.'.",
    ),
    "norm": ("15 minutes", "20 minutes", "waiting", "norm.at_most was '15 minutes' and is now '20 minutes'."),
    "form of the norm": (
        "at_most: 15",
        "within: 15",
        "waiting",
        "norm.within is new: '15 minutes'. norm.at_most is gone; it was '15 minutes'.",
    ),
    "start": ("the agreed time", "ten", "waiting", "norm.from was 'the agreed time' and is now 'ten'."),
    "condition": ("{always: true}", "{always: true, when: you ask}", "letter", "norm.when is new: 'you ask'."),
    "a word of a long text": (
        "in person how",
        "by phone how",
        "waiting",
        "specification was 'We tell you in person how long it …' and is now 'We tell you by phone how long it …'.",
    ),
    "offer": (
        "a coffee voucher",
        "a tea voucher",
        "waiting",
        f"offers was '{VOUCHER}' and is now 'voucher: a tea voucher (5 EUR)'.",
    ),
    "worth": (
        "worth: 5 EUR",
        "worth: 7.50 EUR",
        "waiting",
        f"offers was '{VOUCHER}' and is now 'voucher: a coffee voucher (7.5 EUR)'.",
    ),
    "one more offer": (
        "worth: 5 EUR}",
        "worth: 5 EUR}, {kind: coffee, text: coffee}",
        "waiting",
        "offers is new: 'coffee: coffee'.",
    ),
    "unasked": ("worth: 5 EUR}]", "worth: 5 EUR}]\n      proactive: true", "waiting", "proactive is new: 'true'."),
    "claim": ("{to: the nurse}", "{to: the doctor}", "talk", "claim.to was 'the nurse' and is now 'the doctor'."),
    "claim of its own": (
        "norm: {always: true}",
        "norm: {always: true}\n    claim: {within: 2 days}",
        "letter",
        "claim.within was '24 hours' and is now '2 days'.",
    ),
    "exception": (
        "You are asleep.",
        "You are away.",
        "talk",
        "exceptions was 'You are asleep.' and is now 'You are away.'.",
    ),
    "no exception": ("[You are asleep.]", "none", "talk", "exceptions was 'You are asleep.' and is now 'none'."),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_with_its_place_and_both_wordings(approved: Path, name: str) -> None:
    old, new, promise, told = CHANGES[name]
    before = (approved / KNO).read_bytes()
    change(approved, old, new)
    number = ["waiting", "talk", "letter"].index(promise)
    lines = (approved / KNO).read_text("utf-8").splitlines()
    line = [i for i, line in enumerate(lines, 1) if line.startswith("    easy:")][number]
    assert said(approved) == [
        f"warning promises/kno.yml:{line}: promises[{number}].easy: The full text has changed since the easy text "
        f"was approved on 2026-10-15. {told} Mend the version where that is needed, and then: "
        f"handvest approve kno/{promise} --version easy"
    ]
    after = (approved / KNO).read_bytes()
    (approved / KNO).write_bytes(before)
    assert said(approved) == [], "changed back: this is what was approved"
    (approved / KNO).write_bytes(after)
    approve(approved, f"kno/{promise}")
    assert said(approved) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15 minutes", "15 min"),
        ("24 hours", "24 h"),
        ("worth: 5 EUR", "worth: € 5,00"),
        ("owner: Manager", "owner: Director"),
        ("    norm: {judged_by: person}", "    wish: Nobody listened.\n    norm: {judged_by: person}"),
        ("{promise: We listen.}", "{promise: We listen., checked: {by: test panel}}"),
        ("{to: the nurse}", "{to: the nurse, channels: [desk]}"),
        ("compensation: {offers: [{kind: apology}]}", "exceptions: none\ncompensation: {offers: [{kind: apology}]}"),
    ],
)
def test_what_does_not_touch_a_version_is_silent(approved: Path, old: str, new: str) -> None:
    if new.startswith("exceptions"):
        change(approved, "exceptions: none\n", "")
    change(approved, old, new)
    assert said(approved) == []


def test_other_words_of_the_version_itself_are_not_approved_yet(approved: Path) -> None:
    change(approved, "We listen.", "We hear you.")
    assert said(approved) == [
        "warning promises/kno.yml:23: promises[1].easy: The words of the easy text have changed since it was "
        "approved on 2026-10-15. Hold the two side by side, and then: handvest approve kno/talk --version easy"
    ]
    approve(approved, "kno/talk")
    assert said(approved) == []


def test_when_both_have_changed_someone_looks_once_more(approved: Path) -> None:
    change(approved, "We listen.", "We hear you.")
    change(approved, "We listen to you.", "We hear you out.")
    assert said(approved) == [
        "warning promises/kno.yml:23: promises[1].easy: Both the full text and the easy text have changed since "
        "2026-10-15, when they were approved. promise was 'We listen to you.' and is now 'We hear you out.'. Look "
        "once more whether they fit, and then: handvest approve kno/talk --version easy"
    ]


def test_what_promises_inherit_is_told_once_where_it_stands(approved: Path) -> None:
    change(approved, "channels: [desk], within: 24 hours", "channels: [desk, phone], within: 48 hours")
    assert said(approved) == [
        "warning promises/kno.yml:6: claim: What stands here has changed since 3 easy texts were approved (the last "
        "on 2026-10-15). claim.channels was 'desk' and is now 'desk, phone'. claim.within was '24 hours' and is now "
        "'48 hours'. Mend the version where that is needed, and then: handvest approve kno --version easy"
    ]
    approve(approved, "kno")
    assert said(approved) == []


def test_what_is_a_promise_s_own_is_told_beside_what_it_inherits(approved: Path) -> None:
    change(approved, "exceptions: none\n", "exceptions: [It is a holiday.]\n")
    change(approved, "You get a letter.", "You get a card.")
    assert [line.partition(" has changed")[0] for line in said(approved)] == [
        "warning promises/kno.yml:7: exceptions: What stands here",
        "warning promises/kno.yml:27: promises[2].easy: The full text",
    ]
    assert "2 easy texts were approved" in said(approved)[0]
    assert "It is a holiday." not in said(approved)[1]


def test_what_reaches_one_text_only_is_told_of_that_text(approved: Path) -> None:
    change(approved, "to: the desk,", "to: reception,")
    change(approved, "norm: {always: true}", "norm: {always: true}\n    claim: {to: the desk}")
    assert len(said(approved)) == 1
    assert said(approved)[0].startswith("warning promises/kno.yml:17: promises[0].easy: The full text has changed")


def test_a_partner_s_claim_counts_for_the_promises_it_keeps(draw: Draw) -> None:
    partners = "partners:\n  - {id: home, name: Home, part: care, claim: {to: the team}}\nclaim:"
    text = CHARTER.replace("claim:", partners, 1).replace("kind: clinic", "kind: chain")
    text = text.replace("{always: true}", "{always: true}\n    by: home").replace("[{kind: v", "[{kind: v")
    root = draw({KNO: text.replace("    norm: {at_most", "    by: home\n    norm: {at_most")})
    approve(root, "--all")
    change(root, "to: the team", "to: the nurse")
    assert [line.partition(" Mend")[0] for line in said(root)] == [
        "warning promises/kno.yml:7: partners[0].claim: What stands here has changed since 2 easy texts were "
        "approved (the last on 2026-10-15). claim.to was 'the team' and is now 'the nurse'."
    ]


def test_a_charter_s_own_texts_have_versions_too(draw: Draw) -> None:
    own = "easy: {title: Ears}\ntranslations: {nl: {title: Kliniek, owner: Baas}}\n"
    text = CHARTER.replace("easy: {title: Ears}\n", own)
    root = draw({KNO: text.replace("24 hours}", "24 hours, translations: {nl: {to: de balie}}}")})
    approve(root, "--all")
    change(root, "owner: Manager", "owner: Director")
    change(root, "24 hours", "48 hours")
    change(root, "title: Clinic", "title: Ear clinic")
    assert [line.partition(" Mend")[0] for line in said(root)] == [
        "warning promises/kno.yml:6: claim: What stands here has changed since 3 easy texts were approved (the last "
        "on 2026-10-15). claim.within was '24 hours' and is now '48 hours'.",
        "warning promises/kno.yml:9: easy: The full text has changed since the easy text was approved on 2026-10-15. "
        "title was 'Clinic' and is now 'Ear clinic'.",
        "warning promises/kno.yml:10: translations.nl: The full text has changed since the translation (nl) was "
        "approved on 2026-10-15. claim.within was '24 hours' and is now '48 hours'. owner was 'Manager' and is now "
        "'Director'. title was 'Clinic' and is now 'Ear clinic'.",
    ]


def test_other_texts_count_for_the_versions_that_have_them(draw: Draw) -> None:
    wish = "    wish: Nobody listened.\n    translations: {nl: {wish: Niemand luisterde.}}\n    norm: {judged_by"
    root = draw({KNO: CHARTER.replace("    norm: {judged_by", wish)})
    approve(root, "--all")
    change(root, "Nobody listened.", "We did not listen.")
    assert [line.partition(" Mend")[0] for line in said(root)] == [
        "warning promises/kno.yml:21: promises[1].translations.nl: The full text has changed since the translation "
        "(nl) was approved on 2026-10-15. wish was 'Nobody listened.' and is now 'We did not listen.'."
    ]


def test_a_new_first_action_is_no_change_of_the_others(draw: Draw) -> None:
    action = "actions: [{what: We call., translations: {nl: {what: Wij bellen.}}}]"
    root = draw({KNO: CHARTER.replace("norm: {judged_by: person}", f"norm: {{judged_by: person}}\n    {action}")})
    approve(root, "--all")
    change(root, "actions: [", "actions: [{what: We write.}, ")
    assert said(root) == []


def test_an_intention_has_no_claim_that_could_change(draw: Draw) -> None:
    root = draw({KNO: CHARTER + "  - {id: try, intention: true, promise: We try., easy: {promise: We try it.}}\n"})
    approve(root, "--all")
    change(root, "24 hours", "48 hours")
    assert "since 3 easy texts" in said(root)[0]
    change(root, "promise: We try.,", "promise: We work on it.,")
    assert len(said(root)) == 2


# what no longer exists, or has another name


def test_what_is_gone_is_told_and_cleared_away(approved: Path) -> None:
    (approved / "promises/ward.yml").write_text(CHARTER, "utf-8")
    approve(approved, "ward")
    (approved / "promises/ward.yml").unlink()
    text = (approved / KNO).read_text("utf-8")
    (approved / KNO).write_text(text[: text.index("  - id: letter")], "utf-8")
    shown = said(approved)
    assert len(shown) == 5
    assert shown[0].partition(": ")[2] == (
        "[1]: There is no kno/letter easy any more. The next handvest approve deletes these lines."
    )
    approve(approved, "kno")
    assert said(approved) == []
    assert {(e["charter"], e.get("promise")) for e in kept(approved)} == {
        ("kno", p) for p in (None, "waiting", "talk")
    }


def test_what_a_mistake_hides_is_not_cleared_away(approved: Path) -> None:
    (approved / "promises/ward.yml").write_text(CHARTER, "utf-8")
    approve(approved, "ward")
    for broken in (CHARTER.replace("norm: {always: true}", "norm: {alway: true}"), "title: Ward\n  kind: ward\n"):
        (approved / "promises/ward.yml").write_text(broken, "utf-8")
        assert said(approved) == []
        change(approved, "15 minutes", "20 minutes")
        approve(approved, "kno")
        assert len(kept(approved)) == 8
        change(approved, "20 minutes", "15 minutes")
        approve(approved, "kno")


def test_a_new_name_keeps_what_was_approved(approved: Path) -> None:
    change(approved, "id: letter", "id: card\n    formerly: [letter]")
    (approved / "promises/ears.yml").write_text("formerly: [kno]\n" + (approved / KNO).read_text("utf-8"), "utf-8")
    (approved / KNO).unlink()
    assert said(approved) == []
    change(approved, "You get a letter.", "You get a card.", "promises/ears.yml")
    assert len(said(approved)) == 1
    approve(approved, "kno/letter")
    assert [(e["charter"], e.get("promise", "")) for e in kept(approved)] == [
        ("ears", promise) for promise in ("", "card", "talk", "waiting")
    ]


# the command


def test_approving_shows_the_two_side_by_side(approved: Path) -> None:
    change(approved, "15 minutes", "20 minutes")
    shown = approve(approved, "kno/waiting").splitlines()
    at = shown.index("  norm.at_most")
    assert shown[0] == "kno/waiting easy"
    assert shown[1:4] == [
        "  promise",
        "    full text  You wait {norm} at most.",
        "    easy text  You do not wait long.",
    ]
    assert shown[at + 1 : at + 3] == ["    before     15 minutes", "    full text  20 minutes"]
    assert shown[-1] == "Approved: kno/waiting easy"


def test_without_a_name_it_lists_what_waits(approved: Path) -> None:
    assert approve(approved) == "Nothing waits to be approved.\n"
    change(approved, "15 minutes", "20 minutes")
    change(approved, "id: letter", "id: card")
    before = (approved / APPROVED).read_bytes()
    waits = [
        "kno/waiting easy\tThe full text has changed since the easy text was approved on 2026-10-15. norm.at_most "
        "was '15 minutes' and is now '20 minutes'.",
        "kno/card easy\tnot approved yet",
    ]
    end = ["", "Hold each beside the full text, and then: handvest approve …"]
    assert approve(approved).splitlines() == waits + end
    assert approve(approved, "--list").splitlines() == waits + end
    assert approve(approved, "--list", "kno/card").splitlines() == waits[1:] + end
    assert approve(approved, "--list", "--version", "easy").splitlines() == waits + end
    assert (approved / APPROVED).read_bytes() == before


def test_all_at_once_says_what_that_means(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    shown = approve(root, "--all", "--by", "Ans  de Wit").splitlines()
    assert shown == [
        *(f"Approved: kno{promise} easy" for promise in ("", "/waiting", "/talk", "/letter")),
        "This says that someone held each of these versions beside the full text, and that they fit.",
    ]
    assert {(e["on"], e["by"]) for e in kept(root)} == {("2026-10-15", "Ans de Wit")}


def test_where_there_are_no_versions_nothing_is_written(draw: Draw) -> None:
    root = draw()
    assert approve(root, "--all") == approve(root) == "Nothing waits to be approved.\n"
    assert not (root / APPROVED).exists()


def test_the_file_can_be_read_by_people(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    approve(root, "kno/waiting", "--by", "Ans")
    lines = (root / APPROVED).read_text("utf-8").splitlines()
    assert lines[0].startswith("# Kept by handvest approve:")
    at = lines.index("- charter: kno")
    fingerprint = lines.pop(at + 5)
    assert re.fullmatch("  text: '?[0-9a-f]{8}'?", fingerprint)
    assert lines[at:] == [
        "- charter: kno",
        "  promise: waiting",
        "  version: easy",
        "  on: 2026-10-15",
        "  by: Ans",
        "  of:",
        "    promise: You wait {norm} at most.",
        "    norm:",
        "      at_most: 15 minutes",
        "      from: the agreed time",
        "    specification: We tell you in person how long it takes when we run late, and we tell you why it does "
        "so. Always.",
        "    offers:",
        "      - 'voucher: a coffee voucher (5 EUR)'",
        "    claim:",
        "      to: the desk",
        "      channels: desk",
        "      within: 24 hours",
        "    exceptions: none",
    ]


def test_the_file_is_in_order_and_in_the_language_of_the_site(draw: Draw) -> None:
    dutch = ORGANISATION.replace("[en]", "[nl]")
    root = draw({KNO: CHARTER, "promises/ears.yml": CHARTER, "promises/organisation.yml": dutch})
    for what in ("kno/waiting", "kno/letter", "ears", "kno"):
        approve(root, what)
    ids = [(e["charter"], e.get("promise", "")) for e in kept(root)]
    assert ids == sorted(ids) and len(ids) == 8
    assert (root / APPROVED).read_text("utf-8").startswith("# Bijgehouden door handvest approve:")


def test_a_new_file_points_to_its_schema_and_an_old_one_keeps_its_head(draw: Draw) -> None:
    root = draw({KNO: CHARTER, "promises/.schema/approved.json": "{}"})
    approve(root, "kno/talk")
    first = (root / APPROVED).read_text("utf-8")
    assert first.startswith("# yaml-language-server: $schema=.schema/approved.json\n# Kept by")
    (root / APPROVED).write_text(first.replace("# Kept by", "# Ask Ans.\n# Kept by"), "utf-8")
    approve(root, "kno")
    assert (root / APPROVED).read_text("utf-8").startswith(first.partition("# Kept")[0] + "# Ask Ans.\n# Kept by")


def test_approving_again_changes_nothing(approved: Path) -> None:
    before = (approved / APPROVED).stat(), (approved / APPROVED).read_bytes()
    shown = approve(approved, "kno/talk", now="2027-01-31T12:00")
    assert shown.splitlines()[-1] == "Approved already, on 2026-10-15: kno/talk easy"
    approve(approved, "--all", now="2027-01-31T12:00")
    assert ((approved / APPROVED).stat(), (approved / APPROVED).read_bytes()) == before


def test_someone_else_may_approve_too(approved: Path) -> None:
    approve(approved, "kno/talk", "--by", "Ans", now="2027-01-31T12:00")
    assert [(e["on"], e["by"]) for e in kept(approved) if "by" in e] == [("2027-01-31", "Ans")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kna"], "There is no charter 'kna'. Did you mean 'kno'?"),
        (["kno/waitng"], "The charter 'kno' has no promise 'waitng'. Did you mean 'waiting'?"),
        (["kno", "--version", "esay"], "There is no such easy text or translation here. Did you mean 'easy'?"),
        (["--all", "--version", "nl"], "There is no such easy text or translation here. Choose from: easy."),
        (["ward"], "There is no such easy text or translation here."),
        (["kno", "--all"], "Name a charter, or --all; not both."),
        (["wrong"], "First mend the mistakes in promises/wrong.yml. See: handvest check."),
        (["--all"], "First mend the mistakes in promises/wrong.yml. See: handvest check."),
        (["unread"], "The charter 'unread' can't be read. See: handvest check."),
    ],
)
def test_what_can_not_be_approved(draw: Draw, words: list[str], said: str) -> None:
    ward = "\n".join(line for line in CHARTER.splitlines() if not line.lstrip().startswith("easy:"))
    wrong = CHARTER.replace("easy: {title: Ears}", "easy: {titel: Ears}")
    files = {
        KNO: CHARTER,
        "promises/ward.yml": ward,
        "promises/wrong.yml": wrong,
        "promises/unread.yml": "title: x\n y: z",
    }
    root = draw(files)
    done = here("approve", *words, folder=root)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", said)
    assert not (root / APPROVED).exists()


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        ("<<<<<<< ours\n", 4, ""),
        (
            "- charter: kno\n  version: easy\n  on: yesterday\n  text: x\n  of: {}\n",
            3,
            "[0].on: 'yesterday' is not a date.",
        ),
        ("- charter: kno\n  version: easy\n  on: 2026-10-15\n  text: x\n", 1, "[0].of: 'of' is missing."),
    ],
)
def test_a_broken_file_is_told_and_left_alone(approved: Path, broken: str, line: int, said: str) -> None:
    text = (approved / APPROVED).read_text("utf-8") if broken.startswith("<") else ""
    (approved / APPROVED).write_text(broken + text, "utf-8")
    before = (approved / APPROVED).read_bytes()
    for command in (["check"], ["approve", "kno"], ["approve", "--all"], ["approve"]):
        done = here(*command, folder=approved)
        assert done.returncode == 1
        assert f"promises/approved.yml:{line}: {said}" in done.stderr
    assert (approved / APPROVED).read_bytes() == before


def test_a_kill_half_way_leaves_the_old_file(approved: Path) -> None:
    change(approved, "15 minutes", "20 minutes")
    before = (approved / APPROVED).read_bytes()
    for dies in (
        "os.fsync = lambda file: os.kill(os.getpid(), 9)",
        "Path.replace = lambda *_: os.kill(os.getpid(), 9)",
    ):
        program = (
            f"import os, sys; from pathlib import Path; from handvest.cli import main; {dies}; main(sys.argv[1:])"
        )
        done = run("-c", program, "approve", "kno", "--now", NOW, folder=approved)
        assert done.returncode == -9
        assert (approved / APPROVED).read_bytes() == before
    assert here("approve", "kno", folder=approved).returncode == 0
    assert said(approved) == []
    assert [p.name for p in (approved / "promises").iterdir() if p.name.startswith(".")] == []


def test_a_full_disk_leaves_the_old_file(approved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(approved, "15 minutes", "20 minutes")
    before = sorted((p.name, p.read_bytes()) for p in (approved / "promises").iterdir())

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = here("approve", "kno", folder=approved)
    assert (done.returncode, done.stderr) == (1, "The disk says: No space left on device (?).\n")
    assert sorted((p.name, p.read_bytes()) for p in (approved / "promises").iterdir()) == before


ODD = [
    "It costs: nothing, or 'little', or \"much\".",
    "- a hyphen\n- and another\n\n  further in\n",
    "  spaces before\nand after  \n\tand a tab\t",
    "\n\nlines first",
    "# no note # at all",
    "null",
    "~",
    "no",
    "2026-10-15",
    "1_000",
    "{norm: [1, 2]}",
    "&anchor *star !tag %per @at `tick` | > ? = <<",
    "---",
    "... three dots",
    "Één café voor 日本語, عربي, 🧑‍⚕️ and e\u0301",
    "no-break\u00a0space, soft\u00adhyphen, no\u200bspace",
    "very long " * 300,
    "C:\\new\\table",
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_remembered_as_it_is(draw: Draw, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=True) if "🧑" not in text else json.dumps(text, ensure_ascii=False)
    root = draw({KNO: CHARTER.replace("You get a letter.", quoted).replace("You are asleep.", quoted)})
    project, problems = load(Settings(root))
    assert [p for p in problems if p.level == 0] == []
    approve(root, "--all", f"--by={text}")
    assert said(root) == []
    own = project.charters["kno"].model
    letter, talk, waiting = (
        next(e for e in kept(root) if e.get("promise") == p) for p in ("letter", "talk", "waiting")
    )
    assert letter["of"]["promise"].rstrip("\n") == own.promises[2].promise
    assert [t.rstrip("\n") for t in talk["of"]["exceptions"]] == list(own.promises[1].exceptions or ())
    assert waiting["of"]["norm"]["at_most"] == "15 minutes"
    before = (root / APPROVED).read_bytes()
    approve(root, "--all")
    assert (root / APPROVED).read_bytes() == before


def test_a_large_organisation_fits(approved: Path) -> None:
    entry = (approved / APPROVED).read_text("utf-8").partition("- charter")[2]
    more = "".join(f"- charter{entry}".replace("charter: kno", f"charter: kno-{i}") for i in range(1000))
    with (approved / APPROVED).open("a", encoding="utf-8") as stream:
        stream.write(more)
    assert (approved / APPROVED).stat().st_size > 1024 * 1024
    assert all("any more" in line for line in said(approved))


def test_the_command_as_an_author_types_it(draw: Draw) -> None:
    root = draw({KNO: CHARTER})
    done = handvest("approve", "kno", "--version", "easy", "--by", "Ans", folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Approved: kno/letter easy\n")
    assert said(root) == []

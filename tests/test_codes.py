"""Codes: once printed, a code opens something for ever, and it never tells what is not public yet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import yaml
from conftest import CHARTER, MKDOCS, Draw, here
from reading import page_text, text_of
from snapshot import snapshot

from handvest.model.code import ALPHABET

SOUND = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
URL = "https://proef.example/q"
CODES = "promises/codes.yml"


def listed(root: Path) -> Any:
    """Read codes.yml as it is, without our own reader."""
    return yaml.load((root / CODES).read_text("utf-8"), yaml.BaseLoader)


def codes(root: Path, *words: str) -> str:
    """Run `handvest codes`, which must succeed, and return what it shows."""
    done = here("codes", *words, folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(root: Path, *words: str) -> str:
    """Run a command that must be refused, and return what its author reads."""
    before = snapshot(root)
    done = here(*words, folder=root)
    assert done.returncode == 1, done.stdout + done.stderr
    assert snapshot(root) == before
    return done.stderr.strip()


def built(root: Path, *options: str, now: str = "2026-10-15T09:00") -> Path:
    done = here("build", "--strict", *options, folder=root, now=now)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


# listing


def test_codes_are_listed_with_what_they_open_and_where_they_stand(draw: Draw) -> None:
    ended = "ended: {on: 2026-05-01, because: We have moved.}"
    root = draw(
        {CODES: f"- {{code: k7m3p, opens: kno, url: {URL}/k7m3p/}}\n- {{code: w4x9t, opens: old, {ended}}}\n"}
    )
    assert codes(root) == f"k7m3p\tkno\t{URL}/k7m3p/\nw4x9t\told\tended 2026-05-01: We have moved.\n"
    assert codes(root, "list") == codes(root)


def test_without_codes_nothing_is_listed(draw: Draw) -> None:
    assert codes(draw()) == ""


def test_the_list_may_be_cut_short(draw: Draw) -> None:
    import subprocess
    import sys

    lines = "".join(f"- {{code: {a}{b}abc, opens: kno}}\n" for a in ALPHABET for b in ALPHABET)
    command = f"{sys.executable} -m handvest codes | head -1"
    done = subprocess.run(command, shell=True, cwd=draw({CODES: lines}), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("aaabc\tkno\n", "")


# adding


@pytest.mark.parametrize("opens", ["kno", "kno/waiting", "kno#waiting-room", "old"])
def test_a_new_code_is_shown_and_written_with_its_address(draw: Draw, opens: str) -> None:
    root = draw({"promises/kno.yml": f"formerly: [old]\n{SOUND}"})
    code, url = codes(root, "add", opens).strip().split("\t")
    assert re.fullmatch(f"[{ALPHABET}]{{5}}", code)
    assert url == f"{URL}/{code}/"
    assert listed(root) == [{"code": code, "opens": opens, "url": url}]
    assert codes(root) == f"{code}\t{opens}\t{url}\n"
    assert "You wait 15 minutes at most." in page_text(built(root) / "q" / code / "index.html")


def test_codes_are_never_the_same(draw: Draw) -> None:
    root = draw()
    shown = [codes(root, "add", "kno").split("\t")[0] for _ in range(4)]
    assert len(set(shown)) == 4
    assert [entry["code"] for entry in listed(root)] == shown


def test_a_code_of_the_present_site_is_not_given_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import random

    from handvest.codes import new_code

    signs = iter("k7m3pw4x9t")
    monkeypatch.setattr(random.SystemRandom, "choice", lambda self, alphabet: next(signs))
    assert new_code({"k7m3p"}) == "w4x9t"


FILES = {
    "comments": "# At the desk of KNO; ask Ans.\n- {code: k7m3p, opens: kno}   # on the door\n\n# the end\n",
    "no line end": "- {code: k7m3p, opens: kno}",
    "blocks": "- code: k7m3p\n  opens: kno # here\n",
    "further in": "# codes\n  - code: k7m3p\n    opens: kno\n",
    "after ---": "---\n- {code: k7m3p, opens: kno}\n",
    "Windows": "# desk\r\n- {code: k7m3p, opens: kno}\r\n- code: w4x9t\r\n  opens: kno\r\n",
    "with a mark": "\ufeff# desk\n- {code: k7m3p, opens: kno}\n",
}


@pytest.mark.parametrize("style", FILES)
def test_what_stands_in_the_file_stays_to_the_letter(draw: Draw, style: str) -> None:
    root = draw({CODES: FILES[style]})
    code = codes(root, "add", "kno").split("\t")[0]
    before, after = FILES[style].encode(), (root / CODES).read_bytes()
    assert after.startswith(before)
    end = "\r\n" if style == "Windows" else "\n"
    assert after[len(before) :].decode().strip() == f"- {{code: {code}, opens: kno, url: {URL}/{code}/}}"
    assert after.endswith(end.encode())
    assert built(root)


def test_a_link_to_codes_yml_stays_a_link(draw: Draw) -> None:
    root = draw({"kept/codes.yml": FILES["comments"]})
    (root / CODES).symlink_to(root / "kept/codes.yml")
    codes(root, "add", "kno")
    assert (root / CODES).is_symlink()
    assert len(listed(root)) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add kna", "There is no charter 'kna'. Did you mean 'kno'?"),
        ("add kno/wating", "The charter 'kno' has no promise 'wating'. Did you mean 'waiting'?"),
        ("add kno#waitingroom", "'waitingroom' is not a phase. Did you mean 'waiting-room'?"),
        ("add broken", "The charter 'broken' can't be read. See: handvest check."),
        ("add", "Name what it is about: handvest codes add kno, or handvest codes retire k7m3p --because …"),
        ("retire k7m3p", 'Give the reason, as visitors may read it: --because "The clinic has moved."'),
        ("retire nnnnn --because x", "There is no code nnnnn that is in use."),
        ("retire w4x9t --because x", "There is no code w4x9t that is in use."),
        ("retire k7m3p --because x --replaced-by kna", "There is no charter 'kna'. Did you mean 'kno'?"),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(draw: Draw, words: str, said: str) -> None:
    ended = "{code: w4x9t, opens: kno, ended: {on: 2026-05-01, because: Moved.}}"
    root = draw({CODES: f"- {{code: k7m3p, opens: kno}}\n- {ended}\n", "promises/broken.yml": b"\xff\xfet"})
    assert refused(root, "codes", *words.split()) == said


def test_a_code_needs_the_address_of_the_site(draw: Draw) -> None:
    root = draw({"mkdocs.yml": MKDOCS.replace("site_url: https://proef.example/\n", "")})
    assert refused(root, "codes", "add", "kno").startswith("Write site_url in mkdocs.yml first")


@pytest.mark.parametrize("words", ["list", "add kno", "retire k7m3p --because x"])
def test_a_file_with_mistakes_is_left_alone(draw: Draw, words: str) -> None:
    shown = refused(draw({CODES: "- {code: k7m3p, open: kno}\n"}), "codes", *words.split())
    assert f"{CODES}:1: [0].open: 'open' is not a key that is known here. Did you mean 'opens'?" in shown


@pytest.mark.parametrize("words", ["add kno", "retire k7m3p --because x"])
@pytest.mark.parametrize(
    "text", ["[{code: k7m3p, opens: kno}]\n...\n", "- &a {code: k7m3p, opens: kno}\n...\n# end\n"]
)
def test_a_file_in_a_strange_style_is_never_broken(draw: Draw, text: str, words: str) -> None:
    root = draw({CODES: text})
    done = here("codes", *words.split(), folder=root)
    if done.returncode:
        assert "Write the line in it yourself." in done.stderr
        assert (root / CODES).read_text("utf-8") == text
    else:
        assert listed(root)[0]["code"] == "k7m3p"
        assert ("ended" in listed(root)[0]) == words.startswith("retire")


# retiring

REASON = 'The clinic "KNO" is: moved, \'t is # gone {really} – café'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {code: k7m3p, opens: kno}\n", "- {code: k7m3p, opens: kno, ENDED}\n"),
        ("- {code: k7m3p, opens: kno} # desk 3\n", "- {code: k7m3p, opens: kno, ENDED} # desk 3\n"),
        ('- {opens: "kno#stay", code: k7m3p}', '- {opens: "kno#stay", code: k7m3p, ENDED}'),
        ("- {code: k7m3p,\n   opens: kno,\n  }\n", "- {code: k7m3p,\n   opens: kno, ENDED,\n  }\n"),
        ("- code: k7m3p\n  opens: kno\n", "- code: k7m3p\n  opens: kno\n  ENDED\n"),
        ("- code: k7m3p\n  opens: kno", "- code: k7m3p\n  opens: kno\n  ENDED"),
        (
            "- code: k7m3p\n  opens: kno  # desk 3\n\n# next\n- {code: w4x9t, opens: kno}\n",
            "- code: k7m3p\n  opens: kno  # desk 3\n  ENDED\n\n# next\n- {code: w4x9t, opens: kno}\n",
        ),
        ("- opens: kno\n  code: >-\n    k7m3p\n\n# x\n", "- opens: kno\n  code: >-\n    k7m3p\n\n  ENDED\n# x\n"),
        ("# é\r\n- code: k7m3p\r\n  opens: kno\r\n", "# é\r\n- code: k7m3p\r\n  opens: kno\r\n  ENDED\r\n"),
        ("\ufeff- {code: k7m3p, opens: kno}\n", "\ufeff- {code: k7m3p, opens: kno, ENDED}\n"),
    ],
)
def test_retiring_writes_on_the_line_of_the_code(draw: Draw, before: str, after: str) -> None:
    root = draw({CODES: before, "promises/new.yml": SOUND})
    shown = codes(root, "retire", "k7m3p", "--because", REASON, "--replaced-by", "new")
    assert shown == "The code k7m3p has ended. It stays in the file, and its page says why.\n"
    text = (root / CODES).read_bytes().decode()
    reason = '"The clinic \\"KNO\\" is: moved, \'t is # gone {really} – café"'
    assert text == after.replace("ENDED", f"ended: {{on: 2026-10-15, because: {reason}, replaced_by: new}}")
    ended = next(e for e in listed(root) if e["code"].strip() == "k7m3p")["ended"]
    assert ended == {"on": "2026-10-15", "because": REASON, "replaced_by": "new"}
    assert "k7m3p\t" in codes(root)


def test_retiring_twice_is_refused(draw: Draw) -> None:
    root = draw({CODES: "- {code: k7m3p, opens: kno}\n"})
    codes(root, "retire", "k7m3p", "--because", "Moved.")
    assert (
        refused(root, "codes", "retire", "k7m3p", "--because", "Moved.") == "There is no code k7m3p that is in use."
    )


def test_a_code_that_opens_nothing_any_more_can_be_retired(draw: Draw) -> None:
    root = draw({CODES: "- {code: k7m3p, opens: gone}\n"})
    assert "or end the code with handvest codes retire" in refused(root, "build")
    codes(root, "retire", "k7m3p", "--because", "Gone.")
    assert "Gone." in page_text(built(root) / "q/k7m3p/index.html")


@pytest.mark.parametrize("reason", ["two\nlines", "an \u200demoji 👩‍⚕️", "null", "2027", "- x"])
def test_any_reason_is_read_back(draw: Draw, reason: str) -> None:
    root = draw({CODES: "- {code: k7m3p, opens: kno}\n"})
    codes(root, "retire", "k7m3p", "--because", reason)
    assert " ".join(reason.split()) in page_text(built(root) / "q/k7m3p/index.html")


# what a build refuses


def test_a_code_that_opens_nothing_stops_the_build(draw: Draw) -> None:
    shown = refused(draw({CODES: "# x\n- {code: k7m3p, opens: oor}\n"}), "build")
    assert (
        f"{CODES}:2: [0].opens: The code would open nothing: there is no charter 'oor'. Write oor under formerly: of "
        "the charter that took its place, or end the code with handvest codes retire." in shown
    )


@pytest.mark.parametrize("left", ["- {code: w4x9t, opens: kno}\n", None])
def test_a_code_that_went_missing_stops_the_build(draw: Draw, left: str | None) -> None:
    root = draw({CODES: "- {code: k7m3p, opens: kno}\n- {code: w4x9t, opens: kno}\n"})
    built(root)
    if left:
        draw({CODES: left})
    else:
        (root / CODES).unlink()
    for command in ("check", "build"):
        assert (
            f"{CODES}: The code k7m3p is on the present site and no longer in this file. Put it back; it may stand "
            "on a desk. To end it: handvest codes retire k7m3p." in refused(root, command)
        )
    draw({CODES: "- {code: k7m3p, opens: kno}\n- {code: w4x9t, opens: kno}\n"})
    built(root)


def test_another_address_of_the_site_stops_the_build(draw: Draw) -> None:
    entry = f"{{code: k7m3p, opens: kno, url: {URL}/k7m3p/}}"
    root = draw({CODES: f"- {entry}\n", "mkdocs.yml": MKDOCS.replace("proef.example/", "beloften.example/proef/")})
    assert (
        f"This code is in print with {URL}/k7m3p/, but the site will stand at https://beloften.example/proef/. Set "
        "site_url in mkdocs.yml back. If the old address leads on to the new one for good, write forwarded: true "
        "here." in refused(root, "build")
    )
    (root / CODES).write_text(f"- {entry.replace('opens', 'forwarded: true, opens')}\n", "utf-8")
    built(root)


def test_no_address_of_the_site_stops_the_build(draw: Draw) -> None:
    mkdocs = MKDOCS.replace("site_url: https://proef.example/\n", "")
    root = draw({CODES: f"- {{code: k7m3p, opens: kno, url: {URL}/k7m3p/}}\n", "mkdocs.yml": mkdocs})
    assert "Write site_url: https://proef.example/ in mkdocs.yml." in refused(root, "build")


# old names

CODES_OF_KNO = "- {code: k7m3p, opens: kno}\n- {code: w4x9t, opens: kno/waiting}\n- {code: abcde, opens: kno#stay}\n"


def test_a_renamed_charter_keeps_its_addresses_and_codes(draw: Draw) -> None:
    root = draw({CODES: CODES_OF_KNO})
    before = set(snapshot(built(root)))
    (root / "promises/kno.yml").unlink()
    (root / "promises/ear.yml").write_text(f"formerly: [kno]\n{SOUND.replace('Clinic', 'Ear clinic')}", "utf-8")
    site = built(root)
    assert {name for name in before if name.endswith(".html")} <= set(snapshot(site))
    for page in ("promises/kno", "promises/kno/waiting", "q/k7m3p", "q/w4x9t", "q/abcde"):
        assert "You wait 15 minutes at most." in page_text(site / page / "index.html")
        html = (site / page / "index.html").read_text("utf-8")
        assert re.search(r'<link rel="canonical" href="https://proef\.example/promises/ear/(waiting/)?">', html)
    assert "promises/kno" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_renamed_promise_keeps_its_address_and_code(draw: Draw) -> None:
    root = draw({CODES: CODES_OF_KNO})
    built(root)
    renamed = SOUND.replace("{id: waiting,", "{id: wait, formerly: [waiting],")
    (root / "promises/kno.yml").write_text(
        f"{renamed}  - {{id: a, promise: First., norm: {{always: true}}}}\n", "utf-8"
    )
    site = built(root)
    assert "You wait 15 minutes at most." in page_text(site / "promises/kno/waiting/index.html")
    text = page_text(site / "q/w4x9t/index.html")
    assert text.index("This is what we promise you here") < text.index("You wait 15 minutes") < text.index("First.")


def test_charter_and_promise_renamed_in_turn(draw: Draw) -> None:
    twice = SOUND.replace("{id: waiting,", "{id: wait, formerly: [waiting, queue],")
    root = draw({"promises/kno.yml": None, "promises/ear.yml": f"formerly: [kno, oor]\n{twice}", CODES: CODES_OF_KNO})
    site = built(root)
    for charter in ("ear", "kno", "oor"):
        for promise in ("wait", "waiting", "queue"):
            assert "You wait 15 minutes" in page_text(site / "promises" / charter / promise / "index.html")


# ended codes


def test_an_ended_code_says_why_and_shows_what_took_its_place(draw: Draw) -> None:
    ended = "ended: {on: 2026-05-01, because: The clinic has moved., replaced_by: BY}"
    lines = f"- {{code: k7m3p, opens: gone, {ended}}}\n- {{code: w4x9t, opens: gone, {ended}}}\n"
    lines = lines.replace("BY", "kno", 1).replace(", replaced_by: BY", "")
    site = built(draw({CODES: lines}))
    replaced, alone = (page_text(site / "q" / code / "index.html") for code in ("k7m3p", "w4x9t"))
    assert "The clinic has moved." in replaced and "You wait 15 minutes at most." in replaced
    assert "This code is no longer used\nThe clinic has moved." in alone


# before a launch

SECRET = """\
title: Zebravinken
kind: ward
audience: [residents]
owner: Mevrouw Quist
formerly: [kanaries]
summary: Iets met volières.
valid: {from: 2026-01-01}
launch: 2026-12-01T10:00
claim: {to: de vogelwacht, channels: [desk], within: 25 hours}
exceptions: [De kooi staat open.]
compensation: {offers: [{kind: other, text: een fluitje}]}
promises:
  - {id: zingen, promise: "Wij fluiten {norm} per dag.", norm: {at_least: 77 times}, formerly: [tjilpen]}
  - {id: stilte, promise: Na tienen klinkt er geen gekwetter., norm: {always: true}, wish: Nachtrust.}
"""
WORDS = (
    r"zebravink|quist|kanarie|volière|vogelwacht|25 uur|25 hours|kooi|fluit|\b77\b|zingen|tjilp|stilte|na tienen"
    "|gekwetter|nachtrust"
)
SECRET_CODES = (
    "- {code: k7m3p, opens: zebravinken}\n- {code: w4x9t, opens: zebravinken/zingen}\n"
    "- {code: abcde, opens: kanaries}\n- {code: fghjk, opens: kno, ended: {on: 2026-10-01, because: Nieuw., "
    "replaced_by: zebravinken}}\n"
)


@pytest.fixture
def secret(draw: Draw) -> Path:
    """A project with a charter before its launch, that a public charter already refers to in each way there is."""
    kno = f"includes: [zebravinken]\n{SOUND}"
    return draw({"promises/zebravinken.yml": SECRET, "promises/kno.yml": kno, CODES: SECRET_CODES})


def readable(path: Path) -> str:
    """All text of a file of the site, also of those that people keep."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        return " ".join([document.core_properties.title, *(paragraph.text for paragraph in document.paragraphs)])
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return path.read_text("utf-8")


def test_before_its_launch_not_a_word_of_a_charter_is_on_the_site(secret: Path) -> None:
    site = built(secret, now="2026-12-01T09:59")
    for path in sorted(site.rglob("*")):
        found = re.search(WORDS, path.relative_to(site).as_posix().lower())
        assert not found, f"{path}: {found}"
        if path.is_file() and path.suffix not in (".woff2", ".css"):
            text = re.sub(r"(?s)<style>.*?</style>", "", readable(path).lower())
            found = re.search(WORDS, text)
            assert not found, f"{path}: {found}"


def test_before_the_launch_a_code_says_when_and_names_only_the_organisation(secret: Path) -> None:
    site = built(secret, now="2026-12-01T09:59")
    for code in ("k7m3p", "w4x9t", "abcde"):
        text = page_text(site / "q" / code / "index.html")
        assert re.search(r"From Tuesday 1 December 2026 at 10:00\sam you will find it here\.", text)
        html = (site / "q" / code / "index.html").read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html
        assert "De Proef" in text_of(html)
        assert f"q/{code}" not in (site / "sitemap.xml").read_text("utf-8")
    assert "Nieuw." in page_text(site / "q/fghjk/index.html")


def test_from_its_launch_it_is_there(secret: Path) -> None:
    site = built(secret, now="2026-12-01T10:00")
    for page in (
        "promises/zebravinken",
        "promises/kanaries",
        "promises/kno",
        "q/k7m3p",
        "q/w4x9t",
        "q/abcde",
        "q/fghjk",
    ):
        assert "Na tienen klinkt er geen gekwetter." in page_text(site / page / "index.html")
    assert (site / "promises/zebravinken/tjilpen/index.html").is_file()
    assert "zebravinken" in (site / "sitemap.xml").read_text("utf-8")


def test_a_preview_shows_it_and_every_page_is_marked(secret: Path) -> None:
    site = built(secret, "--preview", "--out", "preview", now="2026-11-01").parent / "preview"
    for page in ("promises/zebravinken", "promises/zebravinken/stilte", "q/k7m3p", "q/w4x9t"):
        assert "Na tienen klinkt er geen gekwetter." in page_text(site / page / "index.html")
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        html = path.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html, path
        assert "This is a preview. It is not public yet." in text_of(html), path
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


def test_a_link_by_hand_to_what_is_not_public_stops_the_build(secret: Path) -> None:
    (secret / "content/soon.md").write_text("Na tienen klinkt er geen gekwetter.", "utf-8")
    shown = refused(secret, "build")
    assert (
        "soon/index.html: 'Na tienen klinkt er geen gekwetter.' stands here, and promises/zebravinken.yml is not "
        "public yet. Take it out until then." in shown
    )


def test_a_sentence_that_a_public_charter_has_too_is_no_secret(draw: Draw) -> None:
    same = SOUND.replace('"You wait {norm} at most."', "We listen.")
    root = draw({"promises/kno.yml": same, "promises/kno-2027.yml": f"launch: 2027-01-01\n{same}"})
    site = built(root)
    assert not (site / "promises/kno-2027").exists()

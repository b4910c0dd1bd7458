"""Problems with files themselves: bytes, names, links and what can't be read. For what YAML says, see problems/."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, NOW, ORGANISATION, Draw

from handvest.examine import examine, text
from handvest.load.project import Settings
from handvest.load.text import LARGEST

SOUND = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
AS_UTF8 = "Save the file as UTF-8: in Notepad choose 'Save as' and then 'Encoding: UTF-8'; in Excel 'CSV UTF-8'."


REPORT = "title: Evaluation\nkind: evaluation\npublished: 2026-05-20\nresponsible: Board\n"


def said(root: Path) -> list[str]:
    """Return all messages, as authors see them."""
    project, _, problems = examine(Settings(root, "https://proef.example/", out=root / "site"), NOW)
    return [f"{p.level.name.lower()} {text(p, project.language)}" for p in problems]


def kno(draw: Draw, data: str | bytes, **more: Any) -> list[str]:
    """Return all messages about a project with other bytes in the file of its charter."""
    return said(draw({"promises/kno.yml": data, **more}))


# How a file is saved


def test_latin_1_is_told_with_its_line(draw: Draw) -> None:
    charter = SOUND.replace("Manager", "André").encode("latin-1")
    what = "The file is not saved as UTF-8: an accent on this line can't be read."
    assert kno(draw, charter) == [f"error promises/kno.yml:4: {what} {AS_UTF8}"]


def test_utf_16_is_told(draw: Draw) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        expected = f"error promises/kno.yml:1: The file is saved as UTF-16, not as UTF-8. {AS_UTF8}"
        assert kno(draw, SOUND.encode(encoding)) == [expected], encoding


@pytest.mark.parametrize("begin", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n%\xe2"])
def test_a_file_of_a_program_with_another_name_is_told(draw: Draw, begin: bytes) -> None:
    assert kno(draw, begin + SOUND.encode()) == [
        "error promises/kno.yml: This is not a text file: it comes from Word, Excel or another program, "
        "and only its name was changed. "
        "Open it there and save it as text: in Word choose 'Plain text' and UTF-8, in Excel 'CSV UTF-8'."
    ]


def test_a_byte_order_mark_does_no_harm(draw: Draw) -> None:
    assert kno(draw, SOUND.encode("utf-8-sig")) == []


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_keep_the_line_numbers(draw: Draw, end: str) -> None:
    assert kno(draw, SOUND.replace("\n", end).encode()) == []
    wrong = SOUND.replace("at_most", "atmost").replace("title: Clinic", "title: Clinic: ears")
    assert kno(draw, wrong.replace("\n", end).encode()) == [
        "error promises/kno.yml:1: A sentence with a colon and a space in it must stand between quotes. "
        'Mended: title: "Clinic: ears"',
        "error promises/kno.yml:10: promises[0].norm.atmost: 'atmost' is not a key that is known here. "
        "Did you mean 'at_most'?",
    ]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"])
def test_an_invisible_control_character_is_told_with_its_line(draw: Draw, sign: str) -> None:
    filler = "# a file that is longer than what is looked at first\n" * 100
    what = "There is an invisible control character on this line. Delete the line and type it again."
    assert kno(draw, SOUND + filler + f"summary: Read{sign}this.\n") == [f"error promises/kno.yml:111: {what}"]


def test_signs_of_other_scripts_do_no_harm(draw: Draw) -> None:
    assert kno(draw, SOUND.replace("Manager", "مدير 👩🏽‍⚕️ d\u00adr. Één\u00a0twee\u200b")) == []


# How large a file is


def test_a_file_of_more_than_1_mib_is_not_read(draw: Draw) -> None:
    charter = SOUND + "#" * (LARGEST + 1 - len(SOUND))
    what = f"The file is larger than 1 MiB ({LARGEST + 1} bytes). Split it over more files."
    assert kno(draw, charter) == [f"error promises/kno.yml: {what}"]
    assert kno(draw, charter[:-1]) == []


@pytest.mark.parametrize("nothing", ["", "\n\n", "\ufeff", "# only a note\n", "---\n", "~\n"])
def test_an_empty_file_is_told(draw: Draw, nothing: str) -> None:
    assert kno(draw, nothing) == ["error promises/kno.yml: The file is empty. Write something in it, or delete it."]


def test_levels_without_end_are_told(draw: Draw) -> None:
    for deep in ("[" * 100_000, "- " * 100_000 + "x", "{a: " * 100_000):
        what = "There are too many levels of lists in lists. Write it flatter."
        assert kno(draw, f"summary:\n  {deep}\n") == [f"error promises/kno.yml:2: {what}"]


# Names


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("KNO", "kno"),
        ("kno (2)", "kno-2"),
        ("Één afdeling", "een-afdeling"),
        ("verpleging_overdracht", "verpleging-overdracht"),
        ("keel--neus", "keel-neus"),
        ("心", "charter"),
    ],
)
def test_a_name_that_cannot_be_part_of_an_address(draw: Draw, name: str, proposal: str) -> None:
    root = draw({"promises/kno.yml": None, f"promises/{name}.yml": SOUND})
    what = "The name of this file becomes part of an address; use only a-z, 0-9 and hyphens."
    assert said(root) == [f"error promises/{name}.yml: {what} For example: {proposal}.yml."]


def test_a_name_in_bytes_that_are_no_text(draw: Draw) -> None:
    root = draw()
    try:
        Path(os.fsdecode(bytes(root / "promises") + b"/caf\xe9.yml")).write_text(SOUND)
    except OSError:
        pytest.skip("this disk takes only names that are text")
    assert len(said(root)) == 1


def test_another_ending_is_told(draw: Draw) -> None:
    root = draw(
        {
            "promises/kno.yml": None,
            "promises/kno.yaml": SOUND,
            "promises/ward.YML": SOUND,
            "promises/visit.yml.txt": SOUND,
        }
    )
    assert said(root) == [
        "error promises/kno.yaml: Only files that end in .yml are read. Give the file this name: kno.yml.",
        "error promises/visit.yml.txt: Only files that end in .yml are read. Give the file this name: visit.yml.",
        "error promises/ward.YML: Only files that end in .yml are read. Give the file this name: ward.yml.",
    ]


def test_hidden_files_other_files_and_schemas_are_passed_over(draw: Draw) -> None:
    assert (
        kno(
            draw,
            SOUND,
            **{
                "promises/.kno.yml.swp": "x",
                "promises/.hidden.yml": "x",
                "promises/~kno.yml": "x",
                "promises/.schema/charter.yml": "x",
                "promises/kno.yml.bak": "x",
                "promises/notes.txt": "x",
            },
        )
        == []
    )


def test_a_reserved_name_in_a_folder(draw: Draw) -> None:
    remedy = "Give the file another name, or move it to the folder above."
    assert kno(draw, SOUND, **{"promises/ward/words.yml": "words: []", "promises/ward/organisation.yml": "x"}) == [
        f"error promises/ward/organisation.yml: 'organisation' is a reserved name. {remedy}",
        f"error promises/ward/words.yml: 'words' is a reserved name. {remedy}",
    ]


def test_one_id_in_two_folders(draw: Draw) -> None:
    assert kno(draw, SOUND, **{"promises/a/kno.yml": SOUND, "promises/b/kno.yml": "We promise."}) == [
        f"error promises/{folder}/kno.yml: There is already a charter 'kno': promises/kno.yml. "
        "Give one of the two files another name."
        for folder in "ab"
    ]


def test_one_id_in_two_folders_of_which_the_first_cannot_be_read(draw: Draw) -> None:
    assert said(draw({"promises/kno.yml": None, "promises/a/kno.yml": "", "promises/b/kno.yml": SOUND})) == [
        "error promises/a/kno.yml: The file is empty. Write something in it, or delete it.",
        "error promises/b/kno.yml: There is already a charter 'kno': promises/a/kno.yml. "
        "Give one of the two files another name.",
    ]


# What is missing


def test_nothing_to_publish(draw: Draw) -> None:
    assert said(draw({"promises/kno.yml": None})) == [
        "error promises: There is no charter and no report yet, so there is nothing to publish. "
        "Write your first charter in promises/….yml."
    ]


def test_a_report_alone_is_something_to_publish(draw: Draw) -> None:
    assert said(draw({"promises/kno.yml": None, "reports/2025/report.yml": REPORT})) == []


def test_no_organisation(draw: Draw) -> None:
    project, _, problems = examine(Settings(draw({"promises/organisation.yml": None})), NOW)
    assert [text(p, "en") for p in problems] == [
        "promises/organisation.yml: The file is missing. Write in it who you are: name, kind, contact and complaints."
    ]
    assert project.language == "nl"


def test_nothing_at_all(tmp_path: Path) -> None:
    _, _, problems = examine(Settings(tmp_path), NOW)
    assert [text(p, "en").partition(":")[0] for p in problems] == ["promises", "promises/organisation.yml"]


# Links and what can't be read


def test_a_link_to_a_file_outside_the_project(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "charter.yml"
    outside.write_text(SOUND)
    root = draw()
    (root / "promises/ward.yml").symlink_to(outside)
    what = "This is a link to a file outside the project. Put the file itself here."
    assert said(root) == [f"error promises/ward.yml: {what}"]


def test_a_link_within_the_project_does_no_harm(draw: Draw) -> None:
    root = draw()
    (root / "promises/ward.yml").symlink_to(root / "promises/kno.yml")
    assert said(root) == []


def test_an_organisation_that_is_a_link_outside(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "organisation.yml"
    outside.write_text(ORGANISATION)
    root = draw({"promises/organisation.yml": None})
    (root / "promises/organisation.yml").symlink_to(outside)
    _, _, problems = examine(Settings(root), NOW)
    what = "This is a link to a file outside the project. Put the file itself here."
    assert [text(p, "en") for p in problems] == [f"promises/organisation.yml: {what}"]


def test_links_that_lead_nowhere_or_in_a_circle(draw: Draw) -> None:
    root = draw()
    (root / "promises/gone.yml").symlink_to(root / "promises/nowhere.yml")
    (root / "promises/round.yml").symlink_to(root / "promises/round.yml")
    first, second = said(root)
    assert first.startswith("error promises/gone.yml: The file can't be read: ")
    assert second.startswith("error promises/round.yml: The file can't be read: ")
    assert first.endswith(". Check that it exists and that you may read it.")


def test_a_folder_that_is_a_link(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "ward.yml").write_text(SOUND)
    root = draw()
    (root / "promises/wards").symlink_to(outside)
    (root / "promises/again").symlink_to(root / "promises")
    assert said(root) == [
        f"error promises/{name}: This folder is a link; it is not read. Put the folder itself here."
        for name in ("again", "wards")
    ]


def test_a_logo_that_is_a_link_outside(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "logo.svg"
    outside.write_text("<svg/>")
    root = draw({"promises/organisation.yml": ORGANISATION + "house_style: {logo: logo.svg}\n"})
    (root / "promises/logo.svg").symlink_to(outside)
    what = "This file lies outside the project. Put the file itself in promises/."
    assert said(root) == [f"error promises/organisation.yml:6: house_style.logo: {what}"]


def test_a_file_that_may_not_be_read(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "ward.yml":  # root may read everything, so the system can't be asked to refuse
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    root = draw({"promises/ward.yml": SOUND})
    assert [s.partition(": ")[0] for s in said(root)] == ["error promises/ward.yml"]


def test_a_pipe_is_not_waited_for(draw: Draw) -> None:
    root = draw()
    os.mkfifo(root / "promises/ward.yml")
    what = "This is not an ordinary file. Put the file itself here."
    assert said(root) == [f"error promises/ward.yml: {what}"]


def test_a_folder_with_the_name_of_a_file(draw: Draw) -> None:
    assert kno(draw, SOUND, **{"promises/wards.yml/ward.yml": SOUND}) == []


def test_a_folder_in_the_place_of_organisation(draw: Draw) -> None:
    root = draw({"promises/organisation.yml": None, "promises/organisation.yml/x.txt": ""})
    _, _, problems = examine(Settings(root), NOW)
    assert [text(p, "en").partition(".")[0] for p in problems] == ["promises/organisation"]

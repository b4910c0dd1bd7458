"""From bytes to text: what is not UTF-8 is a problem, never a guess."""

from __future__ import annotations

import re
from pathlib import Path

from handvest.problem import Level, Message, Problem, message

MIB = 1024 * 1024
LARGEST = MIB  # bytes of one file that people write

_SAVE_AS_UTF8 = message(
    "Save the file as UTF-8: in Notepad choose 'Save as' and then 'Encoding: UTF-8'; in Excel 'CSV UTF-8'."
)

_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # how files of Word and Excel, new and old, and PDF begin


def read_text(path: Path, name: str, root: Path, largest: int = LARGEST) -> tuple[str | None, list[Problem]]:
    """Read a file of at most `largest` bytes as UTF-8, with one kind of line ends; messages call it `name`."""

    def problem(line: int, what: Message, remedy: Message) -> tuple[None, list[Problem]]:
        return None, [Problem(name, line, "", Level.ERROR, what, remedy)]

    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            what = message("This is a link to a file outside the project.")
            return problem(0, what, message("Put the file itself here."))
        if not path.is_file():
            return problem(0, message("This is not an ordinary file."), message("Put the file itself here."))
        size = path.stat().st_size
        if size > largest:
            what = message("The file is larger than {most} MiB ({size} bytes).", most=largest // MIB, size=size)
            return problem(0, what, message("Split it over more files."))
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = message("The file can't be read: {reason}.", reason=reason)
        return problem(0, what, message("Check that it exists and that you may read it."))
    if data.startswith(_OTHERS):
        what = message(
            "This is not a text file: it comes from Word, Excel or another program, and only its name was changed."
        )
        remedy = message(
            "Open it there and save it as text: in Word choose 'Plain text' and UTF-8, in Excel 'CSV UTF-8'."
        )
        return problem(0, what, remedy)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4096]:
        return problem(1, message("The file is saved as UTF-16, not as UTF-8."), _SAVE_AS_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = message("The file is not saved as UTF-8: an accent on this line can't be read.")
        return problem(data.count(b"\n", 0, error.start) + 1, what, _SAVE_AS_UTF8)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        what = message("There is an invisible control character on this line.")
        line = text.count("\n", 0, control.start()) + 1
        return problem(line, what, message("Delete the line and type it again."))
    if not text.strip():
        return problem(0, message("The file is empty."), message("Write something in it, or delete it."))
    return text, []


def hidden(name: str) -> bool:
    """Tell whether a system or a program keeps a file for itself, such as .DS_Store, ._10-one.md and ~$one.docx."""
    return name.startswith((".", "~"))


_CONTROL = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue002-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def has_control(text: str) -> bool:
    """Tell whether a text has a sign that YAML, XML or this program takes for something else than text."""
    return bool(_CONTROL.search(text))

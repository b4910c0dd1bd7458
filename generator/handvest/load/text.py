"""From bytes to text: what is not UTF-8 is a problem, never a guess."""

from __future__ import annotations

from pathlib import Path

from handvest.problem import Level, Problem, message

LARGEST = 1024 * 1024  # bytes of one file

_SAVE_AS_UTF8 = message(
    "Save the file as UTF-8: in Notepad choose 'Save as' and then 'Encoding: UTF-8'; in Excel 'CSV UTF-8'."
)


def read_text(path: Path, name: str, root: Path) -> tuple[str | None, list[Problem]]:
    """Read a file of at most 1 MiB as UTF-8, with one kind of line ends; `name` is what messages call it."""

    def problem(line: int, what: str, remedy: str = "", **values: object) -> tuple[None, list[Problem]]:
        return None, [
            Problem(
                name,
                line,
                "",
                Level.ERROR,
                message(what, **values),
                message(remedy) if remedy else _SAVE_AS_UTF8,
            )
        ]

    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return problem(
                0,
                "This is a link to a file outside the project.",
                "Put the file itself here.",
            )
        if path.stat().st_size > LARGEST:
            return problem(
                0,
                "The file is larger than 1 MiB ({size} bytes).",
                "Split it over more files.",
                size=path.stat().st_size,
            )
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return problem(
            0,
            "The file can't be read: {reason}.",
            "Check that it exists and that you may read it.",
            reason=reason,
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4096]:
        return problem(1, "The file is saved as UTF-16, not as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return problem(line, "The file is not saved as UTF-8: an accent on this line can't be read.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for i, line_text in enumerate(text.split("\n"), 1):
        if not line_text.isprintable() and any(_is_control(c) for c in line_text):
            return problem(
                i,
                "There is an invisible control character on this line.",
                "Delete the line and type it again.",
            )
    if not text.strip():
        return problem(0, "The file is empty.", "Write something in it, or delete it.")
    return text, []


def _is_control(character: str) -> bool:
    code = ord(character)
    return (code < 32 and character != "\t") or 127 <= code < 160 and code != 0x85 or code in (0xFFFE, 0xFFFF)

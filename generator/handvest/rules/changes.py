"""How authors are told of versions: which it is, what changed with its old and new wording, and what to do."""

from __future__ import annotations

from handvest.model.approved import EASY, Change
from handvest.model.wording import Key
from handvest.problem import Message, message

CONTEXT = 3  # words that are shown around what changed in a long text
LONG = 80  # signs from which only what changed is shown


def told(change: Change) -> Message:
    """Say what changed in one part of a full text."""
    old, new = _around(change.old.split(), change.new.split())
    if not old:
        return message("{part} is new: '{new}'.", part=change.part, new=new)
    if not new:
        return message("{part} is gone; it was '{old}'.", part=change.part, old=old)
    return message("{part} was '{old}' and is now '{new}'.", part=change.part, old=old, new=new)


def together(*said: Message) -> Message:
    """Say some sentences after each other."""
    places = [f"said{i}" for i in range(len(said))]
    return Message(" ".join(f"{{{place}}}" for place in places), dict(zip(places, said, strict=True)))


def _around(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return two texts; of long ones only what differs, with some words around it."""
    shortest = min(len(old), len(new))
    if max(len(" ".join(words)) for words in (old, new)) <= LONG or not shortest:
        return " ".join(old), " ".join(new)
    start = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    end = next((i for i in range(shortest - start) if old[-1 - i] != new[-1 - i]), shortest - start)
    first, last = max(0, start - CONTEXT), max(0, end - CONTEXT)
    return _cut(old, first, last), _cut(new, first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    kept = " ".join(words[first : len(words) - last])
    return ("… " if first else "") + kept + (" …" if last else "")


# the words for a version


def label(key: Key) -> str:
    """Name a version: 'kno/waiting easy'."""
    return f"{'/'.join(filter(None, key[:2]))} {key[2]}"


def command(key: Key) -> str:
    """Return the command that approves a version."""
    return f"handvest approve {'/'.join(filter(None, key[:2]))} --version {key[2]}"


def single(name: str) -> Message:
    """Name a version in a sentence."""
    return message("the easy text") if name == EASY else message("the translation ({code})", code=name)


def many(name: str) -> Message:
    """Name more than one of a version in a sentence."""
    return message("easy texts") if name == EASY else message("translations ({code})", code=name)


def compare(key: Key) -> Message:
    """Say what to do with a version that nobody compared."""
    return message("Hold the two side by side, and then: {command}", command=command(key))


def mend(key: Key) -> Message:
    """Say what to do with a version of which the full text has changed."""
    return message("Mend the version where that is needed, and then: {command}", command=command(key))

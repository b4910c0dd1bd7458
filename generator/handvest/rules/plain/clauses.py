"""Rules about how a sentence is built: its length, its ideas, and who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handvest.problem import message, short
from handvest.rules.plain.finding import Finding, first
from handvest.rules.plain.lexicon import SEPARABLE, words
from handvest.rules.plain.passage import Passage
from handvest.rules.plain.sentences import Sentence
from handvest.rules.plain.setting import Setting

LONGEST, LONGEST_EASY = 20, 15  # words in a sentence

_REASON = set("omdat want zodat doordat terwijl hoewel tenzij mits waardoor waarbij waarna opdat".split())
_LINK = set("als wanneer zodra voordat nadat totdat indien dat die wat waar waarom hoe of".split())
_TIME = set("als wanneer zodra voordat nadat totdat indien".split())
_MODAL = set("kan kunt kunnen mag mogen moet moeten wil wilt willen zal zult zullen gaat gaan hoeft hoeven".split())

_WORDEN = {"word", "wordt", "worden", "werd", "werden"}
_STOP = _REASON | (_LINK - {"of"}) | {"zoals", "tot", "wie", "waarin"}
_FIRST = "|".join(SEPARABLE)
_STRONG = re.compile(rf"(?:{_FIRST})?(ge\w+)")
_WEAK = re.compile(
    rf"(?:{_FIRST})?ge\w{{2,}}[dt]"
    rf"|(?:(?:{_FIRST})?(?:be|ver|ont)|her|er)\w{{2,}}(?:d|[cfhkpsx]t)"  # 't kofschip
    r"|(?:onder|over|door|voor|vol|weer)\w{3,}d"
)
_BUSY = re.compile(r"\w+(?<!k)(?<!w)(?<!e)end")  # wachtend, blijvend; not herkend, verwend, geleend
_AGREED = re.compile(r"\w{3,}er")  # later, langer, meer: 'dan afgesproken' may follow


def too_long(passage: Passage, setting: Setting) -> Finding | None:
    """Find a sentence of more than 20 words; in an easy text 15."""
    most = LONGEST_EASY if passage.easy else LONGEST
    for sentence in passage.sentences:
        if sentence.length > most:
            what = message(
                "This sentence has {n} words: '{sentence}'", n=sentence.length, sentence=short(sentence.text)
            )
            return Finding(sentence, what, message("Make two of it. {n} words is enough.", n=most))
    return None


def too_much(passage: Passage, setting: Setting) -> Finding | None:
    """Find a sentence of an easy text with more than one idea."""
    if not passage.easy or passage.title:
        return None
    for sentence in passage.sentences:
        sign = _joint(sentence)
        if sign:
            what = message(
                "More than one idea in one sentence ({sign}): '{sentence}'", sign=sign, sentence=short(sentence.text)
            )
            return Finding(sentence, what, message("Give each idea a sentence of its own."))
    return None


def _joint(sentence: Sentence) -> str:
    """Return what joins two ideas in a sentence; empty when it has one idea."""
    reason = next((word for word in sentence.lower[1:] if word in _REASON), "")
    if reason or re.search(r", maar\b", sentence.text):  # 'maar' alone may mean 'only'
        return f"'{reason or 'maar'}'"
    if len(re.findall(r",(?!\d)", sentence.text)) > 1:
        return "','"
    times = [word for word in sentence.lower if word in _TIME]
    if len(times) > 1:
        return f"'{times[1]}'"
    return "'en'" if any(_two_clauses(sentence.lower, i) for i, w in enumerate(sentence.lower) if w == "en") else ""


def _two_clauses(found: tuple[str, ...], at: int) -> bool:
    """Tell whether the 'en' at a place joins two clauses: each has a verb of its own."""
    verbs = words("verbs.txt")
    before, after = found[:at], found[at + 1 :]
    joined = [i for i, word in enumerate(after) if word in verbs]
    if joined == [0] == [len(after) - 1] and before and before[-1] in verbs:
        return False  # 'eet en drinkt'
    if not joined or not any(word in verbs for word in before):
        return False
    at_end = joined == [len(after) - 1] and after[-1].endswith("en")
    return not (at_end and any(word in _MODAL | _LINK for word in before))


def passive(passage: Passage, setting: Setting) -> Finding | None:
    """Find a passive: a form of 'worden' with a participle in the same clause."""
    found = first((s, words_, "") for s in passage.sentences for words_ in _passives(s))
    if not found:
        return None
    sentence, words_, _ = found
    what = message("Passive ({words}): '{sentence}'", words=words_, sentence=short(sentence.text))
    return Finding(sentence, what, message("Say who does it: 'we call you', not 'you are called'."))


def _passives(sentence: Sentence) -> Iterator[str]:
    for clause in re.split(r"[,;:()–—\"“”]", sentence.text):
        part = Sentence(clause).lower
        for at, word in enumerate(part):
            if word in _WORDEN:
                participle = _participle(part, at)
                if participle:
                    follows = at > 0 and part[at - 1] == participle
                    yield f"{participle} {word}" if follows else f"{word} … {participle}"


def _participle(part: tuple[str, ...], at: int) -> str | None:
    """Return the participle that belongs to the 'worden' at a place, if there is one."""
    before = [
        w for w in part[max(0, at - 2) : at] if w not in {"te", "kan", "kunnen", "moet", "moeten", "zal", "mag"}
    ]
    if before and is_participle(before[-1]) and part[at - 1] in {before[-1], "te", "kan", "moet", "zal", "mag"}:
        return before[-1]
    for i, word in enumerate(part[at + 1 :], at + 1):
        pointing = word in {"die", "dat"} and i == at + 1  # 'worden die met u besproken'
        if word in _STOP and not pointing or word == "dan" and _AGREED.fullmatch(part[i - 1]):
            return None
        if is_participle(word):
            return word
    return None


def is_participle(word: str) -> bool:
    """Tell whether a word (in small letters) is likely to be a participle."""
    if word in words("not_passive.txt"):
        return False
    strong = _STRONG.fullmatch(word)
    known = words("participles.txt")
    if word in known or strong and strong[1] in known:
        return True
    return bool(_WEAK.fullmatch(word)) and not word.endswith("heid") and not _BUSY.fullmatch(word)

"""The easy version of a charter, in the words that people wrote for it; nothing is made simple by a machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handvest.language import language
from handvest.model.wordlist import WordList
from handvest.pages.charter import CharterView
from handvest.pages.charters import rights
from handvest.pages.page import Frame, Page
from handvest.pages.promise import PromiseView
from handvest.pages.site import Site, link
from handvest.pages.versions import VERSION_BUDGET, easy_uri, versions


@dataclass(frozen=True)
class EasyPromise:
    """A promise in easy words, with the difficult words that stand in it for the first time."""

    promise: PromiseView
    words: tuple[tuple[str, str], ...]
    picture: str


def easy_page(all_: Site, view: CharterView) -> Page:
    """A charter in the easy words that people wrote: a picture, one sentence a line, what you get, whom you tell."""
    easy = all_.easy[view.id]
    explain = _Explainer(all_.project.words.model if all_.project.words else None, view.language, all_.say.code)
    top = explain(f"{easy.title} {easy.summary}")
    promises = [EasyPromise(p, explain(_texts(p)), p.icon) for p in easy.promises]
    intentions = [EasyPromise(p, explain(_texts(p)), p.icon) for p in easy.intentions]
    checks = {p.checked for p in (*easy.promises, *easy.intentions)}
    say = language(view.language)
    return Page(
        uri=easy_uri(all_, view),
        frame=Frame.LEAN,
        template="easy",
        title=say("{name}: easy to read", name=easy.title),
        description=say("{name}, easy to read.", name=easy.title),
        language=view.language,
        crumbs=all_.crumbs(all_.overview, link(view)),
        crumb=say("Easy to read"),
        content={
            "charter": easy,
            "words": top,
            "promises": promises,
            "intentions": intentions,
            "claims": easy.claims,
            "checked": checks.pop() if len(checks) == 1 else "",  # said once when the same people read it all
            "aloud": True,
            **rights(all_, easy),
        },
        name=f"easy:{view.id}",
        versions=versions(all_, view),
        budget=VERSION_BUDGET,
    )


def _texts(promise: PromiseView) -> str:
    claim = promise.claim
    parts = (promise.sentence, *promise.lines, *promise.offers, *(promise.exceptions or ()), claim.to, claim.receive)
    return " ".join(parts)


class _Explainer:
    """Gives the difficult words of a text that did not stand in a text before it."""

    def __init__(self, words: WordList | None, code: str, main: str) -> None:
        found = [(w.word, w.means) for w in words.words if (w.language or main) == code] if words else []
        found += [(a.short, a.full) for a in words.abbreviations] if words and code == main else []
        self.left = {
            word: (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), means) for word, means in found
        }

    def __call__(self, text: str) -> tuple[tuple[str, str], ...]:
        here = [(m.start(), word, means) for word, (form, means) in self.left.items() if (m := form.search(text))]
        for _, word, _ in here:
            del self.left[word]
        return tuple((word, means) for _, word, means in sorted(here))

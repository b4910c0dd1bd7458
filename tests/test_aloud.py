"""Reading aloud, in the real browser with the policy enforced: what is said, and what is seen while it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, ORGANISATION, here
from reading import flat, main_of, page_text, text_of

from handvest.language import language

DUTCH = {"name": "Anna", "lang": "nl-NL", "localService": True, "default": True}
ENGLISH = {"name": "Emma", "lang": "en-GB", "localService": True, "default": False}
REMOTE = {"name": "Cloud", "lang": "nl-NL", "localService": False, "default": True}

FAKE = """
const dead = %s; // what this browser tells an utterance that it cancels
let now = null;
window.said = [];
window.voices = %s;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => window.voices,
  speak(u) {
    if (now) throw Error('two at once');
    now = u;
    window.said.push([u.text, u.lang, u.rate, u.voice.name]);
  },
  cancel() { const u = now; now = null; if (u) setTimeout(() => dead === 'end' ? u.onend() : u.onerror({ error: dead })); },
} });
window.heard = () => { const u = now; now = null; u.onend(); };
window.failed = () => { const u = now; now = null; u.onerror({ error: 'synthesis-failed' }); };
window.silent = () => now === null;
window.marked = () => [...CSS.highlights.get('aloud') || []].map(String).join();
"""

EASY = """\
title: Polikliniek
kind: clinic
audience: [patients]
owner: Manager
valid: {from: 2026-01-01}
claim: {to: de balie, channels: [{phone: 088 123 45 67}], within: 24 uur}
exceptions: none
compensation: {offers: [{kind: apology, text: Wij zeggen sorry., easy: {text: Wij zeggen sorry.}}]}
easy: {title: De polikliniek, summary: Dit beloven wij u.}
promises:
  - id: wachten
    promise: "U wacht {norm}. Bel bijv. de balie? Dat mag!"
    norm: {at_most: 15 minuten}
    easy: {promise: "U wacht {norm}.", lines: "Wij roepen u op tijd."}
"""

SAID = """\
Polikliniek
Polikliniek.
Voor: patiënten.
Altijd
U wacht hoogstens 15 minuten.
Bel bijv. de balie?
Dat mag!
Dit geldt altijd.
Er zijn geen uitzonderingen.
Niet gelukt?
Dan krijgt u:
Wij zeggen sorry.
Meld het binnen 24 uur bij de balie.
Zo meldt u het
"""

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in Dutch, with one charter in English."""
    folder = tmp_path_factory.mktemp("aloud")
    tree = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION.replace("[en]", "[nl]"),
        "promises/poli.yml": EASY,
        "promises/desk.yml": "language: en\n" + CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."'),
        "content/.keep": "",
    }
    for name, text in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = here("build", "--out", str(folder / "site"), folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


TEXT, PLAIN, FOREIGN = "beloften/poli/tekst/", "beloften/poli/makkelijk/", "beloften/desk/tekst/"


@pytest.fixture
def open_(browser: Any, serve: Callable[[Path], str], site: Path) -> Iterator[Open]:
    """Return a function that opens a page in a browser with some voices; in the end nothing stands in the console."""
    contexts, problems = [], []

    def page_(
        uri: str, voices: tuple[dict[str, Any], ...] = (DUTCH,), dead: str = "interrupted", **options: Any
    ) -> Any:
        context = browser.new_context(**{"viewport": {"width": 360, "height": 600}, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.add_init_script(FAKE % (repr(dead), js(voices)))
        page.on("console", lambda entry: problems.append(entry.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        folder = options.get("folder", site)
        page.goto(serve(folder) + uri)
        return page

    yield page_
    for context in contexts:
        context.close()
    assert problems == []


def js(value: Any) -> str:
    """Write a value as JavaScript."""
    import json

    return json.dumps(value)

"""Reading aloud, in a real browser that enforces the policy: what is said, and what is seen while it is said."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, ORGANISATION, here
from reading import main_of, text_of

from handvest.language import language

DUTCH = {"name": "Anna", "lang": "nl-NL", "localService": True, "default": True}
FLEMISH = {"name": "Elke", "lang": "nl-BE", "localService": True, "default": False}
ENGLISH = {"name": "Emma", "lang": "en-GB", "localService": True, "default": False}
REMOTE = {"name": "Cloud", "lang": "nl-NL", "localService": False, "default": True}

SPEECH = """
let now = null;
window.said = [];
window.voices = VOICES;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
  getVoices: () => window.voices,
  speak(u) {
    if (now) throw Error('two at once');
    now = u;
    said.push({ text: u.text, rate: u.rate, voice: u.voice.name, lang: u.lang, marked: marked() });
  },
  cancel() {
    const u = now;
    now = null;
    if (u) setTimeout(() => ON_CANCEL === 'end' ? u.onend() : u.onerror({ error: ON_CANCEL }));
  },
} });
window.heard = () => { const u = now; now = null; u.onend(); };
window.failed = () => { const u = now; now = null; u.onerror({ error: 'synthesis-failed' }); };
window.silent = () => now === null;
window.all = () => { for (let n = 0; now && n < 2000; n++) heard(); return said.map((s) => s.text); };
window.marked = () => window.Highlight ? [...CSS.highlights.get('aloud') || []].join()
  : [...document.querySelectorAll('[data-aloud]')].map((e) => e.textContent).join();
"""
"""Speech that is as slow as a test wants: `heard` ends a sentence, `all` hears the rest."""

CLINIC = """\
title: Polikliniek
kind: clinic
audience: [patients]
owner: Manager
valid: {from: 2026-01-01}
contact: {phone: 088 123 45 67}
claim: {to: de balie, channels: [phone], within: 24 uur}
exceptions: none
compensation: {offers: [{kind: apology, text: Wij zeggen sorry., easy: {text: Wij zeggen sorry.}}]}
easy: {title: De polikliniek, summary: Dit beloven wij u.}
promises:
  - id: wachten
    promise: "U wacht {norm}. Bel bijv. de balie? Dat mag!"
    specification: Dat geldt **altijd**. Ook op nr. 5.
    norm: {at_most: 15 minuten}
    easy: {promise: "U wacht {norm}.", lines: "Wij roepen u op tijd."}
"""

SAID = [
    "Polikliniek",
    "Polikliniek.",
    "Voor: patiënten.",
    "Altijd",
    "U wacht 15 minuten.",
    "Bel bijv. de balie?",
    "Dat mag!",
    "Dat geldt altijd.",
    "Ook op nr. 5.",
    "Dit geldt altijd.",
    "Er zijn geen uitzonderingen.",
    "Niet gelukt?",
    "Dan krijgt u:",
    "Wij zeggen sorry.",
    "Meld het binnen 24 uur bij de balie.",
    "Zo meldt u het",
]

TEXT, EASY, FOREIGN = "beloften/poli/tekst/", "beloften/poli/makkelijk/", "beloften/desk/tekst/"
PROMISE, CODE = "beloften/poli/wachten/", "q/k7m3p/"
PLAY, SLOWER, STOP = range(3)

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in Dutch, with one charter in English."""
    folder = tmp_path_factory.mktemp("aloud")
    english = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
    files = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION.replace("[en]", "[nl]"),
        "promises/codes.yml": "- {code: k7m3p, opens: poli}\n",
        "promises/poli.yml": CLINIC,
        "promises/desk.yml": f"language: en\n{english}",
        "content/.keep": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = here("build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def base(serve: Callable[[Path], str], site: Path) -> str:
    return serve(site)


@pytest.fixture
def open_(browser: Any, base: str) -> Iterator[Open]:
    """Return a function that opens a page in a browser with some voices; nothing may stand in the console."""
    contexts, problems = [], []

    def opened(
        uri: str, *voices: dict[str, Any], on_cancel: str = "interrupted", more: str = "", **options: Any
    ) -> Any:
        small = {"viewport": {"width": 360, "height": 600}, "reduced_motion": "reduce", **options}
        contexts.append(context := browser.new_context(**small))
        page = context.new_page()
        page.set_default_timeout(5000)
        script = SPEECH.replace("VOICES", json.dumps(voices)).replace("ON_CANCEL", json.dumps(on_cancel))
        page.add_init_script(script + more)
        page.on("console", lambda entry: problems.append(entry.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(uri if uri.startswith("http") else base + uri)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def press(page: Any, button: int) -> None:
    page.locator(".aloud button").nth(button).click()


def label(page: Any) -> str:
    return str(page.locator(".aloud button").first.text_content()).strip()


def said(page: Any, what: str = "text") -> list[Any]:
    return [entry[what] for entry in page.evaluate("said")]


def until(page: Any, count: int) -> None:
    """Wait until so many sentences were said; the policy leaves no other way than to ask again and again."""
    for _ in range(100):
        if len(said(page)) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(said(page))


say = language("nl")


# what is said


def test_every_sentence_is_said_in_order_and_marked_while_it_is_said(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    press(page, PLAY)
    assert page.evaluate("all()")[: len(SAID)] == SAID
    spaced = [re.sub(r"\s+", " ", text) for text in said(page, "marked")]
    assert spaced == said(page)
    assert set(said(page, "lang")) == {"nl-NL"}
    assert set(said(page, "rate")) == {1}


def test_telephone_numbers_are_said_digit_by_digit(open_: Open) -> None:
    for uri in (EASY, TEXT):
        page = open_(uri, DUTCH)
        press(page, PLAY)
        number = next(text for text in page.evaluate("all()") if text.startswith("Per telefoon:"))
        assert re.findall(r"\w+", number)[2:] == list("0881234567")
        assert number.startswith("Per telefoon: 0 8 8, 1 2 3, 4 5, 6 7")


@pytest.mark.parametrize("version", ["makkelijk", "tekst"])
@pytest.mark.parametrize("charter", ["kno", "beroerte-keten", "thuiszorg-team"])
def test_a_page_is_said_whole_and_only_the_page(
    open_: Open, serve: Callable[[Path], str], example: Path, charter: str, version: str
) -> None:
    place = f"beloften/{charter}/{version}/"
    page = open_(serve(example) + place, DUTCH)
    press(page, PLAY)
    read = page.evaluate("all()")
    shown = re.sub(r'<div class="aloud".*?</div>', "", main_of(example / place / "index.html"), flags=re.DOTALL)
    assert re.findall(r"\w", "".join(read)) == re.findall(r"\w", text_of(shown))
    assert len(read) > 40
    assert max(map(len, read)) < 250


def test_a_page_in_another_language_has_a_voice_of_that_language(open_: Open) -> None:
    page = open_(FOREIGN, DUTCH, ENGLISH)
    assert label(page) == "Read aloud"
    press(page, PLAY)
    assert page.evaluate("all()")[:2] == ["Clinic", "Outpatient clinic."]
    assert {s["text"] for s in page.evaluate("said") if s["voice"] == "Anna"} == {"Balie 1", "Klachtenfunctionaris"}
    assert open_(FOREIGN, DUTCH).locator(".aloud").is_hidden()


@pytest.mark.parametrize(("voices", "voice"), [((DUTCH, ENGLISH), "Emma"), ((DUTCH,), "Anna")])
def test_a_part_in_another_language_is_said_all_the_same(
    open_: Open, voices: tuple[dict[str, Any], ...], voice: str
) -> None:
    page = open_(TEXT, *voices)
    page.locator("h3 + p strong").evaluate("e => { e.lang = 'en'; e.textContent = 'always'; }")
    press(page, PLAY)
    page.evaluate("all()")
    found = [(s["text"], s["voice"]) for s in page.evaluate("said")]
    at = found.index(("always", voice))
    assert found[at - 1] == ("Dat geldt", "Anna")
    assert found[at + 1] == ("Ook op nr. 5.", "Anna")


def test_what_is_hidden_or_to_be_pressed_is_not_said(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    page.locator("h1").evaluate(
        """e => e.insertAdjacentHTML('afterend', '<nav>one</nav><p hidden>two</p><button>three</button>' +
        '<p>Laan 1<br>Voorbeeld</p><p aria-hidden="true">four</p>')"""
    )
    press(page, PLAY)
    assert page.evaluate("all()")[:4] == ["Polikliniek", "Laan 1", "Voorbeeld", "Polikliniek."]


# voices


@pytest.mark.parametrize("voices", [(), (REMOTE,), (ENGLISH,)], ids=["none", "of the network", "of another language"])
def test_without_a_dutch_voice_of_the_device_nothing_is_offered(
    open_: Open, voices: tuple[dict[str, Any], ...]
) -> None:
    page = open_(TEXT, *voices)
    assert page.locator(".aloud").is_hidden()
    names = page.locator("body").aria_snapshot()
    assert say("Reading aloud") not in names
    assert say("Slower") not in names


def test_without_script_or_speech_the_page_is_whole(open_: Open, browser: Any, base: str) -> None:
    mute = open_(TEXT, DUTCH, more="Object.defineProperty(window, 'speechSynthesis', { value: undefined });")
    assert mute.locator(".aloud").is_hidden()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + TEXT)
    assert page.locator(".aloud").is_hidden()
    assert page.get_by_role("heading", name="U wacht 15 minuten.").is_visible()
    context.close()


def test_voices_may_come_late_and_go(open_: Open) -> None:
    page = open_(TEXT)
    page.evaluate("voice => { window.voices = [voice]; speechSynthesis.onvoiceschanged(); }", DUTCH)
    assert page.locator(".aloud").is_visible()
    press(page, PLAY)
    page.evaluate("voice => { window.voices = [voice]; heard(); }", REMOTE)
    assert said(page) == SAID[:1]
    assert page.evaluate("silent() && marked() === ''")


@pytest.mark.parametrize(
    ("voices", "name"),
    [
        ((REMOTE, DUTCH), "Anna"),
        ((FLEMISH, {**DUTCH, "default": False}), "Anna"),
        (({**DUTCH, "default": False}, {**FLEMISH, "default": True}), "Elke"),
        (({**DUTCH, "lang": "nl_NL"},), "Anna"),
        (({**DUTCH, "lang": "nld-NLD"},), "Anna"),
    ],
    ids=["of the device", "of the country", "of one's choice", "with underscore", "in three letters"],
)
def test_the_voice_that_fits_best_is_taken(open_: Open, voices: tuple[dict[str, Any], ...], name: str) -> None:
    page = open_(TEXT, *voices)
    press(page, PLAY)
    assert said(page, "voice") == [name]
    assert said(page, "lang") == [next(v["lang"] for v in voices if v["name"] == name)]


# the buttons


@pytest.mark.parametrize("on_cancel", ["interrupted", "canceled", "end"])
def test_pause_keeps_the_sentence_and_the_mark(open_: Open, on_cancel: str) -> None:
    page = open_(TEXT, DUTCH, on_cancel=on_cancel)
    assert label(page) == say("Read aloud")
    press(page, PLAY)
    page.evaluate("heard(), heard()")
    assert label(page) == say("Pause")
    press(page, PLAY)
    page.wait_for_timeout(50)
    assert page.evaluate("silent() && marked()") == SAID[2]
    assert label(page) == say("Go on")
    assert page.get_by_role("status").text_content() == say("Reading is paused.")
    press(page, PLAY)
    assert said(page) == [*SAID[:3], SAID[2]]
    assert page.get_by_role("status").text_content() == ""
    assert page.evaluate("all()")[4] == SAID[3]


@pytest.mark.parametrize("on_cancel", ["interrupted", "end"])
def test_stop_takes_the_mark_away_and_begins_anew(open_: Open, on_cancel: str) -> None:
    page = open_(TEXT, DUTCH, on_cancel=on_cancel)
    assert page.get_by_role("button", name=say("Stop"), exact=True).count() == 0
    press(page, PLAY)
    page.evaluate("heard(), heard()")
    press(page, STOP)
    page.wait_for_timeout(50)
    assert page.evaluate("silent() && marked() === ''")
    assert label(page) == say("Read aloud")
    assert page.get_by_role("status").text_content() == say("Reading has stopped.")
    assert page.get_by_role("button", name=say("Stop"), exact=True).count() == 0
    press(page, PLAY)
    assert said(page) == [*SAID[:3], SAID[0]]


def test_slower_says_the_sentence_again_and_more_slowly(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    slower = page.get_by_role("button", name=say("Slower"))
    assert slower.get_attribute("aria-pressed") == "false"
    press(page, PLAY)
    page.evaluate("heard()")
    slower.click()
    assert slower.get_attribute("aria-pressed") == "true"
    until(page, 3)
    page.evaluate("heard()")
    assert said(page) == [SAID[0], SAID[1], SAID[1], SAID[2]]
    assert said(page, "rate") == [1, 1, 0.7, 0.7]
    slower.click()
    until(page, 5)
    assert (said(page)[-1], said(page, "rate")[-1]) == (SAID[2], 1)


def test_slower_may_be_chosen_before_and_does_not_break_a_pause(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    press(page, SLOWER)
    press(page, PLAY)
    assert said(page, "rate") == [0.7]
    page.evaluate("const [play, slower] = document.querySelectorAll('.aloud button'); slower.click(); play.click();")
    page.wait_for_timeout(200)  # the sentence would have been said again by now
    assert page.evaluate("silent()")
    assert len(said(page)) == 1


def test_the_keyboard_is_enough_and_the_focus_is_never_lost(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    focused = "document.activeElement.textContent.trim()"
    page.locator("main").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == say("Read aloud")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == say("Pause")
    for name in (say("Slower"), say("Stop")):
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == name
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.keyboard.press("Space")
    assert page.evaluate("silent()")
    assert page.evaluate(focused) == say("Read aloud")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.evaluate("all()")
    assert page.evaluate(focused) == say("Read aloud")


def test_letters_do_nothing(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    for key in ("p", "s", " ", "Escape"):
        page.keyboard.press(key)
    assert said(page) == []


def test_a_voice_that_fails_pauses(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    press(page, PLAY)
    page.evaluate("failed()")
    assert label(page) == say("Go on")
    press(page, PLAY)
    assert said(page) == [SAID[0], SAID[0]]


def test_leaving_the_page_ends_the_reading(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    press(page, PLAY)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("silent() && marked() === ''")
    assert label(page) == say("Read aloud")


# what is seen


@pytest.mark.parametrize("more", ["", "delete window.Highlight;"], ids=["marks a sentence", "marks a block"])
def test_the_text_stays_as_it_was(open_: Open, more: str) -> None:
    page = open_(EASY, DUTCH, more=more)
    text = "[...document.querySelectorAll('main .easy-page > :not(.aloud)')].map(e => e.outerHTML).join('')"
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(f"[{text}, {height}]")
    press(page, PLAY)
    page.evaluate("heard(), heard(), heard()")
    assert page.evaluate("marked()") == "Wij roepen u op tijd."
    assert page.evaluate(height) == before[1]
    page.evaluate("all()")
    assert page.evaluate(f"[{text}, {height}]") == before
    assert page.evaluate("marked()") == ""


def test_the_sentence_and_the_buttons_stay_in_view(open_: Open) -> None:
    page = open_(TEXT, DUTCH)
    press(page, PLAY)
    place = """() => { const r = [...CSS.highlights.get('aloud')][0].getBoundingClientRect();
        const b = document.querySelector('.aloud').getBoundingClientRect();
        return r.bottom <= innerHeight && b.top >= 0 && (r.top >= b.bottom || r.bottom <= b.top); }"""
    seen = 0
    while not page.evaluate("silent()"):
        assert page.evaluate(place), page.evaluate("marked()")
        page.evaluate("heard()")
        seen += 1
    assert seen > len(SAID)
    assert page.evaluate("scrollY") > 0


@pytest.mark.parametrize("width", [360, 320])
def test_the_buttons_are_large_and_fit_on_one_line(open_: Open, width: int) -> None:
    page = open_(EASY, DUTCH, viewport={"width": width, "height": 600})
    press(page, PLAY)
    boxes = [button.bounding_box() for button in page.locator(".aloud button").all()]
    assert len(boxes) == 3
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert len({box["y"] for box in boxes}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_axe_finds_nothing_while_a_page_is_read(open_: Open, scheme: str, forced: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_(EASY, DUTCH, color_scheme=scheme, forced_colors=forced, bypass_csp=True)
    press(page, PLAY)
    press(page, SLOWER)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


# one request, one policy


def test_the_script_stands_in_the_page_and_the_policy_names_only_that(site: Path) -> None:
    for uri in (TEXT, EASY, FOREIGN):
        html = (site / uri / "index.html").read_text(encoding="utf-8")
        scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
        assert len(scripts) == html.count("<script") == 1
        digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}';" in unescape(html)
        assert len(scripts[0].encode()) <= 3800
        assert len(gzip.compress(scripts[0].encode(), 9)) <= 1800
        assert digest in (site / "_headers").read_text() and digest in (site / "nginx-headers.conf").read_text()


def test_it_works_under_the_policy_of_a_server_too(browser: Any, base: str, site: Path) -> None:
    policy = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text())
    assert policy
    context = browser.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda entry: told.append(entry.text))
    page.add_init_script(SPEECH.replace("VOICES", json.dumps([DUTCH])).replace("ON_CANCEL", "'end'"))

    def answer(route: Any) -> None:
        got = route.fetch()
        route.fulfill(response=got, headers={**got.headers, "content-security-policy": policy[1]})

    page.route("**/*", answer)
    page.goto(base + TEXT)
    press(page, PLAY)
    assert page.evaluate("all()")[: len(SAID)] == SAID
    assert told == []
    context.close()


def test_other_lean_pages_have_no_script(site: Path) -> None:
    for uri in (PROMISE, CODE):
        html = (site / uri / "index.html").read_text(encoding="utf-8")
        assert "<script" not in html
        assert "script-src" not in html


def test_a_page_that_reads_aloud_is_one_request(browser: Any, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + TEXT, wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [base + TEXT]
    context.close()

"""The built pages in a real browser: requests, bytes, axe, keyboard, zoom, no script, at one glance."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

KINDS = {
    "home": "",
    "overview": "beloften/",
    "charter": "beloften/kno/",
    "chain": "beloften/beroerte-keten/",
    "english": "beloften/international-desk/",
    "ended": "beloften/locatie-oost/",
    "promise": "beloften/kno/wachttijd/",
    "intention": "beloften/kno/gastvrij/",
    "explained": "uitleg/",
    "accessibility": "toegankelijkheid/",
    "search": "zoeken/",
    "code": "q/smdkb/",
    "coming": "q/bfava/",
    "missing": "404.html",
    "easy": "beloften/kno/makkelijk/",
    "text": "beloften/kno/tekst/",
    "translated": "en/promises/kno/",
    "reports": "kwaliteit/",
    "report": "kwaliteit/2025/",
    "section": "kwaliteit/2025/incidenten/",
    "points": "kwaliteit/2025/verbeterpunten/",
    "people": "kwaliteit/2025/samen/",
    "reference": "kwaliteit/2025/verwijstabel/",
}
COMPLAINTS = re.compile("Klachtenfunctionaris|Complaints officer")
LEAN = ("promise", "intention", "code", "coming")
ROUND_TRIP = 14_600  # bytes: what a first round trip on a slow line brings (design: budgets)
FIRST_VIEW = 150_000

View = Callable[..., Any]


@pytest.fixture
def view(browser: Any, serve: Callable[[Path], str], example: Path) -> Iterator[View]:
    """Return a function that opens a page of the example and keeps what it asked for."""
    base = _base(serve, example)
    contexts = []

    def open_(kind: str, width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda entry: page.said.append(entry.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.base = base
        page.goto(base + KINDS.get(kind, kind))
        return page

    yield open_
    for context in contexts:
        context.close()


_BASES: dict[Path, str] = {}


def _base(serve: Callable[[Path], str], folder: Path) -> str:
    if folder not in _BASES:
        _BASES[folder] = serve(folder)
    return _BASES[folder]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_page_fits_its_window_and_asks_nothing_of_others(view: View, kind: str, width: int) -> None:
    page = view(kind, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in page.asked if not url.startswith(page.base) and not url.startswith("data:")] == []
    assert page.said == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(view: View, kind: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(view(kind, width, scheme))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_of_a_first_view(view: View, example: Path, kind: str) -> None:
    page = view(kind)
    page.wait_for_load_state("networkidle")
    asked = [url for url in page.asked if not url.startswith("data:")]
    files = [example / url.removeprefix(page.base).partition("#")[0] for url in asked]
    sizes = {f: len(gzip.compress((f / "index.html" if f.is_dir() else f).read_bytes(), 9)) for f in files}
    if kind in LEAN:
        assert len(asked) == 1
        assert sum(sizes.values()) <= ROUND_TRIP
    assert sum(sizes.values()) <= FIRST_VIEW, sizes


def test_every_lean_page_fits_one_round_trip(example: Path) -> None:
    pages = [*(example / "q").glob("*/index.html"), *(example / "beloften").glob("*/*/index.html")]
    sizes = {p: len(gzip.compress(p.read_bytes(), 9)) for p in pages}
    assert len(sizes) > 80
    assert max(sizes.values()) <= ROUND_TRIP


def test_every_lean_page_has_the_same_style_block(example: Path) -> None:
    pages = [*(example / "q").glob("*/index.html"), *(example / "beloften").glob("*/*/index.html")]
    texts = (p.read_text("utf-8") for p in pages)
    assert len({text[text.index("<style>") : text.index("</style>")] for text in texts}) == 1


def test_a_patient_sees_promise_compensation_and_whom_to_tell_on_one_phone_screen(view: View) -> None:
    page = view("code", 360)
    first = page.locator(".promise").first
    for part in (".promise-says", ".promise-label", ".promise-offers"):
        box = first.locator(part).bounding_box()
        assert box["y"] + min(box["height"], 40) <= 740, part
    assert (
        first.locator(".promise-says").text_content()
        == "U wacht niet langer dan 15 minuten na de tijd van uw afspraak."
    )


def test_a_promise_and_its_compensation_stand_in_one_block_side_by_side(view: View) -> None:
    page = view("charter", 1280)
    for block in page.locator(".promise").all():
        left, right = (block.locator(part).bounding_box() for part in (".promise-says", ".promise-miss"))
        assert abs(left["y"] - right["y"]) <= 1
        assert left["x"] + left["width"] <= right["x"] + 1


def test_the_way_from_home_to_a_promise_needs_no_script(view: View) -> None:
    page = view("home", 360, java_script_enabled=False)
    page.get_by_role("link", name="Bekijk alle beloften").click()
    page.get_by_role("link", name="Polikliniek KNO", exact=True).first.click()
    assert page.locator("h1").text_content() == "Polikliniek KNO"
    page.get_by_role("link", name="U wacht niet langer dan 15 minuten na de tijd van uw afspraak.").click()
    assert page.locator("h1").text_content() == "U wacht niet langer dan 15 minuten na de tijd van uw afspraak."
    page.get_by_role("navigation", name="U bent hier").get_by_role("link", name="Polikliniek KNO").click()
    assert page.url.endswith("/beloften/kno/")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(view: View, kind: str, width: int) -> None:
    page = view(kind, width)
    stops = "a[href], button, input, summary, [tabindex='0']"
    reachable = f'[...document.querySelectorAll("{stops}")].filter(e => e.checkVisibility())'
    links = page.evaluate(f"{reachable}.length")
    seen: list[dict[str, Any]] = []
    for _ in range(links):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                f"""() => {{ const e = document.activeElement, r = e.getBoundingClientRect(),
                s = getComputedStyle(e);
                return {{place: {reachable}.indexOf(e),
                        text: (e.textContent || e.labels?.[0]?.textContent || "").trim(),
                        visible: r.width > 0 && r.height > 0 && r.right > 0 && r.left < innerWidth && r.bottom > 0,
                        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2}} }}"""
            )
        )
    assert seen[0]["text"] in ("Ga naar de tekst", "Go to the text")
    assert [s["place"] for s in seen] == list(range(links))
    assert [s for s in seen if not (s["visible"] and s["ring"] and s["text"])] == []


def test_the_skip_link_leads_to_the_text(view: View) -> None:
    page = view("charter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_with_more_space_between_letters_and_lines(view: View, kind: str) -> None:
    page = view(kind, 320, bypass_csp=True)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        "p { margin-bottom: 2em !important; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = """() => [...document.querySelectorAll('main :not(.unseen)')].filter(e => e.children.length === 0 &&
             e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden').length"""
    assert page.evaluate(cut) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_who_asks_for_more_contrast_gets_it(view: View, kind: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = view(kind, 1280, scheme, contrast="more")
    found = Axe().run(page, options={"runOnly": ["color-contrast-enhanced"]})  # 7 to 1, as WCAG's level AAA asks
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", KINDS)
def test_paper_gets_dark_letters_and_nothing_that_only_works_on_a_screen(view: View, kind: str) -> None:
    page = view(kind, 800, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").is_visible() and page.get_by_text(COMPLAINTS).last.is_visible()
    for part in ".menu, .skip, .crumbs, .chips, .search, .buttons, .promise-tell a, .footer".split(", "):
        assert not [p for p in page.locator(part).all() if p.is_visible()], part
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color.match(/\\d+/g).every(n => n < 60)")


def test_the_page_of_another_language_says_so(view: View) -> None:
    page = view("english")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h2").first.text_content() in ("In an emergency", "Always", "When you are referred")
    for part in ("header", "footer"):
        assert page.locator(part).evaluate("e => e.closest('[lang]').lang") == "nl"


def test_the_page_for_what_does_not_exist_speaks_the_language_of_the_site(view: View) -> None:
    page = view("missing")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").text_content() == "Wij kunnen deze pagina niet vinden"
    assert page.locator("link[rel=stylesheet]").get_attribute("href").startswith("/")


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("missing", "coming")])
def test_what_search_engines_and_messengers_read(view: View, kind: str) -> None:
    page = view(kind)
    head = page.locator("head")
    assert page.title().strip()
    for name in ("meta[name=description]", "meta[property='og:title']", "meta[property='og:description']"):
        assert (head.locator(name).get_attribute("content") or "").strip(), name
    canonical = head.locator("link[rel=canonical]").get_attribute("href")
    own = {"english": "en/promises/international-desk/", "code": KINDS["charter"], "text": KINDS["charter"]}
    assert canonical == f"https://beloften.delinde.example/{own.get(kind, KINDS[kind])}"
    assert head.locator("meta[property='og:url']").get_attribute("content") == canonical

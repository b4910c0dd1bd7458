"""Nothing that an author types can run, ask another host for anything, or be lost from view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, handvest
from dangerous import Field, Planted, Planter, all_fields
from reading import text_of

PAYLOADS = [
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=2">',
    '[x](https://a.example/"onmouseover="window.hacked=3)',
    '<b style="background:url(https://evil.example/x.png)">',
    "</style></title><script>window.hacked=5</script>",
]


@pytest.fixture(scope="module", params=PAYLOADS, ids=["script", "onerror", "link", "url", "style"])
def poisoned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planter]:
    """A site with a payload in every text field of every kind of part, and what was planted."""
    root = tmp_path_factory.mktemp("poisoned")
    planter = Planter(request.param)
    planter.write(root)
    done = handvest("build", folder=root, now=NOW)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return root / "site", planter


def test_no_text_field_is_forgotten() -> None:
    planter = Planter("!")
    assert list(planter.files())
    assert all_fields() - {p.field for p in planter.planted} == set()


def test_nothing_runs_and_nothing_is_asked_of_others(
    poisoned: tuple[Path, Planter], browser: Any, serve: Callable[[Path], str]
) -> None:
    site, _ = poisoned
    base = serve(site)
    page = browser.new_context().new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda entry: said.append(entry.text))
    page.on("request", lambda request: asked.append(request.url))
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(pages) > 30
    for uri in pages:
        page.goto(base + uri)
        assert page.evaluate("window.hacked") is None, uri
        assert page.locator("[onerror], [onmouseover], [style], a[href^='javascript']").count() == 0, uri
        assert page.evaluate("[...document.scripts].filter(s => s.text.includes('hacked')).length") == 0, uri
    page.goto(f"{base}zoeken/?q=promise")
    page.locator(".search-found li").first.wait_for()
    assert page.evaluate("window.hacked") is None, "what search found"
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    assert said == []
    page.context.close()


# Texts that stand on no page, and why.
NOT_SHOWN: set[Field] = {
    ("PlanStep", "what"),  # for the organisation itself
    ("PlanStep", "by"),
    ("Trial", "told"),
    ("Label", "the"),  # says how to inflect a word
    ("Labels", "person"),  # no sentence of the site needs it yet
    ("Person", "name"),  # for the consent, not for visitors
}
# A report is in one language; in easy words are its title, its summary and its sections.
OF_REPORTS = {
    *("Audit", "Block", "Certificate", "Consultation", "Conversation", "Delivery", "Framework", "ImprovementPoint"),
    *("Meets", "Named", "Person", "Reaction", "Report"),
}
EASY_OF_REPORTS: set[Field] = {("Report", "title"), ("Report", "summary")}
# The easy page tells less: what is promised, what you get, whom you tell, and when it does not hold.
NOT_IN_EASY_WORDS = {
    *("Action", "Change", "Deviation", "Evaluation", "Examination", "Label", "MadeWith", "Measured", "Norm"),
    *("Organisation", "OwnPhase", "Signature", "Thing", "Trial", "Unit"),
}
NOT_EASY: set[Field] = {
    ("Charter", "owner"),
    ("Partner", "part"),
    ("Promise", "because"),
    ("Promise", "specification"),
    ("Promise", "wish"),
}


def is_shown(planted: Planted) -> bool:
    """Tell whether a page should show a text."""
    easy = planted.version == "easy"
    if planted.version and planted.field[0] in OF_REPORTS:
        return easy and planted.field in EASY_OF_REPORTS
    return planted.field not in NOT_SHOWN and not (
        easy and (planted.field in NOT_EASY or planted.field[0] in NOT_IN_EASY_WORDS)
    )


def test_nothing_is_lost_from_view(poisoned: tuple[Path, Planter]) -> None:
    site, planter = poisoned
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    said = (part for html in pages for part in (text_of(html[html.index("<body") :]), *alternatives(html)))
    seen = " ".join(flat_text(part) for part in said)
    lost = set()
    for planted in filter(is_shown, planter.planted):
        # in Markdown a link shows its words
        link = planted.markdown and planter.payload.startswith("[")
        text = planted.text.replace(planter.payload, "x") if link else planted.text
        if flat_text(text) not in seen:
            lost.add((planted.version, *planted.field))
    assert lost == set()


def alternatives(html: str) -> list[str]:
    """Return what is said of the pictures of a page."""
    return [unescape(alt) for alt in re.findall(r'alt="([^"]*)"', html)]


def flat_text(text: str) -> str:
    """Return a text on one line with single spaces."""
    return " ".join(text.split())


@pytest.fixture
def page(browser: Any, serve: Callable[[Path], str], example: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.base = _address(serve, example)
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


_ADDRESSES: dict[Path, str] = {}


def _address(serve: Callable[[Path], str], folder: Path) -> str:
    if folder not in _ADDRESSES:
        _ADDRESSES[folder] = serve(folder)
    return _ADDRESSES[folder]


def test_search_opens_moves_focus_closes_and_returns_it(page: Any) -> None:
    page.goto(page.base)
    button = page.locator("button.menu-search")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert page.evaluate("document.activeElement.id") == "search-words"
    assert button.get_attribute("aria-expanded") == "true"
    assert not [url for url in page.asked if "search_index" in url], "the index is fetched at the first search"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Zoeken"
    assert not page.locator("#search").is_visible()


@pytest.mark.parametrize(
    ("asked", "title", "where"),
    [
        ("wachten afspraak", "U wacht niet langer dan 15 minuten na de tijd van uw afspraak.", "Polikliniek KNO"),
        (
            "spoedgeval aan de hand",
            "U wacht niet langer dan 15 minuten na de tijd van uw afspraak.",
            "Polikliniek KNO",
        ),
        ("huiskamer", None, "Afdeling Molenzicht, De Hoeve"),
        ("medicijnen", None, None),
        ("wat familie vindt", "Wat familie vindt", "Kwaliteitsrapport 2023"),
    ],
)
def test_search_finds_words_in_promises_and_exceptions(
    page: Any, asked: str, title: str | None, where: str | None
) -> None:
    page.goto(page.base)
    page.locator("button.menu-search").click()
    page.locator("#search-words").fill(asked)
    page.locator(".search-found li").first.wait_for()
    assert "resulta" in page.locator(".search-count").text_content()
    if title:
        assert title in page.locator(".search-found a").all_text_contents()
    if where:
        assert where in page.locator(".search-where").all_text_contents()
    page.locator(".search-found a").first.click()
    page.wait_for_load_state()
    assert page.evaluate("!!document.querySelector(':target') || !location.hash")


def test_search_knows_that_words_mean_the_same(page: Any) -> None:
    page.goto(page.base + "zoeken/")
    counts = []
    for word in ("klantbelofte", "zorggarantie", "servicegarantie"):
        page.locator("#search-words").fill(word)
        page.locator(".search-found li").first.wait_for()
        counts.append(page.locator(".search-count").text_content())
    assert len(set(counts)) == 1


def test_search_says_when_it_finds_nothing(page: Any) -> None:
    page.goto(page.base + "zoeken/?q=xyzzy")
    page.get_by_text("Niets gevonden. Probeer een ander woord, of een korter woord.").wait_for()


def test_search_without_script_leads_to_everything(browser: Any, serve: Callable[[Path], str], example: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(_address(serve, example))
    opened.get_by_role("link", name="Zoeken").click()
    assert opened.get_by_role("main").get_by_role("link", name="Polikliniek KNO", exact=True).is_visible()
    context.close()


def test_forced_colours_keep_the_parts_apart(browser: Any, serve: Callable[[Path], str], example: Path) -> None:
    context = browser.new_context(forced_colors="active")
    opened = context.new_page()
    opened.goto(_address(serve, example) + "beloften/kno/")
    border = "e => getComputedStyle(e).borderTopStyle"
    assert opened.locator(".promise").first.evaluate(border) == "solid"
    assert opened.locator(".promise-miss").first.evaluate(border) == "solid"
    assert opened.locator(".report").first.evaluate(border) == "solid"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_the_words_that_were_found_readable(
    browser: Any, serve: Callable[[Path], str], example: Path, scheme: Any
) -> None:
    opened = browser.new_page(forced_colors="active", color_scheme=scheme)
    opened.goto(_address(serve, example) + "zoeken/?q=wachten")
    mark = opened.locator(".search-found mark").first
    mark.wait_for()
    colour = "e => getComputedStyle(e).color"
    assert mark.evaluate(colour) == mark.locator("xpath=..").evaluate(colour)
    opened.close()


@pytest.mark.parametrize("uri", ["", "beloften/kno/", "beloften/kno/wachttijd/", "q/smdkb/", "404.html"])
def test_the_policy_allows_nothing_inline_but_the_one_style_block(example: Path, uri: str) -> None:
    path = example / uri
    html = (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    headers = (example / "_headers").read_text("utf-8")
    assert all(source in headers for source in policy.replace(";", "").split() if source.startswith("'sha256"))

"""Nothing that an author types can run, ask another host for anything, or be lost from view."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import NOW, ROOT, handvest
from reading import page_text

from handvest.load.project import KINDS, NOT_CHARTERS
from handvest.model.base import Model, texts

PAYLOADS = [
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=2">',
    "[x](javascript:window.hacked=3)",
    '<b style="background:url(https://evil.example/x.png)">',
    "</style></title><script>window.hacked=5</script>",
]
NOT_SHOWN = {"logo"}


def poison(path: Path, payload: str) -> int:
    """Put a payload behind every text of a file that visitors may see; return how many."""
    kind = path.stem if path.stem in NOT_CHARTERS else "charter"
    data: Any = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    model: Any = KINDS[kind].model_validate(data, context={"language": "nl"})
    parts = [((), model)] if isinstance(model, Model) else [((i,), m) for i, m in enumerate(model.root)]
    count = 0
    for start, part in parts:
        for place, text, _ in texts(part, start):
            holder = data
            for step in place[:-1]:
                holder = holder[step]
            if place[-1] in NOT_SHOWN or "checked" in place or not isinstance(holder[place[-1]], str):
                continue
            if kind == "codes" and place[-1] == "opens":
                continue
            holder[place[-1]] = f"{text} {payload}"
            count += 1
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return count


@pytest.fixture(scope="module", params=PAYLOADS, ids=["script", "onerror", "javascript", "url", "style"])
def poisoned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example, with a payload in every text field of every kind of file; its site and the payload."""
    root = tmp_path_factory.mktemp("poisoned")
    for name in ("promises", "content", "mkdocs.yml", "overrides"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    files = [p for p in (root / "promises").rglob("*.yml")]
    assert sum(poison(path, request.param) for path in files) > 900
    done = handvest("build", folder=root, now=NOW)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return root / "site", request.param


PAGES = [
    "",
    "beloften/",
    "beloften/kno/",
    "beloften/beroerte-keten/",
    "beloften/kno/wachttijd/",
    "q/smdkb/",
    "q/nq68a/",
]
PAGES += ["uitleg/", "toegankelijkheid/", "zoeken/", "beloften/international-desk/", "404.html"]


def test_nothing_runs_and_nothing_is_asked_of_others(
    poisoned: tuple[Path, str], browser: Any, serve: Callable[[Path], str]
) -> None:
    site, _ = poisoned
    base = serve(site)
    context = browser.new_context()
    for uri in PAGES:
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda entry, said=said: said.append(entry.text))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(base + uri)
        assert page.evaluate("window.hacked") is None, uri
        assert page.locator("[onerror], [style], a[href^='javascript']").count() == 0, uri
        assert page.locator("script").count() == (
            0 if uri in ("beloften/kno/wachttijd/", "q/smdkb/", "q/nq68a/") else 1
        )
        assert [url for url in asked if not url.startswith((base, "data:"))] == [], uri
        assert said == [], uri
        page.close()
    context.close()


def test_nothing_is_lost_from_view(poisoned: tuple[Path, str]) -> None:
    site, payload = poisoned
    text = page_text(site / "beloften/kno/wachttijd/index.html")
    charter: Any = yaml.load((ROOT / "promises/ziekenhuis/kno.yml").read_text("utf-8"), yaml.BaseLoader)
    promise = next(p for p in charter["promises"] if p["id"] == "wachttijd")
    sentence = promise["promise"].replace("{norm}", "15 minuten")
    for shown in (sentence, promise["wish"], charter["owner"], charter["claim"]["to"], *promise["exceptions"]):
        assert f"{shown} {payload}" in text
    # in Markdown a link keeps its words, and loses only an address that could run
    specification = " ".join(text.split("\n"))
    assert ("x" if payload.startswith("[") else payload) in specification


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
    ],
)
def test_search_finds_words_in_promises_and_exceptions(
    page: Any, asked: str, title: str | None, where: str | None
) -> None:
    page.goto(page.base)
    page.locator("button.menu-search").click()
    page.locator("#search-words").fill(asked)
    page.locator(".search-found li").first.wait_for()
    assert page.locator(".search-count").text_content().endswith(("resultaat", "resultaten"))
    if title:
        assert title in page.locator(".search-found a").all_text_contents()
    if where:
        assert where in page.locator(".search-where").all_text_contents()
    page.locator(".search-found a").first.click()
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

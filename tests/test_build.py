"""Small projects, built with the real MkDocs: what a visitor gets."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, MKDOCS, NOW, ORGANISATION, ROOT, Draw, handvest
from reading import main_of, page_text, text_of

from handvest.language import language
from handvest.render.markdown import render_markdown
from handvest.render.tables import with_captions

SOUND = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')
DUTCH = ORGANISATION.replace("languages: [en]", "languages: [nl]")
CLINIC = "promises/clinic/index.html"
WAITING = "promises/clinic/waiting/index.html"


def built(root: Path, *options: str, now: str = NOW) -> Path:
    done = handvest("build", *options, folder=root, now=now)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture
def site(draw: Draw) -> Any:
    """Return a function that builds a project and returns its site; `clinic` replaces the charter's text."""

    def build(files: dict[str, Any] | None = None, *, clinic: str = SOUND, options: tuple[str, ...] = ()) -> Path:
        return built(draw({"promises/kno.yml": None, "promises/clinic.yml": clinic, **(files or {})}), *options)

    return build


def promise(line: str, more: str = "") -> str:
    """The sound charter with another promise in place of its own."""
    return SOUND[: SOUND.index("promises:\n")] + f"promises:\n  - id: waiting\n    promise: {line}\n{more}"


NORMS = [
    ("{at_most: 15 minutes}", "Norm\nAt most 15 minutes"),
    ("{at_least: 2 werkdagen}", None),
    ("{within: 24 hours, from: your call}", "Norm\nWithin 24 hours\nCounted from\nYour call"),
    ("{every: 8 weeks}", "Norm\nEvery 8 weeks"),
    ("{exactly: 1 time, per: day}", "Norm\nExactly 1 time\nPer\nDay"),
    ("{at_most: 7, unit: {one: carer, other: carers}}", "Norm\nAt most 7 carers"),
    ("{at_most: 1, unit: {one: carer, other: carers}}", "Norm\nAt most 1 carer"),
    (
        "{margin: {before: 15 minutes, after: 10 minutes}, from: the agreed time}",
        "Norm\nAt most 15 minutes earlier or at most 10 minutes later\nAround\nThe agreed time",
    ),
    (
        "{exactly: 3 times, margin: {after: 30 minutes}, per: day}",
        "Norm\nExactly 3 times\nMargin\nAt most 30 minutes later\nPer\nDay",
    ),
    (
        "{always: true, when: at admission}",
        "Norm\nAlways. You can say yes or no: it happened or it did not.\nWhen\nAt admission",
    ),
    ("{judged_by: person}", "Norm\nYou yourself say whether we kept it."),
]


@pytest.mark.parametrize(("norm", "shown"), [n for n in NORMS if n[1]])
def test_each_form_of_a_norm(site: Any, norm: str, shown: str) -> None:
    text = page_text(site(clinic=promise("A promise.", f"    norm: {norm}\n")) / WAITING)
    assert shown in text


def test_norm_is_filled_in_everywhere(site: Any) -> None:
    more = """\
    norm: {at_most: 1.5 hours}
    specification: "**{norm}** counts."
    wish: Not more than {norm}.
    exceptions: ["After {norm} it stops."]
    compensation: {offers: [{kind: other, text: "{norm} of company"}]}
    actions: [{what: "We aim at {norm}."}]
    changes: [{on: 2026, what: "It was more than {norm}."}]
"""
    text = page_text(site(clinic=promise('"At most {norm}."', more)) / WAITING)
    assert "{norm}" not in text
    for part in ("At most 1.5 hours.", "1.5 hours counts.", "Not more than 1.5 hours.", "After 1.5 hours it stops."):
        assert part in text
    assert "1.5 hours of company" in text and "We aim at 1.5 hours." in text and "It was more than 1.5 hours." in text


def test_each_language_writes_quantities_its_own_way(site: Any) -> None:
    clinic = promise(
        '"Hoogstens {norm}."',
        "    norm: {at_most: 1.5 hours}\n"
        "    compensation: {offers: [{kind: voucher, text: een bon, worth: 7.50 EUR}]}\n",
    )
    folder = site({"promises/organisation.yml": DUTCH}, clinic=clinic)
    text = page_text(folder / "beloften/clinic/waiting/index.html").replace("\xa0", " ")
    assert "Hoogstens 1,5 uur." in text
    assert "Een bon (€ 7,50)" in text


def test_a_charter_in_another_language_speaks_it(site: Any) -> None:
    clinic = SOUND.replace("title: Clinic", "title: Clinic\nlanguage: en")
    folder = site({"promises/organisation.yml": DUTCH}, clinic=clinic)
    html = (folder / "beloften/clinic/waiting/index.html").read_text("utf-8")
    assert '<html lang="en"' in html
    assert "Not kept? You get:" in html
    assert re.search(r'<div lang="nl">.*Belofte niet gehaald\?', html, re.S)
    assert 'lang="en"' in main_of(folder / "beloften/index.html")


def test_own_words_are_used_as_they_are(site: Any) -> None:
    labels = "labels:\n  promise: {one: zorggarantie, other: zorggaranties, the: de}\n  charter: Afspraken met u\n"
    folder = site({"promises/organisation.yml": DUTCH + labels})
    text = text_of((folder / "index.html").read_text("utf-8"))
    assert "Zorggaranties" in text and "Zorggarantie niet gehaald?" in text
    assert "belofte" not in page_text(folder / "uitleg/index.html").lower().replace("beloofd", "")
    assert "Alle Afspraken met u" in page_text(folder / "beloften/index.html")


def test_general_promises_keep_their_own_claim_compensation_and_owner(site: Any) -> None:
    general = SOUND.replace("title: Clinic", "title: Everywhere").replace("owner: Manager", "owner: The board")
    general = (
        general.replace("id: waiting", "id: named")
        .replace("24 hours", "2 weeks")
        .replace("to: the desk", "to: the lobby")
    )
    general = general.replace("kind: apology", "kind: flowers, text: a bunch of tulips")
    folder = site(
        {"promises/general.yml": general}, clinic=SOUND.replace("title: Clinic", "title: Clinic\nincludes: [general]")
    )
    text = page_text(folder / CLINIC)
    for part in (
        "A bunch of tulips",
        "Report it within 2 weeks to the lobby.",
        "From: Everywhere. Responsible: The board.",
    ):
        assert part in text
    assert not (folder / "promises/clinic/named").exists(), "an included promise has one address"
    assert 'href="../../promises/general/named/"' in (folder / CLINIC).read_text("utf-8")


def test_a_charter_that_is_not_public_is_not_shown_by_one_that_includes_it(site: Any) -> None:
    secret = SOUND.replace("title: Clinic", "title: Surprise\nlaunch: 2027-01-01T10:00").replace(
        "id: waiting", "id: named"
    )
    folder = site(
        {"promises/secret.yml": secret}, clinic=SOUND.replace("title: Clinic", "title: Clinic\nincludes: [secret]")
    )
    assert "Surprise" not in page_text(folder / CLINIC)
    assert not (folder / "promises/secret").exists()


def test_a_promise_in_two_phases_is_told_once_and_named_twice(site: Any) -> None:
    clinic = promise("We listen.", "    norm: {judged_by: person}\n    phase: [visit, treatment]\n")
    folder = site(clinic=clinic)
    html = main_of(folder / CLINIC)
    assert html.count("<article") == 1
    assert "This holds here too:\nWe listen." in text_of(html)
    for phase in ("During your visit", "At a treatment"):
        assert phase in page_text(folder / "promises/index.html")


def test_an_empty_choice_is_never_offered(site: Any) -> None:
    text = page_text(site(clinic=SOUND.replace("norm:", "theme: waiting, norm:")) / "promises/index.html")
    assert "Waiting" in text and "Always" in text and "General practitioners" in text
    for other in ("Privacy", "In the waiting room", "Family", "Colleagues", "No longer valid"):
        assert other not in text


def test_intentions_stand_apart(site: Any) -> None:
    clinic = SOUND + "  - {id: friendly, intention: true, promise: We work on a friendly hall.}\n"
    text = page_text(site(clinic=clinic) / CLINIC)
    assert text.index("What we are working towards") < text.index("We work on a friendly hall.")
    assert text.count("Not kept?") == 1


def test_all_offers_or_a_choice(site: Any) -> None:
    more = (
        "    norm: {always: true}\n"
        "    compensation: {choice: CHOICE, offers: [{kind: coffee, text: a coffee}, {kind: apology}]}\n"
    )
    assert "Not kept? You get:\nA coffee\nOur apologies" in page_text(
        site(clinic=promise("A.", more.replace("CHOICE", "false"))) / WAITING
    )
    assert "Not kept? You choose one of these:\nA coffee" in page_text(
        site(clinic=promise("A.", more.replace("CHOICE", "true"))) / WAITING
    )


def test_tags_are_shown_as_typed_and_markdown_is_cleaned(site: Any) -> None:
    more = """\
    norm: {always: true}
    wish: Some <b>bold</b> wish
    specification: |
      A [link](javascript:alert(1)), an <img src=x onerror=alert(1)> and **bold**.
      <script>alert(2)</script>
"""
    folder = site(clinic=promise("'We say <script>alert(0)</script>.'", more))
    html = (folder / WAITING).read_text("utf-8")
    assert "<script" not in html and "<img" not in html and "javascript:" not in html
    assert "<img src=x onerror=alert(1)>" in page_text(folder / WAITING), "nothing is lost from view"
    assert "We say <script>alert(0)</script>." in page_text(folder / WAITING)
    assert "Some <b>bold</b> wish" in page_text(folder / WAITING)
    assert "<strong>bold</strong>" in html


def test_a_large_charter_shows_the_nearest_phase_behind_a_code_and_links_the_rest(site: Any) -> None:
    phases = ["referral", "visit", "waiting-room", "treatment", "discharge", "aftercare"]
    words = [f"word{i * 7919 % 1000003}" for i in range(6000)]
    clinic = SOUND[: SOUND.index("promises:\n")] + "promises:\n"
    for i, phase in enumerate(phases):
        text = " ".join(words[i * 1000 : i * 1000 + 1000])
        clinic += (
            f"  - {{id: p{i}, promise: Promise {i}., phase: {phase}, norm: {{always: true}}, exceptions: [{text}]}}\n"
        )
    folder = site({"promises/codes.yml": '- {code: k7m3p, opens: "clinic#treatment"}\n'}, clinic=clinic)
    text = page_text(folder / "q/k7m3p/index.html")
    assert text.index("At a treatment") < text.index("We promise you more") < text.index("When you are referred")
    assert "Promise 3." in text and "Promise 0." not in text
    assert (folder / "promises/clinic/index.html").read_text("utf-8").count("<article") == 6


def test_pages_by_hand_are_in_the_menu_of_both_frames(site: Any) -> None:
    content = {
        "content/index.md": "# Welcome\n\nHello *you*.\n",
        "content/visiting.md": "# Visiting hours\n\nFrom 2 to 8.\n",
    }
    folder = site(content)
    assert "<em>you</em>" in main_of(folder / "index.html")
    assert main_of(folder / "index.html").count("<h1") == 1
    for page in ("index.html", "visiting/index.html", WAITING):
        html = (folder / page).read_text("utf-8")
        assert re.findall(r'<nav class="menu".*?</nav>', html, re.S)[0].count("Visiting hours") == 1
    assert "On this page" not in (folder / "visiting/index.html").read_text("utf-8")
    assert "https://proef.example/visiting/" in (folder / "sitemap.xml").read_text("utf-8")


def test_a_long_page_by_hand_has_contents_and_tables_that_everyone_can_read(site: Any) -> None:
    table = "| day | time |\n| --- | ---: |\n| Monday | 9.00 |\n"
    long = f"# Guide\n\n## One & two\n\n{table}\n## Three\n\n### Deep\n\n## Four\n"
    folder = site({"content/guide.md": long + "\n[Out](https://other.example/) <b onclick='x()'>b</b>\n"})
    html = main_of(folder / "guide/index.html")
    assert re.findall(r'<li><a href="#([\w-]+)">(.*?)</a>', html) == [
        ("one-two", "One &amp; two"),
        ("three", "Three"),
        ("four", "Four"),
    ]
    assert '<div class="scroll" role="group" aria-labelledby="caption.1" tabindex="0"><table>' in html
    assert '<caption id="caption.1" class="unseen">One &amp; two</caption>' in html
    assert '<th scope="col">day</th>' in html and "style=" not in html and "onclick" not in html
    assert '<a rel="external" href="https://other.example/">' in html


A, B = "| a |\n| --- |\n| 1 |\n", "| b |\n| --- |\n| 2 |\n"
SEEN, UNSEEN = True, False
CAPTIONS = {
    "above": (f"Table: Hours\n\n{A}", [("Hours", SEEN)], []),
    "below": (f"{A}\nTable: Hours\n", [("Hours", SEEN)], []),
    "with a number, in bold": (f"**Table 2.** Hours & *days*\n\n{A}", [("Table 2. Hours & days", SEEN)], []),
    "each above its table": (f"Table: X\n\n{A}\nTable: Y\n\n{B}", [("X", SEEN), ("Y", SEEN)], []),
    "each below its table": (f"{A}\nTable: X\n\n{B}\nTable: Y\n", [("X", SEEN), ("Y", SEEN)], []),
    "only the second has one": (f"{A}\nTable: Y\n\n{B}", [("Visiting", UNSEEN), ("Y", SEEN)], []),
    "one too many": (f"Table: X\n\n{A}\nTable: Y\n", [("X", SEEN)], ["Table: Y"]),
    "none": (A, [("Visiting", UNSEEN)], []),
    "none, twice": (f"{A}\nText.\n\n{B}", [("Visiting", UNSEEN), ("Visiting, table 2", UNSEEN)], ["Text."]),
    "the heading above": (f"## Sat & Sun\n\n{A}", [("Sat & Sun", UNSEEN)], []),
    "a caption in tags": ("<table><caption>X</caption><tr><th>a</th></tr></table>\n", [("X", SEEN)], []),
    "a sentence": (f"Tables are nice: see.\n\n{A}", [("Visiting", UNSEEN)], ["Tables are nice: see."]),
    "a sentence with a number": (
        f"Table 1 shows the hours.\n\n{A}",
        [("Visiting", UNSEEN)],
        ["Table 1 shows the hours."],
    ),
    "text between": (f"Table: X\n\nText.\n\n{A}", [("Visiting", UNSEEN)], ["Table: X", "Text."]),
    "nothing after the word": (f"Table:\n\n{A}", [("Visiting", UNSEEN)], ["Table:"]),
}


@pytest.fixture(scope="module")
def captioned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page for each case."""
    root = tmp_path_factory.mktemp("captioned")
    files = {f"content/case-{i}.md": f"# Visiting\n\n{text}" for i, (text, _, _) in enumerate(CAPTIONS.values())}
    files |= {
        "content/untitled.md": A,
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION,
        "promises/clinic.yml": SOUND,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return built(root)


def names_of_groups(page: Any) -> list[str]:
    """The names of the groups in the tree that a screen reader gets."""
    return re.findall(r'- group "(.*)":', page.locator("main").aria_snapshot())


@pytest.mark.parametrize("case", CAPTIONS)
def test_each_table_has_a_caption_and_its_group_the_same_name(
    captioned: Path, browser: Any, serve: Callable[[Path], str], case: str
) -> None:
    _, expected, left = CAPTIONS[case]
    page = browser.new_page()
    page.goto(f"{serve(captioned)}case-{list(CAPTIONS).index(case)}/")
    captions = page.locator("caption").all()
    assert [(c.text_content(), c.bounding_box()["height"] > 2) for c in captions] == expected
    assert names_of_groups(page) == [name for name, _ in expected]
    assert page.locator("main p").all_text_contents() == left
    page.close()


LONG = "Everyone who " + "lives and " * 10 + "works here"
HEADERS: dict[str, tuple[str, list[str]]] = {
    "names": (
        "| a | b |\n| --- | ---: |\n| **Falls** | 1 |\n| of [them](x.md)[^1] | 2 |\n",
        ["Falls", "of them[^1]"],
    ),
    "years, below an empty corner": ("| | b |\n| --- | --- |\n| 2024 | 1 |\n| 2025 | 2 |\n", ["2024", "2025"]),
    "questions": ("| a | b |\n| --- | --- |\n| Who? | You. |\n| When? | Now. |\n", ["Who?", "When?"]),
    "one row": ("| a | b |\n| --- | --- |\n| Falls | 1 |\n", ["Falls"]),
    "one column": (A, []),
    "sentences": ("| For | Against |\n| --- | --- |\n| He chooses. | He falls ill. |\n| Fair | Dear |\n", []),
    "a sentence between quotation marks": ('| a | b |\n| --- | --- |\n| "Thank you!" | 1 |\n', []),
    "long names": (f"| a | b |\n| --- | --- |\n| {LONG} | 1 |\n", []),
    "the same twice": ("| a | b |\n| --- | --- |\n| Monday | 1 |\n| monday | 2 |\n", []),
    "an empty cell": ("| a | b |\n| --- | --- |\n| Monday | 1 |\n| | 2 |\n", []),
}


@pytest.mark.parametrize("case", HEADERS)
def test_the_first_column_names_the_rows(case: str, browser: Any) -> None:
    text, expected = HEADERS[case]
    page = browser.new_page()
    page.set_content(with_captions(render_markdown(text), language("en"), "Title"))
    assert page.get_by_role("rowheader").all_text_contents() == expected
    assert [name for name in page.get_by_role("columnheader").all_text_contents() if not name] == []
    page.close()


def test_headers_that_an_author_typed_head_what_stands_beside_or_below_them(site: Any, browser: Any) -> None:
    day = "<tr><th>Monday</th><td>9.00</td></tr><tr><th>Tuesday.</th><td>9.00</td></tr>"
    table = f"<table><tr><th>Day</th><th>Time</th></tr>{day}</table>\n"
    page = browser.new_page()
    page.set_content(main_of(site({"content/guide.md": f"# Guide\n\n{table}"}) / "guide/index.html"))
    assert page.get_by_role("columnheader").all_text_contents() == ["Day", "Time"]
    assert page.get_by_role("rowheader").all_text_contents() == ["Monday", "Tuesday."]
    page.close()


def test_a_table_without_any_heading_bears_the_title_of_its_page(captioned: Path) -> None:
    assert '<caption id="caption.1" class="unseen">Untitled</caption>' in main_of(captioned / "untitled/index.html")


def test_the_word_for_a_table_is_that_of_the_site(site: Any) -> None:
    page = f"# Bezoek\n\nTabel: Tijden\n\n{A}\nTable: x\n"
    folder = site({"promises/organisation.yml": DUTCH, "content/bezoek.md": page})
    html = main_of(folder / "bezoek/index.html")
    assert '<caption id="caption.1">Tijden</caption>' in html
    assert "<p>Table: x</p>" in html


def test_a_table_in_a_promise_does_not_push_the_rest_out_of_view(
    site: Any, browser: Any, serve: Callable[[Path], str]
) -> None:
    row = "| department | " + " | ".join(f"a long word {i}" for i in range(8)) + " |"
    table = f"Table: Hours\n\n      {row}\n      |{' --- |' * 9}\n      {row}\n\n      {A[:5]}\n"
    clinic = promise("A promise.", f"    norm: {{always: true}}\n    specification: |\n      {table}")
    address = serve(site(clinic=clinic))
    for uri in ("promises/clinic/", "promises/clinic/waiting/"):
        page = browser.new_page(viewport={"width": 320, "height": 700})
        page.goto(address + uri)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert names_of_groups(page) == ["Hours"]
        assert page.locator("caption").get_attribute("id") == "waiting.caption.1"
        for part in (page.locator(".promise-miss"), page.get_by_role("group")):
            box = part.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 320
        page.close()


def test_footnotes_say_where_they_lead_in_the_words_of_the_page(
    site: Any, browser: Any, serve: Callable[[Path], str]
) -> None:
    mkdocs = MKDOCS + "markdown_extensions: [footnotes]\n"
    text = "# Bezoek\n\nElke dag.[^1] Ook 's avonds.[^x]\n\n[^1]: Niet op maandag.\n\n[^x]: Tot 20 uur.\n"
    files = {"promises/organisation.yml": DUTCH, "mkdocs.yml": mkdocs, "content/bezoek.md": text}
    page = browser.new_page()
    page.goto(serve(site(files)) + "bezoek/")
    for n, note in (("1", "Niet op maandag."), ("2", "Tot 20 uur.")):
        page.get_by_role("link", name=f"Noot {n}", exact=True).click()
        assert note in page.locator("li:target").text_content()
        page.get_by_role("link", name=f"Terug naar de tekst bij noot {n}").click()
        assert page.locator(":target").text_content() == n
    assert "Jump" not in page.content()
    page.close()


def test_the_contents_of_a_page_come_after_its_title(site: Any) -> None:
    text = page_text(site({"content/guide.md": "# Guide\n\nHello.\n\n## A\n\n## B\n\n## C\n"}) / "guide/index.html")
    assert text == "Guide\nA\nB\nC\nHello.\nA\nB\nC"


def test_a_title_with_signs_is_read_as_it_was_typed(site: Any) -> None:
    named = SOUND.replace("title: Clinic", "title: Ears & <nose>")
    folder = site({"content/guide.md": "# Bus & *car*\n\nHello.\n"}, clinic=named)
    html = (folder / "guide/index.html").read_text("utf-8")
    assert "<title>Bus &amp; car – De Proef</title>" in html
    assert re.findall(r">(Bus[^<]*)</a>", html) == ["Bus &amp; car"] * 2, "in the menu and in the footer"
    assert "<title>Ears &amp; &lt;nose&gt; – De Proef</title>" in (folder / CLINIC).read_text("utf-8")


def test_a_site_may_have_templates_of_its_own(site: Any) -> None:
    own = '{% macro notice(text, link="", href="") %}<p class="own">{{ text }}</p>{% endmacro %}'
    mkdocs = (
        "site_name: P\nsite_url: https://proef.example/\ndocs_dir: content\nplugins: [handvest]\n"
        "theme: {name: material, font: false, custom_dir: looks}\n"
    )
    files = {
        "looks/components/notice/template.html": own,
        "looks/main.html": '{% extends "base.html" %}{% block extrahead %}<meta name="own">{% endblock %}',
        "mkdocs.yml": mkdocs,
    }
    folder = site(files, clinic=SOUND.replace("from: 2026-01-01", "from: 2020-01-01, until: 2026-06-30"))
    html = (folder / CLINIC).read_text("utf-8")
    assert '<p class="own">This holds no longer. It ended on 30 June 2026.</p>' in html
    assert '<meta name="own">' in html


def test_only_what_belongs_on_a_site_is_published(site: Any) -> None:
    folder = site({"content/photo.png": b"png"})
    kinds = {p.suffix for p in folder.rglob("*") if p.is_file()}
    assert kinds == {".html", ".css", ".woff2", ".txt", ".xml", ".png", ".conf", ".pdf", ".docx", ""}
    assert {p.name for p in folder.rglob("*") if p.is_file() and not p.suffix} == {"_headers"}


def test_pages_by_hand_are_optional(draw: Draw) -> None:
    assert page_text(built(draw({"content/.keep": None})) / "index.html").startswith("This is what we promise you")


def test_a_site_with_only_a_report_is_not_refused(draw: Draw) -> None:
    report = "title: A talk\nkind: evaluation\npublished: 2026-01-01\nresponsible: The board\n"
    root = draw({"promises/kno.yml": None, "reports/2025/report.yml": report})
    assert "There is nothing here yet." in page_text(built(root) / "promises/index.html")


def test_the_wheel_carries_all_that_a_site_needs(draw: Draw, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(out / "installed")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from handvest.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", code, str(out / "installed"), "build", "--now", NOW]
    done = subprocess.run(words, cwd=draw(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "installed/handvest/overrides/assets/fonts/OFL.txt").is_file()

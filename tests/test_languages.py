"""A site in three languages, and one from right to left; the projects that are built here lie in tests/languages/."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import docx
import pypdfium2
import pytest
from conftest import ROOT, here
from reading import page_text

from handvest.language import language

URL = "https://proef.example/"
VOID = {"meta", "link", "br", "hr", "img", "input", "source"}
SILENT = {"script", "style", "svg"}


@dataclass
class Html(HTMLParser):
    """Reads one page: what is said in which language, its links, and what it tells machines."""

    said: list[tuple[str, str]] = field(default_factory=list)  # language, text
    links: list[dict[str, str]] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)  # the choice of languages: code to address
    alternates: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    canonical: str = ""
    language: str = ""
    direction: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        spoken = given.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in VOID:
            self.open.append((tag, spoken))
        if tag == "html":
            self.language, self.direction = given["lang"], given["dir"]
        self.ids |= {given["id"]} if "id" in given else set()
        self.said += [
            (spoken, given[name]) for name in ("aria-label", "alt", "title", "data-none") if given.get(name)
        ]
        if tag == "meta" and given.get("name") == "description":
            self.said.append((spoken, given["content"]))
        if tag == "link" and given["rel"] == "alternate" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given["href"]
        if tag == "link" and given["rel"] == "canonical":
            self.canonical = given["href"]
        if tag == "a":
            self.links.append(given)
            if "hreflang" in given and "dir" in given:
                self.choices.setdefault(given["hreflang"], given["href"])

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in SILENT:
            self.said.append((self.open[-1][1], data.strip()))


Site = dict[str, Html]  # address from the root, without index.html


def built(name: str, folder: Path) -> Path:
    root = folder / name
    shutil.copytree(Path(__file__).parent / "languages" / name, root)
    done = here("build", "--out", str(root / "site"), folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def read(site: Path) -> Site:
    pages: Site = {}
    for path in sorted(site.rglob("*.html")):
        page = pages[path.relative_to(site).as_posix().removesuffix("index.html")] = Html()
        page.feed(path.read_text("utf-8"))
    return pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Dutch, English and Arabic: one charter in all three, one only in Dutch, one written in English."""
    return built("three", tmp_path_factory.mktemp("three"))


@pytest.fixture(scope="module")
def three(folder: Path) -> Site:
    return read(folder)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Arabic only."""
    return built("arabic", tmp_path_factory.mktemp("arabic"))


def of_edition(site: Site, code: str) -> dict[str, Html]:
    prefixes = ("en/", "ar/") if code == "nl" else (f"{code}/",)
    return {uri: page for uri, page in site.items() if uri.startswith(prefixes) is (code != "nl")}


def leads_to(uri: str, href: str) -> str:
    """Return where a link on a page leads, from the root of the site."""
    return urljoin(f"/{uri}", href).lstrip("/")


# what there is in each language


def test_an_edition_has_what_is_translated_and_all_pages_about_everything(three: Site) -> None:
    charter = ("", "later/", "wachten/", "wachttijd/", "text/")
    old = ("", "later/", "wachten/", "wachttijd/", "text/")
    guests = ("", "answer/", "text/", "easy/")
    general = {"", "promises/", "explained/", "accessibility/", "search/"}
    both = general | {f"promises/kno/{p}" for p in charter} | {f"promises/keel/{p}" for p in old}
    assert set(of_edition(three, "ar")) == {f"ar/{uri}" for uri in both}
    assert set(of_edition(three, "en")) == {f"en/{uri}" for uri in both | {f"promises/guests/{p}" for p in guests}}


def test_easy_words_are_there_only_in_the_language_in_which_they_were_written(three: Site, folder: Path) -> None:
    easy = {uri for uri in three if uri.endswith(("/makkelijk/", "/easy/"))}
    assert easy == {
        *(f"beloften/{id}/makkelijk/" for id in ("kno", "keel", "hart", "guests")),
        "en/promises/guests/easy/",
    }
    assert "We write in English." in page_text(folder / "en/promises/guests/easy/index.html")


@pytest.mark.parametrize("code", ["en", "ar"])
def test_each_edition_has_its_documents(folder: Path, code: str) -> None:
    document = docx.Document(io.BytesIO((folder / code / "promises/kno/kno.docx").read_bytes()))
    text = "\n".join(p.text for p in document.paragraphs)
    assert {"en": "You wait 1,500 minutes at most.", "ar": "لا تنتظر أكثر من 1,500 دقيقة."}[code] in text


def test_what_is_only_in_the_main_language_is_told_so(folder: Path) -> None:
    assert "Only in Dutch\nWe have not translated these yet.\nHartafdeling" in page_text(
        folder / "en/promises/index.html"
    )
    arabic = page_text(folder / "ar/promises/index.html")
    assert "International desk\nHartafdeling" in arabic and "باللغة الإنجليزية أو الهولندية فقط" in arabic.replace(
        "\xa0", " "
    )
    assert "elsewhere" not in (folder / "beloften/index.html").read_text("utf-8")


# ways between them


def test_every_link_stays_in_its_language(three: Site) -> None:
    for code in ("en", "ar"):
        for uri, page in of_edition(three, code).items():
            elsewhere = [link for link in page.links if "hreflang" in link]
            for link in page.links:
                href = link["href"]
                if link not in elsewhere and not urlsplit(href).scheme:
                    assert leads_to(uri, href).startswith(f"{code}/"), (uri, href)


def test_the_choice_of_languages_leads_to_the_same_page(three: Site) -> None:
    same = {
        "": ("en/", "ar/"),
        "beloften/": ("en/promises/", "ar/promises/"),
        "uitleg/": ("en/explained/", "ar/explained/"),
        "zoeken/": ("en/search/", "ar/search/"),
        "toegankelijkheid/": ("en/accessibility/", "ar/accessibility/"),
        "beloften/kno/": ("en/promises/kno/", "ar/promises/kno/"),
        "beloften/kno/wachten/": ("en/promises/kno/wachten/", "ar/promises/kno/wachten/"),
        "beloften/kno/tekst/": ("en/promises/kno/text/", "ar/promises/kno/text/"),
    }
    for uri, (english, arabic) in same.items():
        there = {"nl": uri, "en": english, "ar": arabic}
        for own in there.values():
            assert {code: leads_to(own, href) for code, href in three[own].choices.items()} == there


@pytest.mark.parametrize(
    ("uri", "english", "arabic"),
    [
        ("beloften/kno/makkelijk/", "en/promises/kno/", "ar/promises/kno/"),
        ("beloften/hart/", "en/promises/#elsewhere", "ar/promises/#elsewhere"),
        ("beloften/hart/naam/", "en/promises/#elsewhere", "ar/promises/#elsewhere"),
        ("beloften/guests/", "en/promises/guests/", "ar/promises/#elsewhere"),
        ("q/k7m3p/", "en/promises/kno/", "ar/promises/kno/"),
        ("q/w4x9t/", "en/promises/#elsewhere", "ar/promises/#elsewhere"),
        ("q/z3y8v/", "en/", "ar/"),
        ("route/", "en/", "ar/"),
        ("404.html", "en/", "ar/"),
    ],
)
def test_where_a_page_is_not_translated_the_choice_leads_to_what_is_nearest(
    three: Site, uri: str, english: str, arabic: str
) -> None:
    found = {code: leads_to(uri, href) for code, href in three[uri].choices.items()}
    assert found == {"nl": uri, "en": english, "ar": arabic}
    for target in (english, arabic):
        page, _, place = target.partition("#")
        assert page in three and (not place or place in three[page].ids)


def test_a_choice_that_leads_to_another_page_says_so(three: Site) -> None:
    said = [text for code, text in three["beloften/hart/"].said if code == "en"]
    assert "English: not this page" in said
    assert "English" in [text for code, text in three["beloften/kno/"].said if code == "en"]


def test_search_engines_find_each_page_in_each_language(three: Site) -> None:
    for uri, page in three.items():
        for code, url in page.alternates.items():
            other = three[url.removeprefix(URL)]
            assert other.alternates == page.alternates and other.language == code, uri
            assert other.canonical == url
    assert set(three["en/promises/kno/"].alternates) == {"nl", "en", "ar"}
    assert three["beloften/hart/"].alternates == three["beloften/kno/makkelijk/"].alternates == {}
    assert three["q/k7m3p/"].alternates == three["en/promises/kno/wachttijd/"].alternates == {}


def test_the_sitemap_names_each_page_once_at_its_own_address(folder: Path, three: Site) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text("utf-8"))
    assert {f"{URL}{uri}" for uri in ("", "en/", "ar/", "en/promises/kno/", "ar/promises/kno/", "route/")} <= set(
        listed
    )
    assert not [url for url in listed if "/guests/" in url and "/en/" not in url]
    assert not [url for url in listed if "/keel/" in url or "wachttijd" in url or "404" in url]


# what the pages say


@pytest.mark.parametrize(("code", "direction"), [("nl", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_every_page_says_its_language_and_direction(three: Site, code: str, direction: str) -> None:
    for uri, page in of_edition(three, code).items():
        own = "en" if "guests" in uri else code
        assert (page.language, page.direction) == (own, direction), uri


def test_a_charter_written_in_another_language_stands_in_both(folder: Path, three: Site) -> None:
    dutch = three["beloften/guests/"]
    assert dutch.canonical == f"{URL}en/promises/guests/" and dutch.language == "en"
    assert ("nl", "Zo werkt het") in dutch.said and ("en", "How you report it") in dutch.said
    assert not three["en/promises/guests/"].alternates
    assert 'lang="en">International desk</a>' in (folder / "beloften/index.html").read_text("utf-8")


DUTCH = re.compile(
    r"\b(de|het|een|wij|niet|van|voor|uw|zijn|bij|naar|krijgt|kunt|onze|met|op|aan|uit|om|wat|dit|dat|als|geen|ook|over"
    r"|beloften|belofte|zorggaranties|klachten|afdeling|uur|oktober|mei|euro)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_nothing_in_another_language_is_left_unmarked(three: Site, code: str) -> None:
    dutch = language("nl")
    words = {dutch(text) for text in INTERFACE} | {"ma-vr 8.30-17.00 uur", "Een tijdje later"}
    for uri, page in of_edition(three, code).items():
        own = [text for spoken, text in page.said if spoken == code]
        assert own
        wrong = [t for t in own if DUTCH.search(t.replace("De Proef", "")) or t in words]
        assert wrong == [], uri


INTERFACE = (
    *(
        "Home",
        "Menu",
        "Search",
        "Language",
        "You are here",
        "Other versions",
        "Text only",
        "How it works",
        "Complaints",
    ),
    *("Not kept? You get:", "Good to know", "How you report it", "Responsible", "Holds since", "Accessibility"),
)
INTERFACE = tuple(text for text in INTERFACE if language("nl")(text) != text)


def test_what_the_organisation_did_not_translate_is_marked(three: Site) -> None:
    page = three["en/promises/kno/"]
    assert ("nl", "ma-vr 8.30-17.00 uur") in page.said and ("en", "Complaints officer") in page.said
    assert ("nl", "Een tijdje later") in page.said
    assert not [text for _, text in page.said if "zorggaranties zijn vrijwillig" in text]  # the built-in note instead
    assert ("nl", "Een tijdje later") in three["beloften/guests/"].said


def test_numbers_and_dates_are_written_as_the_language_does(folder: Path) -> None:
    english = page_text(folder / "en/promises/kno/index.html")
    assert "You wait 1,500 minutes at most." in english and "1 May 2026" in english and "A voucher (€7.50)" in english
    assert "Report it within 24 hours to the desk." in english
    assert "15 October 2026" in page_text(folder / "en/accessibility/index.html")
    assert "U wacht niet langer dan 1.500 minuten." in page_text(folder / "beloften/kno/index.html")
    assert "1 مايو 2026" in page_text(folder / "ar/promises/kno/index.html")


def test_an_own_word_is_used_in_its_own_language_only(three: Site) -> None:
    assert "Zorggaranties" in [text for _, text in three["beloften/"].said]
    for code in ("en", "ar"):
        for page in of_edition(three, code).values():
            assert not [text for _, text in page.said if "zorggarantie" in text.lower()]


# in a browser

View = Callable[..., Any]


@pytest.fixture
def view(browser: Any, serve: Callable[[Path], str]) -> Iterator[View]:
    contexts = []

    def open_(site: Path, uri: str, width: int = 1280) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.goto(serve(site) + uri)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_search_finds_only_what_is_in_its_language(view: View, folder: Path) -> None:
    for uri, word, found in (
        ("en/search/", "minutes", "You wait 1,500 minutes at most."),
        ("ar/search/", "انتظار", "لا تنتظر أكثر من 1,500 دقيقة."),
        ("zoeken/", "minuten", "U wacht niet langer dan 1.500 minuten."),
    ):
        page = view(folder, uri)
        page.get_by_role("searchbox").fill(word)
        page.wait_for_selector(".search-found a")
        links = page.eval_on_selector_all(".search-found a", "all => all.map(a => new URL(a.href).pathname)")
        prefix = uri.partition("/")[0] + "/" if uri[:2] in ("en", "ar") else "beloften/"
        assert links and all(link.startswith(f"/{prefix}") for link in links)
        assert found in page.inner_text(".search-found")


KINDS = {
    "home": "",
    "overview": "promises/",
    "charter": "promises/ent/",
    "promise": "promises/ent/waiting/",
    "code": "q/k7m3p/",
    "easy": "promises/ent/easy/",
    "text": "promises/ent/text/",
    "explained": "explained/",
    "search": "search/",
}


@pytest.mark.parametrize("kind", KINDS)
def test_from_right_to_left_nothing_runs_off_the_page_and_axe_finds_nothing(
    view: View, arabic: Path, kind: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for width in (320, 1280):
        page = view(arabic, KINDS[kind], width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    boxes: list[dict[str, float]] = page.eval_on_selector_all(
        selector,
        "all => all.map(e => { const b = e.getBoundingClientRect(); return {left: b.left, right: b.right}; })",
    )
    return boxes


def test_the_frame_is_mirrored(view: View, arabic: Path) -> None:
    page = view(arabic, KINDS["charter"])
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    brand, menu = boxes(page, ".brand")[0], boxes(page, ".menu")[0]
    assert menu["right"] < brand["left"]
    says, miss = boxes(page, ".promise-says")[0], boxes(page, ".promise-miss")[0]
    assert miss["right"] <= says["left"] + 1
    items = boxes(page, ".menu li")
    assert [b["left"] for b in items] == sorted((b["left"] for b in items), reverse=True)
    begins = page.evaluate(
        "(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('h1'));"
        " return r.getBoundingClientRect().right; })()"
    )
    assert 0 < boxes(page, ".hero .width")[0]["right"] - begins < 40  # at the right, but for the padding


def test_the_arrow_in_the_way_back_points_to_where_one_reads_on(view: View, arabic: Path) -> None:
    arrow = "getComputedStyle(document.querySelector('.crumbs li + li'), '::before').transform"
    matrix = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", view(arabic, KINDS["charter"]).evaluate(arrow))]
    a, b, c, d = matrix[:4]
    corner = (a - c, b - d)  # where the corner between the two drawn borders, top and right, comes to lie
    assert corner[0] < -1 and abs(corner[1]) < 0.01


def test_the_easy_page_has_its_picture_at_the_right(view: View, arabic: Path) -> None:
    page = view(arabic, KINDS["easy"])
    assert page.locator(".easy-picture").count() == page.locator(".easy").count() == 3
    for picture, text in zip(boxes(page, ".easy-picture"), boxes(page, ".easy-text"), strict=True):
        assert picture["left"] >= text["right"]


IN_ORDER = """(wanted) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(wanted);
    if (at < 0) continue;
    const lefts = [...wanted.matchAll(/[^ ]+/g)].map((m) => {
      const range = document.createRange();
      range.setStart(walk.currentNode, at + m.index);
      range.setEnd(walk.currentNode, at + m.index + m[0].length);
      return range.getBoundingClientRect().left;
    });
    if (lefts.some((x) => x)) found.push(lefts);
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("kind", "wanted", "least"),
    [
        ("home", "088 000 12 00", 2),
        ("charter", "088 000 12 00", 2),
        ("charter", "088 000 12 34", 2),
        ("charter", "+31 88 000 12 99", 2),
        ("charter", "Lindelaan 1, 1234 AB Voorbeeld", 1),
        ("promise", "088 000 12 34", 2),
        ("code", "+31 88 000 12 99", 2),
        ("easy", "088 000 12 00", 2),
        ("text", "0 8 8, 0 0 0, 1 2, 0 0", 1),
    ],
)
def test_numbers_and_addresses_keep_their_order_in_arabic(
    view: View, arabic: Path, kind: str, wanted: str, least: int
) -> None:
    found = view(arabic, KINDS[kind]).evaluate(IN_ORDER, wanted)
    assert len(found) >= least
    for lefts in found:
        assert lefts == sorted(lefts)


def test_a_number_of_a_telephone_is_not_broken_over_lines(view: View, arabic: Path) -> None:
    page = view(arabic, KINDS["charter"], 320)
    assert set(page.eval_on_selector_all("bdi", "all => all.map(e => e.getClientRects().length)")) == {1}


def test_the_page_behind_a_code_speaks_arabic(arabic: Path) -> None:
    text = page_text(arabic / "q/k7m3p/index.html")
    for said in (
        "لا تنتظر أكثر من 15 دقيقة بعد موعدك.",
        "قسيمة قهوة",
        "أبلغ عن ذلك خلال 24 ساعة لدى مكتب الاستقبال.",
    ):
        assert said in text
    assert "نتصل بك خلال يومي عمل من عودتك إلى البيت." in text
    assert not re.search(r"\b(?:the|you|not|kept|report|our)\b", text, re.IGNORECASE)


def test_word_reads_from_right_to_left(arabic: Path) -> None:
    document = docx.Document(io.BytesIO((arabic / "promises/ent/ent.docx").read_bytes()))
    written = [p for p in document.paragraphs if p.text.strip()]
    assert written and all(p._p.xpath("./w:pPr/w:bidi") for p in written)


# the catalogue and the styles


@pytest.mark.parametrize(
    ("n", "minutes", "promises"),
    [
        (1, "دقيقة واحدة", "وعد واحد"),
        (2, "دقيقتين", "وعدان"),
        (3, "3 دقائق", "3 وعود"),
        (10, "10 دقائق", "10 وعود"),
        (11, "11 دقيقة", "11 وعدًا"),
        (99, "99 دقيقة", "99 وعدًا"),
        (100, "100 دقيقة", "100 وعد"),
        (103, "103 دقائق", "103 وعود"),
    ],
)
def test_arabic_has_six_forms(n: int, minutes: str, promises: str) -> None:
    say = language("ar")
    assert say.plural("{n} minute", "{n} minutes", n) == minutes
    assert say.plural("{n} promise", "{n} promises", n) == promises


def test_arabic_joins_words_with_its_own_signs() -> None:
    say = language("ar")
    assert say.listing(["أ", "ب", "ج"]) == "أ، ب وج"
    assert say.listing(["أ", "ب"], last="or").replace("\xa0", " ") == "أ أو ب"
    assert language("nl").listing(["a", "b", "c"]) == "a, b en c"


DRAWN = ("figure",)  # a drawing has a left and a right of its own
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|text-align: ?(?:left|right)|float:|[\s;{](?:left|right):"
    r"|(?:padding|margin|inset): *[^\s;}]+ (?P<one>[^\s;}]+) [^\s;}]+ (?!(?P=one)[;\s}])[^\s;}]+"
    r"|border-radius: *[^\s;}]+ [^;}]*[;}]"
)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "overrides").glob("[cs]*/**/*.css")) if path.parent.name not in DRAWN],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_styles_know_no_left_and_right(path: Path) -> None:
    """A style that says left or right is wrong for one of the two directions."""
    assert [m[0] for m in PHYSICAL.finditer(path.read_text("utf-8"))] == []


def test_paper_keeps_the_order_of_numbers_too(arabic: Path) -> None:
    text = pypdfium2.PdfDocument(arabic / "promises/ent/ent.pdf")[0].get_textpage()

    def places(part: str) -> list[tuple[int, int]]:
        found, search = [], text.search(part)
        while at := search.get_next():
            left, bottom, *_ = text.get_charbox(at[0])
            found.append((round(bottom), round(left)))
        return found

    last = dict(places("34"))
    lines = [(left, last[line]) for line, left in places("088") if line in last]  # first and last part, on one line
    assert lines and all(first < end for first, end in lines)

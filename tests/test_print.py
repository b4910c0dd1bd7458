"""Paper: `handvest print` makes sheets that everyone can read, scan and trust."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
import segno
import zxingcpp
from conftest import CHARTER, NOW, ORGANISATION, ROOT, Draw, here
from PIL import Image, ImageFilter

from handvest import cli
from handvest.examine import examine
from handvest.load.project import Settings
from handvest.variants import typst
from handvest.variants.paper.printing import FORMS, Printer
from handvest.variants.tree import markdown_tree

WITH_CODE = ("desk", "wall-a4", "wall-a3", "card", "hand")
POINT = 72 / 25.4  # points in a millimetre
CODES = "- {code: k7m3p, opens: kno, url: https://proef.example/q/k7m3p/}\n"
CHARTER = CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."')


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDVEST_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def example_printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDVEST_CACHE", str(tmp_path_factory.mktemp("cache")))
        project, now, _ = examine(Settings(ROOT, "https://beloften.delinde.example/"), NOW)
        printer = Printer(project, now)
        assert printer.cache
        return printer


@pytest.fixture(scope="module")
def paper(example_printer: Printer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sheet of every charter of the example, by its name."""
    folder = tmp_path_factory.mktemp("paper")
    files = {}
    for printed in example_printer.print(example_printer.charters, tuple(FORMS)):
        assert printed.problems == ()
        for file in printed.files:
            file.write(folder)
            files[file.path.removesuffix(".pdf")] = folder / file.path
    return files


def project(draw: Draw, charter: str = CHARTER, **files: Any) -> Path:
    codes = files.pop("codes", CODES)
    tree = {"promises/kno.yml": charter, "promises/codes.yml": codes}
    return draw(tree | {name.replace("__", "/") + ".yml": text for name, text in files.items()})


def printed(folder: Path, *words: str, now: str = NOW) -> subprocess.CompletedProcess[str]:
    return here("print", *words, folder=folder, now=now)


def failures(path: Path) -> list[str]:
    found = page.validate_pdf(str(path), profile=page.ValidationProfile("ua1"))
    return [f"{f.rule_id}: {f.message}" for f in found.failures]


def text(path: Path) -> str:
    """All words of a PDF, on one line; marks at which a line may break are no part of them."""
    with pypdfium2.PdfDocument(path) as pdf:
        words = " ".join(pdf[i].get_textpage().get_text_bounded() for i in range(len(pdf)))
    return " ".join(words.replace("\u200b", "").replace("\ufffe", "").split())


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def picture(path: Path, dpi: float = 150, at: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[at].render(scale=dpi / 72).to_pil().convert("L")


def scanned(image: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(image)}


def roles(path: Path) -> list[str]:
    """The roles of the parts of a PDF, in the order in which they are read."""
    with pikepdf.open(path) as pdf:
        return list(_roles(pdf.Root.StructTreeRoot))


def _roles(node: Any) -> list[str]:
    own = [str(node.S)[1:]] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            own += _roles(kid)
    return own


def letters(path: Path) -> list[tuple[float, tuple[float, float, float, float], float, float]]:
    """Of every letter: its size in points, its box, and the width and height of its page."""
    import pypdfium2.raw as raw

    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for sheet in pdf:
            words = sheet.get_textpage()
            for i in range(words.count_chars()):
                if not chr(raw.FPDFText_GetUnicode(words, i)).isspace():
                    size = raw.FPDFText_GetFontSize(words, i)
                    found.append((size, words.get_charbox(i), *sheet.get_size()))
    return found


# every sheet of the example


def test_every_charter_that_holds_is_there_in_every_form(paper: dict[str, Path]) -> None:
    names = {name.removeprefix("kno-") for name in paper if name.startswith("kno-") and "huisartsen" not in name}
    assert names == {
        *("desk", "hand", "hand-easy", "wall-a3", "wall-a4", "card", "claim", "claim-large", "offer", "team", "talk")
    }
    for id in ("ziekenhuis", "beroerte-keten", "international-desk", "ict-servicedesk"):
        assert {f"{id}-{form}" for form in FORMS if form != "wall"} <= {*paper, f"{id}-offer"}
    assert not any(name.startswith("locatie-oost") for name in paper), "it ended"


def test_every_sheet_is_pdf_ua_with_its_title_and_language(paper: dict[str, Path]) -> None:
    wrong = {name: found for name, path in paper.items() if (found := failures(path))}
    assert wrong == {}
    for name, path in paper.items():
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == ("en" if name.startswith("international") else "nl"), name
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert pdf.open_metadata()["dc:title"]


def test_headings_do_not_jump(paper: dict[str, Path]) -> None:
    for name, path in paper.items():
        levels = [int(role[1]) for role in roles(path) if role in ("H1", "H2", "H3", "H4")]
        assert levels and levels[0] == 1, name
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), name


def test_no_letter_is_small_or_lies_at_the_edge(paper: dict[str, Path]) -> None:
    for name, path in paper.items():
        for size, (left, bottom, right, top), width, height in letters(path):
            assert size >= 11.99, (name, size)
            assert min(left, bottom, width - right, height - top) > 3 * POINT, (name, left, bottom, right, top)


def test_the_card_on_the_desk_is_one_page_of_a5(paper: dict[str, Path]) -> None:
    with pikepdf.open(paper["kno-desk"]) as pdf:
        (sheet,) = pdf.pages
        assert [round(float(side) / POINT) for side in sheet.mediabox[2:]] == [148, 210]
    said = text(paper["kno-desk"])
    assert "Polikliniek KNO" in said and "beloften.delinde.example/q/cwm5y" in said
    assert said.count("Belt u ons?") == 1


def test_large_letters_are_large(paper: dict[str, Path]) -> None:
    def body(name: str) -> float:
        sizes = [round(size, 1) for size, *_ in letters(paper[name])]
        return max(set(sizes), key=sizes.count)

    assert body("kno-hand") >= 14 and body("kno-hand-easy") >= 14 and body("kno-claim-large") >= 18


@pytest.mark.parametrize("form", WITH_CODE)
def test_the_code_scans_from_every_page(paper: dict[str, Path], form: str) -> None:
    url = "https://beloften.delinde.example/q/cwm5y/"
    path = paper[f"kno-{form}"]
    seen = picture(path)
    assert scanned(seen) == {url}
    assert "beloften.delinde.example/q/cwm5y" in text(path)
    assert scanned(seen.filter(ImageFilter.GaussianBlur(1.5))) == {url}, "out of focus"
    assert scanned(seen.rotate(7, fillcolor=255, expand=True)) == {url}, "held askew"
    assert scanned(seen.point(lambda v: v * 0.35 + 60)) == {url}, "in bad light"


@pytest.mark.parametrize("id", ["kno", "international-desk", "beroerte-keten"])
def test_the_desk_card_scans_at_arms_length(paper: dict[str, Path], id: str) -> None:
    seen = picture(paper[f"{id}-desk"], dpi=200)
    small = seen.resize((seen.width // 4, seen.height // 4), Image.Resampling.BILINEAR)
    assert len(scanned(small)) == 1
    assert len(scanned(small.rotate(7, fillcolor=255, expand=True, resample=Image.Resampling.BILINEAR))) == 1


def test_the_code_has_a_wide_white_border(paper: dict[str, Path]) -> None:
    seen = picture(paper["kno-card"], dpi=300)
    found = zxingcpp.read_barcodes(seen)[0]
    corners, (side, _) = found.position, segno.make_qr(found.text, error="h").symbol_size(border=0)
    module = (corners.top_right.x - corners.top_left.x) / side
    left, top = corners.top_left.x - 3.5 * module, corners.top_left.y - 3.5 * module
    beside = seen.crop((int(left), int(top), int(corners.top_left.x - module / 2), int(corners.bottom_left.y)))
    above = seen.crop((int(left), int(top), int(corners.top_right.x), int(corners.top_left.y - module / 2)))
    assert beside.getextrema()[0] > 250 and above.getextrema()[0] > 250


def test_the_hand_has_everything_of_the_page(example_printer: Printer, paper: dict[str, Path]) -> None:
    for id in example_printer.charters:
        said = text(paper[f"{id}-hand"])
        view = example_printer.subject(id).view
        for p in (*view.promises, *view.intentions):
            wanted = [p.sentence]
            if not p.intention:
                wanted += [
                    *p.offers,
                    *(p.exceptions or ()),
                    p.no_compensation,
                    p.claim.within,
                    p.claim.to,
                    p.claim.receive,
                ]
            for part in wanted:
                assert " ".join(part.split()) in said, (id, part)


def test_the_claim_form_has_a_box_for_every_promise_and_choice(
    example_printer: Printer, paper: dict[str, Path]
) -> None:
    subject = example_printer.subject("kno")
    view = subject.view
    choices = [p for p in view.promises if p.choice]
    ways = sum(len(c["channels"]) for c in next(FORMS["claim"](subject)).data["claims"])  # these are a list too
    boxes = len(view.promises) + sum(len(p.offers) for p in choices) + 2  # for whom: myself, someone else
    assert choices
    for form in ("claim", "claim-large"):
        assert roles(paper[f"kno-{form}"]).count("LI") == boxes + ways
        assert all(" ".join(p.sentence.split()) in text(paper[f"kno-{form}"]) for p in view.promises)


def test_each_different_card_is_there_once(paper: dict[str, Path]) -> None:
    said = text(paper["kno-offer"])
    assert said.count("Een gratis uitrijkaart Iets") == 1 and said.count("Een koffiebon (€ 5)") == 1
    assert "Hij is een jaar geldig." in said


def test_the_team_reads_a_table_with_headers(paper: dict[str, Path]) -> None:
    found = roles(paper["kno-team"])
    assert found.count("TH") == 3 and found.count("Table") == 1


def test_the_easy_paper_shows_a_picture_and_one_sentence_a_line(paper: dict[str, Path]) -> None:
    said = text(paper["kno-hand-easy"])
    assert "U wacht niet langer dan 15 minuten" in said and "Een medewerker vertelt ook waarom." not in said
    assert roles(paper["kno-hand-easy"]).count("Figure") == 1, (
        "pictograms say what the words say; the code is a figure"
    )


def test_the_same_project_gives_the_same_bytes(example_printer: Printer, paper: dict[str, Path]) -> None:
    again = Printer(example_printer.project, example_printer.now)
    for made in again.print(["kno", "international-desk"], tuple(FORMS)):
        for file in made.files:
            assert file.data == paper[file.path.removesuffix(".pdf")].read_bytes(), file.path


# the command


def test_it_prints_what_is_asked_and_says_where(draw: Draw) -> None:
    folder = project(draw)
    done = printed(folder, "kno", "--for", "desk", "--for", "hand")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (folder / "print").iterdir()) == ["kno-desk.pdf", "kno-hand.pdf"]
    assert done.stdout.splitlines() == ["kno: 2 files", f"2 files written in {folder / 'print'}."]


def test_the_options_are_the_forms_there_are() -> None:
    assert tuple(FORMS) == cli.PAPER


def test_a_second_time_nothing_is_made(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(draw)
    assert printed(folder).returncode == 0
    before = {p.name: p.read_bytes() for p in (folder / "print").iterdir()}
    monkeypatch.setattr(typst.Press, "_printed", lambda *_: pytest.fail("it was made again"))
    assert printed(folder, "--out", "again").returncode == 0
    assert {p.name: p.read_bytes() for p in (folder / "again").iterdir()} == before


def test_without_a_code_all_but_the_codes_is_printed(draw: Draw) -> None:
    ended = (
        "- {code: k7m3p, opens: kno, ended: {on: 2026-01-01, because: Gone.}}\n- {code: b2b2b, opens: kno/waiting}\n"
    )
    for codes in (None, ended):
        folder = project(draw, codes=codes)
        done = printed(folder)
        assert done.returncode == 1
        assert "handvest codes add kno" in done.stderr and "desk, wall, card" in done.stderr
        assert {p.name for p in (folder / "print").iterdir()} >= {"kno-hand.pdf", "kno-claim.pdf", "kno-team.pdf"}


def test_the_address_is_the_one_in_print(draw: Draw) -> None:
    codes = "- {code: k7m3p, opens: kno, url: https://oud.example/q/k7m3p/, forwarded: true}\n"
    folder = project(draw, codes=codes)
    assert printed(folder, "--for", "desk").returncode == 0
    assert scanned(picture(folder / "print/kno-desk.pdf")) == {"https://oud.example/q/k7m3p/"}


def test_paper_is_made_before_the_launch_and_not_after_the_end(draw: Draw) -> None:
    other = CHARTER.replace("owner:", "launch: 2027-01-01T10:00\nowner:").replace("id: waiting", "id: other")
    coming = CHARTER.replace("owner:", "includes: [other]\nlaunch: 2027-01-01T10:00\nowner:")
    folder = project(draw, coming, promises__other=other.replace("You wait", "We call you within"))
    assert printed(folder, "kno", "--for", "hand").returncode == 0
    assert "We call you within 15 minutes" in text(folder / "print/kno-hand.pdf"), "what holds from the launch on"
    ended = project(draw, CHARTER.replace("2026-01-01}", "2026-01-01, until: 2026-02-01}"))
    done = printed(ended, "kno")
    assert done.returncode == 1 and "holds no longer" in done.stderr


def test_mistakes_in_the_project_stop_it(draw: Draw) -> None:
    folder = project(draw, CHARTER.replace("owner: Manager", ""))
    done = printed(folder)
    assert done.returncode == 1 and "promises/kno.yml" in done.stderr
    assert not (folder / "print").exists()


def test_a_name_that_is_not_there_is_named(draw: Draw) -> None:
    done = printed(project(draw), "knoo")
    assert done.returncode == 1 and "Did you mean 'kno'?" in done.stderr


def test_a_disk_that_refuses_is_told_in_words(draw: Draw) -> None:
    folder = project(draw)
    (folder / "print").write_text("a file")
    done = printed(folder, "--for", "card")
    assert done.returncode == 1 and "The disk says" in done.stderr


# texts that are hard to print


def test_nothing_of_a_text_is_read_as_markup(draw: Draw) -> None:
    odd = "#panic() *x* _y_ $z$ @ref <b> \\ `c` [d] // e -- ~ = = #let"
    charter = (
        CHARTER.replace("title: Clinic", f"title: '{odd}'")
        .replace("You wait {norm} at most.", odd)
        .replace("owner: Manager", f"owner: '{odd}'")
        .replace("to: the desk", f"to: '{odd}'")
        .replace("{kind: apology}", f"{{kind: voucher, text: '{odd}'}}")
    )
    folder = project(draw, charter)
    done = printed(folder)
    assert done.returncode == 0, done.stderr
    for path in (folder / "print").iterdir():
        assert odd in text(path), path.name
        assert failures(path) == []


def test_a_specification_keeps_its_structure(draw: Draw) -> None:
    more = (
        ', specification: "Some **bold** text with <b>tags</b>.\\n\\n- one\\n- two\\n\\n'
        '1. first\\n\\n| When | What |\\n|---|---|\\n| day | call |\\n\\n[site](https://x.example/a)"'
    )
    folder = project(draw, CHARTER.replace("norm: {at_most: 15 minutes}", "norm: {at_most: 15 minutes}" + more))
    assert printed(folder, "--for", "hand").returncode == 0
    path = folder / "print/kno-hand.pdf"
    assert "Some bold text with <b>tags</b>." in text(path) and "site (x.example/a)" in text(path)
    found = roles(path)
    assert found.count("TH") == 2 and found.count("TD") == 2 and found.count("Link") == 1
    assert failures(path) == []


def test_markdown_becomes_a_tree() -> None:
    assert markdown_tree("A **b**\nc\n\n3. x") == [
        {"tag": "p", "items": ["A ", {"tag": "strong", "items": ["b"]}, " c"]},
        {"tag": "ol", "start": "3", "items": [{"tag": "li", "items": ["x"]}]},
    ]


def many(count: int, sentence: str = "You wait {norm} at most, number %d.") -> str:
    rows = [f'  - {{id: p{i}, promise: "{sentence % i}", norm: {{at_most: 15 minutes}}}}\n' for i in range(count)]
    return CHARTER[: CHARTER.index("  - {id: waiting")] + "".join(rows)


def test_many_promises_flow_to_a_next_page(draw: Draw) -> None:
    sentence = (
        "You wait {norm} at most for all that we do for you here, and we tell you why you wait, number %d of them."
    )
    folder = project(draw, many(25, sentence))
    assert printed(folder).returncode == 0
    for name in ("hand", "wall-a4", "wall-a3", "claim", "team", "talk"):
        path = folder / f"print/kno-{name}.pdf"
        assert all(f"number {i} of them" in text(path) for i in range(25)), name
        assert failures(path) == []
        assert min(size for size, *_ in letters(path)) >= 11.99
    assert pages(folder / "print/kno-desk.pdf") == 1
    assert pages(folder / "print/kno-wall-a4.pdf") > 1
    assert len(scanned(picture(folder / "print/kno-wall-a4.pdf"))) == 1, "the code is on the first page"


def test_one_promise_is_large(draw: Draw) -> None:
    folder = project(draw)
    assert printed(folder, "--for", "desk", "--for", "wall").returncode == 0
    for name in ("desk", "wall-a4", "wall-a3"):
        assert pages(folder / f"print/kno-{name}.pdf") == 1
    assert max(size for size, *_ in letters(folder / "print/kno-desk.pdf")) >= 24


LONG = "This is a promise with very many words that nobody can read at a desk in the few seconds that one has there. "


def test_a_sentence_that_is_too_long_for_the_card_is_told_with_how_much(draw: Draw) -> None:
    folder = project(draw, CHARTER.replace("You wait {norm} at most.", LONG * 12 + "{norm}"))
    done = printed(folder)
    assert done.returncode == 1
    assert "promises/kno.yml" in done.stderr and "too long for 'desk'" in done.stderr
    fewer = int(done.stderr.split("about ")[1].split()[0])
    assert not (folder / "print/kno-desk.pdf").exists()
    assert " ".join((LONG * 12).split()) in text(folder / "print/kno-hand.pdf")
    shorter = (LONG * 12)[: len(LONG * 12) - fewer - 40]
    assert printed(project(draw, CHARTER.replace("You wait {norm} at most.", shorter + "{norm}"))).returncode == 0


@pytest.mark.parametrize(
    "title",
    [
        "Kindergeneeskundigeverpleegkundigenopleidingsinstituut",
        "Poli " * 20,
        "Afdeling voor " + "heel veel " * 8 + "werk",
    ],
)
def test_a_long_title_stays_on_the_page(draw: Draw, title: str) -> None:
    folder = project(draw, CHARTER.replace("title: Clinic", f"title: {title.strip()}"))
    done = printed(folder)
    assert done.returncode in (0, 1)
    for path in (folder / "print").iterdir():
        for _, (left, bottom, right, top), width, height in letters(path):
            assert min(left, bottom, width - right, height - top) > 3 * POINT, path.name


def test_long_words_and_addresses_are_broken(draw: Draw) -> None:
    address = "https://www.proef.example/" + "heel-lang-adres/" * 8
    charter = CHARTER.replace("channels: [desk]", f"channels: [desk, email, form], form: '{address}'").replace(
        "owner: Manager", "owner: Manager\ncontact: {email: " + "x" * 60 + "@proef.example}"
    )
    folder = project(draw, charter)
    assert printed(folder).returncode == 0
    for path in (folder / "print").iterdir():
        for _, (left, _, right, _), width, _ in letters(path):
            assert min(left, width - right) > 3 * POINT, path.name
    assert address.removeprefix("https://").rstrip("/") in "".join(text(folder / "print/kno-hand.pdf").split())


def test_letters_that_no_font_has_are_named(draw: Draw) -> None:
    folder = project(draw, CHARTER.replace("You wait {norm}", "You wait 日本 {norm}"))
    done = printed(folder, "--for", "hand")
    assert done.returncode == 1 and "日 本" in done.stderr and "You wait" in done.stderr
    written = (folder / "promises/kno.yml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(written, 1) if "日本" in text)
    assert f"promises/kno.yml:{line}: " in done.stderr
    assert not (folder / "print/kno-hand.pdf").exists()


def test_other_letters_come_from_the_fonts_that_have_them(draw: Draw) -> None:
    odd = "Жук ≥ 3 → ✓ Ελλάδα بيت Łódź 😀 ❤️"
    folder = project(draw, CHARTER.replace("You wait {norm}", odd + " {norm}"))
    assert printed(folder).returncode == 0
    for path in (folder / "print").iterdir():
        assert failures(path) == []
    for name in ("hand", "desk", "wall-a4"):
        said = text(folder / f"print/kno-{name}.pdf")
        assert "Жук ≥ 3 → ✓ Ελλάδα" in said and "Łódź 😀 ❤️" in said
        assert "بيت" in said or "تيب" in said, "each letter once"
    with pikepdf.open(folder / "print/kno-hand.pdf") as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2] for page_ in pdf.pages for font in page_.Resources.Font.values()
        }
    assert {"Vazirmatn-Bold", "NotoEmoji-Regular"} <= fonts


# house style


def png(width: int = 40, height: int = 20) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#c00000").save(stream, "png")
    return stream.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="#c00000"/></svg>'


@pytest.mark.parametrize(("name", "data"), [("logo.png", png()), ("logo.svg", SVG)])
def test_the_logo_is_shown_and_is_decoration(draw: Draw, name: str, data: bytes) -> None:
    folder = draw(
        {
            "promises/codes.yml": CODES,
            "promises/organisation.yml": ORGANISATION + f"house_style: {{logo: {name}, primary: '#0000aa'}}\n",
            f"promises/{name}": data,
        }
    )
    assert printed(folder, "--for", "desk").returncode == 0
    path = folder / "print/kno-desk.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        colours = {colour for _, colour in pdf[0].render(scale=1).to_pil().convert("RGB").getcolors(10**6)}
    assert any(r > 150 and g < 40 and b < 40 for r, g, b in colours), "the logo"
    assert any(r < 20 and g < 20 and 150 < b < 190 for r, g, b in colours), "the colour of the house"
    assert roles(path).count("Figure") == 1, "the code"
    assert failures(path) == []


def test_a_logo_that_is_no_picture_is_told(draw: Draw) -> None:
    folder = draw(
        {
            "promises/codes.yml": CODES,
            "promises/organisation.yml": ORGANISATION + "house_style: {logo: logo.svg}\n",
            "promises/logo.svg": "<svg",
        }
    )
    done = printed(folder, "--for", "desk")
    assert done.returncode == 1 and "organisation.yml" in done.stderr and "can't be printed" in done.stderr


def test_the_press_shows_its_own_faults(tmp_path: Path) -> None:
    (tmp_path / "odd.typ").write_text("#nothing")
    with pytest.raises(typst.NotPrinted, match="unknown variable"):
        typst.Press(tmp_path).pdf("odd", {}, dt.date(2026, 10, 15))

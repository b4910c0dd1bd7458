"""What authors hear about the pictures in their reports, and what visitors get of pictures, drawings and videos."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import CHARTER, MKDOCS, NOW, ORGANISATION, Draw, here
from PIL import Image

from handvest.examine import examine, text
from handvest.load.project import Settings
from handvest.rules.reports import pictures

REPORT = "title: Evaluation\nkind: evaluation\npublished: 2026-05-20\nresponsible: The board\n"
AT = "error reports/2025/10-one.md:7: src: "


def image(form: str, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, form, **options)
    return out.getvalue()


def said(draw: Draw, block: str, files: dict[str, Any], more: dict[str, Any] | None = None) -> list[str]:
    section = f"---\ntitle: One\n---\nText.\n\n{block}\n"
    root = draw(
        {
            "reports/2025/report.yml": REPORT,
            "reports/2025/10-one.md": section,
            **{f"reports/2025/{name}": data for name, data in files.items()},
            **(more or {}),
        }
    )
    _, _, problems = examine(Settings(root, "https://proef.example/"), NOW)
    return [f"{p.level.name.lower()} {text(p, 'en')}" for p in problems]


def picture(src: str, alt: str = "A garden with two chairs.") -> str:
    return f"```picture\nsrc: {src}\nalt: {alt}\n```"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_sound_picture_has_no_problems(draw: Draw, form: str) -> None:
    assert said(draw, picture("pictures/tuin.x"), {"pictures/tuin.x": image(form)}) == []


def test_a_picture_that_is_not_there(draw: Draw) -> None:
    assert said(draw, picture("pictures/tuyn.jpg"), {"pictures/tuin.jpg": image("JPEG")}) == [
        f"{AT}There is no picture 'pictures/tuyn.jpg'. Did you mean 'pictures/tuin.jpg'?"
    ]


def test_a_picture_that_is_higher_than_a_site_can_show(draw: Draw) -> None:
    assert said(draw, picture("pictures/long.png"), {"pictures/long.png": image("PNG", (10, 16_001))}) == [
        f"{AT}'pictures/long.png' is 16001 points high or wide. Cut it into pieces: 16000 points at most."
    ]


def test_names_that_only_some_disks_know(draw: Draw) -> None:
    told = (
        f"{AT}The accents in the name of 'pictures/café.jpg' are kept in another way on disk. "
        "Give the file a name without accents, and write that here."
    )
    found = said(draw, picture("pictures/café.jpg"), {"pictures/cafe\u0301.jpg": image("JPEG")})
    assert found in ([told], [])  # the disk of a Mac finds the file by both names
    long = "a" * 300
    assert said(draw, picture(f"pictures/{long}.jpg"), {"pictures/tuin.jpg": image("JPEG")})[0].startswith(
        f"{AT}There is no picture 'pictures/aaa"
    )


@pytest.mark.parametrize("src", ["../secret.png", "/etc/hostname", "https://example.org/a.png"])
def test_a_picture_from_elsewhere(draw: Draw, src: str) -> None:
    found = said(draw, picture(src), {}, {"reports/secret.png": image("PNG")})
    assert [f for f in found if f.startswith("error")] == [
        f"error reports/2025/10-one.md:7: src: '{src}' does not stand in the folder of this report. "
        "Put the picture there, for example in pictures/."
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        image("PNG")[:-20],
        image("JPEG", (400, 300))[:-2000],
        image("GIF", (400, 300))[:-2000],
        image("TIFF"),
    ],
    ids=["empty", "text", "svg", "half a PNG", "half a JPEG", "half a GIF", "TIFF"],
)
def test_what_can_not_be_read_as_a_picture(draw: Draw, data: bytes) -> None:
    assert said(draw, picture("a.png"), {"a.png": data}) == [
        f"{AT}'a.png' is not a picture that can be read. Save it as JPEG, PNG or WebP."
    ]


def test_a_picture_that_is_too_large(draw: Draw) -> None:
    large = image("PNG") + bytes(pictures.LARGEST)
    assert said(draw, picture("a.png"), {"a.png": large}) == [
        "error reports/2025/10-one.md:7: src: 'a.png' is 20 MB large. Make it smaller: 20 MB at most."
    ]


@pytest.mark.parametrize("size", [(10_000, 6_001), (20_000, 20_000)], ids=["60 million", "400 million"])
def test_a_small_file_with_too_many_pixels(draw: Draw, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    assert said(draw, picture("a.png"), {"a.png": out.getvalue()}) == [
        "error reports/2025/10-one.md:7: src: 'a.png' has more than 60 million pixels. Make it smaller."
    ]


def test_a_picture_that_moves(draw: Draw) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert said(draw, picture("a.gif"), {"a.gif": out.getvalue()}) == [
        "warning reports/2025/10-one.md:7: src: 'a.gif' moves; only its first picture is shown. "
        "Use a video for what moves, or a picture that stands still."
    ]


@pytest.mark.parametrize("alt", ["IMG_2034", "tuin.jpg", "foto 12", "DSC00012"])
def test_a_text_that_says_nothing(draw: Draw, alt: str) -> None:
    assert said(draw, picture("a.png", alt), {"a.png": image("PNG")}) == [
        f"warning reports/2025/10-one.md:8: alt: '{alt}' is the name of a file; it does not say what can be seen. "
        "Say in one sentence what can be seen."
    ]


def test_the_picture_of_a_video(draw: Draw) -> None:
    block = "```video\nurl: https://example.org/v\ntranscript: Ann sings.\npicture: {}\n{}```"
    assert said(draw, block.format("b.png", "alt: Ann sings.\n"), {"a.png": image("PNG")}) == [
        "error reports/2025/10-one.md:9: picture: There is no picture 'b.png'. Did you mean 'a.png'?"
    ]
    assert said(draw, block.format("a.png", ""), {}) == [
        "warning reports/2025/10-one.md:9: picture: It is not said what can be seen in the picture. "
        "Write alt: with it, in one sentence."
    ]


def test_only_the_beginning_of_a_large_photo_is_decoded(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_: object) -> None:
        raise AssertionError("the whole picture was decoded")

    data = image("JPEG", (2000, 1500))
    monkeypatch.setattr(Image.Image, "load", decoded)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    assert said(draw, picture("a.jpg"), {"a.jpg": data}) == []


def test_a_version_and_an_update_have_pictures_too(draw: Draw) -> None:
    block = f"---\ntitle: One\n---\n{picture('b.png')}\n"
    found = said(draw, "", {"10-one.easy.md": block, "updates/2026-09-01-news.md": block})
    assert [f.split(": ")[0] for f in found if f.startswith("error")] == [
        "error reports/2025/10-one.easy.md:5",
        "error reports/2025/updates/2026-09-01-news.md:5",
    ]


# ---- what visitors get

SIZES = ((8, 8), (600, 1800), (200, 120), (3000, 2000), (300, 3000))
ROWS = [f"Team {i} of the house,{i * 37 % 97 + 3}" for i in range(1, 41)]
FIGURE = "```figure\ndata: data/teams.csv\nkind: {}\nx: team\ny: visits\nsays: {}\n```\n"
VIDEO = "```video\nurl: https://example.org/v{0}\ntitle: Film {0}\ntranscript: Ann sings.\ncaptions: {1}\n```\n"
CAPTIONS = ("data/sub/Één.vtt", "https://example.org/one.srt", "in Dutch")
A4 = (16.3, 22.0)  # centimetres for a picture in a document: as wide as a page of it, and no higher than fits


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with pictures, drawings and videos, in all its versions."""
    root = tmp_path_factory.mktemp("pictures")
    shown = "".join(f"{picture(f'pictures/{w}x{h}.png')}\n\nText {w}.\n\n" for w, h in SIZES)
    drawn = "".join(FIGURE.format(kind, f"Drawn as {kind}.") + "\n" for kind in ("bar", "dots"))
    films = "".join(VIDEO.format(n, captions) + "\n" for n, captions in enumerate(CAPTIONS, 1))
    files: dict[str, str | bytes] = {
        "mkdocs.yml": MKDOCS,
        "promises/organisation.yml": ORGANISATION,
        "promises/kno.yml": CHARTER.replace("You wait {norm} at most.", '"You wait {norm} at most."'),
        "content/.keep": "",
        "reports/2025/report.yml": REPORT,
        "reports/2025/10-one.md": f"---\ntitle: One\n---\nText.\n\n{shown}{drawn}{films}",
        "reports/2025/data/teams.csv": "team,visits\n" + "\n".join(ROWS) + "\n",
        f"reports/2025/{CAPTIONS[0]}": "WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n",
        **{f"reports/2025/pictures/{w}x{h}.png": image("PNG", (w, h)) for w, h in SIZES},
    }
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = here("build", folder=root)
    assert done.returncode == 0, done.stderr
    return root / "site/quality/2025"


SHOWN = """() => [...document.querySelectorAll('.picture img')].map(i => {
  const box = i.getBoundingClientRect(); return [Math.round(box.width), Math.round(box.height)]; })"""


@pytest.mark.parametrize("size", [320, 360, 1280])
def test_a_picture_is_never_larger_than_itself_or_higher_than_the_window(
    published: Path, serve: Callable[[Path], str], browser: Any, size: int
) -> None:
    page = browser.new_page(viewport={"width": size, "height": 800})
    page.goto(f"{serve(published.parents[1])}quality/2025/one/")
    before = page.evaluate(SHOWN)  # those further down are not loaded yet
    page.evaluate(
        "Promise.all([...document.querySelectorAll('.picture img')]"
        ".map(i => { i.loading = 'eager'; return i.decode(); }))"
    )
    after = page.evaluate(SHOWN)
    moved = [abs(a - b) for now, then in zip(after, before, strict=True) for a, b in zip(now, then, strict=True)]
    assert max(moved) <= 1, "nothing moves when a picture comes in, but for the rounding of its shape"
    assert len(after) == len(SIZES)
    for (own_width, own_height), (width, height) in zip(SIZES, after, strict=True):
        assert 0 < width <= min(own_width, size - 40) and 0 < height <= min(own_height, 640)
        assert abs(width / height - own_width / own_height) <= 1.5 / height * max(1, own_width / own_height)
    assert page.evaluate("document.documentElement.scrollWidth") <= size
    page.close()


def test_nothing_in_word_is_larger_than_a_page(published: Path) -> None:
    with zipfile.ZipFile(published / "2025.docx") as word:
        document = word.read("word/document.xml").decode()
    found = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)
    sizes = [(int(x) / 360_000, int(y) / 360_000) for x, y in found]  # 360,000 to a centimetre
    assert len(sizes) >= len(SIZES) + 2 * 3
    assert all(width <= A4[0] and height <= A4[1] for width, height in sizes), sizes
    assert sizes[0] == pytest.approx((0.21, 0.21), abs=0.01)  # 8 pixels
    assert all(width == pytest.approx(16.2, abs=0.1) for width, _ in sizes[len(SIZES) :])
    texts = re.findall(r'<wp:docPr[^>]*descr="([^"]*)"', document)
    parts = [text for text in texts if "Part " in text]
    assert len(parts) >= 6 and "Team 1 of the house" in parts[0] and "Team 40 of the house" in parts[2]


def test_a_long_drawing_on_paper_can_be_read(published: Path) -> None:
    heights: dict[str, list[float]] = {row.split(",")[0]: [] for row in ROWS}
    with pypdfium2.PdfDocument(published / "2025.pdf") as pdf:
        for page in (page.get_textpage() for page in pdf):
            for name, found in heights.items():
                place = page.search(name, match_whole_word=True)
                while at := place.get_next():
                    _, bottom, _, top = page.get_charbox(at[0])
                    found.append(top - bottom)
    assert all(len(found) == 4 for found in heights.values())  # in two drawings and two tables
    assert min(min(found) for found in heights.values()) > 6.5  # points: a capital of letters of 10


def test_the_caption_of_a_long_table_stands_with_its_first_rows_and_its_head_on_every_page(published: Path) -> None:
    with pypdfium2.PdfDocument(published / "2025.pdf") as pdf:
        texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]
    begun = [text.partition("Visits, by team\n")[2] for text in texts if "Visits, by team\n" in text]
    assert len(begun) == 2
    assert all(text.startswith("Team Visits\nTeam 1 of the house 40\nTeam 2 of the house 77\n") for text in begun)
    ended = [text for text in texts if "Team 40 of the house 28" in text.replace("\n28", " 28")]
    assert ended and all("Team Visits\n" in text for text in ended)


def test_captions_are_published_or_told_in_every_version(published: Path) -> None:
    page = (published / "one/index.html").read_text(encoding="utf-8")
    href = re.search(r'<a href="([^"]+\.vtt)">Captions \(vtt\)</a>', page)
    assert href and CAPTIONS[0] not in page
    file = (published / "one" / href[1]).resolve()
    assert file.read_text(encoding="utf-8").startswith("WEBVTT")
    elsewhere = '<a href="https://example.org/one.srt" rel="external">Captions (srt)</a>'
    assert elsewhere in page and "<p>Captions: in Dutch</p>" in page
    text = (published / "text" / "index.html").read_text(encoding="utf-8")
    link = re.search(r'<a href="([^"]+\.vtt)">Captions \(vtt\)</a>', text)
    assert link and (published / "text" / link[1]).resolve() == file
    assert elsewhere in text and "<p>Captions: in Dutch</p>" in text
    with zipfile.ZipFile(published / "2025.docx") as word:
        told = re.sub("<[^>]+>", "", word.read("word/document.xml").decode())
        links = word.read("word/_rels/document.xml.rels").decode()
    assert told.count("Captions (") == 2 and "Captions: in Dutch" in told
    assert f"https://proef.example/{file.relative_to(published.parents[1]).as_posix()}" in links


@pytest.mark.parametrize(
    ("captions", "says"),
    [
        ("data/sub.vtt", "There is no file 'data/sub.vtt'. Did you mean 'data/subs.vtt'?"),
        ("../subs.vtt", "'../subs.vtt' does not stand in the folder of this report. Put the file there, …"),
        ("data/subs.docx", "'data/subs.docx' is not a file with captions. Save the captions as WebVTT (.vtt). …"),
    ],
)
def test_captions_that_are_not_there(draw: Draw, captions: str, says: str) -> None:
    found = said(draw, VIDEO.format(1, captions), {"data/subs.vtt": "WEBVTT\n"}, {"reports/subs.vtt": "WEBVTT\n"})
    errors = [line for line in found if line.startswith("error")]
    assert len(errors) == 1
    assert errors[0].startswith(f"error reports/2025/10-one.md:10: captions: {says.removesuffix('…')}")


def test_captions_that_are_no_text(draw: Draw) -> None:
    found = said(draw, VIDEO.format(1, "data/subs.vtt"), {"data/subs.vtt": b"PK\x03\x04"})
    assert [line for line in found if line.startswith("error reports/2025/data/subs.vtt: This is not a text file")]
    assert said(draw, VIDEO.format(1, "Dutch/English, e.g. for all"), {"data/subs.vtt": "WEBVTT\n"}) == []

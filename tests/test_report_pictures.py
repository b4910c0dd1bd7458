"""What authors hear about the pictures in their reports."""

from __future__ import annotations

import io
from typing import Any

import pytest
from conftest import NOW, Draw
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

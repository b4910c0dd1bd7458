"""What is not public is on no page, also not where an author wrote it by hand: then nothing is published."""

from __future__ import annotations

import pytest
from conftest import Draw, here

REPORT = """\
title: Report 2027
kind: report
framework: kompas-ghz-2023
period: {from: 2026-01-01, to: 2026-12-31}
published: 2027-05-20
responsible: The board
"""
NEWS = "Everyone now has a plan that begins in their own words."
STORY = "Bert tells how he learned to travel by train on his own."
FILES = {
    "reports/a/report.yml": REPORT,
    "reports/a/10-plans.md": f"---\ntitle: Plans\n---\n{NEWS} And more.\n",
    "reports/b/report.yml": REPORT.replace("2027-05-20", "2026-05-20").replace("Report 2027", "Report 2026"),
    "reports/b/10-faces.md": "---\ntitle: Faces\n---\nYou see too many different faces in one and the same month.\n",
    "reports/b/20-bert.md": f"---\ntitle: Bert\nkind: story\n---\n{STORY} Well done.\n",
}


def test_what_is_secret_stays_so_by_itself(draw: Draw) -> None:
    root = draw(
        {**FILES, "content/page.md": "# A page\n\nYou see too many different faces in one and the same month.\n"}
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stderr
    assert not [p for p in (root / "site").rglob("*.*") if NEWS.encode() in p.read_bytes()]
    assert not [p for p in (root / "site").rglob("*.*") if STORY.encode() in p.read_bytes()]


@pytest.mark.parametrize(
    ("trace", "source", "why"),
    [
        (NEWS, "reports/a/10-plans.md", "public yet. Take it out until then."),
        (
            "See <https://proef.example/quality/a/plans/>.",
            "reports/a/10-plans.md",
            "public yet. Take it out until then.",
        ),
        (STORY, "reports/b/20-bert.md", "shown: there is no consent for it. Take it out of that page."),
    ],
    ids=["a sentence of a report", "an address of a report", "a story without consent"],
)
def test_a_page_by_hand_that_tells_it_stops_the_build(draw: Draw, trace: str, source: str, why: str) -> None:
    root = draw({**FILES, "content/page.md": f"# A page\n\n{trace}\n"})
    done = here("build", folder=root)
    assert done.returncode == 1 and not (root / "site").exists()
    assert "page/index.html: " in done.stderr and f"{source} is not {why}" in done.stderr


def test_a_preview_may_tell_it(draw: Draw) -> None:
    root = draw({**FILES, "content/page.md": f"# A page\n\n{NEWS}\n"})
    assert here("build", "--preview", folder=root).returncode == 0

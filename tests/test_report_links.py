"""Links to what is not shown: the words stay, the link goes, and nobody is led to a page that is not there."""

from __future__ import annotations

import re

from conftest import Draw, here

REPORT = "title: {title}\nkind: evaluation\npublished: {published}\nresponsible: The board\nsummary: {summary}\n"


def test_only_the_words_stay_of_a_link_to_what_is_not_shown(draw: Draw) -> None:
    summary = "'See [Bert](20-bert.md), [the end](10-one.md#the-end) and [later](../2026/10-new.md).'"
    body = (
        "[Bert tells](20-bert.md) of [the end](#the-end), as [next year](../2026/10-new.md).\n\n## The end\n\nText.\n"
    )
    news = "---\ntitle: News\n---\n[Bert](../20-bert.md) and [one](../10-one.md).\n"
    root = draw(
        {
            "reports/2025/report.yml": REPORT.format(title="Report", published="2026-05-20", summary=summary),
            "reports/2025/10-one.md": f"---\ntitle: One\n---\n{body}",
            "reports/2025/20-bert.md": "---\ntitle: Bert\nkind: story\npeople: [{name: Bert}]\n---\nSecret.\n",
            "reports/2025/updates/2026-09-01-news.md": news,
            "reports/2026/report.yml": REPORT.format(title="Later", published="2027-05-20", summary="Soon."),
            "reports/2026/10-new.md": "---\ntitle: New\n---\nSecret.\n",
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {
        p.relative_to(root / "site").as_posix(): p.read_text(encoding="utf-8")
        for p in (root / "site").rglob("*.html")
    }
    assert not [name for name, html in pages.items() if "Secret." in html or re.search(r'href="[^"]*\.md', html)]
    section = pages["quality/2025/one/index.html"]
    assert '<p>Bert tells of <a href="#the-end">the end</a>, as next year.</p>' in section
    assert "See Bert, <a " in pages["quality/2025/index.html"]
    assert "and later." in pages["quality/2025/index.html"]
    text = pages["quality/2025/text/index.html"]
    assert "Bert tells of <a " in text and "See Bert" in text
    update = next(html for name, html in pages.items() if name.endswith("2026-09-01-news/index.html"))
    assert re.search(r"<p>Bert and <a href=\"[^\"]*quality/2025/one/\">one</a>", update)


def test_a_heading_does_not_take_the_address_of_a_part_of_the_page(draw: Draw) -> None:
    names = ("Main", "Search", "Notes", "Points", "Block 1", "Food")
    body = "".join(f"## {name}\n\nText.[^{i}]\n\n[^{i}]: A note.\n\n" for i, name in enumerate(names))
    root = draw(
        {
            "reports/2025/report.yml": REPORT.format(title="Report", published="2026-05-20", summary="Short."),
            "reports/2025/10-one.md": f"---\ntitle: One\n---\n{body}See [this](#notes-1) and [that](#food).\n",
        }
    )
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in ("one", "text"):
        html = (root / f"site/quality/2025/{page}/index.html").read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), sorted(id for id in ids if ids.count(id) > 1)

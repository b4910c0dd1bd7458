"""The report of the dangerous project: which parts it has, and all that is no text; the texts are filled in."""

from __future__ import annotations

from typing import Any

from handvest.model.block import BLOCKS, WITH_TEXT

FOLDER = "reports/danger"
BLOCK_DATA: dict[str, dict[str, Any]] = {
    "figure": {
        "data": "data/figures.csv",
        "x": "name",
        "y": "number",
        "survey": {"on": "2025-01-01", "invited": 40, "answered": 30, "anonymous": True},
    },
    "picture": {"src": "picture.png"},
    "video": {"url": "https://www.example.org/video", "picture": "picture.png"},
}
# Versions of a text stand in files of their own, or are not read at all: so none in its head and its blocks.
ONE_VERSION: dict[str, Any] = {"translations": None, "easy": None}
REPORT_FILES: dict[str, tuple[str, Any]] = {
    "reports/frameworks/own.yml": (
        "framework",
        {
            "id": "own",
            "source": "https://www.example.org/framework",
            "read_on": "2026-01-01",
            "cycle": {"report": "2 years", "update": "1 year", "before": "06-01"},
            "blocks": [{"id": "1", "every": "1 year", "parts": [{"id": "1a"}]}, {"id": "2"}],
            "norms": [{"id": "4.2"}, {"id": "5"}],
        },
    ),
    f"{FOLDER}/report.yml": (
        "report",
        {
            "kind": "report",
            "framework": "own",
            "period": {"from": "2024-01-01", "to": "2025-12-31"},
            "published": "2026-05-01",
            "next": {"report": "2028-05-01", "update": "2027-05-01"},
            "contact": {"email": "c@example.org", "url": "https://www.example.org/report"},
            "reactions": [{"on": "2026-04-01"}],
            "conversations": [{"on": "2025-03-01", "actions": ["point"], "back_on": "2026-03-01"}],
            "consultations": [{"on": "2025-04-01"}],
            "audits": [{"on": "2025-05-01", "with_people": 6, "promises": {"dangerous/a-norm-with-a-thing": "kept"}}],
            "certificates": [{"until": "2028-01-01"}],
            "delivered": [{"on": "2026-05-02"}],
        },
    ),
    f"{FOLDER}/improvement-points.yml": (
        "improvement-points",
        [{"id": "point", "block": "1", "since": "danger", "status": "partly", "back_on": "2027-06-01"}],
    ),
}
SECTION: dict[str, Any] = {
    "block": "1",
    "kind": "story",
    "client_groups": ["one"],
    "locations": ["one"],
    "meets": [{"framework": "own", "norms": ["4.2"]}],
    "promises": ["dangerous/a-norm-with-a-thing", "dangerous/an-intention"],
    "people": [{"consent": "2025-01-01", "until": "2028-01-01"}],
    "review": "2027-01-01",
    "checked": None,  # belongs in the easy version
}
EASY: dict[str, Any] = {key: None for key in ("chapter", "theme", "process", "owner", "block", "promises")}
TEXT_FILES: dict[str, tuple[str, str, dict[str, Any]]] = {
    f"{FOLDER}/10-story.md": ("section", "", SECTION),
    f"{FOLDER}/20-chapter.md": ("section", "", {**SECTION, "kind": "chapter", "people": []}),
    f"{FOLDER}/10-story.easy.md": ("section", "easy", EASY),
    f"{FOLDER}/20-chapter.easy.md": ("section", "easy", EASY),
    f"{FOLDER}/updates/2026-06-01-news.md": ("update", "", {"points": ["point"]}),
}
"""The kind of each text, its version, and its head."""


def body(text: str, heads: dict[str, str]) -> str:
    """Return Markdown with a text in every form that it can have, and all blocks; `heads`: the YAML of each."""
    forms = f"{text}\n\n## {text}\n\n- {text}\n\n| {text} |\n| --- |\n| {text} |\n\nNote[^1]\n\n[^1]: {text}\n"
    own = {kind: f"---\n{text}\n" if kind in WITH_TEXT else "" for kind in BLOCKS}
    return "\n".join([forms, *(f"```{kind}\n{heads[kind]}{own[kind]}```\n" for kind in BLOCKS)])

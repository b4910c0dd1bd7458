"""Long words of authors: whatever they write, no page of a report is wider than a small telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CHARTER, Draw, here

LONG = "Hottentottententententoonstellingsvoorbereidingscommissieleden"

POINT = f"""\
- id: faces
  title: {LONG}
  owner: {LONG}
  since: "2025"
  goal: {LONG}
  reached_when: {LONG}
  plan: {LONG}
  next: {LONG}
  status: partly
  why: {LONG}
  back_on: 2027-06-01
  asked_by: [{LONG}]
"""

REPORT = f"""\
title: {LONG}
kind: report
framework: own
period: {{from: 2024-01-01, to: 2025-12-31}}
published: 2026-05-20
responsible: {LONG}
made_by: [{LONG}]
summary: {LONG}
client_groups: {{lvb: {LONG}, emb: {LONG} too}}
locations: {{hoeve: {LONG}}}
reactions: [{{by: {LONG}, text: {LONG}}}]
conversations: [{{kind: {LONG}, who: {LONG}, discussed: {LONG}, actions: [faces], back_on: 2027-03-01}}]
consultations: [{{who: {LONG}, learned: {LONG}}}]
audits: [{{by: {LONG}, findings: {LONG}, promises: {{kno/waiting: kept}}}}]
certificates: [{{name: {LONG}, until: 2027-01-01}}]
easy: {{title: {LONG}, summary: {LONG}}}
"""

OWN = f"""\
id: own
title: {LONG}
blocks: [{{id: 1, title: {LONG}, asks: ["{LONG}?"], parts: [{{id: 1a, title: {LONG}}}]}}]
norms: [{{id: 2, title: {LONG}}}]
"""

SECTION = f"""\
---
title: {LONG} {{n}}
chapter: {LONG}
block: 1a
client_groups: [lvb, emb]
locations: [hoeve]
promises: [kno/waiting]
points: [faces]
meets: [{{{{framework: own, norms: ["2"], evidence: {LONG}}}}}]
process: {LONG}
owner: {LONG}
---
## {LONG}

{LONG} [](#{LONG.lower()})[^1]

```box
title: {LONG}
---
{LONG}
```

```quote
by: {LONG}
---
{LONG}
```

```poem
title: {LONG}
by: {LONG}
---
{LONG}
```

| {LONG} | b |
| --- | --- |
| {LONG} | {LONG} |

[^1]: {LONG}
"""

FILES = {
    "promises/kno.yml": CHARTER.replace("You wait {norm} at most.", f'"{LONG} {{norm}}"').replace("Clinic", LONG),
    "reports/frameworks/own.yml": OWN,
    "reports/2025/report.yml": REPORT,
    "reports/2025/improvement-points.yml": POINT,
    "reports/2025/10-one.md": SECTION.format(n=1),
    "reports/2025/20-two.md": SECTION.format(n=2),
    "reports/2025/10-one.easy.md": f"---\ntitle: {LONG}\n---\n## {LONG}\n{LONG}\n",
    "reports/2025/20-two.easy.md": f"---\ntitle: {LONG}\n---\n{LONG}\n",
    "reports/2025/updates/2026-09-01-news.md": f"---\ntitle: {LONG}\nauthor: {LONG}\npoints: [faces]\n---\n{LONG}\n",
    "reports/2025/updates/2026-09-02-more.md": f"---\ntitle: {LONG}\n---\n{LONG}\n",
    "reports/2026/report.yml": REPORT.replace("published: 2026-05-20", "published: 2026-06-20\nfollows: '2025'"),
    "reports/2026/improvement-points.yml": POINT.replace("partly", "reached").replace("  back_on: 2027-06-01\n", ""),
    "reports/2026/10-one.md": SECTION.format(n=3).replace(f"chapter: {LONG}\n", ""),
}
WIDER = """() => [...document.querySelectorAll('main *')].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && !part.closest('.scroll, .unseen');
}).map(part => `${part.tagName}.${part.className}`).slice(0, 5)"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_of_a_report_is_wider_than_the_window(
    draw: Draw, serve: Callable[[Path], str], browser: Any, width: int
) -> None:
    root = draw(FILES)
    done = here("build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    site, base = root / "site", serve(root / "site")
    pages = sorted((site / "quality").rglob("index.html"))
    assert len(pages) > 20
    wide = {}
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        tab = context.new_page()
        for path in (site / "index.html", *pages):
            uri = path.parent.relative_to(site).as_posix()
            tab.goto(f"{base}{uri}/")
            over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            parts = tab.evaluate(WIDER)
            if over > 0 or parts:
                wide[uri] = (over, parts)
    assert wide == {}

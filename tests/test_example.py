"""The example site says what its YAML says: every promise, read back from the built pages.

The YAML is read here with PyYAML alone, so that a fault in the package's own reader can't hide itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import NOW, ROOT
from reading import flat, page_text

SPECIAL = {"organisation", "words", "accessibility", "codes", "approved"}
ORGANISATION: dict[str, Any] = yaml.load((ROOT / "promises/organisation.yml").read_text("utf-8"), yaml.BaseLoader)
CHARTERS: dict[str, dict[str, Any]] = {
    path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for path in sorted((ROOT / "promises").rglob("*.yml"))
    if path.stem not in SPECIAL
}
PUBLIC = {id: c for id, c in CHARTERS.items() if c.get("launch", "") <= NOW}
CODES: list[dict[str, Any]] = yaml.load((ROOT / "promises/codes.yml").read_text("utf-8"), yaml.BaseLoader)
PROMISES = [
    pytest.param(id, promise, id=f"{id}/{promise['id']}") for id, c in PUBLIC.items() for promise in c["promises"]
]


def quantity(value: str) -> str:
    """How the site writes a quantity that stands in the YAML in the language of its charter."""
    money = re.fullmatch(r"(\d+)([.,]\d\d)? EUR", value)
    if money:
        return f"€ {money[1]}{(money[2] or '').replace('.', ',')}"
    return value


def norm_text(norm: dict[str, Any]) -> str:
    for form in ("at_most", "at_least", "within", "every", "exactly"):
        if form in norm:
            number = norm[form]
            unit = norm.get("unit")
            return f"{number} {unit['one' if number == '1' else 'other']}" if unit else quantity(number)
    margin = norm.get("margin", {})
    return quantity(margin.get("before", margin.get("after", "")))


def partner_of(charter: dict[str, Any], promise: dict[str, Any]) -> dict[str, Any]:
    return next((p for p in charter.get("partners", []) if p["id"] == promise.get("by")), {})


def claim_of(charter: dict[str, Any], promise: dict[str, Any]) -> dict[str, Any]:
    partner = partner_of(charter, promise)
    return {**charter["claim"], **partner.get("claim", {}), **promise.get("claim", {})}


def contact_of(charter: dict[str, Any], promise: dict[str, Any]) -> dict[str, Any]:
    partner = partner_of(charter, promise)
    if "contact" in partner:
        return dict(partner["contact"])
    unit = ORGANISATION["units"].get(charter.get("unit"), {})
    return {**ORGANISATION["contact"], **unit.get("contact", {}), **charter.get("contact", {})}


def offers(charter: dict[str, Any], promise: dict[str, Any]) -> Iterator[str]:
    for offer in promise.get("compensation", charter["compensation"]).get("offers", []):
        text = offer.get("text", "onze excuses")
        text = text[0].upper() + text[1:]
        yield f"{text} ({quantity(offer['worth'])})" if "worth" in offer else text


def expected(charter: dict[str, Any], promise: dict[str, Any]) -> Iterator[str]:
    """All that a visitor must find on the page of a promise."""
    norm = norm_text(promise.get("norm", {}))
    yield promise["promise"].replace("{norm}", norm)
    if "specification" in promise:
        yield from (line for line in flat(promise["specification"].replace("{norm}", norm)).split(". ") if line)
    if promise.get("intention") == "true":
        return
    exceptions = promise.get("exceptions", charter.get("exceptions"))
    dutch = charter.get("language", "nl") == "nl"
    if exceptions == "none":
        yield "Dit geldt altijd. Er zijn geen uitzonderingen." if dutch else "This always holds."
    else:
        yield from (e.replace("{norm}", norm) for e in exceptions)
    compensation = promise.get("compensation", charter["compensation"])
    yield from offers(charter, promise)
    if compensation.get("none") == "true":
        yield compensation["because"]
    if compensation.get("choice") == "true":
        yield "Dan kiest u een van deze" if dutch else "You choose one of these"
    if compensation.get("proactive") == "true":
        yield "U hoeft er niet om te vragen." if dutch else "You get it without asking."
    claim, contact = claim_of(charter, promise), contact_of(charter, promise)
    yield claim["to"]
    yield quantity(claim["within"])
    if "receive" in claim:
        yield claim["receive"]
    if "answer_within" in claim:
        yield quantity(claim["answer_within"])
    keys = {"desk": "desk", "phone": "phone", "email": "email", "letter": "address"}
    yield from (contact[keys[channel]] for channel in claim["channels"] if channel in keys)
    for key in ("from", "when"):
        if key in promise["norm"]:
            yield promise["norm"][key][1:]  # its first letter may have become a capital
    yield from (promise[key] for key in ("wish", "target") if key in promise)
    for action in promise.get("actions", []):
        yield from (action[key].replace("{norm}", norm) for key in ("what", "owner") if key in action)
    for change in promise.get("changes", []):
        yield change["what"].replace("{norm}", norm).rstrip(".")
    yield charter["owner"]


def missing(text: str, wanted: Iterable[str]) -> list[str]:
    line = " ".join(text.split())
    return [w for w in wanted if " ".join(w.split()) not in line]


def glance(charter: dict[str, Any], promise: dict[str, Any]) -> list[str]:
    """What a visitor must see of a promise at one glance."""
    sentence = promise["promise"].replace("{norm}", norm_text(promise.get("norm", {})))
    if promise.get("intention") == "true":
        return [sentence]
    claim = claim_of(charter, promise)
    exceptions = promise.get("exceptions", charter.get("exceptions"))
    return [sentence, *offers(charter, promise), claim["to"], quantity(claim["within"])] + (
        [] if exceptions == "none" else exceptions
    )


@pytest.mark.parametrize(("id", "promise"), PROMISES)
def test_the_page_of_a_promise_says_all_that_the_yaml_says(example: Path, id: str, promise: dict[str, Any]) -> None:
    text = page_text(example / "beloften" / id / promise["id"] / "index.html")
    assert missing(text, expected(PUBLIC[id], promise)) == []


@pytest.mark.parametrize("id", PUBLIC)
def test_a_charter_shows_its_promises_with_what_you_get_and_whom_you_tell(example: Path, id: str) -> None:
    text = page_text(example / "beloften" / id / "index.html")
    for other in (id, *PUBLIC[id].get("includes", [])):
        for promise in PUBLIC[other]["promises"]:
            if other == id or promise.get("intention") != "true":
                assert missing(text, glance(PUBLIC[other], promise)) == []
    code = PUBLIC[id].get("language", "nl")
    said = ORGANISATION if code == "nl" else ORGANISATION["translations"][code]
    assert said["legal_note"] in text
    assert PUBLIC[id]["owner"] in text
    assert "<details" not in (example / "beloften" / id / "index.html").read_text("utf-8")


@pytest.mark.parametrize("code", [c for c in CODES if "ended" not in c], ids=lambda c: c["code"])
def test_a_code_opens_what_it_says_at_one_glance(example: Path, code: dict[str, Any]) -> None:
    text = page_text(example / "q" / code["code"] / "index.html")
    id = re.split("[/#]", code["opens"])[0]
    promise_id = code["opens"].partition("/")[2]
    if id not in PUBLIC:
        assert "Hier komt nog iets" in text
        return
    charter = PUBLIC[id]
    for promise in charter["promises"]:
        if promise.get("intention") != "true":
            assert missing(text, glance(charter, promise)) == []
    if promise_id:
        first = next(p for p in charter["promises"] if promise_id in (p["id"], *p.get("formerly", [])))
        sentences = [glance(charter, p)[0] for p in charter["promises"]]
        assert text.index(glance(charter, first)[0]) == min(text.index(s) for s in sentences if s in text)


def test_the_example_uses_every_form() -> None:
    """Each form of the format stands somewhere in the example, so that whoever looks for one finds it."""
    promises = [p for c in CHARTERS.values() for p in c["promises"]]
    norms = [p["norm"] for p in promises if "norm" in p]
    compensations = [p["compensation"] for p in promises if "compensation" in p]
    compensations += [c["compensation"] for c in CHARTERS.values()]
    claims = [c["claim"] for c in CHARTERS.values()]
    assert len(PUBLIC) >= 12 and len(promises) >= 55
    kinds = "organisation location department clinic ward team service care-process chain"
    assert {c["kind"] for c in CHARTERS.values()} == set(kinds.split())
    audiences = "patients residents clients family referrers partners staff"
    assert {a for c in CHARTERS.values() for a in c["audience"]} == set(audiences.split())
    forms = "at_most at_least within every exactly margin always judged_by from when per unit"
    assert set(forms.split()) <= {key for norm in norms for key in norm}
    assert any("margin" in n and {"exactly", "every", "within", "at_most"} & set(n) for n in norms)
    offered = (
        "apology apology-card voucher flowers coffee parking priority donation refund company activity repair other"
    )
    assert {o["kind"] for c in compensations for o in c.get("offers", [])} == set(offered.split())
    assert all(any(c.get(key) == "true" for c in compensations) for key in ("choice", "proactive", "none"))
    channels = "desk phone email form paper-form letter in-person"
    assert {c for claim in claims for c in claim["channels"]} == set(channels.split())
    assert {b for claim in claims for b in claim.get("by", [])} == {"person", "family", "representative"}
    keys = "wish theme icon by target measured figures specification exceptions claim actions easy changes"
    for key in keys.split():
        assert any(key in p for p in promises), key
    keys = "includes made_with contact launch formerly trial evaluations steps partners language labels unit summary"
    for key in keys.split():
        assert any(key in c for c in CHARTERS.values()), key


def test_what_is_not_public_yet_is_nowhere(example: Path) -> None:
    hidden = {id: c for id, c in CHARTERS.items() if id not in PUBLIC}
    assert hidden, "the example must have a charter before its launch"
    for path in example.rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".txt"):
            text = path.read_text("utf-8")
            for id, charter in hidden.items():
                assert f"/{id}/" not in text
                assert charter["title"] not in text, path
                assert charter["owner"] not in text, path
                assert not [
                    p for p in charter["promises"] if p["promise"].split("{")[0] in text and len(p["promise"]) > 20
                ]


def test_the_sitemap_names_all_pages_of_both_frames(example: Path) -> None:
    sitemap = (example / "sitemap.xml").read_text("utf-8")
    named = set(re.findall(r"<loc>https://beloften\.delinde\.example/(.*?)</loc>", sitemap))
    pages = {p.parent.relative_to(example).as_posix() for p in example.rglob("index.html")}
    pages = {"" if p == "." else f"{p}/" for p in pages}
    unnamed = pages - named
    assert named <= pages
    old = {f"beloften/{f}/" for c in PUBLIC.values() for f in c.get("formerly", [])}
    for uri in unnamed:  # old addresses, and codes before a launch
        html = (example / uri / "index.html").read_text("utf-8")
        is_old = (
            any(uri.startswith(o) for o in old)
            or f'rel="canonical" href="https://beloften.delinde.example/{uri}"' not in html
        )
        assert is_old or 'content="noindex"' in html, uri

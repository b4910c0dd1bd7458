"""A small project in which every text field of every part holds a dangerous text; the fields come from the models."""

from __future__ import annotations

import csv
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from dangerous_report import BLOCK_DATA, FOLDER, ONE_VERSION, REPORT_FILES, TEXT_FILES, body
from PIL import Image
from pydantic import BaseModel, RootModel

from handvest.load.project import KINDS
from handvest.model.base import Model, Texts, class_at, text_fields
from handvest.model.block import BLOCKS
from handvest.model.charter import Promise
from handvest.model.report import Report

Field = tuple[str, str]  # the name of a class and of its key, as authors write it

KEPT_BY_THE_TOOL = {"approved"}

CONTACT: dict[str, Any] = {"email": "a@example.org", "url": "https://www.example.org/contact"}
COMPLAINTS: dict[str, Any] = {"email": "b@example.org", "url": "https://www.example.org/complaints"}
CLAIM: dict[str, Any] = {
    "channels": ["desk", "phone", "email", "form", "paper-form", "letter", "in-person"],
    "form": "https://www.example.org/form",
    "by": ["person", "family"],
    "within": "24 hours",
    "answer_within": "3 days",
}
# Which parts there are, and all that is no text; the texts are filled in. A text that is None here stays away.
PROMISES: list[dict[str, Any]] = [
    {
        "id": "a-norm-with-a-thing",
        "phase": ["own", "visit"],
        "theme": "waiting",
        "icon": "clock",
        "norm": {"at_most": 2, "unit": {}},
        "target": "95%",
        "measured": {"how": "all", "since": "2026-01-01"},
        "actions": [{"since": "2026-02-01", "back_on": "2026-12-01"}],
        "changes": [{"on": "2026-03-01"}],
        "compensation": {"offers": [{"kind": "voucher", "worth": "5 EUR"}, {"kind": "other"}], "choice": True},
        "figures": "internal",
        "by": "partner",
    },
    {"id": "without-compensation", "norm": {"exactly": 1, "unit": {}}, "compensation": {"none": True}, "claim": {}},
    {"id": "with-what-holds-for-all", "norm": {"judged_by": "person"}, "exceptions": None},
    {"id": "an-intention", "intention": True},
]
CHARTER: dict[str, Any] = {
    "kind": "chain",
    "unit": "house",
    "audience": ["patients"],
    "valid": {"from": "2026-01-01", "until": "2028-01-01", "review": "2027-01-01"},
    "made_with": [{"on": "2026-01-01"}],
    "contact": CONTACT,
    "labels": {},
    "trial": {"from": "2026-01-01", "to": "2026-02-01", "reports": 3},
    "evaluations": [{"on": "2026-03-01"}],
    "steps": [{"step": 5, "on": "2026-01-01"}],
    "partners": [{"id": "partner", "contact": CONTACT, "complaints": COMPLAINTS, "claim": {"within": "2 days"}}],
    "claim": CLAIM,
    "compensation": {"offers": [{"kind": "apology"}]},
    "promises": PROMISES,
}
FILES: dict[str, tuple[str, Any]] = {
    "promises/organisation.yml": (
        "organisation",
        {
            "kind": "mixed",
            "website": "https://www.example.org",
            "contact": CONTACT,
            "complaints": COMPLAINTS,
            "units": {"house": {"contact": CONTACT, "complaints": COMPLAINTS, "labels": {"promise": {}}}},
            "languages": ["nl", "en"],
            "house_style": {"primary": "#00558c", "logo": "logo.svg"},
            "labels": {"promise": {}},
            "phases": [{"id": "own"}],
        },
    ),
    "promises/dangerous.yml": ("charter", CHARTER),
    "promises/ended.yml": ("charter", {**CHARTER, "valid": {"from": "2025-01-01", "until": "2026-01-01"}}),
    "promises/words.yml": ("words", {"words": [{}], "abbreviations": [{}]}),
    "promises/accessibility.yml": (
        "accessibility",
        {
            "status": "B",
            "deviations": [{"by_date": "2027-01-01"}],
            "checked": {"on": "2026-01-01"},
            "signed": {"on": "2026-01-01"},
        },
    ),
    "promises/codes.yml": (
        "codes",
        [
            {"code": "k7m3p", "opens": "dangerous"},
            {"code": "w4x9t", "opens": "ended", "ended": {"on": "2026-02-01"}},
        ],
    ),
    **REPORT_FILES,
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
MKDOCS = """\
site_name: Dangerous
site_url: https://dangerous.example/
docs_dir: content
theme: {name: material, font: false}
plugins: [search, handvest]
"""


@dataclass(frozen=True)
class Planted:
    """A dangerous text: where it stands, in which version (empty, `easy` or a language), and what it says."""

    field: Field
    version: str
    text: str
    markdown: bool


class Planter:
    """Fills the text fields of parts of a project with texts that end in a payload."""

    def __init__(self, payload: str) -> None:
        self.payload = payload
        self.planted: list[Planted] = []

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield all that authors write: the name of each file, and its text."""
        for name, (kind, data) in FILES.items():
            yield name, _yaml(self.fill(KINDS[kind], data))
        for name, (kind, version, data) in TEXT_FILES.items():
            head = self.fill(KINDS[kind], {**data, **ONE_VERSION}, version)
            blocks = {
                kind: self.fill(cls, BLOCK_DATA.get(kind, {}) | ONE_VERSION, version) for kind, cls in BLOCKS.items()
            }
            text = self._plant("Body", kind, version, True)
            yield (
                name,
                f"---\n{_yaml(head)}---\n" + body(text, {kind: _yaml(block) for kind, block in blocks.items()}),
            )

    def write(self, root: Path) -> None:
        """Write the project."""
        for name, text in self.files():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        self._exhibits(root / FOLDER)
        (root / "promises/logo.svg").write_text(LOGO, encoding="utf-8")
        (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
        (root / "content").mkdir()

    def _exhibits(self, folder: Path) -> None:
        """Write what the blocks show: a table whose rows have dangerous names, and a picture."""
        (folder / "data").mkdir()
        with (folder / "data/figures.csv").open("w", encoding="utf-8", newline="") as stream:
            row = self._plant("Figures", "row", "", False)
            csv.writer(stream).writerows([["name", "number"], [row, 12], ["Other", 15]])
        Image.new("RGB", (640, 400), "#00558c").save(folder / "picture.png")

    def fill(self, cls: type[BaseModel], data: Any, version: str = "") -> Any:
        """Return a part with a text in each of its text fields, and in those of its parts."""
        if issubclass(cls, RootModel):
            item = typing.get_args(cls.model_fields["root"].annotation)[0]
            return [self.fill(item, one) for one in data]
        assert issubclass(cls, Model), cls
        filled = {key: self._below(cls, key, value) for key, value in data.items()}
        filled = {key: value for key, value in filled.items() if value is not None}
        own = {key: many for key, many in written_texts(cls) if key not in data}
        filled |= {key: self._text(cls, key, version, many) for key, many in own.items()}
        if issubclass(cls, Texts) and "easy" not in data:
            own = {key: many for key, many in own.items() if many is not dict}  # these have no versions
            filled["translations"] = {"en": {key: self._text(cls, key, "en", many) for key, many in own.items()}}
            filled["easy"] = {key: self._text(cls, key, "easy", many) for key, many in own.items()}
        if cls is Promise:
            filled["easy"] |= self._easy()
        return filled

    def _below(self, cls: type[Model], key: str, value: Any) -> Any:
        if isinstance(value, dict):
            part = class_at(cls, (key,)) or class_at(cls, (key, ""))
            if part is None or not issubclass(part, Model):
                return value
            if class_at(cls, (key,)):
                return self.fill(part, value)
            return {name: self.fill(part, one) for name, one in value.items()}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            part = class_at(cls, (key, 0))
            assert part and issubclass(part, Model), (cls, key)
            return [self.fill(part, one) for one in value]
        return value

    def _text(self, cls: type[Model], key: str, version: str, many: type) -> Any:
        name = next(n for n, info in cls.model_fields.items() if (info.alias or n) == key)
        in_report = cls.__module__ == Report.__module__
        markdown = text_fields(cls)[name].markdown and not (in_report and version)  # an easy summary is plain text
        text = self._plant(cls.__name__, key, version, markdown)
        if many is dict:
            return {"by" if key == "checked" else "one": text}
        if self.payload.startswith("[") and markdown and in_report:
            # a link that leads nowhere is an error in a report; the rules do not know it in this form
            text = text[:-1].replace("](", "][y]\n\n[y]: ")
        return [text] if many is tuple else text

    def _plant(self, part: str, key: str, version: str, markdown: bool) -> str:
        text = f"{(version or 'own').capitalize()} {part} {key} {self.payload}"
        self.planted.append(Planted((part, key), version, text, markdown))
        return text

    def _easy(self) -> dict[str, Any]:
        """The keys that only an easy text has; its lines use the difficult words, so that they are explained."""
        lines, by = f"Easy Promise lines {self.payload}", f"Easy Promise checked {self.payload}"
        self.planted.append(Planted(("Promise", "lines"), "easy", lines, False))
        self.planted.append(Planted(("Promise", "checked"), "easy", by, False))
        words = [f"{word} {self.payload}" for word in ("Own Word word", "Own Abbreviation short")]
        return {"lines": "\n".join([lines, *words]), "checked": {"by": by, "on": "2026-01-01"}}


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False) if data else ""


def written_texts(cls: type[Model]) -> Iterator[tuple[str, type]]:
    """Yield the keys of a part's text fields, and whether each holds a text, a list (tuple) or a dict of texts."""
    for name in text_fields(cls):
        info = cls.model_fields[name]
        yield info.alias or name, next((many for many in (tuple, dict) if many.__name__ in str(info.annotation)), str)


def all_fields() -> set[Field]:
    """Every text field of every part that a file of the promises can have."""
    found: set[Field] = set()
    for cls in (*(cls for kind, cls in KINDS.items() if kind not in KEPT_BY_THE_TOOL), *BLOCKS.values()):
        found |= set(_fields(cls, set()))
    return found


def _fields(cls: Any, seen: set[Any]) -> Iterator[Field]:
    """Walk a class and all classes that its annotations name."""
    if cls in seen:
        return
    if isinstance(cls, type) and issubclass(cls, BaseModel):
        seen.add(cls)
        if issubclass(cls, Model):
            yield from ((cls.__name__, key) for key, _ in written_texts(cls))
        for info in cls.model_fields.values():
            yield from _fields(info.annotation, seen)
    for part in typing.get_args(cls):
        yield from _fields(part, seen)

"""JSON Schema of each kind of file, so that editors complete and explain while someone writes."""

from __future__ import annotations

import json
from typing import Any

from handvest.language import language
from handvest.load.project import KINDS
from handvest.model.base import Texts, as_is_keys, text_fields
from handvest.model.block import BLOCKS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSIONS = ("translations", "easy", "as_is")


def plain_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file or block, with descriptions in English."""
    schema = (KINDS | BLOCKS)[kind].model_json_schema(by_alias=True)
    versions = _versions(schema)
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        part.pop("title", None)
        for key, value in part.get("properties", {}).items():
            value.pop("title", None)
            value.pop("default", None)
            if name in versions and key in VERSIONS:
                _open(value, key, versions[name])
    return {"$schema": DIALECT, **schema}


def _versions(schema: dict[str, Any]) -> dict[str, list[str]]:
    """The keys that a version of each part may hold: those of its texts."""
    found = {}
    classes = {cls.__name__: cls for cls in _subclasses(Texts)}
    for name in ["", *schema.get("$defs", {})]:
        cls = classes.get(name or schema.get("title", ""))
        if cls:
            found[name] = [cls.model_fields[n].alias or n for n in text_fields(cls)]
    return found


def _subclasses(cls: type[Texts]) -> list[type[Texts]]:
    return [s for sub in cls.__subclasses__() for s in (sub, *_subclasses(sub))]


def _open(part: dict[str, Any], key: str, texts: list[str]) -> None:
    """Say which keys a translation, an easy version or a list of reasons may have."""
    either = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    keys: dict[str, Any] = {text: either for text in texts}
    description = part["description"]
    part.clear()
    if key == "as_is":
        keys = {text: {"type": "string"} for text in as_is_keys(texts)}
    if key == "easy":
        keys |= {"lines": {"type": "string"}, "checked": {"type": "object"}}
    version = {"type": "object", "properties": keys, "additionalProperties": False}
    many = {"type": "object", "additionalProperties": version}
    part.update(many if key == "translations" else version)
    part["description"] = description


def schema(kind: str, code: str) -> str:
    """Return the schema of a kind of file as JSON text, with descriptions in a language."""
    return json.dumps(_said(plain_schema(kind), code), ensure_ascii=False, indent=1) + "\n"


def _said(part: Any, code: str) -> Any:
    if isinstance(part, dict):
        return {
            key: language(code).word("description", value)
            if key == "description" and isinstance(value, str)
            else _said(value, code)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_said(item, code) for item in part]
    return part

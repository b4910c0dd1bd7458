"""What an editor does with our schemas: read YAML 1.2 and compare. Knows the words that our schemas use, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
NOTES = {"$schema", "$defs", "description"}  # words that say nothing about values


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a date is a text, and `on` and `no` are words."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], place: str = "") -> Iterator[str]:
    """List what in a value does not fit a schema."""
    for word, wanted in schema.items():
        if word == "$ref":
            yield from faults(value, root["$defs"][wanted.rpartition("/")[2]], root, place)
        elif word in ("anyOf", "oneOf"):
            tried = [list(faults(value, option, root, place)) for option in wanted]
            if all(tried):
                yield f"{place}: {value!r} fits none of {len(wanted)}: {[f[0] for f in tried]}"
            elif word == "oneOf" and tried.count([]) > 1:
                yield f"{place}: {value!r} fits more than one"
        elif word == "type":
            if not any(_is(value, name) for name in ([wanted] if isinstance(wanted, str) else wanted)):
                yield f"{place}: {value!r} is not of type {wanted}"
        elif word in ("enum", "const"):
            if value not in (wanted if word == "enum" else [wanted]):
                yield f"{place}: {value!r} is not {wanted}"
        elif word in ("pattern", "format"):
            pattern = wanted if word == "pattern" else {"date": r"^\d{4}-\d\d-\d\d$"}[wanted]
            if isinstance(value, str) and not re.search(pattern, value):
                yield f"{place}: {value!r} does not look like {wanted}"
        elif word in ("minimum", "maximum"):
            if isinstance(value, int) and (value < wanted if word == "minimum" else value > wanted):
                yield f"{place}: {value!r} goes past {wanted}"
        elif word == "required":
            if isinstance(value, dict):
                yield from (f"{place}: {key} is missing" for key in wanted if key not in value)
        elif word == "minItems":
            if isinstance(value, list) and len(value) < wanted:
                yield f"{place}: fewer than {wanted}"
        elif word == "items":
            for i, item in enumerate(value if isinstance(value, list) else []):
                yield from faults(item, wanted, root, f"{place}[{i}]")
        elif word in ("properties", "patternProperties", "additionalProperties"):
            continue  # together, below
        else:
            assert word in NOTES, f"a word that this check does not know: {word}"
    if isinstance(value, dict):
        yield from _keys(value, schema, root, place)


def _is(value: Any, name: str) -> bool:
    if name in ("integer", "number"):
        return isinstance(value, int if name == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def _keys(value: dict[Any, Any], schema: dict[str, Any], root: dict[str, Any], place: str) -> Iterator[str]:
    others = schema.get("additionalProperties", True)
    for key, item in value.items():
        fitting = [s for pattern, s in schema.get("patternProperties", {}).items() if re.search(pattern, str(key))]
        fitting += [schema["properties"][key]] if key in schema.get("properties", {}) else []
        if not fitting and others is False:
            yield f"{place}: {key} is not a known key"
        for part in fitting or ([others] if isinstance(others, dict) else []):
            yield from faults(item, part, root, f"{place}.{key}")

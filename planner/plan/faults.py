"""From pydantic's errors to messages a planner can act on."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.errors import Fault, Message, Place
from planner.plan.base import Refused
from planner.plan.lines import KeyLines


class UnknownKey(Message):
    """A key that no part of the plan knows."""

    template = "unknown key; known here: {known}"


class MisspelledKey(Message):
    """An unknown key close to a known one."""

    template = 'unknown key; did you mean "{near}"?'


class MissingKey(Message):
    """A key that must be there."""

    template = "is missing"


class NotPercent(Message):
    """A percentage where a share is meant."""

    template = "must be {limit}; write {percent}% as {share}"


class OutOfRange(Message):
    """A number outside its limits."""

    template = "must be {limit}"


class WrongType(Message):
    """A value of another type."""

    template = "must be {wanted}"


class NotOneOf(Message):
    """A value outside a list."""

    template = "must be one of {allowed}"


class NotAnId(Message):
    """An id with characters that ids cannot have."""

    template = "is no id: letters, digits, - and _, at most 40, beginning with a letter or digit"


class Invalid(Message):
    """A complaint of pydantic for which there are no words of our own."""

    template = "{reason}"


class NotToml(Message):
    """A file that is not TOML."""

    template = "is not valid TOML: {reason}"


class ReadingError(Message):
    """A file that cannot be read at all."""

    template = "cannot be read: {reason}"


class WrongLength(Message):
    """A list with too few or too many parts."""

    template = "has {actual} parts; expected {expected}"


class Wanted(Message):
    """Base of the phrases for what a value must be; they stand inside other messages."""


class AWholeNumber(Wanted):
    """int."""

    template = "a whole number"


class ANumber(Wanted):
    """float."""

    template = "a number"


class AText(Wanted):
    """str."""

    template = "text in quotes"


class ATruth(Wanted):
    """bool."""

    template = "true or false"


class ATable(Wanted):
    """A table of keys."""

    template = "a table"


class AList(Wanted):
    """A list."""

    template = "a list"


class ATime(Wanted):
    """datetime."""

    template = "a date and time such as 2026-12-11T18:00:00"


WANTED: dict[str, type[Wanted]] = {
    "int": AWholeNumber,
    "float": ANumber,
    "string": AText,
    "bool": ATruth,
    "dict": ATable,
    "model": ATable,
    "tuple": AList,
    "datetime": ATime,
}
LIMITS = {"greater_than": "> {gt}", "greater_than_equal": "≥ {ge}", "less_than": "< {lt}", "less_than_equal": "≤ {le}"}


def faults_of(
    error: ValidationError, data: Mapping[str, Any], model: type[BaseModel], file: str, lines: KeyLines
) -> list[Fault]:
    """Return every fault of a plan in the order of its lines, one for each key."""
    schema = model.model_json_schema()
    found: dict[tuple[str, ...], Fault] = {}
    for item in error.errors(include_url=False):
        path = _path_in_data(item["loc"], data)
        place = Place(file=file, line=lines.line(path), path=_shown(path, item))
        found.setdefault(path, Fault(place, _message(item, _known_keys(schema, path[:-1]))))
    return sorted(found.values(), key=lambda fault: fault.place.line or 0)


def _path_in_data(location: Sequence[int | str], data: object) -> tuple[str, ...]:
    """Return the keys as the user wrote them: pydantic's location without its names of union branches."""
    keys: list[str] = []
    node = data
    for part in location:
        if isinstance(node, Mapping):
            if part == "[key]":
                continue
            node = node.get(part)
        elif isinstance(node, list) and isinstance(part, int):
            node = node[part] if part < len(node) else None
        else:
            continue
        keys.append(str(part))
    return tuple(keys)


def _shown(path: tuple[str, ...], item: Mapping[str, Any]) -> str:
    """Write `path = value`, or the path alone where the value is absent or long."""
    value = item["input"]
    plain = isinstance(value, (str, int, float)) and item["type"] != "missing"
    return ".".join(path) + (f" = {_literal(value)}" if plain else "")


def _literal(value: object) -> str:
    text = "true" if value is True else "false" if value is False else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _message(item: Mapping[str, Any], known: list[str]) -> Message:
    """Return the message for one of pydantic's errors."""
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    if kind == "value_error" and isinstance(context["error"], Refused):
        return context["error"].message
    if kind == "missing":
        return MissingKey()
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(item["loc"][-1]), known, n=1)
        return MisspelledKey(near=near[0]) if near else UnknownKey(known=", ".join(known))
    if kind in LIMITS:
        return _out_of_range(kind, value, context)
    if kind == "literal_error":
        return NotOneOf(allowed=context["expected"].replace(" or ", ", "))
    if kind == "string_pattern_mismatch":
        return NotAnId()
    if kind in ("too_short", "too_long"):
        return WrongLength(
            actual=context["actual_length"], expected=context.get("min_length", context.get("max_length"))
        )
    wanted = WANTED.get(kind.partition("_")[0])
    if wanted and kind.endswith(("_type", "_parsing", "_from_float")):
        return WrongType(wanted=wanted())
    return Invalid(reason=item["msg"])


def _out_of_range(kind: str, value: object, context: Mapping[str, Any]) -> Message:
    limit = LIMITS[kind].format(**context)
    is_percent = isinstance(value, (int, float)) and kind.startswith("less") and limit.split()[1] in ("1", "1.0")
    if is_percent and 1 < float(str(value)) <= 100:
        return NotPercent(limit=limit, percent=value, share=float(str(value)) / 100)
    return OutOfRange(limit=limit)


def _known_keys(schema: Mapping[str, Any], path: Sequence[str]) -> list[str]:
    """Return the keys that the model knows at a path, by its JSON schema."""
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for key in path:
        nodes = [child for node in nodes for child in _children(_resolved(node, definitions), key, definitions)]
    return sorted({name for node in nodes for name in _resolved(node, definitions).get("properties", {})})


def _resolved(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    return definitions[node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _children(node: Mapping[str, Any], key: str, definitions: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if key in node.get("properties", {}):
        found = [node["properties"][key]]
    elif key.isdigit() and "items" in node:
        found = [node["items"]]
    elif isinstance(node.get("additionalProperties"), Mapping):
        found = [node["additionalProperties"]]
    else:
        found = list(node.get("patternProperties", {}).values())
    branches = [_resolved(child, definitions) for child in found]
    return [option for child in branches for option in child.get("anyOf", [child])]

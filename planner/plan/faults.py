"""From pydantic's errors to complaints a planner can act on, each at its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.errors import Fault, Message
from planner.names import hint
from planner.plan import complaints
from planner.plan.base import Refused
from planner.plan.document import Document, in_order
from planner.plan.outline import Outline

WANTED: Mapping[str, Message] = {
    "int": complaints.AWholeNumber(),
    "float": complaints.ANumber(),
    "finite": complaints.ANumber(),
    "string": complaints.AText(),
    "bool": complaints.ATruth(),
    "dict": complaints.ATable(),
    "model": complaints.ATable(),
    "tuple": complaints.AList(),
    "datetime": complaints.ATime(),
    "date": complaints.ADate(),
}
LIMITS = {
    "greater_than": "> {gt:g}",
    "greater_than_equal": "≥ {ge:g}",
    "less_than": "< {lt:g}",
    "less_than_equal": "≤ {le:g}",
}


def faults_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Fault]:
    """Return every fault of a document in the order of its lines, one for each key."""
    outline = Outline(model)
    found: dict[tuple[str, ...], Fault] = {}
    wrong_type_last = sorted(error.errors(include_url=False), key=lambda item: item["type"].endswith("_type"))
    for item in wrong_type_last:  # of several choices, one that took the type says more
        path = _path_in_data(item["loc"], document.data)
        message = _message(item, outline.keys(path[:-1]), document.wanted)
        found.setdefault(path, Fault(document.place(path, _shown(path, item)), message))
    return in_order([fault for path, fault in found.items() if not _told_within(path, fault, found)])


def _told_within(path: tuple[str, ...], fault: Fault, found: Mapping[tuple[str, ...], Fault]) -> bool:
    """Tell whether a fault only follows from one inside: a list short of its bad part, a choice that it failed."""
    follows = isinstance(fault.message, complaints.TooFew | complaints.WrongType)
    return follows and any(len(other) > len(path) and other[: len(path)] == path for other in found)


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
    """Write `path = value`, or the path alone where the value is absent, long or the key itself."""
    value = item["input"]
    plain = isinstance(value, (str, int, float)) and item["type"] != "missing" and "[key]" not in item["loc"]
    return ".".join(path) + (f" = {_literal(value)}" if plain else "")


def _literal(value: object) -> str:
    """Write a value as TOML does, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _message(item: Mapping[str, Any], known: list[str], own_words: Mapping[str, Message]) -> Message:
    """Return the complaint for one of pydantic's errors; a file may have words of its own for what is wanted."""
    kind, context = item["type"], item.get("ctx", {})
    if kind == "value_error" and isinstance(context["error"], Refused):
        return context["error"].message
    if kind == "missing":
        return complaints.MissingKey()
    if kind == "extra_forbidden":
        return complaints.UnknownKey(hint=hint(str(item["loc"][-1]), known))
    if kind in LIMITS:
        return _out_of_range(kind, item["input"], context)
    if kind == "literal_error":
        return complaints.NotOneOf(allowed=context["expected"].replace(" or ", ", ").replace("'", '"'))
    if kind == "string_pattern_mismatch":
        return complaints.NotAnId()
    if kind == "too_short":
        return complaints.TooFew(actual=context["actual_length"], least=context["min_length"])
    if kind == "too_long":
        return complaints.TooMany(actual=len(item["input"]), most=context["max_length"])
    wanted = {**WANTED, **own_words}.get(kind.partition("_")[0])
    return complaints.WrongType(wanted=wanted) if wanted else complaints.Invalid(reason=item["msg"])


def _out_of_range(kind: str, value: float, context: Mapping[str, Any]) -> Message:
    limit = LIMITS[kind].format(**context)
    if 1 in (context.get("lt"), context.get("le")) and 1 < value <= 100:
        return complaints.NotPercent(limit=limit, percent=f"{value:g}", share=f"{value / 100:g}")
    return complaints.OutOfRange(limit=limit)

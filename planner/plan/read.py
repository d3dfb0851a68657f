"""From `plan.toml` (and `-S key=value`) to a `Plan`, or every fault with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.errors import Fault, InputError, Place, UsageError
from planner.plan.crosscheck import cross_faults
from planner.plan.faults import NotToml, ReadingError, faults_of
from planner.plan.lines import KeyLines
from planner.plan.model import Plan

OVERRIDE = "-S"


class BadOverride(UsageError):
    """A `-S` that is not `key=value`."""

    template = "-S {text}: expected key=value, such as -S queues.voice.patience_s=120"


def read_plan(path: Path, overrides: Sequence[str] = ()) -> Plan:
    """Return the plan of a TOML file with `key.path=value` overrides laid over it.

    Raises
    ------
    InputError
        With every fault of the file: place, what was found, what is expected.
    UsageError
        An override that is not `key=value`.
    """
    text = _text_of(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([Fault(Place(file=path.name), NotToml(reason=str(error)))]) from error
    for override in overrides:
        _lay_over(data, override)
    return _validated(data, path.name, KeyLines(text))


def _validated(data: Mapping[str, Any], file: str, lines: KeyLines) -> Plan:
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        raise InputError(faults_of(error, data, Plan, file, lines)) from error
    faults = [
        Fault(Place(file=file, line=lines.line(path), path=".".join(path)), message)
        for path, message in cross_faults(plan)
    ]
    if faults:
        raise InputError(sorted(faults, key=lambda fault: fault.place.line or 0))
    return plan


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError([Fault(Place(file=path.name), ReadingError(reason=reason))]) from error


def _lay_over(data: dict[str, Any], override: str) -> None:
    """Set one `key.path=value`; the value is TOML where it can be, else text."""
    dotted, equals, text = override.partition("=")
    keys = [key.strip() for key in dotted.split(".")]
    if not equals or not all(keys):
        raise BadOverride(text=override)
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    node = data
    for key in keys[:-1]:
        child = node.setdefault(key, {})
        if not isinstance(child, dict):
            raise BadOverride(text=override)
        node = child
    node[keys[-1]] = value

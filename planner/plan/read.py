"""From `plan.toml` or a workbook (and `-S key=value`) to a `Plan`, or every fault with its line or cell."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.errors import Fault, InputError, UsageError
from planner.plan.crosscheck import cross_faults
from planner.plan.document import Document, in_order, read_toml
from planner.plan.faults import faults_of
from planner.plan.law import law_faults, under_law
from planner.plan.model import Plan


class BadOverride(UsageError):
    """A `-S` that is not `key=value`."""

    template = "-S {text}: expected key=value, such as -S queues.voice.patience_s=120"


class NoSuchPart(UsageError):
    """A `-S` whose path leads through something that has no parts."""

    template = "-S {text}: what stands before {key} is a single value or a list without that number"


def read_plan(path: Path, overrides: Sequence[str] = ()) -> Plan:
    """Return the plan of a TOML file or a workbook with `key.path=value` overrides laid over it.

    Raises
    ------
    InputError
        With every fault of the file: place, what was found, what is expected.
    UsageError
        An override that is not `key=value`.
    """
    document = read_document(path)
    for override in overrides:
        document.overridden.append(_lay_over(document.data, override))
    return _validated(document)


def read_document(path: Path) -> Document:
    """Return what a plan's file says, TOML or workbook, before it is seen to be a plan.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    if path.suffix.lower().startswith(".xls"):
        from planner.plan.workbook import read_workbook  # a TOML file must not pay for what tables need

        return read_workbook(path, Plan)
    return read_toml(path)


def _validated(document: Document) -> Plan:
    try:
        plan = Plan.model_validate(document.data)
    except ValidationError as error:
        raise InputError(faults_of(error, document, Plan)) from error
    faults = [Fault(document.place(path), message) for path, message in (*cross_faults(plan), *law_faults(plan))]
    if faults:
        raise InputError(in_order(faults))
    return under_law(plan)


def _lay_over(data: dict[str, Any], override: str) -> tuple[str, ...]:
    """Set one `key.path=value` and return the path of what is new; the value is TOML where it can be, else text."""
    dotted, equals, text = override.partition("=")
    keys = tuple(key.strip() for key in dotted.split("."))
    if not equals or not all(keys):
        raise BadOverride(text=override)
    node: Any = data
    new = keys
    for depth, key in enumerate(keys[:-1], start=1):
        if isinstance(node, dict) and key not in node:
            node[key] = {}
            new = new[: min(len(new), depth)]
        node = _part(node, key, override)
    if isinstance(node, dict):
        node[keys[-1]] = _value(text)
    else:
        _part(node, keys[-1], override)
        node[int(keys[-1])] = _value(text)
    return new


def _part(node: Any, key: str, override: str) -> Any:
    """Return a part of a table, or of a list by its number."""
    if isinstance(node, dict):
        return node[key]
    if isinstance(node, list) and key.isdecimal() and int(key) < len(node):
        return node[int(key)]
    raise NoSuchPart(text=override, key=key)


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text

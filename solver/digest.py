"""What a problem holds, in one short text: two problems with the same digest are the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from solver.problem import RosterProblem


def problem_digest(problem: RosterProblem) -> str:
    """Return a SHA-256 of every part of a problem, the same on every machine."""
    return hashlib.sha256(json.dumps(_plain(problem), separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> object:
    """Return lists of texts and numbers for dataclasses and collections, all the way down; sets in one order."""
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, Mapping):
        return sorted([_plain(key), _plain(item)] for key, item in value.items())
    if isinstance(value, frozenset):
        return sorted(map(_plain, value), key=repr)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value

"""What a problem holds, in one short text: two problems with the same digest are the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from solver.problem import RosterProblem


def problem_digest(problem: RosterProblem) -> str:
    """Return a SHA-256 of every part of a problem, the same on every machine."""
    return hashlib.sha256(_ENCODER.encode(problem).encode()).hexdigest()


def _plain(value: object) -> object:
    """Return lists for what JSON has no form for: the fields of a dataclass, a set in the order of its texts."""
    if is_dataclass(value):
        return [type(value).__name__, *(_listed(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, frozenset):
        return sorted(map(_ENCODER.encode, value))
    raise TypeError(f"a problem holds no {type(value).__name__}")


def _listed(value: object) -> object:
    """Return a mapping as its sorted items, also inside tuples: JSON takes few kinds of keys."""
    if isinstance(value, Mapping):
        return sorted(value.items())
    if isinstance(value, tuple):
        return [_listed(item) for item in value]
    return value


_ENCODER = json.JSONEncoder(default=_plain, separators=(",", ":"))

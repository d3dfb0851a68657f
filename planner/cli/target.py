"""A service target as people write it: `80/20` is 80 % within 20 seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.errors import UsageError


class NotATarget(UsageError):
    """A target that is not percent / seconds."""

    template = "{text} is no target; write percent/seconds, such as 80/20"


@dataclass(frozen=True, slots=True)
class ShortTarget:
    """A share of contacts answered within a time."""

    share: float
    within_s: float


def parse_target(text: str) -> ShortTarget:
    """Return the target of `80/20`.

    Raises
    ------
    NotATarget
        If it is anything else, or the percentage is not below 100.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%?\s*/\s*(\d+(?:\.\d+)?)\s*s?", text.strip())
    if not match or not 0 < float(match[1]) < 100:
        raise NotATarget(text=text)
    return ShortTarget(float(match[1]) / 100, float(match[2]))

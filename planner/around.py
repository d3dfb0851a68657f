"""What surrounds a history that is forecast without a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a history: a country's or own calendar, events, opening hours; all may be absent."""

    country: str | None = None
    calendar: Path | None = None
    events: Path | None = None
    opening: Path | None = None

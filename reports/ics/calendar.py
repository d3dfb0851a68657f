"""What a calendar holds, free of language: events that a later calendar replaces by their names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.words import Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something from a moment to another, or on whole days where both are dates (the end is the day after).

    `uid` names it for good: an event of the same uid in a later calendar takes its place. What is `free` blocks no
    time.
    """

    uid: str
    start: dt.date
    end: dt.date
    title: Words
    lines: Sequence[Words] = ()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Events in one time zone; `revised` is when they were settled, which tells a later revision from an earlier."""

    name: Words
    timezone: str
    revised: dt.datetime
    events: Sequence[Event]

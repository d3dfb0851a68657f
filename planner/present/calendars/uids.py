"""Names of events that stay the same from roster to roster."""

import datetime as dt
from hashlib import sha256
from typing import Literal

from planner.present.facts import RunFacts

DOMAIN = "workforce-planner"
DIGITS = 24


def uid(facts: RunFacts, kind: Literal["agent", "post"], id: str, day: dt.date) -> str:
    """Return the name of the day of an agent or a post; it tells no id, which may be anything."""
    whose = sha256("\n".join([facts.centre, kind, id]).encode()).hexdigest()[:DIGITS]
    return f"{day:%Y%m%d}-{whose}@{DOMAIN}"

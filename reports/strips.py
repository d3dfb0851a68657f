"""The strip of a shift: its hours as a thick line, breaks and activities upon it, in quarters of an hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.pages import Duty
from reports.paths import Pen

PER_HOUR = 4
KINDS = {"break": "b", "handover": "h", "activity": "a"}
"""The class of each kind; there are thousands of them on a page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The path of one kind of stretch with its class."""

    kind: str
    path: str


def strip(duty: Duty, from_h: float) -> Sequence[Drawn]:
    """Return the paths of a duty on a strip that begins at `from_h`: the shift first, then what lies upon it."""
    found = [Drawn(f"k{duty.shift % 6}", _line(duty.start_h - from_h, duty.end_h - from_h))]
    for kind, name in KINDS.items():
        path = "".join(_line(one.start_h - from_h, one.end_h - from_h) for one in duty.stretches if one.kind == kind)
        if path:
            found.append(Drawn(name, path))
    return found


def _line(start_h: float, end_h: float) -> str:
    pen = Pen()
    pen.move(start_h * PER_HOUR, 0)
    pen.across(end_h * PER_HOUR)
    return pen.path()

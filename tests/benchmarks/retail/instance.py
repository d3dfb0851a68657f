"""An instance as its text file gives it.

Slot 0 begins at midnight of the first day. People work from 06:00 of that day for whole days, so that the last shifts
end at 06:00 of the day after the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.sections import read_sections

SLOT_MIN = 15
SLOTS_A_DAY = 24 * 60 // SLOT_MIN
OPENS = 6 * 60 // SLOT_MIN


@dataclass(frozen=True, slots=True)
class Contract:
    """Minutes to work in all."""

    min_minutes: int
    max_minutes: int


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything an instance says; `required` are people by task and slot."""

    name: str
    days: int
    staff: Mapping[str, Contract]
    required: tuple[tuple[int, ...], ...]

    @property
    def end(self) -> int:
        """The slot after the last in which anyone works."""
        return OPENS + self.days * SLOTS_A_DAY


def read(path: Path) -> Instance:
    """Read an instance from its text file.

    Raises
    ------
    ValueError
        A slot may be covered by a range of numbers of people: no published instance has that.
    """
    sections = read_sections(path)
    days = int(sections["HORIZON"][0][0])
    required = [[0] * (OPENS + days * SLOTS_A_DAY) for _ in range(int(sections["TASKS"][0][0]))]
    for day, time, task, least, most in sections["COVER"]:
        if least != most:
            raise ValueError(f"{path.name}: {least} to {most} people on day {day}, {time}")
        hour, minute = time.split("-")[0].split(":")
        slot = (int(day) - 1) * SLOTS_A_DAY + (int(hour) * 60 + int(minute)) // SLOT_MIN
        required[int(task) - 1][slot] = int(least)
    staff = {name: Contract(int(least), int(most)) for name, least, most in sections["STAFF"]}
    return Instance(path.stem, days, staff, tuple(map(tuple, required)))

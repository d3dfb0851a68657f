"""An instance as its text file gives it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.sections import read_sections

DAYS_A_WEEK = 7
WEEKEND = (5, 6)  # day 0 is a Monday

Assignment = tuple[str, int, str]  # employee, day, shift


@dataclass(frozen=True, slots=True)
class Kind:
    """A shift type: paid minutes and the types that may not follow the day after."""

    minutes: int
    not_followed_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Employee:
    """A contract: limits on shifts by type, minutes, runs and weekends, and the days off."""

    max_shifts: Mapping[str, int]
    max_minutes: int
    min_minutes: int
    max_consecutive_shifts: int
    min_consecutive_shifts: int
    min_consecutive_days_off: int
    max_weekends: int
    days_off: frozenset[int]


@dataclass(frozen=True, slots=True)
class Request:
    """A wish to work the shift on the day, or not to; `weight` is the penalty where it is not granted."""

    employee: str
    day: int
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class Cover:
    """How many are to work the shift on the day, and the penalty of each one missing or too many."""

    day: int
    kind: str
    required: int
    under_weight: int
    over_weight: int


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything an instance says."""

    name: str
    days: int
    kinds: Mapping[str, Kind]
    staff: Mapping[str, Employee]
    on_requests: tuple[Request, ...]
    off_requests: tuple[Request, ...]
    covers: tuple[Cover, ...]

    @property
    def weekends(self) -> list[tuple[int, ...]]:
        """The weekends, each as its days."""
        mondays = range(0, self.days, DAYS_A_WEEK)
        return [tuple(monday + day for day in WEEKEND if monday + day < self.days) for monday in mondays]


def read(path: Path) -> Instance:
    """Read an instance from its text file."""
    sections = read_sections(path)
    days_off = {name: frozenset(map(int, days)) for name, *days in sections["DAYS_OFF"]}
    return Instance(
        name=path.stem,
        days=int(sections["HORIZON"][0][0]),
        kinds={name: Kind(int(length), _names(after)) for name, length, after in sections["SHIFTS"]},
        staff={row[0]: _employee(row, days_off.get(row[0], frozenset())) for row in sections["STAFF"]},
        on_requests=tuple(_requests(sections["SHIFT_ON_REQUESTS"])),
        off_requests=tuple(_requests(sections["SHIFT_OFF_REQUESTS"])),
        covers=tuple(Cover(int(day), kind, *map(int, numbers)) for day, kind, *numbers in sections["COVER"]),
    )


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split("|")) if text else frozenset()


def _employee(row: list[str], days_off: frozenset[int]) -> Employee:
    _, limits, *numbers = row
    max_shifts = {kind: int(most) for kind, most in (limit.split("=") for limit in limits.split("|"))}
    return Employee(max_shifts, *map(int, numbers), days_off=days_off)


def _requests(rows: list[list[str]]) -> Iterator[Request]:
    for employee, day, kind, weight in rows:
        yield Request(employee, int(day), kind, int(weight))

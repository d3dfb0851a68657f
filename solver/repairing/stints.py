"""Stints: ways of working a shift, each with the places that its breaks may take, priced all at once.

Windows of a shift's breaks do not overlap, so that at given prices each break is placed by itself and the best way of
working every shift is found exactly.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.problem import Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOBODY = 0  # the stint of who is not on contacts


class Pause(NamedTuple):
    """A break of so many slots, and the slots at which it may begin."""

    slots: int
    starts: tuple[int, ...]


class Stint(NamedTuple):
    """Who works from start to end, on contacts but for breaks and what else is fixed (`busy`)."""

    crew: int
    start: int
    end: int
    pauses: tuple[Pause, ...] = ()
    busy: tuple[Span, ...] = ()


class Stints:
    """Stints by number, each kept once; only the slots of a window count."""

    def __init__(self, window: Span) -> None:
        self._window = window
        self._number: dict[Stint | None, int] = {None: NOBODY}
        self._stints: list[Stint] = [Stint(0, window.start, window.start)]

    def number(self, stint: Stint) -> int:
        """Return the number of a stint, a new one where it is not known."""
        if stint not in self._number:
            self._number[stint] = len(self._stints)
            self._stints.append(stint)
        return self._number[stint]

    def freeze(self) -> None:
        """Make the arrays with which all are priced; no stint is added afterwards."""
        self._crew = np.array([stint.crew for stint in self._stints], np.int64)
        self._ends = self._inside([(stint.start, stint.end) for stint in self._stints])
        busy = [(number, span.start, span.end) for number, stint in enumerate(self._stints) for span in stint.busy]
        self._busy_of = np.array([number for number, _, _ in busy], np.int64)
        self._busy_ends = self._inside([(start, end) for _, start, end in busy])
        pauses = [(number, pause) for number, stint in enumerate(self._stints) for pause in stint.pauses]
        self._pause_of = np.array([number for number, _ in pauses], np.int64)
        sizes = [len(pause.starts) for _, pause in pauses]
        self._first = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)
        places = [(start, start + pause.slots) for _, pause in pauses for start in pause.starts]
        self._place_crew = np.repeat(self._crew[self._pause_of], sizes)
        self._place_ends = self._inside(places)

    def _inside(self, spans: Sequence[tuple[int, int]]) -> Ints:
        """Return spans cut to the window, counted from its start."""
        table = np.array(spans, np.int64).reshape(-1, 2)
        return np.clip(table, self._window.start, self._window.end) - self._window.start

    def values(self, worth: Floats) -> Floats:
        """Return what each stint is worth at best, where one of a crew is worth so much, [crew, slot of the window]."""
        total = np.concatenate([np.zeros((len(worth), 1)), np.cumsum(worth, axis=1)], axis=1)
        value = _between(total, self._crew, self._ends)
        np.subtract.at(value, self._busy_of, _between(total, self._crew[self._busy_of], self._busy_ends))
        if len(self._first):
            missed = np.minimum.reduceat(_between(total, self._place_crew, self._place_ends), self._first)
            np.subtract.at(value, self._pause_of, missed)
        return value

    def begun(self, number: int, worth: Floats) -> tuple[int, ...]:
        """Return where the breaks of a stint begin when it is worth most; the earliest of equals."""
        stint = self._stints[number]
        own, first = worth[stint.crew], self._window.start

        def missed(start: int, slots: int) -> float:
            return float(own[max(0, start - first) : max(0, start + slots - first)].sum())

        return tuple(min(pause.starts, key=lambda at: (missed(at, pause.slots), at)) for pause in stint.pauses)

    def crew(self, number: int) -> int:
        """Return the crew of a stint."""
        return self._stints[number].crew

    def presence(self, number: int, begun: Sequence[int]) -> Ints:
        """Return 1 for each slot of the window on contacts, breaks begun as given."""
        stint = self._stints[number]
        there = np.zeros(self._window.end - self._window.start, np.int64)
        off = [Span(at, at + pause.slots) for at, pause in zip(begun, stint.pauses, strict=True)]
        ends = self._inside([(stint.start, stint.end)])[0]
        there[ends[0] : ends[1]] = 1
        for start, end in self._inside([(span.start, span.end) for span in (*stint.busy, *off)]):
            there[start:end] = 0
        return there


def _between(total: Floats, crews: Ints, ends: Ints) -> Floats:
    """Return the sums over spans of the crews' running totals."""
    found: Floats = total[crews, ends[:, 1]] - total[crews, ends[:, 0]]
    return found

"""Who is on contacts when: a roster as the duties of the event loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.errors import PlannerError
from planner.simulation.records import BEGIN, DUTY, END, PAUSE

SHIFTS_OF_AGENT = 9  # one that begins on the day before the week, on each of its days, and on the day after
Floats = npt.NDArray[np.float64]


class NoEnd(PlannerError):
    """A shift that does not end after it begins."""

    template = "the shift of {agent} from {start} has no end after its start"


@dataclass(frozen=True, slots=True)
class Span:
    """From one second of the horizon to another."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class OnShift:
    """A shift of an agent and what is not on contacts in it; `day` of its start, -1 for the day before the week."""

    agent: str
    day: int
    span: Span
    off: Sequence[Span] = ()

    @property
    def on_contacts(self) -> Iterator[Span]:
        """The spans on contacts, in order, from the start of the horizon on."""
        at = max(self.span.start_s, 0.0)
        for off in sorted(self.off, key=lambda span: span.start_s):
            if at < min(off.start_s, self.span.end_s):
                yield Span(at, min(off.start_s, self.span.end_s))
            at = max(at, off.end_s)
        if at < self.span.end_s:
            yield Span(at, self.span.end_s)


def duties(
    shifts: Sequence[OnShift], numbers: Mapping[str, int], absent_share: Floats, interval_s: float
) -> npt.NDArray[np.void]:
    """Return the duties of agents by number, in order of time; who goes before who comes.

    `absent_share` by interval: a number of the agent's day, drawn for each replication, decides who is absent, so that
    somebody who is absent where few are is absent all day, and the same in another roster.
    """
    rows = [row for shift in shifts for row in _moments(shift, numbers[shift.agent], absent_share, interval_s)]
    found = np.array(rows, DUTY) if rows else np.zeros(0, DUTY)
    return found[np.lexsort((found["what"], found["at_s"]))]


def _moments(
    shift: OnShift, agent: int, absent_share: Floats, interval_s: float
) -> Iterator[tuple[float, int, int, int, float]]:
    """Yield when an agent comes and goes in a shift."""
    number = agent * SHIFTS_OF_AGENT + shift.day + 1
    for span in shift.on_contacts:
        for part, share in _by_share(span, absent_share, interval_s):
            yield part.start_s, agent, BEGIN, number, share
            yield part.end_s, agent, PAUSE, number, share
    yield shift.span.end_s, agent, END, number, 0.0


def _by_share(span: Span, absent_share: Floats, interval_s: float) -> Iterator[tuple[Span, float]]:
    """Yield the parts of a span with one share of absence each."""
    first, last = (_interval(at, interval_s, len(absent_share)) for at in (span.start_s, span.end_s - 1e-6))
    shares = absent_share[first : last + 1]
    changes = first + 1 + np.flatnonzero(np.diff(shares))
    ends = [*(float(change * interval_s) for change in changes), span.end_s]
    start_s = span.start_s
    for end_s in ends:
        yield Span(start_s, end_s), float(absent_share[_interval(start_s, interval_s, len(absent_share))])
        start_s = end_s


def mean_people(begin_s: Floats, end_s: Floats, interval_s: float, intervals: int) -> Floats:
    """Return the mean number of people there by interval, of spans from one second of the horizon to another."""
    edges_s = interval_s * np.arange(intervals + 1, dtype=np.float64)
    there_s = np.subtract(_since(begin_s, edges_s), _since(end_s, edges_s))
    return np.asarray(np.diff(there_s) / interval_s)


def _since(moments_s: Floats, edges_s: Floats) -> Floats:
    """Return the seconds that have passed at each edge since all moments before it, together."""
    in_order = np.sort(moments_s)
    before = np.searchsorted(in_order, edges_s)
    return np.asarray(before * edges_s - np.concatenate([[0.0], np.cumsum(in_order)])[before])


def _interval(at_s: float, interval_s: float, intervals: int) -> int:
    return min(max(int(at_s // interval_s), 0), intervals - 1)

"""Hours at night."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxNightHoursAWeek(AgentRule):
    """The minutes of a week's shifts that lie in `nights` stay within `minutes`, breaks included.

    A shift counts in the week in which it starts.
    """

    minutes: int
    nights: tuple[Span, ...]
    name: ClassVar[str] = "max_night_hours_a_week"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        """Limit every agent's minutes at night in every week."""
        at_night = {offer: self._night_min(problem, *offer) for offer in problem.offers()}
        for days in problem.in_periods(Period.WEEK):
            weights = {(day, s): at_night[day, s] for day in days for s in problem.offered[day] if at_night[day, s]}
            for agent in range(len(problem.agents)):
                yield Count(agent, weights, hi=self.minutes, day=days[-1])

    def _night_min(self, problem: RosterProblem, day: int, shift: int) -> int:
        span = problem.span(day, shift)
        slots = sum(max(0, min(span.end, night.end) - max(span.start, night.start)) for night in self.nights)
        return slots * problem.slot_min

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield the minutes beyond the limit, at the last planned day of the week."""
        night_slots = {slot for night in self.nights for slot in night.slots()}
        last_day = {problem.week_of(day): day for day in range(len(problem.days))}
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            worked_min: Counter[int] = Counter()
            for worked in tour:
                slots = night_slots.intersection(problem.span(worked.day, worked.shift).slots())
                worked_min[problem.week_of(worked.day)] += len(slots) * problem.slot_min
            for week, minutes in worked_min.items():
                if minutes > self.minutes:
                    yield self.breach(minutes - self.minutes, agent, last_day[week])

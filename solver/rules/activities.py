"""Activities off contacts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Model
from solver.problem import ActivitySpec, RosterProblem, Span
from solver.rooms import rooms
from solver.roster import Activity, Assignment, Breach, Roster
from solver.rules.rule import Rule

Rooms = dict[tuple[int, int], frozenset[int]]  # (day, shift) → first slots of the times that fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities(Rule):
    """Everybody has each activity she owes once, in its window and her shift, clear of all else; or enough together.

    The model asks for shifts with room for it; where it stands in them is placed with coverage, and `check` sees it.
    """

    name: ClassVar[str] = "activities"
    priced: ClassVar[bool] = True

    def build(self, model: Model) -> None:
        """Demand of every agent a shift with room; at the common time, if there is one, of enough."""
        for spec in model.problem.activities:
            found = _rooms(model.problem, spec)
            if spec.together is not None:
                self._build_together(model, spec, found)
                continue
            for agent in sorted(spec.agents):
                shifts = sum(model.works(agent, *cell) for cell, starts in found.items() if starts)
                model.limit(self, shifts, len(found), 1, None, agent, None, subject=spec.id)

    def _build_together(self, model: Model, spec: ActivitySpec, found: Rooms) -> None:
        """Choose one time; who works a shift with room for it may count as there."""
        begins = {start: model.cp.new_bool_var(f"{spec.id} {start}") for start in spec.starts()}
        model.cp.add(sum(begins.values()) <= 1)
        there = []
        for agent in sorted(spec.agents):
            counts = model.cp.new_bool_var(f"{spec.id} {agent}")
            model.cp.add(counts <= sum(begins.values()))
            for start, begun in begins.items():
                shifts = [model.works(agent, *cell) for cell, starts in found.items() if start in starts]
                model.cp.add(sum(shifts) >= counts).only_enforce_if(begun)
            there.append(counts)
        model.limit(self, sum(there), len(there), spec.least, None, None, None, subject=spec.id)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every agent without the activity; of one done together, how many are missing at its time."""
        tours = roster.tours(len(problem.agents))
        activities: list[list[Activity]] = [[] for _ in problem.agents]
        for activity in roster.activities:
            activities[activity.agent].append(activity)
        for spec in problem.activities:
            held = {agent: [a.span for a in activities[agent] if a.kind == spec.id] for agent in sorted(spec.agents)}
            right = {
                agent: spans[0]
                for agent, spans in held.items()
                if len(spans) == 1 and self._stands(problem, spec, tours[agent], activities[agent], spans[0])
            }
            if spec.together is None:
                yield from (self.breach(1, agent, subject=spec.id) for agent in sorted(spec.agents - right.keys()))
            else:
                there = max(Counter(right.values()).values(), default=0)
                if there < spec.least:
                    yield self.breach(spec.least - there, subject=spec.id)

    @staticmethod
    def _stands(
        problem: RosterProblem, spec: ActivitySpec, tour: Sequence[Assignment], own: Sequence[Activity], span: Span
    ) -> bool:
        """Tell whether the activity lies in a window and in a shift of the agent, clear of all else she does."""
        shifts = [problem.span(worked.day, worked.shift) for worked in tour]
        return (
            span.end - span.start == spec.slots
            and any(window.start <= span.start and span.end <= window.end for window in spec.windows)
            and any(worked.start <= span.start and span.end <= worked.end for worked in shifts)
            and not any(span.overlaps(other.span) for other in own if other.kind != spec.id)
        )


def _rooms(problem: RosterProblem, spec: ActivitySpec) -> Rooms:
    return {offer: frozenset(room.start for room in rooms(problem, spec, *offer)) for offer in problem.offers()}

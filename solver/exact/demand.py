"""Coverage as part of the constraint model: people on contacts, breaks as anonymous counts, shortage and surplus.

People with the same queues are one crew. Per crew, day and shift the model counts who is on contacts and how many of
them begin each break at each position. Who takes which is settled afterwards at no loss, because the windows of a
shift's breaks do not overlap. Rows and costs are those of `problem.Group`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.coverage import Crew
from solver.exact.coverage_rows import counting_unit
from solver.model import Model
from solver.problem import PERSON, CarriedShift, Group, RosterProblem, Span, Steps, SubsetRow
from solver.roster import Assignment

Var = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Place:
    """A crew's people on contacts in a shift that starts on a day."""

    crew: Crew
    day: int
    shift: int


class Demand:
    """Shortage and surplus of every group at every slot, added to what a model minimises.

    For small problems: on the whole of a large one CP-SAT finds nothing better than its hint.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.problem = model.problem
        self.unit = counting_unit(model.problem)  # people are counted in so many 1/100
        self.person = PERSON // self.unit
        self.people: dict[Place, Var] = {}
        self.taken: dict[tuple[Place, int, int], Var] = {}  # (place, number of the break, first slot) → how many
        self._terms: dict[tuple[Crew, int], list[tuple[Var | int, int]]] = defaultdict(list)
        self._count_everybody()
        self._on_contacts: dict[int, dict[Crew, Var]] = defaultdict(dict)  # by slot
        for (crew, slot), terms in self._terms.items():
            self._on_contacts[slot][crew] = self._sum_up(terms)
        for group in self.problem.groups:
            for slot in range(self.problem.slots):
                self._cost_slot(group, slot)

    def _count_everybody(self) -> None:
        for carried in self.problem.carried:
            self._count_carried(carried)
        for crew, members in crews(self.problem).items():
            for day, shift in self.problem.offers():
                place = Place(crew, day, shift)
                people = self._count_people(place, members)
                if people is None:
                    continue
                self.people[place] = people
                self._count_breaks(place, people)

    def _count_people(self, place: Place, members: tuple[int, ...]) -> Var | None:
        """Count who of the crew is on contacts: at work and not at a post away from them; None if nobody can be."""
        cell = place.day, place.shift
        closed = self.model.closed
        works = [self.model.works(agent, *cell) for agent in members]
        works = [literal for literal in works if literal.index not in closed]
        away = [post for post in self.problem.posts_of(*cell) if not self.problem.posts[post].on_contacts]
        holds = [self.model.holds(agent, *cell, post) for agent in members for post in away]
        holds = [literal for literal in holds if literal.index not in closed]
        if not works:
            return None
        people = self.model.cp.new_int_var(0, len(works), "people")
        self.model.cp.add(people == sum(works) - sum(holds))
        return people

    def _count_carried(self, carried: CarriedShift) -> None:
        """Count a shift of before that reaches into the first day."""
        if carried.post is None or self.problem.posts[carried.post].on_contacts:
            crew = self.problem.agents[carried.agent].queues
            for slot in range(max(0, carried.span.start), carried.span.end):
                if not any(slot in off for off in carried.off_contacts):
                    self._terms[crew, slot].append((1, self.person))

    def _count_span(self, crew: Crew, span: Span, people: Var, weight: int) -> None:
        for slot in range(span.start, min(span.end, self.problem.slots)):
            self._terms[crew, slot].append((people, weight))

    def _count_breaks(self, place: Place, people: Var) -> None:
        """Count everybody at every slot, less those on a break; each takes every break once."""
        span = self.problem.span(place.day, place.shift)
        self._count_span(place.crew, span, people, self.person)
        breaks = self.problem.shifts[place.shift].breaks if self.problem.breaks_taken else ()
        for number, spec in enumerate(breaks):
            begun = []
            for start in range(span.start + spec.earliest, span.start + spec.latest + 1):
                taken = self.model.cp.new_int_var(0, len(self.problem.agents), "breaks")
                self._count_span(place.crew, Span(start, start + spec.slots), taken, -self.person)
                self.taken[place, number, start] = taken
                begun.append(taken)
            self.model.cp.add(sum(begun) == people)

    def _sum_up(self, terms: list[tuple[Var | int, int]]) -> Var:
        """Return a variable for the people of a crew on contacts at a slot."""
        constant = sum(term * weight for term, weight in terms if isinstance(term, int))
        variables = [(term, weight) for term, weight in terms if not isinstance(term, int)]
        total = self.model.cp.new_int_var(0, self.person * len(self.problem.agents), "on contacts")
        expression = cp_model.LinearExpr.weighted_sum([v for v, _ in variables], [w for _, w in variables])
        self.model.cp.add(total == expression + constant)
        return total

    def _cost_slot(self, group: Group, slot: int) -> None:
        """Make what the group is short of, and its surplus, cost at a slot."""
        short = {queue: self._shortage(queue, slot) for queue in group.queues}
        for row in group.rows:
            self._require(row, slot, short)
        everybody = frozenset(group.queues)
        present = self._serving(everybody, slot)
        if present:
            needed = sum(self.problem.queues[queue].required[slot] for queue in group.queues)
            whole = next(row for row in group.rows if row.queues == everybody)
            surplus = self._pieces(group.surplus, PERSON * len(self.problem.agents) + needed)
            all_short = sum(sum(pieces) for pieces in short.values())
            self.model.cp.add(sum(surplus) >= sum(present) - whole.required[slot] // self.unit + all_short)

    def _shortage(self, queue: int, slot: int) -> list[Var]:
        needed = self.problem.queues[queue]
        return self._pieces(needed.shortage[slot], needed.required[slot])

    def _require(self, row: SubsetRow, slot: int, short: dict[int, list[Var]]) -> None:
        """Demand that people who serve any queue of the row, or shortage, make up what the row requires."""
        pieces = [piece for queue in sorted(row.queues) for piece in short[queue]]
        made_up = [*pieces, *self._serving(row.queues, slot)]
        if made_up:
            self.model.cp.add(sum(made_up) >= row.required[slot] // self.unit)

    def _serving(self, queues: frozenset[int], slot: int) -> list[Var]:
        return [people for crew, people in self._on_contacts[slot].items() if crew & queues]

    def _pieces(self, steps: Steps, most: int) -> list[Var]:
        """Return a variable for each step of a convex cost of an amount up to `most`."""
        pieces = []
        for step in steps:
            width = most if step.width is None else min(step.width, most)
            most -= width
            if width:
                piece = self.model.cp.new_int_var(0, width // self.unit, "piece")
                self.model.penalise(piece, step.cost * self.unit)
                pieces.append(piece)
        return pieces

    def begun(self, solver: cp_model.CpSolver, assignments: Iterable[Assignment]) -> dict[tuple[int, int], list[int]]:
        """Return the first slot of each break of every (agent, day): the counted ones given out in turn."""
        starts: dict[tuple[Place, int], list[int]] = defaultdict(list)
        for (place, number, start), taken in self.taken.items():
            starts[place, number] += [start] * solver.value(taken)
        begun = {}
        for worked in assignments:
            place = Place(self.problem.agents[worked.agent].queues, worked.day, worked.shift)
            away = worked.post is not None and not self.problem.posts[worked.post].on_contacts
            first = self.problem.span(worked.day, worked.shift).start
            begun[worked.agent, worked.day] = [
                first + spec.earliest if away or not starts[place, number] else starts[place, number].pop()
                for number, spec in enumerate(self.problem.shifts[worked.shift].breaks)
            ]
        return begun


def crews(problem: RosterProblem) -> dict[Crew, tuple[int, ...]]:
    """Return the agents of every crew."""
    members: dict[Crew, list[int]] = defaultdict(list)
    for number, agent in enumerate(problem.agents):
        members[agent.queues].append(number)
    return {crew: tuple(numbers) for crew, numbers in members.items() if crew}

"""Build a roster and make it better: agents are taken out and given the best week beside the others, again and again.

One agent's best week beside the others is exact, because one agent is at most one person in a slot; so every such
step is a descent. Taking out several at once and giving them weeks one after the other, now and then at disturbed
prices, leaves local optima (ruin and recreate: G. Schrimpf et al., Journal of Computational Physics 159, 2000).
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.finish import finish
from solver.problem import PERSON, RosterProblem, Span
from solver.roster import HANDOVER, Activity, Assignment, Roster
from solver.weeks.arrays import FORBIDDEN, Centre, Ints
from solver.weeks.book import Book
from solver.weeks.guided import draw, follow
from solver.weeks.kernels import slot_cost
from solver.weeks.plan import Plan, nothing_known, own_cost, plan_cost, put, refresh, renew, replan
from solver.weeks.prices import Bound, worth_of_people
from solver.weeks.tasks import NOWHERE

EXACT = 1024  # the noise that changes nothing
NOISE = (717, 1332)  # about 0.7 to 1.3
DISTURBED_SHARE = 0.2
WEEKS_SHARE = 0.6  # of the rounds plan whole weeks anew, the others a few days
MOST_WEEKS, MOST_DAYS = 4, 4  # agents taken out at once
DAYS = 2
ARRANGE_SHARE = 0.02  # of the rounds try another time for what is done together
SOME_TIMES = 12  # tried for each at first
PULLS = (1 / 2000, 1 / 1000, 1 / 500, 1 / 250, 1 / 125)  # of the dearest shortage, for each person lacking in a crew
PASSES = 14
WIDEST, NARROWEST = 0.02, 0.001  # of the people required
MOST_TRUST, LEAST_TRUST = 90, 10  # percent


class Search:
    """A roster in the making; `now` is what it costs, `best` the cheapest it was."""

    def __init__(self, problem: RosterProblem, centre: Centre, book: Book, seed: int) -> None:
        self.problem = problem
        self.centre = centre
        self.book = book
        self.rng = np.random.default_rng(seed)
        agents, days = book.weeks.off_costs.shape
        slots = centre.rows.required.shape[1]
        self.now = 0
        self.best: Best | None = None
        self._days = days
        self._exact = np.full(slots, EXACT, np.int64)
        known = nothing_known(centre.rows)
        self.plan = Plan(
            shift=np.full((agents, days), -1, np.int64),
            column=np.zeros((agents, days), np.int64),
            begun=np.zeros((agents, days, centre.offers.breaks.shape[1]), np.int64),
            own_cost=np.zeros(agents, np.int64),
            placed=np.full(book.tasks.owes.shape, NOWHERE, np.int64),
            placed_day=np.full(book.tasks.owes.shape, NOWHERE, np.int64),
            present=centre.rows.carried.copy(),
            holders=np.zeros(len(centre.held.column), np.int64),
            busy=np.zeros((agents, centre.offers.end + 1), np.bool_),
            slot_cost=np.array(
                [slot_cost(centre.rows, centre.rows.carried, slot, -1) for slot in range(slots)], np.int64
            ),
            sums=np.zeros(len(book.sums.limits), np.int64),
            common=self._some_times(),
            people=known.carried.copy(),
            known=known,
        )

    def _some_times(self) -> Ints:
        """Choose a time for each activity that is done together, by chance."""
        tasks = self.book.tasks
        common = np.full(len(tasks.slots), NOWHERE, np.int64)
        for task in np.flatnonzero(tasks.together & tasks.begins.any(axis=1)):
            common[task] = self.rng.choice(np.flatnonzero(tasks.begins[task]))
        return common

    def construct(self) -> None:
        """Give every agent a week, in an order by chance, those who can do least first."""
        open_cells = (self.book.weeks.costs < FORBIDDEN).sum(axis=(1, 2, 3))
        order = np.lexsort((self.rng.permutation(len(open_cells)), open_cells))
        for agent in order:
            replan(self.plan, agent, self._exact, 0, self._days, True, self.centre, self.book)
        self._accept(self._cost())

    def follow(self, bound: Bound, time_used: Callable[[], float] = lambda: 0.0) -> None:
        """Build anew along the prices of a bound; keep the roster from before if that was cheaper.

        `time_used` tells which part of its time is used up; with little of it, steps from pass to pass get longer.
        """
        before = self.best
        worth = worth_of_people(self.centre, bound.prices)
        dearest = int(self.centre.rows.pieces[..., 2].max(initial=1)) * PERSON
        aimed = np.rint(bound.people * PERSON).astype(np.int64)
        for pull in PULLS:
            draw(self.plan, self._any_order(), worth, aimed, int(pull * dearest), self.centre, self.book)
        required = self.centre.rows.required[self.centre.rows.groups[:, 2]].max(axis=0, initial=0)
        late = 0.0
        while late < 1:
            width = np.rint(required * (WIDEST * (1 - late) + NARROWEST * late)).astype(np.int64)
            trust = int(MOST_TRUST * (1 - late * late) + LEAST_TRUST * late * late)
            follow(self.plan, self._any_order(), worth, trust, width, self.centre, self.book)
            late = max(late + 1 / PASSES, time_used())
        refresh(self.plan, self.centre, self.book)
        self._accept(self._cost())
        self.descend(lambda: time_used() >= 1)
        if before is not None and before.cost < self.now:
            self.load(before.roster(self.problem))

    def _any_order(self) -> Ints:
        return self.rng.permutation(len(self.plan.shift))

    def load(self, roster: Roster) -> None:
        """Start anew from a roster; breaks without a place in it begin at their first slot."""
        for agent in range(len(self.plan.shift)):
            put(self.plan, agent, -1, 0, self._days, self.centre, self.book)
        plan, offers = self.plan, self.centre.offers
        plan.shift[:] = -1
        plan.placed[:] = NOWHERE
        for worked in roster.assignments:
            cell = worked.agent, worked.day
            plan.shift[cell] = worked.shift
            plan.column[cell] = 0 if worked.post is None else 1 + worked.post
            plan.begun[cell] = offers.starts[worked.day, worked.shift] + offers.breaks[worked.shift, :, 1]
        self._load_activities(roster)
        for agent in range(len(plan.shift)):
            plan.own_cost[agent] = own_cost(plan, agent, self.book)
            put(plan, agent, 1, 0, self._days, self.centre, self.book)
        self.best = None
        self._accept(self._cost())

    def _load_activities(self, roster: Roster) -> None:
        """Take breaks and owed activities from where they stand in a roster."""
        plan, tasks = self.plan, self.book.tasks
        number_of = {spec.id: number for number, spec in enumerate(self.problem.owed)}
        taken: dict[tuple[int, int], list[int]] = defaultdict(list)
        for activity in sorted(roster.activities, key=lambda a: (a.agent, a.span.start)):
            cell = activity.agent, activity.day
            task = number_of.get(activity.kind)
            if task is not None:
                plan.placed[activity.agent, task] = activity.span.start
                plan.placed_day[activity.agent, task] = activity.day
                if tasks.together[task]:
                    plan.common[task] = activity.span.start
            elif activity.kind != HANDOVER:
                taken[cell].append(activity.span.start)
        for cell, starts in taken.items():
            if len(starts) == (self.centre.offers.breaks[plan.shift[cell], :, 0] > 0).sum():
                plan.begun[cell][: len(starts)] = starts

    def descend(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Give each agent in turn the best week beside the others until none gets better or the time is over."""
        before = self.now + 1
        while self.now < before:
            before = self.now
            for agent in range(len(self.plan.shift)):
                if is_over():
                    return
                self._replan([agent], range(self._days), self._exact, 0)
        self._arrange(SOME_TIMES)

    def _arrange(self, times: int) -> None:
        """Try other times, by chance, for each activity that is done together; keep what is cheaper."""
        tasks = self.book.tasks
        for task in np.flatnonzero(tasks.together).tolist():
            begins = np.flatnonzero(tasks.begins[task])
            for start in self.rng.choice(begins, min(times, len(begins)), replace=False).tolist():
                members = np.flatnonzero(tasks.owes[:, task])
                self.plan.common[task], before = start, int(self.plan.common[task])
                if not self._replan(members.tolist(), range(self._days), self._exact, 0, free=False):
                    self.plan.common[task] = before

    def ruin_and_recreate(self, warmth: int) -> None:
        """Give a few agents by chance new weeks or days; keep them if the cost rises by no more than up to `warmth`."""
        if self.book.tasks.together.any() and self.rng.random() < ARRANGE_SHARE:
            self._arrange(1)
        whole_weeks = self.rng.random() < WEEKS_SHARE
        length, most = (self._days, MOST_WEEKS) if whole_weeks else (min(DAYS, self._days), MOST_DAYS)
        first = int(self.rng.integers(0, self._days - length + 1))
        count = min(int(self.rng.integers(1, most + 1)), len(self.plan.shift))
        agents = self.rng.choice(len(self.plan.shift), count, replace=False)
        disturbed = self.rng.random() < DISTURBED_SHARE
        noise = self.rng.integers(*NOISE, len(self._exact)) if disturbed else self._exact
        self._replan(agents.tolist(), range(first, first + length), noise, int(warmth * self.rng.random()))

    def settle(self) -> None:
        """Give the best roster its handovers, and its breaks and activities the best places beside them.

        From here on shifts and posts stay, and the search's cost is that of the roster, handovers and all.
        """
        assert self.best is not None, "there is a roster to settle"
        roster = self.best.roster(self.problem)
        if not roster.handovers:
            return
        held = self.centre.held
        self.load(Roster(()))
        self.centre = self.centre._replace(held=held._replace(handover=np.zeros_like(held.handover)))
        for activity in roster.activities:
            if activity.kind == HANDOVER:
                self.plan.busy[activity.agent, activity.span.start : activity.span.end] = True
        self.load(roster)
        before = self.now + 1
        while self.now < before:
            before = self.now
            for agent in range(len(self.plan.shift)):
                self._replan([agent], range(self._days), self._exact, 0, free=False)

    def _replan(self, agents: list[int], days: range, noise: Ints, allowed_rise: int, free: bool = True) -> bool:
        """Take the agents out of the days, plan them anew one after the other; undo that if it costs too much.

        Unless `free`, they keep their shifts and posts. Tells whether the new plan stays.
        """
        saved = _Saved.of(self.plan, agents)
        taken_out = np.array(agents, np.int64)
        cost = int(renew(self.plan, taken_out, noise, days.start, days.stop, free, self.centre, self.book))
        if cost > self.now + allowed_rise:
            saved.restore(self.plan)
            return False
        self._accept(cost)
        return True

    def best_cost(self) -> int:
        """Return the cost of the cheapest roster so far."""
        return self.now if self.best is None else self.best.cost

    def _cost(self) -> int:
        return int(plan_cost(self.plan, self.centre, self.book))

    def _accept(self, cost: int) -> None:
        self.now = cost
        if self.best is None or cost < self.best.cost:
            plan = self.plan
            self.best = Best(
                cost,
                plan.shift.copy(),
                plan.column.copy(),
                plan.begun.copy(),
                plan.placed.copy(),
                plan.placed_day.copy(),
            )


@dataclass(frozen=True, slots=True)
class Best:
    """The cheapest roster so far, as in `plan.Plan`."""

    cost: int
    shift: Ints
    column: Ints
    begun: Ints
    placed: Ints
    placed_day: Ints

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who works what, by agent and day."""
        return tuple(
            Assignment(agent, day, worked, held - 1 if held else None)
            for agent, (shifts, columns) in enumerate(zip(self.shift.tolist(), self.column.tolist(), strict=True))
            for day, (worked, held) in enumerate(zip(shifts, columns, strict=True))
            if worked >= 0
        )

    def roster(self, problem: RosterProblem) -> Roster:
        """Return the roster with breaks and owed activities where the search placed them."""
        assignments = self.assignments()
        begun = {(a.agent, a.day): self.begun[a.agent, a.day].tolist() for a in assignments}
        placed = []
        for agent, task in np.argwhere(self.placed != NOWHERE).tolist():
            at, spec = int(self.placed[agent, task]), problem.owed[task]
            placed.append(Activity(agent, int(self.placed_day[agent, task]), Span(at, at + spec.slots), spec.id))
        return finish(problem, assignments, begun, placed)


@dataclass(frozen=True, slots=True)
class _Saved:
    """A plan before a few agents got new weeks, to go back to."""

    agents: list[int]
    weeks: tuple[Ints, ...]
    sums: tuple[Ints, ...]

    @classmethod
    def of(cls, plan: Plan, agents: list[int]) -> "_Saved":
        """Copy the agents' weeks (indexing by a list copies) and what all agents sum up to."""
        return cls(
            agents, tuple(part[agents] for part in plan.by_agent()), tuple(part.copy() for part in plan.totals())
        )

    def restore(self, plan: Plan) -> None:
        """Write everything back."""
        for part, before in zip(plan.by_agent(), self.weeks, strict=True):
            part[self.agents] = before
        for part, before in zip(plan.totals(), self.sums, strict=True):
            part[:] = before

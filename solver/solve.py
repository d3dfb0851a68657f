"""Find a roster and prove how good it is."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from solver.certificate import not_in_bound
from solver.check import check
from solver.errors import Clash, InfeasibleRoster, NoRosterInTime
from solver.exact import solve_exactly, suits
from solver.explaining.explain import explain
from solver.finish import finish
from solver.gaps import gap_controllable, gap_labour
from solver.preflight import check_posts
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem
from solver.progress import OnProgress, Progress
from solver.roster import Assignment, Roster, RosterResult, Status, Verdict
from solver.start import legal_start
from solver.validate import validate
from solver.weeks.arrays import centre_of
from solver.weeks.book import book_of
from solver.weeks.improve import Search
from solver.weeks.prices import PROVED_BY, Bound, Prices, ascend
from solver.weeks.week import WeekProgram

REPORT_EVERY = 50  # rounds
MOST_AGENTS = 60
PRICES_SHARE = 0.35  # of a limited time, before the search
FOLLOW_SHARE = 0.6  # of what is left of it then
ENGINE = "weeks"
WARMTH = COST_PER_WAGE_HOUR * 4  # how much dearer a roster the search may go on from at first


class Effort(StrEnum):
    """How much deterministic work is done; the result of each repeats bit for bit."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class Work:
    """Steps of the price ascent before the search and beside it, rounds of ruin and recreate per agent, deterministic
    seconds of CP-SAT a solve.
    """

    first_steps: int
    steps: int
    rounds_per_agent: int
    start: float

    def rounds(self, agents: int) -> int:
        """Return the rounds for so many agents; beyond some, more rounds would take too long."""
        return self.rounds_per_agent * min(agents, MOST_AGENTS)


WORK = {
    Effort.QUICK: Work(300, 300, 160, 10.0),
    Effort.NORMAL: Work(700, 800, 900, 30.0),
    Effort.THOROUGH: Work(1_500, 4_500, 6_000, 120.0),
}


def solve_roster(
    problem: RosterProblem,
    *,
    effort: Effort = Effort.NORMAL,
    seed: int = 0,
    time_s: float | None = None,
    workers: int | None = None,
    start: Roster | None = None,
    prices: Prices | None = None,
    on_progress: OnProgress | None = None,
) -> RosterResult:
    """Return the best roster found within the effort, its recomputed cost, and a proven bound.

    Problems of which whole tours say everything, and that are small enough, go to the exact engine, for which `start`
    and `prices` mean nothing. Otherwise a first roster is built agent by agent, or given as `start`, and made legal by
    CP-SAT where it is not. Prices, whose ascent begins from `prices` if these fit, prove a bound; a roster built along
    them is improved by ruin and recreate while their ascent goes on beside it. Ctrl-C ends the search and keeps the
    best roster so far. A given `time_s` or `workers` (searches side by side from different seeds) makes the result not
    reproducible.

    Raises
    ------
    InfeasibleRoster
        No roster meets the enforced rules.
    NoRosterInTime
        None was found within the effort.
    KeyboardInterrupt
        Ctrl-C came before there was a first roster.
    """
    validate(problem)
    if suits(problem):
        work = WORK[effort].start
        exact = solve_exactly(problem, work=work, seed=seed, time_s=time_s, workers=workers, on_progress=on_progress)
        return replace(exact, effort=effort)
    solve = _Solve(problem, WORK[effort], seed, time_s, on_progress)
    try:
        solve.start(start)
        solve.prove(prices)
        solve.follow_prices()
        solve.improve(workers or 1)
    except KeyboardInterrupt:
        solve.stopped.set()
        if not solve.finished:
            raise
    return solve.result(effort, reproducible=time_s is None and workers is None)


class _Solve:
    """One call of `solve_roster`: the search, its watch on time, and what came out."""

    def __init__(
        self, problem: RosterProblem, work: Work, seed: int, time_s: float | None, on_progress: OnProgress | None
    ) -> None:
        self.problem = problem
        self.work = work
        self.seed = seed
        self.begun = time.monotonic()
        self.deadline = None if time_s is None else self.begun + time_s
        self.on_progress = on_progress or (lambda _: None)
        self.stopped = threading.Event()
        self.centre = centre_of(problem)
        program = WeekProgram(problem)
        self.not_in_bound = not_in_bound(problem, program)
        self.book = book_of(problem, program, self.centre)
        check_posts(problem, program.weeks)
        self.search = self._new_search(seed)
        self.finished: list[_Found] = []  # rosters to choose from in the end, as they were finished
        self.bound: Bound | None = None

    def _new_search(self, seed: int) -> Search:
        return Search(self.problem, self.centre, self.book, seed)

    def start(self, given: Roster | None) -> None:
        """Build the first roster or take the given one; by CP-SAT, near it, if that breaks an enforced rule."""
        self.on_progress(Progress("start"))
        if given is None:
            self.search.construct()
        else:
            self.search.load(given if given.activities else self._with_activities(given.assignments))
        first = self._best()
        if first.verdict.violations:
            legal = legal_start(self.problem, first.roster.assignments, self.seed, self.work.start)
            if legal is None:
                raise InfeasibleRoster(explain(self.problem, self.work.start))
            self.search.load(self._with_activities(legal))
            first = self._best()
        self.finished.append(first)
        if not first.verdict.violations:
            self.on_progress(Progress("start", self._cost_of_start()))

    def _with_activities(self, assignments: Sequence[Assignment]) -> Roster:
        """Return a roster with every owed activity that fits, breaks as early as can be."""
        shifts = self.problem.shifts
        begun = {
            (a.agent, a.day): [
                self.problem.span(a.day, a.shift).start + spec.earliest for spec in shifts[a.shift].breaks
            ]
            for a in assignments
        }
        return finish(self.problem, assignments, begun)

    def prove(self, prices: Prices | None) -> None:
        """Prove a first bound, with prices near enough to the best to be followed."""
        self.bound = ascend(self.centre, self.book, self.work.first_steps, self._time_for_prices, prices)

    def follow_prices(self) -> None:
        """Build a roster along the prices."""
        assert self.bound is not None, "prices are proven first"
        begun = self._time_left()
        self.search.follow(self.bound, lambda: (begun - self._time_left()) / (begun * FOLLOW_SHARE) if begun else 1.0)

    def improve(self, workers: int) -> None:
        """Improve by so many searches from the same start side by side, and keep the best; the bound rises beside."""
        others = [self._new_search(self.seed + number) for number in range(1, workers)]
        for other in others:
            other.load(self._best().roster)
        with ThreadPoolExecutor(workers) as beside:
            running = [beside.submit(self._ruin_and_recreate, other) for other in others]
            running.append(beside.submit(self._raise_bound))
            try:
                self._ruin_and_recreate(self.search)
            except BaseException as error:
                self.stopped.set()
                if not isinstance(error, KeyboardInterrupt):
                    raise
            for ended in running:
                ended.result()
        self.search = min([self.search, *others], key=lambda search: search.best_cost())
        self.finished.append(self._best())
        self.search.settle()
        self.finished.append(self._best())

    def _ruin_and_recreate(self, search: Search) -> None:
        """Descend, then ruin and recreate until the time, or without such the rounds, are used up."""
        search.descend(lambda: self.stopped.is_set() or self._time_left() <= 0)
        legal = False
        left = 1.0
        for done in count():
            if done % REPORT_EVERY == 0:
                left = self._effort_left(done)
                if left <= 0 or self.stopped.is_set():
                    break
                legal = legal or not self._found(search).verdict.violations
                self.on_progress(Progress("improve", search.best_cost() if legal else None, self._proven()))
            search.ruin_and_recreate(int(WARMTH * left))

    def _effort_left(self, rounds: int) -> float:
        """Return the share of the effort that is left after so many rounds; of the time, where that is limited."""
        if self.deadline is not None:
            return self._time_left()
        most = self.work.rounds(len(self.problem.agents))
        return 1 - rounds / most if most else 0.0

    def _time_for_prices(self, bound: Bound) -> float:
        """Note and tell the bound before the search; return which part of its share of the time is used up."""
        if self.bound is None or bound.value > self.bound.value:
            self.on_progress(Progress("prices", self._cost_of_start(), max(0, bound.value)))
        self.bound = bound
        return (1 - self._time_left()) / PRICES_SHARE

    def _raise_bound(self) -> None:
        """Go on with the ascent while the search improves."""
        first = self.bound
        assert first is not None, "prices are proven first"
        higher = ascend(self.centre, self.book, self.work.steps, self._time_for_search, first.prices)
        self.bound = max(first, higher, key=lambda bound: bound.value)

    def _time_for_search(self, bound: Bound) -> float:
        """Note a higher bound; return which part of the time is used up, all of it when stopped."""
        if self.bound is None or bound.value > self.bound.value:
            self.bound = bound
        return 1.0 if self.stopped.is_set() else 1 - self._time_left()

    def _time_left(self) -> float:
        """Return the share of the time that is left, all of it where there is no limit."""
        if self.deadline is None:
            return 1.0
        left_s = self.deadline - time.monotonic()
        return left_s / (self.deadline - self.begun) if left_s > 0 else 0.0

    def _cost_of_start(self) -> int | None:
        start = self.finished[0].verdict
        return None if start.violations else start.cost

    def _proven(self) -> int:
        return 0 if self.bound is None else max(0, self.bound.value)

    def _best(self) -> "_Found":
        return self._found(self.search)

    def _found(self, search: Search) -> "_Found":
        best = search.best
        roster = Roster(()) if best is None else best.roster(self.problem)
        return _Found(roster, check(self.problem, roster))

    def result(self, effort: Effort, reproducible: bool) -> RosterResult:
        """Return the best roster with its gaps."""
        found = min(self.finished, key=lambda found: (bool(found.verdict.violations), found.verdict.cost))
        if found.verdict.violations:
            broken = tuple(Clash.of(breach, self.problem) for breach in found.verdict.violations)
            raise NoRosterInTime(broken, work=self.work.start)
        cost, proven = found.verdict.cost, self._proven()
        return RosterResult(
            roster=found.roster,
            verdict=found.verdict,
            start_cost=self.finished[0].verdict.cost,
            bound=proven,
            bound_by=PROVED_BY,
            gap_labour=gap_labour(cost, proven),
            gap_controllable=gap_controllable(self.problem, cost, proven),
            status=self._status(cost, proven),
            engine=ENGINE,
            effort=effort,
            seed=self.seed,
            reproducible=reproducible and not self.stopped.is_set(),
            prices=None if self.bound is None else self.bound.prices,
            not_in_bound=self.not_in_bound,
        )

    def _status(self, cost: int, bound: int) -> Status:
        if cost <= bound:
            return Status.OPTIMAL
        return Status.STOPPED if self.stopped.is_set() else Status.FEASIBLE


@dataclass(frozen=True, slots=True)
class _Found:
    """A roster and its verdict."""

    roster: Roster
    verdict: Verdict

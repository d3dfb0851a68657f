"""Turns counted for fairness, and what would be fair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from solver.kinds import is_late, is_night, is_on_holiday, weekends
from solver.problem import FairAccount, RosterProblem
from solver.roster import Assignment, Roster

Offer = tuple[int, int]  # day, shift
HUNDREDTHS = 100
WEEKENDS = "weekends"
TURNS = {"nights": is_night, "late": is_late, "holidays": is_on_holiday}  # what a shift must be


@dataclass(frozen=True, slots=True)
class TurnCells:
    """What counts as turns: weighted cells (day, shift), and blocks of cells that are one turn each."""

    weights: Mapping[Offer, int]
    blocks: tuple[frozenset[Offer], ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """An agent's turns of an account: carried in (None: newcomer), of these days, and a fair share of all."""

    agent: int
    account: str
    carried: int | None
    turns: int
    fair_share: float

    @property
    def after(self) -> int:
        """What the account says after these days."""
        return (self.carried or 0) + self.turns


def balance(problem: RosterProblem, roster: Roster) -> tuple[Balance, ...]:
    """Return the turns of every agent and account beside a fair share of all turns of the window, carried in or new."""
    tours = roster.tours(len(problem.agents))
    found = []
    for account in problem.fair_accounts:
        turns = {agent: turns_of(problem, account, tours[agent]) for agent in account.shares}
        carried = _carried(problem, account)
        fair = _shared(sum(carried.values()), account, carried), _shared(sum(turns.values()), account, turns)
        for agent in sorted(account.shares):
            share = float(sum(part.get(agent, 0) for part in fair))
            found.append(Balance(agent, account.name, carried.get(agent), turns[agent], share))
    return tuple(found)


def turn_cells(problem: RosterProblem, account: FairAccount) -> TurnCells:
    """Return what counts as turns of an account."""
    offers = list(problem.offers())
    if account.post is not None:
        return TurnCells({offer: 1 for offer in offers if account.post in problem.posts_of(*offer)})
    if account.name == WEEKENDS:
        blocks = [frozenset(offer for offer in offers if offer[0] in days) for days in weekends(problem)]
        return TurnCells({}, tuple(blocks))
    is_turn = TURNS[account.name]
    return TurnCells({offer: 1 for offer in offers if is_turn(problem, *offer)})


def turns_of(problem: RosterProblem, account: FairAccount, tour: Sequence[Assignment]) -> int:
    """Count the turns in one agent's assignments."""
    if account.post is not None:
        return sum(worked.post == account.post for worked in tour)
    if account.name == WEEKENDS:
        return sum(any(worked.day in days for worked in tour) for days in weekends(problem))
    return sum(TURNS[account.name](problem, worked.day, worked.shift) for worked in tour)


def fair_turns(problem: RosterProblem, account: FairAccount) -> dict[int, int]:
    """Return how many turns each agent may have in these days before it is more than fair, below 0 if already more.

    Whole turns of: share of the carried and the expected turns of all − own carried turns. An agent without any
    account, a newcomer, is taken to have carried in just what is fair.
    """
    carried = _carried(problem, account)
    owed = _shared(sum(carried.values()), account, carried)
    expected = _shared(Fraction(account.expected, HUNDREDTHS), account, account.shares)
    return {
        agent: floor(expected[agent] + owed.get(agent, 0) - carried.get(agent, 0)) for agent in sorted(account.shares)
    }


def _carried(problem: RosterProblem, account: FairAccount) -> dict[int, int]:
    """Return what those carry in who have accounts at all."""
    history = {agent: problem.agents[agent].history for agent in account.shares}
    return {agent: before.account(account.name) for agent, before in history.items() if before.accounts}


def _shared(turns: int | Fraction, account: FairAccount, among: Mapping[int, int]) -> dict[int, Fraction]:
    """Divide turns among some agents in proportion to their shares."""
    whole = sum(account.shares[agent] for agent in among)
    return {agent: Fraction(account.shares[agent]) * turns / whole for agent in among}

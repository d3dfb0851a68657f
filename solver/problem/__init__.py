"""The roster to find, in integers only.

Time is one axis of slots: slot 0 begins the first day, negative slots are before it. A slot is `slot_min` long, and
days may have different numbers of them (clock changes). Spans are half-open. People on contacts and requirements are in
1/100 person; costs are in 1/120,000 of a wage-hour, so that a normal agent's paid minute costs 2,000.
Agents, shifts, queues, groups and posts are named by their index in the problem's tuples.
"""

from solver.problem.agents import Agent, CarriedShift, History
from solver.problem.asked import ActivitySpec, Lock, Wish
from solver.problem.calendar import Day, Period, Span
from solver.problem.demand import COST_PER_WAGE_HOUR, PERSON, Group, Queue, Step, Steps, SubsetRow
from solver.problem.posts import HandoverShare, Post, PostHours
from solver.problem.roster_problem import RosterProblem
from solver.problem.shifts import BREAK_KINDS, BreakSpec, Shift
from solver.problem.teams import DutyFloor, FairAccount, Pair, Team

__all__ = [
    "BREAK_KINDS",
    "COST_PER_WAGE_HOUR",
    "PERSON",
    "ActivitySpec",
    "Agent",
    "BreakSpec",
    "CarriedShift",
    "Day",
    "DutyFloor",
    "FairAccount",
    "Group",
    "HandoverShare",
    "History",
    "Lock",
    "Pair",
    "Period",
    "Post",
    "PostHours",
    "Queue",
    "RosterProblem",
    "Shift",
    "Span",
    "Step",
    "Steps",
    "SubsetRow",
    "Team",
    "Wish",
]

"""What a replication is played with: the world, what chance brings, where everybody is, and what is counted."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planner.simulation.lists import Records, Rows, Times
from planner.simulation.records import MOST_CHATS
from planner.simulation.tally import Tally

EDF, PRIORITY, FIFO = 0, 1, 2
INTERRUPTIBLE = MOST_CHATS + 1  # list of agents whose work may be put aside
LISTS = INTERRUPTIBLE + 1  # of a pool: free agents by what they hold, and that one


class World(NamedTuple):
    """What is the same in every replication.

    `slower` (queues × contacts held): how many times as long a contact takes; `serves` (pools × queues); `seats`
    (kinds × intervals): people who do contacts of a kind before others of it open up another; `is_open` (queues ×
    intervals): work without a seat is begun then only; `at_agent` (queues × contacts held × place): the law of how many
    contacts come before a new one; `duties`: in order of time, of a moment's those who go before those who come.
    """

    interval_s: float
    discipline: int
    drops: bool
    queues: Records
    slower: Times
    serves: npt.NDArray[np.bool_]
    pool_of: Rows
    speed: Times
    seats: Rows
    is_open: npt.NDArray[np.bool_]
    at_agent: Times
    duties: Records


class Day(NamedTuple):
    """What chance brings in one replication.

    `contacts` in the order of queues, of a queue in that of arrival; those of queue q are first[q] to first[q + 1].
    `again`: a uniform number of each contact, for who calls again; `ahead`: one for its place at a chatting agent, and
    `answer_s` (contacts × place): the time until so many messages are written; `present`: one of each shift, absent
    where it is below the share of absence.
    """

    contacts: Records
    first: Rows
    again: Times
    patience_s: Times
    ahead: Times
    answer_s: Times
    present: Times


class State(NamedTuple):
    """Where everybody is."""

    contacts: Records
    agents: Records
    pools: Records
    lines: Rows  # first and last contact waiting in each queue
    free: Rows  # first and last agent of each list
    hand: Rows  # agents × places: contacts held
    left_s: Times  # agents × places: work left
    ends_s: Times  # tree of the next end of each agent
    calls_s: Times  # tree of when each contact calls again
    doing: Rows  # agents who chat, and who do deferred work
    clock: Rows  # interval


class Run(NamedTuple):
    """A replication in hand."""

    world: World
    day: Day
    state: State
    tally: Tally


Lent = Any
"""The address of a `Run`."""

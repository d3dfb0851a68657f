"""Replications of a group, side by side and added up in one order: the number of workers changes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from operator import add

import numpy as np

from planner.simulation.contacts import draw
from planner.simulation.engine import play
from planner.simulation.people import SHIFTS_OF_AGENT
from planner.simulation.setup import Setup
from planner.simulation.sums import Sums
from planner.simulation.tally import Tally

BATCH = 10  # replications added up before others
ABSENCE = 1  # key of the stream of who is absent


def replicate(setup: Setup, first: int, last: int, seed: int, workers: int = 1) -> Sums:
    """Return the sums of replications `first` to `last` - 1 (at least one); numbered, so that more can be added later.

    Batches are added in their order, so that the last bit of every sum is the same for any number of workers.
    """
    batches = [range(at, min(at + BATCH, last)) for at in range(first, last, BATCH)]
    with ThreadPoolExecutor(workers) as pool:  # the compiled loop lets other threads run
        return reduce(add, pool.map(partial(_batch, setup, seed), batches))


def _batch(setup: Setup, seed: int, replications: range) -> Sums:
    per_hour = setup.intervals_an_hour
    return reduce(add, (Sums.of(_played(setup, seed, replication), per_hour) for replication in replications))


def _played(setup: Setup, seed: int, replication: int) -> Tally:
    """Return what one replication counts."""
    present = np.random.default_rng([seed, replication, ABSENCE]).random(len(setup.agents) * SHIFTS_OF_AGENT)
    day = draw(setup.sources, seed, replication)._replace(present=present)
    world = setup.world
    tally = Tally.empty(len(setup.sources), world.seats.shape[1], len(world.serves), len(world.pool_of))
    play(world, day, tally)
    return tally

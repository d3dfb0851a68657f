"""Erlang B, C and A: loss, waiting and staffing of one queue in a steady state.

Erlang C (M/M/n) where `patience_s` is infinite, else Erlang A (M/M/n+M: exponential patience of mean `patience_s`).
Offered load A = rate times handle time, in erlangs: 100 contacts in 30 minutes at 180 s are 10 erl.

Every function takes numbers or arrays that broadcast, and returns a float where all are numbers, as numpy does.
`agents` may be any real number: Erlang's recursion is continued between whole agents by the incomplete gamma function,
which is smooth and exact at whole numbers. Results are never NaN:

* no load: nobody waits, nobody gives up, no agent is busy, service level 1, no agents required;
* load at or above the agents and infinite patience: no steady state; everybody waits, for ever, service level 0;
* patience 0: a contact that finds all agents busy is lost (Erlang B); beyond 10^5 handle times: nobody gives up;
* a target of 1 (nobody late) or a cap of 0 (nobody gives up) means fewer than one contact in 10^9;
* infinite patience needs more agents than erlangs, even for a target of 0; with patience, target 0 needs no agents.

Values agree with 50-digit arithmetic to 1e-12 from 0.1 to 50,000 erl while patience is at most ten handle times;
beyond, under overload, the error grows as 1e-16 times the load times patience over handle time.
"""

from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.staffing import erlang_a, erlang_c
from planner.staffing.arguments import Batch, Column, Rows, at_least_zero, below_one, impatience, positive
from planner.staffing.erlang_a import Measures
from planner.staffing.goal import Goal, definition_code
from planner.staffing.search import least_whole

_EVER = 1e15  # answer-time threshold, in handle times, that stands for no threshold


def blocking_probability(load_erl: ArrayLike, agents: ArrayLike) -> Any:
    """Return Erlang's loss probability B: the share of contacts lost where nobody can wait.

    B = (A^n / n!) / Σ_{k<=n} A^k / k!

    Raises: PlannerError for NaN, infinite or negative arguments.
    Source: A. K. Erlang 1917; recursion for v = 1/B in `erlang_c`.
    """
    batch = Batch(at_least_zero("load_erl", load_erl), at_least_zero("agents", agents))
    return batch.shaped(erlang_c.blocking_of_rows(*batch.columns))


def wait_probability(
    load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike = 1.0, patience_s: ArrayLike = inf
) -> Any:
    """Return the share of contacts that find every agent busy: Erlang's C, or P(W>0) of Erlang A.

    Raises: PlannerError for NaN or negative arguments, infinite ones other than patience, and `aht_s` 0.
    """
    return _measure("delayed", load_erl, agents, aht_s, patience_s)


def service_level(
    load_erl: ArrayLike,
    agents: ArrayLike,
    aht_s: ArrayLike,
    within_s: ArrayLike,
    patience_s: ArrayLike = inf,
    definition: str = "offered",
) -> Any:
    """Return the share of contacts answered within `within_s` seconds.

    ==============  ==============================================================
    definition      share
    ==============  ==============================================================
    offered         answered in time / offered
    answered        answered in time / answered
    virtual         would be answered in time if they never gave up / offered
    short_excluded  answered in time / (offered - gave up within the time)
    short_met       (answered in time + gave up within the time) / offered
    ==============  ==============================================================

    All are equal for infinite patience: 1 - C exp(-(n - A) within_s / aht_s).
    Raises: UnknownDefinition; PlannerError as `wait_probability`.
    """
    return _measure("level", load_erl, agents, aht_s, patience_s, within_s, definition)


def mean_wait_s(load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike, patience_s: ArrayLike = inf) -> Any:
    """Return the mean wait of all contacts, answered or not: C AHT / (n - A), or patience times P(Ab) in Erlang A.

    Infinite where patience is and the agents are not more than the load.
    Raises: PlannerError as `wait_probability`.
    """
    return _measure("wait_aht", load_erl, agents, aht_s, patience_s) * np.asarray(aht_s, dtype=np.float64)


def abandon_rate(load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike, patience_s: ArrayLike = inf) -> Any:
    """Return the share of contacts that give up before they are answered.

    Raises: PlannerError as `wait_probability`.
    """
    return _measure("abandoned", load_erl, agents, aht_s, patience_s)


def occupancy(load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike = 1.0, patience_s: ArrayLike = inf) -> Any:
    """Return the busy share of the agents: A (1 - P(Ab)) / n, at most 1.

    Raises: PlannerError as `wait_probability`.
    """
    return _measure("occupancy", load_erl, agents, aht_s, patience_s)


def load_with_redials(
    load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike, patience_s: ArrayLike, redial_share: ArrayLike
) -> Any:
    """Return the load that includes the contacts of those who give up and try again: A' = A / (1 - r P(Ab; A')).

    `redial_share` r: share of those who give up that try again, below 1.
    Raises: PlannerError as `wait_probability`, and for a `redial_share` of 1.
    """
    batch = Batch(*_queue(load_erl, agents, aht_s, patience_s), below_one("redial_share", redial_share))
    return batch.shaped(erlang_a.redials_of_rows(*batch.columns))


def agents_required(
    load_erl: ArrayLike,
    aht_s: ArrayLike,
    service_level: ArrayLike,
    within_s: ArrayLike,
    patience_s: ArrayLike = inf,
    max_occupancy: ArrayLike = 1.0,
    max_abandon: ArrayLike = 1.0,
    *,
    definition: str = "offered",
    redial_share: ArrayLike = 0.0,
    unit: float = 1.0,
) -> Any:
    """Return the least multiple of `unit` agents on contacts that meets the service level and both caps.

    `max_occupancy`: busy share at most, above 0. `max_abandon`: share that gives up, at most.
    `redial_share`: share of those who give up that try again (see `load_with_redials`), below 1.
    Raises: UnknownDefinition; PlannerError for NaN, negative arguments, shares outside 0 to 1, a `max_occupancy` or
    `unit` of 0.
    """
    load, _, theta = _queue(load_erl, 0.0, aht_s, patience_s)
    caps = Goal.checked(service_level, max_occupancy, max_abandon)
    goal = (caps.service_level, caps.max_occupancy, caps.max_abandon)
    batch = Batch(load, theta, _in_handle_times(within_s, aht_s), below_one("redial_share", redial_share), *goal)
    required = _required(definition_code(definition), float(positive("unit", unit)), *batch.columns)
    return batch.shaped(required)


def _required(
    code: int, unit: float, load: Column, theta: Column, within_aht: Column, again: Column, *goals: Column
) -> Column:
    """Return the requirement of every row: whole agents of Erlang C in one compiled pass, all others by search."""
    goal, required = Goal(*goals), np.empty(len(load))
    one_pass = (theta == 0) & (unit == 1.0)
    columns = (load, within_aht, goal.service_level, goal.max_occupancy)
    required[one_pass] = erlang_c.least_agents_of_rows(*(column[one_pass] for column in columns))
    searched = np.flatnonzero(~one_pass)

    def meets(rows: Rows, units: Column) -> NDArray[np.bool_]:
        at, agents = searched[rows], units * unit
        offered = load[at]
        if again.any():
            offered = erlang_a.redials_of_rows(offered, agents, theta[at], again[at])
        return goal.met(at, Measures(*erlang_a.measures_of_rows(code, offered, agents, theta[at], within_aht[at])))

    required[searched] = unit * least_whole(meets, load[searched] / unit)
    return required


def _queue(load_erl: ArrayLike, agents: ArrayLike, aht_s: ArrayLike, patience_s: ArrayLike) -> list[Column]:
    """Return load, agents and theta (handle time over patience) as the compiled loops take them."""
    theta = impatience(patience_s, positive("aht_s", aht_s))
    return [at_least_zero("load_erl", load_erl), at_least_zero("agents", agents), theta]


def _in_handle_times(within_s: ArrayLike, aht_s: ArrayLike) -> Column:
    return np.minimum(at_least_zero("within_s", within_s, finite=False) / positive("aht_s", aht_s), _EVER)


def _measure(
    name: str,
    load_erl: ArrayLike,
    agents: ArrayLike,
    aht_s: ArrayLike,
    patience_s: ArrayLike,
    within_s: ArrayLike = 0.0,
    definition: str = "offered",
) -> Any:
    batch = Batch(*_queue(load_erl, agents, aht_s, patience_s), _in_handle_times(within_s, aht_s))
    rows = erlang_a.measures_of_rows(definition_code(definition), *batch.columns)
    return batch.shaped(rows[Measures._fields.index(name)])

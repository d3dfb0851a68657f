"""Compiled loops of Erlang B and C: scalars in, scalars out, no checks (`erlang` is the door).

Everything rests on the inverse of Erlang's loss probability, which neither cancels nor overflows where it matters:

    v(n) = 1/B(n, A),   v(n) = 1 + v(n-1) n/A,   v(n) = exp(A) A^-n Γ(n+1, A)

The last form extends the recursion to a real number of agents n (Jagerman 1974, 10.1002/j.1538-7305.1974.tb02756.x).
Upwards the recursion damps errors, so it starts from a continued fraction two square roots below the load.
"""

from math import ceil, exp, floor, gamma, inf, sqrt

import numpy as np
from numba import njit

from planner.staffing.arguments import Column

_ROUNDING = 1e-9  # a bound this little above a whole number is that number
_SMALL_LOAD = 3.0  # from here on the continued fraction converges within some 30 terms


@njit(cache=True)
def _inverse_blocking_of_fraction(load_erl: float, fraction: float) -> float:
    """Return v(fraction), 0 <= fraction < 1, for a small load: power series of the lower incomplete gamma function."""
    term = 1.0 / (1.0 + fraction)
    total = term
    k = 1
    while term > 1e-17 * total:
        term *= load_erl / (1.0 + fraction + k)
        total += term
        k += 1
    return float(exp(load_erl) * load_erl**-fraction * gamma(1.0 + fraction) - load_erl * total)


@njit(cache=True)
def _inverse_blocking_below_load(load_erl: float, agents: float) -> float:
    """Return v(agents) for fewer agents than erlangs: Legendre's continued fraction by the modified Lentz method."""
    b = load_erl - agents
    c = inf
    d = 1.0 / b
    fraction = d
    change = 0.0
    i = 1
    while abs(change - 1.0) > 1e-16:
        numerator = i * (agents + 1.0 - i)
        b += 2.0
        d = 1.0 / (numerator * d + b)
        c = b + numerator / c
        change = c * d
        fraction *= change
        i += 1
    return load_erl * fraction


@njit(cache=True)
def inverse_blocking(load_erl: float, agents: float) -> float:
    """Return v = 1/B for a positive load; infinite once B is below the smallest float."""
    fraction = agents - floor(agents)
    if load_erl < _SMALL_LOAD:
        n = fraction
        v = _inverse_blocking_of_fraction(load_erl, fraction) if fraction > 0 else 1.0
    else:
        n = min(agents, fraction + max(0.0, floor(load_erl - 2.0 * sqrt(load_erl))))
        v = _inverse_blocking_below_load(load_erl, n)
    for _ in range(round(agents - n)):
        n += 1.0
        v = 1.0 + v * (n / load_erl)
    return v


@njit(cache=True)
def _least_agents(load_erl: float, within_aht: float, service_level: float, max_occupancy: float) -> float:
    """Return the least whole number of agents with 1 - C exp(-(n-A) t) at the target, in one upward pass.

    `within_aht`: answer-time threshold in handle times.
    """
    n = max(floor(load_erl) + 1.0, ceil(load_erl / max_occupancy - _ROUNDING))
    v = inverse_blocking(load_erl, n)
    late = exp(-(n - load_erl) * within_aht)
    shrink = exp(-within_aht)
    while late > (1.0 - service_level) * (v * (1.0 - load_erl / n) + load_erl / n):
        n += 1.0
        v = 1.0 + v * (n / load_erl)
        late *= shrink
    return n


@njit(cache=True)
def blocking_of_rows(load_erl: Column, agents: Column) -> Column:
    """Return B for every row of two columns; 0 where there is no load."""
    out = np.zeros(len(load_erl))
    for i in range(len(out)):
        if load_erl[i] > 0.0:
            out[i] = 1.0 / inverse_blocking(load_erl[i], agents[i])
    return out


@njit(cache=True)
def least_agents_of_rows(load_erl: Column, within_aht: Column, service_level: Column, max_occupancy: Column) -> Column:
    """Return the least whole number of agents for every row of the columns; 0 where there is no load."""
    out = np.zeros(len(load_erl))
    for i in range(len(out)):
        if load_erl[i] > 0.0:
            out[i] = _least_agents(load_erl[i], within_aht[i], service_level[i], max_occupancy[i])
    return out

"""Slow, plain and independent ways to the same numbers: the oracles of the staffing tests."""

from math import exp

from mpmath import gammainc, hyp1f1, mp, mpf


def erlang_c_level(load_erl, agents, aht_s, within_s):
    """Service level by Erlang's recursion from no agents upwards."""
    if agents <= load_erl:
        return 0.0
    blocking = 1.0
    for n in range(1, agents + 1):
        blocking = load_erl * blocking / (n + load_erl * blocking)
    delayed = agents * blocking / (agents - load_erl * (1 - blocking))
    return 1 - delayed * exp(-(agents - load_erl) * within_s / aht_s)


def erlang_c_required(load_erl, aht_s, service_level, within_s):
    """The first number of agents that is enough, one by one."""
    agents = int(load_erl) + 1
    while erlang_c_level(load_erl, agents, aht_s, within_s) < service_level:
        agents += 1
    return agents


def digits_blocking(load_erl, agents, digits=50):
    """Erlang's B for real-valued agents from the incomplete gamma function, with so many digits."""
    with mp.workdps(digits):
        load, n = mpf(load_erl), mpf(agents)
        return load**n / (mp.exp(load) * gammainc(n + 1, load))


def digits_erlang_a(load_erl, agents, theta, within_aht, digits=50):
    """P(W>0), P(Ab), P(V>t), P(served, W>t) from Kummer's function, with so many digits."""
    with mp.workdps(digits):
        load, n, th, t = mpf(load_erl), mpf(agents), mpf(theta), mpf(within_aht)
        x, a = load / th, n / th
        inverse_blocking = 1 / digits_blocking(load_erl, agents, digits)
        now = hyp1f1(1, a + 1, x, maxterms=10**6)
        x_t = x * mp.exp(-th * t)
        then = hyp1f1(1, a + 1, x_t, maxterms=10**6)
        whole = inverse_blocking + now - 1
        factor = mp.exp(x - x_t - n * t)
        abandoned = (now - n / load * (now - 1)) / whole
        return now / whole, abandoned, factor * then / whole, n / load * factor * (then - 1) / whole


def chain_erlang_a(load_erl, agents, theta):
    """P(W>0), P(Ab), mean queue from the birth-death chain of a whole number of agents, state by state."""
    weights = [1.0]
    k = 0
    while k <= agents or weights[-1] > 1e-18 * max(weights):
        k += 1
        weights.append(weights[-1] * load_erl / (min(k, agents) + max(k - agents, 0) * theta))
    total = sum(weights)
    queue = sum((k - agents) * w for k, w in enumerate(weights) if k > agents) / total
    return sum(weights[agents:]) / total, theta * queue / load_erl, queue

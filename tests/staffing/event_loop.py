"""Plain event loops, event by event, for all that the formulas approximate: the oracle of the staffing tests.

Each loop is ordinary Python; `fast(loop)` is the same source compiled, so both give the same numbers for a seed.
"""

from functools import cache
from heapq import heappop, heappush

import numpy as np
from numba import njit


@cache
def fast(loop):
    """The loop compiled, once per test run."""
    return njit(loop)


def chat_levels(rate, agents, aht, patience, within, contacts, seed):
    """Chats to the agent who holds the fewest (ties at random by position); returns shares in time and given up."""
    np.random.seed(seed)
    held = np.zeros(agents, np.int64)
    cap = len(aht)
    arrived, gives_up = np.empty(contacts), np.empty(contacts)
    now, first, last, in_time, lost = 0.0, 0, 0, 0, 0
    while last < contacts or first < last:
        ends = 0.0
        for agent in range(agents):
            if held[agent] > 0:
                ends += held[agent] / aht[held[agent] - 1]
        arriving = rate if last < contacts else 0.0
        now += np.random.exponential(1.0 / (arriving + ends))
        at = np.random.random() * (arriving + ends)
        if at < arriving:
            arrived[last] = now
            gives_up[last] = now + (np.random.exponential(patience) if patience < np.inf else np.inf)
            last += 1
        else:
            at -= arriving
            for agent in range(agents):
                if held[agent] > 0:
                    at -= held[agent] / aht[held[agent] - 1]
                    if at <= 0:
                        held[agent] -= 1
                        break
        while first < last and held.min() < cap:
            if gives_up[first] >= now:
                held[held.argmin()] += 1
                in_time += now - arrived[first] <= within
            else:
                lost += 1
            first += 1
    return in_time / contacts, lost / contacts


def conversations(rate, agents, cap, work, think, turns, patience, within, contacts, seed):
    """Message by message: returns the shares of chats first answered in time and given up before accepted.

    An agent works on the messages of up to `cap` chats in the order they came.
    """
    np.random.seed(seed)
    arrived, gives_up = np.empty(contacts), np.empty(contacts)
    left = np.empty(contacts, np.int64)
    held = np.zeros(agents, np.int64)
    free_at = np.full((agents, cap), np.inf)  # when each chat of an agent next writes; inf: at the agent
    chat_in = np.full((agents, cap), -1)
    line, written = np.full((agents, cap), -1), np.zeros(agents, np.int64)  # places waiting for the agent
    done_at = np.full(agents, np.inf)
    first, last, in_time, lost = 0, 0, 0, 0
    next_arrival, now = np.random.exponential(1.0 / rate), 0.0
    while last < contacts or first < last or held.max() > 0:
        now = min(next_arrival, done_at.min(), free_at.min())
        if now == next_arrival:
            arrived[last] = now
            gives_up[last] = now + np.random.exponential(patience)
            left[last] = turns
            last += 1
            next_arrival = now + np.random.exponential(1.0 / rate) if last < contacts else np.inf
        elif now == done_at.min():
            agent = done_at.argmin()
            place = line[agent, 0]
            chat = chat_in[agent, place]
            if left[chat] == turns:
                in_time += now - arrived[chat] <= within
            left[chat] -= 1
            for i in range(written[agent] - 1):
                line[agent, i] = line[agent, i + 1]
            written[agent] -= 1
            free_at[agent, place] = now + np.random.exponential(think)
            done_at[agent] = now + np.random.exponential(work) if written[agent] > 0 else np.inf
        else:
            at = free_at.argmin()
            agent, place = at // cap, at % cap
            free_at[agent, place] = np.inf
            if left[chat_in[agent, place]] == 0:
                chat_in[agent, place] = -1
                held[agent] -= 1
            else:
                line[agent, written[agent]] = place
                written[agent] += 1
                if written[agent] == 1:
                    done_at[agent] = now + np.random.exponential(work)
        while first < last and held.min() < cap:
            if gives_up[first] >= now:
                agent = held.argmin()
                place = 0
                while chat_in[agent, place] >= 0:
                    place += 1
                chat_in[agent, place] = first
                held[agent] += 1
                line[agent, written[agent]] = place
                written[agent] += 1
                if written[agent] == 1:
                    done_at[agent] = now + np.random.exponential(work)
            else:
                lost += 1
            first += 1
    return in_time / contacts, lost / contacts


def queue_day(offered, agents, length, aht, cv, patience, within, drop, seed, again=0.0, redial_after=1.0):
    """One day of one queue, first come first served; returns contacts offered, in time and given up per interval.

    Handle times have mean aht[i] and coefficient of variation cv: exponential for 1, log-normal for -cv. An agent
    whose shift ends finishes the contact in hand, or (drop) puts it back to the head of the queue with what is left and
    a new patience. Of those who give up the share `again` calls again, on average `redial_after` seconds later, with
    the same work, a new patience and as a new contact.
    """
    np.random.seed(seed)
    intervals, most = len(offered), int(max(agents)) + 1
    total = int(2 * sum(offered) / (1.0 - again) + 1000)
    arrived, work, gives_up = np.empty(total), np.empty(total), np.empty(total)
    last = 0
    for i in range(intervals):
        rate = offered[i] / length
        at = i * length
        while rate > 0:
            at += np.random.exponential(1.0 / rate)
            if at >= (i + 1) * length:
                break
            arrived[last] = at
            if cv > 0:
                work[last] = np.random.exponential(aht[i])
            else:
                spread = np.sqrt(np.log(1 + cv * cv))
                work[last] = aht[i] * np.exp(spread * np.random.normal() - spread * spread / 2)
            gives_up[last] = at + (np.random.exponential(patience) if patience < np.inf else np.inf)
            last += 1
    out = np.zeros((3, intervals))
    line = np.empty(total + most, np.int64)  # contacts waiting, line[head:tail]
    head, tail = most, most  # room before the head for contacts put back
    contact = np.full(most, -1)
    free_at = np.full(most, np.inf)
    served = np.zeros(total, np.bool_)
    on, interval, coming, first_calls = int(agents[0]), 0, 0, last
    redials = [(np.inf, -1)]  # when who calls again if not answered by then
    present = np.zeros(most, np.bool_)
    present[:on] = True
    while True:
        next_end = (interval + 1) * length if interval + 1 < intervals else np.inf
        next_call = arrived[coming] if coming < first_calls else np.inf
        next_arrival = min(next_call, redials[0][0])
        agent = free_at.argmin()
        now = min(next_end, next_arrival, free_at[agent])
        if now == np.inf:
            break
        if now == next_end:
            interval += 1
            change = int(agents[interval]) - on
            on = int(agents[interval])
            while change > 0:  # newcomers take the places of those gone
                for a in range(most):
                    if not present[a] and contact[a] < 0:
                        present[a] = True
                        change -= 1
                        break
                else:
                    present = np.append(present, np.zeros(1, np.bool_))
                    contact = np.append(contact, np.full(1, -1))
                    free_at = np.append(free_at, np.full(1, np.inf))
                    most += 1
            while change < 0:  # leavers drawn at random
                a = np.random.randint(most)
                if present[a]:
                    present[a] = False
                    change += 1
                    if drop and contact[a] >= 0:
                        head -= 1
                        line[head] = contact[a]
                        work[contact[a]] = free_at[a] - now
                        gives_up[contact[a]] = now + (np.random.exponential(patience) if patience < np.inf else np.inf)
                        contact[a], free_at[a] = -1, np.inf
        elif now == next_arrival:
            c = coming
            if now == next_call:
                coming += 1
            else:
                before = heappop(redials)[1]
                c = -1 if served[before] else last
            if c == last:
                arrived[c], work[c] = now, work[before]
                gives_up[c] = now + np.random.exponential(patience)
                last += 1
            if c >= 0:
                out[0, min(int(now / length), intervals - 1)] += 1
                line[tail] = c
                tail += 1
                if np.random.random() < again:
                    heappush(redials, (gives_up[c] + np.random.exponential(redial_after), c))
        else:
            contact[agent], free_at[agent] = -1, np.inf
        for a in range(most):
            if head == tail:
                break
            if not present[a] or contact[a] >= 0:
                continue
            while head < tail:
                c = line[head]
                head += 1
                if gives_up[c] < now:
                    out[2, min(int(arrived[c] / length), intervals - 1)] += not served[c]
                    continue
                if not served[c]:
                    served[c] = True
                    out[1, min(int(arrived[c] / length), intervals - 1)] += now - arrived[c] <= within
                contact[a], free_at[a] = c, now + work[c]
                break
    return out


def tiers(rates, ahts, targets, agents, discipline, contacts, seed):
    """Share of each tier answered within its target; discipline 0 earliest deadline, 1 priority, 2 first come."""
    np.random.seed(seed)
    count = len(rates)
    total = rates.sum()
    shares = np.cumsum(rates) / total
    free_at = np.full(agents, np.inf)
    waiting, of = np.empty(contacts), np.empty(contacts, np.int64)
    queued = 0
    now, next_arrival, came = 0.0, np.random.exponential(1.0 / total), 0
    offered, in_time = np.zeros(count), np.zeros(count)
    while came < contacts or queued > 0:
        agent = free_at.argmin()
        now = min(next_arrival, free_at[agent])
        if now == next_arrival:
            came += 1
            waiting[queued], of[queued] = now, np.searchsorted(shares, np.random.random())
            queued += 1
            next_arrival = now + np.random.exponential(1.0 / total) if came < contacts else np.inf
        else:
            free_at[agent] = np.inf
        agent = free_at.argmax()
        if queued > 0 and free_at[agent] == np.inf:
            best, best_key = 0, np.inf
            for i in range(queued):
                key = waiting[i]
                if discipline == 0:
                    key += targets[of[i]]
                elif discipline == 1:
                    key += 1e12 * of[i]
                if key < best_key:
                    best, best_key = i, key
            tier = of[best]
            offered[tier] += 1
            in_time[tier] += now - waiting[best] <= targets[tier]
            free_at[agent] = now + np.random.exponential(ahts[tier])
            queued -= 1
            waiting[best], of[best] = waiting[queued], of[queued]
    return in_time / offered

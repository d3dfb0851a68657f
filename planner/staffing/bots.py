"""What a bot leaves to people: fewer contacts, and longer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.plan import Queue


def human_share(queue: Queue) -> float:
    """Return the share of contacts that come to people: 1 − d + d·e, with d the bot's share and e what it escalates."""
    return 1.0 - queue.bot_share + queue.bot_share * queue.bot_escalation


def human_aht_factor(queue: Queue) -> float:
    """Return mean handle time of those contacts, relative: ((1 − d) + d·e·f) / (1 − d + d·e), f for escalated ones."""
    people = human_share(queue)
    if people == 0.0:
        return 1.0
    escalated = queue.bot_share * queue.bot_escalation
    return ((1.0 - queue.bot_share) + escalated * queue.bot_aht_factor) / people


def human_aht_by_concurrency_s(queue: Queue) -> tuple[float, ...]:
    """Return the handle time of those contacts by the number of them that an agent holds."""
    factor = human_aht_factor(queue)
    return tuple(aht_s * factor for aht_s in queue.aht_by_concurrency_s)

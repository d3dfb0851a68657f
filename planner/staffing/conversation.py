"""Inside a chat: turns of agent work and customer thought, the handle times and response times that follow from them.

An agent with j chats is a machine repairman: each chat waits for the agent, is worked on for `work_s`, then the
customer thinks for `think_s` (both exponential). In the long run m of the j chats are at the agent with probability

    π_m ∝ j! / (j - m)! (work_s / think_s)^m
"""

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from planner.staffing import chat
from planner.staffing.arguments import Column, at_least_zero, positive

_STEPS = 200  # of the wait for a place, in the convolution with the wait for an answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """How a chat goes: agent work and customer thought per turn, turns per chat, chats at once at most."""

    work_s: float
    think_s: float
    turns: float
    max_chats: int

    def __post_init__(self) -> None:
        for name in ("work_s", "think_s", "turns", "max_chats"):
            positive(name, getattr(self, name))

    @property
    def aht_s(self) -> tuple[float, ...]:
        """Handle time of a chat by the number its agent holds: AHT_j = j turns work_s / (1 - π_0)."""
        chats = range(1, self.max_chats + 1)
        return tuple(j * self.turns * self.work_s / (1 - float(self._at_agent(j)[0])) for j in chats)

    def _at_agent(self, chats: int) -> Column:
        """Return the law of how many of an agent's chats wait for the agent or are being worked on."""
        ratios = (chats - np.arange(chats)) * (self.work_s / self.think_s)
        weights = np.concatenate([[1.0], np.cumprod(ratios)])
        law: Column = weights / weights.sum()
        return law

    def answered_within(self, others: int, within_s: ArrayLike) -> Column:
        """Return the share of first answers within `within_s` at an agent who already holds `others` chats.

        The answer follows the work on those m at the agent and its own: Erlang(m + 1) distributed.
        """
        load = at_least_zero("within_s", within_s) / self.work_s
        share, term = np.zeros_like(load), np.exp(-load)
        later = np.zeros_like(load)  # P(Erlang(m + 1) > within)
        for m, probability in enumerate(self._at_agent(others)):
            later = later + term
            term = term * load / (m + 1)
            share = share + probability * (1 - later)
        return share


def first_response_level(
    rate_per_h: float, agents: int, conversation: Conversation, within_s: float, patience_s: float = inf
) -> float:
    """Return the share of chats whose first answer, not only acceptance, comes within `within_s` seconds.

    Wait for a place plus wait for the answer at an agent who holds the chats that the chain says. On the safe side by
    up to 6 points within two minutes, by less than one from five minutes on.
    Raises: PlannerError as `chat.service_level`.
    """
    levels = conversation.aht_s[: chat.concurrency_cap(conversation.aht_s)]
    grid = np.linspace(0.0, within_s, _STEPS + 1)
    accepted = chat.service_level(rate_per_h, agents, levels, grid, patience_s)
    middle = 0.5 * (grid[1:] + grid[:-1])
    waited = np.diff(accepted) @ conversation.answered_within(len(levels) - 1, within_s - middle)
    held = chat.chats_held_on_arrival(rate_per_h, agents, levels)
    at_once = [float(conversation.answered_within(others, within_s)) for others in range(len(levels))]
    return float(accepted[0] * (held @ at_once) + waited)

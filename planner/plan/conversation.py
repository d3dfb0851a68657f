"""How a chat goes: turns of agent work and customer thought, and the handle times that follow from them.

An agent with j chats is a machine repairman: each chat waits for the agent, is worked on for `work_s`, then the
customer thinks for `think_s` (both exponential). In the long run m of the j chats are at the agent with probability

    π_m ∝ j! / (j - m)! (work_s / think_s)^m
"""

from __future__ import annotations

from itertools import accumulate
from math import exp

from pydantic import Field

from planner.plan.base import Strict


class Conversation(Strict):
    """Agent work and customer thought per turn, turns per chat, and chats that an agent holds at once at most."""

    work_s: float = Field(gt=0, description="agent's mean work on one message, in seconds")
    think_s: float = Field(gt=0, description="mean time the customer takes to write back, in seconds")
    turns: float = Field(gt=0, description="mean number of messages an agent writes in a chat")
    max_chats: int = Field(ge=1, le=8, description="most chats at once")

    @property
    def aht_by_concurrency_s(self) -> tuple[float, ...]:
        """Handle time of a chat by the number its agent holds: AHT_j = j turns work_s / (1 - π_0)."""
        chats = range(1, self.max_chats + 1)
        return tuple(j * self.turns * self.work_s / (1.0 - self.at_agent(j)[0]) for j in chats)

    def at_agent(self, chats: int) -> tuple[float, ...]:
        """Return the probabilities that 0, 1, … of an agent's `chats` wait for the agent or are being worked on."""
        ratios = [(chats - m) * self.work_s / self.think_s for m in range(chats)]
        weights = list(accumulate(ratios, lambda weight, ratio: weight * ratio, initial=1.0))
        return tuple(weight / sum(weights) for weight in weights)

    def answered_at_best(self, within_s: float) -> float:
        """Return the share of first responses within `within_s` by an agent with nothing else to do."""
        return 1.0 - exp(-within_s / self.work_s)

"""First responses to chats, not only acceptance: the wait for an agent, then for the answer of this agent.

A chat accepted beside others finds some of them at the agent, by the repairman's law of `Conversation`; the response
follows the work on these and on the chat itself. Who is accepted at once joins an agent with the fewest chats, who has
waited an agent who is otherwise full.
"""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from planner.staffing import chat_chain
from planner.staffing.arguments import Column
from planner.staffing.erlang_a import Measures

if TYPE_CHECKING:
    from planner.plan.conversation import Conversation

_ALL_ANSWERED = 40.0  # pieces of work after which a response has come, whatever the agent holds
_NODES, _WEIGHTS = (0.5 * part for part in np.polynomial.legendre.leggauss(20))


def answered_within(conversation: Conversation, others: int, within_s: ArrayLike) -> Column:
    """Return the share of responses within `within_s` of acceptance by an agent who already holds `others` chats.

    Σ_m π_m P(Erlang(m + 1) <= within_s / work_s), m the chats at the agent.
    """
    at_agent = conversation.at_agent(others)
    share: Column = 1.0 - np.tensordot(at_agent, np.cumsum(_poisson(conversation, others, within_s), axis=0), axes=1)
    return share


def levels_of_rows(
    definition: int,
    rate: Column,
    agents: Column,
    theta: Column,
    within: Column,
    aht: Column,
    conversation: Conversation,
) -> Column:
    """Return the share of chats first answered within `within` seconds; arguments as `chat_chain.measures_of_rows`.

    With G the law of the wait for acceptance and A_l that of the response beside l others (a_l its density),

        G(0) Σ_l P(l) A_l(t) + ∫_{0 < w <= t} A_{c-1}(t - w) dG(w)

    where the integral is ∫_0^t G(t - u) a_{c-1}(u) du - G(0) A_{c-1}(t) by parts. On the safe side by up to 6 points
    within two minutes, by less than one from five minutes on.
    """
    at_once = _accepted(definition, rate, agents, theta, np.zeros_like(within), aht)
    beside = np.array([answered_within(conversation, others, within) for others in range(len(aht))])
    joined = (chat_chain.others_of_rows(rate, agents, aht) * beside).sum(axis=0)
    reach = np.minimum(within, _ALL_ANSWERED * conversation.work_s)
    waited = np.zeros_like(within)
    for node, weight in zip(0.5 + _NODES, _WEIGHTS, strict=True):
        accepted = _accepted(definition, rate, agents, theta, within - node * reach, aht)
        waited += weight * reach * accepted * _density(conversation, len(aht) - 1, node * reach)
    return np.where(rate > 0.0, at_once * (joined - beside[-1]) + waited, 1.0)


def _accepted(definition: int, rate: Column, agents: Column, theta: Column, within: Column, aht: Column) -> Column:
    measures = Measures(*chat_chain.measures_of_rows(definition, rate, agents, theta, within, aht))
    return np.asarray(measures.level)


def _density(conversation: Conversation, others: int, after_s: Column) -> Column:
    """Return the density, per second, of the response `after_s` from acceptance."""
    ends: Column = np.tensordot(conversation.at_agent(others), _poisson(conversation, others, after_s), axes=1)
    return ends / conversation.work_s


def _poisson(conversation: Conversation, most: int, within_s: ArrayLike) -> Column:
    """Return the probabilities that 0 … `most` (first axis) pieces of work end while an agent works without a pause."""
    load = np.asarray(within_s, dtype=np.float64) / conversation.work_s
    return np.array([np.exp(-load) * load**count / factorial(count) for count in range(most + 1)])

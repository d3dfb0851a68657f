"""The queues of one group: each to its model, and deferred work last, since it may use idle live people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.plan import Plan
from planner.staffing.chat_model import Chat
from planner.staffing.deferred_model import Deferred, FreePeople
from planner.staffing.demand import Demand, Floats
from planner.staffing.groups import QueueGroup
from planner.staffing.live_demand import ShiftEnd
from planner.staffing.live_model import Live
from planner.staffing.model import Model, Performance, Required
from planner.staffing.pooling import PoolRules
from planner.staffing.tiers import Discipline

MODELS_IN_ORDER = ("live", "chat", "deferred")


@dataclass(frozen=True, slots=True)
class StaffedQueue:
    """A queue with the people it needs on contacts, and what they achieve once the floor is kept."""

    demand: Demand
    required: Required
    performance: Performance

    @classmethod
    def by(cls, model: Model, demand: Demand, required: Required) -> StaffedQueue:
        """Return the queue with what its people achieve by its model."""
        return cls(demand, required, model.performance(demand, np.maximum(required.agents, demand.floor)))

    @property
    def agents(self) -> Floats:
        """People on contacts: what targets or floor ask for, whichever is more."""
        return np.maximum(self.required.agents, self.demand.floor)


@dataclass(frozen=True, slots=True)
class GroupStaffing:
    """How the queues of a group are staffed."""

    rules: PoolRules = field(default_factory=PoolRules)

    @classmethod
    def of(cls, group: QueueGroup, plan: Plan) -> GroupStaffing:
        """Return how the plan wants a group staffed."""
        named = plan.groups.get(group.id)
        return cls(PoolRules(Discipline(named.discipline), ShiftEnd(named.shift_end))) if named else cls()

    def staff(self, demands: Sequence[Demand]) -> list[StaffedQueue]:
        """Return every queue with its people, in the order given."""
        staffed: dict[str, StaffedQueue] = {}
        for kind in MODELS_IN_ORDER:
            own = [demand for demand in demands if demand.queue.model == kind]
            model = self._model(kind, demands, {id: queue.agents for id, queue in staffed.items()})
            for demand, required in zip(own, model.required(own), strict=True):
                staffed[demand.id] = StaffedQueue.by(model, demand, required)
        return [staffed[demand.id] for demand in demands]

    def place_deferred(
        self, demands: Sequence[Demand], agents: Mapping[str, Floats], free: Sequence[FreePeople]
    ) -> list[StaffedQueue]:
        """Return the deferred queues with their work on free people first; `agents`: those of the live queues."""
        model = replace(self._deferred(demands, agents), free=free)
        own = [demand for demand in demands if demand.queue.model == "deferred"]
        return [StaffedQueue.by(model, *pair) for pair in zip(own, model.required(own), strict=True)]

    def performances(self, demands: Sequence[Demand], agents: Mapping[str, Floats]) -> list[Performance]:
        """Return what people on contacts, by queue, achieve at each queue, in the order given."""
        models = {kind: self._model(kind, demands, agents) for kind in {demand.queue.model for demand in demands}}
        return [models[demand.queue.model].performance(demand, agents[demand.id]) for demand in demands]

    def _model(self, kind: str, demands: Sequence[Demand], agents: Mapping[str, Floats]) -> Model:
        """Return the model of one kind of queue; that of deferred work depends on the people of the live queues."""
        if kind == "live":
            return Live(self.rules.shift_end)
        if kind == "chat":
            return Chat()
        return self._deferred(demands, agents)

    def _deferred(self, demands: Sequence[Demand], agents: Mapping[str, Floats]) -> Deferred:
        deferred = [demand for demand in demands if demand.queue.model == "deferred"]
        idle = np.zeros(len(demands[0].offered))
        if any(demand.queue.interruptible for demand in deferred):
            idle = self._idle([demand for demand in demands if demand.queue.model == "live"], agents, idle)
        return Deferred.beside(idle, deferred)

    def _idle(self, live: Sequence[Demand], agents: Mapping[str, Floats], nobody: Floats) -> Floats:
        """Return the expected idle people of the live queues."""
        busy = [Live(self.rules.shift_end).performance(demand, agents[demand.id]).occupancy for demand in live]
        return sum((agents[d.id] * (1.0 - share) for d, share in zip(live, busy, strict=True)), nobody)

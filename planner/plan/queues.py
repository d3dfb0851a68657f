"""Queues, their service targets, and the groups of queues that share people."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Hours, Id, Refused, Several, Strict, hours_min
from planner.plan.conversation import Conversation

Share = Annotated[float, Field(ge=0, le=1)]
OpenShare = Annotated[float, Field(gt=0, lt=1)]
Seconds = Annotated[float, Field(gt=0)]
Definition = Literal["offered", "answered", "virtual", "short_excluded", "short_met"]


class NotOneHandleTime(Message):
    """No handle time of a queue, or two."""

    template = "give either aht_s or conversation"


class Target(Strict):
    """What a queue promises: a share of contacts answered within a time, and caps on abandonment and occupancy."""

    service_level: OpenShare = Field(description="share of contacts answered in time, such as 0.80")
    within_s: Annotated[float, Field(ge=0)] = Field(description="seconds within which the share is answered")
    max_abandon: Share = Field(1.0, description="largest share of contacts that give up")
    max_occupancy: Annotated[float, Field(gt=0, le=1)] = Field(1.0, description="largest share of time on contacts")
    definition: Definition = Field("offered", description="which contacts the share counts")
    answer: Literal["accepted", "first_response"] = Field(
        "accepted", description="what answers a chat: an agent who takes it, or this agent's first message"
    )


class OfHours(Strict):
    """Something that holds for some hours of the day."""

    hours: Hours

    def covers(self, minute: int) -> bool:
        """Tell whether a minute of the day lies inside the hours."""
        start, end = hours_min(self.hours)
        return start <= minute < end or start <= minute + 24 * 60 < end


class HoursTarget(OfHours):
    """Another target for some hours of the day; what it leaves out stays as in the queue's target."""

    service_level: OpenShare | None = None
    within_s: Annotated[float, Field(ge=0)] | None = None
    max_abandon: Share | None = None
    max_occupancy: Annotated[float, Field(gt=0, le=1)] | None = None

    def over(self, target: Target) -> Target:
        """Return the queue's target as these hours have it."""
        return target.model_copy(update=self.model_dump(exclude={"hours"}, exclude_none=True))


class Queue(Strict):
    """Where contacts wait: a channel, tier and business line with one target."""

    name: str = Field("", description="what people read; the id when empty")
    channel: Literal["chat", "voice", "app", "social", "email", "ticket"]
    model: Literal["live", "chat", "deferred"] = Field(description="how it is staffed")
    group: Id | None = Field(None, description="queues of one group share people")
    skill: Id | None = Field(None, description="skill asked of agents; the queue's id when absent")
    min_level: Annotated[int, Field(ge=1, le=9)] = 1
    aht_s: Seconds | Annotated[Several[Seconds], Field(min_length=1, max_length=8)] | None = Field(
        None, description="handle time in seconds; a list gives it for 1, 2, 3 … parallel chats"
    )
    conversation: Conversation | None = Field(
        None, description="how chats go, from which their handle times follow; in place of aht_s"
    )
    patience_s: Seconds | None = Field(
        None, description="mean time a customer waits before giving up; absent = for ever"
    )
    redial_share: Annotated[float, Field(ge=0, lt=1)] = Field(
        0.0, description="share of those who give up that call again at once"
    )
    bot_share: Share = Field(0.0, description="share of contacts a bot resolves or takes first")
    bot_escalation: Share = Field(0.0, description="share of the bot's contacts that come to people after all")
    bot_aht_factor: Annotated[float, Field(gt=0)] = Field(
        1.0, description="handle time of escalated contacts, relative"
    )
    interruptible: bool = Field(
        False, description="deferred work that may be put aside for a live contact, so that idle live time serves"
    )
    floor: Annotated[float, Field(ge=0)] = Field(0.0, description="least people on contacts while open")
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="weight of a missing person in the cost")
    target: Target
    targets_by_hours: Several[HoursTarget] = ()

    @model_validator(mode="after")
    def _one_handle_time(self) -> Queue:
        if (self.aht_s is None) == (self.conversation is None):
            raise Refused(NotOneHandleTime())
        return self

    @property
    def aht_by_concurrency_s(self) -> tuple[float, ...]:
        """Handle time for 1, 2, 3 … parallel contacts."""
        times = self.conversation.aht_by_concurrency_s if self.conversation else self.aht_s
        return times if isinstance(times, tuple) else (cast("float", times),)

    def target_at(self, minute: int) -> Target:
        """Return the target that holds at a minute of the day; the first fitting line of `targets_by_hours` wins."""
        for other in self.targets_by_hours:
            if other.covers(minute):
                return other.over(self.target)
        return self.target


class Group(Strict):
    """Queues that share people: the order in which their contacts are taken, and how their shifts end and overlap."""

    discipline: Literal["edf", "priority", "fifo"] = "edf"
    shift_end: Literal["finish", "drop"] = Field("finish", description="the contact in hand when a shift ends")
    handover_overlap_min: Annotated[int, Field(ge=0)] = 0
    handover_share: Share = 0.5

"""Agents one by one in ordinary Python: live queues, pools, pauses and shift ends; the oracle of the event loop.

Nothing is kept sorted and nothing compiled: at every event all agents and all waiting contacts are looked at.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.simulation.records import BEGIN, END
from planner.simulation.state import EDF, PRIORITY, Day, World


@dataclass
class Caller:
    queue: int
    arrived_s: float
    due_s: float
    patience_s: float
    work_s: float
    gives_up_s: float = np.inf
    wait_s: float = np.nan  # of those answered
    place: int = 0  # in its queue; those put back stand before all others


@dataclass
class Person:
    pool: int
    speed: float
    on: bool = False
    caller: Caller | None = None
    ends_s: float = np.inf
    free_since: int = 0  # a count of how often somebody was put on the list of free people
    busy_s: float = 0.0
    began_s: float = 0.0


@dataclass
class Room:
    world: World
    people: list[Person]
    waiting: list[Caller] = field(default_factory=list)
    released: int = 0
    places_before: int = 0

    def serves(self, person: Person, queue: int) -> bool:
        return bool(self.world.serves[person.pool, queue])

    def come(self, caller: Caller, now: float) -> None:
        caller.gives_up_s = now + caller.patience_s
        self.waiting.append(caller)
        self.match(now)

    def match(self, now: float) -> None:
        """Give waiting contacts to free people until nothing more fits."""
        self.waiting = [caller for caller in self.waiting if caller.gives_up_s >= now]
        for caller in sorted(self.waiting, key=lambda one: (one.queue, one.place)):
            free = [p for p in self.people if p.on and p.caller is None and self.serves(p, caller.queue)]
            if free:
                self.take(min(free, key=lambda p: (p.pool, p.free_since)), caller, now)

    def take(self, person: Person, caller: Caller, now: float) -> None:
        self.waiting.remove(caller)
        if np.isnan(caller.wait_s):
            caller.wait_s = now - caller.arrived_s
        person.caller, person.began_s, person.ends_s = caller, now, now + caller.work_s / person.speed

    def release(self, person: Person, now: float) -> None:
        """Somebody is free, or not there any more: takes what comes first, else waits behind the others."""
        self.released += 1
        person.free_since = self.released
        self.waiting = [caller for caller in self.waiting if caller.gives_up_s >= now]
        heads = [caller for caller in self.heads() if self.serves(person, caller.queue)]
        if person.on and person.caller is None and heads:
            self.take(person, min(heads, key=self.key), now)

    def heads(self) -> list[Caller]:
        """The first of each queue."""
        return list({c.queue: c for c in sorted(self.waiting, key=lambda one: -one.place)}.values())

    def key(self, caller: Caller) -> float:
        if self.world.discipline == PRIORITY:
            return caller.queue
        return caller.due_s if self.world.discipline == EDF else caller.arrived_s

    def finish(self, person: Person, now: float) -> None:
        person.busy_s += now - person.began_s
        person.caller, person.ends_s = None, np.inf
        self.release(person, now)

    def change(self, person: Person, what: int, now: float) -> None:
        person.on = what == BEGIN
        if what == END and self.world.drops and person.caller is not None:
            self.put_back(person, now)
        elif person.caller is None:
            self.release(person, now)

    def put_back(self, person: Person, now: float) -> None:
        caller = person.caller
        self.places_before -= 1
        caller.place, caller.work_s = self.places_before, caller.work_s - (now - person.began_s) * person.speed
        person.busy_s += now - person.began_s
        person.caller, person.ends_s = None, np.inf
        self.come(caller, now)


def waits(world: World, day: Day) -> tuple[list[float], list[float]]:
    """Seconds that each contact waited, NaN if never answered, and that each agent was busy."""
    fields = ("queue", "arrived_s", "due_s", "patience_s", "work_s")
    callers = [Caller(*(contact[name].item() for name in fields)) for contact in day.contacts]
    for number, caller in enumerate(callers):
        caller.place = number
    people = [Person(int(pool), float(speed)) for pool, speed in zip(world.pool_of, world.speed, strict=True)]
    room = Room(world, people)
    coming = sorted(callers, key=lambda caller: caller.arrived_s)
    duties = list(world.duties)
    while True:
        next_end = min((person.ends_s for person in people), default=np.inf)
        next_duty = duties[0]["at_s"] if duties else np.inf
        next_arrival = coming[0].arrived_s if coming else np.inf
        now = min(next_end, next_duty, next_arrival)
        if now == np.inf:
            return [caller.wait_s for caller in callers], [person.busy_s for person in people]
        if now == next_end:
            room.finish(min(people, key=lambda person: person.ends_s), now)
        elif now == next_duty:
            duty = duties.pop(0)
            if day.present[duty["shift"]] >= duty["absent_share"]:
                room.change(people[duty["agent"]], duty["what"], now)
        else:
            room.come(coming.pop(0), now)

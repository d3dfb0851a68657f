"""The forty agents: teams, skills, contracts; their leave, wishes and locked shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from planner.example.texts import Texts

FULL_TIME_H = 40
PART_TIME_H = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """What people of one kind can do, and their grade."""

    skills: str
    grade: str


@dataclass(frozen=True, slots=True)
class Squad:
    """People of one profile in one team."""

    team: str
    profile: str
    full_time: int
    part_time: int = 0


@dataclass(frozen=True, slots=True)
class Agent:
    """One agent without words."""

    id: str
    team: str
    profile: str
    contract_h: int

    @property
    def full_time(self) -> bool:
        """Tell whether the agent works whole days."""
        return self.contract_h == FULL_TIME_H


@dataclass(frozen=True, slots=True)
class Request:
    """Leave, a wish or a lock: from a local time for some days; a lock (no days) fixes the start of one shift."""

    agent: str
    start: str
    days: int
    kind: str
    shift: str | None = None
    weight: float | None = None


PROFILES = {
    "lead": Profile("chat-general:3;chat-urgent:3;voice:3;app:3;social:3;email:3;lead:1", "lead"),
    "expert": Profile("chat-general:3;chat-urgent:3;voice:2;app:2;expert:2", "senior"),
    "night": Profile("chat-general:2;chat-urgent:2;app:2;email:1;night:1", "senior"),
    "online_senior": Profile("chat-general:2;chat-urgent:2;app:2;social:2", "senior"),
    "online": Profile("chat-general:1;app:1;social:1", "junior"),
    "voice_senior": Profile("voice:3;email:2;social:1", "senior"),
    "voice": Profile("voice:1;email:1;social:1", "junior"),
}
SQUADS = (
    Squad("online_a", "lead", 2),
    Squad("online_a", "expert", 3),
    Squad("online_a", "night", 4),
    Squad("online_a", "online_senior", 1),
    Squad("online_a", "online", 2, 1),
    Squad("online_b", "lead", 2),
    Squad("online_b", "expert", 3),
    Squad("online_b", "night", 4),
    Squad("online_b", "online_senior", 1),
    Squad("online_b", "online", 1, 2),
    Squad("voice", "lead", 3),
    Squad("voice", "expert", 2),
    Squad("voice", "voice_senior", 3),
    Squad("voice", "voice", 3, 3),
)
JOINED = {"A12": date(2026, 9, 14), "A38": date(2026, 11, 2)}
TAGS = {"A10": "nursing", "A32": "pregnant_7m"}
REQUESTS = (
    Request("A07", "2026-12-07T00:00", 2, "leave"),
    Request("A24", "2026-12-09T00:00", 1, "leave"),
    Request("A33", "2026-12-09T00:00", 3, "leave"),
    Request("A02", "2026-12-07T08:00", 0, "lock", "early"),
    Request("A19", "2026-12-11T23:00", 0, "lock", "night"),
    Request("A03", "2026-12-12T00:00", 1, "off", weight=4),
    Request("A11", "2026-12-12T00:00", 2, "off", weight=3),
    Request("A15", "2026-12-13T00:00", 1, "off", weight=2),
    Request("A21", "2026-12-08T00:00", 1, "off", weight=2),
    Request("A29", "2026-12-11T00:00", 1, "off", weight=3),
    Request("A36", "2026-12-10T00:00", 1, "off", weight=1),
    Request("A04", "2026-12-10T00:00", 1, "shift", "early", 2),
    Request("A10", "2026-12-07T00:00", 1, "shift", "early", 3),
    Request("A23", "2026-12-09T00:00", 1, "shift", "mid", 1),
    Request("A32", "2026-12-08T00:00", 1, "shift", "early", 3),
)


def agents() -> tuple[Agent, ...]:
    """Return the agents in the order of teams: the same in every language and for every seed."""
    contracts = [
        (squad, hours)
        for squad in SQUADS
        for hours in (FULL_TIME_H,) * squad.full_time + (PART_TIME_H,) * squad.part_time
    ]
    return tuple(
        Agent(f"A{number:02d}", squad.team, squad.profile, hours)
        for number, (squad, hours) in enumerate(contracts, start=1)
    )


def agents_frame(texts: Texts, seed: int) -> pd.DataFrame:
    """Return AGENTS with names in a language."""
    people = agents()
    pairs = len(texts.surnames) * len(texts.given)
    numbers = np.random.default_rng([seed, 2]).choice(pairs, len(people), replace=False)
    return pd.DataFrame(
        {
            "agent": [agent.id for agent in people],
            "name": [texts.name(int(number)) for number in numbers],
            "team": [texts.teams[agent.team] for agent in people],
            "grade": [PROFILES[agent.profile].grade for agent in people],
            "skills": [PROFILES[agent.profile].skills for agent in people],
            "contract_h": [agent.contract_h for agent in people],
            "available_from": [JOINED.get(agent.id) for agent in people],
            "available_to": None,
            "tags": [TAGS.get(agent.id) for agent in people],
        }
    )


def requests_frame(timezone: str) -> pd.DataFrame:
    """Return REQUESTS of the week to plan: whole days from midnight to midnight, locks at the shift's start."""
    starts = [datetime.fromisoformat(request.start).replace(tzinfo=ZoneInfo(timezone)) for request in REQUESTS]
    ends = [
        start + timedelta(days=request.days) if request.days else None
        for start, request in zip(starts, REQUESTS, strict=True)
    ]
    return pd.DataFrame(
        {
            "agent": [request.agent for request in REQUESTS],
            "start": starts,
            "end": ends,
            "kind": [request.kind for request in REQUESTS],
            "shift": [request.shift for request in REQUESTS],
            "weight": [request.weight for request in REQUESTS],
        }
    )

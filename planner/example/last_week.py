"""Last week's published roster, by a plain rotation: everybody keeps one start, free days move on by three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from planner.accounts import SignedWeek, accounts_after
from planner.example.people import PROFILES, Agent
from planner.grid import DAYS_A_WEEK, Grid
from planner.plan import Plan, Post
from planner.plan.base import after_min, clock_min, hours_min
from planner.tables import ACCOUNTS, HANDOVERS

FULL_TIME_LINES = {
    "lead": ("early 08:00",) * 3 + ("late 13:00",) * 2 + ("late 14:00",) * 2,
    "expert": ("early 08:00",) * 3 + ("early 08:30",) * 2 + ("late 14:00",) * 2 + ("late 15:00",),
    "night": ("night 23:00",) * 3 + ("late 15:00",) * 3 + ("early 07:30",) * 2,
    "online_senior": ("mid 10:00", "late 15:00"),
    "online": ("early 08:30", "mid 11:00", "late 15:00"),
    "voice_senior": ("early 07:30", "mid 10:00", "late 13:00"),
    "voice": ("early 08:00", "early 08:30", "mid 10:00"),
}
PART_TIME_LINES = {
    "online": ("short 19:00", "short 18:00", "short 19:00"),
    "voice": ("short 09:00", "short 14:00", "short 18:00"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """The shift and start that an agent keeps all week."""

    agent: Agent
    shift: str
    start: str


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes from `start` to `end`, counted from the midnight at which the shift's day begins."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Tell whether two spans share a minute."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Duty:
    """One agent's shift on one day, with the post held and the handover in it."""

    agent: Agent
    number: int
    day: int
    shift: str
    span: Span
    post: str | None = None
    handover: Span | None = None


@dataclass(frozen=True, slots=True)
class PublishedWeek:
    """ROSTER, ACTIVITIES and HANDOVERS of a week, and ACCOUNTS after it, the first that was counted."""

    roster: pd.DataFrame
    activities: pd.DataFrame
    handovers: pd.DataFrame
    accounts: pd.DataFrame


def last_week(plan: Plan, grid: Grid, agents: Sequence[Agent]) -> PublishedWeek:
    """Return the signed roster of the seven days of `grid`: two free days each, every post held with its overlap."""
    lines = sorted(_lines(agents), key=lambda line: line.shift)  # so that the free days of a shift spread evenly
    duties = [duty for number, line in enumerate(lines) for duty in _week_of(plan, number, line)]
    for day in range(DAYS_A_WEEK):
        for post in plan.posts:
            duties = _post_held(plan, post, day, duties)
    duties.sort(key=lambda duty: (duty.agent.id, duty.day))
    roster = _roster(plan, grid, duties)
    counted = SignedWeek(roster, grid, plan.night_kinds, plan.normal_h, holidays=frozenset(), requests=())
    accounts = accounts_after(pd.DataFrame(columns=pd.Index(ACCOUNTS.names)), counted)
    return PublishedWeek(roster, _activities(plan, grid, duties), _handovers(grid, duties), accounts)


def _lines(agents: Sequence[Agent]) -> Iterator[Line]:
    """Yield the line of each agent; agents of one profile and line follow each other."""
    for full_time, lines in ((True, FULL_TIME_LINES), (False, PART_TIME_LINES)):
        for profile, starts in lines.items():
            members = [agent for agent in agents if agent.profile == profile and agent.full_time == full_time]
            for agent, line in zip(members, starts, strict=True):
                yield Line(agent, *line.split())


def _week_of(plan: Plan, number: int, line: Line) -> Iterator[Duty]:
    """Yield five duties; neighbours in number never have a free day in common, so that a line of two never stops."""
    start = clock_min(line.start)
    span = Span(start, start + plan.shifts[line.shift].length_min)
    first_free = 3 * number % DAYS_A_WEEK
    for day in range(DAYS_A_WEEK):
        if (day - first_free) % DAYS_A_WEEK >= 2:
            yield Duty(line.agent, number, day, line.shift, span)


def _post_held(plan: Plan, name: str, day: int, duties: Sequence[Duty]) -> list[Duty]:
    """Return the duties with a post's two holders of a day named: who opens, who takes over; both take turns."""
    post = plan.posts[name]
    able = [duty for duty in duties if duty.day == day and _can_hold(duty, post)]
    opening, closing = hours_min(post.hours)
    openers = [duty for duty in able if duty.span.start <= opening < duty.span.end < closing]
    opener = openers[day % len(openers)]
    overlap = Span(opener.span.end - post.overlap_min, opener.span.end)
    closers = [duty for duty in able if duty.span.start <= overlap.start and duty.span.end >= closing]
    closer = closers[day % len(closers)]
    return [replace(duty, post=name, handover=overlap) if duty is opener or duty is closer else duty for duty in duties]


def _can_hold(duty: Duty, post: Post) -> bool:
    skills = (skill.split(":")[0] for skill in PROFILES[duty.agent.profile].skills.split(";"))
    return duty.post is None and post.skill in skills


def _breaks(plan: Plan, duty: Duty) -> Iterator[tuple[Span, str]]:
    """Yield the breaks: neighbours go one after the other, and nobody during a handover."""
    for pause in plan.shifts[duty.shift].breaks:
        earliest, latest_end = (duty.span.start + after_min(side) for side in pause.window)
        spans = [Span(at, at + pause.min) for at in range(earliest, latest_end - pause.min + 1, plan.slot_min)]
        free = [span for span in spans if duty.handover is None or not span.meets(duty.handover)]
        yield free[duty.number * (pause.min // plan.slot_min) % len(free)], "break" if pause.paid else "meal"


def _roster(plan: Plan, grid: Grid, duties: Sequence[Duty]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "agent": [duty.agent.id for duty in duties],
            "shift_start": [grid.at(duty.day, duty.span.start) for duty in duties],
            "shift_end": [grid.at(duty.day, duty.span.end) for duty in duties],
            "shift": [duty.shift for duty in duties],
            "post": [duty.post for duty in duties],
            "locked": False,
            "paid_min": [plan.shifts[duty.shift].paid_min for duty in duties],
        }
    )


def _activities(plan: Plan, grid: Grid, duties: Sequence[Duty]) -> pd.DataFrame:
    rows = [
        (duty.agent.id, grid.at(duty.day, span.start), grid.at(duty.day, span.end), kind, duty)
        for duty in duties
        for span, kind in [*_breaks(plan, duty), *([(duty.handover, "handover")] if duty.handover else [])]
    ]
    frame = pd.DataFrame(rows, columns=["agent", "start", "end", "kind", "duty"])
    frame["shift_start"] = [grid.at(duty.day, duty.span.start) for duty in frame.pop("duty")]
    return frame.sort_values(["agent", "start"], ignore_index=True)


def _handovers(grid: Grid, duties: Sequence[Duty]) -> pd.DataFrame:
    """Return who passes each post to whom: the holder whose shift ends with the handover to the other of the day."""
    held = [(duty, duty.handover) for duty in duties if duty.handover]
    rows = [
        (out.post, grid.at(out.day, handover.end), out.agent.id, taker.agent.id, handover.end - handover.start)
        for out, handover in held
        for taker, _ in held
        if out.span.end == handover.end and (taker.day, taker.post) == (out.day, out.post) and taker is not out
    ]
    return pd.DataFrame(sorted(rows), columns=pd.Index(HANDOVERS.names))

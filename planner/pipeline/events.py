"""The plan's promotions and incidents as the EVENTS table, and its own factors as OVERRIDES."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from planner.plan import Plan


def events_table(plan: Plan) -> pd.DataFrame:
    """Return EVENTS: local times in the centre's zone, an empty queue for all, no volume where it is to be learnt."""
    events = plan.events.items()
    return pd.DataFrame(
        {
            "name": [name for name, _ in events],
            "kind": [event.kind for _, event in events],
            "start": _times([event.start for _, event in events], plan),
            "end": _times([event.end for _, event in events], plan),
            "queue": [event.queue or "" for _, event in events],
            "volume": pd.Series([event.volume for _, event in events], dtype="float64"),
        }
    )


def overrides_table(plan: Plan) -> pd.DataFrame:
    """Return OVERRIDES (queue, effect, factor) of the plan; an empty queue means all."""
    rows = [
        (queue, effect, factor)
        for effect, factors in plan.effects.items()
        for queue, factor in (factors.items() if isinstance(factors, dict) else [("", factors)])
    ]
    return pd.DataFrame(
        {
            "queue": pd.Series([queue for queue, _, _ in rows], dtype="str"),
            "effect": pd.Series([effect for _, effect, _ in rows], dtype="str"),
            "factor": pd.Series([factor for _, _, factor in rows], dtype="float64"),
        }
    )


def local(moment: datetime, plan: Plan) -> datetime:
    """Return a moment of the plan in the centre's zone; without an offset it is local already."""
    return moment.replace(tzinfo=plan.zone) if moment.tzinfo is None else moment.astimezone(plan.zone)


def _times(moments: list[datetime], plan: Plan) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(pd.to_datetime([local(moment, plan) for moment in moments], utc=True)).tz_convert(
        plan.timezone
    )

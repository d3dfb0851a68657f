"""What a simulation asks for beyond the requirement, in the rows that the roster is made from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from planner.rostering.week import Week


def with_corrections(week: Week) -> Week:
    """Return the week with corrections in the people to schedule: those of a set of queues in each set around it."""
    if week.corrections is None:
        return week
    return replace(
        week,
        requirement=_corrected(week.requirement, "queue", week.corrections),
        pooled=_corrected(week.pooled, "queues", week.corrections),
        corrections=None,
    )


def _corrected(rows: pd.DataFrame, column: str, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the corrections of the sets of queues that lie within theirs; nobody less than none."""
    people = rows["scheduled_required"].copy()
    within = [frozenset(str(queues).split("+")) for queues in corrections["queues"]]
    for name, own in rows.groupby(column):
        whole = frozenset(str(name).split("+"))
        more = corrections[[part <= whole for part in within]].groupby("interval_start")["more"].sum()
        people[own.index] += np.asarray(more.reindex(own["interval_start"], fill_value=0.0))
    return rows.assign(scheduled_required=people.clip(lower=0.0))

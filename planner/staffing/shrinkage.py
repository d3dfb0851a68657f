"""Time off contacts that no roster shows: the divisor of the requirement, hour by hour."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.plan import Plan
from planner.staffing.demand import Floats


def unplaced_shrinkage(plan: Plan, local: pd.DatetimeIndex) -> Floats:
    """Return the share of time off contacts, 1 − Π(1 − share) over the unplaced kinds, at each local interval start."""
    return np.array([plan.unplaced_shrinkage_at(int(minute)) for minute in local.hour * 60 + local.minute])

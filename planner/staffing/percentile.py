"""Which contacts are staffed for: those expected, or more, read off the forecast's band."""

from __future__ import annotations

import pandas as pd

_UPPER = 1.2815515655446004  # standard normal quantile of the band's upper end, 90 %
_QUANTILES = {"p50": 0.0, "p80": 0.8416212335729143, "p90": _UPPER}


def contacts_planned(forecast: pd.DataFrame, demand: str) -> pd.Series:
    """Return the contacts per row of a FORECAST that the plan's `[staffing] demand` means.

    `expected` is the mean; pXX the XX % quantile, offered + z_XX / z_90 · (offered_hi − offered), where the upper end
    of the 80 % band is the 90 % quantile and 50 % lies at the mean.
    """
    share = _QUANTILES.get(demand, 0.0) / _UPPER
    return forecast["offered"] + share * (forecast["offered_hi"] - forecast["offered"])

"""Which contacts are staffed for: those expected, more of them, or all that may come; read off the forecast's band."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

EXPECTED = "expected"
"""The `[staffing] demand` whose service level is an average over the band."""

_UPPER = 1.2815515655446004  # standard normal quantile of the band's upper end, 90 %
_QUANTILES = {"p50": 0.0, "p80": 0.8416212335729143, "p90": _UPPER, EXPECTED: 0.0}


def contacts_planned(forecast: pd.DataFrame, demand: str) -> pd.Series:
    """Return the contacts per row of a FORECAST that the plan's `[staffing] demand` means.

    pXX is the XX % quantile, offered + z_XX / z_90 · (offered_hi − offered), where the upper end of the 80 % band is
    the 90 % quantile and 50 % lies at the mean. `expected` is the mean, about which `rate_spread` lies.
    """
    share = _QUANTILES[demand] / _UPPER
    return forecast["offered"] + share * (forecast["offered_hi"] - forecast["offered"])


def rate_spread(forecast: pd.DataFrame, demand: str) -> npt.NDArray[np.float64]:
    """Return the standard deviation of the rate of contacts that is staffed for, per row; 0 for a quantile.

    √(s² − offered) with s = (offered_hi − offered) / z_90. The band holds counts; of their variance a Poisson count's,
    its mean, is the chance that the queue models allow for already.
    """
    if demand != EXPECTED:
        return np.zeros(len(forecast))
    expected = forecast["offered"].to_numpy(float)
    counts = (forecast["offered_hi"].to_numpy(float) - expected) / _UPPER
    spread: npt.NDArray[np.float64] = np.sqrt(np.maximum(counts**2 - expected, 0.0))
    return spread

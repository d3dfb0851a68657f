"""Sums over replications, from which means and their confidence intervals follow."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from planner.simulation.tally import COUNTED, IN_TIME, Tally

Floats = npt.NDArray[np.float64]
NORMAL_95 = 1.959963984540054  # two-sided 95 % quantile


@dataclass(frozen=True, slots=True)
class Band:
    """A share with its 95 % confidence interval; NaN where nothing was counted."""

    share: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Ratio:
    """Sums of counts x of n, of their squares and of their products, over replications."""

    x: Floats
    n: Floats
    xx: Floats
    xn: Floats
    nn: Floats

    @classmethod
    def of(cls, x: Floats, n: Floats) -> Ratio:
        """Return the sums of one replication."""
        return cls(x, n, x * x, x * n, n * n)

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Ratio)))

    def band(self, replications: int) -> Band:
        """Return Σx / Σn and its interval: the ratio estimator's, s² = Σ(x − p n)² / (R (R − 1)) / mean(n)².

        Source: W. G. Cochran, Sampling Techniques, 1977, chapter 6.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            share = self.x / self.n
            scatter = self.xx - 2.0 * share * self.xn + share * share * self.nn
            of_mean = np.maximum(scatter, 0.0) * replications / max(replications - 1, 1)
            half = NORMAL_95 * np.sqrt(of_mean) / self.n if replications > 1 else np.full(share.shape, np.inf)
        half = np.where(np.isnan(share), np.nan, half)
        return Band(share, np.maximum(share - half, 0.0), np.minimum(share + half, 1.0))


@dataclass(frozen=True, slots=True)
class Sums:
    """What replications of a group add up to; by queue and interval, or hour, or the week."""

    replications: int
    counts: Floats
    responses: npt.NDArray[np.int64]
    people_s: Floats
    agents: Floats
    intervals: Ratio
    hours: Ratio
    week: Ratio

    @classmethod
    def of(cls, tally: Tally, intervals_an_hour: int) -> Sums:
        """Return what one replication counted."""
        counts = tally.counts
        x, n = counts[..., IN_TIME], counts[..., COUNTED]
        return cls(
            1,
            counts,
            tally.responses,
            tally.people_s,
            tally.agents,
            Ratio.of(x, n),
            Ratio.of(hourly(x, intervals_an_hour), hourly(n, intervals_an_hour)),
            Ratio.of(x.sum(axis=1), n.sum(axis=1)),
        )

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Sums)))


def hourly(values: Floats, intervals_an_hour: int) -> Floats:
    """Return the sums of hours of values by queue and interval; an hour begun at the end counts as one."""
    return np.add.reduceat(values, np.arange(0, values.shape[1], intervals_an_hour), axis=1)

"""Shares, and differences of them, as they are printed."""

import math


def share(value: float) -> str:
    """Return a share in per cent, a dash where there is none."""
    return "-" if math.isnan(value) else f"{value:.1%}"


def points(difference: float) -> str:
    """Return a difference of shares in points, a dash where there is none."""
    return "-" if math.isnan(difference) else f"{100 * difference:+.1f}"

"""Measures of two runs or rosters side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.cli.out import Out
from planner.cli.words import _
from planner.measures import Difference

DECIMALS = {"service_level": 4, "intervals_short": 0, "contacts": 0}


def print_differences(found: Sequence[Difference], base: str, other: str, out: Out) -> None:
    """Print each measure of both and the change; a dash for what is not known."""
    labels = {
        "contacts": _("contacts to people"),
        "required_h": _("required h"),
        "rostered_h": _("rostered h"),
        "short_h": _("short h"),
        "intervals_short": _("intervals short"),
        "service_level": _("predicted service level"),
        "cost": _("cost, wage-hours"),
    }
    rows = []
    for item in found:
        digits = DECIMALS.get(item.measure, 1)
        figures = [_figure(item.base, digits), _figure(item.other, digits), _figure(item.change, digits, "+")]
        rows.append([labels[item.measure], *figures])
    out.table(["", base, other, _("change")], rows)
    out.data(
        differences={item.measure: {"base": item.base, "other": item.other, "change": item.change} for item in found}
    )


def _figure(value: float, digits: int, sign: str = "") -> str:
    return "-" if math.isnan(value) else f"{value:{sign},.{digits}f}"

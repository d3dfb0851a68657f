"""How good past forecasts were, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    import pandas as pd


def print_accuracy(table: pd.DataFrame, out: Out) -> None:
    """Print the weighted error of each queue and method by week ahead, its bias, and the share inside the band."""
    weeks = sorted(table["weeks_ahead"].unique())
    rows = []
    for (queue, method), part in table.groupby(["queue", "method"], sort=False):
        by_week = part.set_index("weeks_ahead")
        errors = [_percent(by_week["wmape"].get(week)) for week in weeks]
        means = [_percent(part[column].mean()) for column in ("bias", "band_hit_rate")]
        rows.append([str(queue), str(method), *errors, *means])
    headings = [_("queue"), _("method"), *(_("error week {week}", week=week) for week in weeks)]
    out.table([*headings, _("bias"), _("inside the band")], rows)
    out.data(accuracy=table.to_dict("records"))


def _percent(share: float | None) -> str:
    return "" if share is None or share != share else f"{share:.1%}"

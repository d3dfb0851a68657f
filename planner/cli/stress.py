"""What a roster bears, printed."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING

from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.pipeline import Run
    from planner.simulation.stress import Bearing


def print_stress(run: Run, out: Out) -> None:
    """Print how much each queue bears of each lever, and which interval falls first; after Ctrl-C what is known.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C, once that is printed.
    """
    from planner.pipeline.stress import stress
    from planner.tables import STRESS

    stressed = stress(run)
    out.end_progress()
    headings = [
        _("queue"),
        _("target"),
        _("simulated"),
        _("strain"),
        _("target holds up to"),
        _("first interval to fall"),
        _("falls at"),
    ]
    out.table(headings, [_line(bearing, run) for bearing in stressed.bearings])
    out.say(_("what the roster bears: {file}", file=run.path(STRESS)))
    bears = [asdict(bearing) for bearing in stressed.bearings]
    out.data(week=run.week, folder=str(run.folder), file=str(run.path(STRESS)), stress=bears)
    if stressed.interrupted:
        raise KeyboardInterrupt


def _line(bearing: Bearing, run: Run) -> list[str]:
    first = bearing.first_interval
    return [
        run.centre.plan.title_of(bearing.queue),
        f"{bearing.goal:.0%}",
        f"{bearing.service_level:.1%}",
        _lever_name(bearing.lever),
        _bears(bearing),
        "-" if first is None else f"{first:%Y-%m-%d %H:%M}",
        _amount(bearing, bearing.first_interval_at),
    ]


def _lever_name(lever: str) -> str:
    names = {"volume": _("contacts"), "handle_time": _("handle time"), "absence": _("absence")}
    return names[lever]


def _bears(bearing: Bearing) -> str:
    from planner.simulation.stress import ALREADY_BELOW, BEYOND

    if bearing.outcome == ALREADY_BELOW:
        return _("missed as planned")
    amount = _amount(bearing, bearing.bears)
    return _("beyond {amount}", amount=amount) if bearing.outcome == BEYOND else amount


def _amount(bearing: Bearing, value: float) -> str:
    """Return how far a lever is raised: in per cent more than planned, of absence the share itself."""
    if math.isnan(value):
        return "-"
    if value == bearing.planned:
        return _("as planned")
    return f"{value:.1%}" if bearing.lever == "absence" else f"{value - 1.0:+.0%}"

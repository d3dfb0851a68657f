"""Past days played again, printed: measured and simulated service level side by side."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.common import Common
from planner.cli.out import Out
from planner.cli.shares import points, share
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.plan import Plan
    from planner.simulation.compared import Compared


def print_replay(common: Common, out: Out, presence: Path, file: Path | None, replications: int) -> None:
    """Play past days again, write the table, and print every queue and day."""
    from planner.pipeline.replay import not_measured, replay_days, write_replay
    from planner.tables import REPLAY

    centre = common.centre()
    progress = partial(out.progress, "simulate")
    replayed = replay_days(centre, presence, replications, common.seed, common.workers or 1, progress)
    path = file or centre.folder / f"{REPLAY.name}.csv"
    write_replay(replayed, path)
    out.end_progress()
    for notice in not_measured(centre):
        out.warn(notice)
    days = list(replayed.days())
    headings = [_("queue"), _("day"), _("contacts"), _("measured"), _("simulated"), _("95 % of such days")]
    out.table([*headings, _("difference"), ""], [_line(one, centre.plan) for one in days])
    out.say(_("replay: {file}", file=path))
    out.data(file=str(path), days=[asdict(one) for one in days])


def _line(one: Compared, plan: Plan) -> list[str]:
    outside = one.measured < one.low or one.measured > one.high
    return [
        plan.title_of(one.queue),
        _("all days") if one.day is None else one.day.isoformat(),
        f"{one.offered:,.0f}",
        share(one.measured),
        share(one.simulated),
        f"{share(one.low)} - {share(one.high)}",
        points(one.measured - one.simulated),
        _("outside") if outside else "",
    ]

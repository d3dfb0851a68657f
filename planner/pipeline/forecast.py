"""Stage: history → forecast.csv, with its reasons in forecast.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import forecasting
from planner.calendar import provisional_years
from planner.centre import Centre
from planner.errors import Message, Told
from planner.files.whole import write_whole
from planner.grid import Grid, refuse_far
from planner.opening import opening_table
from planner.pipeline.events import events_table, overrides_table
from planner.pipeline.manifest import said
from planner.pipeline.run import Done, Run
from planner.tables import FORECAST

REASONS = "forecast.json"


class Forecasted(Message):
    """What the forecast amounts to."""

    template = "{contacts} contacts in {queues} queues"


class Cleaned(Message):
    """Something of the history was not taken as it stands."""

    template = "{count} places of the history were repaired, left out or weighted down; the report and {file} list them"


class EffectNotUsed(Message):
    """A factor of the plan for an effect that the week does not have."""

    template = '[effects] "{name}" is no effect of this week and changes nothing; {file} lists those in use'


class ForecastStage:
    """Contacts and handle time of every queue and interval of the week."""

    name = "forecast"

    def inputs(self, run: Run) -> list[Path]:
        """Return the history and the calendar's own days."""
        plan = run.centre.plan
        files = [plan.data.history, *([plan.calendar.extra] if plan.calendar.extra else [])]
        return [run.centre.data_file(name) for name in files]

    def outputs(self, run: Run) -> list[Path]:
        """Return forecast.csv and forecast.json."""
        return [run.path(FORECAST), run.folder / REASONS]

    def settings(self, run: Run) -> object:
        """Return the parts of the plan that a forecast depends on."""
        parts = {"timezone", "interval_min", "language", "calendar", "opening", "events", "effects"}
        return [
            run.centre.plan.model_dump(mode="json", include=parts),
            sorted((id, queue.model) for id, queue in run.centre.plan.queues.items()),
        ]

    def work(self, run: Run) -> Done:
        """Forecast every queue of the plan."""
        centre, grid = run.centre, run.intervals
        result = explain_week(centre, grid)
        run.write(result.table, FORECAST)
        write_whole(run.folder / REASONS, _reasons(result))
        summary = Forecasted(contacts=f"{result.table['offered'].sum():,.0f}", queues=result.table["queue"].nunique())
        last = grid.first + timedelta(days=grid.days)
        notices: list[Told] = [*result.notices, *provisional_years(centre.plan.calendar.country, grid.first, last)]
        notices += [EffectNotUsed(name=name, file=REASONS) for name in _unused(centre.plan.effects, result.effects)]
        if result.cleaned:
            notices.append(Cleaned(count=len(result.cleaned), file=REASONS))
        return Done(summary, notices)


def _unused(factors: Iterable[str], effects: Sequence[forecasting.Effect]) -> list[str]:
    """Return the plan's factors that override no effect; one may name a kind, such as `holiday` for all of them."""
    used = {name for effect in effects if effect.overridden for name in (effect.name, effect.name.partition(":")[0])}
    return [name for name in factors if name not in used]


def explain_week(centre: Centre, grid: Grid) -> forecasting.Forecast:
    """Return the forecast of a week with its reasons."""
    refuse_far(grid.first, centre.history["interval_start"].max().date())
    last = grid.first + timedelta(days=grid.days)
    return forecasting.explain(
        centre.history,
        grid.first,
        grid.days,
        calendar=centre.calendar(centre.history["interval_start"].min().date(), last),
        events=events_table(centre.plan),
        opening=opening_table(centre.plan),
        overrides=overrides_table(centre.plan),
    )


def _reasons(result: forecasting.Forecast) -> str:
    """Return effects, what was cleaned and what was assumed, as JSON that keeps the words apart from their values."""
    reasons = {
        "effects": [asdict(effect) for effect in result.effects],
        "cleaned": [asdict(said(notice)) for notice in result.cleaned],
        "notices": [asdict(said(notice)) for notice in result.notices],
    }
    return json.dumps(reasons, ensure_ascii=False, indent=2, default=str) + "\n"

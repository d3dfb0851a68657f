"""Stage: history → forecast.csv, with its reasons in forecast.json."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import forecasting
from planner.calendar import provisional_years
from planner.errors import Message, Told
from planner.files.whole import write_whole
from planner.opening import opening_table
from planner.pipeline.events import events_table
from planner.pipeline.run import Done, Run
from planner.tables import FORECAST

REASONS = "forecast.json"


class Forecasted(Message):
    """What the forecast amounts to."""

    template = "{contacts} contacts in {queues} queues"


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
        parts = {"timezone", "interval_min", "language", "calendar", "opening", "events"}
        return [run.centre.plan.model_dump(mode="json", include=parts), sorted(run.centre.plan.queues)]

    def work(self, run: Run) -> Done:
        """Forecast every queue of the plan."""
        centre, grid = run.centre, run.intervals
        history = centre.history
        last = grid.first + timedelta(days=grid.days)
        result = forecasting.explain(
            history,
            grid.first,
            grid.days,
            calendar=centre.calendar(history["interval_start"].min().date(), last),
            events=events_table(centre.plan),
            opening=opening_table(centre.plan),
        )
        run.write(result.table, FORECAST)
        write_whole(run.folder / REASONS, _reasons(result))
        summary = Forecasted(contacts=f"{result.table['offered'].sum():,.0f}", queues=result.table["queue"].nunique())
        provisional = provisional_years(centre.plan.calendar.country, grid.first, last)
        notices: list[Told] = [*result.notices, *result.cleaned, *provisional]
        return Done(summary, notices)


def _reasons(result: forecasting.Forecast) -> str:
    """Return effects, what was cleaned and what was assumed, as JSON."""
    reasons = {
        "effects": [{name: getattr(effect, name) for name in effect.__dataclass_fields__} for effect in result.effects],
        "cleaned": [str(notice) for notice in result.cleaned],
        "notices": [str(notice) for notice in result.notices],
    }
    return json.dumps(reasons, ensure_ascii=False, indent=2, default=str) + "\n"

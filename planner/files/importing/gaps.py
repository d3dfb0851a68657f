"""Missing intervals inside a history, apart from the hours in which a queue is never open."""

import pandas as pd

from planner.files.importing.report import Gap

_FULL_WEEKS = pd.Timedelta(days=14)


def gaps_of(history: pd.DataFrame, interval_min: int) -> tuple[Gap, ...]:
    """Return the runs of intervals missing between a queue's first and last.

    An interval counts as missing only when the queue has a row at the same weekday and time elsewhere (at the same
    time of any day where the history is shorter than two weeks): closed nights and weekends are no gaps.
    """
    found: list[Gap] = []
    for queue, rows in history.groupby("queue"):
        found += _gaps_of_queue(str(queue), pd.DatetimeIndex(rows["interval_start"]).sort_values(), interval_min)
    return tuple(found)


def _gaps_of_queue(queue: str, starts: pd.DatetimeIndex, interval_min: int) -> list[Gap]:
    step = pd.Timedelta(minutes=interval_min)
    grid = pd.date_range(starts[0], starts[-1], freq=step)
    by_weekday = starts[-1] - starts[0] >= _FULL_WEEKS
    missing = grid[~grid.isin(starts) & _slots(grid, by_weekday).isin(_slots(starts, by_weekday))]
    if missing.empty:
        return []
    run = (pd.Series(missing).diff() != step).cumsum()
    return [
        Gap(queue, run_of.iloc[0].to_pydatetime(), (run_of.iloc[-1] + step).to_pydatetime(), len(run_of))
        for _, run_of in pd.Series(missing).groupby(run.to_numpy())
    ]


def _slots(moments: pd.DatetimeIndex, by_weekday: bool) -> pd.Index:
    minutes = moments.hour * 60 + moments.minute
    return minutes + moments.day_of_week * 24 * 60 if by_weekday else minutes

# ruff: noqa: T201 (its tables are its output)
"""Accuracy, coverage and speed beside other libraries, in one run: `python -m tests.benchmarks.forecast`.

Needs the folder of real data in PLANNER_TEST_DATA. Every method sees the same cleaned history (special days replaced,
closed intervals removed) and gets the same special-day factors on its forecast. Peers that are not installed are named.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

import forecasting
from forecasting.fit import Queue
from forecasting.methods import METHODS, Method
from forecasting.study import Study, check_inputs, open_study
from forecasting.uncertainty import measure_spread, nb_quantile, past_errors, variance
from tests.benchmarks.forecast_peers import PEERS, Peer, missing
from tests.forecasting.banks import Bank, bank_1999, bank_2003, data_folder

DAYS = 28
Z95 = 1.959964


def main() -> None:
    """Print every table."""
    folder = data_folder()
    if folder is None:
        sys.exit("PLANNER_TEST_DATA names no folder: nothing to measure on")
    banks = [bank_2003(folder), bank_2003(folder, 30), bank_1999(folder)]
    accuracy_table(banks)
    coverage_table(banks)
    weekly_table(banks)
    speed_table(bank_1999(folder))


def accuracy_table(banks: list[Bank]) -> None:
    """WMAPE % of week 1 / weeks 1-4 over the eight origins, relative to last week, seconds a fit."""
    print(f"{'wMAPE %, week 1 / weeks 1-4':34}" + "".join(f"{bank.name:>22}" for bank in banks) + "   rel.  s/fit")
    last_week: list[float] = []
    for name, module, make in _contenders():
        if reason := missing(module):
            print(f"{name:34}not run: {reason}")
            continue
        rows = [_score(bank, make) for bank in banks]
        errors = [row[1] for row in rows]
        last_week = last_week or errors
        relative = np.exp(np.mean(np.log([errors[0] / last_week[0], errors[2] / last_week[2]])))
        cells = "".join(f"{row[0]:>13.2f} / {row[1]:5.2f} " for row in rows)
        print(f"{name:34}{cells}{relative:>7.3f}{np.mean([row[2] for row in rows]):>7.3f}", flush=True)
    print("rel.: geometric mean of weeks 1-4 beside last week over the two hourly series\n")


def _contenders() -> list[tuple[str, str, Callable[[Queue], Method]]]:
    def ours(method: Method) -> Callable[[Queue], Method]:
        return lambda _: method

    def theirs(name: str, forecast: Callable) -> Callable[[Queue], Method]:
        return lambda queue: Peer(name, queue, forecast)

    house, last_week, *others = METHODS
    made = [(f"{m.name} (this project)", "forecasting", ours(m)) for m in (last_week, house)]
    made += [
        (f"{m.name} (statsmodels)" if m.name in ("ets", "stl_ets", "sarimax") else m.name, "forecasting", ours(m))
        for m in others
    ]
    return made + [(name, module, theirs(name, forecast)) for name, module, forecast in PEERS]


def _score(bank: Bank, make: Callable[[Queue], Method]) -> tuple[float, float, float]:
    """Pooled wMAPE of week 1 and weeks 1-4 over the bank's origins, and CPU seconds a forecast."""
    missed, came = np.zeros(2), np.zeros(2)
    spent = 0.0
    study = _study(bank)
    for origin in bank.origins:
        start = np.datetime64(origin)
        queue, cutoff = _queue(study, start)
        began = time.process_time()
        skip = int((start - queue.history.source.first_day).astype(int)) - cutoff
        offered = queue.at(cutoff).predict(make(queue), skip + DAYS).offered[skip:]
        spent += time.process_time() - began
        first = cutoff + skip
        actual = queue.history.source.offered[first : first + DAYS]
        scored = queue.history.open_[queue.types.row[first : first + len(actual)]] & ~np.isnan(actual)
        error = np.where(scored, np.abs(offered[: len(actual)] - actual), 0.0).sum(axis=1)
        actual = np.where(scored, actual, 0.0).sum(axis=1)
        missed += error[:7].sum(), error.sum()
        came += actual[:7].sum(), actual.sum()
    week_1, weeks_4 = 100 * missed / came
    return float(week_1), float(weeks_4), spent / len(bank.origins)


def _study(bank: Bank) -> Study:
    end = np.datetime64(max(bank.weekly_origins()[-1], pd.Timestamp(bank.origins[-1])), "D") + DAYS
    return open_study(check_inputs(bank.history, bank.calendar, None, bank.opening), end, end)


def _queue(study: Study, start: np.datetime64) -> tuple[Queue, int]:
    outlook = study.outlooks(start, 1, METHODS[1])[0]
    return outlook.queue, outlook.cutoff


def coverage_table(banks: list[Bank]) -> None:
    """Share of intervals inside the 80 % band of the table, and inside 95 % limits of the same variance, 8 origins."""
    print(f"{'share of intervals inside, %':34}{'80 % band':>12}{'95 % limits':>14}")
    for bank in banks:
        tested = forecasting.backtest(
            bank.history, bank.origins, DAYS, calendar=bank.calendar, opening=bank.opening
        ).intervals
        hit = tested["offered"].between(tested["offered_lo"], tested["offered_hi"]).mean()
        print(f"{bank.name:34}{100 * hit:>12.1f}{100 * _inside_95(bank):>14.1f}", flush=True)
    print()


def _inside_95(bank: Bank) -> float:
    study, inside = _study(bank), []
    for origin in bank.origins:
        start = np.datetime64(origin)
        outlook = study.outlooks(start, DAYS, METHODS[0])[0]
        queue, f = outlook.queue, outlook.prediction.offered
        spread = measure_spread(past_errors(queue, outlook.cutoff, len(f)))
        total = variance(f, spread) + np.expm1(outlook.prediction.log_variance) * f**2
        actual = np.full(f.shape, np.nan)
        came = queue.history.source.offered[outlook.cutoff : outlook.cutoff + len(f)]
        actual[: len(came)] = came
        scored = queue.history.open_[queue.types.row[outlook.cutoff : outlook.cutoff + len(f)]] & ~np.isnan(actual)
        scored[: outlook.skip] = False
        within = (actual >= nb_quantile(f, total, -Z95)) & (actual <= nb_quantile(f, total, Z95))
        inside.append(within[scored])
    return float(np.concatenate(inside).mean())


def weekly_table(banks: list[Bank]) -> None:
    """Every week as origin: wMAPE, 80 % band and week totals of the house method."""
    print(f"{'every weekly origin':34}{'origins':>9}{'wMAPE % 1 / 1-4':>18}{'in band %':>11}{'week totals %':>15}")
    for bank in banks:
        origins = bank.weekly_origins()
        tested = forecasting.backtest(bank.history, origins, DAYS, calendar=bank.calendar, opening=bank.opening)
        parts, totals = tested
        error = (parts["offered_hat"] - parts["offered"]).abs()
        first = (parts["interval_start"] - parts["cutoff"]).dt.days < 7
        week_1, weeks_4 = (100 * error[k].sum() / parts["offered"][k].sum() for k in (first, error.notna()))
        hit = 100 * parts["offered"].between(parts["offered_lo"], parts["offered_hi"]).mean()
        whole = 100 * totals["offered"].between(totals["offered_lo"], totals["offered_hi"]).mean()
        print(f"{bank.name:34}{len(origins):>9}{week_1:>11.2f} / {weeks_4:4.2f}{hit:>11.1f}{whole:>15.1f}", flush=True)
    print()


def speed_table(bank: Bank) -> None:
    """CPU time after import, best of five."""
    again = bank.history.assign(interval_start=bank.history["interval_start"] + pd.Timedelta(days=364))
    two_years = pd.concat([bank.history, again]).drop_duplicates("interval_start").reset_index(drop=True)
    many = pd.concat([bank.history.assign(queue=f"queue {k:02}") for k in range(50)], ignore_index=True)
    weeks_26 = [pd.Timestamp("2000-12-28") - pd.Timedelta(weeks=4 + k) for k in range(26)]
    weeks_12 = [pd.Timestamp("1999-12-03") - pd.Timedelta(weeks=k) for k in range(12)]
    beside = {"calendar": bank.calendar, "opening": bank.opening}
    jobs = {
        "28 days from two years hourly, with bands": lambda: forecasting.forecast(
            two_years, "2000-12-28", 28, **beside
        ),
        "26 weekly origins with bands": lambda: forecasting.backtest(two_years, weeks_26, 28, **beside),
        "50 queues, 12 origins with bands": lambda: forecasting.backtest(many, weeks_12, 28, **beside),
    }
    print(f"{'CPU time, best of five':50}{'ms':>8}")
    for name, job in jobs.items():
        print(f"{name:50}{1000 * min(_cpu(job) for _ in range(5)):>8.0f}", flush=True)


def _cpu(job: Callable[[], object]) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began


if __name__ == "__main__":
    main()

"""Published values, each within the digits it was printed with."""

import csv
import os
from math import inf, log
from pathlib import Path

import pytest

from planner.staffing import erlang

_FOLDER = os.environ.get("PLANNER_TEST_DATA", "")
_FILE = Path(_FOLDER) / "reference_values.csv"


def _rows():
    if not (_FOLDER and _FILE.is_file()):
        return [
            pytest.param(None, marks=pytest.mark.skip("PLANNER_TEST_DATA names no folder with reference_values.csv"))
        ]
    with _FILE.open(encoding="utf-8") as lines:
        usable = [row for row in csv.DictReader(lines) if row["agrees"] == "yes"]
    return [pytest.param(row, id=f"{row['model']}-{row['quantity']}-{number}") for number, row in enumerate(usable)]


def _unit(printed):
    """One unit of the last digit printed: some sources round, some cut."""
    mantissa, _, exponent = printed.lower().partition("e")
    return 1.0001 * 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))


def _number(row, key, default):
    return float(row[key]) if row[key] else default


def _erlangs_at(blocking, agents):
    low, high = 0.0, 10.0 * agents
    for _ in range(100):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if erlang.blocking_probability(middle, agents) < blocking else (low, middle)
    return low


def _lines_at(blocking, load):
    return next(n for n in range(1000) if erlang.blocking_probability(load, n) <= blocking)


def _value(row):
    load = _number(row, "lambda_per_hour", 0.0) * _number(row, "aht_s", 1.0) / 3600
    agents, aht = _number(row, "agents", 0.0), _number(row, "aht_s", 1.0)
    patience, within = _number(row, "patience_s", inf), _number(row, "target_s", 0.0)
    queue = (load, agents, aht, patience)
    wait_s, abandoned = erlang.mean_wait_s(*queue), erlang.abandon_rate(*queue)
    waiting = load * wait_s / aht if load else 0.0
    quantity = row["quantity"]
    if quantity.startswith("erlangs@B="):
        return _erlangs_at(float(quantity.partition("=")[2]), agents)
    if quantity.startswith("lines_"):
        return _lines_at(float(quantity[6:-1]) / 100, load)
    if quantity.startswith("agents_"):
        return erlang.agents_required(load, aht, float(quantity[7:]) / 100, within, patience)
    values = {
        "B": lambda: erlang.blocking_probability(load, agents),
        "ln B": lambda: erlang.blocking_probability(load, agents),
        "ln P(W>0)": lambda: erlang.wait_probability(*queue),
        "P(W>0)": lambda: erlang.wait_probability(*queue),
        "P(Ab)": lambda: abandoned,
        "occ": lambda: erlang.occupancy(*queue),
        "ASA_s": lambda: wait_s,
        "E[W]_s": lambda: wait_s,
        "E[R]_s": lambda: wait_s + aht,
        "E[Q]": lambda: waiting,
        "E[L]": lambda: waiting + load * (1 - abandoned),
        "SL": lambda: erlang.service_level(load, agents, aht, within, patience),
        "SL_offered": lambda: erlang.service_level(load, agents, aht, within, patience),
        "SL_virtual": lambda: erlang.service_level(load, agents, aht, within, patience, "virtual"),
    }
    return values[quantity]()


def _logarithm(row, value):
    if not row["quantity"].startswith("ln "):
        return value
    return log(value) if value > 0 else -inf


@pytest.mark.parametrize("row", _rows())
def test_published_value(row):
    value, digits = _logarithm(row, _value(row)), float(row["mpmath_value"])
    if value == -inf:
        assert digits < -745  # the probability is below the smallest float
        return
    assert value == pytest.approx(digits, rel=1e-12)
    printed = float(row["value"])
    if abs(printed - digits) <= _unit(row["value"]):  # three sources print digits that they do not have
        assert value == pytest.approx(printed, abs=_unit(row["value"]), rel=1e-12)

"""Warnings by hand: what is short, by how much, and what to type next."""

from dataclasses import replace

import pandas as pd

from planner.present.advice import advice, stretches
from planner.present.facts import BrokenFacts, RunFacts, SimulationFacts
from planner.present.queues import queue_figures
from reports import pages
from tests.planner.present.builders import at, coverage, demand, said, small_run

ROWS = [
    (at(0, "09:00"), 4.0, 3.0, 0.7),
    (at(0, "09:30"), 4.0, 2.0, 0.5),
    (at(0, "10:00"), 4.0, 4.0, 0.9),
    (at(0, "10:30"), 2.0, 1.0, 0.6),
]


def short_run() -> RunFacts:
    quiet = small_run(coverage=coverage(ROWS), forecast=demand([(row[0], 10) for row in ROWS]), simulation=None)
    return replace(quiet, notices=[], handovers=quiet.handovers.iloc[:0])


def notices(run: RunFacts) -> list[pages.Notice]:
    return advice(run, queue_figures(run))


def test_intervals_in_a_row_are_one_shortage() -> None:
    first, second = stretches(short_run())
    assert (first.start, first.end, first.people, first.hours) == (at(0, "09:00"), at(0, "10:00"), 2.0, 1.5)
    assert (second.start, second.end, second.people, second.hours) == (at(0, "10:30"), at(0, "11:00"), 1.0, 0.5)


def test_each_warning_names_the_next_step() -> None:
    missed, worst, other, simulated = notices(short_run())
    assert said(missed.words) == "热线: 67.5% predicted, 80% promised."
    assert missed.command == 'planner staff --why voice "2026-12-07 09:30"'
    assert said(worst.words) == "热线, Mon 7 Dec 09:00–10:00: up to 2.0 people short, 1.5 person-hours in all."
    assert (worst.command, other.command) == ("", "planner roster short")
    assert simulated.command == "planner simulate"


def test_a_good_week_has_no_warning_but_that_it_is_not_simulated() -> None:
    run = replace(short_run(), coverage=coverage([(at(0, "09:00"), 1.0, 1.0, 0.9)]))
    assert [notice.command for notice in notices(run)] == ["planner simulate"]


def simulated(level: float) -> RunFacts:
    run = short_run()
    rows = run.coverage[["queue", "interval_start"]].assign(offered=10.0, service_level=level)
    rows["service_level_hi"] = rows["first_response_s"] = rows["first_response_p90_s"] = 0.0
    return replace(run, simulation=SimulationFacts(rows.assign(abandon_rate=0.0, occupancy=0.8)))


def test_what_holds_when_simulated_is_no_warning() -> None:
    assert [notice.command for notice in notices(simulated(0.9))] == ["", "planner roster short"]


def test_what_misses_when_simulated_can_be_improved() -> None:
    *_, last = notices(simulated(0.6))
    assert said(last.words) == "Below target when simulated: 热线 60.0%."
    assert last.command == "planner run --verify"


def test_after_the_roster_was_corrected_the_warning_leads_to_what_is_left() -> None:
    run = simulated(0.5)
    assert run.simulation is not None
    *_, last = notices(replace(run, simulation=replace(run.simulation, is_corrected=True)))
    assert last.command == "shortfall.csv"


def test_a_partial_roster_stands_first() -> None:
    run = short_run()
    broken = [BrokenFacts("min_rest_between_shifts", "A000", "2026-12-07", "", 60)]
    first, *_ = notices(replace(run, solve=replace(run.solve, broken=broken)))
    assert "breaks enforced rules 1 times" in said(first.words)


def test_a_post_that_nobody_takes_over_is_told() -> None:
    row = {"post": "night", "at": at(2, "08:00"), "outgoing": "A001", "incoming": "", "overlap_min": 0}
    told = [said(notice.words) for notice in notices(replace(short_run(), handovers=pd.DataFrame([row])))]
    assert "夜班值守: nobody takes over at Wed 9 Dec 08:00." in told

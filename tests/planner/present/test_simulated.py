"""The simulation section by hand: means over contacts, sure misses, the occupancy of agents."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from planner.present.facts import LevelFacts, RunFacts, SimulationFacts
from planner.present.handovers import handover_section
from planner.present.simulated import simulated_figures, simulation_sections
from reports import pages
from tests.planner.present.builders import at, coverage, demand, said, small_run, table_rows

NAN = float("nan")


def simulated(**columns: Any) -> RunFacts:
    """Two intervals: 30 contacts at 0.6 and 10 at 0.9; at 09:30 nobody is sure to miss."""
    moments = [at(0, "09:00"), at(0, "09:30")]
    rows = {
        "queue": "voice",
        "interval_start": moments,
        "offered": [30.0, 10.0],
        "service_level": [0.6, 0.9],
        "service_level_lo": [0.55, 0.7],
        "service_level_hi": [0.65, 0.95],
        "first_response_s": [40.0, 20.0],
        "first_response_p90_s": [100.0, 60.0],
        "abandon_rate": [0.04, 0.0],
        "occupancy": [0.9, 0.5],
        "leftover": [2.5, 0.01],
    }
    agents = pd.DataFrame(
        {
            "agent": ["A000", "A001", "A002"],
            "on_contacts_h": [20.0, 30.0, 0.0],
            "occupancy": [0.55, 1.0, NAN],
            "contacts": [100.0, 200.0, 0.0],
        }
    )
    covered = coverage([(moments[0], 3.0, 3.0, 0.7), (moments[1], 1.0, 1.0, 0.95)])
    facts = SimulationFacts(pd.DataFrame(rows | columns), agents)
    return small_run(simulation=facts, coverage=covered, forecast=demand([(moments[0], 30), (moments[1], 10)]))


def test_means_are_over_contacts() -> None:
    [figures] = simulated_figures(simulated())
    assert figures.service_level == pytest.approx((30 * 0.6 + 10 * 0.9) / 40)
    assert figures.first_response_s == pytest.approx(35.0)
    assert (figures.below, figures.intervals) == (1, 2)
    assert not figures.on_target


def test_intervals_that_nobody_knows_are_left_out() -> None:
    [figures] = simulated_figures(simulated(service_level=[NAN, 0.9], service_level_hi=[NAN, 0.95]))
    assert figures.service_level == pytest.approx(0.9)
    assert (figures.below, figures.intervals) == (0, 1)


def test_predicted_stands_beside_simulated() -> None:
    [section] = simulation_sections(simulated())
    table, chart, heat, histogram, idle, busy = section.blocks
    assert isinstance(table, pages.Table)
    assert table_rows(table) == [["热线", "80%", "76.2%", "67.5%", "1 of 2", "35", "90", "3.0%", "80.0%"]]
    assert isinstance(chart, pages.BandChart)
    assert chart.beside is not None
    assert (list(chart.line.values), list(chart.beside.values)) == ([0.6, 0.9], [0.7, 0.95])
    assert isinstance(heat, pages.HeatTable)
    assert heat.rows[0].values[9] == pytest.approx(0.7)
    assert heat.rows[0].values[8] is None
    assert isinstance(histogram, pages.Histogram)
    assert [bar.count for bar in histogram.bars] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert isinstance(idle, pages.Table)
    assert isinstance(busy, pages.Table)
    assert table_rows(idle)[0][1] == "55.0%"
    assert table_rows(busy)[0][1:3] == ["100.0%", "30.0"]


def test_the_band_of_the_week_is_said() -> None:
    run = simulated()
    assert run.simulation is not None
    known = replace(run.simulation, weeks={"voice": LevelFacts(0.81, 0.79, 0.83)})
    table = simulation_sections(replace(run, simulation=known))[0].blocks[0]
    assert isinstance(table, pages.Table)
    cell = table.rows[0][3]
    assert isinstance(cell, pages.Cell)
    assert (said(cell.words), said(cell.note), cell.tone) == ("81.0%", "79.0%–83.0%", "good")


def test_a_queue_without_a_service_level_has_no_chart() -> None:
    [section] = simulation_sections(simulated(service_level=[NAN, NAN]))
    assert not [block for block in section.blocks if isinstance(block, pages.BandChart)]


def test_without_a_simulation_there_is_no_section() -> None:
    assert simulation_sections(replace(simulated(), simulation=None)) == []


@pytest.mark.parametrize(
    ("moment", "left"), [("09:30", "热线 2.5"), ("09:15", "热线 2.5"), ("10:00", "none"), ("12:00", "none")]
)
def test_a_handover_says_what_is_expected_to_be_left(moment: str, left: str) -> None:
    """The interval that ends at the handover or in which it lies counts; hundredths of a contact are none."""
    row = {"post": "lead", "at": at(0, moment), "outgoing": "A000", "incoming": "A001", "overlap_min": 30.0}
    section = handover_section(replace(simulated(), handovers=pd.DataFrame([row])), frozenset(["A001"]))
    sheets = section.blocks[1]
    assert isinstance(sheets, pages.Sheets)
    [sheet] = sheets.sheets
    assert said(sheet.facts[0]) == "王伟 (A000) hands over to 李娜 (A001), overlap 30 min"
    assert said(sheet.facts[1]) == f"Contacts expected to be unfinished: {left}"
    assert len(sheet.items) == 6


def test_sheets_say_nothing_of_what_was_not_simulated() -> None:
    row = {"post": "lead", "at": at(0, "09:30"), "outgoing": "A000", "incoming": "A001", "overlap_min": 30.0}
    run = replace(simulated(), handovers=pd.DataFrame([row]), simulation=None)
    sheets = handover_section(run, frozenset(["A000"])).blocks[1]
    assert isinstance(sheets, pages.Sheets)
    assert len(sheets.sheets[0].facts) == 1


def test_handovers_of_others_are_not_shown() -> None:
    row = {"post": "lead", "at": at(0, "09:30"), "outgoing": "A000", "incoming": "A001", "overlap_min": 30.0}
    [block] = handover_section(replace(simulated(), handovers=pd.DataFrame([row])), frozenset(["A003"])).blocks
    assert isinstance(block, pages.Prose)

"""Shifts across midnight, the week's edge and a change of the clocks: hours, coverage, breaks and days are right."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.grid import monday_of
from planner.rostering import Week, roster_frames, roster_problem
from planner.staffing.groups import queue_groups
from planner.tables import FORECAST, POOLED, REQUIREMENT
from solver import RosterProblem, check, coverage
from solver.problem import Span
from solver.roster import Activity, Assignment, Roster
from tests.builders import PLAN, write_centre

NIGHT = """
[shifts.night]
starts = ["22:00"]
length_min = 540
breaks = [{ min = 60, window = ["+3:00", "+6:00"] }]
"""
SLOTS_OF_NIGHT = 36  # nine hours, whatever the clocks do
NIGHT_SHIFT = 2  # after early and late
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
WEEKS = {  # the week, its hours from Saturday 22:00 to Sunday 08:00, and when the night of Saturday ends
    "clocks go forward": (BERLIN, "2026-W13", 9, "08:00"),
    "clocks go back": (BERLIN, "2026-W43", 11, "06:00"),
    "clocks stay": (SHANGHAI, "2026-W43", 10, "07:00"),
}


def centre(folder: Path, timezone: str, **files: str) -> Centre:
    plan = PLAN.replace(SHANGHAI, timezone) + NIGHT
    write_centre(folder, plan=plan, history="", requests="agent,start,end,kind\n", **files)
    return Centre.open(folder / "plan.toml")


def publish(folder: Path, week: str, rows: str, accounts: str = "") -> None:
    path = folder / "published" / week
    path.mkdir(parents=True)
    (path / "roster.csv").write_text("agent,shift_start,shift_end,shift,post,locked,paid_min\n" + rows)
    if accounts:
        (path / "accounts.csv").write_text("agent,account,period,value\n" + accounts)


def week_of(centre: Centre, week: str) -> Week:
    """The week with one person required on the phone all the time it is open."""
    grid = centre.grid(week, 30)
    starts = grid.starts[(grid.minute_of_day() >= 480) & (grid.minute_of_day() < 1200)]
    rows = pd.DataFrame({"queue": "voice", "interval_start": starts, "scheduled_required": 1.0})
    return Week(
        plan=centre.plan,
        grid=centre.grid(week, centre.plan.slot_min),
        agents=centre.agents,
        requests=centre.requests,
        requirement=rows.reindex(columns=REQUIREMENT.names),
        pooled=pd.DataFrame(columns=POOLED.names),
        groups=queue_groups(centre.plan, centre.agents),
        published=centre.published_before(week),
    )


def people(problem: RosterProblem, roster: Roster) -> np.ndarray:
    """People on contacts in every slot."""
    return np.sum([queue.scheduled for queue in coverage(problem, roster)], axis=0)


@pytest.mark.parametrize("name", WEEKS)
def test_a_night_shift_lasts_as_long_as_its_length_says(name: str, tmp_path: Path) -> None:
    timezone, week, hours_to_eight, end = WEEKS[name]
    asked = week_of(centre(tmp_path, timezone), week)
    problem = roster_problem(asked)
    span = problem.span(5, NIGHT_SHIFT)
    sunday = problem.days[6].span
    assert span.end - span.start == SLOTS_OF_NIGHT
    assert sunday.start - span.start == 8
    assert sunday.end - sunday.start == 4 * (24 + hours_to_eight - 10)
    assert sunday.start + 4 * (hours_to_eight - 2) == problem.span(6, 0).start  # Sunday's early shift is at 08:00

    meal = Activity(0, 5, Span(span.start + 16, span.start + 20), "meal")
    roster = Roster((Assignment(0, 5, NIGHT_SHIFT),), (meal,))
    unmeasured = replace(asked, requirement=asked.requirement.iloc[:0])
    frames = roster_frames(problem, roster, unmeasured, pd.DataFrame(columns=FORECAST.names))
    [row] = frames.roster.itertuples()
    assert f"{row.shift_start:%a %H:%M}" == "Sat 22:00"
    assert f"{row.shift_end:%a %H:%M}" == f"Sun {end}"
    assert row.shift_end - row.shift_start == pd.Timedelta(hours=9)
    assert row.paid_min == 480
    [pause] = frames.activities.itertuples()
    assert pause.start - row.shift_start == pd.Timedelta(hours=4)
    assert pause.end - pause.start == pd.Timedelta(hours=1)

    on_contacts = people(problem, roster)
    assert on_contacts.sum() == SLOTS_OF_NIGHT - 4
    assert set(np.flatnonzero(on_contacts)) == set(span.slots()) - set(meal.span.slots())


@pytest.mark.parametrize(
    ("timezone", "week", "rows", "last_end", "carried"),
    [
        (BERLIN, "2026-W14", "2026-03-28T22:00:00+01:00,2026-03-29T08:00:00+02:00", -64, None),
        (BERLIN, "2026-W14", "2026-03-29T22:00:00+02:00,2026-03-30T07:00:00+02:00", 28, Span(-8, 28)),
        (BERLIN, "2026-W44", "2026-10-25T00:00:00+02:00,2026-10-25T08:00:00+01:00", -64, None),
        (BERLIN, "2026-W44", "2026-10-25T22:00:00+01:00,2026-10-26T07:00:00+01:00", 28, Span(-8, 28)),
        (SHANGHAI, "2026-W44", "2026-10-25T22:00:00+08:00,2026-10-26T07:00:00+08:00", 28, Span(-8, 28)),
    ],
)
def test_the_last_shift_of_before_ends_where_the_clocks_say(
    timezone: str, week: str, rows: str, last_end: int, carried: Span | None, tmp_path: Path
) -> None:
    before = f"{week[:-2]}{int(week[-2:]) - 1}"
    publish(tmp_path, before, f"001,{rows},night,,false,480\n")
    problem = roster_problem(week_of(centre(tmp_path, timezone), week))
    history = problem.agents[0].history
    assert history.last_end == last_end
    assert history.worked.index("night") == int(rows[8:10]) - int(monday_of(before).day)
    assert [shift.span for shift in problem.carried] == ([carried] if carried else [])
    on_contacts = people(problem, Roster(()))
    assert on_contacts.sum() == (28 if carried else 0)
    assert on_contacts[:28].sum() == on_contacts.sum()


def test_days_belong_to_the_date_on_which_a_shift_begins(tmp_path: Path) -> None:
    nights = (
        "2026-03-24T22:00,2026-03-25T07:00",
        "2026-03-25T22:00,2026-03-26T07:00",
        "2026-03-29T22:00,2026-03-30T07:00",
    )
    rows = [f"001,{night},night,,false,480\n" for night in nights]
    late = "001,2026-03-28T11:00,2026-03-28T20:00,late,,false,480\n"
    accounts = "001,hours_month,2026-M03,150.5\n001,nights,2026-W12,1\n009,nights,2026-W12,3\n"
    publish(tmp_path, "2026-W13", "".join([*rows, late]), accounts)
    problem = roster_problem(week_of(centre(tmp_path, BERLIN), "2026-W14"))
    history = problem.agents[0].history
    assert history.worked == ("", "night", "night", "", "", "late", "night")
    assert history.run(bool) == 2
    assert dict(history.accounts) == {"hours_month": 9030, "nights": 1}
    assert problem.agents[1].history.worked == ("",) * 7
    assert problem.agents[1].history.accounts == ()


def test_weeks_are_read_back_to_the_first_that_is_missing(tmp_path: Path) -> None:
    for week, day in (("2026-W09", "02-23"), ("2026-W11", "03-09"), ("2026-W12", "03-16")):
        publish(tmp_path, week, f"001,2026-{day}T08:00+08:00,2026-{day}T17:00+08:00,early,,false,480\n")
    history = roster_problem(week_of(centre(tmp_path, SHANGHAI), "2026-W13")).agents[0].history
    assert history.worked == ("early", *[""] * 6) * 2
    assert roster_problem(week_of(centre(tmp_path, SHANGHAI), "2026-W16")).agents[0].history.worked == ()


def test_every_fault_of_edited_weeks_is_told_at_once(tmp_path: Path) -> None:
    shift = "001,2026-03-09T08:00+08:00,2026-03-09T17:00+08:00,early,,false,480\n"
    publish(tmp_path, "2026-W11", shift.replace("03-09T17", "03-09T07"), "001,nights,Nov-26,1\n001,late,2026-M13,-1\n")
    publish(tmp_path, "2026-W12", shift + shift)
    with pytest.raises(InputError) as raised:
        centre(tmp_path, SHANGHAI).published_before("2026-W13")
    assert str(raised.value).splitlines() == [
        "published/2026-W12/roster.csv, row 3, shift_start: the same agent, shift_start stands in row 2 already: "
        "001, 2026-03-09 08:00:00+08:00",
        "published/2026-W11/roster.csv, row 2, shift_end: 2026-03-09 07:00+08:00 is not after the start",
        "published/2026-W11/accounts.csv, row 3, value: -1 is less than 0",
    ]


def test_what_no_column_can_see_is_told_too(tmp_path: Path) -> None:
    shift = "001,2026-03-09T08:00+08:00,2026-03-09T17:00+08:00,early,,false,480\n"
    publish(tmp_path, "2026-W12", shift, "001,nights,Nov-26,1\n001,late,2026-M13,1\n001,late,2026-W54,1\n")
    with pytest.raises(InputError) as raised:
        centre(tmp_path, SHANGHAI).published_before("2026-W13")
    period = "is no period; expected such as 2026-W49, 2026-M12, 2026-Q4 or 2026"
    assert str(raised.value).splitlines() == [
        "published/2026-W12/roster.csv, row 2, shift_start: 2026-03-09 is not in 2026-W12; "
        "each week has a folder of its own",
        *(
            f"published/2026-W12/accounts.csv, row {row}, period: {text} {period}"
            for row, text in ((2, "Nov-26"), (3, "2026-M13"), (4, "2026-W54"))
        ),
    ]


def test_leave_of_some_hours_counts_real_hours(tmp_path: Path) -> None:
    """From midnight to 08:00 are seven hours when the clocks go forward: seven eighths of a day of leave."""
    asked = centre(tmp_path, BERLIN)
    text = "agent,start,end,kind\n001,2026-03-29T00:00,2026-03-29T08:00,leave\n"
    (tmp_path / "requests.csv").write_text(text)
    owed = roster_problem(week_of(asked, "2026-W13")).agents[0].contract_min
    assert owed == 2400 - 480 * 7 / 8


def test_the_last_night_covers_monday_until_the_next_week_can(tmp_path: Path) -> None:
    """As many are required there as on the Monday before; people too many and breaks at one time cost as elsewhere."""
    asked = week_of(centre(tmp_path, SHANGHAI), "2026-W43")
    hours = asked.grid.starts[:14]  # 00:00 to 03:30; an early shift of the next week begins at 08:00
    rows = pd.DataFrame({"queue": "voice", "interval_start": hours[::2], "scheduled_required": 2.0})
    problem = roster_problem(replace(asked, requirement=rows.reindex(columns=REQUIREMENT.names)))
    week, after = problem.days[6].span.end, problem.slots_after
    assert after == 28  # the night of Sunday ends at 07:00
    required = problem.queues[asked.queues.index("voice")].required
    assert required[week:] == required[:after]
    night = Assignment(4, 6, NIGHT_SHIFT)
    assert people(problem, Roster((night,)))[week:].sum() == after
    costs = {item.name: item.cost for item in check(problem, Roster((night,))).items}
    assert costs["surplus"] > 0


def test_no_slot_is_added_where_no_shift_reaches_past_the_week(tmp_path: Path) -> None:
    folder = write_centre(tmp_path, history="", requests="agent,start,end,kind\n")
    problem = roster_problem(week_of(Centre.open(folder / "plan.toml"), "2026-W43"))
    assert problem.slots == problem.days[6].span.end

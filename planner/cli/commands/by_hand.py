"""`planner roster lock`, `unlock` and `adjust`: parts of the roster that people decide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _


def _agent_argument() -> Any:
    return typer.Argument(metavar="AGENT", help=_("id of the agent"))


def _day_argument() -> Any:
    return typer.Argument(formats=["%Y-%m-%d"], metavar="DATE", help=_("day, such as 2026-12-07"))


def add(roster: typer.Typer) -> None:
    """Add the commands to the family."""
    _add_lock(roster)
    _add_unlock(roster)
    _add_adjust(roster)


def _add_lock(roster: typer.Typer) -> None:
    @command(
        roster,
        "lock",
        _("Fix what an agent does on a day.\n\nLocks stand in locks.csv and hold whenever a roster is built."),
        "planner roster lock A02 2026-12-07 late@13:00 -C shop",
    )
    def lock(
        common: Common,
        out: Out,
        agent: Annotated[str, _agent_argument()],
        day: Annotated[datetime, _day_argument()],
        what: Annotated[
            str, typer.Argument(metavar="SHIFT@START", help=_("late@13:00, or off; else what is rostered"))
        ] = "",
    ) -> None:
        from planner.duties import AgentDay
        from planner.locking import as_lock, refuse_other_week, take
        from planner.versions import CURRENT, version_of

        centre = common.centre()
        week = common.week or centre.next_week()
        refuse_other_week(day.date(), week)
        rostered = {} if what else version_of(centre, week, CURRENT).duties
        locked = as_lock(AgentDay(day.date(), agent), what, rostered)
        take(centre, [locked])
        out.data(agent=agent, date=day.date(), lock=str(locked.duty))
        out.say(_("√ {agent} is locked on {day}: {duty}", agent=agent, day=day.date(), duty=locked.duty))


def _add_unlock(roster: typer.Typer) -> None:
    @command(
        roster,
        "unlock",
        _("Take back a lock."),
        "planner roster unlock A02 2026-12-07 -C shop",
    )
    def unlock(
        common: Common,
        out: Out,
        agent: Annotated[str, _agent_argument()],
        day: Annotated[datetime, _day_argument()],
    ) -> None:
        from planner.duties import AgentDay
        from planner.locking import release

        release(common.centre(), AgentDay(day.date(), agent))
        out.data(agent=agent, date=day.date())
        out.say(_("√ {agent} is no longer locked on {day}", agent=agent, day=day.date()))


def _add_adjust(roster: typer.Typer) -> None:
    @command(
        roster,
        "adjust",
        _(
            "Take an edited roster: what differs becomes locks.\n\n"
            "The file is an exported workbook, or a copy of roster.csv."
        ),
        "planner roster adjust --from roster.xlsx --dry-run -C shop",
    )
    def adjust(
        common: Common,
        out: Out,
        edited: Annotated[
            Path, typer.Option("--from", exists=True, dir_okay=False, metavar="FILE", help=_("the edited copy"))
        ],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("only show what differs"))] = False,
    ) -> None:
        from planner.cli.changes import print_duties
        from planner.edited_workbook import roster_changed
        from planner.locking import edited_duties, take
        from planner.locks import Lock
        from planner.versions import CURRENT, changed_duties, path_of, version_of

        centre = common.centre()
        week = common.week or centre.next_week()
        current = version_of(centre, week, CURRENT).duties
        after = edited_duties(centre, week, edited, current)
        if told := roster_changed(edited, path_of(centre, week, CURRENT), week):
            if not dry_run:
                raise told
            out.warn(told)
        found = changed_duties(current, after)
        print_duties(found, centre, out)
        if found and not dry_run:
            take(centre, [Lock(change.place, change.after) for change in found])
            out.say(_("√ {count} locks written; planner roster builds the week around them", count=len(found)))

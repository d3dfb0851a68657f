"""Who changes what between two rosters, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.cli.measures import print_differences
from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.centre import Centre
    from planner.versions import Change, Version


def print_changes(before: Version, after: Version, centre: Centre, out: Out) -> None:
    """Print every agent-day that differs, and what both rosters amount to."""
    from planner.versions import changes, measured

    print_duties(changes(before, after), centre, out)
    print_differences(measured(before, after), before.name, after.name, out)


def print_duties(found: Sequence[Change], centre: Centre, out: Out) -> None:
    """Print every agent-day that differs."""
    from planner.duties import OFF

    def said(duty: object) -> str:
        return _("off") if str(duty) == OFF else str(duty)

    names = {agent.id: agent.name for agent in centre.agents}
    rows = [
        [
            f"{one.place.agent} {names.get(one.place.agent, '')}".rstrip(),
            f"{one.place.day:%Y-%m-%d}",
            said(one.before),
            said(one.after),
        ]
        for one in found
    ]
    posts = sum(one.before.shift == one.after.shift for one in found)
    agents = len({one.place.agent for one in found})
    if rows:
        out.table([_("agent"), _("day"), _("before"), _("after")], rows)
    out.say(
        _(
            "{count} agent-days differ, {posts} of them in the post only; {agents} agents",
            count=len(found),
            posts=posts,
            agents=agents,
        )
    )
    out.data(
        changes=[
            {
                "agent": one.place.agent,
                "date": one.place.day,
                "before": str(one.before),
                "after": str(one.after),
            }
            for one in found
        ]
    )

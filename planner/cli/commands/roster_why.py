"""`planner roster why` and `short`: what each other shift would cost, and where one more person would save most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.common import Common, command
from planner.cli.out import Out
from planner.cli.words import _, language

if TYPE_CHECKING:
    from planner.pipeline.reasons import OneMore, OtherShift
    from planner.plan import Plan
    from reports import Words

MOST_SHIFTS = 10


def add(roster: typer.Typer) -> None:
    """Add both commands to the family."""

    @command(
        roster,
        "why",
        _("Say what each other shift of an agent on a day would cost.\n\nThe weeks of all others stay as they are."),
        "planner roster why A012 2026-12-12 -C shop",
    )
    def why(
        common: Common,
        out: Out,
        agent: Annotated[str, typer.Argument(metavar="AGENT", help=_("id of the agent"))],
        day: Annotated[datetime, typer.Argument(metavar="DAY", formats=["%Y-%m-%d"], help=_("day of the week"))],
    ) -> None:
        from planner.pipeline.reasons import other_shifts

        centre = common.centre()
        _print_other_shifts(other_shifts(common.run(out, centre), agent, day.date()), centre.plan, out)

    @command(
        roster,
        "short",
        _("List the shifts on which one more person would save most."),
        "planner roster short -C shop",
    )
    def short(common: Common, out: Out) -> None:
        from planner.pipeline.reasons import one_more

        centre = common.centre()
        _print_one_more(one_more(common.run(out, centre)), centre.plan, out)


def _print_other_shifts(options: Sequence[OtherShift], plan: Plan, out: Out) -> None:
    """Print a line for each: how much dearer the roster gets, by which parts, and what it would break."""
    headings = [_("shift"), _("more wage-hours"), _("by part of the cost"), _("enforced rules broken")]
    rows = []
    for option in options:
        name = _shift(option.shift, option.start, plan) + (f" · {option.post}" if option.post else "")
        parts = "  ".join(f"{_label(part.part)} {part.wage_h:+,.1f}" for part in option.parts)
        rows.append(
            [
                _("{shift} (as rostered)", shift=name) if option.current else name,
                f"{option.wage_h:+,.1f}",
                parts,
                "; ".join(_said(words) for words in option.broken),
            ]
        )
    out.table(headings, rows)
    out.data(why=[asdict(option) | {"broken": [_said(words) for words in option.broken]} for option in options])


def _print_one_more(found: Sequence[OneMore], plan: Plan, out: Out) -> None:
    """Print the best shifts for one more person, with her own wage."""
    headings = [_("one more person on"), _("would save, wage-hours"), _("her wage, wage-hours"), _("serving")]
    rows = [
        [
            f"{_said(_day(one.start))}  {_shift(one.shift, one.start, plan)}",
            f"{one.saved_wage_h:,.1f}",
            f"{one.wage_h:,.1f}",
            ", ".join(plan.title_of(queue) for queue in one.queues),
        ]
        for one in found[:MOST_SHIFTS]
    ]
    out.table(headings, rows)
    out.data(short=[asdict(one) for one in found])


def _shift(kind: str, start: datetime | None, plan: Plan) -> str:
    if start is None:
        return _("day off")
    return f"{plan.shifts[kind].name or _said(_kind(kind))} {start:%H:%M}"


def _kind(kind: str) -> Words:
    from reports import labels

    return labels.label(labels.SHIFTS, kind)


def _label(part: str) -> str:
    from reports import labels

    return _said(labels.label(labels.COSTS, part))


def _day(start: datetime) -> Words:
    from reports import Moment

    return Moment(start, "day")


def _said(words: Words) -> str:
    from reports.i18n import in_words

    return str(in_words(words, language()))

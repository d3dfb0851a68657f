"""What to look at first: warnings in words, each with the next step."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.measures import SHORT
from planner.present.duties import clock
from planner.present.facts import QueueFacts, RunFacts
from planner.present.names import post_words
from planner.present.queues import QueueFigures, rows_of
from planner.present.simulated import simulated_figures
from planner.present.week import Week, records, week_of
from reports import Joined, Moment, Number, Percent, Words, pages
from reports import text as _

MOST_STRETCHES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Intervals in a row in which a queue is short: from the first start to the last end."""

    queue: QueueFacts
    start: pd.Timestamp
    end: pd.Timestamp
    people: float
    hours: float


def advice(facts: RunFacts, figures: Sequence[QueueFigures]) -> list[pages.Notice]:
    """Return what the stages had to say, then queues below target, the worst shortages, and posts left alone."""
    said = [pages.Notice(_(notice.template, **notice.values)) for notice in facts.notices]
    return [
        *_broken(facts),
        *said,
        *_missed(facts, figures),
        *_shortages(facts),
        *_left_alone(facts),
        *_simulated(facts),
    ]


def _broken(facts: RunFacts) -> Iterator[pages.Notice]:
    if facts.solve.broken:
        yield pages.Notice(
            _("The roster is partial: it breaks enforced rules {count} times.", count=Number(len(facts.solve.broken))),
            _("Each is listed under cost and rules. Where nothing else helps, this names what clashes:"),
            "planner roster",
        )


def _missed(facts: RunFacts, figures: Sequence[QueueFigures]) -> Iterator[pages.Notice]:
    """Yield the queues predicted below their target, but those that hold it when simulated."""
    held = {one.queue.queue for one in simulated_figures(facts) if one.on_target and not math.isnan(one.service_level)}
    for one in figures:
        if not one.on_target and not math.isnan(one.service_level) and one.queue.queue not in held:
            words = _(
                "{queue}: {level} predicted, {target} promised.",
                queue=one.queue.name,
                level=Percent(one.service_level),
                target=Percent(one.queue.service_level, 0),
            )
            yield pages.Notice(words, _("How its worst interval comes about:"), _why(facts, one.queue))


def _why(facts: RunFacts, queue: QueueFacts) -> str:
    """Return the command that explains the interval with the greatest gap of a queue."""
    rows = rows_of(facts.coverage, week_of(facts), queue)
    worst = records(rows)[int(rows["gap"].to_numpy().argmin())].interval_start
    return f'planner staff --why {queue.queue} "{worst:%Y-%m-%d %H:%M}"'


def _shortages(facts: RunFacts) -> Iterator[pages.Notice]:
    """Yield the worst shortages; the last of them says what helps."""
    worst = sorted(stretches(facts), key=lambda one: -one.hours)[:MOST_STRETCHES]
    yield from (pages.Notice(_stretch_words(one)) for one in worst[:-1])
    for one in worst[-1:]:
        step = _("On which shifts one more person would save most, overtime included:")
        yield pages.Notice(_stretch_words(one), step, "planner roster short")


def _stretch_words(one: Stretch) -> Words:
    return _(
        "{queue}, {when}–{end}: up to {people} people short, {hours} person-hours in all.",
        queue=one.queue.name,
        when=Moment(one.start),
        end=clock(one.end),
        people=Number(one.people, 1),
        hours=Number(one.hours, 1),
    )


def stretches(facts: RunFacts) -> Iterator[Stretch]:
    """Yield the stretches of intervals in which each queue is short."""
    week = week_of(facts)
    for queue in facts.queues:
        rows = rows_of(facts.coverage, week, queue)
        run: list[Any] = []
        for row in records(rows[rows["gap"] <= -SHORT]):
            if run and row.interval_start - run[-1].interval_start != _interval(week):
                yield _stretch(queue, week, run)
                run = []
            run.append(row)
        if run:
            yield _stretch(queue, week, run)


def _stretch(queue: QueueFacts, week: Week, rows: Sequence[Any]) -> Stretch:
    gaps = [-row.gap for row in rows]
    end = rows[-1].interval_start + _interval(week)
    return Stretch(queue, rows[0].interval_start, end, max(gaps), sum(gaps) * week.interval_min / 60)


def _interval(week: Week) -> pd.Timedelta:
    return pd.Timedelta(minutes=week.interval_min)


def _left_alone(facts: RunFacts) -> Iterator[pages.Notice]:
    """Yield a warning for each post that nobody takes over."""
    for row in records(week_of(facts).of(facts.handovers, "at")):
        if not isinstance(row.incoming, str) or not row.incoming:
            yield pages.Notice(
                _("{post}: nobody takes over at {moment}.", post=post_words(facts, row.post), moment=Moment(row.at)),
                _("Lock somebody whose shift begins before it, and build the roster again:"),
                "planner roster lock --help",
            )


def _simulated(facts: RunFacts) -> Iterator[pages.Notice]:
    """Yield the queues that miss their target in simulation, or that nothing was simulated."""
    if facts.simulation is None:
        yield pages.Notice(
            _("The roster is not simulated: service levels are those of the formulas, interval by interval."),
            _("With breaks, skills and absence played through:"),
            "planner simulate",
        )
    missed: list[Words] = [
        Joined([one.queue.name, Percent(one.service_level)], by=" ")
        for one in simulated_figures(facts)
        if not one.on_target
    ]
    if not missed:
        return
    found = _("Below target when simulated: {queues}.", queues=Joined(missed))
    if facts.simulation and facts.simulation.is_corrected:
        step = _("Improved as far as there are people; the hours still missed, who they want and what that costs:")
        yield pages.Notice(found, step, "shortfall.csv")
    else:
        step = _("To correct the requirement and improve the roster until targets hold:")
        yield pages.Notice(found, step, "planner run --verify")

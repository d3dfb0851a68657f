"""Why the forecast is what it is: the effects in use, and what of the history was cleaned."""

import json
import re
from collections.abc import Mapping, Sequence

from planner.errors import Told
from planner.present.facts import EffectFacts, QueueFacts, RunFacts
from planner.present.week import week_of
from reports import Joined, Number, Words, labels, pages
from reports import text as _

MONTH_DAY = re.compile(r"month day (\d+)")
CAMPAIGN_DAY = re.compile(r"day (\d+)")
LUNAR_DAY = re.compile(r"lunar (-?)(\d+)")
UNFOLDED_MOST = 6
"""A longer list of what was cleaned is folded."""


def reason_blocks(facts: RunFacts) -> list[pages.Block]:
    """Return the table of effects and the list of what was cleaned, each only where there is something to say."""
    names = _names_in_order(facts)
    return [*([_effects_table(facts, names)] if names else []), *([_cleaned_list(facts)] if facts.cleaned else [])]


def _names_in_order(facts: RunFacts) -> list[str]:
    """Name each effect once: special days and events, then those of closures, then the month days of this week."""
    names = dict.fromkeys(effect.name for effect in facts.effects)
    month = [f"month day {date.day}" for date in week_of(facts).dates]
    special = [name for name in names if name not in labels.CLOSURE_EFFECTS and not MONTH_DAY.fullmatch(name)]
    return [*special, *(name for name in (*labels.CLOSURE_EFFECTS, *month) if name in names)]


def _effects_table(facts: RunFacts, names: Sequence[str]) -> pages.Table:
    found = {(effect.name, effect.queue): effect for effect in facts.effects}
    columns = [pages.Column(_("Effect")), *(pages.Column(queue.name, number=True) for queue in facts.queues)]
    rows = [
        [
            pages.Cell(effect_words(name), key=plan_key(name)),
            *(_factor(found.get((name, queue.queue))) for queue in facts.queues),
        ]
        for name in names
    ]
    return pages.Table(columns, rows, _how_to_override(plan_key(names[-1]), facts.queues[0]), title=_("Effects in use"))


def _how_to_override(key: str, queue: QueueFacts) -> Words:
    return _(
        "Each multiplies the contacts of its days; the band beneath holds eight of ten outcomes. To set one yourself, "
        "write its name under [effects] in plan.toml: {all} for all queues, {one} for one queue.",
        all=f"{key} = 1.05",
        one=f"{key} = {{ {queue.queue} = 1.05 }}",
    )


def _factor(effect: EffectFacts | None) -> pages.Cell | Words:
    if effect is None:
        return ""
    band = Joined([Number(effect.factor_lo, 2), Number(effect.factor_hi, 2)], by="–")
    certain = effect.factor_lo == effect.factor_hi
    note: list[Words] = [*([_("from the plan")] if effect.overridden else []), *([] if certain else [band])]
    return pages.Cell(times(effect.factor), note=Joined(note))


def times(factor: float) -> Words:
    """Return a factor as `×1.09`."""
    return Joined(["×", Number(factor, 2)], by="")


def plan_key(name: str) -> str:
    """Return an effect's name as a key of plan.toml: a quoted string, escaped as TOML and JSON both do."""
    return json.dumps(name, ensure_ascii=False)


def effect_words(name: str) -> Words:
    """Return an effect's name in words; the names of holidays and of kinds that nobody translated stay."""
    if month_day := MONTH_DAY.fullmatch(name):
        return _("Day {day} of the month", day=month_day[1])
    if name in labels.CLOSURE_EFFECTS:
        return labels.CLOSURE_EFFECTS[name]
    code, _colon, which = name.partition(": ")
    kind = labels.label(labels.EFFECT_KINDS, code)
    if campaign_day := CAMPAIGN_DAY.fullmatch(which):
        return _("{kind}, day {day}", kind=kind, day=campaign_day[1])
    return _("{kind}: {name}", kind=kind, name=_day_name(which)) if which else kind


def _day_name(name: str) -> Words:
    lunar = LUNAR_DAY.fullmatch(name)
    if lunar is None:
        return name
    if lunar[1]:
        return _("{days} days before the lunar new year", days=lunar[2])
    return _("day {day} of the lunar new year", day=lunar[2])


def _cleaned_list(facts: RunFacts) -> pages.Listing:
    """List what was cleaned, queue by queue in the plan's order, queues by the names that people read."""
    names = {queue.queue: queue.name for queue in facts.queues}
    order = {queue: place for place, queue in enumerate(names)}
    told = sorted(facts.cleaned, key=lambda one: order.get(str(one.values.get("queue")), len(order)))
    items = [_with_queue_name(one, names) for one in told]
    return pages.Listing(_("What was cleaned in the history, and why"), items, folded=len(items) > UNFOLDED_MOST)


def _with_queue_name(told: Told, names: Mapping[str, str]) -> Words:
    queue = told.values.get("queue")
    return _(told.template, **{**told.values, "queue": names.get(str(queue), queue)})

"""What the plan assumes of the contacts and of the people's time."""

from planner.present.facts import HandlingFacts, QueueFacts, RunFacts
from planner.present.targets import promise_words
from reports import Joined, Number, Percent, Words, labels, pages
from reports import text as _


def assumption_blocks(facts: RunFacts) -> list[pages.Block]:
    """Return the assumptions for each queue, and the time off contacts."""
    rows = [_row(queue, queue.handling) for queue in facts.queues if queue.handling]
    return [*([_queue_table(rows)] if rows else []), *([_shrinkage_table(facts)] if facts.shrinkage else [])]


def _queue_table(rows: list[list[Words | pages.Cell]]) -> pages.Table:
    columns = [
        pages.Column(_("Queue")),
        pages.Column(_("Model")),
        pages.Column(_("Target")),
        *(
            pages.Column(heading, number=True)
            for heading in (
                _("Handle time in the plan, s"),
                _("Patience, s"),
                _("Abandonment, at most"),
                _("Occupancy, at most"),
                _("People on contacts, at least"),
            )
        ),
    ]
    caption = _("Handle times with 1, 2, … parallel chats; a dash is no limit, or customers who never give up.")
    return pages.Table(columns, rows, caption, title=_("Assumptions of the plan"))


def _row(queue: QueueFacts, handling: HandlingFacts) -> list[Words | pages.Cell]:
    return [
        queue.name,
        labels.label(labels.MODELS, handling.model),
        promise_words(queue),
        Joined([Number(aht_s) for aht_s in handling.aht_by_concurrency_s], by=" / "),
        "–" if handling.patience_s is None else Number(handling.patience_s),
        _limit(handling.max_abandon),
        _limit(handling.max_occupancy),
        Number(handling.floor, 1) if handling.floor else "–",
    ]


def _limit(share: float) -> Words:
    return Percent(share, 0) if share < 1 else "–"


def _shrinkage_table(facts: RunFacts) -> pages.Table:
    columns = [pages.Column(_("Time off contacts")), pages.Column(_("Share"), number=True), pages.Column(_("Counted"))]
    rows: list[list[Words | pages.Cell]] = [
        [
            facts.activity_names.get(one.name) or labels.label(labels.ACTIVITIES, one.name),
            Percent(one.share),
            _("in the roster") if one.placed else _("in the requirement"),
        ]
        for one in facts.shrinkage
    ]
    return pages.Table(columns, rows, title=_("Shrinkage"))

"""What to know of an export."""

from collections.abc import Collection, Iterator

from planner.errors import Message
from planner.export.week import FinishedWeek
from planner.pipeline.changed import changed_since
from planner.pipeline.manifest import read_records
from planner.pipeline.roster import RosterStage


class ChangedSinceRostered(Message):
    """Files that are no longer as they were when the roster was made."""

    template = "{files}: changed since the roster was made, so parts of the export may not fit together"


class NoPayClasses(Message):
    """Hours for payroll without a law that parts them."""

    template = "the plan has no labour pack: payroll.csv counts all hours as normal, on holidays and beyond the day too"


def notices(week: FinishedWeek, formats: Collection[str]) -> Iterator[Message]:
    """Yield a warning where the roster is not of the files as they are now, and where no law parts the paid hours."""
    changed = changed_since(week.run, read_records(week.run.folder)[RosterStage.name])
    if files := [*changed.inputs, *changed.outputs]:
        yield ChangedSinceRostered(files=", ".join(files))
    if "csv" in formats and week.run.centre.plan.labour is None:
        yield NoPayClasses()

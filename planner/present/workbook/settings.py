"""What a week was planned with, and what is needed to read its sheets back."""

from planner.present.facts import RunFacts
from planner.present.workbook.facts import WorkbookFacts
from reports import Joined, Moment, Number, Percent, Words, labels
from reports import text as _
from reports.workbook import Cell, Column, Sheet

META, SCHEMA = "_meta", 1


def settings_sheet(facts: RunFacts) -> Sheet:
    """Return the plan, how the roster was found, and the versions and inputs it comes from."""
    columns = [Column(_("Setting"), 40), Column(_("Value"), 75)]
    return Sheet(_("Settings"), columns, [*_of_plan(facts), *_of_roster(facts), *_sources(facts)])


def _of_plan(facts: RunFacts) -> list[list[Words | Cell]]:
    return [
        [_("Centre"), facts.centre],
        [_("Week"), Joined([facts.week, Moment(facts.first_day, "date")])],
        [_("Time zone"), facts.timezone],
        [_("Interval, min"), Number(facts.interval_min)],
        [_("Labour pack"), facts.solve.labour_pack or "–"],
    ]


def _of_roster(facts: RunFacts) -> list[list[Words | Cell]]:
    solve = facts.solve
    return [
        [_("Result"), labels.label(labels.STATUSES, solve.status)],
        [_("Engine"), solve.engine],
        [_("Effort"), labels.label(labels.EFFORTS, solve.effort)],
        [_("Seed"), str(solve.seed)],
        [_("Cost, wage-hours"), Number(solve.cost_wage_h, 1)],
        [_("Proven bound, wage-hours"), Number(solve.bound_wage_h, 1)],
        [_("Gap, of labour and penalties (whole cost)"), Percent(solve.gap_labour, 2)],
    ]


def _sources(facts: RunFacts) -> list[list[Words | Cell]]:
    digests = {file: f"sha256 {digest}" for file, digest in facts.digests.items()}
    return [[name, value] for of in (facts.versions, digests) for name, value in sorted(of.items())]


def meta_sheet(workbook: WorkbookFacts) -> Sheet:
    """Return the hidden sheet by which an edited roster is known when it is read back."""
    meta = {
        "kind": "roster",
        "week": workbook.run.week,
        "language": workbook.language,
        "schema": str(SCHEMA),
        "roster_digest": workbook.roster_digest,
    }
    columns = [Column("key", 20), Column("value", 70)]
    return Sheet(META, columns, [[key, value] for key, value in meta.items()], hidden=True)

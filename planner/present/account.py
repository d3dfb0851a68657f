"""How the result came about: cost by rule, run details, and what the numbers mean."""

from planner.present.facts import RunFacts, SolveFacts
from planner.present.overview import target_words
from reports import Joined, Number, Percent, Words, labels, pages
from reports import text as _

DIGEST_SHOWN = 12


def cost_section(facts: RunFacts) -> pages.Section:
    """Return the roster's cost, split into labour and the penalty of every rule."""
    solve = facts.solve
    columns = [
        pages.Column(_("Part of the cost")),
        pages.Column(_("Wage-hours"), number=True),
        pages.Column(_("Share"), number=True),
    ]
    penalties = sorted(solve.penalties_wage_h.items(), key=lambda item: (-item[1], item[0]))
    parts = [(_("Paid work"), solve.labour_wage_h), *((_rule(rule), cost) for rule, cost in penalties)]
    rows = [[name, Number(cost, 1), _share(cost, solve)] for name, cost in parts]
    total: list[Words | pages.Cell] = [_("Total"), Number(solve.cost_wage_h, 1), _share(solve.cost_wage_h, solve)]
    lead = _("Every penalty is in hours of a normal agent's wage, so that people short and wishes not granted compare.")
    return pages.Section("cost", _("Cost and rules"), [pages.Table(columns, [*rows, total])], lead)


def _rule(rule: str) -> Words:
    return labels.label(labels.PENALTIES, rule)


def _share(cost: float, solve: SolveFacts) -> Percent:
    return Percent(cost / solve.cost_wage_h if solve.cost_wage_h else float("nan"))


def run_section(facts: RunFacts) -> pages.Section:
    """Return what is needed to repeat and to defend the run: solver, seed, versions, inputs, formulas."""
    lead = _("The same inputs, seed and effort give the same files again.") if facts.solve.reproducible else ""
    return pages.Section(
        "run", _("Run and formulas"), [pages.Entries(_entries(facts)), pages.Prose(_formulas(facts))], lead
    )


def _entries(facts: RunFacts) -> list[pages.Entry]:
    solve = facts.solve
    return [
        pages.Entry(_("Result"), labels.label(labels.STATUSES, solve.status)),
        pages.Entry(_("Engine"), solve.engine),
        pages.Entry(_("Effort"), labels.label(labels.EFFORTS, solve.effort)),
        pages.Entry(_("Repeats exactly"), _("yes") if solve.reproducible else _("no: the time or the workers decided")),
        pages.Entry(_("Seed"), str(solve.seed)),
        pages.Entry(_("Cost, wage-hours"), Number(solve.cost_wage_h, 1)),
        pages.Entry(_("Proven bound, wage-hours"), _known(solve.bound_wage_h, 1)),
        pages.Entry(_("Gap, all of the cost"), _gap(solve.gap_labour)),
        pages.Entry(_("Gap, without the wages fixed by contract"), _gap(solve.gap_controllable)),
        pages.Entry(_("Interval, min"), Number(facts.interval_min)),
        pages.Entry(_("Time zone"), facts.timezone),
        *(pages.Entry(name, version) for name, version in sorted(facts.versions.items())),
        *(pages.Entry(file, f"sha256 {digest[:DIGEST_SHOWN]}") for file, digest in sorted(facts.digests.items())),
    ]


def _known(value: float | None, decimals: int) -> Words:
    return "–" if value is None else Number(value, decimals)


def _gap(share: float | None) -> Words:
    return "–" if share is None else Percent(share, 2)


def _formulas(facts: RunFacts) -> list[Words]:
    used = dict.fromkeys(queue.definition for queue in facts.queues)
    names = {code: [queue.name for queue in facts.queues if queue.definition == code] for code in used}
    targets = [
        Joined([queue.name, target_words(queue.service_level, queue.within_s)], by=": ") for queue in facts.queues
    ]
    return [
        *(
            _(
                "Service level = {formula} ({queues}).",
                formula=labels.label(labels.DEFINITIONS, code),
                queues=Joined(names[code], by=", "),
            )
            for code in used
        ),
        _("Targets: {targets}.", targets=Joined(targets, by="; ")),
        _("Scheduled people required = people required on contacts / (1 − shrinkage that is not in the roster)."),
        _("Gap = scheduled − required; {tenth} of a person or more below zero counts as short.", tenth=Number(0.05, 2)),
        _("Predicted service level: each queue's model at the people on contacts, weighted with the contacts."),
        _("Gap to the bound = (cost − bound) / (cost − wages fixed by contract); the bound is proven."),
    ]

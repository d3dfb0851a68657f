"""How the result came about: cost by rule, run details, and what the numbers mean."""

from collections.abc import Mapping, Sequence

from planner.measures import SHORT
from planner.present.assumptions import assumption_blocks
from planner.present.facts import BrokenFacts, RunFacts
from planner.present.targets import promise_words
from planner.rostering.activities import activity_id
from reports import Joined, Number, Percent, Words, labels, pages
from reports import text as _

DIGEST_SHOWN = 12


def cost_section(facts: RunFacts) -> pages.Section:
    """Return the roster's cost, split into labour and the penalty of every rule."""
    total = facts.solve.cost_wage_h
    columns = [
        pages.Column(_("Part of the cost")),
        pages.Column(_("Wage-hours"), number=True),
        pages.Column(_("Share"), number=True),
        pages.Column(_("Times"), number=True),
    ]
    felt = [part for part in facts.solve.costs if part.cost_wage_h or part.breaches]
    parts = sorted(felt, key=lambda part: (-part.cost_wage_h, part.name))
    rows = [_cost_row(labels.label(labels.COSTS, part.name), part.cost_wage_h, total, part.breaches) for part in parts]
    lead = _("Every part is in hours of a normal agent's wage, so that people short and wishes not granted compare.")
    table = pages.Table(columns, [*rows, _cost_row(_("Total"), total, total, 0)])
    broken = [_broken_table(facts)] if facts.solve.broken else []
    return pages.Section("cost", _("Cost and rules"), [*broken, table, *_rule_words(facts)], lead)


def _rule_words(facts: RunFacts) -> list[pages.Prose]:
    """Return which rules cost nothing, and which the bound leaves out."""
    kept = [part.name for part in facts.solve.costs if not part.cost_wage_h and not part.breaches]
    words: list[Words] = []
    if kept:
        words.append(_("Kept throughout, at no cost: {rules}.", rules=_names(sorted(kept))))
    if facts.solve.not_in_bound:
        words.append(
            _(
                "The bound leaves out: {rules}. No roster is cheaper than the bound, but the cheapest that keeps these "
                "too may cost more; the true gap is at most the one printed.",
                rules=_names(facts.solve.not_in_bound),
            )
        )
    return [pages.Prose(words)] if words else []


def _names(rules: Sequence[str]) -> Words:
    return Joined([labels.label(labels.COSTS, rule) for rule in rules])


def _broken_table(facts: RunFacts) -> pages.Table:
    """Return where a partial roster breaks enforced rules."""
    columns = [
        pages.Column(_("Enforced rule that is broken")),
        pages.Column(_("Agent")),
        pages.Column(_("Day")),
        pages.Column(_("Concerns")),
        pages.Column(_("By how much"), number=True),
    ]
    names = dict(zip(facts.agents["agent"], facts.agents["name"], strict=True))
    rows = [
        [
            labels.label(labels.COSTS, breach.rule),
            f"{breach.agent} {names.get(breach.agent, '')}".strip(),
            breach.day,
            _subject(breach, {**names, **facts.posts}, facts),
            Number(breach.amount),
        ]
        for breach in facts.solve.broken
    ]
    return pages.Table(columns, rows)


def _subject(breach: BrokenFacts, names: Mapping[str, str], facts: RunFacts) -> str:
    """Return the name of the post, the other agent or the activity concerned; of a team or group there is but an id."""
    if breach.rule == "activities":
        id = activity_id(breach.subject)
        return facts.activity_names.get(id) or id
    return names.get(breach.subject) or breach.subject


def _cost_row(name: Words, cost: float, total: float, breaches: int) -> list[Words | pages.Cell]:
    share = Percent(cost / total if total else float("nan"))
    return [name, Number(cost, 1), share, Number(breaches) if breaches else ""]


def run_section(facts: RunFacts) -> pages.Section:
    """Return what is needed to repeat and to defend the run: solver, seed, versions, inputs, formulas."""
    lead = _("The same inputs, seed and effort give the same files again.") if facts.solve.reproducible else ""
    blocks = [pages.Entries(_entries(facts)), *assumption_blocks(facts), pages.Prose(_formulas(facts))]
    return pages.Section("run", _("Run and formulas"), blocks, lead)


def _entries(facts: RunFacts) -> list[pages.Entry]:
    solve = facts.solve
    return [
        pages.Entry(_("Result"), labels.label(labels.STATUSES, solve.status)),
        pages.Entry(_("Engine"), solve.engine),
        pages.Entry(_("Effort"), labels.label(labels.EFFORTS, solve.effort)),
        pages.Entry(_("Repeats exactly"), _("yes") if solve.reproducible else _("no: the time or the workers decided")),
        pages.Entry(_("Seed"), str(solve.seed)),
        pages.Entry(_("Cost, wage-hours"), Number(solve.cost_wage_h, 1)),
        pages.Entry(_("Proven bound, wage-hours"), Number(solve.bound_wage_h, 1)),
        pages.Entry(_("Bound proven by"), solve.bound_by),
        pages.Entry(_("Gap, of labour and penalties (whole cost)"), Percent(solve.gap_labour, 2)),
        pages.Entry(_("Gap, of controllable cost"), _gap(solve.gap_controllable)),
        pages.Entry(_("Interval, min"), Number(facts.interval_min)),
        pages.Entry(_("Time zone"), facts.timezone),
        *([pages.Entry(_("Labour pack"), solve.labour_pack)] if solve.labour_pack else []),
        *(pages.Entry(name, version) for name, version in sorted(facts.versions.items())),
        *(pages.Entry(file, f"sha256 {digest[:DIGEST_SHOWN]}") for file, digest in sorted(facts.digests.items())),
    ]


def _gap(share: float | None) -> Words:
    return "–" if share is None else Percent(share, 2)


def _formulas(facts: RunFacts) -> list[Words]:
    used = dict.fromkeys(queue.definition for queue in facts.queues)
    names = {code: [queue.name for queue in facts.queues if queue.definition == code] for code in used}
    targets = [Joined([queue.name, promise_words(queue)], by=" ") for queue in facts.queues]
    return [
        *(
            _(
                "Service level = {formula} ({queues}).",
                formula=labels.label(labels.DEFINITIONS, code),
                queues=Joined(names[code]),
            )
            for code in used
        ),
        _("Targets: {targets}.", targets=Joined(targets)),
        _("Scheduled people required = people required on contacts / (1 − shrinkage that is not in the roster)."),
        _(
            "Gap = scheduled − required; {tenth} of a person or more below zero counts as short.",
            tenth=Number(SHORT, 2),
        ),
        _("Predicted service level: each queue's model at the people on contacts, weighted with the contacts."),
        _(
            "Gap to the proven bound = (cost − bound) / cost, cost being labour and penalties; "
            "of controllable cost = (cost − bound) / (cost − wages fixed by contract)."
        ),
    ]

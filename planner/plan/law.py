"""What the labour pack makes of a plan's rules, and where the plan asks for less than the law."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Message
from planner.names import hint
from planner.plan.crosscheck import Finding
from planner.plan.model import Plan
from planner.plan.rules import Rule


class LooserThanLaw(Message):
    """A rule that allows more than the labour pack does."""

    template = (
        '{value} is looser than {legal} of labour pack {pack} ({law}); severity = "warn" or "off" goes beyond the law'
    )


class OtherCalendar(Message):
    """A calendar without the holidays that the labour pack pays."""

    template = 'labour pack {pack} pays the statutory holidays of {country}; set calendar.country = "{country}"'


class UnknownTag(Message):
    """A protected tag that the labour pack does not define."""

    template = "labour pack {pack} has no tag {tag}; {hint}"


def law_faults(plan: Plan) -> Iterator[Finding]:
    """Yield every rule of the plan that is looser than the law without saying so, and what else does not fit it."""
    if plan.labour is None:
        return
    pack = plan.labour.law
    if plan.calendar.country != pack.country:
        yield ("labour", "pack"), OtherCalendar(pack=pack.name, country=pack.country)
    for at, tag in enumerate(plan.rules.no_overtime.tags):
        if tag not in pack.tags:
            path = ("rules", "no_overtime", "tags", str(at))
            yield path, UnknownTag(pack=pack.name, tag=tag, hint=hint(tag, pack.tags))
    for limit in plan.labour.limits():
        own = _rule(plan, limit.rule)
        for key in own.model_fields_set & limit.settings.keys() if own.severity == "enforce" else ():
            value, legal = getattr(own, key), limit.settings[key]
            if _is_looser(limit.rule, value, legal):
                message = LooserThanLaw(value=_shown(value), legal=_shown(legal), pack=pack.name, law=limit.law[0])
                yield ("rules", limit.rule, key), message


def _is_looser(rule: str, value: object, legal: object) -> bool:
    if isinstance(value, tuple) and isinstance(legal, tuple):
        return not set(legal) <= set(value)
    if isinstance(value, int | float) and isinstance(legal, int | float):
        return value < legal if rule.startswith("min_") else value > legal
    return value is None


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else f"{value:g}"


def under_law(plan: Plan) -> Plan:
    """Return the plan with every rule set as the labour pack sets it, where the plan says nothing of its own."""
    if plan.labour is None:
        return plan
    rules = plan.rules
    for limit in plan.labour.limits():
        own = _rule(plan, limit.rule)
        legal = {key: value for key, value in limit.settings.items() if key not in own.model_fields_set}
        merged = type(own).model_validate({**own.model_dump(exclude_unset=True), **legal})
        rules = rules.model_copy(update={limit.rule: merged})
    return plan.model_copy(update={"rules": rules})


def _rule(plan: Plan, name: str) -> Rule:
    rule: Rule = getattr(plan.rules, name)
    return rule

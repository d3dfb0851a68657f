"""What the labour pack makes of a plan's rules, and where the plan asks for less than the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.errors import Message
from planner.names import slip
from planner.plan.crosscheck import Finding
from planner.plan.model import Plan
from planner.plan.rules.rule import Rule


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
    for tag in plan.rules.protected.tags:
        if tag not in pack.tags and (near := slip(tag, pack.tags)):
            yield ("rules", "protected", "tags", tag), UnknownTag(pack=pack.name, tag=tag, hint=near)
    for limit in plan.labour.limits():
        own = _rule(plan, limit.rule)
        for key in own.model_fields_set & limit.settings.keys() if own.severity == "enforce" else ():
            value, legal = getattr(own, key), limit.settings[key]
            if _is_looser(limit.rule, value, legal):
                message = LooserThanLaw(value=_shown(value), legal=_shown(legal), pack=pack.name, law=limit.law[0])
                yield ("rules", limit.rule, key), message


def _is_looser(rule: str, value: Any, legal: Any) -> bool:
    """Tell whether a setting allows more than the pack: fewer hours and more days off are tighter."""
    if isinstance(legal, Mapping):  # what is protected from, by tag
        return any(own.nights or own.overtime for tag, own in value.items() if tag in legal)
    if isinstance(legal, str):
        return bool(value != legal)
    return value is None or bool(value < legal if rule.startswith("min_") else value > legal)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(value)
    return value if isinstance(value, str) else "none" if value is None else f"{value:g}"


def under_law(plan: Plan) -> Plan:
    """Return the plan with every rule set as the labour pack sets it, where the plan says nothing of its own."""
    if plan.labour is None:
        return plan
    rules = plan.rules
    for limit in plan.labour.limits():
        own = _rule(plan, limit.rule)
        said = own.model_dump(exclude_unset=True)
        merged = type(own).model_validate({**limit.settings, **said, **_tags(limit.settings, said)})
        rules = rules.model_copy(update={limit.rule: merged})
    return plan.model_copy(update={"rules": rules})


def _tags(legal: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the protected tags of the pack with the plan's own beside them, where the pack has any."""
    return {"tags": {**legal["tags"], **said.get("tags", {})}} if "tags" in legal else {}


def _rule(plan: Plan, name: str) -> Rule:
    """Return a rule as the plan says it, without what the rule book has for plans that say nothing of it."""
    rule: Rule = getattr(plan.rules, name)
    return rule if name in plan.rules.model_fields_set else type(rule)()

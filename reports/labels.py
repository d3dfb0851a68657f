"""The words for the codes that stand in the tables: activities, shifts, rules, channels, statuses and the like.

A code that is not listed is a name of the user's own and is shown as it is.
"""

from collections.abc import Mapping

from reports.words import Text, Words
from reports.words import text as _

ACTIVITIES: Mapping[str, Text] = {
    "break": _("Break"),
    "meal": _("Meal"),
    "handover": _("Handover"),
    "training": _("Training"),
    "meeting": _("Meeting"),
    "preparation": _("Preparation"),
    "wrap_up": _("Wrap-up"),
    "quality_review": _("Quality review"),
    "absence": _("Absence"),
}

SHIFTS: Mapping[str, Text] = {
    "early": _("Early"),
    "mid": _("Mid"),
    "late": _("Late"),
    "night": _("Night"),
    "short": _("Short shift"),
}

DAY_KINDS: Mapping[str, Text] = {
    "holiday": _("Public holiday"),
    "bridge": _("Other day off"),
    "eve": _("Eve of a holiday"),
    "half": _("Half day"),
    "makeup": _("Make-up work day"),
}

EFFECT_KINDS: Mapping[str, Text] = {
    **DAY_KINDS,
    "lunar": _("Around the lunar new year"),
    "promotion": _("Promotion"),
    "incident": _("Incident"),
}

CLOSURE_EFFECTS: Mapping[str, Text] = {
    "day before closure": _("Day before a holiday"),
    "first day after closure": _("First open day after a holiday"),
    "second day after closure": _("Second open day after a holiday"),
}

COSTS: Mapping[str, Text] = {
    "labour": _("Paid work"),
    "shortage": _("People short"),
    "surplus": _("People spare"),
    "availability": _("Availability"),
    "leave": _("Leave"),
    "locks": _("Locks"),
    "skill": _("Skills"),
    "one_shift_a_day": _("One shift a day"),
    "rotations": _("Rotations"),
    "protected": _("Protected groups"),
    "min_rest_between_shifts": _("Rest between shifts"),
    "forbidden_successions": _("Shifts that may not follow"),
    "forward_rotation": _("Forward rotation"),
    "start_consistency": _("Steady starts in a week"),
    "max_days_in_a_row": _("Days in a row"),
    "min_days_in_a_row": _("Shortest run of working days"),
    "max_nights_in_a_row": _("Nights in a row"),
    "days_off_after_nights": _("Days off after nights"),
    "min_days_off": _("Days off"),
    "days_off_together": _("Days off together"),
    "weekends_off": _("Weekends off"),
    "max_shifts_of_kind": _("Shifts of a kind"),
    "contract_hours": _("Contract hours"),
    "max_hours_a_day": _("Hours a day"),
    "max_hours_a_week": _("Hours a week"),
    "max_hours_in_window": _("Hours in days in a row"),
    "max_hours_a_month": _("Hours a month"),
    "max_hours_a_quarter": _("Hours a quarter"),
    "max_hours_a_year": _("Hours a year"),
    "max_overtime_a_month": _("Overtime a month"),
    "max_night_hours_a_week": _("Night hours a week"),
    "overtime_pay": _("Overtime pay"),
    "period_overtime_pay": _("Overtime pay by period"),
    "breaks_in_windows": _("Breaks in their windows"),
    "break_spacing": _("Work between breaks"),
    "team_breaks": _("Breaks of a team at once"),
    "min_on_duty": _("Fewest people on duty"),
    "spread_of_stops": _("Ends of shifts apart"),
    "fairness": _("Turns shared fairly"),
    "wishes": _("Wishes not granted"),
    "changes": _("Changes to the roster before"),
    "max_changes": _("Most changes to the roster before"),
    "posts": _("Posts not held"),
    "mentor": _("Newcomers without a mentor"),
    "together": _("Pairs together"),
    "apart": _("Pairs apart"),
    "group_handover": _("Overlap of shifts in a group"),
    "activities": _("Activities of the week"),
}

ACCOUNTS: Mapping[str, Text] = {
    "nights": _("Nights"),
    "late": _("Late finishes"),
    "weekends": _("Weekends"),
    "holidays": _("Public holidays"),
    "wishes_refused": _("Wishes not granted"),
}

BINDING: Mapping[str, Text] = {
    "service_level": _("Service level"),
    "max_abandon": _("Abandonment limit"),
    "max_occupancy": _("Occupancy limit"),
    "workload": _("Workload"),
    "later": _("What follows"),
    "floor": _("Minimum staffing"),
    "none": _("No contacts"),
}

MODELS: Mapping[str, Text] = {
    "live": _("Live"),
    "chat": _("Chat"),
    "deferred": _("Deferred"),
}

STATUSES: Mapping[str, Text] = {
    "optimal": _("Proven best"),
    "feasible": _("Found, not proven best"),
    "stopped": _("Stopped early, the best so far"),
    "partial": _("Partial: enforced rules are broken"),
}

EFFORTS: Mapping[str, Text] = {
    "quick": _("Quick"),
    "normal": _("Normal"),
    "thorough": _("Thorough"),
}

DEFINITIONS: Mapping[str, Text] = {
    "offered": _("answered within the threshold / contacts offered"),
    "answered": _("answered within the threshold / contacts answered"),
    "virtual": _("answered within the threshold / contacts offered, as if nobody hung up"),
    "short_excluded": _("answered within the threshold / (offered − abandoned within the threshold)"),
    "short_met": _("(answered + abandoned within the threshold) / contacts offered"),
}


def label(words: Mapping[str, Text], code: str) -> Words:
    """Return the words for a code, or the code itself where it has none."""
    return words.get(code, code)

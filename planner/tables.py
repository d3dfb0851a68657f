"""The interval tables: one schema each, checked where a frame enters and where it is written."""

from __future__ import annotations

from planner.schema import Column, Table


def _text(name: str, *, required: bool = True, nullable: bool = False) -> Column:
    return Column(name, "text", required=required, nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> Column:
    return Column(name, "time", nullable=nullable)


def _number(name: str, unit: str = "", low: float = 0.0, high: float = float("inf"), **more: bool) -> Column:
    return Column(name, "number", unit, low, high, **more)


def _share(name: str, **more: bool) -> Column:
    return Column(name, "number", "", 0.0, 1.0, **more)


QUEUE_TIME = ("queue", "interval_start")

HISTORY = Table(
    "history",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _number("offered", "contacts"),
        _number("answered", "contacts", required=False, nullable=True),
        _number("abandoned", "contacts", required=False, nullable=True),
        _number("answered_in_target", "contacts", required=False, nullable=True),
        _number("aht_s", "s", required=False, nullable=True),
        _number("asa_s", "s", required=False, nullable=True),
    ),
    may_be_empty=False,
)
FORECAST = Table(
    "forecast",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _number("offered", "contacts"),
        _number("offered_lo", "contacts"),
        _number("offered_hi", "contacts"),
        _number("aht_s", "s", nullable=True),
        _text("method"),
    ),
)
ACCURACY = Table(
    "accuracy",
    ("queue", "method", "weeks_ahead"),
    (
        _text("queue"),
        _text("method"),
        Column("weeks_ahead", "count", "weeks", 1, 53),
        _number("wmape", nullable=True),
        _number("mase", nullable=True),
        _number("bias", low=-float("inf"), nullable=True),
        _share("band_hit_rate", nullable=True),
    ),
)
REQUIREMENT = Table(
    "requirement",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _text("model"),
        _number("offered", "contacts"),
        _number("offered_load_erl", "erlangs"),
        _number("agents_steady", "people"),
        _number("agents_required", "people"),
        _number("agents_floor", "people"),
        _number("scheduled_required", "people"),
        _share("shrinkage"),
        _share("service_level"),
        _share("occupancy"),
        _share("abandon_rate"),
        _number("asa_s", "s", nullable=True),
        _text("binding"),
    ),
)
POOLED = Table(
    "pooled",
    ("queues", "interval_start"),
    (
        _text("queues"),
        _time("interval_start"),
        _number("agents_additive", "people"),
        _number("agents_required", "people"),
        _number("scheduled_required", "people"),
    ),
)
CORRECTIONS = Table(
    "corrections",
    ("queues", "interval_start"),
    (_text("queues"), _time("interval_start"), _number("more", "people", low=float("-inf"))),
)
DEFERRED = Table("deferred", REQUIREMENT.key, REQUIREMENT.columns)
ROSTER = Table(
    "roster",
    ("agent", "shift_start"),
    (
        _text("agent"),
        _time("shift_start"),
        _time("shift_end"),
        _text("shift"),
        _text("post", nullable=True),
        Column("locked", "flag"),
        _number("paid_min", "min"),
    ),
)
ACTIVITIES = Table(
    "activities",
    ("agent", "start"),
    (_text("agent"), _time("start"), _time("end"), _text("kind"), _time("shift_start")),
)
HANDOVERS = Table(
    "handovers",
    ("post", "at", "outgoing"),
    (_text("post"), _time("at"), _text("outgoing"), _text("incoming"), _number("overlap_min", "min")),
)
COVERAGE = Table(
    "coverage",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _number("scheduled_required", "people"),
        _number("scheduled", "people"),
        _number("gap", "people", low=float("-inf")),
        _share("service_level", nullable=True),
        _share("service_level_simulated", nullable=True),
        _share("service_level_simulated_lo", nullable=True),
        _share("service_level_simulated_hi", nullable=True),
    ),
)
SIMULATION = Table(
    "simulation",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _number("offered", "contacts"),
        _share("service_level", nullable=True),
        _share("service_level_lo", nullable=True),
        _share("service_level_hi", nullable=True),
        _number("first_response_s", "s", nullable=True),
        _number("first_response_p90_s", "s", nullable=True),
        _share("abandon_rate", nullable=True),
        _share("occupancy", nullable=True),
        _number("leftover", "contacts"),
    ),
)
SIMULATED_HOURS = Table(
    "simulated_hours",
    ("queue", "hour"),
    (
        _text("queue"),
        _time("hour"),
        _number("offered", "contacts"),
        _share("service_level"),
        _share("service_level_lo"),
        _share("service_level_hi"),
        _share("goal"),
    ),
)
SHORTFALL = Table(
    "shortfall",
    ("queue", "hour"),
    (
        _text("queue"),
        _time("hour"),
        _number("offered", "contacts"),
        _share("service_level"),
        _share("goal"),
        _number("more", "people", nullable=True),
        _number("price", "wage-hours", nullable=True),
    ),
)
STRESS = Table(
    "stress",
    ("queue", "lever"),
    (
        _text("queue"),
        _text("lever"),
        _number("planned", "times, or share"),
        _share("goal"),
        _share("service_level"),
        _text("outcome"),
        _number("bears", "times, or share", nullable=True),
        _time("first_interval", nullable=True),
        _number("first_interval_at", "times, or share", nullable=True),
    ),
)
PRESENCE = Table(
    "presence",
    ("agent", "start"),
    (_text("agent"), _time("start"), _time("end")),
    may_be_empty=False,
)
REPLAY = Table(
    "replay",
    QUEUE_TIME,
    (
        _text("queue"),
        _time("interval_start"),
        _number("offered", "contacts"),
        _share("service_level", nullable=True),
        _share("service_level_simulated", nullable=True),
        _share("service_level_simulated_lo", nullable=True),
        _share("service_level_simulated_hi", nullable=True),
    ),
)
SIMULATED_AGENTS = Table(
    "simulated_agents",
    ("agent",),
    (
        _text("agent"),
        _number("on_contacts_h", "h"),
        _share("occupancy", nullable=True),
        _number("contacts", "contacts"),
    ),
)
AGENTS = Table(
    "agents",
    ("agent",),
    (
        _text("agent"),
        _text("name", required=False, nullable=True),
        _text("site", required=False, nullable=True),
        _text("team", required=False, nullable=True),
        _text("grade", required=False, nullable=True),
        _text("skills"),
        _number("contract_h", "hours a week", high=84.0),
        Column("available_from", "date", required=False, nullable=True),
        Column("available_to", "date", required=False, nullable=True),
        _text("tags", required=False, nullable=True),
    ),
    may_be_empty=False,
)
REQUESTS = Table(
    "requests",
    ("agent", "start", "kind"),
    (
        _text("agent"),
        _time("start"),
        _time("end", nullable=True),
        _text("kind"),
        _text("shift", required=False, nullable=True),
        _number("weight", "wage-hours", required=False, nullable=True),
    ),
)
LOCKS = Table(
    "locks",
    ("agent", "date"),
    (_text("agent"), Column("date", "date"), _text("shift"), _text("post", required=False, nullable=True)),
)
ABSENCES = Table(
    "absences",
    ("agent", "start"),
    (_text("agent"), _time("start"), _time("end"), _number("missed_min", "paid min of rostered shifts")),
)
ACCOUNTS = Table(
    "accounts",
    ("agent", "account", "period"),
    (_text("agent"), _text("account"), _text("period"), _number("value", "times, or hours")),
)
CALENDAR = Table(
    "calendar",
    ("date",),
    (Column("date", "date"), _text("kind"), _text("name", required=False, nullable=True)),
)
EVENTS = Table(
    "events",
    ("name", "start"),
    (
        _text("name"),
        _text("kind"),
        _time("start"),
        _time("end"),
        _text("queue", required=False, nullable=True),
        _number("volume", "times normal", required=False, nullable=True),
    ),
)
OPENING = Table(
    "opening",
    ("queue", "weekday", "start"),
    (
        _text("queue", required=False, nullable=True),
        Column("weekday", "count", "", 0, 6),
        _text("start"),
        _text("end"),
    ),
)
RECORDS = Table(
    "records",
    ("record",),
    (
        _text("record"),
        _text("queue"),
        _text("type", nullable=True),
        _text("agent", nullable=True),
        _time("raised"),
        *(_time(name, nullable=True) for name in ("accepted", "first_response", "started", "resolved", "closed")),
        _text("result", nullable=True),
        _text("satisfaction", nullable=True),
        _number("transfers", nullable=True),
    ),
)
PAYROLL = Table(
    "payroll",
    ("agent", "date"),
    (
        _text("agent"),
        Column("date", "date"),
        _text("name"),
        _number("paid_h", "h"),
        _number("normal_h", "h"),
        _number("overtime_h", "h"),
        _number("rest_day_h", "h"),
        _number("holiday_h", "h"),
        _number("night_h", "h, of the paid"),
    ),
)

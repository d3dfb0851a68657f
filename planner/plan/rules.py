"""Rules of the roster: how severe each is, and its parameters."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Hours, Id, Pair, Refused, Several, Strict, Weekdays

Severity = Literal["off", "warn", "enforce"]
Days = Annotated[int, Field(ge=1, le=28)]
DAY_OFF = "off"  # in a pattern
RestHours = Annotated[float, Field(ge=0, le=96)]


class MoreFreeThanAll(Message):
    """More weekends off than there are."""

    template = "{free} free of {weekends} weekends is not possible"


class PairOfOne(Message):
    """A pair that names one agent twice."""

    template = "a pair names two agents; {agent} stands twice"


class SkillOrTag(Message):
    """A floor that does not say who is asked for."""

    template = "give either a skill or a tag"


class LeastAboveMost(Message):
    """Limits of a stretch of work that no stretch can meet."""

    template = "least_min = {least_min} is above most_min = {most_min}"


class Rule(Strict):
    """Enforce a rule, warn (a violation costs `weight` wage-hours), or leave it off."""

    severity: Severity = "enforce"
    weight: Annotated[float, Field(gt=0)] = Field(8.0, description="wage-hours a violation costs when severity is warn")


class RestBetweenShifts(Rule):
    """Hours between the end of a shift and the start of the next."""

    hours: Annotated[float, Field(ge=0, le=48)] = 11.0
    after: dict[Id, RestHours] = Field(default_factory=dict, description="other hours after shifts of a kind")


class DaysInARow(Rule):
    """Longest run of working days."""

    days: Days = 6


class ShortestRun(Rule):
    """Shortest run of days."""

    days: Annotated[int, Field(ge=2, le=14)] = 2


class NightsInARow(Rule):
    """Longest run of nights."""

    nights: Days = 4


class DaysOffAfterNights(Rule):
    """Days off after the last night of a run."""

    days: Annotated[int, Field(ge=1, le=14)] = 2


class ForbiddenSuccessions(Rule):
    """Shift kinds that may not be worked on the day after a kind."""

    after: dict[Id, Several[Id]] = Field(default_factory=dict)


class StartConsistency(Rule):
    """How far apart the starts of an agent's shifts may lie in a week."""

    band_min: Annotated[int, Field(ge=0, lt=720)] = 120


class WeekendsOff(Rule):
    """Fewest free weekends of so many in a row."""

    free: Annotated[int, Field(ge=1)] = 1
    weekends: Annotated[int, Field(ge=1, le=26)] = 4

    @model_validator(mode="after")
    def _possible(self) -> WeekendsOff:
        if self.free > self.weekends:
            raise Refused(MoreFreeThanAll(free=self.free, weekends=self.weekends))
        return self


class MaxShiftsOfKind(Rule):
    """Most shifts of a kind that an agent works in the planned days."""

    most: dict[Id, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)


class Protection(Strict):
    """What agents with a tag do not work."""

    nights: bool = Field(False, description="whether they may work nights")
    overtime: bool = Field(False, description="whether they may work more than their contract")
    shifts: Several[Id] = Field((), description="shift kinds they do not work")


class Protected(Rule):
    """What agents with a tag do not work, by tag."""

    tags: dict[str, Protection] = Field(default_factory=dict)
    night: Hours | None = Field(None, description="hours they do not work; absent: only shift kinds that are nights")
    normal_day_h: Annotated[float, Field(gt=0, le=24)] | None = Field(
        None, description="most paid hours a day of those without overtime"
    )


class Rotation(Strict):
    """Shift kinds and days off that return in turn."""

    pattern: Annotated[Several[Id], Field(min_length=1)] = Field(description='shift kinds, "off" for a day off')
    start: date = Field(description="the day on which each agent begins at the day of the pattern given for her")
    agents: dict[str, Annotated[int, Field(ge=1)]] = Field(description="day of the pattern, from 1, by agent")

    def kind_on(self, agent: str, day: date) -> str | None:
        """Return the kind that an agent works on a day, "" for a day off, None before the start."""
        if day < self.start:
            return None
        kind = self.pattern[(self.agents[agent] - 1 + (day - self.start).days) % len(self.pattern)]
        return "" if kind == DAY_OFF else kind


class Rotations(Rule):
    """Rotations by name; leave and locks go before."""

    patterns: dict[Id, Rotation] = Field(default_factory=dict)

    def kind_on(self, agent: str, day: date) -> str | None:
        """Return what the agent's rotation has on a day: a kind, "" for off, None where it does not bind."""
        own = (pattern for pattern in self.patterns.values() if agent in pattern.agents)
        return next((pattern.kind_on(agent, day) for pattern in own), None)


class Mentor(Rule):
    """Minutes of a newcomer's shift that one mentor of the team works too."""

    overlap_min: Annotated[int, Field(gt=0)] = 240
    newcomers: str = Field("newcomer", description="tag of the newcomers")
    mentors: str = Field("mentor", description="tag of the mentors")


class Pairs(Rule):
    """Pairs of agents."""

    pairs: Several[Pair[str]] = ()

    @model_validator(mode="after")
    def _of_two(self) -> Pairs:
        for first, second in self.pairs:
            if first == second:
                raise Refused(PairOfOne(agent=first))
        return self


class DaysOff(Rule):
    """Fewest free days in any 7 days in a row."""

    days: Annotated[int, Field(ge=0, le=6)] = 1


class ContractHours(Rule):
    """Paid hours of the week lie within the contract's hours ± a tolerance; paid leave counts as worked."""

    tolerance_h: Annotated[float, Field(ge=0, le=40)] = 4.0


class MaxHours(Rule):
    """Most paid hours within a stretch of time, which belong to the day on which their shift starts."""

    weight: Annotated[float, Field(gt=0)] = Field(0.1, description="wage-hours of each minute beyond")
    hours: Annotated[float, Field(ge=0)] | None = Field(
        None, description="absent: no limit, or that of the labour pack"
    )


class MaxHoursInWindow(MaxHours):
    """Most paid hours in any so many days in a row."""

    days: Days = 7


class MaxNightHours(MaxHours):
    """Most hours at night in the shifts of a week, breaks included."""

    night: Hours = "22:00-06:00"


class MaxOvertime(MaxHours):
    """Most hours of overtime: those beyond a normal day, and the others beyond a normal week."""

    normal_day_h: Annotated[float, Field(gt=0, le=24)] = 8.0
    normal_week_h: Annotated[float, Field(gt=0, le=168)] = 40.0


class Wishes(Rule):
    """Days off and shifts that agents wish for; a wish's weight (wage-hours) stands in the requests."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of a wish without a weight of its own")
    refused_share: Annotated[float, Field(ge=0, le=10)] = Field(
        0.25, description="each wish of past weeks that was not granted raises the weight of new ones by this share"
    )
    priority: dict[str, Annotated[float, Field(gt=0, le=100)]] = Field(
        default_factory=dict, description="factor of the weight by grade or tag of the agent; the highest that fits"
    )


class Changes(Rule):
    """What differs from the roster that planner roster --keep names; --max-changes limits it."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of an agent-day that differs")


class GroupHandover(Rule):
    """Share of the next shift's people that must have begun before the earlier shift ends."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = 1.0


class Floor(Strict):
    """Fewest people with a skill at a level, or with a tag, on duty in some hours."""

    skill: Id | None = None
    min_level: Annotated[int, Field(ge=1, le=9)] = 1
    tag: str | None = None
    hours: Hours
    days: Weekdays = "mon-sun"
    people: Annotated[int, Field(ge=1)] = 1

    @property
    def asks(self) -> str:
        """The skill or the tag."""
        return self.skill or self.tag or ""

    @model_validator(mode="after")
    def _asks_one(self) -> Floor:
        if (self.skill is None) == (self.tag is None):
            raise Refused(SkillOrTag())
        return self


class MinOnDuty(Rule):
    """Fewest people on duty, on contacts or at a post or on a break."""

    weight: Annotated[float, Field(gt=0)] = Field(8.0, description="wage-hours of each hour of a missing person")
    floors: Several[Floor] = ()


class SpreadOfStops(Rule):
    """Most of a team's people on duty, those beyond the first `few`, that leave at the same time in opening hours."""

    severity: Severity = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each person too many")
    share: Annotated[float, Field(ge=0, lt=1)] = 0.5
    few: Annotated[int, Field(ge=0)] = Field(1, description="so many may always leave together")


class BreakSpacing(Rule):
    """Shortest and longest stretch of work between the breaks of a shift, and between them and its ends."""

    severity: Severity = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each hour too short or too long")
    least_min: Annotated[int, Field(ge=0)] = 60
    most_min: Annotated[int, Field(gt=0)] = 240

    @model_validator(mode="after")
    def _possible(self) -> BreakSpacing:
        if self.least_min > self.most_min:
            raise Refused(LeastAboveMost(least_min=self.least_min, most_min=self.most_min))
        return self


class TeamBreaks(Rule):
    """Most of a team's people on duty that are on a break at the same time; one always may be.

    It cannot be enforced: shifts with the same windows may leave no other choice.
    """

    severity: Literal["off", "warn"] = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each person's hour too many")
    share: Annotated[float, Field(gt=0, le=1)] = 0.3


class Balanced(Strict):
    """An account that is balanced between the people of a team, in proportion to their contract hours."""

    weight: Annotated[float, Field(ge=0)] | None = Field(
        None, description="wage-hours of the first turn beyond the fair share; absent = the rule's, 0 = not balanced"
    )
    exempt: Several[str] = Field((), description="tags of agents who take no turns")


class Fairness(Rule):
    """Turns that go round, past weeks counted in: each beyond the fair share costs more than the one before."""

    severity: Literal["off", "warn"] = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of the first turn beyond the fair share")
    nights: Balanced = Balanced()
    weekends: Balanced = Balanced()
    holidays: Balanced = Balanced()
    late: Balanced = Field(Balanced(), description="shifts that end at 22:00 or later and are no nights")
    turns: dict[Id, Balanced] = Field(default_factory=dict, description="posts whose turns go round, by id")


class Activities(Rule):
    """Activities of the week, each agent's and each team's; one that is missing counts once."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = 4.0


class Rules(Strict):
    """Every rule by name, with its default; a rule that is off by default is enforced once its table is written."""

    availability: Rule = Rule()
    leave: Rule = Rule()
    locks: Rule = Rule()
    rotations: Rotations = Rotations(severity="off")
    protected: Protected = Protected(severity="off")
    min_rest_between_shifts: RestBetweenShifts = RestBetweenShifts()
    forbidden_successions: ForbiddenSuccessions = ForbiddenSuccessions(severity="off")
    forward_rotation: Rule = Rule(severity="off")
    start_consistency: StartConsistency = StartConsistency(severity="off")
    max_days_in_a_row: DaysInARow = DaysInARow()
    min_days_in_a_row: ShortestRun = ShortestRun(severity="off")
    max_nights_in_a_row: NightsInARow = NightsInARow(severity="off")
    days_off_after_nights: DaysOffAfterNights = DaysOffAfterNights(severity="off")
    min_days_off: DaysOff = DaysOff()
    days_off_together: ShortestRun = ShortestRun(severity="off")
    weekends_off: WeekendsOff = WeekendsOff(severity="off")
    max_shifts_of_kind: MaxShiftsOfKind = MaxShiftsOfKind(severity="off")
    contract_hours: ContractHours = ContractHours()
    max_hours_a_day: MaxHours = MaxHours()
    max_hours_a_week: MaxHours = MaxHours()
    max_hours_in_window: MaxHoursInWindow = MaxHoursInWindow()
    max_hours_a_month: MaxHours = MaxHours()
    max_hours_a_quarter: MaxHours = MaxHours()
    max_hours_a_year: MaxHours = MaxHours()
    max_overtime_a_month: MaxOvertime = MaxOvertime()
    max_night_hours_a_week: MaxNightHours = MaxNightHours()
    posts: Rule = Rule()
    mentor: Mentor = Mentor(severity="off")
    together: Pairs = Pairs(severity="off")
    apart: Pairs = Pairs(severity="off")
    group_handover: GroupHandover = GroupHandover()
    wishes: Wishes = Wishes()
    changes: Changes = Changes()
    activities: Activities = Activities()
    min_on_duty: MinOnDuty = MinOnDuty()
    spread_of_stops: SpreadOfStops = SpreadOfStops()
    fairness: Fairness = Fairness()
    break_spacing: BreakSpacing = BreakSpacing()
    team_breaks: TeamBreaks = TeamBreaks()

"""Rules of the roster: how severe each is, and its parameters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Hours, Id, Refused, Several, Strict, Weekdays

Severity = Literal["off", "warn", "enforce"]
Days = Annotated[int, Field(ge=1, le=28)]


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


class DaysInARow(Rule):
    """Longest run of working days."""

    days: Days = 6


class DaysOff(Rule):
    """Fewest free days in any 7 days in a row."""

    days: Annotated[int, Field(ge=0, le=6)] = 1


class ContractHours(Rule):
    """Paid hours of the week lie within the contract's hours ± a tolerance; paid leave counts as worked."""

    tolerance_h: Annotated[float, Field(ge=0, le=40)] = 4.0


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
    """Most of a team's people on duty that are on a break at the same time; one always may be."""

    severity: Severity = "off"
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


class Rules(Strict):
    """Every rule by name, with its default."""

    availability: Rule = Rule()
    leave: Rule = Rule()
    locks: Rule = Rule()
    min_rest_between_shifts: RestBetweenShifts = RestBetweenShifts()
    max_days_in_a_row: DaysInARow = DaysInARow()
    min_days_off: DaysOff = DaysOff()
    contract_hours: ContractHours = ContractHours()
    posts: Rule = Rule()
    group_handover: GroupHandover = GroupHandover()
    wishes: Wishes = Wishes()
    min_on_duty: MinOnDuty = MinOnDuty()
    spread_of_stops: SpreadOfStops = SpreadOfStops()
    fairness: Fairness = Fairness()
    break_spacing: BreakSpacing = BreakSpacing()
    team_breaks: TeamBreaks = TeamBreaks()

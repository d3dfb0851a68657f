"""Which law of labour holds, and how hours are counted under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from planner.errors import Message
from planner.labour import Limit, Pack, pack_names, read_pack
from planner.names import hint
from planner.plan.base import Refused, Strict


class UnknownPack(Message):
    """A labour pack that does not exist."""

    template = "there is no such labour pack; {hint}"


class PeriodMissing(Message):
    """Comprehensive hours without the period they are counted in."""

    template = 'comprehensive hours are counted in a period; add period = "week", "month", "quarter" or "year"'


class PeriodOfStandardHours(Message):
    """A period for hours that are counted by day and week."""

    template = 'period is for system = "comprehensive"; standard hours are counted by day and week'


def _known_pack(name: str) -> str:
    if name not in pack_names():
        raise Refused(UnknownPack(hint=hint(name, pack_names())))
    return name


class Labour(Strict):
    """The labour pack that sets rules and pay, and the system of hours."""

    pack: Annotated[str, AfterValidator(_known_pack)]
    system: Literal["standard", "comprehensive"] = Field(
        "standard", description="hours of each day and week, or of a longer period together (needs approval)"
    )
    period: Literal["week", "month", "quarter", "year"] | None = Field(None, description="of comprehensive hours")
    overtime: Literal["none", "usual", "special"] = Field(
        "none", description="overtime that may be planned: none, the usual, or what special reasons allow"
    )

    @property
    def law(self) -> Pack:
        """The pack."""
        return read_pack(self.pack)

    def named(self) -> dict[str, str | None]:
        """Return the pack with its version and the system of hours, as a manifest keeps them."""
        return {**self.model_dump(), "version": self.law.version}

    def limits(self) -> Iterator[Limit]:
        """Yield what the pack sets under this system."""
        for limit in self.law.limits:
            if limit.holds(self.system, self.period, self.overtime):
                yield limit

    @model_validator(mode="after")
    def _period_fits(self) -> Labour:
        if self.system == "comprehensive" and self.period is None:
            raise Refused(PeriodMissing())
        if self.system == "standard" and self.period is not None:
            raise Refused(PeriodOfStandardHours())
        return self

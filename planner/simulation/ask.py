"""What a simulation is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """Which contacts come, who is absent, and how often that is played.

    `demand`: p50 (what is expected), p80, or paths: the courses that the forecast may take. `absence`: a share in place
    of the plan's. `until_ci`: in place of `replications`, until the 95 % band of every interval with contacts reaches
    at most so far either way.
    """

    demand: str = "p50"
    absence: float | None = None
    replications: int = 100
    until_ci: float | None = None


AS_PLANNED = Ask()

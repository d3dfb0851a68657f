"""What replications say of every queue and interval, and of every agent: SIMULATION and SIMULATED_AGENTS."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.simulation.setup import Setup
from planner.simulation.sums import Sums
from planner.simulation.tally import ANSWERED, BUSY, GAVE_UP, LEFT_OVER, OFFERED, ON, RATIO, WAITED_S
from planner.tables import SIMULATED_AGENTS, SIMULATION

Floats = npt.NDArray[np.float64]
SLOWEST_SHARE = 0.9


def simulation_frame(setup: Setup, sums: Sums, interval_start: pd.DatetimeIndex) -> pd.DataFrame:
    """Return SIMULATION: means per interval, the service level with its 95 % band; empty where nothing came.

    Occupancy: of all who can serve the queue, the time at work as a share of the time there, chats weighed by how many
    an agent could hold. `leftover`: who still waits when the interval ends.
    """
    band, counts = sums.intervals.band(sums.replications), sums.counts
    with np.errstate(invalid="ignore", divide="ignore"):
        waited_s = counts[..., WAITED_S] / counts[..., ANSWERED]
        abandoned = counts[..., GAVE_UP] / counts[..., OFFERED]
        busy, there = (setup.world.serves.T.astype(float) @ sums.people_s[..., column] for column in (BUSY, ON))
        occupancy = np.clip(busy / there, 0.0, 1.0)
    frames = [
        pd.DataFrame(
            {
                "queue": queue,
                "interval_start": interval_start,
                "offered": counts[q, :, OFFERED] / sums.replications,
                "service_level": band.share[q],
                "service_level_lo": band.low[q],
                "service_level_hi": band.high[q],
                "first_response_s": waited_s[q],
                "first_response_p90_s": slowest_s(sums.responses[q]),
                "abandon_rate": abandoned[q],
                "occupancy": occupancy[q],
                "leftover": counts[q, :, LEFT_OVER] / sums.replications,
            }
        )
        for q, queue in enumerate(setup.queues)
    ]
    return SIMULATION.check(pd.concat(frames, ignore_index=True))


def agents_frame(setup: Setup, sums: Sums) -> pd.DataFrame:
    """Return SIMULATED_AGENTS: hours there, share of them at work, and contacts taken, per week."""
    busy_s, there_s, contacts = sums.agents.T / sums.replications
    with np.errstate(invalid="ignore", divide="ignore"):
        occupancy = np.clip(busy_s / there_s, 0.0, 1.0)
    frame = pd.DataFrame(
        {"agent": setup.agents, "on_contacts_h": there_s / 3600.0, "occupancy": occupancy, "contacts": contacts}
    )
    return SIMULATED_AGENTS.check(frame)


def slowest_s(responses: npt.NDArray[np.int64]) -> Floats:
    """Return the time within which nine of ten are answered, by interval; between class ends evenly; NaN for none.

    `responses`: answers (intervals × classes of time).
    """
    ends_s = np.concatenate([[0.0, 0.0], RATIO ** np.arange(responses.shape[1] - 1)])
    found = np.full(len(responses), np.nan)
    for i in np.flatnonzero(responses.sum(axis=1)):
        answered = np.concatenate([[0], np.cumsum(responses[i])])
        found[i] = np.interp(SLOWEST_SHARE * answered[-1], answered, ends_s)
    return found

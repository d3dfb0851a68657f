"""What the event loop holds of each contact, agent, queue and duty: records of eight-byte fields."""

from __future__ import annotations

import numpy as np

LIVE, CHAT, DEFERRED = 0, 1, 2
"""How a queue's contacts are handled: one at a time, several at once, one at a time and answered when done."""

PAUSE, END, BEGIN = 0, 1, 2
"""What happens at a moment of an agent's duty: off contacts within a shift, off at its end, on."""

MOST_CHATS = 8  # that an agent holds

CONTACT = np.dtype(
    [
        ("arrived_s", "f8"),
        ("due_s", "f8"),  # answered by then is in time
        ("patience_s", "f8"),
        ("work_s", "f8"),  # of an agent who holds nothing else, at speed 1
        ("gives_up_s", "f8"),
        ("queue", "i8"),
        ("before", "i8"),
        ("after", "i8"),
        ("waits", "i8"),
        ("answered", "i8"),
        ("calls", "i8"),  # how many times it called again
    ]
)
AGENT = np.dtype(
    [
        ("pool", "i8"),
        ("speed", "f8"),
        ("on", "i8"),
        ("held", "i8"),
        ("list", "i8"),  # of free agents, -1 for none
        ("before", "i8"),
        ("after", "i8"),
        ("since_s", "f8"),  # up to which what follows is counted
        ("load", "f8"),  # share of what the agent could do
        ("busy_s", "f8"),
        ("on_s", "f8"),
        ("contacts", "i8"),
    ]
)
QUEUE = np.dtype(
    [
        ("kind", "i8"),
        ("most", "i8"),  # contacts that an agent holds
        ("interruptible", "i8"),
        ("redial_share", "f8"),
        ("definition", "i8"),
        ("responds", "i8"),  # whether an agent's first message answers, not acceptance
    ]
)
DUTY = np.dtype(
    [
        ("at_s", "f8"),
        ("agent", "i8"),
        ("what", "i8"),
        ("shift", "i8"),
        ("absent_share", "f8"),
    ]
)
POOL = np.dtype([("since_s", "f8"), ("load", "f8"), ("people", "f8")])

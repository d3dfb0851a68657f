"""Frames → integers → frames: the roster problem of a week and the tables of its answer."""

from planner.rostering.back import roster_back
from planner.rostering.frames import RosterFrames, roster_frames
from planner.rostering.problem import roster_problem
from planner.rostering.replace_deferred import deferred_on_surplus, with_deferred
from planner.rostering.week import Keep, Published, Week

__all__ = [
    "Keep",
    "Published",
    "RosterFrames",
    "Week",
    "deferred_on_surplus",
    "roster_back",
    "roster_frames",
    "roster_problem",
    "with_deferred",
]

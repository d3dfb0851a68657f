"""The plan: what a person writes in `plan.toml`, read into frozen models, with every fault and its line."""

from planner.plan.model import Plan
from planner.plan.queues import Queue, Target
from planner.plan.read import read_plan
from planner.plan.shifts import Post, Shift

__all__ = ["Plan", "Post", "Queue", "Shift", "Target", "read_plan"]

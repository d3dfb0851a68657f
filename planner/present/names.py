"""The names people read in place of the ids of shift kinds, posts and activities, and spans of time."""

import datetime as dt

from planner.present.facts import RunFacts
from reports import Joined, Words, labels


def kind_words(facts: RunFacts) -> dict[str, Words]:
    """Return the words for each shift kind, in the plan's order."""
    return {kind: name or labels.label(labels.SHIFTS, kind) for kind, name in facts.shifts.items()}


def post_words(facts: RunFacts, post: object) -> str:
    """Return the name of a post; nothing where none is held."""
    return facts.posts.get(post, post) or post if isinstance(post, str) else ""


def activity_words(facts: RunFacts, kind: str) -> Words:
    """Return the name of a break or another activity."""
    return facts.activity_names.get(kind) or labels.label(labels.ACTIVITIES, kind)


def span(start: dt.datetime, end: dt.datetime, what: Words) -> Words:
    """Return what is done from a local time to another, such as `12:00–13:00 Meal`."""
    return Joined([f"{start:%H:%M}–{end:%H:%M}", what], by=" ")

"""A planned week → calendars, one for each agent and one for each post.

Programs that import a calendar put an event in place of the one they know by the same UID, and keep what the calendar
leaves out. So there is exactly one event for each agent and day, and for each post and day: a shift that is taken away
becomes a day off under the UID the shift had, and nothing of an earlier roster stays behind.
"""

from planner.present.calendars.agents import agent_calendars
from planner.present.calendars.posts import post_calendars

__all__ = ["agent_calendars", "post_calendars"]

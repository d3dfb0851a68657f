"""Hours for payroll: what was rostered, parted into pay classes as the plan's labour pack has them."""

from planner.payroll.hours import payroll

__all__ = ["payroll"]

"""Exact search: whole tours where rules and costs concern single agents and slots, else the whole constraint model."""

from solver.exact.solve import solve_exactly, suits

__all__ = ["solve_exactly", "suits"]

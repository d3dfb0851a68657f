"""Several sites: people apart, the requirement shared. A problem falls into one for each, and their rosters join."""

from solver.sites.join import join, mean_prices
from solver.sites.split import split

__all__ = ["join", "mean_prices", "split"]

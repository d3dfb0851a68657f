"""The engine for teams: the best week of each agent, a search that plans few anew, and a bound from prices."""

"""The command line `planner`: read, call one public function, write, say one line."""

from planner.cli.main import main

__all__ = ["main"]

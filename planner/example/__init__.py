"""The example centre that `planner init` writes: an online shop in Shanghai, made by a seeded generator."""

from planner.example.folder import write_example

__all__ = ["write_example"]

"""Labour law as data: packs of limits, pay classes and protected people, each with its source."""

from planner.labour.pack import Law, Limit, Pack, Pay, YearNotCovered, pack_names, read_pack

__all__ = ["Law", "Limit", "Pack", "Pay", "YearNotCovered", "pack_names", "read_pack"]

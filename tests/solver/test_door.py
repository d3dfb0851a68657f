"""The package has one door."""

import solver


def test_the_public_names_are_these() -> None:
    assert sorted(solver.__all__) == [
        "Effort",
        "Progress",
        "RosterProblem",
        "RosterResult",
        "check",
        "coverage",
        "errors",
        "problem",
        "roster",
        "rules",
        "soften",
        "solve_roster",
        "subsets_to_keep",
    ]

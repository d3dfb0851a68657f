"""The package has one door."""

import solver


def test_the_public_names_are_these() -> None:
    assert sorted(solver.__all__) == [
        "Alternative",
        "Effort",
        "Progress",
        "Repaired",
        "RosterProblem",
        "RosterResult",
        "alternatives",
        "check",
        "coverage",
        "repair",
        "soften",
        "solve_roster",
        "worth_of_one_more",
    ]

"""Runs in an environment of its own that has pyworkforce: a case as JSON in, CPU seconds and the answer as JSON out."""

import json
import sys
import time


def main():
    case = json.load(sys.stdin)
    answers = {"min_abs": selection, "min_required": selection, "min_hours": hours}
    from pyworkforce import rostering, scheduling  # noqa: F401 (imported before the clock runs)

    began = time.process_time()
    answer = answers[case["model"]](case)
    json.dump(answer | {"seconds": time.process_time() - began}, sys.stdout)


def selection(case):
    """Return the cost and how many people are on each shift of each day, [day][shift]."""
    from pyworkforce.scheduling import MinAbsDifference, MinRequiredResources

    model = {"min_abs": MinAbsDifference, "min_required": MinRequiredResources}[case["model"]]
    required = case["required"]
    solved = model(
        num_days=len(required),
        periods=len(required[0]),
        shifts_coverage={str(number): covers for number, covers in enumerate(case["covers"])},
        required_resources=required,
        max_period_concurrency=case["most_people"],
        max_shift_concurrency=case["most_people"],
    ).solve()
    counts = [[0] * len(case["covers"]) for _ in required]
    for row in solved["resources_shifts"]:
        counts[row["day"]][int(row["shift"])] = int(row["resources"])
    return {"status": solved["status"], "cost": solved["cost"], "counts": counts}


def hours(case):
    """Return the cost: hours worked in all."""
    from pyworkforce.rostering import MinHoursRoster

    shifts = [str(number) for number in range(len(case["shift_hours"]))]
    solved = MinHoursRoster(
        num_days=len(case["required"][0]),
        resources=[str(number) for number in range(case["people"])],
        shifts=shifts,
        shifts_hours=case["shift_hours"],
        min_working_hours=case["min_hours"],
        max_resting=case["max_days_off"],
        banned_shifts=[],
        non_sequential_shifts=[{"origin": str(s), "destination": str(t)} for s, t in case["not_followed_by"]],
        required_resources=dict(zip(shifts, case["required"])),  # noqa: B905
        max_search_time=float(case["time_s"]),
    ).solve()
    return {"status": solved["status"], "cost": solved["cost"]}


if __name__ == "__main__":
    main()

"""What pyworkforce answers, in the environment of another interpreter."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.shift_selection.cases import HoursCase, Selection


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out: a cost, whether it is proven, and CPU seconds."""

    cost: int
    proven: bool
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Peer:
    """pyworkforce in the environment of another interpreter."""

    python: str

    def ask(self, model: str, **case: object) -> Mapping[str, Any]:
        """Return what it answers to a case."""
        script = Path(__file__).with_name("peer.py")
        question = json.dumps({"model": model} | case)
        run = subprocess.run([self.python, script], input=question, capture_output=True, text=True, check=True)
        answer: Mapping[str, Any] = json.loads(run.stdout)
        return answer

    def select(self, model: str, selection: Selection) -> Mapping[str, Any]:
        """Return its shift counts and their cost."""
        required, covers = selection.required.tolist(), selection.covers.tolist()
        return self.ask(model, required=required, covers=covers, most_people=selection.most_people)

    def hours(self, case: HoursCase, time_s: float) -> Mapping[str, Any]:
        """Return its least hours."""
        return self.ask(
            "min_hours",
            people=case.people,
            shift_hours=case.shift_hours,
            min_hours=case.min_hours,
            max_days_off=case.max_days_off,
            required=case.required.tolist(),
            not_followed_by=case.not_followed_by,
            time_s=time_s,
        )


def answer_of(said: Mapping[str, Any]) -> Answer | None:
    """Return the peer's answer, None where it found none."""
    if said["cost"] < 0:
        return None
    return Answer(round(said["cost"]), said["status"] == "OPTIMAL", said["seconds"])

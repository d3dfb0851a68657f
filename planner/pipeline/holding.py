"""Make a roster hold: simulate it, correct what is required where targets are missed, improve it, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from planner.errors import Message, NoRoster, NoRosterYet, Told
from planner.files.whole import placed_whole
from planner.pipeline.correcting import Lacking, correct, lacking, write_shortfall
from planner.pipeline.manifest import Record, digest_of, read_records, said, versions
from planner.pipeline.roster import RosterStage
from planner.pipeline.run import Finished, Run, digests, keep_record, run_stages
from planner.pipeline.simulate import SimulateStage, simulated_week
from planner.simulation.simulate import Simulated
from planner.simulation.targets import hours_of, missed
from planner.tables import CORRECTIONS, ROSTER, SHORTFALL, SIMULATION

NAME = "verify"
MOST_ROUNDS = 8
LEAST_STEP = 0.25  # share of the missing people asked for at once, below which nobody is left to move


class Held(Message):
    """Every target holds."""

    template = "every target of live queues holds in every hour, after {rounds} corrections; {paid_h} paid hours"


class ShortOf(Message):
    """Targets that no person is left for."""

    template = (
        "{missed} of {hours} hours of live queues still miss their target, {first} before, and nobody is left to move; "
        "{file} says how many people each hour wants and what they cost; {paid_h} paid hours"
    )


class RoundPlayed(Message):
    """A round of the loop."""

    template = "round {number}: {missed} of {hours} hours below target, {late} contacts late by it; {paid_h} paid hours"


@dataclass(frozen=True, slots=True)
class Round:
    """A roster of the loop: hours of live queues that miss their target, contacts of all queues late by it, hours paid.

    `step`: of the people missing in the best roster before, the share that was asked for.
    """

    number: int
    step: float
    hours: int
    missed: int
    late: float
    paid_h: float


@dataclass(frozen=True)
class _Best:
    """The best roster so far, with the files of its run folder."""

    round: Round
    result: Simulated
    lacking: Sequence[Lacking]
    files: Mapping[Path, bytes]

    @classmethod
    def of(cls, run: Run, made: Round, result: Simulated) -> _Best:
        files = {path: path.read_bytes() for path in run.folder.iterdir() if path.is_file()}
        return cls(made, result, lacking(run, result), files)

    def restore(self, run: Run) -> None:
        """Bring the run folder back to it."""
        for path in run.folder.iterdir():
            if path.is_file() and path not in self.files:
                path.unlink()
        for path, data in self.files.items():
            if path.read_bytes() != data:
                with placed_whole(path) as beside:
                    beside.write_bytes(data)


def hold(run: Run, on_round: Callable[[Told], None]) -> Finished:
    """Bring the run's roster to where every target of a live queue holds, or nobody is left to move.

    Each round says what it found. Forecast and requirement must be up to date; the corrections are beside them, so that
    the requirement stays as staffing wrote it. The best roster stays, also after Ctrl-C.

    Raises
    ------
    NoRoster, NoRosterYet
        If there is no first roster.
    KeyboardInterrupt
        After Ctrl-C, with the best roster written.
    """
    key = _key(run)
    old = read_records(run.folder).get(NAME)
    if old is not None and old.key == key and old.outputs == digests(_outputs(run), run.folder):
        return Finished(NAME, old, skipped=True)
    run.path(CORRECTIONS).unlink(missing_ok=True)
    rounds: list[Round] = []
    best: _Best | None = None
    step = 1.0
    try:
        for number in range(MOST_ROUNDS + 1):
            made, result = _played(run, number, step)
            rounds.append(made)
            on_round(_told(made))
            if best is None or made.late < best.round.late:
                best = _Best.of(run, made, result)
            else:
                best.restore(run)
                step /= 2.0
            if best.round.missed == 0 or step < LEAST_STEP or number == MOST_ROUNDS:
                break
            correct(run, best.lacking, step)
    except (NoRoster, NoRosterYet):
        if best is None:
            raise
    finally:
        if best is not None:
            best.restore(run)
    assert best is not None, "a round was played"
    return Finished(NAME, _record(run, key, rounds, best), skipped=False)


def _key(run: Run) -> str:
    """Return a digest of all that the loop depends on."""
    roster, simulate = RosterStage(), SimulateStage()
    files = [path for path in roster.inputs(run) if path != run.path(CORRECTIONS)]
    settings = [roster.settings(run), simulate.settings(run)]
    return digest_of([NAME, versions(), run.week, run.seed, digests(files, run.centre.folder), settings])


def _outputs(run: Run) -> list[Path]:
    return [run.path(table) for table in (ROSTER, CORRECTIONS, SIMULATION, SHORTFALL)]


def _played(run: Run, number: int, step: float) -> tuple[Round, Simulated]:
    """Bring the roster up to date with the corrections, from where it stands, and play it."""
    list(run_stages(replace(run, improve=number > 0), [RosterStage()]))
    result = simulated_week(run)
    hours = hours_of(result, run.centre.plan, run.intervals.starts)
    below = missed(hours)
    late = float((below["offered"] * (below["goal"] - below["service_level"])).sum()) + _late_in_week(run, result)
    paid_h = float(run.read(ROSTER, "roster")["paid_min"].sum() / 60)
    return Round(number, step, len(hours), len(below), late, paid_h), result


def _late_in_week(run: Run, result: Simulated) -> float:
    """Return the contacts that can wait and are late beyond what the targets of their week allow."""
    week, plan = result.week(), run.centre.plan
    week["goal"] = [plan.queues[str(queue)].target.service_level for queue in week.index]
    week["offered"] = result.offered()
    waiting = week[[plan.queues[str(queue)].model == "deferred" for queue in week.index]]
    below = waiting[waiting["hi"] < waiting["goal"]]
    return float((below["offered"] * (below["goal"] - below["service_level"])).sum())


def _told(made: Round) -> Told:
    late, paid_h = f"{made.late:,.0f}", f"{made.paid_h:,.1f}"
    return RoundPlayed(number=made.number, missed=made.missed, hours=made.hours, late=late, paid_h=paid_h)


def _record(run: Run, key: str, rounds: list[Round], best: _Best) -> Record:
    """Simulate the roster that stays, write what it lacks, and record the rounds."""
    list(run_stages(run, [SimulateStage()]))
    write_shortfall(run, best.result, best.lacking)
    kept, paid_h = best.round, f"{best.round.paid_h:,.1f}"
    summary: Message = Held(rounds=kept.number, paid_h=paid_h)
    if kept.missed:
        file = f"{SHORTFALL.name}.csv"
        summary = ShortOf(missed=kept.missed, hours=kept.hours, first=rounds[0].missed, paid_h=paid_h, file=file)
    record = Record(
        key=key,
        inputs={},
        outputs=digests(_outputs(run), run.folder),
        summary=said(summary),
        figures={"rounds": [asdict(made) for made in rounds], "kept": kept.number},
    )
    keep_record(run, NAME, record)
    return record

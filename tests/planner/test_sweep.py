"""Many tasks in processes that are really killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from planner.sweep import Outcome, WorkerDied, run
from solver.errors import Conflict, InfeasibleRoster
from tests.planner.sweep_tasks import (
    LONG_S,
    TooSmall,
    conflict,
    die,
    die_first,
    die_or_square,
    square,
    unpicklable,
    write_pid_and_sleep,
)

ROOT = Path(__file__).parents[2]
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")


def outcomes(*args, **kwargs) -> dict[object, Outcome]:
    return {outcome.key: outcome for outcome in run(*args, **kwargs)}


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def soon(true, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(autouse=True)
def nothing_left():
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_key_gets_its_value_whatever_the_number_of_workers(workers):
    found = outcomes(square, {f"n{n}": n for n in range(4)}, workers)
    assert found == {f"n{n}": Outcome(f"n{n}", n * n) for n in range(4)}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_outcome_of_its_task_and_is_not_tried_again(workers):
    found = outcomes(square, {"good": 3, "bad": -2}, workers)
    assert found["good"].result() == 9
    assert isinstance(found["bad"].error, TooSmall)
    assert found["bad"].error.values == {"number": -2}
    assert str(found["bad"].error) == "-2 is too small"
    assert found["bad"].tries == 1
    with pytest.raises(TooSmall):
        found["bad"].result()


def test_errors_of_keywords_come_back_whole_with_the_place_where_they_arose():
    error = outcomes(conflict, {"a": "a", "b": "b"}, 2)["a"].error
    assert isinstance(error, InfeasibleRoster)
    assert error.conflicts == (Conflict(()),)
    assert "in conflict" in error.__notes__[0]


def test_no_arguments_no_outcome():
    assert outcomes(square, {}, 1) == outcomes(square, {}, 3) == {}


def test_serial_is_lazy_and_in_order():
    assert [outcome.key for outcome in islice(run(square, {3: 3, 1: 1, 2: 2}, 1), 2)] == [3, 1]


@needs_kill
def test_a_killed_worker_costs_a_try_and_no_task(tmp_path):
    found = outcomes(die_first, {n: tmp_path / f"m{n}" for n in range(3)}, 2)
    assert {key: outcome.result() for key, outcome in found.items()} == {n: f"m{n}" for n in range(3)}
    assert {outcome.tries for outcome in found.values()} == {2}


@needs_kill
def test_poison_is_named_and_all_others_are_kept():
    found = outcomes(die_or_square, {f"n{n}": n for n in range(12)}, 2, retries=1)
    poison = found.pop("n3")
    assert isinstance(poison.error, WorkerDied)
    assert poison.error.values == {"key": "n3", "tries": 2, "exit_code": -9}
    assert poison.tries == 2
    assert {outcome.value for outcome in found.values()} == {n * n for n in range(12) if n != 3}
    assert {outcome.tries for outcome in found.values()} == {1}


def test_nothing_but_poison_ends_too():
    found = outcomes(die, dict.fromkeys("abc", 7), 2, retries=0)
    assert [found[key].error.values["exit_code"] for key in "abc"] == [7, 7, 7]


@needs_kill
def test_a_worker_killed_from_outside_is_replaced(tmp_path):
    file = tmp_path / "pid"
    killer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, pathlib, sys, time\n"
            "file = pathlib.Path(sys.argv[1])\n"
            "while not (file.exists() and file.read_text()): time.sleep(0.02)\n"
            "os.kill(int(file.read_text()), 9)\n",
            str(file),
        ]
    )
    began = time.monotonic()
    (outcome,) = run(write_pid_and_sleep, {"only": file}, 2)
    killer.wait()
    assert outcome.tries == 2
    assert outcome.result() == int(file.read_text())
    assert time.monotonic() - began < LONG_S / 2


def test_what_cannot_be_pickled_is_the_error_of_its_task():
    found = outcomes(unpicklable, {"a": 1, "b": 2}, 2)
    assert all("pickle" in str(outcome.error) for outcome in found.values())


def test_giving_up_ends_the_processes(tmp_path):
    files = {n: tmp_path / str(n) for n in range(2)}
    files[0].write_text("0")  # the first answers at once
    given = run(write_pid_and_sleep, files, 2)
    next(given)
    assert soon(lambda: files[1].exists() and files[1].read_text())
    given.close()
    assert not alive(int(files[1].read_text()))


SLEEPERS = """
import sys
from pathlib import Path
from planner.sweep import run
from tests.planner.sweep_tasks import write_pid_and_sleep
if __name__ == "__main__":
    try:
        list(run(write_pid_and_sleep, {n: Path(sys.argv[1]) / str(n) for n in range(3)}, 2))
    except KeyboardInterrupt:
        sys.exit("ended by Ctrl-C")
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups on this system")
@pytest.mark.parametrize("early", [True, False])
def test_ctrl_c_ends_it_at_once_and_leaves_nothing(tmp_path, early):
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    command = [sys.executable, str(script), str(tmp_path)]
    shell = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    if early:  # the workers still import
        assert soon(lambda: len(children(shell.pid)) >= 2)
    else:
        assert soon(lambda: all((tmp_path / str(n)).exists() and (tmp_path / str(n)).read_text() for n in range(2)))
    pids = children(shell.pid)
    os.killpg(shell.pid, signal.SIGINT)
    _, said = shell.communicate(timeout=LONG_S / 2)
    assert said == "ended by Ctrl-C\n"
    assert soon(lambda: not any(map(alive, pids)), 5)


def children(pid: int) -> list[int]:
    """The processes of a process; on systems that do not tell, none."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(child) for child, parent in map(str.split, listing.splitlines()) if int(parent) == pid]

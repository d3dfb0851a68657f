"""One function for many arguments, in processes that may die.

Each process does one task at a time, so that its death is blamed on that task alone: it is tried again in a fresh one,
and the others go on. Processes are spawned, never forked: compiled loops and CP-SAT have threads, which a fork would
leave half alive.
"""

from __future__ import annotations

import copyreg
import io
import multiprocessing
import pickle
import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from planner.errors import PlannerError

Key = TypeVar("Key")
Argument = TypeVar("Argument")
Value = TypeVar("Value")

RETRIES = 2


class WorkerDied(PlannerError):
    """A task whose process died at every try."""

    template = (
        "{key}: the process that worked on it died {tries} times, the last time with exit code {exit_code} "
        "(-9: killed, often for want of memory)"
    )


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Key, Value]):
    """How the task of a key ended: its value, or else the error, and how many times it was tried."""

    key: Key
    value: Value | None
    error: Exception | None = None
    tries: int = 1

    def result(self) -> Value:
        """Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value] # None only if the function gives None


def run(
    fn: Callable[[Argument], Value], arguments: Mapping[Key, Argument], workers: int = 1, retries: int = RETRIES
) -> Generator[Outcome[Key, Value], None, None]:
    """Yield the outcome of `fn` for each keyed argument as it ends, worked out by so many processes.

    One worker: here, one after the other. Otherwise `fn`, arguments and values are pickled. An error of `fn` is its
    outcome and not tried again; a task whose process dies is, up to `retries` times. No process outlives the iteration,
    be it finished, closed, or ended by Ctrl-C.
    """
    if workers == 1:
        return (_here(fn, key, argument) for key, argument in arguments.items())
    return _in_processes(fn, arguments, workers, retries)


def _here(fn: Callable[[Argument], Value], key: Key, argument: Argument) -> Outcome[Key, Value]:
    try:
        return Outcome(key, fn(argument))
    except Exception as error:
        return Outcome(key, None, error)


def _in_processes(
    fn: Callable[[Argument], Value], arguments: Mapping[Key, Argument], workers: int, retries: int
) -> Generator[Outcome[Key, Value], None, None]:
    waiting, tries = deque(arguments), Counter[Key]()
    busy: dict[_Worker, Key] = {}
    idle: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = idle.pop() if idle else _Worker()
                busy[worker] = key = waiting.popleft()
                tries[key] += 1
                worker.give(fn, arguments[key])
            for worker in _ready(busy):
                key = busy[worker]
                answer = worker.answer()
                del busy[worker]
                if isinstance(answer, _Answer):
                    idle.append(worker)
                    yield Outcome(key, answer.value, answer.error, tries[key])
                elif tries[key] <= retries:
                    waiting.append(key)
                else:
                    yield Outcome(key, None, WorkerDied(key=key, tries=tries[key], exit_code=answer), tries[key])
    finally:
        for worker in (*idle, *busy):
            worker.end()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker sends back."""

    value: Any = None
    error: Exception | None = None


class _Worker:
    """A process that does one task after the other."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()  # the process has the only other end, so that its death ends the connection

    def give(self, fn: Callable[[Argument], Value], argument: Argument) -> None:
        """Send a task; if the process is dead, that is seen when its answer is asked for."""
        task = pickle.dumps((fn, argument))
        try:
            self.connection.send_bytes(task)
        except OSError:
            self._process.kill()

    def answer(self) -> _Answer | int | None:
        """Return the answer, or the exit code of a dead process."""
        try:
            answer: _Answer = pickle.loads(self.connection.recv_bytes())
        except (EOFError, OSError):
            self.end()
            return self._process.exitcode
        return answer

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _ready(workers: Mapping[_Worker, Key]) -> list[_Worker]:
    """Wait until some have an answer or are dead, and return them."""
    ended = wait([worker.connection for worker in workers])
    return [worker for worker in workers if worker.connection in ended]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process started here never see Ctrl-C, not even while it still imports; ours comes when it has started."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it lets interrupts through when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection) -> None:
    """Answer tasks until the other end is gone; Ctrl-C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = connection.recv_bytes()
            connection.send_bytes(_answer(task))
        except (EOFError, OSError):
            return


def _answer(task: bytes) -> bytes:
    """Return the pickled answer to a pickled task."""
    try:
        fn, argument = pickle.loads(task)
        return _pickled(_Answer(fn(argument)))
    except Exception as error:
        error.add_note(traceback.format_exc())
        return _pickled(_Answer(error=error))


def _pickled(answer: _Answer) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer).dump(answer)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles errors by what they hold: those created with keywords only could not be created again."""

    def reducer_override(self, obj: Any) -> Any:
        """Return how an error is made again."""
        if isinstance(obj, BaseException):
            return copyreg.__newobj__, (type(obj), *obj.args), vars(obj)  # type: ignore[attr-defined]
        return NotImplemented

"""Work outside the page's thread: few processes for the whole server, each of which ends with its work.

A server is one process, and that is one core: what works for seconds in a page's thread keeps everybody else
waiting. So it is done in a process of its own, of which there are two at most; one that takes too long is
killed, one that died is asked anew once, and nothing of what was worked on outlives it (decision 168).
"""

import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing import get_context, parent_process, spawn
from multiprocessing.connection import Connection, wait
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

LIMIT = 2
"""Processes at work at once."""
SECONDS = 120
"""After which work is killed: far more than the largest file takes."""
# Held by all that has a process at work, of this pool or not: ten people with large files at once must not
# take the memory of everyone else.
ROOM = BoundedSemaphore(LIMIT)
_TAKEN_WITHIN = 30.0
"""Seconds; there is always room for it."""
_LOOK = 0.1
"""Seconds between two looks whether the work is done."""

HowFar = Callable[[int, int], None]
_Result = TypeVar("_Result")


class WorkFailure(StrEnum):
    """The kinds of end that work can have before it is done."""

    TOO_LONG = "too long"
    DIED = "died"
    FAULT = "fault"


class WorkError(Exception):
    """Work that was not done. It says the kind, and nothing of what was worked on."""

    def __init__(self, kind: WorkFailure) -> None:
        super().__init__(kind)
        self.kind = kind


def _untold(_kind: str) -> None:
    """A failure of which nobody is told."""


on_failure: Callable[[str], None] = _untold
"""Told the kind of each failure: whoever keeps a log puts another in its place."""


@dataclass(slots=True)
class _Outcome:
    """What work came to: its result, the error that it may raise, or neither where it is at fault."""

    result: Any = None
    error: Exception | None = None
    done: bool = False

    def taken(self) -> "_Outcome":
        """A copy, and this one empty: the pool holds its last task until the next one comes."""
        copy = replace(self)
        self.result = self.error = None
        return copy


@dataclass(frozen=True, slots=True)
class _Job:
    """What is asked of a worker, and by whom it is heard."""

    work: Callable[..., object]
    progress: HowFar
    passed: type[Exception]
    module: str
    seconds: float


def run(
    work: Callable[..., _Result],
    *,
    progress: HowFar,
    passed: type[Exception],
    module: str,
    seconds: float = SECONDS,
) -> _Result:
    """The result of `work(progress=…)`, done in a process that ends.

    `work` is a function of a module, or part of a call of one. `passed` is what it may raise, without words
    of what it works on; for all else `WorkError` is raised. `module` has all that most workers import.
    """
    job = _Job(work, progress, passed, module, seconds)
    with ROOM:
        outcome = _tried(job)
        if outcome is WorkFailure.DIED:
            # As it may be by chance, where the computer was short of memory.
            outcome = _tried(job)
    if isinstance(outcome, WorkFailure):
        raise WorkError(outcome)
    if outcome.error:
        raise outcome.error
    result: _Result = outcome.result
    return result


def _tried(job: _Job) -> _Outcome | WorkFailure:
    """The outcome, or the kind of failure, which is told."""
    pool = _pool(job.module)
    back, there = _CONTEXT.Pipe(duplex=False)
    arguments = [job.work, job.passed, there]
    with back, there:
        future = pool.schedule(_work, arguments, timeout=job.seconds)
        try:
            begun = time.monotonic()
            while not future.done():
                if not future.running() and time.monotonic() - begun > _TAKEN_WITHIN:
                    # A worker that ended while it was being handed the work has lost it.
                    on_failure(WorkFailure.DIED)
                    _pools.clear()
                    return WorkFailure.DIED
                if back.poll(_LOOK):
                    job.progress(*back.recv())
            while back.poll():
                job.progress(*back.recv())
        finally:
            # Whoever waited may have left the page: the process ends, done or not.
            future.cancel()  # type: ignore[no-untyped-call]
            # The pool holds its last task until the next one comes, and would hold a list of people with it.
            arguments.clear()
    outcome = _outcome(future)
    if isinstance(outcome, WorkFailure):
        on_failure(outcome)
    return outcome


def _outcome(future: ProcessFuture[_Outcome]) -> _Outcome | WorkFailure:
    try:
        outcome = future.result().taken()
    except Exception as error:  # noqa: BLE001 (also what can't be handed over or back)
        # The pool keeps it with its last task, and its frames know what was worked on.
        error.__traceback__ = None
        failures = {TooLongError: WorkFailure.TOO_LONG, ProcessExpired: WorkFailure.DIED}
        return failures.get(type(error), WorkFailure.FAULT)
    return outcome if outcome.done else WorkFailure.FAULT


def _work(work: Callable[..., object], passed: type[Exception], back: Connection) -> _Outcome:
    """The work itself, in its process."""

    def tell(done: int, total: int) -> None:
        with suppress(OSError):
            back.send((done, total))

    try:
        return _Outcome(work(progress=tell), done=True)
    except passed as error:
        return _Outcome(error=error.with_traceback(None), done=True)
    # Its words, and those of its traceback, may be somebody's: neither goes back.
    except BaseException:  # noqa: BLE001 (a panic of a reader that is written in Rust is no Exception)
        return _Outcome()


_CONTEXT = get_context("forkserver")
_making = Lock()
_pools: list[ProcessPool] = []


def _pool(module: str) -> ProcessPool:
    """The one pool of this process, made when it is first asked for: few ever need it."""
    with _making:
        if not _pools or not _pools[-1].active:
            # Imported once, in a process that does nothing but fork: a worker is there at once. No fork of
            # this one: it has threads, and whatever they hold would be held for ever.
            _CONTEXT.set_forkserver_preload([module])
            _leave_the_page_alone()
            # One task each, so that the process ends, and nothing of anybody with it.
            _pools[:] = [ProcessPool(LIMIT, max_tasks=1, initializer=_within_limits, context=_CONTEXT)]
        return _pools[-1]


def _leave_the_page_alone() -> None:
    """No worker runs the main module, which under Streamlit is the page that somebody is looking at."""
    prepared = spawn.get_preparation_data
    if prepared.__module__ == __name__:
        return

    def without_main_module(name: str) -> dict[str, Any]:
        return {key: value for key, value in prepared(name).items() if not key.startswith("init_main")}

    spawn.get_preparation_data = without_main_module


def _within_limits() -> None:
    """The limits of a worker, which it cannot raise again; and nothing of what the server is set to."""
    Thread(target=_end_with_the_server, daemon=True).start()
    for kind, most in (
        # No file is written, and no picture of its memory is left.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, 2 * SECONDS),
    ):
        resource.setrlimit(kind, (most, most))
    os.environ.clear()


def _end_with_the_server() -> None:
    """The end of a worker, at work or not, when its server has ended, however that was."""
    server = parent_process()
    if server:
        wait([server.sentinel])
        os._exit(1)

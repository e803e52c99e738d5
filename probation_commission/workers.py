"""Work outside the page's thread: few processes for the whole server, each of which ends with its work.

A server is one process, and that is one core: what works for seconds in a page's thread keeps everybody else
waiting. So it is done in a process of its own, of which there are two at most; one that takes too long is
killed, one that died is asked anew once, and nothing of what was worked on outlives it (decision 168).

A process has two pipes of its own: by its stdin comes the work, by its stdout how far it is and the outcome.
Once it is killed both have ended, and so has whoever waits at either (decision 178).
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any, NoReturn, TypeVar, cast

LIMIT = 2
"""Processes at work at once."""
SECONDS = 120
"""After which work is killed: far more than the largest file takes."""
# Held by all that has a process at work, of this pool or not: ten people with large files at once must not
# take the memory of everyone else.
ROOM = BoundedSemaphore(LIMIT)
ROOM_WITHIN = 2 * SECONDS
"""Seconds that work may wait for others' to end."""
_ENDED_WITHIN = 10.0
# From the app's folder, and no file is written of what it imports.
COMMAND = (sys.executable, "-B", "-c", f"from {__name__} import answer; answer()")
_APP = Path(__file__).resolve().parent.parent

HowFar = Callable[[int, int], None]
_Result = TypeVar("_Result")


class WorkFailure(StrEnum):
    """The kinds of end that work can have before it is done."""

    TOO_LONG = "too long"
    DIED = "died"
    FAULT = "fault"
    BUSY = "busy"


class WorkError(Exception):
    """Work that was not done. It says the kind, and nothing of what was worked on."""

    def __init__(self, kind: WorkFailure) -> None:
        super().__init__(kind)
        self.kind = kind


def _untold(_kind: str) -> None:
    """A failure of which nobody is told."""


on_failure: Callable[[str], None] = _untold
"""Told the kind of each failure: whoever keeps a log puts another in its place."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What work came to: its result, the error that it may raise, or neither where it is at fault."""

    result: Any = None
    error: Exception | None = None
    done: bool = False


def run(
    work: Callable[..., _Result],
    *,
    progress: HowFar,
    passed: type[Exception],
    seconds: float = SECONDS,
) -> _Result:
    """The result of `work(progress=…)`, done in a process that ends.

    `work` is a function of a module, or part of a call of one. `passed` is what it may raise, without words
    of what it works on; for all else `WorkError` is raised.
    """
    with room():
        outcome = _tried(work, progress, passed, seconds)
        if outcome is WorkFailure.DIED:
            # As it may be by chance, where the computer was short of memory.
            outcome = _tried(work, progress, passed, seconds)
    if isinstance(outcome, WorkFailure):
        raise WorkError(outcome)
    if outcome.error:
        raise outcome.error
    result: _Result = outcome.result
    return result


@contextmanager
def room() -> Iterator[None]:
    """One of the few processes that may be at work. Raises `WorkError` where others' took too long."""
    if not ROOM.acquire(timeout=ROOM_WITHIN):
        on_failure(WorkFailure.BUSY)
        raise WorkError(WorkFailure.BUSY)
    try:
        yield
    finally:
        ROOM.release()


def _tried(
    work: Callable[..., object], progress: HowFar, passed: type[Exception], seconds: float
) -> _Outcome | WorkFailure:
    """The outcome, or the kind of failure, which is told."""
    give_up = time.monotonic() + seconds
    with _process(seconds) as (there, back):
        outcome = _handed(there, (work, passed)) or _heard(back)
        while isinstance(outcome, tuple):
            progress(*outcome)
            outcome = _heard(back)
    if outcome is WorkFailure.DIED and time.monotonic() >= give_up:
        outcome = WorkFailure.TOO_LONG
    if isinstance(outcome, WorkFailure):
        on_failure(outcome)
    return outcome


@contextmanager
def _process(seconds: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The two pipes of a process that is killed after so long, and when whoever waits for it has left."""
    process = Popen(COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_APP, env={})  # noqa: S603
    there, back = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    too_long = Timer(seconds, process.kill)
    too_long.daemon = True
    try:
        too_long.start()
        yield there, back
    finally:
        too_long.cancel()
        process.kill()
        back.close()
        with suppress(BrokenPipeError):  # of what it had not taken yet
            there.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDED_WITHIN)


def _handed(there: IO[bytes], work: tuple[object, ...]) -> WorkFailure | None:
    """None, or why it could not be handed over."""
    try:
        pickle.dump(work, there)
        there.flush()
    except OSError:
        return WorkFailure.DIED
    except Exception:  # noqa: BLE001 (what can't be handed over, whatever it is)
        return WorkFailure.FAULT
    return None


def _heard(back: IO[bytes]) -> tuple[int, int] | _Outcome | WorkFailure:
    """How far it is, what came of it, or why neither is said any more."""
    try:
        heard: tuple[int, int] | _Outcome = pickle.load(back)  # noqa: S301 (of a process of ours)
    except (EOFError, OSError, pickle.UnpicklingError):
        return WorkFailure.DIED  # before the end of a sentence, or of all
    except Exception:  # noqa: BLE001 (what can't be handed back, whatever it is)
        return WorkFailure.FAULT
    return heard if isinstance(heard, tuple) or heard.done else WorkFailure.FAULT


def answer() -> NoReturn:
    """What a worker does: the work of its stdin, how far it is and what came of it to its stdout."""
    _limit()
    # Of its own, so that whatever else prints is no answer.
    with os.fdopen(os.dup(1), "wb") as back:
        os.dup2(2, 1)

        def tell(done: int, total: int) -> None:
            pickle.dump((done, total), back)
            back.flush()

        try:
            said = pickle.dumps(_outcome(tell))
        except BaseException:  # noqa: BLE001 (what can't be handed back)
            said = pickle.dumps(_Outcome())
        back.write(said)
    os._exit(0)


def _outcome(progress: HowFar) -> _Outcome:
    try:
        work, passed = pickle.load(sys.stdin.buffer)  # noqa: S301 (of the server)
        Thread(target=_end_with_the_server, daemon=True).start()
        try:
            return _Outcome(work(progress=progress), done=True)
        except passed as error:
            return _Outcome(error=error.with_traceback(None), done=True)
    # Its words, and those of its traceback, may be somebody's: neither goes back.
    except BaseException:  # noqa: BLE001 (a panic of a reader that is written in Rust is no Exception)
        return _Outcome()


def _limit() -> None:
    """The limits of a worker, which it cannot raise again; and nothing of what the server is set to."""
    for kind, most in (
        # No file is written, and no picture of its memory is left.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, 2 * SECONDS),
    ):
        resource.setrlimit(kind, (most, most))
    # Ctrl+C is meant for the server.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()


def _end_with_the_server() -> None:
    """The end of a worker, at work or not, when its server has ended, however that was."""
    while os.read(0, 1):
        pass
    os._exit(1)

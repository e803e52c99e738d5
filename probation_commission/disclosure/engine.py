"""The way to the engine: asked in other processes, for a limited time; answers are kept by content.

Whatever goes wrong on the way hides more: of a month that could not be worked out only the whole cohort is
shown. Such an answer is not kept in a file, and is asked again after a while.
"""

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as OverTimeError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

from probation_commission.disclosure.questions import Answer, Question, answer, failed
from probation_commission.settings import ROOT, settings

LIMIT = 30.0
"""Seconds for one month; it takes under one."""
AT_ONCE = 2
_AGAIN = 300.0
_REMEMBERED = 2_000
COMMAND = (sys.executable, "-m", "probation_commission.disclosure.worker")


class EngineError(Exception):
    """The engine gave no answer."""


class _Worker:
    """One process of the engine."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own module, nothing of a user's)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )
        self._reader = ThreadPoolExecutor(1)
        atexit.register(self.end)

    def ask(self, asked: Question, limit: float) -> Answer:
        """The answer; ends the process and raises `EngineError` where there is none in time."""
        try:
            return answer(json.loads(self._reader.submit(self._exchange, asked).result(limit)))
        except (OverTimeError, OSError, ValueError, KeyError, TypeError) as trouble:
            self.end()
            raise EngineError from trouble

    def _exchange(self, asked: Question) -> str:
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError
        self._process.stdin.write(json.dumps(asked.plain()) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def end(self) -> None:
        """Stop the process at once."""
        atexit.unregister(self.end)
        self._process.kill()
        self._reader.shutdown(wait=False)
        with suppress(OSError):
            self._process.communicate()


_idle: SimpleQueue[_Worker] = SimpleQueue()
_kept: dict[str, tuple[Answer, float]] = {}
_lock = Lock()


def answers(questions: Sequence[Question]) -> list[Answer]:
    """The answer to each question; those that are not known yet are asked, a few at once."""
    with ThreadPoolExecutor(AT_ONCE) as hands:
        return list(hands.map(_answer, questions))


def _answer(asked: Question) -> Answer:
    known = _remembered(asked.key) or _filed(asked)
    if known:
        return known
    try:
        found = _asked(asked)
    except (EngineError, OSError):
        found = failed(asked)
    else:
        _file(asked.key, found)
    _remember(asked.key, found)
    return found


def _asked(asked: Question, start: Callable[[], _Worker] | None = None) -> Answer:
    try:
        worker = _idle.get_nowait()
    except Empty:
        worker = (start or _started)()
    found = worker.ask(asked, LIMIT)
    _idle.put(worker)
    return found


def _started() -> _Worker:
    return _Worker(COMMAND)


def _remembered(key: str) -> Answer | None:
    with _lock:
        found, since = _kept.get(key, (None, 0.0))
    again = found is not None and found.failed and time.monotonic() - since > _AGAIN
    return None if again else found


def _remember(key: str, found: Answer) -> None:
    with _lock:
        while len(_kept) >= _REMEMBERED:
            _kept.pop(next(iter(_kept)))
        _kept[key] = found, time.monotonic()


def forget() -> None:
    """Forget every answer but those in files."""
    with _lock:
        _kept.clear()


def _path(key: str) -> Path:
    return settings().home / "disclosure" / f"{key}.json"


def _filed(asked: Question) -> Answer | None:
    try:
        found = answer(json.loads(_path(asked.key).read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    _remember(asked.key, found)
    return found


def _file(key: str, found: Answer) -> None:
    """Keep which cells are hidden, so that a restart is fast; no count is in it."""
    path = _path(key)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
        unfinished.write_text(json.dumps(found.plain()), "utf-8")
        unfinished.replace(path)

"""The pool: few processes, each of which ends with its work, and none of whose faults says anything of it."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

import psutil
import pytest

from probation_commission import workers
from probation_commission.workers import WorkError, WorkFailure
from tests.given import work
from tests.given.work import PassedError

ROOT = Path(__file__).resolve().parent.parent
WORDS = "X123456 of Ferryhill"


@pytest.fixture
def failures(monkeypatch):
    told = []
    monkeypatch.setattr(workers, "on_failure", told.append)
    return told


def run(function, *arguments, progress=lambda *_: None, **named):
    work_given = partial(function, *arguments)
    return workers.run(work_given, progress=progress, passed=PassedError, **named)


def at_work() -> list[psutil.Process]:
    """The workers of this process; it may have other children."""
    children = psutil.Process().children()
    return [child for child in children if workers.COMMAND[-1] in child.cmdline()]


def ends(process: int) -> bool:
    """Whether a process ends; it is given time, for a busy computer, and never all of it."""
    for _ in range(600):
        if not psutil.pid_exists(process) or psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_the_result_and_how_far_it_is_come_back_and_the_process_ends(failures):
    told = []
    result, process = run(work.doubled, 21, progress=lambda *step: told.append(step))
    assert (result, told, failures) == (42, [(1, 21), (2, 21)], [])
    assert process != os.getpid()
    assert ends(process)
    assert run(work.doubled, 21)[1] != process


def test_what_work_may_raise_is_raised_alone(failures):
    with pytest.raises(PassedError, match=WORDS) as raised:
        run(work.refused, WORDS)
    assert raised.value.__cause__ is raised.value.__context__ is None
    assert failures == []


@pytest.mark.parametrize("function", [work.at_fault, lambda **_: WORDS], ids=["a fault", "not to be sent"])
def test_any_other_fault_says_its_kind_and_nothing_of_what_was_worked_on(failures, function):
    with pytest.raises(WorkError) as raised:
        run(function, WORDS)
    assert raised.value.kind == WorkFailure.FAULT
    assert raised.value.__cause__ is raised.value.__context__ is None
    assert failures == ["fault"]
    assert WORDS not in str(raised.value)


def test_a_worker_that_died_is_asked_anew_once(failures, tmp_path):
    assert run(work.dying, tmp_path, 1) == 1
    assert failures == ["died"]


def test_a_worker_that_dies_again_is_not_asked_a_third_time(failures, tmp_path):
    with pytest.raises(WorkError) as raised:
        run(work.dying, tmp_path, 9)
    assert raised.value.kind == WorkFailure.DIED
    assert failures == ["died", "died"]
    assert len(list(tmp_path.iterdir())) == 2


def test_one_that_takes_too_long_is_killed_and_not_asked_anew(failures):
    told = []
    with pytest.raises(WorkError) as raised:
        run(work.without_end, progress=lambda *step: told.append(step), seconds=2)
    assert raised.value.kind == WorkFailure.TOO_LONG
    assert failures == ["too long"]
    assert len(told) == 1
    assert ends(told[0][0])


def test_one_for_whom_nobody_waits_any_more_is_killed(failures):
    class LeftError(BaseException):
        """What Streamlit raises in a page that somebody left."""

    told = []

    def leave(process, _):
        told.append(process)
        # Two may be at work, of this pool or not; one is.
        assert workers.ROOM.acquire(blocking=False)
        assert not workers.ROOM.acquire(blocking=False)
        workers.ROOM.release()
        raise LeftError

    with pytest.raises(LeftError):
        run(work.without_end, progress=leave)
    assert ends(told[0])
    assert failures == []


def test_a_worker_writes_no_file_knows_no_setting_and_runs_no_page(monkeypatch, tmp_path):
    monkeypatch.setenv("PC_SECRET", "a secret")
    # As under Streamlit, whose main module is the page that somebody looks at.
    page = tmp_path / "page.py"
    page.write_text("raise SystemExit('a page was run')")
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(page))
    environment, fault, main = run(work.surroundings, tmp_path / "people.csv")
    assert (environment, fault) == ([], "OSError")
    assert main != str(page)


SERVER = """
from functools import partial
from tests import test_workers
test_workers.run(test_workers.work.without_end, progress=lambda *_: print("at work", flush=True))
"""


def test_no_process_is_left_of_a_server_that_was_killed():
    server = subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout.readline() == "at work\n"
    below = psutil.Process(server.pid).children(recursive=True)
    assert len(below) == 1
    server.kill()
    server.wait()
    _, left = psutil.wait_procs(below, timeout=30)
    assert left == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("size", [1, 8_000_000])
@pytest.mark.parametrize("after", [0.0, 0.02, 0.3])
def test_whenever_a_worker_is_killed_or_stopped_whoever_waits_is_told(failures, number, size, after):
    def hit():
        while not (begun := at_work()):
            time.sleep(0.001)
        time.sleep(after)
        begun[0].send_signal(number)

    hitting = threading.Thread(target=hit)
    hitting.start()
    # Told of each step, and sent all of it back: it is at it for half a second.
    working = partial(run, work.slowly, b"x" * size, seconds=1.5)
    if number == signal.SIGKILL:
        assert len(working()) == size
        assert failures == ["died"]
    else:
        with pytest.raises(WorkError):
            working()
        assert failures == ["too long"]
    hitting.join()
    assert at_work() == []


def test_work_from_many_at_once_is_done_two_at_a_time_and_none_is_lost(failures):
    with ThreadPoolExecutor(6) as threads:
        done = list(threads.map(partial(run, work.doubled), range(12)))
    assert [result for result, _ in done] == list(range(0, 24, 2))
    assert failures == []
    assert at_work() == []


def test_whoever_finds_no_room_is_told_so(failures, monkeypatch):
    monkeypatch.setattr(workers, "ROOM", BoundedSemaphore(1))
    monkeypatch.setattr(workers, "ROOM_WITHIN", 0.01)
    with workers.room(), pytest.raises(WorkError) as raised:
        run(work.doubled, 21)
    assert raised.value.kind == WorkFailure.BUSY
    assert failures == ["busy"]
    assert run(work.doubled, 21)[0] == 42


def test_the_thread_that_waits_lets_the_others_work(failures):
    content = bytes(20_000_000)
    turns = []
    stop = threading.Event()

    def others():
        while not stop.wait(0.001):
            turns.append(time.perf_counter())

    other = threading.Thread(target=others)
    other.start()
    run(work.busy, content, 0.5)
    stop.set()
    other.join()
    assert failures == []
    # Far less than the half second for which the worker holds its own lock.
    assert max(after - before for before, after in pairwise(turns)) < 0.3

"""The pool: few processes, each of which ends with its work, and none of whose faults says anything of it."""

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

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
    return workers.run(work_given, progress=progress, passed=PassedError, module="tests.given.work", **named)


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
        run(work.without_end, progress=lambda *step: told.append(step), seconds=0.5)
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
    for _ in range(workers.LIMIT + 1):  # those that wait already were begun before
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
    assert len(below) >= 1 + workers.LIMIT
    server.kill()
    server.wait()
    _, left = psutil.wait_procs(below, timeout=30)
    assert left == []

"""The real app in a process of its own."""

import functools
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import psutil

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app.py"
PATIENCE = 120
"""Seconds that a start may take before it counts as hung; not a measurement."""


@dataclass(frozen=True)
class Explorer:
    """A running app: where it listens, where it keeps its data, what it has written, its process."""

    host: str
    home: Path
    log: Path
    process_id: int = 0

    def address(self, path: str) -> str:
        """The whole address of a page: `address("/iom?month=2023-05")`."""
        return f"http://{self.host}{path}"


@contextmanager
def explorer(
    home: Path,
    *,
    sample: bool,
    folder: Path = ROOT,
    script: Path = APP,
    port: int | None = None,
    partnership: str = "",
) -> Iterator[Explorer]:
    """The app with the given PC_HOME, until the block ends; its log is shown on failure.

    It has a free port, or the given one. `folder` is where it is started: its .streamlit is the one that
    counts. `script` starts it. `partnership` is the one that runs, where it is not the usual.
    """
    port = port or free_port()
    app = Explorer(f"127.0.0.1:{port}", home, home / "app.log")
    env = {key: value for key, value in os.environ.items() if not key.startswith("PC_")}
    env |= {"PC_HOME": str(home), "PC_SAMPLE": str(int(sample)), "PORT": str(port), "HOST": "127.0.0.1"}
    env |= {"PC_PARTNERSHIP": partnership} if partnership else {}
    app.log.touch()
    usual = (folder, script) == (ROOT, APP)
    process = _copied(env, app.log) if usual else _started(script, folder, env, app.log)
    try:
        _wait_until_healthy(app, process)
        yield replace(app, process_id=process.pid)
    finally:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
        process.wait(timeout=30)
        print(app.log.read_text(encoding="utf-8", errors="replace"))  # noqa: T201 (pytest shows it on failure)


def _started(script: Path, folder: Path, env: dict[str, str], log: Path) -> psutil.Popen:
    """The script as `python script` starts it."""
    with log.open("ab") as file:
        return psutil.Popen([sys.executable, script], cwd=folder, env=env, stdout=file, stderr=file)


def _copied(env: dict[str, str], log: Path) -> psutil.Process:
    """The app as a copy of a process that has imported what it is made of: faster than a start."""
    starting = _starting()
    order = {"script": str(APP), "environment": env, "log": str(log)}
    with _ONE_BY_ONE:
        starting.stdin.write(json.dumps(order) + "\n")
        starting.stdin.flush()
        return psutil.Process(int(starting.stdout.readline()))


_ONE_BY_ONE = Lock()


@functools.cache
def _starting() -> subprocess.Popen[str]:
    """The process to be copied, which ends with this one. See `tests/starting.py`."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PC_")}
    command = [sys.executable, "-m", "tests.starting"]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def free_port() -> int:
    """A port on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(app: Explorer, process: psutil.Process) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            raise RuntimeError("app.py ended before it was ready")
        try:
            with urllib.request.urlopen(app.address("/healthz"), timeout=5):  # noqa: S310 (127.0.0.1)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"app.py was not ready after {PATIENCE} seconds")

"""A server process to measure, and what it says of itself."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

import psutil

from tests.running import PATIENCE, ROOT, free_port

WATCHED = Path(__file__).with_name("watched.py")


class Used(NamedTuple):
    """What a process has used since its start."""

    selects: int
    processor_s: float
    memory: int


@dataclass(frozen=True)
class Server:
    """A running app: HOST:PORT, and its process."""

    host: str
    process: subprocess.Popen[str]

    processes = 1

    def used(self) -> Used:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return Used(*json.loads(self.process.stdout.readline()))

    def memory(self) -> int:
        return self.used().memory


@dataclass(frozen=True)
class Several:
    """App processes behind one address, as `make serve` has them."""

    host: str
    process: subprocess.Popen[str]
    processes: int

    def memory(self) -> int:
        apps = psutil.Process(self.process.pid).children(recursive=True)
        return sum(app.memory_info().rss for app in apps)


Served: TypeAlias = Server | Several


@contextmanager
def serving(home: Path, *, sample: bool = True, empty: bool = False) -> Iterator[Server]:
    """The app with its data in `home`, or `empty` a page of one line under the same settings."""
    with _started(home, [str(WATCHED), *(["empty"] if empty else [])], sample=sample) as (host, process):
        yield Server(host, process)


@contextmanager
def behind_the_front(home: Path, *, processes: int) -> Iterator[Several]:
    """So many app processes with one database in `home`, behind one address."""
    command = ["-m", "probation_commission", "serve", "--processes", str(processes)]
    with _started(home, command, sample=True) as (host, process):
        yield Several(host, process, processes)


@contextmanager
def _started(home: Path, command: list[str], *, sample: bool) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith("PC_")}
    env |= {"PC_HOME": str(home), "PC_SAMPLE": str(int(sample)), "PORT": str(port), "HOST": "127.0.0.1"}
    home.mkdir(exist_ok=True)
    with (home / "server.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/healthz", process)
        yield f"127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_healthy(address: str, process: subprocess.Popen[str]) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (127.0.0.1)
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"The app did not start: {process.poll()}")

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
from typing import NamedTuple

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

    def used(self) -> Used:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return Used(*json.loads(self.process.stdout.readline()))


@contextmanager
def serving(home: Path, *, sample: bool = True, empty: bool = False) -> Iterator[Server]:
    """The app with its data in `home`, or `empty` a page of one line under the same settings."""
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith("PC_")}
    env |= {"PC_HOME": str(home), "PC_SAMPLE": str(int(sample)), "PORT": str(port), "HOST": "127.0.0.1"}
    home.mkdir(exist_ok=True)
    with (home / "server.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, WATCHED, *(["empty"] if empty else [])],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/healthz", process)
        yield Server(f"127.0.0.1:{port}", process)
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

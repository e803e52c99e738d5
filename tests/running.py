"""The real app in a process of its own, started as `make run` starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
    script: Path = ROOT / "app.py",
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
    with app.log.open("wb") as log:
        process = subprocess.Popen([sys.executable, script], cwd=folder, env=env, stdout=log, stderr=log)
    try:
        _wait_until_healthy(app, process)
        yield replace(app, process_id=process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)
        print(app.log.read_text(encoding="utf-8", errors="replace"))  # noqa: T201 (pytest shows it on failure)


def free_port() -> int:
    """A port on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(app: Explorer, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise RuntimeError(f"app.py ended with {process.returncode} before it was ready")
        try:
            with urllib.request.urlopen(app.address("/healthz"), timeout=5):  # noqa: S310 (127.0.0.1)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"app.py was not ready after {PATIENCE} seconds")

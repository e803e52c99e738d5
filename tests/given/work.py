"""Work for a process of its own: done, at fault, too long, or the end of the process."""

import os
import signal
import sys
import time
from pathlib import Path


class PassedError(Exception):
    """What work may raise."""


def doubled(number, *, progress):
    progress(1, number)
    progress(2, number)
    return 2 * number, os.getpid()


def refused(words, *, progress):  # noqa: ARG001
    raise PassedError(words)


def at_fault(words, *, progress):  # noqa: ARG001
    raise ValueError(words)


def without_end(*, progress):
    progress(os.getpid(), 0)
    time.sleep(600)


def dying(folder: Path, times: int, *, progress):  # noqa: ARG001
    """The end of the process, so often; each leaves a folder, since no file can be written."""
    begun = len(list(folder.iterdir()))
    if begun < times:
        (folder / str(begun)).mkdir()
        os.kill(os.getpid(), signal.SIGKILL)
    return begun


def surroundings(file: Path, *, progress):  # noqa: ARG001
    """What a worker knows and may."""
    try:
        file.write_text("somebody")
    except OSError as error:
        fault = type(error).__name__
    return sorted(os.environ), fault, getattr(sys.modules["__main__"], "__file__", "")


def slowly(content, *, progress):
    """The content again, after many small steps."""
    for step in range(50):
        progress(step, 50)
        time.sleep(0.01)
    return content


def busy(content, seconds, *, progress):  # noqa: ARG001
    """The size of the content, after nothing but work."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return len(content)

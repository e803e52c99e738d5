"""A process that has imported what the app is made of, and becomes the app as often as it is asked.

What `python app.py` imports before its first line of work takes three seconds of a processor; a copy of a
process that has it takes none. Nothing is drawn, read or set before the copy: the environment, the folder and
Streamlit's settings are the copy's own.
"""

import gc
import json
import os
import runpy
import signal
import sys
import tempfile
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import streamlit_folium  # noqa: F401 (of what the pages are made)
from streamlit import config

import probation_commission

LATER = ("ui", "cli", "migrations", "__main__")
"""What is imported when the app runs: parts of pages make themselves known to a server that is there."""


def prepare() -> None:
    """Everything below the pages imported."""
    import_module("streamlit.starlette")
    import_below(probation_commission)
    assert "probation_commission.ui" not in sys.modules
    gc.collect()
    gc.freeze()


def import_below(package: ModuleType) -> None:
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        if found.name.rsplit(".", 1)[1] not in LATER:
            module = import_module(found.name)
            if found.ispkg:
                import_below(module)


def next_order() -> dict | None:
    """In each copy, what it is to become; in this process None, once nobody asks any more."""
    # Whoever ends is let go of at once.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if process_id := os.fork():
            print(process_id, flush=True)  # noqa: T201 (the answer)
        else:
            return json.loads(line)
    return None


def become(script: str, environment: dict[str, str], log: str) -> None:
    """The script run as `python script` runs it, in the folder of this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    for path, flags, number in (
        (os.devnull, os.O_RDONLY, 0),
        (log, os.O_WRONLY | os.O_APPEND, 1),
        (log, os.O_WRONLY | os.O_APPEND, 2),
    ):
        file = os.open(path, flags)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 (nothing is left of the orders)
    sys.argv = [script]
    config.get_config_options(force_reparse=True)
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    prepare()
    if order := next_order():
        become(**order)

"""The app as `python app.py` serves it, or with `empty` in its place a page of one line.

At each line on stdin it answers with one on stdout: the SELECTs so far, the processor time of all its threads
in seconds, the memory that it has.
"""

import json
import os
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import TextIO

import psutil
from sqlalchemy import Engine, event

ROOT = Path(__file__).resolve().parents[2]
READS = ("SELECT", "WITH")
sys.path.insert(0, str(ROOT))
# Answers have stdout to themselves; whatever else is printed goes where faults go.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
selects = count()


@event.listens_for(Engine, "before_cursor_execute")
def before_cursor_execute(_conn, _cursor, statement: str, *_others) -> None:
    if statement.lstrip().startswith(READS):
        next(selects)


def answer(questions: TextIO) -> None:
    process = psutil.Process()
    for _ in questions:
        # A count can only be looked at by its repr without counting on.
        seen = int(repr(selects)[len("count(") : -1])
        print(json.dumps([seen, time.process_time(), process.memory_info().rss]), file=answers, flush=True)


threading.Thread(target=answer, args=(sys.stdin,), daemon=True).start()

from streamlit.starlette import App  # noqa: E402 (the listener comes first)

import app as launcher  # noqa: E402

served = launcher.app
if "empty" in sys.argv:
    served = App(
        Path(__file__).with_name("empty.py"),
        routes=launcher.ROUTES,
        middleware=launcher.middleware(),
        lifespan=launcher.lifespan,
    )
if __name__ == "__main__":
    served.run(config={"server.address": os.environ["HOST"], "server.port": int(os.environ["PORT"])})

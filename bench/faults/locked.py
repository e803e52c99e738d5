"""A database that another program holds: for five seconds, which a writer sits out, and for longer than ten.

Ends with 1 where a writer was refused too soon, waited without end, or left something by half.
"""

import os
import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from starlette.applications import Starlette

from bench.faults.killed import accept, faults, said
from probation_commission import setup
from probation_commission.store import database
from probation_commission.web import health
from tests.web.asking import asked


def main(home: str) -> int:
    os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0"}
    setup.ready()
    app = Starlette(routes=[health.health_route()])
    health._WRITTEN_ANEW = 0  # noqa: SLF001 (asked anew each time)
    begun = time.monotonic()
    with closing(
        sqlite3.connect(Path(home, "explorer.db"), isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(5, other.execute, ["ROLLBACK"]).start()
        told = {"held for 5 s": said(lambda: accept(1))}
        other.execute("BEGIN IMMEDIATE")
        told["held for longer"] = said(lambda: accept(2))
        told["/healthz"] = asked(app, "/healthz").body.decode()
    told["set free"] = said(lambda: accept(3))
    told["/healthz, set free"] = asked(app, "/healthz").body.decode()
    for what, words in told.items():
        print(f"{what}: {words}")
    print(f"{time.monotonic() - begun:.0f} s", *faults(), sep="\n")
    locked = database.DatabaseFault.LOCKED
    right = [told["held for 5 s"], told["held for longer"], told["set free"]] == [
        "done",
        locked.sentence,
        "done",
    ]
    return int(not right or '"locked"' not in told["/healthz"] or bool(faults()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        raise SystemExit(main(folder))

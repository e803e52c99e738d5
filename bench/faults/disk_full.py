"""A disk that fills up while returns are accepted, and has room again.

The disk is one of 4 MB in memory, of this process alone (Linux's `unshare` and `mount`). What was accepted
before is still there, nothing is there by half, `/healthz` says what is true, and with room again it goes on.
Ends with 1 where that is not so, with 3 where such a disk can't be had here.
"""

import json
import os
import subprocess
import sys
import tempfile
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
    accept(1)
    filler = Path(home, "filler")
    fill(filler)
    refused = [said(lambda: accept(2))]
    answers = [asked(app, "/healthz")]
    # Started anew on the full disk: there is no room even for what stands beside the file.
    database._current().dispose()  # noqa: SLF001 (as the end of the app does)
    fill(filler)
    refused.append(said(database.migrate))
    filler.unlink()
    accept(3)
    answers.append(asked(app, "/healthz"))
    print(*refused, *(answer.body.decode() for answer in answers), *faults(), sep="\n")
    full = json.loads(answers[0].body)["writing"]
    sentence = database.DatabaseFault.FULL.sentence
    holds = refused == [sentence] * 2 and full == "full" and answers[1].status == 200
    return int(not holds or bool(faults()))


def fill(filler: Path) -> None:
    with filler.open("ab", buffering=0) as file:
        while room := os.statvfs(filler.parent).f_bavail * os.statvfs(filler.parent).f_frsize:
            file.write(b"\0" * min(room, 1 << 16))


def on_a_small_disk() -> int:
    with tempfile.TemporaryDirectory() as home:
        mount = f'mount -t tmpfs -o size=4m none "{home}" || exit 3; exec "$@"'
        words = [
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            mount,
            "sh",
            sys.executable,
            __file__,
            home,
        ]
        try:
            return subprocess.run(words, check=False).returncode
        except FileNotFoundError:
            return 3


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]) if sys.argv[1:] else on_a_small_disk())

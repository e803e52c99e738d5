"""What it costs that all 318 authorities of England and Wales are covered, beside the partnership's own.

Two servers with the same illustrative data, one of which has every authority added: the processor time until
they answer, and that of a warm rerun of /iom, asked in turn. Goals: a rerun at most 1.2 times, a start twice.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from statistics import median

from bench.sessions.server import Server, serving
from bench.sessions.tab import Tab, opened
from probation_commission.geography import england_wales

RERUN, START = 1.2, 2.0
ROUNDS, RERUNS, WARMING = 7, 10, 3


async def _cost(server: Server, tab: Tab) -> float:
    before = server.used().processor_s
    for _ in range(RERUNS):
        await tab.rerun()
    return (server.used().processor_s - before) / RERUNS


async def _reruns(own: Server, every: Server) -> tuple[float, float]:
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(opened(server.host)) for server in (own, every)]
        for tab in tabs:
            await tab.open("iom", "")
            for _ in range(WARMING):
                await tab.rerun()
        rounds = [[await _cost(s, t) for s, t in zip((own, every), tabs, strict=True)] for _ in range(ROUNDS)]
    few, all_of_them = (median(costs) for costs in zip(*rounds, strict=True))
    return few, all_of_them


def main() -> int:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        homes = [Path(name) / home for home in ("own", "every")]
        # Once, so that both starts that are measured find the illustrative data there.
        with serving(homes[0]):
            pass
        shutil.copytree(homes[0], homes[1])
        command = [sys.executable, "-m", "probation_commission", "areas", "add", *england_wales.authorities()]
        subprocess.run(command, env=os.environ | {"PC_HOME": str(homes[1])}, check=True, capture_output=True)
        servers = [stack.enter_context(serving(home)) for home in homes]
        starts = [server.used().processor_s for server in servers]
        few, every = asyncio.run(_reruns(*servers))
    ratios = (every / few, RERUN), (starts[1] / starts[0], START)
    print(f"a warm rerun of /iom: {few * 1e3:.1f} ms and {every * 1e3:.1f} ms, {ratios[0][0]:.2f} times")
    print(f"a start: {starts[0]:.1f} s and {starts[1]:.1f} s, {ratios[1][0]:.2f} times")
    return 0 if all(ratio <= goal for ratio, goal in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())

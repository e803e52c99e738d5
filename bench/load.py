"""What a click takes while others click too, with the illustrative data, over the websocket.

Each session opens the app as a lead at a moment of its own within ten seconds and then clicks every ten
seconds for twenty (`--long`: a minute): another page of the menu, or another value in a filter of the page.
Who does what and when is drawn with a fixed seed. Somebody alone clicks every second, so that their median
is of all pages too and not of the six that they would get to. Printed are the median and the 95th
percentile of a click's time, the memory that a session takes, and the ratio of the 95th percentile with
most sessions to the median of one; each is the middle of the runs. `--processes 2 --sessions 1 100` asks so
many app processes, as `make serve` has them.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from bench.sessions.server import Served, behind_the_front, serving
from bench.sessions.tab import Tab, opened
from probation_commission.domain.access import GRANTS, Role
from probation_commission.ui.menu import MENU

GOAL = 4
"""How often the median of one session the 95th percentile of most may be."""
SEED = 12
PAGES = [item.address for item in MENU if item.permission in GRANTS[Role.LEAD]]
OF_A_FILTER = 0.4
"""The part of the clicks that change a filter."""


class Crowd(NamedTuple):
    """What a run with so many sessions came to."""

    median_s: float
    worst_s: float
    """The 95th percentile."""
    memory: float
    """Bytes a session."""
    clicks: int


@dataclass(frozen=True)
class Pace:
    """How long sessions take to come, how long they stay, and how long they look at a page."""

    arriving_s: float
    staying_s: float
    looking_s: float


def pace(sessions: int, words: argparse.Namespace) -> Pace:
    if sessions == 1:
        return Pace(0, words.seconds, 1)
    return Pace(10, words.seconds, 10)


async def crowd(server: Served, sessions: int, words: argparse.Namespace) -> Crowd:
    """Everybody comes, clicks and leaves; what their clicks took."""
    before, gone = server.memory(), asyncio.Event()
    draws = [random.Random(SEED + number) for number in range(sessions)]  # noqa: S311 (no secret)
    pacing = pace(sessions, words)
    people = [asyncio.create_task(person(server.host, draw, pacing, gone)) for draw in draws]
    await asyncio.sleep(pacing.arriving_s + pacing.staying_s)
    # Measured while all of them are there.
    memory = (server.memory() - before) / sessions
    gone.set()
    took = [seconds for clicks in await asyncio.gather(*people) for seconds in clicks]
    return Crowd(median(took), quantiles(took, n=20, method="inclusive")[-1], memory, len(took))


async def person(host: str, draw: random.Random, pacing: Pace, gone: asyncio.Event) -> list[float]:
    """The seconds that each click of one session took."""
    await asyncio.sleep(draw.uniform(0, pacing.arriving_s))
    took = []
    async with opened(host) as tab:
        await tab.open(draw.choice(PAGES))
        next_click = time.monotonic() + draw.uniform(0, pacing.looking_s)
        end = time.monotonic() + pacing.staying_s
        while next_click < end:
            await asyncio.sleep(max(0, next_click - time.monotonic()))
            took.append((await click(tab, draw)).seconds)
            next_click = max(next_click + pacing.looking_s, time.monotonic())
        await gone.wait()
    return took


async def click(tab: Tab, draw: random.Random):
    filters = [field for field in tab.widgets("selectbox") if not field.framed and len(field.options) > 1]
    if filters and draw.random() < OF_A_FILTER:
        chosen = draw.choice(filters)
        return await tab.use(chosen, string_value=draw.choice(chosen.options))
    return await tab.go(draw.choice([page for page in PAGES if page != tab.page]))


async def warm(server: Served) -> None:
    """Every page once in each process: what is worked out once is not what a click takes."""
    for _ in range(2 * server.processes):
        async with opened(server.host) as tab:
            await tab.open("")
            for page in PAGES:
                await tab.go(page)


def measured(server: Served, sessions: int, words: argparse.Namespace) -> Crowd:
    runs = [asyncio.run(crowd(server, sessions, words)) for _ in range(words.runs)]
    middle = Crowd(*(median(values) for values in zip(*runs, strict=True)))
    print(
        f"{sessions:>4} sessions  median {middle.median_s * 1e3:>8,.0f} ms   95th percentile "
        f"{middle.worst_s * 1e3:>8,.0f} ms   {middle.memory / 1e6:>5.1f} MB a session   "
        f"{middle.clicks:.0f} clicks",
        flush=True,
    )
    return middle


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sessions", type=int, nargs="+", help="at once (default: 1 10 50)")
    parser.add_argument("--processes", type=int, default=1, help="of the app behind one address (default: 1)")
    parser.add_argument("--runs", type=int, default=1, help="of which the middle counts (default: 1)")
    parser.add_argument("--seconds", type=float, default=20, help="that each session stays (default: 20)")
    parser.add_argument("--long", action="store_true", help="three runs in which each stays for a minute")
    words = parser.parse_args()
    if words.long:
        words.runs, words.seconds = 3, 60
    counts = words.sessions or [1, 10, 50]
    start = serving if words.processes == 1 else partial(behind_the_front, processes=words.processes)
    with tempfile.TemporaryDirectory() as name, start(Path(name) / "home") as server:
        asyncio.run(warm(server))
        crowds = [measured(server, count, words) for count in counts]
    ratio = crowds[-1].worst_s / crowds[0].median_s
    held = ratio <= GOAL
    print(
        f"95th percentile with {counts[-1]} to the median with {counts[0]}, {words.processes} process"
        f"{'es' * (words.processes > 1)}: {ratio:.1f} times  (goal {GOAL})  {'PASS' if held else 'over'}"
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())

"""What a warm rerun costs, for every page, role and registered state, with the illustrative data.

The app runs as a process of its own and is asked over the websocket, without a browser. Printed are SELECTs,
bytes (before they are compressed) and processor time, also as a multiple of what an empty page takes: a
script of one line that the same launcher serves in a process beside it, run just before and just after. Each
number is the middle of the rounds. Ratios can be compared between machines and hours, milliseconds can't.

A state is reached by the step registered for it in `tests/journeys/states.py`; what is measured is the rerun
after it, as by a click elsewhere on the page. What needs a browser is named at the end and not measured, and
so is what the rerun shows no more: a sentence after a click, said once.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.sessions.server import Server, serving
from bench.sessions.steps import NotOverWebsocketError, Steps, address_of
from bench.sessions.tab import Tab, opened
from probation_commission.domain.access import GRANTS, Role
from probation_commission.ui.menu import MENU
from tests.journeys.states import VISITS, State, Visit

DEAREST, MOST_SELECTS = 20, 8
"""What a rerun may cost: times an empty page, and SELECTs."""
WARMING = 2


class Cost(NamedTuple):
    """What one warm rerun cost."""

    ratio: float
    processor_s: float
    selects: float
    received: float


@dataclass
class Line:
    """A page as a role sees it, or a state, and what its rounds cost."""

    name: str
    role: Role
    rounds: list[Cost] = field(default_factory=list)

    @property
    def cost(self) -> Cost:
        return Cost(*(median(values) for values in zip(*self.rounds, strict=True)))

    @property
    def held(self) -> bool:
        return self.cost.ratio <= DEAREST and self.cost.selects <= MOST_SELECTS


class Bench:
    """The servers, a tab at the empty page, and the lines so far."""

    def __init__(self, full: Server, none: Server, idle: Server, words: argparse.Namespace) -> None:
        self.full, self.none, self.idle, self.words = full, none, idle, words
        self.loop = asyncio.new_event_loop()
        self.lines: dict[tuple[str, Role], Line] = {}
        self.left_out: dict[str, str] = {}

    def run(self) -> None:
        with ExitStack() as stack:
            self.blank = stack.enter_context(_Opened(self.loop, self.idle.host))
            self.loop.run_until_complete(self.blank.open(""))
            for _ in range(self.words.rounds):
                for role, pages in self._pages():
                    self._measure_pages(role, pages)
                for visit in VISITS:
                    self._measure_visit(visit)

    def _pages(self) -> Iterator[tuple[Role, list[str]]]:
        for role in Role:
            pages = [item for item in MENU if item.permission in GRANTS[role]]
            yield role, [item.address for item in pages if self._wanted(f"/{item.address}")]

    def _wanted(self, name: str) -> bool:
        return not self.words.pages or any(name == f"/{page.strip('/')}" for page in self.words.pages)

    def _measure_pages(self, role: Role, pages: list[str]) -> None:
        for page in pages:
            with _Opened(self.loop, self.full.host) as tab:
                self._come(tab, role, page, "")
                self._measure(self.full, tab, f"/{page}", role)

    def _measure_visit(self, visit: Visit) -> None:
        page, query = address_of(visit)
        if not self._wanted(f"/{page}"):
            return
        server = self.none if visit.empty else self.full
        with _Opened(self.loop, server.host) as tab:
            self._come(tab, visit.role, page, query)
            for state in visit.states:
                try:
                    state.step(Steps(self.loop, tab))
                # What a step asks of Playwright and `Steps` does not have needs a browser too.
                except (NotOverWebsocketError, AttributeError) as reason:
                    self.left_out[state.name] = str(reason)
                    continue
                self._measure_state(server, tab, visit, state)

    def _measure_state(self, server: Server, tab: Tab, visit: Visit, state: State) -> None:
        if not tab.shows(state.shows):
            self.left_out[state.name] = f"its words were not there: {state.shows}"
            return
        self._wait(tab.rerun())
        if not tab.shows(state.shows):
            self.left_out[state.name] = "gone at the next rerun"
            return
        self._measure(server, tab, f"/{tab.page}: {state.name}", visit.role)

    def _come(self, tab: Tab, role: Role, page: str, query: str) -> None:
        """Open the page's address and look at it as this role."""
        self._wait(tab.open(page, query))
        (chooser,) = tab.widgets("selectbox", lambda label: "view as" in label)
        self._wait(tab.use(chooser, string_value=role.label.capitalize()))

    def _measure(self, server: Server, tab: Tab, name: str, role: Role) -> None:
        for _ in range(WARMING):
            self._wait(tab.rerun())
        around = [self._cost(self.idle, self.blank).processor_s]
        cost = self._cost(server, tab)
        around.append(self._cost(self.idle, self.blank).processor_s)
        line = self.lines.setdefault((name, role), Line(name, role))
        line.rounds.append(cost._replace(ratio=cost.processor_s / (sum(around) / 2)))

    def _cost(self, server: Server, tab: Tab) -> Cost:
        before, count = server.used(), self.words.reruns
        received = [self._wait(tab.rerun()).received for _ in range(count)]
        # What Streamlit tidies up after a run belongs to it.
        time.sleep(0.03)
        after = server.used()
        used = (after.processor_s - before.processor_s) / count
        return Cost(0, used, (after.selects - before.selects) / count, sum(received) / count)

    def _wait(self, run):
        return self.loop.run_until_complete(run)


class _Opened:
    """A tab for the length of a block, on a loop that runs only while something is asked of it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, host: str) -> None:
        self.loop, self.host, self.stack = loop, host, AsyncExitStack()

    def __enter__(self) -> Tab:
        return self.loop.run_until_complete(self.stack.enter_async_context(opened(self.host)))

    def __exit__(self, *_fault: object) -> None:
        self.loop.run_until_complete(self.stack.aclose())


def report(bench: Bench) -> bool:
    """The table, dearest first; whether every line keeps the goals."""
    lines = sorted(bench.lines.values(), key=lambda line: -line.cost.ratio)
    print(f"{'ratio':>7}{'ms':>9}{'SELECTs':>9}{'kB':>8}        role        page, state")
    for line in lines:
        cost, verdict = line.cost, "PASS" if line.held else "over"
        print(
            f"{cost.ratio:>7.1f}{cost.processor_s * 1e3:>9.1f}{cost.selects:>9.1f}{cost.received / 1e3:>8.1f}"
            f"  {verdict}  {line.role.value:<10}  {line.name}"
        )
    over = [line for line in lines if not line.held]
    print(
        f"{len(lines) - len(over)} of {len(lines)} within {DEAREST} times an empty page and {MOST_SELECTS} "
        f"SELECTs; dearest {lines[0].cost.ratio:.1f} times, most SELECTs "
        f"{max(line.cost.selects for line in lines):.0f}"
    )
    for name, reason in bench.left_out.items():
        print(f"not measured: {name} ({reason})")
    return not over


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", nargs="*", metavar="/PAGE", help="these alone (default: every one)")
    parser.add_argument("--reruns", type=int, default=5, help="in a round (default: 5)")
    parser.add_argument("--rounds", type=int, default=1, help="of which the middle counts (default: 1)")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        homes = [Path(name) / home for home in ("full", "none", "idle")]
        full = stack.enter_context(serving(homes[0]))
        none = stack.enter_context(serving(homes[1], sample=False))
        idle = stack.enter_context(serving(homes[2], sample=False, empty=True))
        bench = Bench(full, none, idle, words)
        bench.run()
        return 0 if report(bench) else 1


if __name__ == "__main__":
    sys.exit(main())

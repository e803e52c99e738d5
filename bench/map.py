"""Our ward map against `folium.GeoJson` with `st_folium`, on one page each, in a real browser.

Changes the month with the keyboard and measures: the time the script takes (server), the bytes that reach
the browser (bytes), and the time until the ward has its new colour and a frame has been drawn (repaint).
Of all of England and Wales, its authorities and as many cells as it has wards, the repaint is held against
what the same Leaflet takes to give each of them another colour and draw a frame, with nothing before it.
"""

import base64
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page

from bench.map_pages import england_wales, wards
from tests.browser import settled, started
from tests.running import free_port

SIZES = (71, 700, 7_000)
REPEATS = 5
GOALS = {71: (1, 1, 1), 700: (1, 1, 1), 7_000: (50, 50, 20)}
WATCH = """([code, colour]) => new Promise(resolve => {
  let begun;
  addEventListener("keydown", () => { begun = performance.now(); }, { capture: true, once: true });
  const colourNow = frame => {
    const layers = Object.values(frame.contentWindow?.map?._layers ?? {});
    return layers.find(layer => layer.feature?.properties.code === code)?.options.fillColor;
  };
  const look = () => {
    const done = begun && [...document.querySelectorAll("iframe")].some(frame => colourNow(frame) === colour);
    if (!done) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => { window.repaint = performance.now() - begun; }));
  };
  look();
  resolve();
})"""


ENGLAND_WALES = {"authorities": england_wales.authorities, "cells as it has wards": england_wales.cells}
MOST_TIMES = 5
"""As long as a bare restyle a change of month may take."""
BARE = """colours => new Promise(resolve => {
  const frame = [...document.querySelectorAll("iframe")].find(one => one.contentWindow?.explorer);
  const layers = [...frame.contentWindow.explorer.layers.values()];
  const begun = performance.now();
  layers.forEach((layer, n) => layer.setStyle({ fillColor: colours[n % colours.length] }));
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
})"""


class Rerun(NamedTuple):
    """What one change of the month cost."""

    server_s: float
    received: int
    repaint_s: float


class Traffic:
    """Counts the bytes that reach the page: frames of the websocket as sent, and HTTP on the wire."""

    def __init__(self, session: CDPSession) -> None:
        self.received = 0
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.loadingFinished", self._loaded)
        session.send("Network.enable")

    def _frame(self, event: dict) -> None:
        payload, binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        self.received += len(base64.b64decode(payload) if binary else payload.encode())

    def _loaded(self, event: dict) -> None:
        self.received += int(event["encodedDataLength"])


@contextmanager
def served(way: str, folder: Path) -> Iterator[str]:
    port = free_port()
    env = os.environ | {
        "BENCH_WAY": way,
        "BENCH_FOLDER": str(folder),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "0",
        "STREAMLIT_LOGGER_LEVEL": "warning",
    }
    command = [sys.executable, "-m", "uvicorn", "bench.map_pages.serve:app", "--port", str(port)]
    process = subprocess.Popen([*command, "--log-level", "warning"], env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def measured(browser: Browser, way: str, folder: Path) -> list[Rerun]:
    (folder / "script.log").unlink(missing_ok=True)
    with served(way, folder) as address:
        page = browser.new_page()
        page.set_default_timeout(90_000)
        traffic = Traffic(page.context.new_cdp_session(page))
        page.goto(address)
        reruns = [changed(page, traffic, month, folder) for month in wards.MONTHS[: REPEATS + 2]]
        page.close()
    return reruns[2:]


def beside_a_bare_restyle(browser: Browser, folder: Path) -> tuple[float, float]:
    """The median repaint of a change of month, and of a restyle by Leaflet alone, in seconds."""
    (folder / "script.log").unlink(missing_ok=True)
    with served("ours", folder) as address:
        page = browser.new_page()
        page.set_default_timeout(90_000)
        traffic = Traffic(page.context.new_cdp_session(page))
        page.goto(address)
        reruns = [changed(page, traffic, month, folder) for month in wards.MONTHS[: REPEATS + 2]]
        palette = wards.CLASSES.palette()
        turned = (palette[turn:] + palette[:turn] for turn in range(REPEATS))
        bare = [page.evaluate(BARE, colours) / 1000 for colours in turned]
        page.close()
    return median(rerun.repaint_s for rerun in reruns[2:]), median(bare)


def of_england_and_wales(browser: Browser) -> Iterator[bool]:
    """Print a line for its authorities and one for its cells; whether each is quick enough."""
    for name, write in ENGLAND_WALES.items():
        with tempfile.TemporaryDirectory() as folder_name:
            folder = begin(folder_name)
            corners = write(folder)
            repaint, bare = beside_a_bare_restyle(browser, folder)
            print(
                f"{len(wards.wards()):>5} {name}, {corners:.0f} corners each: a change of month repaints in "
                f"{repaint * 1e3:,.0f} ms, a bare Leaflet restyle in {bare * 1e3:,.0f} ms: "
                f"{repaint / bare:.1f} times (goal at most {MOST_TIMES})",
                flush=True,
            )
            yield repaint <= MOST_TIMES * bare


def begin(folder_name: str) -> Path:
    """The folder of a measurement, with nothing known of the one before."""
    wards.FOLDER = Path(folder_name)
    wards.wards.cache_clear()
    wards.outlines.cache_clear()
    return wards.FOLDER


def changed(page: Page, traffic: Traffic, month: str, folder: Path) -> Rerun:
    """Change to the month after this one has been drawn; the first two only warm up."""
    number = wards.MONTHS.index(month)
    box = page.get_by_role("combobox")
    if number:
        box.fill(month)
    before = traffic.received
    page.evaluate(WATCH, watched(month))
    box.press("Enter" if number else "Shift")
    page.wait_for_function("window.repaint")
    repaint = page.evaluate("() => { const took = window.repaint; window.repaint = 0; return took; }")
    settled(page)
    page.wait_for_timeout(500)
    return Rerun(script_time(folder, month), traffic.received - before, repaint / 1000)


def watched(month: str) -> list[str]:
    code, count = next(iter(wards.counts(month).items()))
    return [code, wards.colour(count)]


def script_time(folder: Path, month: str) -> float:
    lines = (folder / "script.log").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(month))


def report(size: int, ours: list[Rerun], theirs: list[Rerun]) -> bool:
    """Print a line for each measure; return whether all goals are met."""
    met = True
    for name, unit, scale, goal, mine, other in zip(
        ("server", "bytes", "repaint"),
        ("ms", "kB", "ms"),
        (1e3, 1e-3, 1e3),
        GOALS[size],
        (median(values) for values in zip(*ours, strict=True)),
        (median(values) for values in zip(*theirs, strict=True)),
        strict=True,
    ):
        met &= other / mine >= goal
        print(
            f"{size:>5} wards  {name:<8}{mine * scale:>10,.1f} {unit}  against{other * scale:>12,.1f} {unit}"
            f"   {other / mine:.1f}x   (goal {goal}x)",
            flush=True,
        )
    return met


def main() -> int:
    met = []
    with started() as browser:
        met += of_england_and_wales(browser)
        for size in SIZES:
            with tempfile.TemporaryDirectory() as name:
                folder = begin(name)
                print(f"{size} wards, {wards.write(size, folder):.0f} corners each", flush=True)
                met.append(report(size, *(measured(browser, way, folder) for way in ("ours", "idiomatic"))))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())

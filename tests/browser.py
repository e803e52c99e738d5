"""A real browser for the tests: where it is, how it is started, and what it must not do."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev",  # a page under test goes before its scripts are worth optimising
)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PROBED_BY_STREAMLIT = re.compile(r"^http://127\.0\.0\.1:\d+/[a-z-]+/_stcore/(health|host-config)$")
"""On any page but the first, Streamlit's script asks below the page's address too, and counts on a 404."""
DRAWN = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
STILL_RUNNING = '[data-testid="stStatusWidget"], [data-testid="stSkeleton"]'


def executable() -> str | None:
    """The path of Chromium or Chrome on this machine; the variable CHROMIUM names another."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or (MAC if Path(MAC).exists() else None)


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Watch:
    """Everything that a page under test must not do, written down as it happens."""

    findings: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to the page from now on."""
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.findings.append(f"page error: {error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.findings.append(f"request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page itself was left while it was loading
            self.findings.append(f"failed request: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not PROBED_BY_STREAMLIT.match(response.url):
            self.findings.append(f"answer {response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBED_BY_STREAMLIT.match(message.location["url"]):
            self.findings.append(f"console: {message.text}")


def settled(page: Page) -> None:
    """Wait until Streamlit is connected, has drawn the page and has finished running its script."""
    page.wait_for_selector(DRAWN, timeout=30_000)
    page.wait_for_function("selector => !document.querySelector(selector)", arg=STILL_RUNNING)


if __name__ == "__main__":
    sys.exit(0 if executable() else 1)

"""The app and a browser for the journeys; what a page must not do is asserted after each."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import DESK, Watch, started
from tests.running import Explorer, explorer

expect.set_options(timeout=20_000)  # no journey may depend on how busy the machine is


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all journeys as browser tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def empty_app(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The app with the bundled facts and nothing else, for the journeys of a file to write into."""
    home = shutil.copytree(bundled_home, tmp_path_factory.mktemp("empty"), dirs_exist_ok=True)
    with explorer(home, sample=False) as app:
        yield app


@pytest.fixture(scope="session")
def sample_app(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The app with the illustrative data, for all journeys that write nothing."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("sample"), dirs_exist_ok=True)
    with explorer(home, sample=True) as app:
        yield app


@pytest.fixture
def watch() -> Watch:
    """What the page did that it must not do, written down."""
    return Watch()


KEPT = "cookies,local_storage,indexeddb,cache_storage,service_workers"


@dataclass
class Desk:
    """A browser's memory for a file's journeys, in which scripts and styles alone outlast one."""

    context: BrowserContext
    origins: set[str] = field(default_factory=set)

    def new_page(self) -> Page:
        """A page that finds no cookie, and nothing that a page before it has kept."""
        self.context.clear_cookies()
        page = self.context.new_page()
        session = self.context.new_cdp_session(page)
        for origin in self.origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        session.detach()
        page.on("framenavigated", lambda frame: self._seen(frame.url))
        return page

    def _seen(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.netloc:
            self.origins.add(f"{parts.scheme}://{parts.netloc}")


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Desk]:
    """What `page` is opened in: without it each journey would be sent all of Streamlit again."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    yield Desk(context)
    context.close()


@pytest.fixture
def page(desk: Desk, watch: Watch) -> Iterator[Page]:
    """A page on a desk's screen that must call no other host, fail no request and log no error."""
    page = desk.new_page()
    watch.follow(page)
    yield page
    for opened in desk.context.pages:
        opened.close()
    assert watch.findings == []

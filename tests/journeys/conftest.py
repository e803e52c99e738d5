"""The app and a browser for the journeys; what a page must not do is asserted after each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

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


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A page on a desk's screen that must call no other host, fail no request and log no error."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    page = context.new_page()
    watch.follow(page)
    yield page
    context.close()
    assert watch.findings == []

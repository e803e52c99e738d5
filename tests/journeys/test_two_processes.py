"""Two app processes behind one address: a session stays with its own, and survives its end."""

import shutil
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import Error, Page, expect

from tests import files
from tests.browser import settled
from tests.given.layouts import WIDE
from tests.running import explorer

STARTS = """
import os, sys
os.execv(sys.executable, [sys.executable, "-m", "probation_commission", "serve", "--processes", "2"])
"""


@pytest.fixture
def app(bundled_home, tmp_path):
    home = shutil.copytree(bundled_home, tmp_path / "home")
    (script := tmp_path / "serve.py").write_text(STARTS)
    with explorer(home, sample=False, script=script) as app:
        yield app


def process_of(page: Page) -> str:
    """The number of the process that this browser is kept to."""
    (number,) = [kept["value"] for kept in page.context.cookies() if "explorer_process" in kept["name"]]
    return number


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def test_a_session_stays_with_its_process_and_survives_its_end(app, browser):
    page = browser.new_page(accept_downloads=True)
    page.goto(app.address("/returns"))
    settled(page)
    own = process_of(page)
    workbook = {
        "name": "october.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": files.workbook(WIDE),
    }
    page.set_input_files("input[type=file]", files=[workbook])
    expect(page.get_by_text("What is what in this file?")).to_be_visible()
    page.reload()
    # Kept in the memory of that process alone.
    expect(page.get_by_text("What is what in this file?")).to_be_visible()
    page.get_by_text("Templates, and what to cut").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Service return template").click()
    assert download.value.path().stat().st_size > 1000
    assert process_of(page) == own
    apps = psutil.Process(app.process_id).children()
    (holder,) = [each for each in apps if each.environ()["PC_PROCESS"].startswith(f"{own}:")]
    holder.kill()
    # The browser asks again by itself, and is led to the other; a click before it is connected is lost.
    for _ in range(300):
        page.wait_for_timeout(100)
        if process_of(page) != own:
            break
    for _ in range(6):
        settled(page)
        page.get_by_role("link", name="Hubs and offices").click()
        with suppress(Error):
            page.get_by_role("heading", level=1, name="Hubs and offices").wait_for(timeout=10_000)
            break
    expect(heading(page)).to_have_text("Hubs and offices")
    page.close()

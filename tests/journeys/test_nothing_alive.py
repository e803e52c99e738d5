"""A list of people goes through a real server: no live object of it holds a row, sessions and caches too.

The name of a file stands in the last message of the browser until it sends another one.
"""

import os
import signal
import time

import pytest
from playwright.sync_api import expect

from tests.browser import settled
from tests.given.people import as_csv, as_workbook, file_name
from tests.running import ROOT, explorer


def alive(app) -> str:
    """What the server holds of anybody, now."""
    (app.home / "alive").unlink(missing_ok=True)
    os.kill(app.process_id, signal.SIGUSR1)
    for _ in range(600):
        if (app.home / "alive").exists():
            return (app.home / "alive").read_text()
        time.sleep(0.1)
    raise TimeoutError("the server did not say what it holds")


@pytest.fixture
def watched(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with explorer(home, sample=False, script=ROOT / "tests" / "watched_app.py") as app:
        yield app


# What is read in one process is searched in every run: `tests/pages/test_nothing_alive.py`.
@pytest.mark.long
def test_lists_that_were_refused_counted_and_accepted_are_gone(watched, page, tmp_path):
    counted, refused = tmp_path / "County Durham October 2026.xlsx", tmp_path / file_name(".csv", "")
    counted.write_bytes(as_workbook())
    refused.write_bytes(as_csv())
    page.goto(watched.address("/returns"))
    settled(page)
    page.set_input_files('[data-testid="stFileUploader"] input', refused)
    expect(page.get_by_text("nothing of it was kept in memory")).to_be_visible()
    page.get_by_role("button", name="Set this aside").click()
    expect(page.get_by_text("nothing of it was kept in memory")).not_to_be_visible()
    settled(page)
    assert alive(watched) == ""
    page.set_input_files('[data-testid="stFileUploader"] input', counted)
    expect(page.get_by_text("only the counts below were kept in memory")).to_be_visible()
    settled(page)
    assert alive(watched) == ""
    page.get_by_role("button", name="Accept this return").click()
    expect(page.get_by_text("Accepted: County Durham, October 2026.")).to_be_visible()
    settled(page)
    assert alive(watched) == ""

"""A list of people goes through a real server: nothing of them is in its home, log or temporary files."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser import settled
from tests.pages.test_nobody_is_kept import FILE_NAME, UNDATED, as_csv, as_workbook, everything_in, found_in
from tests.pages.test_reports import FORMS
from tests.running import explorer


@pytest.fixture
def folders(bundled_home, tmp_path_factory, monkeypatch):
    """Where the server keeps its data and its log, and where its temporary files go."""
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    home = shutil.copytree(bundled_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
    return [home, temporary]


def test_people_are_counted_and_refused_without_a_trace(page, folders, tmp_path):
    counted, refused = tmp_path / f"{FILE_NAME}.xlsx", tmp_path / f"{UNDATED}.csv"
    counted.write_bytes(as_workbook())
    refused.write_bytes(as_csv())
    with explorer(folders[0], sample=False) as app:
        page.goto(app.address("/returns"))
        settled(page)
        page.set_input_files('[data-testid="stFileUploader"] input', refused)
        expect(page.get_by_text("This file can’t be accepted: 1 problem")).to_be_visible()
        expect(page.get_by_text("nothing of it was kept in memory")).to_be_visible()
        settled(page)
        assert found_in([page.content()]) == []
        page.set_input_files('[data-testid="stFileUploader"] input', counted)
        expect(page.get_by_text("only the counts below were kept in memory")).to_be_visible()
        settled(page)
        assert found_in([page.content()]) == []
        page.get_by_role("button", name="Accept this return").click()
        expect(page.get_by_text("Accepted: County Durham, October 2026.")).to_be_visible()
        settled(page)
        assert found_in([page.content()]) == []
        assert found_in(everything_in(folders)) == []
        _a_report(page, tmp_path)
        assert found_in(everything_in(folders)) == []
        page.close()  # which would ask for a server that is gone
    assert found_in(everything_in(folders)) == []


def _a_report(page, tmp_path):
    """A performance report, whose late rows are downloaded once, and which is accepted."""
    report = tmp_path / f"{FILE_NAME} report.csv"
    report.write_bytes(FORMS["CSV"][0])
    page.set_input_files('[data-testid="stFileUploader"] input', report)
    expect(page.get_by_text("9 referrals counted")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the rows that are late (csv)").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0] == "Row of your file,Step,Working days,Allowed,Still waiting"
    assert [line.split(",")[0] for line in lines[1:]] == ["2", "3", "3"]
    page.get_by_role("button", name="Accept these 2 returns").click()
    expect(page.get_by_text("Accepted: 2 returns from a performance report")).to_be_visible()
    settled(page)
    assert found_in([page.content()]) == []

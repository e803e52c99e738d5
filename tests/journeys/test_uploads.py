"""A file is there after a reload, with what was answered about it; one that names people is not."""

import pytest
from playwright.sync_api import Page, expect

from tests import files
from tests.browser import settled
from tests.given.layouts import WIDE
from tests.running import Explorer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE = "Name,Date of birth,Ward\nJane Quill,01/02/1990,Belmont\nJohn Reed,03/04/1985,Belmont\n"


@pytest.fixture
def page(page: Page, sample_app: Explorer) -> Page:
    begin(page, sample_app.address("/returns"))
    return page


def begin(page: Page, address: str) -> None:
    """The page, once the server knows which tab it is in: by the second run of its session."""
    page.goto(address)
    page.wait_for_function("sessionStorage.getItem('tab')")
    page.wait_for_timeout(1000)
    settled(page)


def choose(page: Page, name: str, content: bytes, kind: str = XLSX) -> None:
    page.set_input_files("input[type=file]", files=[{"name": name, "mimeType": kind, "buffer": content}])
    settled(page)


def again(page: Page) -> None:
    page.reload()
    settled(page)


def sender(page: Page):
    return page.get_by_role("textbox", name="Who sends it")


def test_a_reload_keeps_the_file_and_the_answers_for_this_tab_alone(page, sample_app):
    choose(page, "october.xlsx", files.workbook(WIDE))
    sender(page).fill("Somebody else")
    sender(page).press("Tab")
    page.wait_for_timeout(500)
    settled(page)
    again(page)
    expect(page.get_by_text("october.xlsx, chosen before")).to_be_visible()
    expect(sender(page)).to_have_value("Somebody else")
    # A visit to another page is no reason to lose it either.
    page.get_by_role("link", name="Hubs and offices").click()
    settled(page)
    page.get_by_role("link", name="Returns").click()
    expect(sender(page)).to_have_value("Somebody else")
    other = page.context.new_page()
    other.goto(sample_app.address("/returns"))
    settled(other)
    expect(sender(other)).to_have_count(0)
    page.get_by_role("button", name="Set it aside").click()
    expect(sender(page)).to_have_count(0)
    again(page)
    expect(page.get_by_text("chosen before")).to_have_count(0)
    expect(sender(page)).to_have_count(0)


@pytest.mark.long
def test_a_file_that_was_taken_out_does_not_come_back(page):
    choose(page, "october.xlsx", files.workbook(WIDE))
    expect(sender(page)).to_have_count(1)
    page.get_by_role("button", name="Remove october.xlsx").click()
    expect(sender(page)).to_have_count(0)
    again(page)
    expect(page.get_by_text("chosen before")).to_have_count(0)


def test_a_list_of_people_is_not_there_after_a_reload(page):
    choose(page, "people.csv", PEOPLE.encode(), "text/csv")
    expect(page.get_by_text("The file itself was let go of").first).to_be_visible()
    again(page)
    expect(page.get_by_text("people.csv")).to_have_count(0)


@pytest.mark.long
def test_a_file_of_localities_is_kept_too(page, sample_app):
    begin(page, sample_app.address("/localities?area=E06000047"))
    page.get_by_text("Import from a file").click()
    choose(page, "localities.csv", b"locality,ward\nNorth,Belmont\n", "text/csv")
    expect(page.get_by_text("The file has")).to_be_visible()
    again(page)
    expect(page.get_by_text("localities.csv, chosen before")).to_be_visible()

"""A lead's first day: the app is empty, the borough's workbook comes in, its wards are seen on the map."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import settled
from tests.journeys.drawn_map import drawn_map

IOM_OF_MAY = "/iom?area=E09000014&month=2023-05"
HARRINGAY, HIGHGATE, TOTTENHAM_HALE = "E05013590", "E05013592", "E05013602"
RECONCILIATION = [
    "Cohort 61 = 30 + 8 + 7 + 16",
    "Ward table 52 of 61",
    "35 in wards in force in May 2023",
    "10 recorded against wards abolished in 2022",
    "Bowes 1, in Enfield",
    "Lea Bridge 1, in Hackney or Waltham Forest (which one?)",
    "5 NFA",
    "9 in no row",
    "23 red in the ward table of 30 in the cohort: by the text, those in the community",
    "“Nine red housed outside” in the text against one in the table",
]


def upload(page, app, workbook):
    page.goto(app.address("/returns"))
    settled(page)
    page.set_input_files('[data-testid="stFileUploader"] input', workbook)
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=30_000)
    settled(page)


def test_the_workbook_is_read_accepted_and_seen_on_the_map(empty_app, page, haringey_workbook):
    upload(page, empty_app, haringey_workbook)
    for sentence in RECONCILIATION:
        line = re.compile(rf"(?<!\d){re.escape(sentence)} \(")  # its cells follow in brackets
        expect(page.get_by_role("listitem").filter(has_text=line)).to_be_visible()
    accept = page.get_by_role("button", name="Accept this return")
    expect(accept).to_be_disabled()  # the question stands open
    page.get_by_text("Lea Bridge, Hackney", exact=True).click()
    expect(accept).to_be_enabled()
    accept.click()
    expect(page.get_by_text("Accepted: Haringey, May 2023.")).to_be_visible()

    page.goto(empty_app.address(IOM_OF_MAY))
    settled(page)
    wards = drawn_map(page)
    assert (wards.shown(HARRINGAY), wards.shown(HIGHGATE)) == ("7 nominals", None)  # Highgate has no row
    assert wards.colour(HARRINGAY) not in {wards.colour(TOTTENHAM_HALE), "texture"}
    wards.click(HARRINGAY)
    expect(page.get_by_text("Wards!B8").first).to_be_visible()  # the cell its figure stands in


def test_the_same_file_again_says_so_and_changes_nothing(empty_app, page, haringey_workbook):
    upload(page, empty_app, haringey_workbook)
    expect(page.get_by_text("This file was already loaded")).to_be_visible()
    expect(page.get_by_role("button", name="Accept this return")).to_have_count(0)


@pytest.mark.parametrize("name", ["letter.xlsx"])
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(empty_app, page, tmp_path, name):
    (tmp_path / name).write_text("Dear colleague, no figures this month.")
    page.goto(empty_app.address("/returns"))
    settled(page)
    page.set_input_files('[data-testid="stFileUploader"] input', tmp_path / name)
    expect(
        page.get_by_text("This file can’t be accepted: 1 problem. Nothing of it was kept.")
    ).to_be_visible()

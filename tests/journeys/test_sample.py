"""The illustrative data: marked where it is shown, the hubs beside it, and gone once an admin said so."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from probation_commission.domain.access import Role
from tests.browser import settled
from tests.journeys.drawn_map import drawn_map
from tests.journeys.states import to_illustrative, view_as
from tests.running import Explorer, explorer

DURHAM = "/iom?area=E06000047&month=2026-10"
MARK = re.compile(r"^Made up on this page:")


@pytest.fixture(scope="module")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The app with the illustrative data, as `make run` starts it for the first time."""
    with explorer(tmp_path_factory.mktemp("sample"), sample=True) as app:
        yield app


def test_the_months_of_durham_are_marked_and_can_be_told_apart(sample_app, page):
    page.goto(sample_app.address(DURHAM))
    settled(page)
    expect(page.get_by_role("note").filter(has_text=MARK)).to_be_visible()
    shades = drawn_map(page).frame.evaluate(
        "() => new Set([...explorer.layers.values()].map(ward => ward.options.fillColor)).size"
    )
    assert shades >= 3


def test_the_hubs_show_what_is_exact_and_what_is_approximate(sample_app, page):
    page.goto(sample_app.address("/hubs"))
    settled(page)
    hubs = drawn_map(page).frame
    expect(hubs.get_by_role("button", name="Durham City Probation Office")).to_be_visible()
    approximate = hubs.get_by_role("button", name=re.compile("approximate"))
    exact = hubs.get_by_role("button", name=re.compile(r"^(?!.*approximate).*,"))
    assert (approximate.count(), exact.count()) == (14, 6)  # 9 without a postcode, 5 invented; 6 with one
    expect(hubs.get_by_role("button", name=re.compile("^Example "))).to_have_count(5)
    expect(page.get_by_text("Not on the map: 700 Club (no address in any source)")).to_be_visible()
    expect(hubs.get_by_role("button", name=re.compile("Women’s hub"))).to_have_count(0)  # it is confidential


def test_an_admin_is_asked_takes_it_out_and_the_real_return_stays(sample_app, page):
    page.goto(sample_app.address("/"))
    settled(page)
    expect(page.get_by_text("Illustrative data is loaded.", exact=True)).to_be_visible()  # a lead is told
    expect(page.get_by_role("button", name="Remove illustrative data")).to_have_count(0)
    expect(page.get_by_role("link", name="Illustrative data")).to_have_count(0)
    view_as(page, Role.ADMIN)
    to_illustrative(page)
    settled(page)
    page.get_by_role("button", name="Remove illustrative data").click()
    expect(page.get_by_text(re.compile("^This can’t be undone. 345 illustrative returns"))).to_be_visible()
    page.get_by_role("button", name="Yes, remove it").click()
    expect(page.get_by_text(re.compile("^Removed: 345 illustrative returns"))).to_be_visible()
    expect(page.get_by_role("button", name="Load illustrative data")).to_be_visible()
    page.goto(sample_app.address(DURHAM))
    settled(page)
    expect(page.get_by_text("No IOM return has been received for County Durham.")).to_be_visible()
    expect(page.get_by_text("Illustrative data is loaded")).to_have_count(0)
    page.goto(sample_app.address("/iom?area=E09000014&month=2023-05"))
    settled(page)
    expect(page.get_by_role("note").filter(has_text=MARK)).to_have_count(0)
    expect(page.get_by_text("Haringey, May 2023").first).to_be_visible()

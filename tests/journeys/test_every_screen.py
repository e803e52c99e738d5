"""Every page and every registered state, at a desk and on a phone: fits, can be read and found by all."""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as TooLateError

from probation_commission.actions import localities
from probation_commission.domain.access import GRANTS, Role
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database
from probation_commission.ui.menu import GAPS, HUBS, IOM, MEETING, MENU, REGION, MenuItem
from tests.browser import DESK, PHONE, Watch, settled
from tests.given.returns import LEAD
from tests.journeys.readable import (
    Stop,
    faults_of,
    frames_shown,
    out_of_order,
    serious_anywhere,
    to_the_top,
    too_wide,
    walked,
)
from tests.journeys.states import VISITS, view_as
from tests.running import Explorer, explorer

APP = "Partnership & Commissioning Explorer"
OF_A_LEAD = [item for item in MENU if item.permission in GRANTS[Role.LEAD]]
"""The pages on the menu of the local lead, as whom the app opens without sign-in."""
EVERY_PAGE = pytest.mark.parametrize("item", OF_A_LEAD, ids=lambda item: item.title)
SIZES = {"desk": DESK, "phone": PHONE}
MAPS = {
    GAPS: ["Map: where it is to be had in County Durham"],
    IOM: ["Map: where the IOM cohort of County Durham lives"],
    REGION: ["Map: the authorities of the North East"],
    HUBS: ["Map: hubs and offices in County Durham & Darlington"],
    MEETING: ["Map: hubs and offices in County Durham"],
}
"""What the frames of a page are named; no other page has one."""
WORKED_AT = {"/returns", "/submit-idea", "/localities"}
UNFOLD = "Expand sidebar"
EXPECTED = "The page that you have requested does not seem to exist."
"""What Streamlit writes to the browser's log for an address that is none; every other error is a fault."""


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """One browser's memory for all: scripts and styles are fetched once."""
    context = browser.new_context(viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def page(desk: BrowserContext, watch: Watch) -> Iterator[Page]:
    page = desk.new_page()
    watch.follow(page)
    yield page
    page.close()
    assert [finding for finding in watch.findings if EXPECTED not in finding] == []


@pytest.fixture(scope="module")
def sample_page(desk: BrowserContext, sample_app: Explorer) -> Iterator[Page]:
    """The app with illustrative data, in which one goes from page to page by the menu: faster than a load."""
    watch, page = Watch(), desk.new_page()
    watch.follow(page)
    open_page(page, sample_app.address("/hubs"))
    yield page
    page.close()
    assert watch.findings == []


@pytest.fixture(scope="module")
def empty_page(desk: BrowserContext, empty_app: Explorer) -> Iterator[Page]:
    """The app without illustrative data, in which one goes from page to page by the menu."""
    watch, page = Watch(), desk.new_page()
    watch.follow(page)
    open_page(page, empty_app.address("/hubs"))
    yield page
    page.close()
    assert watch.findings == []


@pytest.fixture(scope="module")
def sample_app(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The app with the illustrative data, and with two localities of Durham."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("sample"), dirs_exist_ok=True)
    with explorer(home, sample=True) as app, pytest.MonkeyPatch.context() as environment:
        environment.setenv("PC_HOME", str(home))  # this process writes into the same store
        environment.delenv("PC_DATABASE_URL", raising=False)
        durham = gazetteer().ward_set(gazetteer().authority("County Durham"), date(2026, 10, 1))
        grouping = {ward.code: "East" if n % 2 else "West" for n, ward in enumerate(durham.wards)}
        localities.save(LEAD, durham, grouping, localities.opened(LEAD, durham).grouping)
        yield app
        database._current().dispose()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def go_to(page: Page, item: MenuItem, app: Explorer) -> None:
    """By the menu, or by the address where that does not show it; at a desk, and at the top."""
    page.set_viewport_size(DESK)
    unfold, menu = page.get_by_role("button", name=UNFOLD), page.get_by_test_id("stSidebarNav")
    # The wall has neither; a phone's menu, folded away, takes a moment to be there again.
    expect(menu.or_(unfold).or_(page.locator(".st-key-wall")).filter(visible=True).first).to_be_visible()
    if unfold.is_visible():
        with suppress(TooLateError):  # where the page is a desk's again, it goes by itself
            unfold.press("Enter", timeout=2_000)
        expect(menu).to_be_in_viewport()
    link = menu.get_by_role("link", name=item.title, exact=True)
    if link.is_visible():
        link.press("Enter")  # a mouse would stay over it
    else:
        open_page(page, app.address(f"/{item.address}"))
    expect(page).to_have_title(f"{item.title}, {APP}")
    settled(page)
    page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)")


def in_sight(page: Page, word: str) -> bool:
    """Whether the word stands on the screen as it opens, without scrolling or opening the menu."""
    boxes = [found.bounding_box() for found in page.get_by_text(re.compile(word, re.IGNORECASE)).all()]
    right, bottom = page.viewport_size["width"], page.viewport_size["height"]
    return any(box and 0 <= box["x"] < right and 0 <= box["y"] < bottom for box in boxes)


def faults_at_sizes(page: Page, names: Iterable[str] = SIZES, *, marked: bool = False) -> list[str]:
    """What is wrong with the screen as it is opened, at a desk and then on a phone, in sentences."""
    faults = [f"headings: {fault}" for fault in out_of_order(page)]
    # A map is named a moment after its frame is there.
    expect(page.locator("iframe[title^='streamlit_']").filter(visible=True)).to_have_count(0)
    faults += [f"frame: “{name}”" for name in frames_shown(page) if not name.startswith("Map: ")]
    for name in names:
        page.set_viewport_size(SIZES[name])
        settled(page)
        faults += [f"{name}, too wide: {part}" for part in too_wide(page)]
        faults += [f"{name}, axe: {finding}" for finding in serious_anywhere(page)]
        if marked and not in_sight(page, "illustrative|made.up"):
            faults.append(f"{name}: no word of made-up data in sight")
    return faults


def unseen(stops: list[Stop]) -> list[str]:
    """The controls that one reaches without seeing it."""
    return [stop.name for stop in stops if stop.control and not stop.seen]


def leads_past_the_menu(page: Page) -> bool:
    """Whether the first stop of the Tab key leads into the main part, and the next is something in it."""
    to_the_top(page)
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    return page.evaluate("() => !!document.activeElement.closest('main')")


@EVERY_PAGE
def test_with_illustrative_data_it_says_so_fits_and_can_be_read_by_all(sample_app, sample_page, item):
    page = sample_page
    go_to(page, item, sample_app)
    names = MAPS.get(item, [])
    expect(page.locator("iframe")).to_have_count(len(names))
    for number, name in enumerate(names):
        expect(page.locator("iframe").nth(number)).to_have_attribute("title", name)
    assert unseen(walked(page, 24)) == []
    assert faults_at_sizes(page, marked=True) == []
    on_a_phone = walked(page, 8)
    assert unseen(on_a_phone) == []
    if item is not MEETING:  # which has no menu
        assert UNFOLD in [stop.name for stop in on_a_phone]
    assert leads_past_the_menu(page)


def test_no_two_pages_have_the_same_title():
    assert len({item.title for item in MENU}) == len(MENU)


def test_on_a_phone_the_menu_is_opened_and_walked_by_keyboard(sample_app, browser, watch):
    # A phone of its own: a browser that was a desk's remembers whether its menu stood open.
    page = browser.new_context(viewport=PHONE).new_page()
    watch.follow(page)
    open_page(page, sample_app.address("/hubs"))
    page.get_by_role("button", name=UNFOLD).press("Enter")
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name="Services")
    expect(link).to_be_in_viewport()
    link.press("Enter")
    expect(page).to_have_title(f"Services, {APP}")
    page.context.close()
    assert watch.findings == []


# With illustrative data each page is looked at in every run.
@pytest.mark.long
@EVERY_PAGE
def test_with_the_bundled_facts_alone_it_fits_and_can_be_read_by_all(empty_app, empty_page, item):
    go_to(empty_page, item, empty_app)
    expect(empty_page.get_by_text(re.compile("illustrative data", re.IGNORECASE))).to_have_count(0)
    assert faults_at_sizes(empty_page) == []


@pytest.mark.parametrize(
    ("headings", "faults"),
    [
        ([(1, "A"), (2, "B"), (3, "C"), (2, "D")], 0),
        ([(1, "A"), (3, "B")], 1),  # a level left out
        ([(1, "A"), (1, "B")], 1),  # two of the first
        ([(2, "A"), (1, "B")], 1),  # the first comes later
        ([], 1),
    ],
)
def test_headings_out_of_order_are_found(headings, faults):
    assert len(faults_of(headings)) == faults


def looked_at() -> list:
    """Each visit at each size. In every run: where people load and type, on a phone, which has least room."""

    def often(address: str, size: str) -> bool:
        return size == "phone" and address.split("?", maxsplit=1)[0] in WORKED_AT

    return [
        pytest.param(
            visit,
            size,
            id=f"{visit.name}-{size}",
            marks=() if often(visit.address, size) else pytest.mark.long,
        )
        for visit in VISITS
        for size in SIZES
    ]


@pytest.mark.parametrize(("visit", "size"), looked_at())
def test_every_registered_state_fits_and_can_be_read_by_all(sample_app, empty_app, page, visit, size):
    app = empty_app if visit.empty else sample_app
    open_page(page, app.address(visit.address))
    if visit.role is not Role.LEAD:
        view_as(page, visit.role)
    faults = {}
    for state in visit.states:
        page.set_viewport_size(DESK)
        state.step(page)
        expect(page.get_by_text(state.shows).filter(visible=True).first).to_be_visible()
        settled(page)
        faults[state.name] = faults_at_sizes(page, [size])
    assert {name: found for name, found in faults.items() if found} == {}

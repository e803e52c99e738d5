"""The map in a real browser: hovering, clicking, changing the month, and what a hostile label does."""

import itertools
import os
import subprocess
import sys
import time
import urllib.request

import pytest
import shapely
from playwright.sync_api import expect

from probation_commission.geography.outlines import current_sets, polygons
from tests.browser import DESK, PHONE, Watch, settled, started
from tests.journeys.drawn_map import FRAME, drawn_map
from tests.running import ROOT, free_port

pytestmark = pytest.mark.browser
SHADED = "explorer.labels.size > 0"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.views.map_page.app:app", "--port", str(port)]
    environ = os.environ | {"PC_HOME": str(tmp_path_factory.mktemp("home"))}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser():
    with started() as browser:
        yield browser


@pytest.fixture
def opened(browser, address):
    """Opens the page; it may call no other host, fail no request, log no error, open no dialogue."""
    watch = Watch()
    contexts = []

    def open_page(**options):
        contexts.append(context := browser.new_context(**({"viewport": DESK} | options)))
        page = context.new_page()
        watch.follow(page)
        page.on("dialog", lambda dialog: (watch.findings.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        settled(page)
        drawn = drawn_map(page)
        drawn.frame.wait_for_function(SHADED)
        return page, drawn

    yield open_page
    for context in contexts:
        context.close()
    assert watch.findings == []


@pytest.fixture
def wards(home):  # noqa: ARG001 (the bundled outlines, whatever is in use here)
    return polygons(current_sets()["E06000005-2015"])


def middle(drawn, code):
    """Where on the page the middle of a ward is drawn."""
    inside = drawn.frame.evaluate(
        "code => explorer.map.latLngToContainerPoint(explorer.layers.get(code).getCenter())", code
    )
    frame = drawn.page.locator(FRAME).first.bounding_box()
    return frame["x"] + inside["x"], frame["y"] + inside["y"]


def test_hovering_says_the_ward_and_its_figure_and_nothing_it_says_is_run(opened, wards):
    page, drawn = opened()
    tooltip = drawn.frame.locator(".leaflet-tooltip")
    said = tooltip.get_by_text(f"{wards.name.iloc[0]}1 (<img src=x onerror=alert(1)>)")
    # A map that takes its size a moment later moves the ward from under the mouse: it goes there again.
    for _ in range(20):
        page.mouse.move(*middle(drawn, wards.index[0]))
        page.wait_for_timeout(500)
        if said.is_visible():
            break
    expect(tooltip).to_have_text(f"{wards.name.iloc[0]}1 (<img src=x onerror=alert(1)>)")
    assert tooltip.locator("img").count() == 0


def test_no_figure_and_not_shown_have_textures_of_their_own(opened, wards):
    _, drawn = opened()
    looks = [
        drawn.frame.evaluate(
            """code => { const fill = explorer.layers.get(code).options.fillColor;
            return typeof fill === "string" ? fill : explorer.labels.get(code) ?? explorer.missing; }""",
            code,
        )
        for code in wards.index[1:4]
    ]
    assert looks == ["not shown", "no return received", "#ffffff"]


def test_a_click_picks_the_ward_under_it_and_marks_it(opened, wards):
    page, drawn = opened()
    for code in (wards.index[0], wards.index[2]):  # one after the other: the first must not stick
        page.mouse.click(*middle(drawn, code))
        expect(page.get_by_text(f"Picked: {code}")).to_be_visible()
        drawn.frame.wait_for_function("code => explorer.selected === code", arg=code)
    page.mouse.click(*(corner + 3 for corner in list(page.locator(FRAME).first.bounding_box().values())[:2]))
    expect(page.get_by_text("Picked: None")).to_be_visible()  # outside all wards


def test_another_month_recolours_the_same_map_and_keeps_its_zoom(opened, wards):
    page, drawn = opened()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    drawn.frame.evaluate("explorer.map.setZoom(12, { animate: false }); window.mine = 'still here'")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Month").press("Enter")
    drawn.frame.wait_for_function("code => explorer.labels.get(code).startsWith('3 ')", arg=wards.index[0])
    assert drawn.colour(wards.index[0]) == "#4b98ca"
    assert drawn.frame.evaluate("[explorer.map.getZoom(), window.mine]") == [12, "still here"]
    assert [url for url in fetched if not url.startswith("data:")] == []


NAMES = """() => [...document.querySelectorAll(".map-name")].map((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    const letter = name.classList.contains("map-letter");
    return { words: name.textContent, letter, left, right, top, bottom };
})"""


def test_names_stand_where_there_is_room_and_none_lies_on_another_or_on_a_letter(opened, wards):
    page, drawn = opened()
    drawn.frame.wait_for_function(f"({NAMES})().length > 1")
    names = drawn.frame.evaluate(NAMES)
    assert [name["words"] for name in names if name["letter"]] == ["U"]
    for one, other in itertools.combinations(names, 2):
        apart = (
            min(one["right"], other["right"]) <= max(one["left"], other["left"]) + 1
            or min(one["bottom"], other["bottom"]) <= max(one["top"], other["top"]) + 1
        )
        assert apart, (one, other)
    drawn.frame.evaluate("explorer.map.setZoom(13, { animate: false })")
    drawn.frame.wait_for_function(f"({NAMES})().length > {len(names)}")  # more room
    page.get_by_text("Joined").click()
    drawn.frame.wait_for_function(f"({NAMES})().some((name) => name.words === 'Together')")
    assert len(wards) > len(drawn.frame.evaluate(NAMES))


@pytest.mark.parametrize("size", [DESK, {"width": 1024, "height": 768}])
def test_the_map_takes_the_height_that_the_window_has(opened, size):
    page, _ = opened(viewport=size)
    assert page.locator(FRAME).first.bounding_box()["height"] == pytest.approx(size["height"] - 144, abs=2)


def test_on_a_phone_the_map_leaves_room_to_scroll_past_it(opened):
    page, _ = opened(viewport=PHONE)
    assert 300 <= page.locator(FRAME).first.bounding_box()["height"] <= 1.2 * PHONE["width"] + 2


def test_joined_wards_have_one_edge_which_a_click_on_any_of_them_marks(opened, wards):
    page, drawn = opened()
    page.get_by_text("Joined").click()
    drawn.frame.wait_for_function("explorer.joined.length === 1")
    sides = drawn.frame.evaluate("explorer.joined[0].edge.getLatLngs().length")
    together = wards.geometry.iloc[:4].union_all()
    assert sides == shapely.get_num_coordinates(together.boundary) - shapely.get_num_geometries(
        together.boundary
    )
    colour = "explorer.joined[0].edge.options.color"
    for code, marked in ((wards.index[6], "#17212b"), (wards.index[1], "#b3006b")):
        page.mouse.click(*middle(drawn, code))
        expect(page.get_by_text(f"Picked: {code}")).to_be_visible()
        drawn.frame.wait_for_function(f"{colour} === '{marked}'")
    page.get_by_text("Joined").click()
    drawn.frame.wait_for_function("explorer.edges.getLayers().length === 0")


@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 1920, "height": 1080}])
def test_all_wards_are_in_view_and_fill_it_in_one_direction(opened, size):
    _, drawn = opened(viewport=size)
    share = """() => {
        const bounds = L.featureGroup([...explorer.layers.values()]).getBounds();
        const point = corner => explorer.map.latLngToContainerPoint(corner);
        const [a, b] = [point(bounds.getNorthWest()), point(bounds.getSouthEast())];
        const size = explorer.map.getSize();
        return [(b.x - a.x) / size.x, (b.y - a.y) / size.y];
    }"""
    drawn.frame.wait_for_function(f"Math.max(...({share})()) > 0.85")
    assert max(drawn.frame.evaluate(share)) <= 1


def test_it_fits_again_when_the_window_changes_but_not_after_a_person_moved_it(opened):
    page, drawn = opened()
    before = drawn.frame.evaluate("explorer.map.getZoom()")
    page.set_viewport_size(PHONE)
    drawn.frame.wait_for_function("before => explorer.map.getZoom() < before", arg=before)
    drawn.frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(500)
    chosen = drawn.frame.evaluate("explorer.map.getZoom()")
    page.set_viewport_size(DESK)
    drawn.frame.wait_for_function("explorer.map.getSize().x > 600")
    assert drawn.frame.evaluate("explorer.map.getZoom()") == chosen


def test_places_at_one_point_stand_apart_and_the_keyboard_reaches_them(opened):
    page, _ = opened()
    frame = page.locator(FRAME).nth(1).content_frame
    places = frame.locator(".place")
    expect(places).to_have_count(2)
    boxes = [places.nth(number).bounding_box() for number in (0, 1)]
    assert max(abs(boxes[0][side] - boxes[1][side]) for side in ("x", "y")) >= 26
    rough = frame.get_by_role("button", name="RECONNECT, NHS, position approximate")
    rough.focus()
    rough.press("Enter")
    expect(frame.locator(".leaflet-popup-content")).to_have_text("RECONNECTNHS, position approximate")


def test_outlines_that_cannot_be_fetched_say_so(browser, address):
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/geo/*", lambda route: route.fulfill(status=404))
        page.goto(address)
        expect(page.locator(FRAME).first.content_frame.get_by_role("alert")).to_contain_text(
            "could not be loaded"
        )

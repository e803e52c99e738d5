"""A choice is one for the whole session: it follows from page to page, also past a page without it."""

import pytest
from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from probation_commission.ui.parts import filters
options = st.session_state["options"]
if options:
    label = st.session_state.get("label", "Area")
    st.session_state["value"] = filters.choice(label, options, "area")
"""


def on_page(app: AppTest, *options: str) -> str:
    """What is chosen on a page with these options; between two pages the widget is gone for a run."""
    app.session_state["options"] = ()
    app.query_params.clear()
    app.run()
    app.session_state["options"] = options
    app.run()
    assert not app.exception
    return app.session_state["value"]


def test_what_was_chosen_follows_to_the_next_page():
    app = AppTest.from_string(PAGE, default_timeout=60)
    assert on_page(app, "a", "b", "c") == "a"
    app.selectbox[0].select("b").run()
    assert on_page(app, "any", "c", "b") == "b"


def test_a_page_whose_box_is_another_has_the_same_choice():
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.session_state["options"] = ("a", "b")
    app.run()
    app.selectbox[0].select("b").run()
    app.session_state["options"], app.session_state["label"] = ("any", "a", "b"), "Area served"
    assert app.run().session_state["value"] == "b"
    assert app.query_params["area"] == "b"


def test_an_address_wins_also_where_another_page_wrote_the_same():
    app = AppTest.from_string(PAGE, default_timeout=60)
    assert on_page(app, "a", "b") == "a"  # nobody chose it
    app.session_state["options"] = ()
    app.run()
    app.session_state["options"] = ("any", "a", "b")
    app.query_params["area"] = "a"
    app.run()
    assert app.session_state["value"] == "a"


def test_what_is_taken_in_its_stead_is_not_remembered():
    app = AppTest.from_string(PAGE, default_timeout=60)
    on_page(app, "a", "b")
    app.selectbox[0].select("b").run()
    assert on_page(app, "x", "y") == "x"
    app.run()
    assert on_page(app, "a", "b") == "b"
    on_page(app, "x", "y")
    app.selectbox[0].select("y").run()
    assert on_page(app, "a", "y") == "y"


BOXES = """
import streamlit as st
from probation_commission.ui.parts import filters
filters.arrive(st.session_state.get("page", "one page"))
filters.choice("Area", ["a", "b", "c"], "area")
filters.choice("Month", ["1", "2", "3"], "month", strict=True)
"""


def address(app: AppTest, **query: str) -> None:
    """What the browser’s address says when it asks for the next run."""
    app.query_params.clear()
    app.query_params.update(query)


def test_a_second_choice_made_before_the_address_came_back_is_not_undone():
    app = AppTest.from_string(BOXES, default_timeout=60)
    app.run()
    address(app, area="a", month="1")
    app.selectbox[0].select("b").run()
    address(app, area="a", month="1")  # still: “b” is on its way
    app.selectbox[0].select("c").run()
    assert (app.selectbox[0].value, app.query_params["area"]) == ("c", "c")
    address(app, area="b", month="1")  # “b” has come, “c” not yet
    app.run()
    assert (app.selectbox[0].value, app.query_params["area"]) == ("c", "c")


def test_a_choice_in_another_box_does_not_undo_the_first():
    app = AppTest.from_string(BOXES, default_timeout=60)
    app.run()
    address(app, area="a", month="1")
    app.selectbox[0].select("b").run()
    address(app, area="a", month="1")
    app.selectbox[1].select("3").run()
    assert [box.value for box in app.selectbox] == ["b", "3"]
    assert (app.query_params["area"], app.query_params["month"]) == ("b", "3")


def test_a_choice_after_an_unknown_one_is_not_undone_either():
    app = AppTest.from_string(BOXES, default_timeout=60)
    address(app, area="a", month="1999-01")
    app.run()
    assert app.selectbox[1].value is None
    app.selectbox[1].select("2").run()
    address(app, area="a", month="1999-01")
    app.selectbox[0].select("c").run()
    assert [box.value for box in app.selectbox] == ["c", "2"]


def test_an_address_that_came_back_is_old_and_another_is_followed():
    app = AppTest.from_string(BOXES, default_timeout=60)
    app.run()
    app.selectbox[0].select("b").run()
    app.run()  # the address has come back
    address(app, area="a", month="1")
    assert app.run().selectbox[0].value == "a"


def test_a_link_to_what_was_left_is_followed_on_another_page():
    app = AppTest.from_string(BOXES, default_timeout=60)
    app.run()
    app.selectbox[0].select("b").run()
    app.session_state["page"] = "another page"
    address(app, area="a")
    assert app.run().selectbox[0].value == "a"


def test_back_on_the_same_page_is_followed():
    app = AppTest.from_string(BOXES.replace('one page")', 'one page"), by_history=True'), default_timeout=60)
    app.run()
    app.selectbox[0].select("b").run()
    address(app, area="a", month="1")
    assert app.run().selectbox[0].value == "a"


AREAS = """
import streamlit as st
from probation_commission.ui.parts import filters
filters.arrive(st.session_state["page"])
area = filters.area_box("Area", st.session_state["areas"], whole=st.session_state.get("whole", ""))
filters.draw_instead()
st.session_state["value"] = area
"""
DURHAM, DARLINGTON, CDD, HARINGEY = "E06000047", "E06000005", "CDD", "E09000014"
IOM, REFERRALS = (DURHAM, DARLINGTON, HARINGEY), ("all", CDD)


def at(app: AppTest, areas: tuple[str, ...], **query: str) -> tuple[str, str]:
    """The area that a page with these areas shows, and what it says of it."""
    app.session_state["page"], app.session_state["areas"] = f"{areas}", areas
    app.session_state["whole"] = "all" if "all" in areas else ""
    address(app, **query)
    app.run()
    assert not app.exception
    return app.session_state["value"], " ".join(caption.value for caption in app.caption)


@pytest.fixture
def areas() -> AppTest:
    return AppTest.from_string(AREAS, default_timeout=60)


def test_a_whole_stands_for_its_part_and_says_so_and_the_part_comes_back(areas):
    assert at(areas, IOM) == (DURHAM, "")
    areas.selectbox[0].select(DARLINGTON).run()
    assert at(areas, REFERRALS) == (
        CDD,
        "Darlington was chosen. Here it is counted within County Durham & Darlington, which is shown.",
    )
    assert at(areas, IOM) == (DARLINGTON, "")


def test_a_part_stands_for_its_whole_and_says_so(areas):
    at(areas, REFERRALS)
    areas.selectbox[0].select(CDD).run()
    assert at(areas, IOM) == (
        DURHAM,
        "County Durham & Darlington was chosen. Here its parts stand one by one; County Durham is shown.",
    )
    areas.selectbox[0].select(DARLINGTON).run()
    assert at(areas, IOM) == (DARLINGTON, "")


def test_where_nothing_fits_it_is_said(areas):
    at(areas, IOM)
    areas.selectbox[0].select(HARINGEY).run()
    assert at(areas, REFERRALS) == (
        "all",
        "Haringey was chosen. There is nothing of it here; all areas are shown.",
    )
    assert at(areas, IOM) == (HARINGEY, "")


def test_an_area_that_a_service_alone_serves_is_said_too(areas):
    at(areas, ("all", DURHAM, "London"))
    areas.selectbox[0].select("London").run()
    assert at(areas, IOM) == (
        DURHAM,
        "London was chosen. There is nothing of it here; County Durham is shown.",
    )


def test_an_address_may_name_what_stands_for_another(areas):
    assert at(areas, REFERRALS, area=DURHAM)[0] == CDD
    assert at(areas, IOM) == (DURHAM, "")
    assert at(areas, REFERRALS, area="X1") == (
        CDD,
        "The address names an area that is not known here; County Durham & Darlington is shown.",
    )


def test_what_nobody_chose_narrows_no_other_page(areas):
    assert at(areas, IOM) == (DURHAM, "")
    assert at(areas, REFERRALS) == ("all", "")


def test_all_areas_are_all_areas_on_every_page(areas):
    at(areas, IOM)
    areas.selectbox[0].select(DARLINGTON).run()
    at(areas, REFERRALS)
    areas.selectbox[0].select("all").run()
    assert at(areas, IOM) == (DURHAM, "")

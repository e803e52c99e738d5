"""A choice is one for the whole session: it follows from page to page, also past a page without it."""

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

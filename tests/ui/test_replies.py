"""What somebody did is answered: where it happens, or once in the run that follows."""

import pytest
from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st  # noqa: PLC0415 (AppTest runs the text of this function)

    from probation_commission.actions.refusals import RefusedError  # noqa: PLC0415
    from probation_commission.ui.parts import replies  # noqa: PLC0415

    def act(*, refused: bool) -> None:
        with replies.refusal_kept("here", lambda refusal: f"Not changed. {refusal}"):
            if refused:
                raise RefusedError("Too late.", "Too much.")
            replies.keep("here", "Done.")

    replies.draw("here")
    st.button("Do", on_click=act, kwargs={"refused": False})
    st.button("Do what is refused", on_click=act, kwargs={"refused": True})
    if st.button("At once"):
        with replies.refusal_shown():
            raise RefusedError("Too late.", "Too much.")
        st.caption("The page goes on.")
    if st.button("Each reason"):
        with replies.reasons_shown():
            raise RefusedError("Too late.", "Too much.")
    if st.button("A name in it"):
        with replies.refusal_shown():
            raise RefusedError("[x](http://e.org) came first.")
    if st.button("Broken"):
        with replies.refusal_shown():
            raise ValueError("wrong code")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(page).run()


def press(app, label) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_nothing_is_said_where_nothing_was_done(app):
    assert not [*app.success, *app.error]


def test_what_was_done_is_said_once(app):
    assert [one.value for one in press(app, "Do").success] == ["Done."]
    assert not app.run().success


def test_a_refusal_of_a_callback_is_said_once_in_the_run_that_follows(app):
    app = press(app, "Do what is refused")
    assert [one.value for one in app.error] == ["Not changed. Too late. Too much."]
    assert not app.success
    assert not app.run().error


def test_a_refusal_of_a_buttons_own_run_is_said_there_and_the_page_goes_on(app):
    app = press(app, "At once")
    assert [one.value for one in app.error] == ["Too late. Too much."]
    assert [one.value for one in app.caption] == ["The page goes on."]
    assert [one.value for one in press(app, "Each reason").error] == ["Too late.", "Too much."]


def test_wrong_code_is_no_refusal(app):
    app = press(app, "Broken")
    assert len(app.exception) == 1
    assert not app.error


def test_a_name_in_a_refusal_draws_no_link(app):
    (said,) = press(app, "A name in it").error
    assert said.value == "\\[x\\]\\(http\\:\u2060//e\\.org\\) came first."

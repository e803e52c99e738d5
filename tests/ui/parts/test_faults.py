"""A fault keeps to its part: a sentence in its place, the rest of the page, the log without what it held."""

import re

from streamlit.testing.v1 import AppTest

NAME = "Ada Example, 5 nominals"
"""What a fault's message can hold, and no log may."""


def page_with_a_fault() -> None:
    import streamlit as st  # noqa: PLC0415 (AppTest runs the function's text by itself)

    from probation_commission.ui.parts.faults import click, part  # noqa: PLC0415

    @part("The trend")
    def draw_trend() -> None:
        st.write("drawn before it")
        raise ValueError("Ada Example, 5 nominals")

    @click("Saving it")
    def save() -> None:
        raise KeyError("Ada Example, 5 nominals")

    st.write("above")
    draw_trend()
    st.button("Save", on_click=save)
    st.write("below")


def opened() -> AppTest:
    return AppTest.from_function(page_with_a_fault, default_timeout=60).run()


def words(app: AppTest) -> list[str]:
    return [element.value for element in app.markdown]


def test_the_rest_of_the_page_stands_and_the_sentence_has_the_number_of_the_log(capsys):
    app = opened()
    assert not app.exception
    assert words(app) == ["above", "drawn before it", "below"]
    (sentence,) = [element.value for element in app.error]
    assert sentence.startswith("The trend could not be shown. This is a fault of the app, not yours.")
    (number,) = re.findall(r"\b[0-9a-f]{8}\b", sentence)
    log = capsys.readouterr().err
    assert number in log
    assert "ValueError" in log
    assert NAME not in log + sentence


def test_a_click_that_fails_says_so_above_a_page_that_is_drawn(capsys):
    app = opened()
    app.button[0].click().run()
    assert not app.exception
    assert "Saving it could not be finished; the page shows what stands." in app.error[0].value
    assert words(app)[-1] == "below"
    assert NAME not in capsys.readouterr().err


def test_what_stops_a_run_passes():
    def page() -> None:
        import streamlit as st  # noqa: PLC0415

        from probation_commission.ui.parts.faults import part  # noqa: PLC0415

        with part("All of it"):
            st.write("shown")
            st.stop()
        st.write("never reached")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert words(app) == ["shown"]
    assert not app.error

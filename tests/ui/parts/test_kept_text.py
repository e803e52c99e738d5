"""What a field of kept text holds: what came from its browser, once, or what the app put there."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Person, Role
from probation_commission.ui.parts.kept_text import fields

ANNA, BEN = Person("Anna", Role.LEAD), Person("Ben", Role.LEAD)


def page():
    import streamlit as st  # noqa: PLC0415 (AppTest runs the body alone)

    from probation_commission.ui.parts import kept_text  # noqa: PLC0415

    if put := st.session_state.pop("put", None):
        st.session_state["note"] = put
    kept_text.field("note", kept_text.Words("Note"), stored="")
    if st.session_state.pop("sent", False):
        kept_text.clear("note")
    kept_text.keeper()


@pytest.fixture
def app(monkeypatch) -> AppTest:
    monkeypatch.setattr(fields, "current_person", lambda: ANNA)
    app = AppTest.from_function(page).run()
    assert not app.exception
    return app


def given(app: AppTest, part: str = "field") -> dict:
    every = [json.loads(node.proto.json) for node in app.get("bidi_component")]
    return next(data for data in every if data["part"] == part)


def arrive(app: AppTest, text: str, number: int, person: str | None = None) -> AppTest:
    """What the browser sends."""
    sent = {"text": text, "person": person or given(app)["person"], "number": number}
    app.session_state["note.field"] = {"typed": sent}
    return app.run()


def test_what_came_is_taken_once_and_is_nothing_that_the_app_put_there(app):
    before = given(app)
    after = given(arrive(app, "Half a sen", 1))
    assert (after["value"], after["assigned"]) == ("Half a sen", before["assigned"])
    app.session_state["put"] = "Another's words"
    put = given(arrive(app, "Half a sen", 1))
    assert put["value"] == "Another's words"
    assert put["assigned"] != before["assigned"]
    assert given(arrive(app, "Half a sentence", 2))["value"] == "Half a sentence"


def test_what_an_earlier_person_typed_is_not_the_next_ones(app, monkeypatch):
    whose = given(app)["person"]
    monkeypatch.setattr(fields, "current_person", lambda: BEN)
    app.run()
    assert given(app)["person"] != whose
    assert given(arrive(app, "Anna's", 1, whose))["value"] == ""


def test_what_a_browser_sends_again_to_a_new_session_is_not_taken(app):
    new = AppTest.from_function(page)
    new.session_state["note.field"] = {"typed": {"text": "old", "person": given(app)["person"], "number": 7}}
    new.run()
    assert given(new.run())["value"] == ""


def test_once_it_is_sent_the_field_is_empty_and_the_copy_is_let_go_of(app):
    arrive(app, "Because.", 1)
    app.session_state["sent"] = True
    app.run()
    assert given(app, "keeper")["cleared"]["fields"] == ["note"]
    assert given(app.run())["value"] == ""
    assert given(app, "keeper")["alone"] is False
    assert "anna" not in json.dumps(given(app)).casefold()

"""What a field of kept text holds: what came from its browser, once, or what the app put there."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Person, Role
from probation_commission.ui.parts import kept_text
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        (" £1,200 ", 1200),  # as somebody copies it
        ("12.5", None),  # nobody is asked for half a person, and 125 was not meant
        ("-3", None),
        ("101", None),  # above the most
        ("nan", None),
        ("٣", 3),
        ("", None),
    ],
)
def test_a_number_is_what_is_typed_or_none(text, number):
    bounds = kept_text.NumberBounds(1200 if "1,200" in text else 100)
    assert bounds.value(text) == number
    assert bool(bounds.problem(text)) == (number is None and text != "")


def test_pounds_have_pence():
    pounds = kept_text.NumberBounds(pence=True)
    assert [pounds.value(text) for text in ("12.5", "12.", "12.505", "1e3", ".5")] == [
        12.5,
        12,
        None,
        None,
        None,
    ]
    assert (pounds.text(12.5), pounds.text(None)) == ("12.50", "")


def test_no_field_cuts_off_what_is_pasted():
    # The field says how long it is, and the action refuses it in words.
    assert "maxlength" not in (fields.BROWSER / "kept.js").read_text("utf-8").casefold()


def numbers():
    import streamlit as st  # noqa: PLC0415 (AppTest runs the body alone)

    from probation_commission.ui.parts import kept_text  # noqa: PLC0415

    if "put" in st.session_state:
        st.session_state["many"] = st.session_state.pop("put")
    st.session_state["got"] = kept_text.number(
        "many", kept_text.Words("How many", number=True), kept_text.NumberBounds(100), stored=7
    )
    if st.session_state.pop("sent", False):
        kept_text.clear("many")
    kept_text.keeper()


def test_a_number_is_typed_or_put_there_by_the_app(monkeypatch):
    monkeypatch.setattr(fields, "current_person", lambda: ANNA)
    app = AppTest.from_function(numbers)
    app.session_state["many"] = 7
    assert given(app.run())["value"] == "7"
    app.session_state["many"], app.session_state["many.typed"] = 7, "7 "
    field = given(app.run())
    assert (field["value"], field["stored"]) == ("7 ", "7 ")  # as it was typed, and no other number
    app.session_state["put"] = 30
    assert given(app.run())["value"] == "30"
    app.session_state["sent"] = True
    app.run()
    assert given(app, "keeper")["cleared"]["fields"] == ["many", "many.typed"]
    assert given(app.run())["value"] == ""


def test_a_number_that_came_without_its_callback_is_not_lost(monkeypatch):
    monkeypatch.setattr(fields, "current_person", lambda: ANNA)
    app = AppTest.from_function(numbers).run()
    person = given(app)["person"]
    # As after a run that Streamlit broke off before the callbacks: what came is there, nobody was told.
    app.session_state["many.typed.field"] = {"typed": {"text": "5", "person": person, "number": 1}}
    assert given(app.run())["value"] == "5"
    assert app.session_state["got"] == 5


def chosen():
    from datetime import date  # noqa: PLC0415 (AppTest runs the body alone)

    import streamlit as st  # noqa: PLC0415

    from probation_commission.domain.access import Role  # noqa: PLC0415
    from probation_commission.ui.parts import kept_text  # noqa: PLC0415

    st.selectbox("Month", [date(2026, month, 1) for month in (10, 9)], key="month")
    st.multiselect("Wards", ["E05", "E06"], key="wards")
    st.selectbox("Role", list(Role), format_func=lambda role: role.label, key="role")
    kept_text.choices("form", "month", "wards", "role", base=[1])


def test_what_is_chosen_goes_to_the_browser_once_it_differs_and_comes_back(monkeypatch):
    monkeypatch.setattr(fields, "current_person", lambda: ANNA)
    app = AppTest.from_function(chosen).run()
    begun = given(app, "choices")
    assert (begun["changed"], begun["values"]) == (
        False,
        {"month": {"day": "2026-10-01"}, "wards": [], "role": "admin"},
    )
    back = {"month": {"day": "2026-09-01"}, "wards": ["E06"], "role": "lead", "other": "x"}
    for person, expected in ((BEN, begun["values"]), (ANNA, {**back})):
        app.session_state["form.choices"] = {"values": {"person": whose(person), "values": back}}
        with monkeypatch.context() as patch:
            patch.setattr(fields.st, "session_state", app.session_state)
            fields._put_back("form", ["month", "wards", "role"], lambda: None)
        del app.session_state["form.choices"]
        expected.pop("other", None)
        assert given(app.run(), "choices")["values"] == expected
    assert given(app, "choices")["changed"] is True
    assert app.session_state["role"] is Role.LEAD
    assert "other" not in app.session_state


def whose(person: Person) -> str:
    return fields.sha256(person.key.encode()).hexdigest()[:16]


def underscored():
    import streamlit as st  # noqa: PLC0415 (AppTest runs the body alone)

    from probation_commission.ui.parts import kept_text  # noqa: PLC0415

    st.checkbox("Sure", key="sure")
    kept_text.field("a___b", kept_text.Words("Note"))
    kept_text.choices("c__d", "sure")
    kept_text.bar("c__d", "")


def test_a_key_may_have_what_streamlit_takes_keys_apart_at(monkeypatch):
    # As somebody's address may, or a key that is put together with nothing in the middle.
    monkeypatch.setattr(fields, "current_person", lambda: ANNA)
    app = AppTest.from_function(underscored).run()
    assert not app.exception
    sent = {"text": "Half a sen", "person": given(app)["person"], "number": 1}
    app.session_state[fields._part("a___b", "field")] = {"typed": sent}
    app.run()
    assert (given(app)["field"], given(app)["value"]) == ("a___b", "Half a sen")

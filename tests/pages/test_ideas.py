"""The ideas page and the form as each role finds them, by AppTest."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Agreed, IdeaReach, Running, Stage
from probation_commission.store.database import DatabaseFault, DatabaseFaultError
from probation_commission.ui.menu import SUBMIT_IDEA
from probation_commission.ui.who import ROLE_KEY
from tests.given.ideas import sent
from tests.pages.sent import kept_text, kept_texts, number, type_into, type_number

FUND = "partnership-local-project"
PARTNER = Person("Local partner", Role.PARTNER)


@pytest.fixture(autouse=True)
def _app(sampled_home: Path):
    """Every page is that of the examples."""


def opened(item, role, **query) -> AppTest:
    app = AppTest.from_file(item.file, default_timeout=60)
    app.session_state[ROLE_KEY] = role
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def buttons(app) -> set[str]:
    return {one.label for one in app.button}


def words(app) -> str:
    return "\n".join(one.value for kind in (app.markdown, app.success, app.error) for one in kind)


def key(name: str) -> str:
    return f"idea.{FUND}.{name}"


def at(app: AppTest, question: str) -> AppTest:
    """The form with another of its questions open."""
    app.session_state["question"] = question
    app.run()
    assert not app.exception
    return app


def test_each_change_of_the_form_is_saved_and_found_in_another_session():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    type_into(app, key("title"), "Bikes").run()
    type_number(at(app, "costs"), key("pounds0"), "12.34").run()
    at(app, "where").radio(key=key("where")).set_value(IdeaReach.WARDS).run()
    app.multiselect(key=key("wards")).set_value(["E05013602"]).run()
    [kept] = actions.own(PARTNER)
    assert (kept.idea.title, kept.idea.total_pence, kept.idea.ward_codes) == ("Bikes", 1234, ("E05013602",))
    again = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    assert kept_text(again, key("title")) == "Bikes"
    assert number(at(again, "costs"), key("pounds0")) == "12.34"
    assert at(again, "where").multiselect(key=key("wards")).value == ["E05013602"]


def test_what_was_chosen_on_one_question_stands_while_others_are_open():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND, question="new")
    app.radio(key=key("running")).set_value(Running.ALREADY).run()
    at(app, "when").date_input(key=key("starts")).set_value(date(2027, 1, 4)).run()
    at(app, "cover").radio(key=key("insurance")).set_value(Agreed.NOT_YET)
    app.button(key="turn-on").click().run()  # chosen and left by one message
    for question in ("idea", "people", "check", "idea"):  # Streamlit forgets it after the second run
        at(app, question)
    type_into(app, key("title"), "Bikes").run()
    [kept] = actions.own(PARTNER)
    said = kept.idea
    assert (said.running, said.starts, said.insurance) == (Running.ALREADY, date(2027, 1, 4), "not yet")
    assert at(app, "new").radio(key=key("running")).value is Running.ALREADY


def test_each_question_is_one_screen_and_says_how_far_it_is():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    asked = []
    for _ in range(10):
        asked.append(app.header[0].value)
        assert app.query_params["question"] == app.session_state["question"]
        app.button(key="turn-on").click().run()
        assert not app.exception
    assert asked[0] == "1. What is it?"
    assert asked[9] == "10. Are you covered?"
    assert app.header[0].value == "Check and send"
    assert "turn-on" not in {one.key for one in app.button}
    app.button(key="turn-back").click().run()
    assert app.header[0].value == "10. Are you covered?"


def test_what_is_missing_has_the_way_to_its_question():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND, question="check")
    assert "**Title** Give it a title." in words(app)
    app.button(key="go-mend-costs").click().run()
    assert app.header[0].value == "9. What does it cost?"


def test_a_postcode_finds_its_ward_and_is_let_go_of():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND, question="where")
    app.radio(key=key("where")).set_value(IdeaReach.WARDS).run()
    app.text_input(key=key("postcode")).set_value("N17 9LN").run()
    assert not app.exception
    assert app.text_input(key=key("postcode")).value == ""
    assert len(app.multiselect(key=key("wards")).value) == 1
    [kept] = actions.own(PARTNER)
    assert "N17" not in str(kept)
    app.text_input(key=key("postcode")).set_value("DH1 1SQ").run()  # of another area
    assert len(app.multiselect(key=key("wards")).value) == 1


def test_over_the_time_of_the_fund_is_said_early_and_beside_the_day():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND, question="when")
    app.date_input(key=key("ends")).set_value(date(2027, 4, 1)).run()  # a day past 31 March
    assert any("End by 31 March 2027" in one.value for one in app.warning)
    app.date_input(key=key("ends")).set_value(date(2027, 3, 31)).run()
    assert not app.warning


def test_an_earlier_idea_lends_its_answers_and_not_its_days():
    number = sent(PARTNER, fund=FUND, title="Bikes", starts=date(2026, 12, 1)).id
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    app.selectbox(key="idea_earlier").set_value(number).run()
    next(one for one in app.button if one.label == "Copy its answers").click().run()
    assert not app.exception
    assert kept_text(app, key("title")) == "Bikes"
    draft = next(kept for kept in actions.own(PARTNER) if kept.stage is Stage.DRAFT)
    assert (draft.idea.how_many, draft.idea.starts) == (20, None)


def test_what_identifies_somebody_is_not_saved_and_said_by_its_field():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    type_into(app, key("title"), "Bikes").run()
    type_into(app, key("title"), "Bikes for x123456").run()
    (bar,) = kept_texts(app, "bar")
    assert bar["refused"].startswith("Not saved yet: “Title”: This seems to hold a CRN")
    (title,) = (data for data in kept_texts(app) if data["field"] == key("title"))
    assert "This seems to hold a CRN" in title["problems"][0]
    # The browser's copy stays for as long as the text is not what is stored.
    assert (title["value"], title["stored"]) == ("Bikes for x123456", "Bikes")
    assert [one.idea.title for one in actions.own(PARTNER)] == ["Bikes"]
    type_into(app, key("title"), "Bikes for all").run()
    assert kept_texts(app, "bar")[0]["refused"] == ""
    assert [one.idea.title for one in actions.own(PARTNER)] == ["Bikes for all"]


def locked(*_args, **_named):
    raise DatabaseFaultError(DatabaseFault.LOCKED)


def test_saving_that_met_a_fault_of_the_database_is_tried_again_by_itself(monkeypatch):
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "save_draft", locked)
        type_into(app, key("title"), "Bikes").run()
    (bar,) = kept_texts(app, "bar")
    assert bar["refused"].endswith(DatabaseFault.LOCKED.sentence)
    assert bar["again"] is True
    (bar,) = kept_texts(app.run(), "bar")
    assert (bar["refused"], bar["again"]) == ("", False)


def test_an_idea_that_a_fault_kept_from_being_sent_in_is_sent_by_the_next_click(monkeypatch):
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    for name in ("organisation", "title", "what"):
        type_into(app, key(name), f"Example {name}")
    type_into(at(app, "people"), key("for_whom"), "Example people")
    type_number(app, key("how_many"), "9").run()
    at(app, "outcome").selectbox(key=key("pathway")).set_value("Accommodation").run()
    app.selectbox(key=key("desired_outcome")).select_index(1).run()
    type_into(app, key("indicator"), "Example indicator")
    type_number(app, key("target"), "9").run()
    type_into(at(app, "costs"), key("cost0"), "Example cost")
    type_number(app, key("pounds0"), "9").run()
    at(app, "check")
    send = [button.label for button in app.button].index("Send in this idea")
    with monkeypatch.context() as patch:
        patch.setattr(actions, "move", locked)
        app.button[send].click().run()
    assert any(DatabaseFault.LOCKED.sentence in error.value.replace("\\", "") for error in app.error)
    assert kept_texts(app, "bar")[0]["refused"] == ""  # it is saved, and says so
    app.button[send].click().run()
    assert [kept.stage for kept in actions.own(PARTNER)] == [Stage.SUBMITTED]


def test_what_is_no_number_is_said_and_never_called_saved():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND, question="people")
    type_number(app, key("how_many"), "12").run()
    app.session_state[key("how_many")] = None  # as its field puts it when that comes from a browser
    type_into(app, key("how_many") + ".typed", "12 or so").run()
    assert number(app, key("how_many")) == "12 or so"
    (bar,) = kept_texts(app, "bar")
    assert bar["refused"] == "Not saved yet: “How many people?”: Write a whole number."
    (field,) = (data for data in kept_texts(app) if data["field"] == key("how_many") + ".typed")
    assert field["problems"] == ["Write a whole number."]


def test_a_form_opened_twice_does_not_write_over_the_other():
    first, second = (opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND) for _ in range(2))
    type_into(first, key("title"), "First").run()
    type_into(second, key("title"), "Second").run()
    assert "changed or sent in from another window" in kept_texts(second, "bar")[0]["refused"]
    assert [one.idea.title for one in actions.own(PARTNER)] == ["First"]


def test_a_partner_does_not_see_the_ideas_of_others():
    assert "Example Charity" not in str(opened(SUBMIT_IDEA, Role.PARTNER).main)


def test_a_made_up_fund_offers_made_up_hubs_alone():
    made_up = "illustrative-local-project"
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=made_up, question="where")
    app.radio(key=f"idea.{made_up}.where").set_value(IdeaReach.HUB).run()
    offered = app.selectbox(key=f"idea.{made_up}.hub").options
    assert [name for name in offered if "Hub" in name] == [
        "Example Community Hub East",
        "Example Provider Hub",
        "Example Village Hub",
    ]
    assert all(name.startswith(("Example ", "Choose")) for name in offered)

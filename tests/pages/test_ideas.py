"""The ideas page and the form as each role finds them, by AppTest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import IdeaReach, Stage
from probation_commission.store.database import DatabaseFault, DatabaseFaultError
from probation_commission.ui.menu import IDEAS, SUBMIT_IDEA
from probation_commission.ui.who import ROLE_KEY
from tests.pages.sent import kept_text, kept_texts, number, type_into, type_number

FUND = "partnership-local-project"
SUBMITTED, SHORTLISTED, APPROVED, DELIVERING, DECLINED = "5", "3", "2", "1", "4"
"""The numbers of the illustrative ideas, by stage."""
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


@pytest.mark.parametrize(
    ("role", "idea", "expected"),
    [
        (Role.PANEL, SUBMITTED, {"Shortlist"}),
        (Role.PANEL, SHORTLISTED, set()),
        (Role.LEAD, SUBMITTED, {"Shortlist", "Decline"}),
        (Role.LEAD, SHORTLISTED, {"Approve", "Decline"}),
        (Role.LEAD, APPROVED, {"Mark as delivering"}),
        (Role.LEAD, DELIVERING, {"Close"}),
        (Role.LEAD, DECLINED, set()),
        (Role.ADMIN, SHORTLISTED, {"Approve", "Decline"}),
    ],
)
def test_the_buttons_are_those_that_the_table_allows_this_role(role, idea, expected):
    all_moves = {"Shortlist", "Approve", "Decline", "Mark as delivering", "Close"}
    assert buttons(opened(IDEAS, role, idea=idea)) & all_moves == expected


def test_an_address_with_an_idea_alone_opens_it_with_its_fund():
    app = opened(IDEAS, Role.LEAD, idea=DECLINED)
    assert "Phones and top\\-ups on release" in words(app)
    assert app.selectbox(key="fund").value == "illustrative-local-project"


def test_an_address_with_an_idea_that_is_not_there_opens_the_page():
    assert opened(IDEAS, Role.LEAD, idea="99").selectbox(key="idea").value == ""


def test_nobody_elses_draft_is_shown():
    assert "Cooking" not in str(opened(IDEAS, Role.ADMIN).main)


def test_what_a_lead_typed_is_kept_when_a_decision_is_refused():
    app = opened(IDEAS, Role.LEAD, idea=SHORTLISTED)
    type_number(app, f"award-{SHORTLISTED}", "9000")
    type_into(app, f"reason-{SHORTLISTED}", "Because.")
    app.button(key=f"{Stage.APPROVED}-{SHORTLISTED}").click().run()
    assert "the award can’t be more" in app.error[0].value.replace("\\", "")
    assert number(app, f"award-{SHORTLISTED}") == "9000"
    assert kept_text(app, f"reason-{SHORTLISTED}") == "Because."


def key(name: str) -> str:
    return f"idea.{FUND}.{name}"


def test_each_change_of_the_form_is_saved_and_found_in_another_session():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    type_into(app, key("title"), "Bikes").run()
    type_number(app, key("pounds0"), "12.34").run()
    app.radio(key=key("where")).set_value(IdeaReach.WARDS).run()
    app.multiselect(key=key("wards")).set_value(["E05013602"]).run()
    [kept] = actions.own(PARTNER)
    assert (kept.idea.title, kept.idea.total_pence, kept.idea.ward_codes) == ("Bikes", 1234, ("E05013602",))
    again = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
    assert kept_text(again, key("title")) == "Bikes"
    assert number(again, key("pounds0")) == "12.34"
    assert again.multiselect(key=key("wards")).value == ["E05013602"]


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
    for name in ("organisation", "title", "what", "for_whom", "indicator", "cost0"):
        type_into(app, key(name), f"Example {name}")
    for name in ("how_many", "target", "pounds0"):
        type_number(app, key(name), "9")
    app.selectbox(key=key("pathway")).set_value("Accommodation").run()
    app.selectbox(key=key("desired_outcome")).select_index(1).run()
    send = [button.label for button in app.button].index("Send in this idea")
    with monkeypatch.context() as patch:
        patch.setattr(actions, "move", locked)
        app.button[send].click().run()
    assert any(DatabaseFault.LOCKED.sentence in error.value.replace("\\", "") for error in app.error)
    assert kept_texts(app, "bar")[0]["refused"] == ""  # it is saved, and says so
    app.button[send].click().run()
    assert [kept.stage for kept in actions.own(PARTNER)] == [Stage.SUBMITTED]


def test_what_is_no_number_is_said_and_never_called_saved():
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=FUND)
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
    app = opened(SUBMIT_IDEA, Role.PARTNER, fund=made_up)
    app.radio(key=f"idea.{made_up}.where").set_value(IdeaReach.HUB).run()
    offered = app.selectbox(key=f"idea.{made_up}.hub").options
    assert [name for name in offered if "Hub" in name] == [
        "Example Community Hub East",
        "Example Provider Hub",
        "Example Village Hub",
    ]
    assert all(name.startswith(("Example ", "Choose")) for name in offered)

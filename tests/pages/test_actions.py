"""Actions on the gaps page: who sees them, in which order, and what leads do with one."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission import metrics
from probation_commission.actions import follow_ups, gaps
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.follow_ups import ROLES, FollowUp, FollowUpSubject
from probation_commission.domain.gaps import GapCell, GapGroup, OutsideService
from probation_commission.store import database
from probation_commission.store import follow_ups as store
from probation_commission.store import gaps as gap_store
from probation_commission.ui.gaps import matrix, written
from probation_commission.ui.menu import GAPS
from tests.pages.sent import kept_texts, opened, tables

pytestmark = pytest.mark.usefixtures("migrated_home")
LEA = Person("Lea", Role.LEAD)
CELL = GapCell("Accommodation", "E06000047", GapGroup.WOMEN)
ASK = FollowUp(
    "Ask for a quote", "Head of Integration", today(), FollowUpSubject.GAP, CELL.key, CELL.area_code
)
MOST_SELECTS = 8
WHO_SEES = [Role.LEAD, Role.VIEWER, Role.PANEL]


def said(app) -> str:
    words = [element.proto.body for element in (*app.get("html"), *app.markdown, *app.caption)]
    return re.sub(r"<[^>]+>", " ", " ".join(words))


def four_actions() -> None:
    """One overdue, one due today, one done, one of another area, in another order than they are shown in."""
    done = follow_ups.add(LEA, replace(ASK, text="Visit the hostel"))
    follow_ups.finish(LEA, done)
    follow_ups.add(LEA, ASK)
    late = follow_ups.add(LEA, replace(ASK, text="Ring the council"))
    elsewhere = replace(CELL, area_code="E06000005")
    other = replace(ASK, text="Write to Darlington", subject=elsewhere.key, area_code="E06000005")
    follow_ups.add(LEA, replace(other, due=today() + timedelta(days=3)))
    with database.write() as conn:
        store.change(conn, late, replace(ASK, text="Ring the council", due=today() - timedelta(days=1)))


@pytest.mark.parametrize("role", WHO_SEES)
def test_overdue_ones_stand_first_and_the_heading_counts_them(role):
    four_actions()
    app = opened(GAPS, role, view="actions")
    assert "3 actions are open, 1 of them overdue." in said(app)
    (table,) = tables(app)
    assert list(table.Action) == ["Ring the council", "Ask for a quote", "Write to Darlington"]
    assert list(table.Due.str.contains("overdue")) == [True, False, False]
    assert table.About[0] == "Accommodation, County Durham, women"
    assert ("Change an action, or say that it is done" in [e.label for e in app.expander]) is (
        role is Role.LEAD
    )
    everything = opened(GAPS, role, view="actions", actions="all")
    assert "Done (1)" in [one.label for one in everything.expander]
    assert list(tables(everything)[1].Action) == ["Visit the hostel"]


def test_by_area_those_of_it_alone_are_shown_and_counted():
    four_actions()
    app = opened(GAPS, Role.LEAD, view="actions", area="E06000005")
    assert "1 action is open in Darlington, none overdue." in said(app)
    assert list(tables(app)[0].Action) == ["Write to Darlington"]


def test_a_partner_is_shown_no_action():
    four_actions()
    app = opened(GAPS, Role.PARTNER, view="actions")
    assert "Ask for a quote" not in said(app)
    assert not [table for table in tables(app) if "Action" in table]
    # Not 0, which would say that none is open.
    assert "Open actions" not in app.dataframe[1].value
    assert "Open actions" in opened(GAPS, Role.VIEWER).dataframe[1].value


def test_where_there_is_none_it_says_so():
    app = opened(GAPS, Role.LEAD, view="actions")
    assert "No action is open." in said(app)
    assert [one.value for one in app.info] == ["Nobody has written down an action yet."]


def press(app, label) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_lead_says_that_one_is_done_and_opens_it_again():
    number = follow_ups.add(LEA, ASK)
    app = opened(GAPS, Role.LEAD, view="actions", actions="all")
    app.selectbox(key="actions_which").set_value(number).run()
    assert tables(app)[-1].What[0] == "write down action"
    app = press(app, "It is done")
    assert [one.value for one in app.success] == ["Done: Ask for a quote."]
    assert "No action is open." in said(app)
    app = press(app, "Open it again")
    assert "1 action is open, none overdue." in said(app)
    app = press(app, "Take the action back")
    assert [one.value for one in app.error] == ["Write why it is taken back."]


@pytest.fixture
def _a_cell(monkeypatch):
    """The page shows the cell and nothing else of what is missing."""
    monkeypatch.setattr(matrix, "draw", lambda person, _sight, _top: written.draw_cell(person, CELL))


@pytest.mark.usefixtures("_a_cell")
@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER, Role.PARTNER])
def test_of_a_cell_everybody_reads_the_service_outside_the_room_its_actions_and_leads_alone_its_notes(role):
    gaps.add_outside(LEA, OutsideService(CELL, "Example Advice", "its website", today()))
    gaps.add_note(LEA, CELL, "told in confidence")
    follow_ups.add(LEA, ASK)
    follow_ups.add(LEA, replace(ASK, text="Of men", subject=replace(CELL, group=GapGroup.MEN).key))
    app = opened(GAPS, role)
    words = said(app)
    assert "Example Advice, which the partnership does not buy. Source: its website" in words
    shown = [list(table.Action) for table in tables(app)]
    assert shown == ([] if role is Role.PARTNER else [["Ask for a quote"]])
    assert ("told in confidence" in words) is (role is Role.LEAD)
    assert bool(kept_texts(app)) is (role is Role.LEAD)


@pytest.mark.usefixtures("_a_cell")
def test_all_that_is_wrong_with_an_action_is_said_and_what_is_right_is_kept():
    app = press(opened(GAPS, Role.LEAD), "Write the action down")
    assert [one.value.split("\\")[0] for one in app.error] == [
        "Write what is to be done.",
        "Choose which role does it.",
        "Choose the day by which it is done, today or later.",
    ]
    keys = {data["label"]: data["field"] for data in kept_texts(app)}
    app.session_state[keys["What is to be done"]] = "Ask for a quote"
    role = next(box for box in app.selectbox if box.label == "Which role does it")
    role.set_value("another role")
    app.date_input[0].set_value(today())
    app = press(app, "Write the action down")
    assert [one.value for one in app.error] == ["Choose which role does it."]
    keys = {data["label"]: data["field"] for data in kept_texts(app)}
    app.session_state[keys["Which other role, never a name"]] = "Head of Integration"
    app = press(app, "Write the action down")
    assert [one.value for one in app.success] == ["The action stands here and in the list of all actions."]
    with database.read() as conn:
        assert [one.follow_up for one in store.everything(conn)] == [ASK]


@pytest.mark.usefixtures("_a_cell")
def test_a_role_of_the_list_is_chosen_and_one_that_was_written_stands_as_another():
    number = follow_ups.add(LEA, replace(ASK, owner=ROLES[2]))
    form = "Which role does it"
    app = opened(GAPS, Role.LEAD, view="actions", actions="all")
    app.selectbox(key="actions_which").set_value(number).run()
    assert next(box for box in app.selectbox if box.label == form).value == ROLES[2]
    assert "Which other role, never a name" not in {data["label"] for data in kept_texts(app)}
    other = follow_ups.add(LEA, ASK)
    app = opened(GAPS, Role.LEAD, view="actions", actions="all")
    app.selectbox(key="actions_which").set_value(other).run()
    assert next(box for box in app.selectbox if box.label == form).value == "another role"
    assert "Which other role, never a name" in {data["label"] for data in kept_texts(app)}


@pytest.mark.usefixtures("_a_cell")
def test_a_made_up_service_outside_leaves_the_form_and_a_real_one_stands_in_its_place():
    with database.write() as conn:
        made_up = OutsideService(CELL, "Example Made Up", "its website", today(), illustrative=True)
        gap_store.add_outside(conn, LEA, made_up)
    folded = "There is one outside: a service that the partnership does not buy"
    assert folded in [one.label for one in opened(GAPS, Role.LEAD).expander]
    gaps.add_outside(LEA, OutsideService(CELL, "Example Advice", "its website", today()))
    app = opened(GAPS, Role.LEAD)
    assert folded not in [one.label for one in app.expander]
    assert "Example Made Up" not in said(app)
    # What is loaded again beside it is no more than made up.
    with database.write() as conn:
        gap_store.add_outside(conn, LEA, made_up)
    assert written.outside()[CELL.key].name == "Example Advice"


def test_what_counts_the_actions_of_a_cell_counts_those_that_are_open_for_who_may_see_them():
    four_actions()
    gaps.add_outside(LEA, OutsideService(CELL, "Example Advice", "its website", today()))
    number = gaps.add_outside(
        LEA, OutsideService(replace(CELL, group=GapGroup.MEN), "Another", "its website", today())
    )
    gaps.take_back_outside(LEA, number, "closed")
    counted = written.open_actions(Person("Vic", Role.VIEWER))
    assert counted == {CELL.key: 2, replace(CELL, area_code="E06000005").key: 1}
    assert written.open_actions(Person("Pat", Role.PARTNER)) is None
    assert {key: one.name for key, one in written.outside().items()} == {CELL.key: "Example Advice"}


@pytest.mark.usefixtures("_a_cell")
@pytest.mark.parametrize("query", [{"view": "actions", "actions": "all"}, {}])
def test_it_asks_little_of_the_database_when_it_is_drawn_again(query, monkeypatch):
    four_actions()
    app = opened(GAPS, Role.LEAD, **query)
    asked = []
    monkeypatch.setattr(metrics, "rerun", lambda *measured: asked.append(measured[-1]))
    app.run()
    assert asked[0] <= MOST_SELECTS

"""The page of agreements: what was agreed, in writing; and files under one, given while it lasts."""

from datetime import timedelta

import pytest
import streamlit as st

from probation_commission.actions import agreements, returns
from probation_commission.domain.access import NotAllowedError, Role
from probation_commission.domain.days import today
from probation_commission.store import audit, database
from probation_commission.ui.menu import AGREEMENTS, IOM, MEETING
from tests.files import Borough
from tests.given.agreements import ADA, HARINGEY, agreed
from tests.given.organisations import organisation
from tests.given.returns import LEAD
from tests.pages.sent import opened, type_into

pytestmark = pytest.mark.usefixtures("ready_home")
MAY = {"area": HARINGEY, "month": "2023-05"}


@pytest.fixture
def month(ready_home):  # noqa: ARG001 (where it lies)
    """A month of Haringey in which three of a ward are on the cohort."""
    content = Borough(total=13, wards=[("HARRINGAY", 3, 3), ("NFA", 10, 2)]).file()
    returns.accept(LEAD, returns.check(LEAD, content, "may.xlsx"))


def button(app, label):
    return next(one for one in app.button if one.label == label)


def in_harringay(app) -> object:
    places = next(frame.value for frame in app.dataframe if "Ward" in frame.value)
    return places.set_index("Ward").All["Harringay"]


def test_an_admin_writes_one_down_ends_it_and_all_that_is_wrong_is_said_at_once():
    some = organisation("Some Trust")
    app = opened(AGREEMENTS, Role.ADMIN)
    button(app, "Save the agreement").click().run()
    said = " ".join(error.value for error in [*app.error, *app.warning])
    for problem in ("Give it a name", "at least one area", "as a party", "Say which posts"):
        assert problem in said
    type_into(app, "agreements_name_0", "Counts agreement 2026")
    type_into(app, "agreements_signed_0", "the head of service")
    for key, chosen in {"parties": [some], "areas": [HARINGEY]}.items():
        app.multiselect(key=f"agreements_{key}_0").set_value(chosen)
    button(app, "Save the agreement").click().run()
    (one,) = agreements.everyone(ADA).agreements
    assert (one.terms.name, one.terms.parties, one.terms.areas) == (
        "Counts agreement 2026",
        (some,),
        (HARINGEY,),
    )
    assert one.terms.until == today() + timedelta(days=364)
    assert not app.multiselect(key="agreements_parties_0").value  # the form begins anew
    app.selectbox(key="agreements_chosen").set_value(one.id).run()
    assert button(app, "End the agreement").disabled
    app.checkbox(key=f"agreements_sure_{one.id}").check().run()
    button(app, "End the agreement").click().run()
    assert agreements.everyone(ADA).agreements[0].ended_at


def test_a_lead_sees_them_and_writes_none():
    agreed()
    app = opened(AGREEMENTS, Role.LEAD)
    assert app.table
    assert not [one for one in app.button if "agreement" in one.label]


@pytest.mark.usefixtures("month")
def test_a_member_reads_three_where_others_read_a_band_and_nothing_is_left_once_it_ended(monkeypatch):
    one = agreed("Some Trust", areas=(HARINGEY,))
    later = {}
    monkeypatch.setattr(st, "download_button", lambda label, *, data, **_: later.update({label: data}))
    other = organisation("Other Trust")
    agreed("Third Trust", areas=("E06000047",), name="Elsewhere")
    for number, told in ((one.terms.parties[0], 3), (other, "0–4"), (None, "0–4")):
        assert in_harringay(opened(IOM, Role.VIEWER, organisation=number, level="wards", **MAY)) == told
    app = opened(IOM, Role.VIEWER, organisation=one.terms.parties[0], level="wards", **MAY)
    given = later["Download this table (xlsx)"]
    agreements.end(ADA, one.id)
    with pytest.raises(NotAllowedError, match="an agreement was changed"):
        given()
    assert in_harringay(app.run()) == "0–4"
    with database.read() as conn:
        seen = audit.entries(conn)
    viewed = seen[seen.action == "view exact counts"]
    assert viewed.subject_id.tolist() == [f"iom {HARINGEY}, agreement {one.id}"]


@pytest.mark.usefixtures("month")
def test_a_wall_shows_bands_until_a_lead_answers_the_question_and_again_once_they_leave_it():
    one = agreed("Some Trust", areas=(HARINGEY,))
    app = opened(MEETING, Role.LEAD, screen="2", **MAY)
    assert "0–4" in _wall(app)
    app.button(key="exact").click().run()
    assert "lets members of Some Trust see" in " ".join(each.value for each in app.markdown)
    app.button(key=f"exact_{one.id}").click().run()
    assert "3 are on a ward of the map" in _wall(app)
    assert "Who may see this: the agreement’s parties alone" in _wall(app)
    agreements.switch(ADA, one.id, on=False)
    assert "0–4" in _wall(app.run())
    agreements.switch(ADA, one.id, on=True)
    assert "0–4" in _wall(app.run())  # it is asked anew
    assert "exact" in {each.key for each in app.button}


@pytest.mark.usefixtures("month")
def test_nobody_but_those_who_see_exact_counts_is_asked():
    one = agreed("Some Trust", areas=(HARINGEY,))
    for role, as_partnership in ((Role.VIEWER, False), (Role.LEAD, True)):
        app = opened(
            MEETING,
            role,
            as_partnership=as_partnership,
            organisation=one.terms.parties[0],
            screen="2",
            **MAY,
        )
        assert "0–4" in _wall(app)  # the wall shows what the partnership sees, whoever projects it
        assert "exact" not in {each.key for each in app.button}


def _wall(app) -> str:
    words = [*app.title, *app.markdown]
    return " ".join([*(one.value for one in words), *(one.proto.body for one in app.get("html"))])

"""What a lead writes down of places through the page: nothing is lost, nor left out at a border."""

import pytest

from probation_commission.actions import hubs as actions
from probation_commission.domain.access import Person, Role
from probation_commission.domain.hubs import HubDetails, HubKind, Session
from probation_commission.store import database, directory
from probation_commission.ui.menu import HUBS
from tests.actions.test_hubs import THURSDAY
from tests.pages.sent import kept_text, kept_texts, opened, sent, type_into

pytestmark = pytest.mark.usefixtures("sampled_home")
LEA = Person("Lea", Role.LEAD)
PARTNER_ROOMS = "example-hub-partner"


def key_of(app, field: str) -> str:
    """The key under which the form has a field."""
    return next(data["field"] for data in kept_texts(app) if data["field"].startswith(f"{field}_hub_"))


def test_a_new_place_is_added_through_the_page():
    app = opened(HUBS, Role.LEAD, view="change")
    type_into(app, key_of(app, "name"), "Example Corner House")
    type_into(app, key_of(app, "run_by"), "Example Trust")
    type_into(app, key_of(app, "reason"), "the operator told us")
    next(one for one in app.button if one.label == "Save the place").click()
    app.run()
    assert not app.exception
    with database.read() as conn:
        assert "Example Corner House" in set(directory.hubs(conn).name)


def test_what_is_typed_stays_when_the_place_is_put_on_the_map_or_a_session_is_saved():
    app = opened(HUBS, Role.LEAD, view="change", place=PARTNER_ROOMS)
    key = key_of(app, "transport")
    type_into(app, key, "the bus stops at the door").run()
    with database.read() as conn:
        row = directory.hubs(conn).set_index("slug").loc[PARTNER_ROOMS]
    actions.put_point(LEA, PARTNER_ROOMS, row.latitude + 0.0005, row.longitude)
    actions.put_session(LEA, PARTNER_ROOMS, Session(THURSDAY.weekday, THURSDAY.opens, THURSDAY.closes))
    app.run()
    assert key_of(app, "transport") == key
    assert kept_text(app, key) == "the bus stops at the door"


def test_the_template_of_travel_times_has_the_places_beyond_the_border_that_are_near(monkeypatch):
    with database.read() as conn:
        places = directory.hubs(conn)
    elsewhere = places[(places.area_code == "E06000005") & places.latitude.notna()]
    rows = [
        text for text in sent(HUBS, Role.LEAD, monkeypatch, view="reach", area="E06000047") if "E05" in text
    ]
    for slug in elsewhere.slug[~elsewhere.confidential.astype(bool)]:
        assert any(f"'{slug}'" in row for row in rows), slug


def test_what_is_typed_while_another_lead_is_quicker_stands_in_the_form_as_it_is_now():
    app = opened(HUBS, Role.LEAD, view="change", place=PARTNER_ROOMS)
    type_into(app, key_of(app, "transport"), "the bus stops at the door").run()
    now = actions.where_it_is(LEA, PARTNER_ROOMS)
    with database.read() as conn:
        row = directory.hubs(conn).set_index("slug").loc[PARTNER_ROOMS]
    changed = HubDetails(
        name=row["name"],
        run_by=row.run_by,
        kind=HubKind(row.kind),
        area_code=row.area_code,
        address=now.address,
        postcode=now.postcode,
        phone="0300 000 0000",
    )
    actions.change(LEA, PARTNER_ROOMS, changed, "told by the operator")
    app.run()
    assert kept_text(app, key_of(app, "transport")) == "the bus stops at the door"
    assert kept_text(app, key_of(app, "phone")) == "0300 000 0000"
    assert any("Somebody has changed this meanwhile" in one.value for one in app.warning)

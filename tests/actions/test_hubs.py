"""Leads write down what a place is and when it is open; where a confidential one is stands in no trail."""

from dataclasses import replace
from datetime import date, time, timedelta

import pandas as pd
import pytest

from probation_commission.actions import hubs
from probation_commission.actions.refusals import RefusedError
from probation_commission.analysis.hubs import pathways_at
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import today
from probation_commission.domain.hubs import (
    Attendance,
    Closure,
    Every,
    HubDetails,
    HubKind,
    OpenTo,
    ServiceHere,
    Session,
)
from probation_commission.intake import bundled as facts
from probation_commission.store import audit, database, directory
from probation_commission.store import hubs as store

pytestmark = pytest.mark.usefixtures("migrated")
LEA = Person("Lea", Role.LEAD)
OF_DARLINGTON = Person("Dara", Role.LEAD, areas=frozenset({"E06000005"}))
HALL = HubDetails(
    name="Example Hall",
    kind=HubKind.COMMUNITY,
    run_by="Example Trust",
    area_code="E06000047",
    address="1 Invented Street",
    postcode="dh15su",
    phone="+44 (0)1632 960123",
    mailbox="hub.example@example.org",
    facilities={"private_room": True, "internet": False},
)
THURSDAY = Session(3, time(13), time(19), attends=(Attendance("Example Housing", today()),))


def trail() -> str:
    with database.read() as conn:
        frame = audit.entries(conn)
    return " ".join(f"{row.action} {row.before} {row.after} {row.reason}" for row in frame.itertuples())


def found(slug):
    with database.read() as conn:
        return store.find(conn, slug)


def openings(slug):
    with database.read() as conn:
        return store.openings(conn)[slug]


def test_a_new_place_lies_at_its_postcode_and_is_confirmed_by_whoever_wrote_it():
    row = found(hubs.add(LEA, HALL, "the operator told us"))
    assert (row["postcode"], row["exact"], row["phone"]) == ("DH1 5SU", True, "01632 960123")
    assert round(row["latitude"], 2) == 54.78
    assert (row["confirmed_on"], row["confirmed_by"]) == (today(), "a lead")
    # Not known is neither: nobody said whether there is a step.
    assert (row["private_room"], row["internet"], row["step_free"]) == (True, False, None)


def test_every_problem_is_said_at_once_and_nothing_is_kept():
    faulty = replace(
        HALL,
        name="",
        run_by="",
        postcode="DL3 6TH",
        phone="12",
        mailbox="jo.bloggs@example.org",
        opened=date(2026, 2, 1),
        closed=date(2026, 1, 1),
    )
    with pytest.raises(RefusedError) as refused:
        hubs.add(LEA, faulty, "")
    assert [reason.split(":")[0][:45] for reason in refused.value.reasons] == [
        "“12” is no phone number of the United Kingdom",
        "Give it a name.",
        "Say who runs it.",
        "The postcode DL3 6TH lies in another area. Ch",
        "“jo.bloggs@example.org” looks like one person",
        "The day it closed is before the day it opened",
        "Say in a few words why you change it, or who ",
    ]
    with pytest.raises(RefusedError, match="ZZ99 9ZZ is in no directory"):
        hubs.add(LEA, replace(HALL, postcode="zz999zz"), "why")
    with database.read() as conn:
        assert directory.hubs(conn).empty


def test_what_changed_is_in_the_trail_from_what_to_what_and_where_it_is_only_that_it_changed():
    slug = hubs.add(LEA, HALL, "told")
    moved = replace(
        HALL, name="Example House", address="2 Secret Lane", postcode="SR8 1BS", transport="bus 99"
    )
    changed = hubs.change(LEA, slug, moved, "they moved")
    assert set(changed) == {"name", "address", "postcode", "transport"}
    said = trail()
    assert "name: Example Hall" in said
    assert "name: Example House" in said
    assert "they moved" in said
    for told in ("Secret Lane", "SR8 1BS", "DH1 5SU", "Invented Street", "bus 99", "54.7"):
        assert told not in said


def test_a_change_of_nothing_is_refused_and_what_is_still_right_is_confirmed():
    slug = hubs.add(LEA, HALL, "told")
    with database.write() as conn:
        store.put(conn, slug, {"confirmed_on": today() - timedelta(days=200)})
    with pytest.raises(RefusedError, match="Nothing is different"):
        hubs.change(LEA, slug, HALL, "why")
    hubs.confirm(LEA, slug)
    assert found(slug)["confirmed_on"] == today()


def test_a_confidential_place_has_no_point_and_its_street_is_a_lead_s_to_read():
    slug = hubs.add(LEA, replace(HALL, confidential=True), "told")
    assert (found(slug)["latitude"], found(slug)["longitude"]) == (None, None)
    assert hubs.where_it_is(LEA, slug).address == "1 Invented Street"
    with pytest.raises(NotAllowedError):
        hubs.where_it_is(Person("Val", Role.VIEWER), slug)
    with pytest.raises(RefusedError, match="on no map"):
        hubs.put_point(LEA, slug, 54.7, -1.5)
    # One that is so no more is placed by its postcode again; the other way round its point goes.
    hubs.change(LEA, slug, HALL, "it moved out")
    assert found(slug)["exact"]
    hubs.change(LEA, slug, replace(HALL, confidential=True), "a refuge moved in")
    assert found(slug)["latitude"] is None


def test_what_is_confidential_by_its_kind_is_said_to_be_so_and_called_by_no_street():
    refuge = replace(HALL, kind=HubKind.REFUGE)
    with pytest.raises(RefusedError, match="kind refuge is confidential: tick that"):
        hubs.add(LEA, refuge, "told")
    with pytest.raises(RefusedError, match="Its name tells where it is"):
        hubs.add(LEA, replace(refuge, confidential=True, name="Invented Street House"), "told")
    # Its postcode is looked up by nobody, since it is on no map.
    hubs.add(LEA, replace(refuge, confidential=True, name="The house", postcode="ZZ99 9ZZ"), "told")
    assert "The house" not in trail()


def test_a_lead_changes_no_closure_and_no_session_of_another_hub():
    slug, other = hubs.add(LEA, HALL, "told"), hubs.add(LEA, replace(HALL, name="Other"), "told")
    hubs.put_closure(LEA, slug, Closure(date(2026, 2, 1), None, "flood"))
    hubs.put_session(LEA, slug, THURSDAY)
    (flood,), (session,) = openings(slug).closures, openings(slug).sessions
    with pytest.raises(RefusedError, match="taken out meanwhile"):
        hubs.put_closure(LEA, other, replace(flood, why="mine"))
    with pytest.raises(RefusedError, match="taken out meanwhile"):
        hubs.take_out_closure(LEA, other, flood.id)
    with pytest.raises(RefusedError, match="taken out meanwhile"):
        hubs.take_out_session(LEA, other, session.id)
    assert (openings(slug).closures, openings(slug).sessions) == ((flood,), (session,))
    hubs.take_out_closure(LEA, slug, flood.id)
    assert openings(slug).closures == ()


def test_a_new_street_without_a_postcode_leaves_the_place_where_it_was_drawn():
    slug = hubs.add(LEA, replace(HALL, postcode=""), "told")
    assert found(slug)["placed_by"] == "not on the map: no postcode was written down"
    with database.write() as conn:
        store.put(conn, slug, {"latitude": 54.7, "longitude": -1.5, "placed_by": "approximate"})
    hubs.change(LEA, slug, replace(HALL, postcode="", address="9 North Road"), "told")
    assert (found(slug)["latitude"], found(slug)["address"]) == (54.7, "9 North Road")


def test_a_mark_on_the_map_stays_when_something_else_is_changed():
    slug = hubs.add(LEA, replace(HALL, postcode=""), "told")
    hubs.put_point(LEA, slug, 54.70001, -1.5)
    hubs.change(LEA, slug, replace(HALL, postcode="", phone="01632 960999"), "new number")
    assert (found(slug)["latitude"], found(slug)["exact"]) == (54.70001, False)


def test_a_lead_of_another_area_changes_nothing_of_it():
    slug = hubs.add(LEA, HALL, "told")
    for attempt in (
        lambda: hubs.confirm(OF_DARLINGTON, slug),
        lambda: hubs.change(OF_DARLINGTON, slug, replace(HALL, area_code="E06000005"), "ours now"),
        lambda: hubs.put_session(OF_DARLINGTON, slug, THURSDAY),
        lambda: hubs.put_closure(OF_DARLINGTON, slug, Closure(today(), None, "works")),
        lambda: hubs.add(OF_DARLINGTON, HALL, "told"),
    ):
        with pytest.raises(NotAllowedError, match="As lead for Darlington"):
            attempt()


def test_a_session_is_written_changed_and_taken_out():
    slug = hubs.add(LEA, HALL, "told")
    hubs.put_session(LEA, slug, THURSDAY)
    (one,) = openings(slug).sessions
    assert one.attends == (Attendance("Example Housing", today(), None),)
    hubs.put_session(LEA, slug, replace(one, for_whom=OpenTo.WOMEN, attends=()))
    (changed,) = openings(slug).sessions
    assert (changed.id, changed.for_whom, changed.attends) == (one.id, OpenTo.WOMEN, ())
    hubs.take_out_session(LEA, slug, one.id)
    with database.read() as conn:
        assert slug not in store.openings(conn)
    with pytest.raises(RefusedError, match="taken out meanwhile"):
        hubs.put_session(LEA, slug, one)


def test_what_is_wrong_with_a_session_is_said_at_once():
    slug = hubs.add(LEA, HALL, "told")
    faulty = Session(
        3,
        time(19),
        time(13),
        Every.FORTNIGHT,
        until=date(2026, 1, 1),
        attends=(Attendance("Example Housing", seen_on=today() + timedelta(days=1)),),
    )
    with pytest.raises(RefusedError) as refused:
        hubs.put_session(LEA, slug, faulty)
    assert len(refused.value.reasons) == 3
    tuesday = replace(THURSDAY, every=Every.FORTNIGHT, since=date(2026, 11, 3))  # a Tuesday
    with pytest.raises(RefusedError, match="no such weekday"):
        hubs.put_session(LEA, slug, tuesday)
    with pytest.raises(RefusedError, match="not both"):
        hubs.put_session(LEA, slug, replace(THURSDAY, nobody_attends=True))
    with pytest.raises(RefusedError, match="last day is before its first"):
        hubs.put_session(LEA, slug, replace(THURSDAY, since=date(2026, 2, 1), until=date(2026, 1, 1)))
    with pytest.raises(RefusedError, match="seems to hold"):
        hubs.put_session(LEA, slug, replace(THURSDAY, attends=(Attendance("CRN X123456"),)))


def test_a_closure_has_a_reason_and_its_days_in_order():
    slug = hubs.add(LEA, HALL, "told")
    with pytest.raises(RefusedError) as refused:
        hubs.put_closure(LEA, slug, Closure(date(2026, 2, 1), date(2026, 1, 1), " "))
    assert len(refused.value.reasons) == 2
    hubs.put_closure(LEA, slug, Closure(date(2026, 2, 1), None, "works"))
    (one,) = openings(slug).closures
    hubs.put_closure(LEA, slug, replace(one, until=date(2026, 3, 1)))
    assert openings(slug).closures == (replace(one, until=date(2026, 3, 1)),)


def service(slug, pathway):
    return facts.services()[0] | {"slug": slug, "name": slug, "pathway": pathway}


SERVICES = [service("advice", "Accommodation"), service("debts", "Finance, Benefits and Debt")]


@pytest.fixture
def hall():
    with database.write() as conn:
        directory.put_bundled_services(conn, SERVICES)
    return hubs.add(LEA, HALL, "told")


def provided(slug, day=None):
    with database.read() as conn:
        at_places = store.services_at(conn)
    return pathways_at(at_places, pd.DataFrame(SERVICES), day or today()).get(slug, frozenset())


def test_a_service_at_a_place_has_its_pathway_there_until_it_ends(hall):
    last = today() + timedelta(days=5)
    hubs.put_service(LEA, hall, ServiceHere("advice"), "the operator told us")
    assert provided(hall) == {"Accommodation"}
    hubs.put_service(LEA, hall, ServiceHere("advice", None, last), "it moves out")
    assert provided(hall, last) == {"Accommodation"}
    assert provided(hall, last + timedelta(days=1)) == frozenset()
    with database.read() as conn:
        entries = audit.history(conn, AuditSubject(RecordKind.SERVICE, "advice"))
    assert list(entries.reason) == ["the operator told us", "it moves out"]
    assert f"advice at {hall}" in entries.before.iloc[1]


def test_every_problem_with_a_service_at_a_place_is_said_at_once(hall):
    backwards = ServiceHere("nothing", today(), today() - timedelta(days=1))
    with pytest.raises(RefusedError) as refused:
        hubs.put_service(LEA, hall, backwards, "")
    assert [words.split()[0] for words in refused.value.reasons] == ["Choose", "Its", "Say"]
    hubs.put_service(LEA, hall, ServiceHere("advice"), "why")
    with pytest.raises(RefusedError, match="Nothing is different"):
        hubs.put_service(LEA, hall, ServiceHere("advice"), "why")
    with pytest.raises(NotAllowedError):
        hubs.put_service(OF_DARLINGTON, hall, ServiceHere("debts"), "why")
    assert provided(hall) == {"Accommodation"}


def test_nothing_made_up_stands_at_a_real_place(hall):
    with database.write() as conn:
        directory.put_invented_services(conn, [service("invented", "Accommodation")])
    with pytest.raises(RefusedError, match="One of the two is made up"):
        hubs.put_service(LEA, hall, ServiceHere("invented"), "why")


def test_what_a_list_says_of_places_gives_way_to_what_people_wrote(hall):
    with database.write() as conn:
        store.put_bundled_services(
            conn, [{"service": "advice", "hub": hall}, {"service": "debts", "hub": hall}]
        )
    yesterday = today() - timedelta(days=1)
    hubs.put_service(LEA, hall, ServiceHere("advice", None, yesterday), "it ended")
    with database.write() as conn:
        store.put_bundled_services(conn, [{"service": "advice", "hub": hall}])
    # The one that was ended here stays so; the other, which the list names no more, is gone.
    with database.read() as conn:
        assert store.service_here(conn, hall, "advice") == ServiceHere("advice", None, yesterday)
        assert store.service_here(conn, hall, "debts") is None


def test_a_place_is_put_on_the_map_as_approximate_until_it_is_confirmed():
    slug = hubs.add(LEA, replace(HALL, postcode=""), "told")
    with pytest.raises(RefusedError, match="put elsewhere meanwhile"):
        hubs.confirm_point(LEA, slug)
    hubs.put_point(LEA, slug, 54.7801234, -1.57)
    row = found(slug)
    assert (row["latitude"], row["exact"], row["placed_by"]) == (54.78012, False, hubs.PUT_HERE)
    hubs.confirm_point(LEA, slug)
    row = found(slug)
    assert (row["latitude"], row["exact"]) == (54.78012, True)
    # Where it is stands in no trail, since it may become confidential.
    assert "54.78" not in trail()


def test_a_point_outside_of_its_area_is_refused_and_nothing_is_moved():
    slug = hubs.add(LEA, HALL, "told")
    before = found(slug)
    with pytest.raises(RefusedError, match="outside of County Durham"):
        hubs.put_point(LEA, slug, 51.5, -0.1)
    assert found(slug) == before


def test_its_postcode_is_where_it_is_exactly_and_without_one_nothing_is_put():
    slug = hubs.add(LEA, HALL, "told")
    at_first = found(slug)
    hubs.put_point(LEA, slug, 54.7, -1.6)
    hubs.put_at_postcode(LEA, slug)
    columns = ("latitude", "longitude", "exact", "placed_by")
    assert [found(slug)[name] for name in columns] == [at_first[name] for name in columns]
    without = hubs.add(LEA, replace(HALL, postcode=""), "told")
    with pytest.raises(RefusedError, match="No postcode"):
        hubs.put_at_postcode(LEA, without)

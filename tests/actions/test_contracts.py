"""What leads change of services and contracts: checked, with a reason, in their areas, left by a list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from probation_commission.actions import contracts, directory
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.contracts import (
    Capacity,
    ContractChange,
    ContractDates,
    ServiceChange,
    ServicePlace,
)
from probation_commission.domain.days import today
from probation_commission.domain.hubs import Listing
from probation_commission.store import contracts as store
from probation_commission.store import database
from probation_commission.store import directory as directory_store

pytestmark = pytest.mark.usefixtures("ready")
ADA, LEA = Person("Ada", Role.ADMIN), Person("Lea", Role.LEAD)
DURHAM, DARLINGTON = "E06000047", "E06000005"
LOCAL, REGIONAL = "womens-services-durham", "accommodation-ne"
CHANGE = ServiceChange("women", sex="women", ages="18 and over", route="from court by phone")


def service(slug: str) -> dict:
    with database.read() as conn:
        return store.service_row(conn, slug)


def loaded_anew() -> None:
    with database.write() as conn:
        directory_store.mark_bundled(conn, "services.csv", "older")
    directory.load_bundled(ADA)


def test_a_change_is_kept_said_field_by_field_and_not_written_over_by_a_newer_list():
    contracts.change_service(LEA, LOCAL, CHANGE, "the provider’s letter of 3 May")
    assert service(LOCAL)["route"] == "from court by phone"
    (entry,) = contracts.history(LEA, LOCAL).to_dict("records")
    assert (entry["before"], entry["after"]) == ("route: not known", "route: from court by phone")
    assert entry["reason"] == "the provider’s letter of 3 May"
    # What the list says of another column is brought up to date, what was written here is left.
    contracts.change_service(LEA, LOCAL, replace(CHANGE, for_whom="all women"), "the same letter")
    loaded_anew()
    assert service(LOCAL)["for_whom"] == "all women"
    assert service(LOCAL)["status"] == "live"


def test_nothing_without_a_reason_or_a_change_and_all_problems_at_once():
    with pytest.raises(RefusedError) as refusal:
        contracts.change_service(LEA, LOCAL, ServiceChange("", capacity=Capacity.OPEN), "")
    assert len(refusal.value.reasons) == 4  # the reason, for whom, who said so, until when
    contracts.change_service(LEA, LOCAL, CHANGE, "a letter")
    with pytest.raises(RefusedError, match="Nothing is written otherwise"):
        contracts.change_service(LEA, LOCAL, CHANGE, "a letter")


def test_what_identifies_somebody_is_refused():
    noted = replace(CHANGE, note_restricted="about X123456")
    with pytest.raises(RefusedError, match="Take it out"):
        contracts.change_service(LEA, LOCAL, noted, "a letter")


def test_value_and_note_are_told_to_leads_of_all_its_areas_and_their_words_are_in_no_entry():
    noted = replace(CHANGE, note_restricted="more visits")
    contracts.change_service(LEA, LOCAL, noted, "a visit")
    contracts.change_contract(LEA, LOCAL, ContractChange(value_pence=123), "the award notice")
    said = contracts.history(LEA, LOCAL)
    assert not said[["before", "after"]].apply(lambda cells: cells.str.contains("123|visits")).any(axis=None)
    assert contracts.notes(LEA, LOCAL).note == "more visits"
    assert contracts.notes(LEA, LOCAL).value_pence == 123
    with pytest.raises(NotAllowedError):
        contracts.notes(replace(LEA, areas=frozenset({DARLINGTON})), LOCAL)
    with database.read() as conn:
        assert "note_restricted" not in directory_store.services(conn)
        assert "value_pence" not in store.contracts(conn)


def test_the_value_of_a_contract_is_told_to_leads_of_all_that_is_bought_under_it():
    contracts.change_contract(LEA, LOCAL, ContractChange(value_pence=123), "the award notice")
    with database.write() as conn:
        # One more service of the same contract, in Darlington alone.
        store.change_service(conn, "exploitation-darlington", {"contract_slug": "prj-5781"})
    one = replace(LEA, areas=frozenset({DARLINGTON}))
    assert contracts.notes(one, "exploitation-darlington") == contracts.OwnNotes("", None, value_told=False)
    both = replace(LEA, areas=frozenset({DURHAM, DARLINGTON}))
    assert contracts.notes(both, "exploitation-darlington") == contracts.OwnNotes("", 123)


def test_what_was_said_of_room_and_is_too_old_hinders_no_other_change():
    lapsed = {"capacity": "open", "capacity_said_by": "team", "capacity_until": today() - timedelta(days=1)}
    with database.write() as conn:
        store.change_service(conn, LOCAL, lapsed)
    contracts.change_service(LEA, LOCAL, replace(CHANGE, **lapsed), "a letter")
    assert service(LOCAL)["route"] == "from court by phone"
    with pytest.raises(RefusedError, match="at least until today"):
        contracts.change_service(LEA, LOCAL, replace(CHANGE, **lapsed | {"capacity": "limited"}), "a letter")


def test_a_successor_that_is_no_record_yet_stays():
    with database.write() as conn:
        store.change_contract(conn, "prj-5781", {"successor": "css-2"})
    contracts.change_contract(LEA, LOCAL, ContractChange(successor="css-2", value_pence=1), "a letter")
    with pytest.raises(RefusedError, match="no contract that is known"):
        contracts.change_contract(LEA, LOCAL, ContractChange(successor="css-3"), "a letter")


def test_a_service_that_the_list_names_no_more_stays_where_it_was():
    listed = [LOCAL, REGIONAL]
    with database.write() as conn:
        before = {slug: len(store.coverage_of(conn, [slug])) for slug in listed}
        store.change_service(conn, LOCAL, {"listed": Listing.DROPPED})
        store.change_service(conn, REGIONAL, {"listed": Listing.ELSEWHERE})
        store.put_coverage(conn, [])
        after = {slug: len(store.coverage_of(conn, [slug])) for slug in listed}
    assert all(before.values())
    assert after == {LOCAL: before[LOCAL], REGIONAL: 0}
    # Named again, it is where the list says and twice nowhere.
    loaded_anew()
    with database.read() as conn:
        assert {slug: len(store.coverage_of(conn, [slug])) for slug in listed} == before


def test_a_limited_lead_changes_what_lies_in_their_areas_alone():
    both = replace(LEA, areas=frozenset({DURHAM, DARLINGTON}))
    contracts.change_service(both, LOCAL, CHANGE, "a letter")
    for person, slug in (
        (replace(LEA, areas=frozenset({DURHAM})), LOCAL),
        (both, REGIONAL),
        # Of "boroughs not named" nobody can say that it is theirs.
        (both, "iom-mental-health"),
    ):
        with pytest.raises(NotAllowedError):
            contracts.change_service(person, slug, CHANGE, "a letter")
    contracts.change_service(LEA, "iom-mental-health", CHANGE, "a letter")


def test_a_contract_ends_and_is_not_deleted():
    days = ContractDates(starts=today() - timedelta(days=400), ends=today() - timedelta(days=1))
    contracts.change_contract(LEA, LOCAL, ContractChange(days), "the award notice")
    with database.read() as conn:
        assert store.contract_row(conn, "prj-5781")["ends"] == days.ends
    wrong = replace(days, starts=today())
    with pytest.raises(RefusedError, match="start is after the end"):
        contracts.change_contract(LEA, LOCAL, ContractChange(wrong), "the award notice")


def test_of_a_service_without_a_contract_there_is_none_to_change():
    with pytest.raises(RefusedError, match="No contract"):
        contracts.change_contract(LEA, "handcrafted", ContractChange(value_pence=1), "a letter")


def test_where_it_is_is_written_in_the_place_of_what_was_and_a_newer_list_leaves_it():
    ended = ServicePlace(DARLINGTON, ended=today(), reason="nobody came")
    contracts.cover(LEA, LOCAL, ended, "a letter")
    loaded_anew()
    with database.read() as conn:
        places = store.coverage_of(conn, [LOCAL])
    assert {place.area_code: place.ended for place in places} == {DURHAM: None, DARLINGTON: today()}
    with pytest.raises(RefusedError, match="Say why it ended"):
        contracts.cover(LEA, LOCAL, ServicePlace(DARLINGTON, ended=today()), "a letter")
    with pytest.raises(RefusedError, match="Choose a ward of Darlington"):
        contracts.cover(LEA, LOCAL, ServicePlace(DARLINGTON, "E05016188"), "a letter")
    with pytest.raises(RefusedError, match="covered here"):
        contracts.cover(LEA, LOCAL, ServicePlace("E06000002"), "a letter")


def test_no_place_without_a_day_a_reason_or_a_change():
    with pytest.raises(RefusedError) as refusal:
        contracts.cover(LEA, LOCAL, ServicePlace(DARLINGTON), " ")
    assert len(refusal.value.reasons) == 2
    live = ServicePlace(DARLINGTON, actual=today())
    contracts.cover(LEA, LOCAL, live, "a letter")
    with pytest.raises(RefusedError, match="Nothing is written otherwise"):
        contracts.cover(LEA, LOCAL, live, "a letter")


def test_a_place_written_by_mistake_is_taken_out_and_locks_nobody_out_any_more():
    alone = "exploitation-darlington"
    limited = replace(LEA, areas=frozenset({DARLINGTON}))
    contracts.notes(limited, alone)
    contracts.cover(LEA, alone, ServicePlace(DURHAM, actual=today()), "a letter")
    with pytest.raises(NotAllowedError):
        contracts.notes(limited, alone)
    with pytest.raises(NotAllowedError):
        contracts.take_out_place(limited, alone, DURHAM, "", "it never was there")
    with pytest.raises(RefusedError, match="Write the reason"):
        contracts.take_out_place(LEA, alone, DURHAM, "", "")
    contracts.take_out_place(LEA, alone, DURHAM, "", "it never was there")
    contracts.notes(limited, alone)
    last = contracts.history(limited, alone).iloc[-1]
    assert last.before.startswith("County Durham, live since")
    assert (last.after, last.reason) == ("", "it never was there")
    # What the source has is not taken out, also after a change of it; nor what is there no more.
    contracts.cover(LEA, alone, ServicePlace(DARLINGTON, actual=today()), "a letter")
    with pytest.raises(RefusedError, match="last day"):
        contracts.take_out_place(LEA, alone, DARLINGTON, "", "a letter")
    with pytest.raises(RefusedError, match="any more"):
        contracts.take_out_place(LEA, alone, DURHAM, "", "a letter")


def test_the_history_is_told_to_leads_of_all_that_is_bought_under_the_contract():
    contracts.change_contract(LEA, LOCAL, ContractChange(value_pence=123), "raised to 123 by variation 3")
    with database.write() as conn:
        store.change_service(conn, "exploitation-darlington", {"contract_slug": "prj-5781"})
    one = replace(LEA, areas=frozenset({DARLINGTON}))
    for slug in (LOCAL, "exploitation-darlington"):
        with pytest.raises(NotAllowedError):
            contracts.history(one, slug)
    both = replace(LEA, areas=frozenset({DURHAM, DARLINGTON}))
    assert "variation 3" in str(contracts.history(both, LOCAL).to_dict("records"))


def test_a_newer_list_writes_each_contract_once():
    def counted() -> list[int]:
        with database.read() as conn:
            frames = store.contracts(conn), store.parties(conn), store.covered(conn)
        return [len(frame) for frame in frames]

    before = counted()
    loaded_anew()
    assert counted() == before
    assert all(before)

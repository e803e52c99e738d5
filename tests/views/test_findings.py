"""Findings of small pages: hubs, services, people, localities; no word where there is nothing."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.services import live, real
from probation_commission.domain.access import Role
from probation_commission.views import hubs, localities, people, services
from tests.given.pictures import ward_set

WARDS = ward_set(1, 1, 1)
NORTH, SOUTH, EAST = (ward.code for ward in WARDS.wards)
DAY = date(2026, 11, 27)


def known(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["status", "pathway", "illustrative"])
    return frame.assign(slug=[f"s{number}" for number in range(len(rows))], listed="listed")


LIVE, ENDED, MADE_UP = ("live", "ETE", False), ("ended", "Finance", False), ("live", "ETE", True)
REST = "Of the rest, 1 is ended. "
ONE_MORE = "1 more is illustrative and not counted."
TWO_MORE = "2 more are illustrative and not counted."
NO_RESULT = "No result was received of any of them."


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "No such service is known here."),
        ([MADE_UP], "No such service is known here; those listed are illustrative."),
        ([LIVE], f"1 of 1 services are live; they span 1 pathway. {NO_RESULT}"),
        ([LIVE, ENDED], f"1 of 2 services are live; they span 2 pathways. {REST}{NO_RESULT}"),
        (
            [LIVE, MADE_UP],
            f"1 of 1 services are live; they span 1 pathway. {NO_RESULT} {ONE_MORE}",
        ),
        (
            [ENDED, MADE_UP, MADE_UP],
            f"0 of 1 services are live; they span 1 pathway. {REST}{NO_RESULT} {TWO_MORE}",
        ),
    ],
)
def test_made_up_services_are_named_and_not_counted(rows, words):
    assert services.finding(known(*rows), {}) == words


def test_a_result_is_said_of_each_service_or_that_none_was_received():
    frame = known(LIVE, ENDED)
    frame = frame.assign(**{name: "" for name in services.COLUMNS if name not in {*frame, "data", "results"}})
    returned = {"s0": date(2026, 10, 1)}
    assert "Results were received of 1 of them." in services.finding(frame, returned)
    assert list(services.table(frame, returned).Results) == ["up to October 2026", "no result received"]


def test_live_services_are_real_ones():
    assert list(real(known(LIVE, ENDED, MADE_UP)).status) == ["live", "ended"]
    assert len(live(known(LIVE, ENDED, MADE_UP))) == 1


def test_a_place_without_a_verified_address_is_approximate():
    places = pd.DataFrame(
        {
            "name": ["A", "B"],
            "exact": [True, False],
            "placed_by": ["postcode", "street"],
            "postcode": ["DH1 1AA", None],
            "latitude": 54.7,
            "longitude": -1.5,
            "source": ["list", "list"],
        }
    ).assign(kind="hub", run_by="us", open_state="not known", address="", verified="", slug=["a", "b"])
    places = places.assign(illustrative=False, confirmed_on=None, phone="", mailbox="")
    assert hubs.finding(places, "Exampleshire") == (
        "2 places in Exampleshire; 1 at a verified postcode, 1 approximate. "
        "Whether they are open is confirmed for none."
    )
    assert list(hubs.table(places, {}, DAY).Postcode) == ["DH1 1AA", "not known"]
    assert list(hubs.table(places, {}, DAY)["On the map"]) == ["postcode", "street"]
    assert list(hubs.markers(places).label) == ["us, postcode", "us, street"]
    assert hubs.sources(places) == "list"


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "No hub or office in Exampleshire is known here."),
        (["invented"], "in Exampleshire is known here; the 1 shown is illustrative."),
        (["invented"] * 2, "in Exampleshire is known here; the 2 shown are illustrative."),
        (["NHS", "confidential place", "invented"], "2 places in Exampleshire; 0 at a verified"),
        (["NHS", "confidential place"], "postcode, 1 approximate, 1 not on the map. Whether they are open"),
    ],
)
def test_places_that_are_made_up_or_not_on_the_map_are_said(kinds, words):
    places = pd.DataFrame(
        {"name": kinds, "kind": kinds, "exact": False, "longitude": -1.5}, index=range(len(kinds))
    )
    places = places.assign(latitude=places.kind.map(lambda kind: None if "conf" in kind else 54.7))
    places = places.assign(placed_by="not on the map: confidential", exact=places.kind.eq(""))
    places = places.assign(illustrative=places.kind.eq("invented"), confirmed_on=None)
    assert words in hubs.finding(places, "Exampleshire")
    hidden = "confidential place" in kinds
    assert hubs.not_on_map(places) == ("Not on the map: confidential place (confidential)." if hidden else "")


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([], "Nobody has been given access yet."),
        ([Role.LEAD], "1 person has access: 1 lead."),
        ([Role.LEAD, Role.ADMIN, Role.LEAD], "3 people have access: 1 admin, 2 leads."),
    ],
)
def test_people_are_counted_by_role(roles, words):
    assert people.finding(roles) == words


def test_localities_say_what_was_made_and_by_whom_if_anybody_did():
    saved = "Jo Lead", datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
    assert localities.finding(WARDS, "", None).startswith(f"No locality of {WARDS.title} has been made yet.")
    assert localities.finding(WARDS, "2 localities", saved) == (
        f"{WARDS.title}: 2 localities. Saved by Jo Lead on 3 May 2026."
    )
    assert localities.finding(WARDS, "2 localities", None) == f"{WARDS.title}: 2 localities."


def test_wards_in_no_locality_stand_in_none():
    grouping = {NORTH: "Up", SOUTH: "Up"}
    assert localities.table(grouping, WARDS).to_numpy().tolist() == [["Up", 2, "North, South"]]
    assert localities.in_none(grouping, WARDS) == ["East"]
    assert localities.in_none({**grouping, EAST: "Down"}, WARDS) == []

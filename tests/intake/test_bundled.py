"""The bundled hubs lie where their postcodes are, and those without one say that they are approximate."""

import pytest

from probation_commission.domain.hubs import HubKind
from probation_commission.geography import outlines
from probation_commission.geography.fit import ward_at
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled

HOME = ("E06000005", "E06000047")
HUBS = placed([hub for hub in bundled.hubs() if hub["area_code"] in HOME])
OFFICES = {"DH1 5SU", "DH1 1TH", "DL3 6TH", "DL3 7BJ", "DL5 4DH", "SR8 1BS"}  # local_facts.md


def test_six_offices_lie_at_their_postcodes_nine_are_approximate_and_six_have_no_point():
    exact = [hub for hub in HUBS if hub["exact"]]
    assert {hub["postcode"] for hub in exact} == OFFICES
    assert all(hub["placed_by"] == f"postcode {hub['postcode']}" for hub in exact)
    others = [hub for hub in HUBS if not hub["exact"]]
    assert all(hub["postcode"] is None for hub in others)
    approximate = [hub for hub in others if hub["latitude"] is not None]
    assert len(approximate) == 9
    assert all(hub["placed_by"].startswith("approximate: the middle of ") for hub in approximate)
    assert {hub["slug"]: hub["placed_by"] for hub in others if hub["latitude"] is None} == {
        "700-club": "not on the map: no address in any source",
        "womens-hub-durham": "not on the map: confidential",
        **dict.fromkeys(
            ("hmp-durham", "hmp-low-newton", "hmp-frankland", "hmp-deerbolt"),
            "not on the map: no address in any source",
        ),
    }


def test_a_confidential_place_has_no_point_whatever_stands_in_its_row():
    office = next(hub for hub in bundled.hubs() if hub["postcode"])
    (hidden,) = placed([office | {"confidential": True, "near": "DH1"}])
    assert (hidden["latitude"], hidden["longitude"], hidden["exact"]) == (None, None, False)
    for hub in bundled.hubs():
        if hub["confidential"]:
            assert (hub["address"], hub["postcode"], hub["near"]) == ("", "", "")


def test_the_national_list_brings_every_office_once_under_the_name_that_people_here_know():
    offices = [hub for hub in bundled.hubs() if hub["kind"] == HubKind.OFFICE]
    assert len(offices) == 326
    assert len({hub["slug"] for hub in bundled.hubs()}) == len(bundled.hubs())
    of_home = {hub["slug"] for hub in offices if hub["area_code"] in HOME}
    assert not any(slug.startswith("office-") for slug in of_home)  # all six have names of their own


def test_what_the_national_list_has_twice_and_without_a_known_postcode_says_so():
    by_slug = {hub["slug"]: hub for hub in bundled.hubs()}
    assert "perhaps the same site as Haringey: Lansdowne Road" in by_slug["office-75"]["verified"]
    (southampton,) = placed([by_slug["office-258"]])  # SO14 5EA is in no directory
    assert southampton["placed_by"] == "not on the map: its postcode is in no directory"
    (buxton,) = placed([by_slug["office-2"]])  # the directory writes SK176DH
    assert (round(buxton["latitude"], 2), round(buxton["longitude"], 2)) == (53.26, -1.91)


def test_each_kind_of_place_is_one_that_is_known():
    assert {hub["kind"] for hub in bundled.hubs()} <= set(HubKind)


def test_a_district_that_two_authorities_share_is_taken_whole():
    hub = next(
        hub for hub in HUBS if hub["slug"] == "ingeus-darlington"
    )  # DL1 and DL3, which reach into Durham
    assert (hub["latitude"], hub["placed_by"]) == (54.526068, "approximate: the middle of DL1 and DL3")


@pytest.mark.usefixtures("home")  # the bundled outlines
@pytest.mark.parametrize(
    "hub", [hub for hub in HUBS if hub["latitude"] is not None], ids=lambda hub: hub["slug"]
)
def test_it_lies_in_a_ward_of_its_authority(hub):
    area = gazetteer().authority(hub["area_code"])
    current = gazetteer().ward_sets(area)[0]
    polygons = outlines.polygons(outlines.current_sets()[current.key])
    ward_code = ward_at(polygons, hub["latitude"], hub["longitude"])
    assert ward_code in {ward.code for ward in current.wards}


def test_each_hub_and_service_has_a_source_and_a_name_of_its_own():
    for rows in (HUBS, bundled.services()):
        assert all(row["source"] and row["name"] for row in rows)
        assert len({row["slug"] for row in rows}) == len(rows)


def of(slug):
    return next(row for row in bundled.services() if row["slug"] == slug)


def test_the_finance_service_is_in_custody_alone_and_no_other_is_known():
    finance = [row for row in bundled.services() if row["pathway"] == "Finance, Benefits and Debt"]
    assert [(row["contract"], row["for_whom"]) for row in finance] == [("PRJ_7647", "men in custody")]
    assert "not in the community" in finance[0]["note"]
    assert "No community finance service for men is known here" in finance[0]["note"]


def test_the_london_services_name_no_borough():
    london = [row for row in bundled.services() if "source 003" in row["source"]]
    assert len(london) == 4
    assert {row["area"] for row in london} == {"London (boroughs not named)"}
    assert not any("vetting" in row["note"].lower() for row in london)  # restricted: for commissioners


def test_nothing_of_2016_is_said_to_have_ended():
    old = [row for row in bundled.services() if "source 002" in row["source"]]
    assert len(old) == 14
    assert {(row["status"], row["as_of"]) for row in old} == {("not confirmed", "last named 2016")}
    assert not any(row["status"] == "ended" for row in bundled.services())
    hubs = [hub for hub in bundled.hubs() if "source 002" in hub["source"]]
    assert {hub["open_state"] for hub in hubs} == {"last named 2016, not confirmed since"}


def test_harbour_through_the_gate_and_social_action_are_rows_of_their_own():
    harbour = {row["slug"]: row["area"] for row in bundled.services() if row["provider"] == "Harbour"}
    assert harbour == {
        "domestic-abuse-groupwork": "County Durham",  # “with the exception of Darlington”
        "freedom-programme": "County Durham & Darlington",
    }
    at_release = {"through-the-gate": "Wise Group", "low-newton-lounge": "NEPACS", "open-gate": "Open Gate"}
    assert {slug: of(slug)["provider"] for slug in at_release} == at_release
    social = [row["slug"] for row in bundled.services() if row["name"].startswith("Social action: ")]
    assert social == ["lunch-club-darlington", "peace-garden-darlington", "rebuild-darlington"]
    assert of("together-women-project")["provider"] != of("iom-mental-health")["provider"]


def test_a_pathway_that_no_source_gives_says_so():
    for row in bundled.services():
        if any(source in row["source"] for source in ("source 000", "source 002", "source 003")):
            assert row["note"].endswith("The pathway is our reading."), row["slug"]


def test_no_street_stands_without_a_source():
    streets = {hub["slug"]: hub["address"] for hub in bundled.hubs() if not hub["postcode"]}
    assert streets["st-cuthberts-peterlee"] == "Peterlee"
    assert streets["700-club"] == "not known"


def test_the_bundled_files_are_known_by_their_content():
    assert set(bundled.bundled()) >= {"hubs.csv", "services.csv"}
    assert all(len(sha256) == 64 for sha256 in bundled.bundled().values())

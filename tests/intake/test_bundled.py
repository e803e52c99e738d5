"""The bundled hubs lie where their postcodes are, and those without one say that they are approximate."""

import pytest

from probation_commission.geography import outlines
from probation_commission.geography.fit import ward_at
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled

HUBS = placed(bundled.hubs())
OFFICES = {"DH1 5SU", "DH1 1TH", "DL3 6TH", "DL3 7BJ", "DL5 4DH", "SR8 1BS"}  # local_facts.md


def test_six_offices_lie_at_their_postcodes_and_seven_places_are_approximate():
    exact = [hub for hub in HUBS if hub["exact"]]
    assert {hub["postcode"] for hub in exact} == OFFICES
    assert all(hub["placed_by"] == f"postcode {hub['postcode']}" for hub in exact)
    approximate = [hub for hub in HUBS if not hub["exact"]]
    assert len(approximate) == 7
    assert all(hub["placed_by"].startswith("approximate: the middle of ") for hub in approximate)
    assert all(hub["postcode"] is None for hub in approximate)


def test_a_district_that_two_authorities_share_is_taken_whole():
    hub = next(hub for hub in HUBS if hub["slug"] == "hope-house")  # DL1 and DL3, which reach into Durham
    assert (hub["latitude"], hub["placed_by"]) == (54.526068, "approximate: the middle of DL1 and DL3")


@pytest.mark.usefixtures("home")  # the bundled outlines
@pytest.mark.parametrize("hub", HUBS, ids=lambda hub: hub["slug"])
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


def test_the_bundled_files_are_known_by_their_content():
    assert set(bundled.bundled()) >= {"hubs.csv", "services.csv"}
    assert all(len(sha256) == 64 for sha256 in bundled.bundled().values())

"""The national list held against the map: once each, for its own area, with what is wrong said."""

from dataclasses import replace

import pytest

from probation_commission.actions.directory import listed_land
from probation_commission.analysis.listed_contracts import at_places, rows_for
from probation_commission.domain.areas import AreaKind
from probation_commission.domain.places import Authority, bare
from probation_commission.geography import england_wales
from probation_commission.intake import bundled

HACKNEY, CROYDON = "E09000012", "E09000008"
DURHAM, DARLINGTON, MIDDLESBROUGH, HARINGEY = "E06000047", "E06000005", "E06000002", "E09000014"


@pytest.fixture(scope="module")
def rows():
    return rows_for({DURHAM, DARLINGTON, HARINGEY}, bundled.services(), listed_land())


def of(rows, slug: str) -> dict:
    (found,) = [row for row in rows if row["slug"] == slug]
    return found


def covered(rows, slug: str) -> set[str]:
    return {row["area_code"] for row in rows.coverage if row["service"] == slug}


def test_a_contract_that_a_source_names_too_is_one_service_and_gets_the_lists_facts(rows):
    assert [row["slug"] for row in rows.services if row["contract"] == "PRJ_7710"] == [
        "dependency-recovery-durham"
    ]
    service = of(rows.services, "dependency-recovery-durham")
    assert service["provider"] == "Ingeus with Humankind"  # the words of the source stay
    assert (service["contract_slug"], service["sex"], service["ages"]) == ("prj-7710", "men", "18 and over")
    parties = {row["name"]: row["part"] for row in rows.parties if row["contract"] == "prj-7710"}
    assert parties == {"Ingeus UK Limited": "prime", "HumanKind": "supply chain"}


def test_no_day_wait_or_money_is_written_of_a_real_contract(rows):
    days = {"starts", "ends", "notice_by", "review_on", "go_live", "value_pence", "wait_weeks", "capacity"}
    assert not any(days & row.keys() for row in (*rows.contracts, *rows.services))
    assert not any({"planned", "actual", "ended"} & row.keys() for row in rows.coverage)


def test_delivery_places_elsewhere_are_flagged_by_name_and_others_are_not(rows):
    assert "covers: Nottingham, Mansfield, Derby" in of(rows.contracts, "prj-5631")["faults"]
    assert "outside" not in of(rows.contracts, "prj-7710")["faults"]
    # "in the following prisons … Peterborough": people of London are held there.
    assert "outside" not in of(rows.contracts, "prj-7283-e")["faults"]


def test_one_is_for_the_part_of_its_region_that_its_title_names(rows):
    assert covered(rows, "dependency-recovery-durham") == {DURHAM, DARLINGTON}
    assert len(covered(rows, "accommodation-ne")) == 12
    # Cleveland's is listed for the whole region, and is none of Durham's.
    assert not any(row["slug"] == "prj-7709" for row in rows.contracts)
    assert any(row["slug"] == "prj-7709" for row in rows_for({MIDDLESBROUGH}, [], listed_land()).contracts)
    # The east of London by the boroughs that its places name; the south is none of Haringey's.
    assert HARINGEY in covered(rows, "prj-7283-e")
    assert not any(row["slug"] == "prj-7283-s" for row in rows.contracts)


def test_of_a_service_whose_boroughs_are_not_named_none_is_covered(rows):
    assert covered(rows, "iom-mental-health") == set()
    assert covered(rows, "exploitation-darlington") == {DARLINGTON}


def test_every_contract_covers_an_authority_and_one_of_a_police_area_exactly_that():
    forces = {
        bare(area.name): {part.code for part in area.parts} for area in england_wales.of_kind(AreaKind.POLICE)
    }
    land = listed_land()
    contracts = bundled.contracts()
    assert [one.reference for one in contracts if not land.covered_by(one)] == []
    of_one = [one for one in contracts if one.police_area]
    assert {"Avon & Somerset", "North Wales"} <= {one.police_area for one in of_one}
    assert [one.title for one in of_one if land.covered_by(one) != forces[bare(one.police_area)]] == []


def test_a_part_of_london_that_names_no_borough_is_what_the_other_part_does_not_name_and_says_so():
    rows = rows_for({HACKNEY, CROYDON}, [], listed_land())
    assert HACKNEY in covered(rows, "ccs-0001")
    assert CROYDON not in covered(rows, "ccs-0001")
    assert CROYDON in covered(rows, "ccs-0002")
    assert "the list does not say" in of(rows.contracts, "ccs-0001")["faults"]
    assert "the list does not say" not in of(rows.contracts, "ccs-0002")["faults"]


def test_a_service_is_at_the_places_that_its_contract_names_by_their_whole_name(rows):
    found = {(row["service"], row["hub"]) for row in at_places(rows, bundled.hubs())}
    # "HMP Durham HMP Holme House …": the prisons that are in the directory, and no town or office.
    prisons = {"hmp-durham", "hmp-frankland", "hmp-deerbolt"}
    assert {hub for service, hub in found if service == "finance-benefit-debt-ne"} == prisons
    assert not any(service == "dependency-recovery-durham" for service, _ in found)


def test_a_borough_is_known_by_a_part_of_its_name_that_is_one_boroughs_alone():
    land = listed_land()
    names = {one.code: one.name for one in land.authorities}

    def boroughs(reference: str) -> set[str]:
        (one,) = [it for it in land.listed if it.reference == reference]
        return {names[code] for code in land.covered_by(one)}

    # "Barking", "Dagenham" in the list; "Chelsea, Fulham, Hammersmith, Kensington, Kingston, Richmond".
    assert boroughs("PRJ_7283_E") == {
        *("Barking and Dagenham", "City of London", "Enfield", "Hackney", "Haringey", "Havering"),
        *("Newham", "Redbridge", "Tower Hamlets", "Waltham Forest"),
    }
    assert boroughs("PRJ_7283_N") == {
        *("Brent", "Camden", "Hammersmith and Fulham", "Hounslow", "Islington", "Kensington and Chelsea"),
        *("Kingston upon Thames", "Richmond upon Thames", "Westminster"),
    }
    assert len(boroughs("PRJ_7283_S")) == 10
    named = boroughs("PRJ_7283_E") | boroughs("PRJ_7283_N") | boroughs("PRJ_7283_S")
    region = {names[code] for code in land.region("London")}
    assert region - named == {"Barnet", "Ealing", "Harrow", "Hillingdon"}


def test_a_part_of_two_names_or_of_a_name_elsewhere_is_nobodys():
    def authority(code: str, name: str) -> Authority:
        return Authority(code, name, "Region")

    land = replace(
        listed_land(),
        authorities=[
            authority("1", "Northwood and Southwood"),
            authority("2", "Eastwood and Southwood"),
            authority("3", "Easton upon River"),
            authority("4", "Weston and Norton"),
        ],
        forces=[],
        towns={},
    )

    def found(*places: str) -> frozenset[str]:
        one = replace(land.listed[0], places=places)
        return land.placed(one, frozenset({"1", "2", "3"}))

    assert found("Northwood", "Easton") == {"1", "3"}
    assert found("Southwood") == frozenset()  # which of both, nobody knows
    assert found("River", "Weston") == frozenset()  # a river; outside of the region

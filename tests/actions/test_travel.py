"""Travel times are loaded whole by leads, replaced by kind, taken back, and never lead to a secret place."""

from dataclasses import replace

import pytest

from probation_commission.actions import hubs, travel
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure import hubs as disclosure
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.travel import in_force
from probation_commission.geography.gazetteer import gazetteer, wards_now
from probation_commission.store import database, directory
from probation_commission.store import travel as store
from tests.actions.test_hubs import HALL, LEA, OF_DARLINGTON

pytestmark = pytest.mark.usefixtures("migrated")
DURHAM, DARLINGTON = "E06000047", "E06000005"
WARD, THERE = (wards_now()[gazetteer().authority(area)][0] for area in (DURHAM, DARLINGTON))


def file(minutes: int, mode: str = "bus", hub: str = HALL.name, wards=(WARD,)) -> bytes:
    rows = "\n".join(f"{ward.code},{hub},{minutes},{mode},Tuesday,10:00,2026-05-01" for ward in wards)
    return f"from_ward,to_hub,minutes,mode,day,time,as_of\n{rows}\n".encode()


def wards_of(area: str) -> set[str]:
    return {ward.code for ward in wards_now()[gazetteer().authority(area)]}


def standing(area: str = DURHAM) -> dict[str, int]:
    """The minutes that are in force for an area, by kind."""
    with database.read() as conn:
        return {
            one.kind.words: int(store.times(conn, one.id).minutes.iloc[0])
            for one in in_force(store.everything(conn), wards_of(area))
        }


def test_a_newer_matrix_takes_the_place_of_its_kind_and_taken_back_it_gives_it_back():
    hubs.add(LEA, HALL, "told")
    travel.load(LEA, "times.csv", file(38))
    travel.load(LEA, "cars.csv", file(9, "car"))
    travel.load(LEA, "times.csv", file(41))
    assert standing() == {"by bus, Tuesday 10:00": 41, "by car, Tuesday 10:00": 9}
    last = travel.everything(LEA)[0]
    assert (last.rows, last.loaded_by, last.words) == (1, "Lea", "by bus, Tuesday 10:00, as of 1 May 2026")
    assert "In force for County Durham: by bus, Tuesday 10:00, as of 1 May 2026." in travel.take_back(
        LEA, last.id
    )
    assert standing()["by bus, Tuesday 10:00"] == 38
    with pytest.raises(RefusedError, match="taken back meanwhile"):
        travel.take_back(LEA, last.id)


def test_a_lead_of_one_area_changes_nothing_for_another():
    hubs.add(LEA, HALL, "told")
    travel.load(LEA, "times.csv", file(38, wards=(WARD, THERE)))
    travel.load(OF_DARLINGTON, "ours.csv", file(12, wards=(THERE,)))
    bus = "by bus, Tuesday 10:00"
    assert (standing(DURHAM), standing(DARLINGTON)) == ({bus: 38}, {bus: 12})
    ours, all_of_it = (one.id for one in travel.everything(LEA))
    with pytest.raises(NotAllowedError):
        travel.take_back(OF_DARLINGTON, all_of_it)
    # Of two areas that are taken back, one has later times of its own.
    words = travel.take_back(LEA, all_of_it)
    assert f"In force for Darlington: {bus}" in words
    assert "For County Durham there are no other times of this kind" in words
    assert (standing(DURHAM), standing(DARLINGTON)) == ({}, {bus: 12})
    assert "so distances stand again" in travel.take_back(OF_DARLINGTON, ours)
    assert standing(DARLINGTON) == {}


def test_what_is_wrong_is_refused_whole():
    with pytest.raises(RefusedError, match="B2: “Example Hall” is no place"):
        travel.load(LEA, "times.csv", file(38))
    hubs.add(LEA, HALL, "told")
    with pytest.raises(NotAllowedError):
        travel.load(OF_DARLINGTON, "times.csv", file(38))
    with pytest.raises(NotAllowedError):
        travel.load(Person("Val", Role.VIEWER), "times.csv", file(38))
    assert standing() == {}


def test_no_way_leads_to_a_confidential_place_also_if_it_becomes_one():
    slug = hubs.add(LEA, HALL, "told")
    travel.load(LEA, "times.csv", file(38))
    hubs.change(LEA, slug, replace(HALL, confidential=True), "a refuge moved in")
    with database.read() as conn:
        times = store.times(conn, travel.everything(LEA)[0].id)
        places = disclosure.shown(directory.hubs(conn))
    assert len(times) == 1
    assert disclosure.ways(times, places).empty
    with pytest.raises(RefusedError, match="confidential"):
        travel.load(LEA, "times.csv", file(38, hub=slug))

"""What is to be had in an area that is known besides is what is to be had there where it is at home."""

import pytest

from probation_commission.actions import directory, place_sheets
from probation_commission.analysis.gaps import provisions
from probation_commission.analysis.place_sheets import reaching
from probation_commission.analysis.services import serving
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store import database
from probation_commission.ui.data import keeping
from probation_commission.ui.gaps.picture import _areas, _bought
from tests.given.gaps import WORK
from tests.given.returns import ADMIN

DURHAM, BARNET, HARINGEY = "E06000047", "E09000003", "E09000014"
BESIDES = [BARNET, "E09000010", "E09000012", HARINGEY, "E09000031"]


def verdicts(code: str) -> dict[GapCell, tuple[str, list[str]]]:
    """Of each cell of an area its verdict, and every service that is known there."""
    ((bought, areas),) = _bought(_areas(code))
    found = provisions(areas, bought, today(), {})
    return {cell: (one.said, [offer.slug for offer in one.offers]) for cell, one in found.items()}


@pytest.mark.usefixtures("migrated_home")
def test_verdicts_are_the_same_where_an_area_is_known_besides_and_where_all_of_its_region_is_at_home(
    monkeypatch, tmp_path, migrated_file
):
    directory.load_bundled(ADMIN)
    assert set(BESIDES) == set(partnership().also)
    besides = {code: verdicts(code) for code in BESIDES}
    with database.read() as conn:
        stored = set(directory.bought(conn).services.slug)
    assert not any(slug.startswith("prj-7283") for slug in stored)  # nothing was loaded for it
    _other_home(monkeypatch, tmp_path, migrated_file)
    for code in BESIDES:
        assert (code, verdicts(code)) == (code, besides[code])
    said, known = besides[HARINGEY][GapCell(WORK, HARINGEY, GapGroup.MEN)]
    assert said == "closed"
    said, known = besides[HARINGEY][GapCell(WORK, HARINGEY, GapGroup.WOMEN)]
    assert (said, known[0]) == ("open", "prj-7283-e")
    # No part of the list names this one: a contract for a part of the region may be for it too.
    assert besides[BARNET][GapCell(WORK, BARNET, GapGroup.WOMEN)][0] == "not confirmed"


def _other_home(monkeypatch, tmp_path, migrated_file):
    home = tmp_path / "other"
    home.mkdir()
    (home / "explorer.db").write_bytes(migrated_file.read_bytes())
    monkeypatch.setenv("PC_HOME", str(home))
    monkeypatch.setenv("PC_PARTNERSHIP", "london")
    keeping.clear()
    directory.load_bundled(ADMIN)


@pytest.mark.usefixtures("migrated_home")
def test_on_the_sheet_of_such_an_area_stand_its_services_and_none_for_another_part_of_its_region():
    directory.load_bundled(ADMIN)
    area = gazetteer().authority(HARINGEY)
    (shown,) = place_sheets.for_anybody(ADMIN, [area], today())
    here = serving(shown.bought.as_of(today()), partnership().around(area), {HARINGEY})
    wards = [ward.code for ward in gazetteer().ward_sets(area)[0].wards]
    there = set(reaching(here, shown.bought.places, HARINGEY, wards, today()).slug)
    assert {"prj-7283-e", "prj-6263"} <= there  # women of the east of the region, accommodation
    assert not {"prj-7283-n", "prj-7283-s"} & there
    (own,) = place_sheets.for_anybody(ADMIN, [gazetteer().authority(DURHAM)], today())
    assert not [slug for slug in own.bought.services.slug if slug.startswith("prj-7283")]

"""The places of an authority, the middle of each, and what an old ward became."""

from datetime import date

import pytest

from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.place_sheets import PlaceLevel
from probation_commission.geography import place_sheets
from probation_commission.geography.centres import middle
from probation_commission.geography.gazetteer import gazetteer

HARINGEY, BRUCE_GROVE = "E09000014", "E05000268"


def area():
    return gazetteer().authority(HARINGEY)


def test_an_authority_has_all_of_its_wards_of_today():
    wards = place_sheets.wards(area())
    assert len(wards) == len({place.key for place in wards}) == 21
    assert BRUCE_GROVE not in {place.key for place in wards}
    assert place_sheets.whole(area()).codes == {place.key for place in wards}
    assert wards[0].where == f"{wards[0].name}, Haringey"
    assert place_sheets.whole(area()).where == "Haringey"


def test_localities_are_real_ones_where_there_are_any_and_made_up_ones_are_marked():
    key = gazetteer().ward_sets(area())[0].key
    one, two = (place.key for place in place_sheets.wards(area())[:2])
    made_up = GroupingInForce(date(2026, 1, 1), {one: "East", two: "East"}, illustrative=True)
    real = GroupingInForce(date(2026, 1, 1), {one: "West"})
    (found,) = place_sheets.localities(area(), {key: [made_up]})
    assert (found.name, found.codes, found.invented) == ("East", {one, two}, True)
    assert [place.name for place in place_sheets.localities(area(), {key: [made_up, real]})] == ["West"]
    assert place_sheets.localities(area(), {}) == []


def test_the_middle_of_a_locality_lies_between_those_of_its_wards():
    key = gazetteer().ward_sets(area())[0].key
    one, two = place_sheets.wards(area())[:2]
    grouping = GroupingInForce(date(2026, 1, 1), {one.key: "East", two.key: "East"})
    (both,) = place_sheets.localities(area(), {key: [grouping]})
    eastings = [place_sheets.centre(place)[0] for place in (one, both, two)]
    assert eastings == sorted(eastings) or eastings == sorted(eastings, reverse=True)
    assert both.level is PlaceLevel.LOCALITY
    assert place_sheets.centre(place_sheets.whole(area())) == middle(HARINGEY)


def test_an_old_ward_became_the_wards_that_have_its_postcodes():
    became = place_sheets.became(BRUCE_GROVE)
    assert became[0][0].name == "Tottenham Central"
    assert sum(share for _, share in became) == pytest.approx(1)
    assert place_sheets.became("E05016188") == []

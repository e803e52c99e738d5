"""The localities that come with the app: every ward in one, touching, of the promised sizes."""

import pytest

from probation_commission.domain.localities import faults
from probation_commission.domain.places import bare
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake import bundled

EVERY = bundled.localities()
METRES = 27_700
"""The British National Grid."""
TOUCH = 15
"""Indicative outlines are simplified: edges may lie so many metres apart."""


@pytest.fixture(scope="module")
def shapes():
    sets = outlines.current_sets()
    return {key: outlines.polygons(sets[key]).to_crs(METRES).geometry.buffer(TOUCH) for key in EVERY}


def test_they_are_of_wards_in_force_and_every_home_area_has_them():
    sets = [gazetteer().ward_set_by_key(key) for key in EVERY]
    assert [ward_set.key for ward_set in sets if ward_set.in_force_to is not None] == []
    assert set(partnership().home) <= {ward_set.authority.code for ward_set in sets}


@pytest.mark.parametrize("key", EVERY)
def test_every_ward_is_in_exactly_one_of_ten_to_fourteen_and_these_in_one_of_four_to_seven(key):
    ward_set, ours = gazetteer().ward_set_by_key(key), EVERY[key]
    assert ours.grouping.keys() == {ward.code for ward in ward_set.wards}
    assert faults(ours.grouping, ward_set) == ()
    assert set(ours.grouping.values()) == ours.larger.keys()
    assert 10 <= len(ours.larger) <= 14
    assert 4 <= len(set(ours.larger.values())) <= 7
    # A code that stood under two names would be in the second alone.
    assert bundled.LOCALITIES.read_text().count(f'"{ward_set.wards[0].code[:6]}') >= len(ward_set.wards)


@pytest.mark.parametrize("key", EVERY)
def test_no_name_is_of_two_sizes_and_each_says_from_what_it_is_made(key):
    ours = EVERY[key]
    names = [bare(name) for name in (*ours.larger, *set(ours.larger.values()))]
    assert len(names) == len(set(names))
    assert ours.source.startswith("from the ")
    assert len(ours.source) <= 300  # of the column that keeps it


def reached(shapes, wards: set[str]) -> set[str]:
    """The wards that somebody reaches from one of them without leaving them."""
    found, ahead = set(), {min(wards)}
    while ahead:
        found |= ahead
        near = shapes.loc[sorted(wards - found)]
        ahead = set(near.index[near.intersects(shapes.loc[sorted(ahead)].union_all())])
    return found


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("large", [False, True])
def test_the_wards_of_each_touch(shapes, key, large):
    ours = EVERY[key]
    names = {code: ours.larger[name] if large else name for code, name in ours.grouping.items()}
    for name in set(names.values()):
        wards = {code for code, other in names.items() if other == name}
        assert reached(shapes[key], wards) == wards, f"{name} is in pieces"


def test_wards_that_lie_apart_do_not_touch(shapes):
    apart = {"E05016191", "E05016199"}  # Seaham and Upper Teesdale
    assert len(reached(shapes["E06000047-2025"], apart)) == 1

"""By what a map opens: three colours of wards are enough, and with fewer it is by locality, and says why."""

from collections import Counter

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import between, counted
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import released
from probation_commission.ui.iom import by_locality, picture
from probation_commission.views.iom import LocalityPicture, of_wards, told_apart, why_by_locality
from probation_commission.views.iom.map import Drawing
from probation_commission.views.maps import Shade
from tests.given.pictures import APRIL, in_locality, in_ward, release, ward_set
from tests.given.pictures import picture as made

NAMES = ("North", "South", "East", "West")
FOUR = ward_set(1_000, 1_000, 1_000, 1_000)
LOW, MIDDLE, HIGH = between(0, 4), between(5, 9), between(10, 14)


def of(*bands, localities=(LOW, MIDDLE), to=Audience.PARTNERSHIP, grouped=True) -> LocalityPicture:
    """Four wards in these bands, two and two in localities."""
    grouping = {f"{name}-2020": "Up" if at < 2 else "Down" for at, name in enumerate(NAMES)}
    rows = [in_ward(name, all=band) for name, band in zip(NAMES, bands, strict=True)]
    rows += [in_locality(name, all=band) for name, band in zip(("Down", "Up"), localities, strict=True)]
    shown = release(*rows, to=to, grouping=grouping if grouped else None, all=counted(20))
    return LocalityPicture(made(shown, wards=FOUR), GroupingInForce(APRIL, grouping if grouped else {}))


@pytest.mark.parametrize(
    ("bands", "why"),
    [
        ((LOW, MIDDLE, HIGH, LOW), ""),  # three colours
        (
            (LOW, MIDDLE, LOW, LOW),
            (
                "By locality first: by ward the map has only 2 colours, "
                "and 3 of 4 wards are “0–4 or not in the return”."
            ),
        ),
        (
            (LOW, LOW, LOW, LOW),
            (
                "By locality first: by ward the map has one colour, "
                "and all 4 wards are “0–4 or not in the return”."
            ),
        ),
    ],
)
def test_it_opens_by_ward_with_three_colours_and_else_says_why_not(bands, why):
    assert why_by_locality(of(*bands)) == why


def test_it_opens_by_ward_where_there_are_no_localities_or_these_tell_less():
    assert why_by_locality(of(LOW, MIDDLE, LOW, LOW, grouped=False)) == ""
    assert why_by_locality(of(LOW, MIDDLE, LOW, LOW, localities=(LOW, LOW))) == ""


def test_bands_of_one_colour_are_one_class_and_what_is_not_shown_is_none():
    shades = {"A": Shade(0, ""), "B": Shade(1, ""), "C": Shade(2, ""), "D": Shade(None, "")}
    assert told_apart(Drawing(shades, ["#fff", "#00f", "#00f"], [])) == 2


HARINGEY, DURHAM, DARLINGTON = "E09000014", "E06000047", "E06000005"
LEAST = {
    (HARINGEY, ALL): 3,
    (HARINGEY, Rag.RED): 2,
    (DURHAM, ALL): 4,
    (DURHAM, Rag.RED): 2,
    (DURHAM, Rag.GREEN): 2,
    (DARLINGTON, ALL): 3,
}
"""How many classes the partnership tells apart by locality in every bundled month; of all others one."""


def maps(area_code: str, rag: str) -> list[LocalityPicture]:
    area = gazetteer().authority(area_code)
    months = released.iom(area_code, Sight(Audience.PARTNERSHIP))
    return [by_locality(picture(area, month, rag, Sight(Audience.PARTNERSHIP))) for month in months]


@pytest.mark.usefixtures("sampled_home")
@pytest.mark.parametrize(
    "rag",
    [
        ALL,
        Rag.RED,
        *(pytest.param(one, marks=pytest.mark.long) for one in COUNTS if one not in {ALL, Rag.RED}),
    ],
)
@pytest.mark.parametrize("area", [HARINGEY, DURHAM, DARLINGTON])
def test_each_map_of_the_bundled_months_tells_as_much_by_what_it_opens_with_as_it_can(area, rag):
    """Of real and illustrative months, by every RAG: by ward where that gives three classes, else not."""
    every = maps(area, rag)
    assert len(every) == (1 if area == HARINGEY else 12)
    opened = Counter()
    for one in every:
        by_ward, by_place = told_apart(of_wards(one.picture)[0]), told_apart(one.drawn[0])
        assert by_place >= max(by_ward, LEAST.get((area, rag), 1))
        assert bool(why_by_locality(one)) == (by_ward < 3)
        opened[bool(why_by_locality(one))] += 1
    # Nearly all of a month is in one band by ward: no RAG of any month has a second one.
    if rag != ALL:
        assert opened == {True: len(every)}

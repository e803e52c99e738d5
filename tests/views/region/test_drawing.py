"""Classes, colours and textures of a region's map."""

from datetime import date

import pytest

from probation_commission.disclosure.released import HIDDEN, MISSING, Released, between, counted
from probation_commission.domain.iom import ALL
from probation_commission.views.maps import NO_RETURN, NOT_SHOWN
from probation_commission.views.region import MEASURES, AreaTotals, RegionArea, drawn, region_shading
from probation_commission.views.region.drawing import ELSEWHERE, LOWER_END
from probation_commission.views.region.measures import compared_measure

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
COHORT = MEASURES[0]


def area(
    key: str, may: Released | None, june: Released | None = None, *, made_up: bool = False
) -> RegionArea:
    months = {
        month: AreaTotals({ALL: cell}, 100_000, received=1, made_up=made_up)
        for month, cell in ((MAY, may), (JUNE, june))
        if cell
    }
    return RegionArea(key, f"Place {key}", (key,), months)


def drawing(*areas: RegionArea, measure=COHORT):
    return drawn(areas, measure, [MAY, JUNE], MAY)


def groups(areas, **more) -> dict[str, tuple[str, str]]:
    """Fill and label of each code."""
    group = region_shading(areas, drawing(*areas), MAY, **more)
    command = next(iter(group._children.values()))
    return {code: (fill, label) for fill, label, codes in command.values["groups"] for code in codes.split()}


def test_classes_are_the_same_in_every_month():
    found = drawing(area("a", counted(12), counted(168)), area("b", counted(59)))
    assert [entry.text for entry in found.legend] == [
        *("0", "1 to 49", "50 to 99", "100 to 149", "150 to 199"),
        "no return received",
    ]
    assert found.scale.step(counted(0)) == 0
    assert [found.scale.step(counted(count)) for count in (1, 49, 50, 168)] == [1, 1, 2, 4]


def test_a_band_of_ten_lies_in_one_class_and_nought_has_none_of_its_own():
    found = drawing(area("a", between(0, 9)), area("b", counted(61)))
    assert found.legend[0].text == "0 to 19"
    assert found.note == LOWER_END


def test_no_return_not_shown_not_in_the_return_and_nought_are_four_things():
    areas = [
        area("a", None),
        area("b", HIDDEN),
        area("c", MISSING),
        area("d", counted(0)),
        area("e", counted(9)),
    ]
    fills = {each.key: drawing(*areas).fill(COHORT.of(each.of(MAY))) for each in areas}
    assert (fills["a"], fills["b"], fills["c"]) == (NO_RETURN, NOT_SHOWN, NOT_SHOWN)
    assert fills["d"] not in {NO_RETURN, NOT_SHOWN, fills["e"]}
    shades = groups(areas)
    assert "a" not in shades  # the map calls it `missing`
    assert shades["b"] == (NOT_SHOWN, "not shown")
    assert shades["c"] == (NOT_SHOWN, "not in the return")
    assert [entry.text for entry in drawing(*areas).legend][-3:] == [
        *("not shown", "not in the return"),
        "no return received",
    ]


def test_other_regions_lie_around_it_and_what_is_made_up_says_so():
    shades = groups([area("a", counted(9), made_up=True)], elsewhere=["z"])
    assert shades["z"] == (ELSEWHERE, "in another region")
    assert shades["a"][1] == "9 (made up)"


def test_a_unit_is_named_where_its_authorities_are_drawn_as_one():
    both = RegionArea("u", "Unit U", ("a", "b"), {MAY: AreaTotals({ALL: counted(9)}, received=2)})
    shades = groups([both], joined=True)
    assert shades["a"] == shades["b"]
    assert shades["a"][1] == "Unit U: 9"


@pytest.mark.parametrize(
    ("received", "step"),
    [
        (AreaTotals({ALL: counted(1)}, received=1, expected=2), 1),
        (AreaTotals({ALL: counted(1)}, received=1), 2),
    ],
)
def test_returns_have_steps_and_no_amounts(received, step):
    measure = MEASURES[-1]
    one = RegionArea("a", "A", ("a",), {MAY: received})
    found = drawing(one, measure=measure)
    assert found.scale.step(measure.of(received)) == step
    assert [entry.text for entry in found.legend] == ["some of them", "received", "no return received"]


def test_a_comparison_begins_at_its_least_figure():
    measure = compared_measure("cost_per_offence", "before", "2023 Q1")
    areas = [
        RegionArea(key, key, (key,), {MAY: AreaTotals(compared={measure.key: counted(cost)})})
        for key, cost in (("a", 3235), ("b", 3507))
    ]
    found = drawing(*areas, measure=measure)
    assert [entry.text for entry in found.legend] == [
        *("3,200 to under 3,300", "3,300 to under 3,400", "3,400 to under 3,500", "3,500 to under 3,600"),
        "not in a comparison",
    ]

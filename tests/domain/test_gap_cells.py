"""The key of a cell leads back to it, and to nothing else; what is wrong with a service outside."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from probation_commission.domain.gaps import GapCell, GapGroup, OutsideService, wrong_with_outside
from probation_commission.domain.pathways import GAP_PATHWAYS

TODAY = date(2026, 11, 27)
CELL = GapCell("Accommodation", "E06000047", GapGroup.WOMEN)
OUTSIDE = OutsideService(CELL, "Example Advice", "its website", TODAY)


@pytest.mark.parametrize("pathway", GAP_PATHWAYS)
@pytest.mark.parametrize("group", GapGroup)
def test_a_cell_is_known_by_its_key_again(pathway, group):
    cell = GapCell(pathway, "E06000047", group)
    assert GapCell.of_key(cell.key) == cell


@pytest.mark.parametrize(
    "key",
    [
        "",
        "Accommodation",
        "Accommodation|E06000047",
        "Accommodation||men",
        "Accommodation|E06000047|people",
        "Housing|E06000047|men",
        "Accommodation|E06000047|men|men",
    ],
)
def test_a_key_of_no_cell_is_none(key):
    assert GapCell.of_key(key) is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Write what the service"),
        ({"source": ""}, "Write who says so"),
        ({"as_of": TODAY + timedelta(days=1)}, "from 2015 to today"),
        ({"as_of": date.min}, "from 2015 to today"),
        ({"as_of": date(2014, 12, 31)}, "from 2015 to today"),
    ],
)
def test_what_is_wrong_with_a_service_outside_is_said(changed, words):
    (said,) = wrong_with_outside(replace(OUTSIDE, **changed), TODAY)
    assert words in said
    assert wrong_with_outside(OUTSIDE, TODAY) == []

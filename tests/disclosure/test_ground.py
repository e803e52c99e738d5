"""Which localities a month is shown by: made-up ones never touch what is shown of a real month."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import ground, releases
from probation_commission.disclosure.rules import Rules
from probation_commission.domain.iom import Rag
from probation_commission.domain.localities import GroupingInForce
from probation_commission.geography.gazetteer import gazetteer
from tests.given.returns import HARINGEY, MAY, figures_of, monthly, nominals

WARDS = gazetteer().ward_set(HARINGEY, MAY)
APRIL = date(2023, 4, 1)
EAST = {ward.code: "East" for ward in WARDS.wards[:9]}
MADE_UP = GroupingInForce(APRIL, {ward.code: "Example locality" for ward in WARDS.wards[5:]}, True)
REAL = GroupingInForce(APRIL, EAST)
REAL_IN_MAY = GroupingInForce(MAY, EAST)


def figures(*made_up: date) -> pd.DataFrame:
    """April and May, of which these are made up: each ward of the area with one number more than the last."""
    counts = [(ward.name, number) for number, ward in enumerate(WARDS.wards, 3)]
    rows = [nominals(4 * number, name) for name, number in counts]
    rows += [nominals(number, name, rag) for name, number in counts for rag in Rag]
    total = sum(number for _, number in counts)
    rows += [nominals(4 * total), *(nominals(total, rag=rag) for rag in Rag)]
    may = monthly(*rows)
    frame = figures_of(replace(may, month=APRIL), may)
    return frame.assign(illustrative=frame.month.isin(made_up))


def released(frame: pd.DataFrame, *groupings: GroupingInForce, to=Audience.PARTNERSHIP):
    where = ground(HARINGEY.code, {WARDS.key: list(groupings)}, frame)
    return releases(frame, to, Rules(), where, b"a secret of these tests")


@pytest.mark.parametrize("to", [to for to in Audience if to.sees_iom])
def test_what_is_shown_of_a_real_month_is_the_same_with_made_up_localities_and_without(to):
    frame = figures(APRIL)
    for real in ([], [REAL_IN_MAY]):
        without, beside = released(frame, *real, to=to)[MAY], released(frame, MADE_UP, *real, to=to)[MAY]
        assert beside.cells == without.cells
        assert beside.grouping == without.grouping
        pd.testing.assert_frame_equal(beside.places, without.places)
        assert not beside.invented


@pytest.mark.parametrize("to", [Audience.PARTNERSHIP, Audience.PUBLIC])
def test_a_made_up_month_is_shown_by_made_up_localities_until_a_real_one_is_in_force(to):
    april = released(figures(APRIL, MAY), MADE_UP, REAL_IN_MAY, to=to)[APRIL]
    assert list(april.localities().locality) == ["Example locality"]
    assert april.invented
    may = released(figures(APRIL, MAY), MADE_UP, REAL_IN_MAY, to=to)[MAY]
    assert list(may.localities().locality) == ["East"]
    assert not may.invented
    assert released(figures(APRIL, MAY), MADE_UP, REAL, to=to)[APRIL].grouping == EAST


def test_a_real_return_in_the_place_of_a_made_up_one_ends_them():
    assert released(figures(APRIL), MADE_UP)[APRIL].invented
    now = released(figures(), MADE_UP)[APRIL]
    assert (now.invented, dict(now.grouping)) == (False, {})


def test_a_month_that_is_made_up_in_part_counts_as_real():
    frame = figures(APRIL, MAY)
    frame.loc[frame.index[-1], "illustrative"] = False
    assert released(frame, MADE_UP)[APRIL].invented
    assert not released(frame, MADE_UP)[MAY].invented

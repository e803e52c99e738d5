"""Rounding: what all but leads and admins get of services' counts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.counts import BASE, rounded
from tests.given_services import OCTOBER, SEPTEMBER, figures_of, service_return

COUNTS = st.lists(st.integers(0, 200), min_size=7, max_size=7)


def shown(*returns) -> pd.DataFrame:
    return rounded(figures_of(*returns), Audience.PARTNERSHIP)


@given(COUNTS)
def test_every_count_becomes_a_multiple_of_five_less_than_five_away(counts):
    before = figures_of(service_return(*counts))
    after = rounded(before, Audience.PARTNERSHIP)
    assert (after.value % BASE == 0).all()
    assert ((after.value - before.value).abs() < BASE).all()
    assert (after.as_written == "").all()  # or the count would stand there as it was written
    assert list(after.drop(columns=["value", "as_written"])) == list(
        before.drop(columns=["value", "as_written"])
    )


@given(COUNTS)
def test_the_same_figure_is_rounded_the_same_each_time_whatever_else_is_asked_for(counts):
    one = service_return(*counts)
    alone, beside = shown(one), shown(service_return(1, 2, 3, month=SEPTEMBER), one)
    assert list(alone.value) == list(beside[beside.month == OCTOBER].value)


def test_small_counts_go_up_and_down_so_that_sums_stay_right_on_average():
    # 3 in each of 2,000 figures: 6,000 in all; a fixed nearest-5 would make it 10,000.
    returns = [service_return(*[3] * 7, subject=f"service {n}") for n in range(286)]
    after = shown(*returns)
    assert set(after.value) == {0, 5}
    assert after.value.sum() == pytest.approx(3 * 7 * 286, rel=0.05)


def test_leads_get_them_as_they_are():
    before = figures_of(service_return(1, 2, 3))
    assert rounded(before, Audience.RESTRICTED).equals(before)


def test_nothing_stays_nothing():
    assert rounded(figures_of(), Audience.PARTNERSHIP).empty


def test_the_public_gets_none_under_ten():
    before = figures_of(service_return(3, 9, 10, 40))
    after = rounded(before, Audience.PUBLIC)
    assert after.value.isna().tolist() == (before.value < 10).tolist()

"""What each start and each outcome costs: the same full months above and below, or why nobody knows."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.contract_costs import CostTerms, GivenReturns, costs
from tests.given.services import figures_of, service_return

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (8, 9, 10, 11))
TODAY = date(2026, 11, 15)
# 365 days: a pound a day.
TERMS = CostTerms(36_500, date(2026, 8, 2), date(2027, 8, 1), ("wellbeing",))


def given(*returned) -> GivenReturns:
    figures = figures_of(*returned)
    return GivenReturns(figures, figures[["subject", "month", "area_code"]].drop_duplicates())


def of(month: date, started: int | None, achieved: int | None = None, **whose):
    return service_return(20, started, None, None, achieved, month=month, **whose)


def test_value_and_counts_are_of_the_same_full_months():
    returned = given(
        of(AUGUST, 99),  # The contract began on the 2nd: no full month of it.
        of(SEPTEMBER, 4, 2),
        of(OCTOBER, 6),  # It gives no outcomes.
        of(NOVEMBER, 99, 99),  # Not over yet.
    )
    start, outcome = costs(TERMS, returned, TODAY)
    assert (start.pence, start.count, start.months) == (6_100, 10, (SEPTEMBER, OCTOBER))
    assert start.pence_each == 610
    assert (outcome.pence, outcome.count, outcome.months) == (3_000, 2, (SEPTEMBER,))


def test_the_last_month_of_a_contract_counts_where_its_last_day_is_in():
    ends = replace(TERMS, ends=date(2026, 10, 31))
    assert costs(ends, given(of(OCTOBER, 5)), TODAY)[0].months == (OCTOBER,)
    before = replace(TERMS, ends=date(2026, 10, 30))
    assert costs(before, given(of(OCTOBER, 5)), TODAY)[0].why


def test_a_month_counts_where_every_service_that_is_bought_gives_it():
    both = replace(TERMS, services=("wellbeing", "womens"))
    returned = given(of(SEPTEMBER, 4), of(OCTOBER, 6), of(OCTOBER, 5, subject="womens"))
    start = costs(both, returned, TODAY)[0]
    assert (start.count, start.months) == (11, (OCTOBER,))


def test_a_month_of_which_an_area_is_still_to_come_does_not_count():
    durham, darlington = {"area": "E06000047"}, {"area": "E06000005"}
    returned = given(of(SEPTEMBER, 4, **durham), of(SEPTEMBER, 3, **darlington), of(OCTOBER, 9, **durham))
    start = costs(TERMS, returned, TODAY)[0]
    assert (start.count, start.months) == (7, (SEPTEMBER,))


@pytest.mark.parametrize(
    ("terms", "returned", "why"),
    [
        (replace(TERMS, value_pence=None), given(of(OCTOBER, 5)), "value of the contract is not known"),
        (replace(TERMS, ends=None), given(of(OCTOBER, 5)), "the end of the contract is not known"),
        (TERMS, given(of(OCTOBER, None)), "no full month"),
        # Nobody started: a division by nothing, and no cost of nothing.
        (TERMS, given(of(OCTOBER, 0)), "none was reported"),
    ],
)
def test_it_is_not_known_otherwise_and_says_why(terms: CostTerms, returned: GivenReturns, why: str):
    start = costs(terms, returned, TODAY)[0]
    assert why in start.why
    assert start.pence_each is None


def test_without_any_return_it_is_not_known():
    nothing = GivenReturns(pd.DataFrame(), pd.DataFrame())
    assert all(one.why for one in costs(TERMS, nothing, TODAY))

"""When an agreement lifts something, and what of."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from probation_commission.domain.agreements import Agreement, AgreementStanding, for_a_year
from probation_commission.domain.returns import Kind
from tests.given.agreements import DARLINGTON, DURHAM, TERMS

ONE = Agreement(1, TERMS)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2026, 3, 31), AgreementStanding.BEGINS),
        (date(2026, 4, 1), AgreementStanding.IN_FORCE),  # its first day
        (date(2027, 3, 31), AgreementStanding.IN_FORCE),  # its last one
        (date(2027, 4, 1), AgreementStanding.OVER),
    ],
)
def test_it_is_in_force_on_its_first_day_and_its_last(on, standing):
    assert ONE.standing(on) is standing
    assert ONE.in_force(on) is (standing is AgreementStanding.IN_FORCE)
    assert replace(ONE, switched_on=False).standing(on) is AgreementStanding.OFF
    assert replace(ONE, ended_at=datetime(2026, 5, 1, tzinfo=UTC)).standing(on) is AgreementStanding.ENDED


@pytest.mark.parametrize(
    ("kind", "areas", "lifted"),
    [
        (Kind.IOM, {DURHAM}, True),
        (Kind.IOM, {DARLINGTON}, False),
        (Kind.IOM, {DURHAM, DARLINGTON}, False),  # a return about both tells of the other
        (Kind.SERVICE, {DURHAM}, False),
        (Kind.COMPARISON, {DURHAM}, False),
    ],
)
@pytest.mark.parametrize("illustrative", [True, False])
def test_it_lifts_what_it_names_and_an_invented_one_nothing_that_is_real(kind, areas, lifted, illustrative):
    assert ONE.lifts(kind, areas, illustrative=illustrative) is lifted
    invented = replace(ONE, illustrative=True)
    assert invented.lifts(kind, areas, illustrative=illustrative) is (lifted and illustrative)


def test_the_illustrative_one_lasts_a_year_from_the_day_on_which_it_is_switched_on():
    terms = for_a_year(TERMS, date(2027, 2, 10))
    assert (terms.since, terms.until) == (date(2027, 2, 10), date(2028, 2, 9))
    assert terms.since + timedelta(days=182) == terms.review_on

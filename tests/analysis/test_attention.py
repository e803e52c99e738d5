"""What a lead should look at: months without a return, lines of the latest return that fail."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.attention import does_not_add_up, greatest_change, missing_months
from probation_commission.analysis.referrals import PeriodState, months_of
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import ReleaseTerms, published
from probation_commission.domain.returns import Verdict
from probation_commission.geography.gazetteer import gazetteer
from tests.given.services import figures_of, service_return

TODAY = date(2026, 11, 22)


def missing(*months, today=TODAY):
    return [str(month) for month in missing_months(pd.Series([date(*month, 1) for month in months]), today)]


@pytest.mark.parametrize(
    ("months", "gone"),
    [
        ([(2026, 10)], []),  # this month's return cannot be expected yet
        ([(2026, 9)], ["2026-10"]),
        ([(2026, 7), (2026, 10)], ["2026-08", "2026-09"]),  # between
        ([(2026, 11)], []),  # early, and nothing before it was ever expected
        ([(2025, 12), (2026, 2)], [f"2026-{month:02}" for month in (1, *range(3, 11))]),  # over New Year
    ],
)
def test_months_are_missing_from_the_first_return_to_the_last_whole_month(months, gone):
    assert missing(*months) == gone


def test_an_area_without_any_return_misses_none():
    assert missing_months(pd.Series([], dtype=object), TODAY) == []


def test_on_the_first_of_a_month_the_month_before_is_expected():
    assert missing((2026, 10), today=date(2026, 12, 1)) == ["2026-11"]
    assert missing((2026, 10), today=date(2026, 11, 30)) == []


def test_only_failing_lines_of_the_areas_latest_return_ask_for_attention():
    lines = pd.DataFrame(
        [
            ("A", date(2026, 9, 1), Verdict.FAILS, "an older return"),
            ("A", date(2026, 10, 1), Verdict.FAILS, "this"),
            ("A", date(2026, 10, 1), Verdict.NOTE, "worth knowing"),
            ("A", date(2026, 10, 1), Verdict.HOLDS, "adds up"),
            ("B", date(2026, 11, 1), Verdict.FAILS, "another area"),
        ],
        columns=["area_code", "month", "verdict", "sentence"],
    )
    assert list(does_not_add_up(lines, "A").sentence) == ["this"]
    assert does_not_add_up(lines, "C").empty


DURHAM, DARLINGTON = "E06000047", "E06000005"
WHOLES = gazetteer().wholes
RETURN = ["subject", "month", "area_code", "illustrative"]
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def month_of(subject, month, low, high=None, months=1, *, whole=True, state=PeriodState.GIVEN):
    high = low if high is None else high
    return (subject, whole, date(2026, month, 1), months, "received", state, low, high)


def changed(*rows):
    """Of services that return for one area each month."""
    columns = ["subject", "whole", "month", "months", "category", "state", "low", "high"]
    frame = pd.DataFrame(rows, columns=columns).assign(area_code=DURHAM)
    months = [
        (subject, month, DURHAM, False)
        for subject, first, count in zip(frame.subject, frame.month, frame.months, strict=True)
        for month in months_of(first, count)
    ]
    change = greatest_change(frame, pd.DataFrame(months, columns=RETURN), WHOLES)
    return change and (change.subject, str(change.before), str(change.now), change.least)


def test_the_service_whose_referrals_changed_most_is_named():
    rows = [month_of("a", 9, 40), month_of("a", 10, 45), month_of("b", 9, 41), month_of("b", 10, 33)]
    assert changed(*rows) == ("b", "41", "33", 8)


@pytest.mark.parametrize(
    "rows",
    [
        [month_of("a", 8, 40), month_of("a", 10, 20)],  # no September
        [month_of("a", 9, 40), month_of("a", 10, 40)],
        [month_of("a", 4, 5, 9, 3), month_of("a", 7, 5, 9, 3)],  # the same band: no change is told
        [month_of("a", 9, 40), month_of("a", 10, 20, state=PeriodState.PART)],  # one area's return is missing
        [month_of("a", 9, 40, whole=False), month_of("a", 10, 20, whole=False)],
        [month_of("a", 10, 40)],
    ],
)
def test_no_change_is_told_that_is_not_sure(rows):
    assert changed(*rows) is None


def test_a_quarter_is_held_against_the_quarter_before_by_what_is_sure():
    rows = [
        month_of("a", 4, 20, 29, 3),
        month_of("a", 7, 5, 9, 3),
        month_of("b", 9, 9),
        month_of("b", 10, 19),
    ]
    assert changed(*rows) == ("a", "20–29", "5–9", 11)


def returned(month, counts, **of):
    """The returns of a service for a month: how many were received, by area."""
    return [service_return(count, month=month, area=area, **of) for area, count in counts.items()]


def change_between(september, october, to=Audience.RESTRICTED, made_up=()):
    figures = figures_of(*returned(SEPTEMBER, september), *returned(OCTOBER, october))
    services = pd.DataFrame([("wellbeing", 400, "men")], columns=["slug", "expects_a_year", "for_whom"])
    rows = published(figures, services, ReleaseTerms(to, TODAY))
    returns = figures.assign(illustrative=figures.month.isin(made_up))
    change = greatest_change(rows, returns, WHOLES)
    return change and (str(change.before), str(change.now), change.areas)


@pytest.mark.parametrize("to", [Audience.RESTRICTED, Audience.PARTNERSHIP])
def test_a_month_of_one_authority_is_not_held_against_a_month_of_both(to):
    """Both together would be up from 30 to 65; of the one that returned for both months, nothing changed."""
    assert change_between({DURHAM: 30}, {DURHAM: 30, DARLINGTON: 35}, to) is None


def test_what_both_months_have_of_the_same_authority_is_compared():
    found = change_between({DURHAM: 40}, {DURHAM: 28, DARLINGTON: 35})
    assert found == ("40", "28", (DURHAM,))  # down, though both together would be up to 63
    banded = change_between({DURHAM: 40}, {DURHAM: 28, DARLINGTON: 35}, Audience.PARTNERSHIP)
    assert banded == ("40", "20–29", (DURHAM,))


def test_the_whole_and_both_of_its_parts_cover_the_same():
    assert change_between({"CDD": 50}, {DURHAM: 28, DARLINGTON: 35}) == ("50", "63", ())
    assert change_between({"CDD": 50, DURHAM: 20}, {"CDD": 40}) == ("50", "40", ())  # none counts twice
    assert change_between({"CDD": 50}, {DURHAM: 28}) is None  # not the whole yet


def test_quarters_of_which_one_month_has_more_areas_are_not_compared():
    def months(first, **areas):
        return [one for month in months_of(first, 3) for one in returned(month, areas, subject="womens")]

    def change(*returns):
        figures = figures_of(*returns)
        services = pd.DataFrame([("womens", 40, "women")], columns=["slug", "expects_a_year", "for_whom"])
        rows = published(figures, services, ReleaseTerms(Audience.PARTNERSHIP, TODAY))
        return greatest_change(rows, figures.assign(illustrative=False), WHOLES)

    april, july = date(2026, 4, 1), date(2026, 7, 1)
    assert change(*months(april, **{DURHAM: 2}), *months(july, **{DURHAM: 9})).areas == ()
    assert change(*months(april, **{DURHAM: 2}), *months(july, **{DURHAM: 2, DARLINGTON: 7})) is None


@pytest.mark.parametrize("made_up", [(SEPTEMBER,), (OCTOBER,)])
def test_a_made_up_month_is_no_month_before(made_up):
    assert change_between({DURHAM: 40}, {DURHAM: 28}, made_up=made_up) is None
    assert change_between({DURHAM: 40}, {DURHAM: 28}, made_up=(SEPTEMBER, OCTOBER)) is not None

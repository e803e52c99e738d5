"""What is followed of a service: of exact months alone, shares of ten or more, what needs a look first."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.followed import FOLLOWED, OUTCOMES, followed, phases, series
from probation_commission.analysis.referrals import COUNTS, Coverage, PeriodState, at_most
from probation_commission.analysis.spc import Assurance, Variation
from probation_commission.domain.days import months_between

RECEIVED, STARTED, EARLY, _ = FOLLOWED
MONTHS = months_between(date(2025, 10, 1), date(2026, 10, 1))


def periods(subject="wellbeing", months=MONTHS, **counts) -> pd.DataFrame:
    """A row a month; each count is one number for all months, or one for each."""
    every = dict.fromkeys(COUNTS, 20.0) | counts
    frame = pd.DataFrame({"month": months, **every})
    for name in COUNTS:
        frame[at_most(name)] = frame[name]
    return frame.assign(subject=subject, months=1, state=PeriodState.GIVEN, why="")


def of_thirty(achieved):
    """So many of thirty outcomes achieved, month by month."""
    return {"achieved": achieved, "partly": 0.0, "not_achieved": [30.0 - count for count in achieved]}


def test_a_share_is_of_the_same_month_and_none_of_fewer_than_ten():
    rows = periods(received=[20.0] * 12 + [9.0], started=[10.0] * 12 + [9.0])
    values = series(rows, STARTED)
    assert list(values[:12]) == [0.5] * 12
    assert pd.isna(values.iloc[12])
    ten = series(periods(received=10.0, started=9.0), STARTED)
    assert ten.iloc[0] == 0.9


def test_ended_early_is_of_all_that_ended():
    assert series(periods(completed=15.0, ended_early=5.0), EARLY).iloc[0] == 0.25


def test_partly_achieved_counts_half():
    assert series(periods(achieved=10.0, partly=4.0, not_achieved=6.0), OUTCOMES).iloc[0] == 0.6


def test_a_band_is_no_value_and_neither_is_a_month_that_does_not_give_the_count():
    rows = periods()
    rows.loc[3, at_most("received")] = 24.0
    rows.loc[4, ["received", at_most("received")]] = float("nan")
    values = series(rows, RECEIVED)
    assert list(values.isna()) == [at in {3, 4} for at in range(13)]
    # A share of which one side is a band is none either.
    assert list(series(rows, STARTED).isna()) == [at in {3, 4} for at in range(13)]


def test_months_without_a_row_are_months_without_a_value():
    values = series(periods(months=[*MONTHS[:2], *MONTHS[5:]]), RECEIVED)
    assert list(values.index) == MONTHS
    assert list(values[2:5].isna()) == [True] * 3


def test_quarters_are_not_followed():
    assert followed(periods().assign(months=3), {}) == []


def test_what_is_never_given_is_not_followed():
    none = dict.fromkeys(("achieved", "partly", "not_achieved"), float("nan"))
    assert [one.followed for one in followed(periods(**none), {})].count(OUTCOMES) == 0
    assert len(followed(periods(**none), {})) == 3


def test_what_gets_worse_comes_first_then_what_misses_its_target():
    usual = [18.0, 22.0] * 6
    worse = periods("worse", **of_thirty([*usual, 4.0]))
    misses = periods("misses", achieved=6.0, partly=0.0, not_achieved=[14.0, 16.0] * 6 + [14.0])
    fine = periods("fine")
    found = followed(pd.concat([fine, misses, worse]), {"misses": 0.6, "fine": 0.3})
    assert [(one.subject, one.followed) for one in found[:2]] == [("worse", OUTCOMES), ("misses", OUTCOMES)]
    assert found[0].control.variation is Variation.WORSE
    assert found[1].assurance is Assurance.MISSES
    assert [one.needs_a_look for one in found] == [True, True] + [False] * (len(found) - 2)


@pytest.mark.parametrize(("low", "unusual"), [(11, [MONTHS[11]]), (0, [])])
def test_what_was_unusual_is_told_of_the_last_months_alone(low, unusual):
    started = [18.0, 22.0] * 6 + [20.0]
    started[low] = 1.0
    (one,) = [
        each for each in followed(periods(received=30.0, started=started), {}) if each.followed is STARTED
    ]
    assert one.unusual(12) == unusual


def test_a_month_of_a_part_of_the_areas_is_no_fall():
    rows = periods(received=[20.0] * 12 + [5.0])
    rows.loc[12, "state"] = PeriodState.PART
    assert pd.isna(series(rows, RECEIVED).iloc[12])


def test_with_another_area_begins_another_phase():
    rows = periods(received=[20.0, 22.0] * 3 + [40.0, 44.0] * 3 + [40.0])
    alone, both = Coverage(frozenset("A"), illustrative=False), Coverage(frozenset("AB"), illustrative=False)
    covered = {("wellbeing", month): alone if at < 6 else both for at, month in enumerate(MONTHS)}
    assert phases(rows, covered) == [MONTHS[6]]
    (found,) = [one for one in followed(rows, {}, covered) if one.followed is RECEIVED]
    assert list(found.control.points.phase) == [0] * 6 + [1] * 7
    # In a month that waits for the other area's return there is no phase of its own.
    waits = rows.assign(state=[PeriodState.PART if at == 8 else PeriodState.GIVEN for at in range(13)])
    assert phases(waits, covered | {("wellbeing", MONTHS[8]): alone}) == [MONTHS[6]]


def test_an_old_figure_says_nothing_of_now():
    worse = [*[18.0, 22.0] * 6, 4.0]
    gone = periods(months=MONTHS, **of_thirty(worse))
    later = periods(months=months_between(date(2026, 11, 1), date(2027, 2, 1)))
    later[["achieved", "partly", "not_achieved"]] = float("nan")
    (found,) = [one for one in followed(pd.concat([gone, later]), {}) if one.followed is OUTCOMES]
    assert found.control.is_old
    assert found.control.variation is None
    three = periods(months=months_between(date(2026, 11, 1), date(2026, 12, 1)))
    three[["achieved", "partly", "not_achieved"]] = float("nan")
    (found,) = [one for one in followed(pd.concat([gone, three]), {}) if one.followed is OUTCOMES]
    assert found.control.variation is Variation.WORSE


def test_more_starts_than_were_received_are_neither_better_nor_worse():
    cleared = [18.0, 22.0] * 6 + [40.0]
    (found,) = [
        one for one in followed(periods(received=30.0, started=cleared), {}) if one.followed is STARTED
    ]
    assert found.control.variation is Variation.HIGHER
    assert not found.needs_a_look


def test_the_months_with_which_a_trend_begins_on_the_other_side_were_not_unusual():
    # The mean is 16.4 of 30: 20 and 19 lie above it, and a fall through six months begins with them.
    falls = [15.0, 18.0] * 3 + [20.0, 19.0, 16.0, 15.0, 14.0, 13.0, 17.0]
    (found,) = [one for one in followed(periods(**of_thirty(falls)), {}) if one.followed is OUTCOMES]
    assert list(found.control.points.signal.notna())[6:12] == [True] * 6
    assert found.unusual(12) == MONTHS[8:12]

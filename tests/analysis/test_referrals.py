from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis import referrals
from probation_commission.analysis.referrals import FunnelStep, PeriodState
from probation_commission.domain.days import months_between
from probation_commission.domain.ranges import Range, exactly
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples.referrals import service_csv
from tests.given.services import SEPTEMBER, TODAY, figures_of, service_return, shown_exactly

AUGUST = date(2026, 8, 1)
SPAN = months_between(AUGUST, date(2026, 10, 1))


def periods_of(*given_returns):
    rows = shown_exactly(*given_returns)
    return referrals.by_service_and_period(rows[rows.whole], SPAN)


def steps(*given_returns) -> dict[str, FunnelStep]:
    return {step.name: step for step in referrals.steps(periods_of(*given_returns))}


def sides(step: FunnelStep):
    assert all(side is None or side.exact for side in (step.count, step.of))
    return step.count and step.count.low, step.of and step.of.low


def between(low, high) -> Range:
    return Range(float(low), float(high))


def test_each_step_says_of_how_many():
    funnel = steps(
        service_return(30, 20, 10, 4, 7, 3, 2),
        service_return(10, 15, 6, 2, 4, 2, 1, month=SEPTEMBER),  # more started than were received
    )
    assert {name: sides(step) for name, step in funnel.items()} == {
        "received": (40, None),
        "started": (35, 40),
        "completed": (16, 35),
        "ended early": (6, 35),
        "outcomes recorded": (19, 22),
        "achieved": (11, 19),
        "partly achieved": (5, 19),
        "not achieved": (3, 19),
    }
    assert funnel["started"].share == exactly(35 / 40)


def test_a_share_is_of_the_returns_that_give_both():
    funnel = steps(
        service_return(30, 20),
        service_return(99, None, month=SEPTEMBER),  # its starts are not known, so its 99 are left out
        service_return(None, 88, month=AUGUST),  # and its starts, because what they are of is not known
    )
    assert sides(funnel["started"]) == (20, 30)
    assert sides(funnel["received"]) == (129, None)


def test_what_no_return_gives_is_none_and_not_zero():
    funnel = steps(service_return(30))
    assert funnel["started"] == FunnelStep("started", None)
    assert steps(service_return(None, 20))["started"] == FunnelStep(
        "started", exactly(20)
    )  # of how many is not known


@pytest.mark.parametrize(
    ("count", "of", "share"),
    [
        (5, 10, 0.5),  # ten are enough
        (5, 9, None),
        (10, 10, 1.0),
        (11, 10, None),  # flows: it is no part of it
        (0, 0, None),
        (None, 10, None),
    ],
)
def test_a_share_needs_ten_and_a_part(count, of, share):
    sides = (None if side is None else exactly(side) for side in (count, of))
    found = FunnelStep("started", *sides, "received").share
    assert found == (None if share is None else exactly(share))


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        ((20, 29), (50, 59), "between 34 and 58%"),  # 20 of 59, 29 of 50
        ((20, 29), (25, 34), "at least 59%"),  # 29 of 25 would be more than all
        ((20, 29), (9, 34), None),  # of nine, maybe
        ((20, 29), (10, 19), None),  # surely more than there were
        ((30, 30), (40, 40), "75%"),
    ],
)
def test_a_share_of_ranges_says_between_which_it_is(count, of, words):
    share = FunnelStep("started", between(*count), between(*of), "received").share
    assert (share and share.percent) == words


def test_a_share_of_what_it_is_counted_among_is_never_more_than_all():
    step = FunnelStep("achieved", between(10, 19), between(10, 27), "recorded", among=True)
    assert step.share == Range(10 / 18, 1.0)  # of the others there are nought to eight


def test_the_service_with_the_fewest_starts_is_named_with_its_denominator():
    subject, step = referrals.fewest_starts(
        periods_of(
            service_return(40, 30, subject="a"),
            service_return(31, 20, subject="b"),  # 65%, the fewest
            service_return(9, 0, subject="c"),  # too few to say
            service_return(10, 12, subject="d"),
        )
    )
    assert (subject, sides(step)) == ("b", (20, 31))


@pytest.mark.parametrize(
    "given_returns",
    [
        [service_return(40, 30)],  # no other to compare with
        [service_return(40, 30, subject="a"), service_return(20, 15, subject="b")],  # the same share
        [service_return(None, 30, subject="a"), service_return(20, 15, subject="b")],
    ],
    ids=["one", "alike", "not given"],
)
def test_none_is_singled_out_where_there_is_nothing_to_compare(given_returns):
    assert referrals.fewest_starts(periods_of(*given_returns)) is None


def test_none_is_singled_out_where_a_range_leaves_it_open():
    rows = periods_of(service_return(40, 30, subject="a"), service_return(40, 20, subject="b"))
    assert referrals.fewest_starts(rows)[0] == "b"
    wide = rows.assign(**{referrals.at_most("started"): [30.0, 20.0, 31.0] * 2})
    assert referrals.fewest_starts(wide) is None  # b may have 31 of 40 started


def test_a_month_without_a_return_has_no_counts():
    months = periods_of(service_return(30, 20), service_return(10, 0, month=AUGUST)).set_index("month")
    assert list(months.state) == [PeriodState.GIVEN, PeriodState.NONE, PeriodState.GIVEN]
    assert list(months.started.fillna(-1)) == [0, -1, 20]  # nothing in September, which is not zero


def test_a_month_for_which_one_of_two_areas_is_missing_is_a_part():
    months = periods_of(
        service_return(30, area="E06000047"),
        service_return(10, area="E06000005"),
        service_return(28, area="E06000047", month=SEPTEMBER),  # and nothing of Darlington
        service_return(40, area="CDD", month=AUGUST),  # the whole is both
    )
    assert list(zip(months.received, months.state, strict=True)) == [
        (40, PeriodState.GIVEN),
        (28, PeriodState.PART),
        (40, PeriodState.GIVEN),
    ]


def test_a_count_that_one_of_two_areas_does_not_give_is_given_for_neither():
    months = periods_of(service_return(30, 20, area="E06000047"), service_return(10, area="E06000005"))
    assert pd.isna(months.started.iloc[-1])
    assert months.received.iloc[-1] == 40


def test_only_whole_quarters_lie_within_a_span():
    span = months_between(date(2025, 11, 1), date(2026, 7, 1))
    assert referrals.quarters_within(span) == [date(2026, 1, 1), date(2026, 4, 1)]


def test_a_part_is_not_counted_beside_its_whole():
    figures = figures_of(
        service_return(40, area="CDD"),
        service_return(30, area="E06000047"),  # is in the 40
        service_return(7, area="E09000014"),  # is not
        service_return(30, area="E06000047", subject="womens"),  # another service
        service_return(30, area="E06000047", month=SEPTEMBER),
    )
    returns = referrals.by_return(figures, gazetteer().wholes)
    assert referrals.left_out(figures, gazetteer().wholes) == 1
    assert sorted(zip(returns.subject, returns.area_code, returns.received, strict=True)) == [
        ("wellbeing", "CDD", 40),
        ("wellbeing", "E06000047", 30),
        ("wellbeing", "E09000014", 7),
        ("womens", "E06000047", 30),
    ]


def test_totals_say_of_how_many_months_or_services_they_are():
    months = periods_of(
        service_return(30, 20), service_return(5, month=SEPTEMBER), service_return(9, subject="womens")
    )
    by_service = referrals.totals(months, "subject").set_index("subject")
    assert list(zip(by_service.received, by_service.given, by_service.expected, strict=True)) == [
        (35, 2, 3),
        (9, 1, 3),
    ]
    by_month = referrals.totals(months, "month").set_index("month")
    assert list(by_month.given) == [0, 1, 2]
    assert pd.isna(by_month.received[AUGUST])  # no return at all, which is not zero
    assert pd.isna(by_service.started["womens"])


COUNTS = st.lists(st.none() | st.integers(0, 60), min_size=7, max_size=7).filter(
    lambda row: row != [None] * 7
)


@settings(max_examples=30)
@given(st.lists(st.tuples(COUNTS, st.sampled_from(SPAN), st.sampled_from("abc")), min_size=1, max_size=8))
def test_no_step_counts_more_than_was_returned(rows):
    kept = {(month, subject): counts for counts, month, subject in rows}
    given_returns = [
        service_return(*counts, month=month, subject=subject) for (month, subject), counts in kept.items()
    ]
    funnel = steps(*given_returns)
    figures = figures_of(*given_returns)
    for category in CATEGORIES:
        returned = figures[figures.category == category].value.sum()
        assert (sides(funnel[category.label])[0] or 0) <= returned
    levels = [funnel[level] for level in ("achieved", "partly achieved", "not achieved")]
    if levels[0].of is not None:  # all three are of the same people, and make them up
        assert sum(sides(step)[0] for step in levels) == sides(levels[0])[1]
    assert all(step.share is None or 0 <= step.share.low <= 1 for step in funnel.values())
    months = periods_of(*given_returns)
    assert months.received.sum() == figures[figures.category == "received"].value.sum()
    assert len(months) == len({subject for _, subject in kept}) * len(SPAN)


def test_the_illustrative_returns_are_the_same_to_the_byte_and_have_their_dip():
    names = ["a", "b", "c", "d", "e", "f"]
    text = service_csv(names, "Haringey")
    assert text == service_csv(names, "Haringey")
    lines = [line.split(",") for line in text.splitlines()[1:]]
    lines = [line for line in lines if not line[-1]]  # without the rows by office
    assert len(lines) == 6 * 12  # two of them come late
    received = {(line[0], line[1]): int(line[3]) for line in lines}
    usual = [count for (name, month), count in received.items() if name == "a" and month != "2025-12"]
    assert received["a", "2025-12"] < min(usual)
    assert all(5 <= count <= 70 for (name, _), count in received.items() if name in "abcde")
    assert sum(count for (name, _), count in received.items() if name == "f") < 60  # the small one
    assert max(line[1] for line in lines) < f"{TODAY:%Y-%m}"

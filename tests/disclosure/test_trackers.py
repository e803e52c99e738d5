"""Who is shown what of trackers: leads as it is, the partnership whole half-years in bands, nobody else."""

import itertools
from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import NOT_GIVEN
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.trackers import MIDDLE, TrackerTerms, published
from probation_commission.domain import trackers
from probation_commission.domain.returns import Kind
from tests.given.trackers import APRIL, AREA, OCTOBER, OTHER_AREA, WHOLE, frame, half, row

TODAY = date(2026, 11, 27)
REASONS = {trackers.RECALL: 6, trackers.FAILURE: 2, trackers.PACE: 0, trackers.OTHER: 1}


def shown(rows, audience=Audience.PARTNERSHIP, today=TODAY, ever=None):
    figures = frame(rows)
    return published(figures, TrackerTerms(audience, today, Rules()), figures if ever is None else ever)


def texts(found, month=APRIL, kind=Kind.WANTED):
    rows = found[(found.month == month) & (found.kind == kind)]
    return dict(zip(rows.category, rows.text, strict=True))


def test_the_partnership_is_shown_whole_half_years_in_bands():
    found = shown(half(Kind.WANTED, REASONS))
    assert set(found.months) == {6}
    assert texts(found) | {"": ""} == {
        "recall": "30–39",  # 36
        "failure to appear": "10–14",  # 12
        "PACE offence": "0–4",  # nought is in the first band
        "other reason": "5–9",
        "": "",
    }


@pytest.mark.parametrize("audience", [Audience.PROVIDER, Audience.PUBLIC])
def test_nobody_else_is_shown_anything(audience):
    rows = [*half(Kind.WANTED, REASONS), row(Kind.CASELOAD, date(2026, 9, 1), "", 2500)]
    assert shown(rows, audience).empty


def test_leads_are_shown_each_month_as_it_is():
    found = shown(half(Kind.WANTED, REASONS), Audience.RESTRICTED)
    assert set(found.months) == {1}
    assert texts(found, date(2026, 5, 1)) == {
        "recall": "6",
        "failure to appear": "2",
        "PACE offence": "0",
        "other reason": "1",
    }


@pytest.mark.parametrize("audience", list(Audience))
def test_only_leads_are_given_a_month_or_a_small_count(audience):
    days = [
        row(Kind.WANTED_DAYS, APRIL, "found after 3", 4, months=6),
        row(Kind.WANTED_DAYS, APRIL, "found after 30", 50, months=6),
    ]
    found = shown([*half(Kind.WANTED, REASONS), *days], audience)
    if audience is Audience.RESTRICTED:
        return
    assert set(found.months) <= {6}
    told = found[found.low.notna()]
    assert (told.high - told.low >= 4).all()  # no band is narrower than five
    assert not found.category.str.contains("found after").any()


def test_a_half_year_is_shown_only_when_it_is_over_and_all_of_it_is_here():
    rows = half(Kind.WANTED, REASONS)
    last_day, day_after = date(2026, 9, 30), date(2026, 10, 1)
    assert "30–39" not in texts(shown(rows, today=last_day)).values()
    assert "30–39" in texts(shown(rows, today=day_after)).values()
    found = shown([one for one in rows if one["month"] != date(2026, 7, 1)])
    assert found.low.isna().all()
    assert set(found.why) == {"waits for 1 of its 6 months"}


def test_a_bound_in_one_month_leaves_the_half_year_not_given():
    rows = half(Kind.WANTED, REASONS)
    rows[0] = rows[0] | {"value": None, "low": 0, "high": 4}
    assert texts(shown(rows))["recall"] == NOT_GIVEN.text
    assert shown(rows).query("category == 'recall'").low.isna().all()


def test_who_is_settled_waits_until_three_months_are_over():
    counts = {trackers.RELEASED: 30, trackers.NO_ABODE: 5, trackers.SETTLED: 2}
    # Released in September: known from 1 January on.
    young, known = (
        shown(half(Kind.RELEASE, counts), today=day) for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert texts(young, kind=Kind.RELEASE)[trackers.SETTLED] == "not shown"
    assert young[young.category == trackers.SETTLED].why.item() == "too young: known from 1 January 2027 on"
    assert texts(known, kind=Kind.RELEASE)[trackers.SETTLED] == "10–14"
    assert texts(young, kind=Kind.RELEASE)[trackers.NO_ABODE] == "30–39"


def test_a_whole_beside_its_parts_is_not_shown_even_where_the_part_was_withdrawn():
    of_whole = half(Kind.BREACH, {trackers.DOCUMENTS: 3}, area_code=WHOLE)
    of_part = half(Kind.BREACH, {trackers.DOCUMENTS: 1}, area_code=OTHER_AREA)
    assert set(shown(of_whole).area_code) == {WHOLE}
    assert set(shown([*of_whole, *of_part]).area_code) == {OTHER_AREA}
    assert shown(of_whole, ever=frame([*of_whole, *of_part])).empty
    # Of another tracker it says nothing.
    other = half(Kind.DIVERSION, {trackers.STARTED: 1}, area_code=OTHER_AREA)
    assert WHOLE in set(shown([*of_whole, *other]).area_code)


def possible(ranges, whole, *, equal):
    """How many values each of some parts keeps, and their whole, for whoever adds up what is shown."""
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    kept = []
    for low, high in ranges:
        least = max(low, whole[0] - (sum(highs) - high)) if equal else low
        kept.append(min(high, whole[1] - (sum(lows) - low)) - least + 1)
    top = min(whole[1], sum(highs)) if equal else whole[1]
    return [*kept, top - max(whole[0], sum(lows)) + 1]


@pytest.mark.parametrize("equal", [True, False])
def test_parts_beside_their_whole_keep_at_least_four_values(equal):
    # Two settings of a caseload are all of it; three ends of a diversion at most those who started.
    bands, counts = Rules().of(Audience.PARTNERSHIP, APRIL).counts, (*range(32), 55, 89, 90, 104)
    number = 2 if equal else 3
    for parts in itertools.combinations_with_replacement(counts, number):
        for more in (0,) if equal else (0, 1, 7):
            whole = bands.of(sum(parts) + more)
            assert min(possible([bands.of(part) for part in parts], whole, equal=equal)) >= 4, parts


def test_a_caseload_is_that_of_the_last_month_of_a_half_year():
    rows = [row(Kind.CASELOAD, date(2026, month, 1), "", 2000 + month) for month in (4, 8, 9)]
    assert texts(shown(rows), kind=Kind.CASELOAD)[""] == "2,000–2,009"
    assert shown(rows[:2]).low.isna().all()


def test_the_middle_is_told_as_a_class_of_days_where_thirty_are_surely_there():
    def found_after(days, people):
        return row(Kind.WANTED_DAYS, APRIL, f"found after {days}", people, months=6)

    days = [found_after(3, 10), found_after(21, 20), found_after(100, 20)]
    found = shown([*half(Kind.WANTED, REASONS), *days])
    assert texts(found, kind=Kind.WANTED_DAYS) == {MIDDLE: "8 to 28 days"}
    # 24 people are 20–29: by what is shown of them, fewer than thirty.
    few = {trackers.RECALL: 4, trackers.FAILURE: 0, trackers.PACE: 0, trackers.OTHER: 0}
    assert texts(shown([*half(Kind.WANTED, few), *days]), kind=Kind.WANTED_DAYS) == {}
    # Of a half-year of which a list has a part nothing is told.
    part = [one | {"months": 5, "month": date(2026, 5, 1)} for one in days]
    assert texts(shown([*half(Kind.WANTED, REASONS), *part]), date(2026, 5, 1), Kind.WANTED_DAYS) == {}


def test_of_two_lists_of_a_half_year_leads_see_the_one_that_covers_more_of_it():
    whole = row(Kind.WANTED_DAYS, APRIL, "found after 3", 4, months=6)
    later = row(Kind.WANTED_DAYS, date(2026, 6, 1), "found after 9", 2, months=4)
    found = shown([whole, later], Audience.RESTRICTED)
    assert list(found.category) == ["found after 3"]


@pytest.mark.parametrize("audience", [Audience.RESTRICTED, Audience.PARTNERSHIP])
def test_of_one_half_year_one_return_is_told_of_how_long(audience):
    # April to July and May to August: four months each, and May to July are in both.
    first = row(Kind.WANTED_DAYS, APRIL, "found after 3", 25, months=4, as_of=date(2026, 7, 30))
    second = row(
        Kind.WANTED_DAYS,
        date(2026, 5, 1),
        "found after 9",
        15,
        months=4,
        as_of=date(2026, 8, 30),
        return_id=2,
    )
    found = shown([first, second, *half(Kind.WANTED, REASONS)], audience)
    told = found[found.kind == Kind.WANTED_DAYS]
    # The later knows more; to others than leads a part of a half-year is not told at all.
    assert list(told.category) == (["found after 9"] if audience is Audience.RESTRICTED else [])


def test_what_is_made_up_never_hides_what_is_real():
    made_up = row(Kind.WANTED_DAYS, APRIL, "found after 3", 49, months=6, illustrative=True)
    real = row(Kind.WANTED_DAYS, date(2026, 7, 1), "found after 9", 24, months=3, return_id=2)
    assert list(shown([made_up, real], Audience.RESTRICTED).category) == ["found after 9"]
    months = half(Kind.WANTED, REASONS)
    assert Kind.WANTED_DAYS in set(shown([made_up, *months]).kind)
    assert Kind.WANTED_DAYS not in set(shown([made_up, real, *months]).kind)


def test_a_month_in_part_keeps_its_half_year_waiting():
    rows = [one | {"partial": one["month"] == date(2026, 9, 1)} for one in half(Kind.WANTED, REASONS)]
    found = shown(rows)
    assert set(found.why) == {"waits for 1 of its 6 months"}
    assert found.low.isna().all()


def test_hours_and_offences_by_reason_are_one_count_of_the_half_year():
    hours = [
        row(Kind.WANTED, OCTOBER, reason, 2.5, measure="police hours", breakdown="reason wanted")
        for reason in REASONS
    ]
    rows = [one | {"month": trackers.later(OCTOBER, at)} for at in range(6) for one in hours]
    found = shown(rows)
    told = found[found.measure == "police hours"]
    assert list(told.text) == ["60–69"]  # 4 reasons, 6 months, 2.5 hours
    assert set(told.area_code) == {AREA}

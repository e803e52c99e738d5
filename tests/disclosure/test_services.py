"""What is shown of services: large ones exactly by month, small ones by quarter in bands, parts audited."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis import referrals
from probation_commission.analysis.attention import greatest_change
from probation_commission.analysis.referrals import PeriodState
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.rounding import rounded
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.disclosure.services import (
    ReleaseTerms,
    ShownCount,
    may_stand_apart,
    published,
    published_results,
)
from probation_commission.domain.days import months_between
from probation_commission.domain.marks import Mark
from probation_commission.geography.gazetteer import gazetteer
from tests.given.services import bounded, figures_of, service_return

TODAY = date(2026, 11, 22)
SECRET = b"a secret of the tests"
JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (7, 8, 9, 10))
QUARTER = (JULY, AUGUST, SEPTEMBER)
DURHAM, DARLINGTON = "E06000047", "E06000005"


def services(expects_a_year=400, for_whom="men") -> pd.DataFrame:
    rows = [("wellbeing", expects_a_year, for_whom), ("womens", 40, "women")]
    return pd.DataFrame(rows, columns=["slug", "expects_a_year", "for_whom"])


def shown(*returns, to=Audience.PARTNERSHIP, today=TODAY, **service) -> list[ShownCount]:
    rows = published(figures_of(*returns), services(**service), ReleaseTerms(to, today, secret=SECRET))
    return [ShownCount(*row) for row in rows.itertuples(index=False)]


def texts(rows: list[ShownCount], category="received") -> list[str]:
    return [row.text for row in rows if row.category == category]


def quarter_of(*counts, **of) -> list:
    return [service_return(count, month=month, **of) for count, month in zip(counts, QUARTER, strict=False)]


def test_a_better_word_for_a_count_does_not_change_how_it_is_rounded_for_the_public():
    october = service_return(400, 300, 200, 37, 150, 43, 7, area="CDD")
    told = {row.category: row.text for row in shown(october, to=Audience.PUBLIC)}
    of_old = {"ended_early": ("ended early", 37), "partly": ("partly achieved", 43)}
    for code, (words, count) in of_old.items():
        assert told[code] == rounded(count, SECRET, "wellbeing", "CDD", "2026-10", words).text


@pytest.mark.parametrize(
    ("expects", "for_whom", "found"),
    [
        (60, "men", ["7", "3", "0"]),  # large by its contract, whatever came
        (59, "men", ["10–14"]),
        (None, "men", ["10–14"]),  # not known is small
        (400, "IOM nominals", ["10–14"]),  # for them alone: always in bands
    ],
)
def test_a_service_is_shown_by_the_size_that_was_contracted(expects, for_whom, found):
    rows = shown(*quarter_of(7, 3, 0), expects_a_year=expects, for_whom=for_whom)
    assert texts(rows) == found
    assert {row.months for row in rows} == {1 if len(found) == 3 else 3}


@pytest.mark.parametrize("to", [Audience.RESTRICTED, Audience.MEMBERS])
def test_who_sees_exact_counts_sees_small_services_by_month_and_area(to):
    rows = shown(
        service_return(7, area=DURHAM, subject="womens"),
        service_return(3, area=DARLINGTON, subject="womens"),
        to=to,
    )
    found = [(row.area_code, row.whole, row.text) for row in rows if row.category == "received"]
    assert found == [("", True, "10"), (DARLINGTON, False, "3"), (DURHAM, False, "7")]


def shown_to_provider(*returns, own=()) -> list[ShownCount]:
    terms = ReleaseTerms(Audience.PROVIDER, TODAY, secret=SECRET, own=frozenset(own))
    rows = published(figures_of(*returns), services(), terms)
    return [ShownCount(*row) for row in rows.itertuples(index=False)]


def test_a_provider_is_shown_every_other_service_by_quarter_and_its_own_exactly():
    returned = [*quarter_of(70, 30, 4), *quarter_of(3, 2, 0, subject="womens")]
    of_others = [row for row in shown_to_provider(*returned) if row.category == "received"]
    assert [(row.subject, row.months, row.text) for row in of_others] == [
        ("wellbeing", 3, "100–109"),  # large, and exact by month to the partnership
        ("womens", 3, "5–9"),
    ]
    own = [row for row in shown_to_provider(*returned, own=["womens"]) if row.category == "received"]
    assert [(row.subject, row.months, row.text) for row in own] == [
        ("wellbeing", 3, "100–109"),
        *(("womens", 1, text) for text in ("3", "2", "0")),  # small, and its own
    ]


def test_of_several_areas_a_provider_is_shown_its_own_alone():
    durham, darlington = (
        [service_return(20, month=month, area=area) for month in QUARTER] for area in (DURHAM, DARLINGTON)
    )
    assert {row.whole for row in shown_to_provider(*durham, *darlington)} == {True}
    assert {row.text for row in shown_to_provider(*durham, *darlington) if row.category == "received"} == {
        "120–129"
    }
    own = shown_to_provider(*durham, *darlington, own=["wellbeing"])
    assert {row.text for row in own if row.category == "received" and not row.whole} == {"20"}


@pytest.mark.parametrize("width", [5, 10, 20])
def test_a_providers_bands_are_the_partnerships(width):
    rules = Rules((Rule(Audience.PARTNERSHIP, width),))
    assert rules.of(Audience.PROVIDER, JULY).counts == rules.of(Audience.PARTNERSHIP, JULY).counts


@pytest.mark.parametrize(
    ("months", "today", "why"),
    [
        (QUARTER[:2], TODAY, "waits for the return of September 2026"),
        (QUARTER[:1], TODAY, "waits for the returns of August 2026 and September 2026"),
        (QUARTER, date(2026, 9, 30), "waits for the end of the quarter"),
        (QUARTER, date(2026, 10, 1), ""),
    ],
)
def test_a_quarter_is_shown_when_it_is_over_and_each_month_has_its_return(months, today, why):
    rows = shown(*(service_return(9, month=month, subject="womens") for month in months), today=today)
    received = next(row for row in rows if row.category == "received")
    assert (received.why, received.state) == (why, PeriodState.WAITS if why else PeriodState.GIVEN)
    assert (received.text, math.isnan(received.low)) == (("not shown", True) if why else ("20–29", False))


def test_a_count_that_one_month_does_not_give_is_given_for_no_quarter():
    rows = shown(
        service_return(9, 5, month=JULY, subject="womens"),
        service_return(9, None, month=AUGUST, subject="womens"),
        service_return(9, 5, month=SEPTEMBER, subject="womens"),
    )
    assert texts(rows, "started") == ["not in the return"]


FEWER, TO_NINE, ACROSS = (0, 4), (5, 9), (3, 7)


@pytest.mark.parametrize(
    ("ends", "exact", "room"),
    [
        (FEWER, "fewer than 5", "0–4"),
        (TO_NINE, "5–9", "5–9"),
        ((6, 8), "6–8", "5–9"),  # never anything narrower than the band
        (ACROSS, "3–7", "not given"),
        ((10, None), "10 or more", "not given"),
    ],
)
def test_a_bound_is_told_in_words_as_the_band_that_it_lies_in_and_is_in_no_sum(ends, exact, room):
    ret = bounded(service_return(40, 30, 7), "completed", *ends)
    for to, words in (
        (Audience.RESTRICTED, exact),
        (Audience.MEMBERS, exact),
        (Audience.PARTNERSHIP, room),
        (Audience.PUBLIC, "not given"),
    ):
        rows = shown(ret, to=to)
        (row,) = (row for row in rows if row.category == "completed")
        assert (row.text, math.isnan(row.low), math.isnan(row.high)) == (words, True, True), to
    assert texts(shown(ret), "ended_early") == ["not in the return"]


def test_a_withheld_count_is_not_given_and_a_dash_is_not_in_the_return():
    withheld = bounded(service_return(40, 30, 7), "completed", None, None, Mark.SUPPRESSED)
    assert texts(shown(withheld), "completed") == ["not given"]
    assert texts(shown(withheld, to=Audience.RESTRICTED), "completed") == ["withheld by the sender"]
    dash = bounded(service_return(40, 30, 7), "completed", None, None, Mark.NOT_AVAILABLE)
    assert texts(shown(dash), "completed") == ["not in the return"]


@pytest.mark.parametrize(
    ("ends", "room"),
    [(FEWER, "not given"), ((1, 2), "10–14"), ((5, 8), "15–19"), (TO_NINE, "not given")],  # 9 + … + 2
)
def test_a_quarter_with_a_bound_is_the_band_of_what_it_can_be_together(ends, room):
    months = quarter_of(9, 3, 2, subject="womens")
    months[1] = bounded(months[1], "received", *ends)
    assert texts(shown(*months)) == [room]
    (row,) = (row for row in shown(*months) if row.category == "received")
    assert math.isnan(row.low)
    assert texts(shown(*months, to=Audience.PUBLIC)) == ["not given"]


def test_of_several_areas_a_bound_leaves_the_whole_not_given_and_the_parts_not_shown():
    durham = bounded(service_return(7, area=DURHAM), "received", *FEWER)
    rows = [durham, service_return(30, area=DARLINGTON)]
    assert texts(shown(*rows)) == ["not given", "not shown", "not shown"]
    assert texts(shown(*rows, to=Audience.RESTRICTED)) == ["30–34", "30", "fewer than 5"]


def test_a_month_that_waits_for_an_area_tells_nothing_of_a_bound():
    july = service_return(7, area=DURHAM, month=JULY), service_return(3, area=DARLINGTON, month=JULY)
    august = bounded(service_return(7, area=DURHAM, month=AUGUST), "received", *FEWER)
    assert texts(shown(*july, august)) == ["10", "not shown", "not shown", "not shown"]


def parts(durham, darlington, **of) -> list[ShownCount]:
    return shown(service_return(durham, area=DURHAM), service_return(darlington, area=DARLINGTON), **of)


@pytest.mark.parametrize(
    ("durham", "darlington", "found"),
    [
        (9, 0, ["9", "not shown", "not shown"]),  # a whole of nine has nothing finer
        (4, 9, ["13", "not shown", "not shown"]),  # 4 is the one value that the whole leaves
        (5, 8, ["13", "not shown", "not shown"]),  # or "not shown" of the 13 would tell 4 and 9
        (12, 17, ["29", "15–19", "10–14"]),
        (15, 15, ["30", "not shown", "not shown"]),  # 15–19 twice is 30 in one way
    ],
)
def test_the_parts_stand_in_bands_beside_an_exact_whole_unless_it_pins_them(durham, darlington, found):
    rows = parts(durham, darlington)
    assert texts(rows) == found
    assert [row.whole for row in rows if row.category == "received"] == [True, False, False]


def splits(whole: int, count: int):
    if count == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in splits(whole - first, count - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("width", "count", "up_to"),
    [(5, 2, 150), (5, 3, 60), (5, 4, 40), (5, 5, 32), (10, 2, 150), (10, 3, 80), (20, 2, 150)],
)
def test_nobody_works_out_a_part_to_fewer_than_three_values_by_running_the_rule(width, count, up_to):
    bands = Bands(width)
    told = 0
    for whole in range(10, up_to):
        same_words: dict[object, list[tuple[int, ...]]] = {}
        for each in splits(whole, count):
            words = tuple(map(bands.of, each)) if may_stand_apart(each, bands) else None
            same_words.setdefault(words, []).append(each)
        told += len(same_words) - (None in same_words)
        for tables in same_words.values():
            for part in range(count):
                assert len({table[part] for table in tables}) >= 3, (whole, tables[:4])
    assert told > 20


def test_an_area_whose_return_is_still_to_come_is_not_told_by_what_is_added_then():
    before = service_return(30, area=DURHAM, month=AUGUST), service_return(9, area=DARLINGTON, month=AUGUST)
    rows = shown(*before, service_return(30, area=DURHAM, month=SEPTEMBER))
    september = [row for row in rows if row.month == SEPTEMBER]
    assert {(row.state, row.text) for row in september if row.category == "received"} == {
        (PeriodState.PART, "not shown")
    }


def test_an_area_is_waited_for_from_its_first_return_on():
    rows = shown(
        service_return(30, area=DURHAM, month=AUGUST),
        service_return(30, area=DURHAM, month=SEPTEMBER),
        service_return(9, area=DARLINGTON, month=SEPTEMBER),
    )
    assert next((row.state, row.text) for row in rows if row.month == AUGUST) == (PeriodState.GIVEN, "30")


def test_the_public_gets_large_wholes_rounded_small_ones_by_quarter_in_tens_and_nothing_finer():
    rows = [
        *parts(31, 12, to=Audience.PUBLIC),
        *shown(*quarter_of(7, 3, 6, subject="womens"), to=Audience.PUBLIC),
    ]
    received = [row for row in rows if row.category == "received"]
    assert all(row.whole for row in received)
    assert received[0].text in {"40", "45"}
    assert (received[0].low, received[0].high) == (int(received[0].text) - 4, int(received[0].text) + 4)
    assert (received[1].text, received[1].months) == ("10–19", 3)


def test_a_return_that_is_sent_again_is_rounded_the_same():
    first, again = figures_of(service_return(42)), figures_of(service_return(42)).assign(sha256="t" * 64)
    one, other = (
        published(rows, services(), ReleaseTerms(Audience.PUBLIC, TODAY, secret=SECRET))
        for rows in (first, again)
    )
    assert one.equals(other)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3))
def test_the_public_sees_nothing_that_the_partnership_could_not_work_out(counts):
    """Each of its ranges of a small service is one of the partnership's bands, or several joined."""
    returns = quarter_of(*counts, subject="womens")
    partners, public = (shown(*returns, to=to)[0] for to in (Audience.PARTNERSHIP, Audience.PUBLIC))
    assert public.low <= partners.low <= partners.high <= public.high


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_no_viewer_is_told_of_a_rise_that_is_none(counts):
    months = months_between(date(2026, 1, 1), date(2026, 8, 1))
    by_month = dict(zip(months, counts, strict=False))
    returns = [
        service_return(count, month=month, subject=subject)
        for month, count in by_month.items()
        for subject in ("wellbeing", "womens")
    ]
    figures = figures_of(*returns)
    rows = published(figures, services(), ReleaseTerms(Audience.PARTNERSHIP, TODAY))
    change = greatest_change(rows, figures.assign(illustrative=False), gazetteer().wholes)
    if change is None:
        return
    earlier = (pd.Period(change.month, "M") - change.months).start_time.date()
    now, before = (
        sum(by_month[month] for month in referrals.months_of(first, change.months))
        for first in (change.month, earlier)
    )
    assert (now > before) == (change.now.low > change.before.high)
    assert abs(now - before) >= change.least > 0


def keyed(*values, promise_id=7):
    rows = [
        (promise_id, month, value, None)
        for month, value in zip(QUARTER, values, strict=False)
        if value is not None
    ]
    return pd.DataFrame(rows, columns=["promise_id", "month", "value", "out_of"])


def promised(starts=date(2026, 1, 1), ends=date(2026, 12, 31)):
    return pd.DataFrame([(7, starts, ends)], columns=["id", "starts", "ends"])


def delivered(results, promises, to=Audience.PARTNERSHIP):
    rows = published_results(results, promises, ReleaseTerms(to, TODAY))
    return [(row.text, row.why) for row in rows.itertuples() if row.category == "delivered"]


def test_what_partners_key_in_is_a_total_by_quarter_in_bands():
    assert delivered(keyed(4, 3, 1), promised()) == [("5–9", "")]
    assert delivered(keyed(4, 3, 1), promised(), Audience.RESTRICTED) == [("4", ""), ("3", ""), ("1", "")]


def test_only_months_of_the_project_are_waited_for():
    assert delivered(keyed(4, 3), promised()) == [("not shown", "waits for the result of September 2026")]
    assert delivered(keyed(4, 3), promised(ends=date(2026, 8, 31))) == [("5–9", "")]
    assert delivered(keyed(4), promised(starts=date(2026, 8, 15))) == [
        ("not shown", "waits for the results of August 2026 and September 2026")
    ]


def test_what_a_withdrawal_leaves_of_a_whole_tells_nothing():
    # 12 and 5 of two areas were told as 17; when the 5 is withdrawn, a whole of 12 would tell it
    durham, darlington = (service_return(n, area=code) for n, code in ((12, "E06000047"), (5, "E06000005")))
    services = pd.DataFrame({"slug": ["wellbeing"], "for_whom": ["men"], "expects_a_year": [400]})
    shown = ReleaseTerms(Audience.PARTNERSHIP, date(2026, 11, 22))
    ever = pd.DataFrame(
        [("wellbeing", durham.month, one.area.code) for one in (durham, darlington)],
        columns=["subject", "month", "area_code"],
    )
    both = published(figures_of(durham, darlington), services, shown, ever)
    assert both[both.whole & (both.category == "received")].text.tolist() == ["17"]
    left = published(figures_of(durham), services, shown, ever)
    assert set(left.text) == {"not shown", "not in the return"}

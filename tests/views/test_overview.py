"""The overview in sentences: what is known of an area, what waits, what is new."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.attention import ReferralsChange
from probation_commission.disclosure.released import HIDDEN, between, counted
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.ranges import Range, exactly
from probation_commission.views import overview
from probation_commission.views.iom import compared
from tests.given.ideas import NOON, POT, WHOLE
from tests.given.pictures import APRIL, MAY, release

TODAY = date(2026, 11, 22)
SERVICES = pd.DataFrame(
    [
        ("ete", "live", False),
        ("mentors", "live", False),
        ("debt", "not confirmed", False),
        ("made-up", "live", True),  # counts nowhere
    ],
    columns=["slug", "status", "illustrative"],
)
NONE = SERVICES.head(0)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, "no IOM return received"),
        (release(all=counted(61)), "61 IOM nominals in May 2026"),
        (release(all=HIDDEN), "a number that is not shown of IOM nominals in May 2026"),
        (release(), "a number that is not shown of IOM nominals in May 2026"),  # the return gives none
    ],
)
def test_the_finding_never_makes_up_a_number_of_nominals(last, words):
    assert overview.finding("Exampleshire", last, 0, SERVICES) == (
        f"Exampleshire: {words}; no hub or office known here; 2 live of 3 services known."
    )


@pytest.mark.parametrize(
    ("hubs", "services", "words"),
    [
        (13, NONE, "13 hubs and offices on the map; no service known here."),
        (1, SERVICES.tail(1), "1 hub or office on the map; no service known here."),  # it is made up
    ],
)
def test_nobody_says_that_there_is_none_of_what_is_not_known(hubs, services, words):
    assert overview.finding("Exampleshire", None, hubs, services).endswith(words)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ["No IOM return of Exampleshire has been received."]),
        ([date(2026, 10, 1)], []),
        ([date(2026, 9, 1)], ["No IOM return for 1 month: October 2026."]),
        ([date(2026, 8, 1)], ["No IOM return for 2 months: September 2026 to October 2026."]),
    ],
)
def test_months_without_an_iom_return_are_named(months, words):
    assert overview.returns_to_chase("Exampleshire", pd.Series(months, dtype=object), TODAY) == words


def test_what_nobody_has_confirmed_is_one_line():
    hubs = pd.DataFrame({"exact": [True, False], "confidential": False})
    assert overview.not_confirmed(hubs, SERVICES) == (
        "Not confirmed: the address of 1 of 2 hubs and offices, whether 1 of 3 services still run "
        "and when 2 live contracts end."
    )
    assert overview.not_confirmed(hubs.head(1), SERVICES.head(1)) == (
        "Not confirmed: when 1 live contract ends."
    )
    assert overview.not_confirmed(hubs.head(1), NONE) == ""


def test_real_services_that_are_closed_are_named():
    services = SERVICES.assign(name=["Work", "Mentors", "Debt_advice", "Example"])
    assert overview.closed(services) == []
    shut = services.assign(status="closed to referrals")  # the made-up one counts nowhere
    assert overview.closed(shut.tail(2)) == ["1 service closed to referrals: Debt\\_advice."]
    assert overview.closed(shut.tail(3)) == ["2 services closed to referrals: Mentors and Debt\\_advice."]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (
            counted(52),
            counted(61),
            ["up from 52"],
        ),
        (
            counted(61),
            counted(52),
            ["down from 61"],
        ),
        (counted(61), counted(61), []),
        (between(55, 59), counted(61), ["up from 55–59"]),  # surely, though not by how many
        (between(55, 64), counted(61), []),
        (HIDDEN, counted(61), []),
    ],
)
def test_a_cohort_has_changed_where_what_is_shown_of_both_months_says_so(before, now, words):
    months = {APRIL: release(month=APRIL, all=before), MAY: release(all=now)}
    assert overview.cohort_change("Exampleshire", compared(months, MAY, frozenset()), months[MAY]) == [
        f"Exampleshire: {now.text} IOM nominals in May 2026, {word} in April 2026." for word in words
    ]


def test_ideas_wait_for_a_decision_in_the_areas_fund_alone():
    waiting = KeptIdea(7, "anna", Stage.SUBMITTED, None, NOON, False, WHOLE)
    assert overview.ideas_that_wait(POT, [waiting]) == ["Local pot: 1 idea waits for a decision."]
    assert overview.ideas_that_wait(POT, [waiting] * 2) == ["Local pot: 2 ideas wait for a decision."]
    assert overview.ideas_that_wait(POT, []) == []
    assert overview.ideas_that_wait(None, [waiting]) == []


def history(*rows) -> pd.DataFrame:
    columns = ["upload_id", "area_code", "month", "accepted_at", "illustrative"]
    return pd.DataFrame(rows, columns=columns).assign(
        file_name="may.xlsx", accepted_by="Jo_Lead", standing="current"
    )


def loaded(upload, area, month, *, day=3, illustrative=False):
    return upload, area, date(2026, month, 1), datetime(2026, 11, day, 12, 0, tzinfo=UTC), illustrative


def test_a_file_is_told_once_with_its_areas_and_months():
    found = overview.new_files(history(loaded(2, "B", 5), loaded(2, "A", 4)), str.lower)
    assert found == [r"- a, b, April 2026 to May 2026: may\.xlsx, loaded by Jo\_Lead on 3 November 2026."]


def test_others_are_told_of_returns_and_never_of_a_file():
    found = overview.new_returns(history(loaded(2, "A", 5, illustrative=True)), str.lower)
    assert found == [r"- a, May 2026 **(illustrative)**: loaded by Jo\_Lead on 3 November 2026."]


def test_the_latest_five_are_told():
    rows = history(*(loaded(number, "A", number, day=20 - 2 * number) for number in (9, 7, 5, 4, 3, 1)))
    assert len(overview.new_files(rows, str)) == 5
    assert len(overview.new_returns(rows, str)) == 5


def test_a_change_names_its_direction_and_what_was_compared():
    change = ReferralsChange("ete", date(2026, 10, 1), 1, exactly(40), exactly(28))
    part = replace(change, now=Range(20, 29), areas=("B", "A"))
    quarter = replace(change, month=date(2026, 7, 1), months=3, before=exactly(20))
    names = {"ete": "Example Work"}
    assert [overview.referrals(one, names, str.lower) for one in (change, part, quarter, None)] == [
        ["Example Work: 28 referrals in October 2026, down from 40 the month before."],
        ["Example Work: 20–29 referrals in October 2026, down from 40 the month before, in b and a alone."],
        ["Example Work: 28 referrals in July to September 2026, up from 20 the quarter before."],
        [],
    ]

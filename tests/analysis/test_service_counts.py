"""Why referrals ended early, by hand-made rows: what is counted, of which months, from which office."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.service_counts import by_office, by_service, counted, endings
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.service_counts import every_count
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.domain.places import Whole
from probation_commission.domain.referrals import (
    REASON_GROUPS,
    EarlyReason,
    Queue,
    ReferralStage,
    ServiceBreakdown,
    measure_of,
    office_category,
)
from probation_commission.views.referrals import endings as words

WHOLE = Whole("CDD", "Both", "NE", frozenset({"A", "B"}))
PROBLEM, USER, *OTHERS = REASON_GROUPS
INELIGIBLE = EarlyReason.REASON_INELIGIBLE


def row(category, value, *, month=1, subject="s", area="A", office=""):
    breakdown = ServiceBreakdown.OFFICE if office else measure_of(category)[1]
    return {
        "subject": subject,
        "area_code": area,
        "month": date(2026, month, 1),
        "breakdown": breakdown,
        "category": office_category(category, office) if office else category,
        "value": value,
        "illustrative": False,
    }


def frame(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows).astype({"value": float})


def reasons(problem, user, *, month=1, subject="s", area="A", ineligible=None):
    """A month that gives all five groups."""
    counts = {PROBLEM: problem, USER: user, **dict.fromkeys(OTHERS, 0)}
    counts |= {} if ineligible is None else {INELIGIBLE: ineligible}
    return [row(name, count, month=month, subject=subject, area=area) for name, count in counts.items()]


def counts(*rows) -> pd.DataFrame:
    return counted(frame(*rows), [WHOLE])


def test_only_months_that_give_every_group_are_counted():
    some = [row(PROBLEM, 50, month=2), row(USER, 50, month=2)]
    found = endings(counts(*reasons(2, 3), *some))
    assert (found.ended, dict(found.groups)[PROBLEM]) == (5, 2)
    assert endings(counts(*some)) is None


def test_the_most_comes_first_of_reasons_and_offices():
    offices = [row(INELIGIBLE, n, office=name) for name, n in (("South Hub", 1), ("North Office", 2))]
    found = endings(counts(*reasons(2, 3), *reasons(4, 9, subject="t"), *offices))
    assert list(found.groups)[:2] == [USER, PROBLEM]
    assert [(one.name, one.count) for one in found.offices] == [("North Office", 2), ("South Hub", 1)]


def test_areas_are_added_up_and_a_part_beside_its_whole_is_not():
    apart = endings(counts(*reasons(1, 1), *reasons(2, 2, area="C")))
    beside = endings(counts(*reasons(1, 1), *reasons(2, 2, area="CDD")))
    assert (apart.ended, beside.ended) == (6, 4)


def test_an_office_has_halves_from_four_months_on():
    months = [row(INELIGIBLE, n, month=at, office="North Office") for at, n in enumerate((5, 4, 1, 0), 1)]
    (one,) = endings(counts(*reasons(9, 0), *months)).offices
    assert [count for _, _, count in one.halves] == [9, 1]
    (short,) = endings(counts(*reasons(9, 0), *months[:3])).offices
    assert short.halves == ()


def test_one_office_in_two_spellings_is_one():
    rows = [row(INELIGIBLE, 1, office="North Office"), row(INELIGIBLE, 2, month=2, office="north office")]
    assert by_office(counts(*rows)).to_dict("index") == {"North Office": {INELIGIBLE: 3}}


def test_who_waits_is_counted_at_the_end_of_the_last_month_and_the_rest_is_added_up():
    rows = [
        row(name, value, month=month)
        for name, value, month in (
            (Queue.WAITING, 9, 1),
            (Queue.WAITING, 4, 2),
            (Queue.ACCEPTED, 3, 1),
            (Queue.ACCEPTED, 5, 2),
        )
    ]
    table = by_service(counts(*rows), tuple(Queue))
    assert table.to_dict("index") == {"s": {Queue.ACCEPTED: 8, Queue.WAITING: 4}}


def lost(subject, early, completed):
    return [*reasons(early, 0, subject=subject), row(ReferralStage.COMPLETED, completed, subject=subject)]


def test_the_largest_service_is_not_the_one_that_loses_most():
    large, like = lost("large", 167, 333), lost("like", 30, 60)
    assert "No service loses more of those that end than chance explains." in said(*large, *like)
    # 20 of 32 are 62%, and their interval begins at 45%, above the 37% where that of the others ends.
    loses = lost("loses", 20, 12)
    assert "At LOSES 62% (20 of 32) of those that ended did so early, more than chance explains." in said(
        *large, *like, *loses
    )


def test_of_one_service_or_of_fewer_than_ten_that_ended_nothing_is_compared():
    assert "chance" not in said(*lost("large", 167, 333))
    assert "chance" not in said(*lost("large", 167, 333), *lost("small", 9, 0))
    assert "At SMALL 100% (10 of 10)" in said(*lost("large", 167, 333), *lost("small", 10, 0))


def said(*rows) -> str:
    return words.answer(endings(counts(*rows)), str.upper, "in January 2026", said="Ended early: 7.")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (reasons(4, 8), "12 referrals ended early in January 2026 in the returns that give the reasons: "),
        (reasons(4, 8), "personal circumstances 8 (67%) and problem with the referral 4 (33%)."),
        (reasons(1, 2), "personal circumstances 2 and problem with the referral 1."),  # no share of three
        (reasons(4, 8, ineligible=3), "3 (25%) were ineligible referrals."),
        (reasons(4, 8, ineligible=1), "1 (8%) was an ineligible referral."),
        (reasons(0, 0), "Nobody ended early in January 2026"),
        ([row(USER, 3)], "Ended early: 7. No return of these months gives the reasons"),
    ],
)
def test_who_ended_early_and_why_in_words(rows, sentence):
    assert sentence in said(*rows)


def test_the_office_of_most_is_named_with_what_it_was_and_is():
    north = [row(INELIGIBLE, n, month=at, office="North Office") for at, n in enumerate((5, 4, 1, 0), 1)]
    south = [row(INELIGIBLE, 2, office="South Hub")]
    sentence = said(*reasons(12, 0, ineligible=12), *north, *south)
    assert "of 12 whose office is given 10 came from North Office" in sentence
    assert "(9 in January to February 2026, then 1 in March to April 2026)" in sentence


OFFICE_ROW = row(INELIGIBLE, 2, office="North Office")


@pytest.mark.parametrize(
    ("audience", "own", "shown"),
    [
        (Audience.RESTRICTED, (), 3),
        (Audience.PROVIDER, ("s",), 1),  # without the office, and nothing of the other's
        (Audience.PROVIDER, (), 0),
        (Audience.PARTNERSHIP, (), 0),
        (Audience.PARTNERSHIP, ("s",), 0),  # an agreement lifts the seven alone
        (Audience.MEMBERS, ("s",), 0),
        (Audience.PUBLIC, (), 0),
    ],
)
def test_further_counts_are_for_leads_and_for_whoever_runs_the_service(audience, own, shown):
    rows = frame(row(USER, 3), row(ReferralStage.RECEIVED, 3, subject="t"), OFFICE_ROW)
    terms = ReleaseTerms(audience, date(2026, 11, 22), own=frozenset(own))
    assert len(every_count(rows, terms)) == shown

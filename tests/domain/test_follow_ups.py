"""Actions: when one is overdue, in which order they stand, and what is wrong with one; rows at the edges."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from probation_commission.domain.follow_ups import (
    ROLES,
    FollowUp,
    FollowUpSubject,
    KeptFollowUp,
    in_order,
    wrong_with,
)

TODAY = date(2026, 11, 27)
ASK = FollowUp("ask for a quote", "Head of Community Integration", TODAY, FollowUpSubject.GAP, "a cell")


def on(day: int, month: int = 11, **of_it) -> KeptFollowUp:
    due = date(2026, month, day)
    return KeptFollowUp(day, replace(ASK, due=due), "Lea", datetime(2026, 11, 1, tzinfo=UTC), **of_it)


def done(day: int) -> KeptFollowUp:
    return on(1, done_at=datetime(2026, 11, day, tzinfo=UTC))


@pytest.mark.parametrize(
    ("kept", "overdue"),
    [
        (on(26), True),
        (on(27), False),  # due today is not late yet
        (done(20), False),
        (on(1, taken_back_by="Max"), False),
    ],
)
def test_an_action_is_overdue_once_its_day_is_over_and_while_it_is_open(kept, overdue):
    assert kept.is_overdue(TODAY) is overdue


def test_open_ones_stand_by_due_day_then_done_ones_the_last_done_first_and_none_taken_back():
    first, last, early, late = on(26), on(1, 12), done(2), done(20)
    assert in_order([last, early, on(2, taken_back_by="Max"), late, first]) == [first, last, late, early]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "Write what is to be done"),
        ({"owner": ""}, "Choose which role"),
        ({"owner": "Mr. Bloggs"}, "never a person"),
        ({"owner": "the Revd Bloggs"}, "never a person"),
        ({"owner": "Jo Bloggs"}, "never a person"),
        ({"owner": "J. Bloggs"}, "never a person"),
        ({"owner": "Heady Leadbetter"}, "never a person"),  # within a word is no word
        ({"owner": "Mrs Bloggs, contract manager"}, "never a person"),
        ({"due": date(2026, 11, 26)}, "today or later"),
        ({"due": date(2032, 1, 1)}, "look at the year"),
    ],
)
def test_what_is_wrong_with_an_action_is_said(changed, words):
    (said,) = wrong_with(replace(ASK, **changed), TODAY)
    assert words in said


@pytest.mark.parametrize(
    "owner",
    [
        *ROLES,
        "Director, Missions",
        "commissioners of public health",
        "the council’s housing team",
        "Team/unit for women",
        "the board.",
    ],
)
def test_a_role_passes(owner):
    assert wrong_with(replace(ASK, owner=owner), TODAY) == []


def test_a_day_that_is_over_may_stay_where_something_else_is_changed():
    late = replace(ASK, due=date(2026, 11, 1))
    assert wrong_with(replace(late, text="ask again"), TODAY, late) == []
    assert wrong_with(replace(late, due=date(2026, 11, 2)), TODAY, late) != []

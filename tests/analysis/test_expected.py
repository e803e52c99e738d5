"""Which returns are expected, in and late: hand-made histories, each on the edge that it names."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.expected import (
    ReturnsTally,
    ReturnState,
    expected,
    never_returned,
    tally,
    to_chase,
    to_remind,
)
from probation_commission.domain.expected import Expected
from probation_commission.domain.returns import Kind, Standing

OCTOBER, SEPTEMBER, DUE = date(2026, 10, 1), date(2026, 9, 1), date(2026, 11, 13)
AFTER = date(2026, 11, 16)
OWN = (Kind.SERVICE, "own", "D1")


def row(month=OCTOBER, received=None, **more) -> dict:
    return {
        "id": 1,
        "kind": "service",
        "subject": "own",
        "area_code": "D1",
        "month": month,
        "months": 1,
        "standing": Standing.CURRENT,
        "received_on": received,
        "accepted_at": datetime(2026, 11, 20, 12, tzinfo=UTC),
        "illustrative": False,
    } | more


def only(rows, today=AFTER, **said):
    written = {OWN: Expected(*OWN, **said)} if said else {}
    (one,) = expected(pd.DataFrame(rows), written, today)
    return one


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (date(2026, 11, 1), ReturnState.AWAITED, 0),
        (DUE, ReturnState.AWAITED, 0),  # the last day
        (date(2026, 11, 14), ReturnState.LATE, 1),
        (date(2026, 11, 30), ReturnState.LATE, 17),
    ],
)
def test_what_is_not_here_is_awaited_until_it_was_due_and_late_from_then_on(today, state, days):
    one = only([row(SEPTEMBER)], today)
    assert (one.month, one.due, one.state, one.days) == (OCTOBER, DUE, state, days)


@pytest.mark.parametrize(
    ("received", "state", "days"),
    [
        (DUE, ReturnState.CAME, 0),
        (date(2026, 11, 14), ReturnState.CAME_LATE, 1),
        (None, ReturnState.CAME, 0),  # loaded after it was due, which says nothing about the sender
    ],
)
def test_what_is_here_was_late_by_the_day_that_somebody_gave_alone(received, state, days):
    one = only([row(received=received)])
    assert (one.state, one.days, one.return_id, one.given) == (state, days, 1, received is not None)
    assert one.received_on == (received or date(2026, 11, 20))
    assert one.as_of == date(2026, 10, 31)


def test_a_correction_makes_nothing_late_and_a_withdrawn_return_is_not_here():
    first = row(received=DUE, id=1, standing=Standing.SUPERSEDED)
    again = row(received=date(2026, 11, 25), id=2)
    one = only([first, again])
    assert (one.state, one.received_on, one.return_id) == (ReturnState.CAME, DUE, 2)
    gone = row(standing=Standing.WITHDRAWN)
    assert only([gone, row(SEPTEMBER)]).state is ReturnState.LATE
    assert expected(pd.DataFrame([gone]), {}, AFTER) == []


def test_somebody_may_say_another_day_or_that_nothing_is_expected():
    assert only([row(SEPTEMBER)], due_day=11).state is ReturnState.AWAITED  # due on that very day
    assert only([row(SEPTEMBER)], due_day=9).days == 4
    assert only([row(SEPTEMBER)], until_month=SEPTEMBER).state is ReturnState.ENDED
    assert only([row(SEPTEMBER)], until_month=OCTOBER).state is ReturnState.LATE
    assert only([row(SEPTEMBER)], from_month=date(2026, 11, 1)).state is ReturnState.NOT_YET


def test_of_a_sender_that_is_silent_for_a_year_nothing_is_expected_unless_somebody_says_so():
    a_year_before, older = date(2025, 10, 1), date(2025, 9, 1)
    assert only([row(a_year_before)]).state is ReturnState.LATE
    silent = only([row(older)])
    assert (silent.state, silent.month, silent.is_expected) == (ReturnState.SILENT, older, False)
    assert only([row(older)], from_month=older).state is ReturnState.LATE


def test_a_sender_that_never_returned_is_expected_from_the_month_that_is_said():
    assert expected(pd.DataFrame(), {OWN: Expected(*OWN, due_day=5)}, AFTER) == []
    said = {OWN: Expected(*OWN, from_month=SEPTEMBER)}
    (one,) = expected(pd.DataFrame(), said, AFTER)
    assert (one.state, one.missing) == (ReturnState.LATE, (SEPTEMBER,))


def test_months_that_are_missing_are_those_since_the_first_return_of_a_year_at_most():
    august = date(2026, 8, 1)
    assert only([row(), row(date(2026, 7, 1))]).missing == (august, SEPTEMBER)
    assert len(only([row(), row(date(2024, 1, 1))]).missing) == 12
    # Those before it was expected again are none.
    assert only([row(), row(date(2026, 7, 1))], from_month=SEPTEMBER).missing == (SEPTEMBER,)


def test_what_is_late_comes_first_and_the_tally_is_of_what_is_expected():
    rows = pd.DataFrame(
        [
            row(subject="in"),
            row(SEPTEMBER, subject="late"),
            row(date(2025, 1, 1), subject="silent"),
            row(SEPTEMBER, subject="later"),
            row(SEPTEMBER, kind="iom", subject=""),
        ]
    )
    said = {(Kind.SERVICE, "later", "D1"): Expected(Kind.SERVICE, "later", "D1", due_day=20)}
    found = expected(rows, said, AFTER)
    assert [(one.said.kind.value, one.said.subject) for one in found] == [
        *(("iom", ""), ("service", "late"), ("service", "later"), ("service", "in"), ("service", "silent"))
    ]
    assert tally(found, AFTER) == ReturnsTally(OCTOBER, expected=4, received=1, late=2)


def test_a_return_in_part_says_so():
    one = only([row(partial=True, as_of=date(2026, 10, 19))])
    assert (one.partial, one.as_of) == (True, date(2026, 10, 19))


@pytest.mark.parametrize(
    ("day", "reminded", "chased"),
    [
        (date(2026, 11, 6), 0, 0),  # working day 5
        (date(2026, 11, 9), 1, 0),
        (date(2026, 11, 10), 0, 0),
        (date(2026, 11, 13), 0, 0),  # the day on which it is due
        (date(2026, 11, 14), 0, 0),  # a Saturday
        (date(2026, 11, 16), 0, 1),
        (date(2026, 11, 17), 0, 0),
    ],
)
def test_a_sender_is_asked_on_working_days_six_and_eleven(day, reminded, chased):
    rows = expected(pd.DataFrame([row(SEPTEMBER)]), {}, day)
    assert (len(to_remind(rows, day)), len(to_chase(rows, day))) == (reminded, chased)


def test_who_never_returned_anything_and_is_not_said_to_is_told_apart_from_who_is_late():
    services = pd.DataFrame(
        [
            ("own", "live", False),  # returned in September, and so is late for October
            ("asked", "live", False),  # never returned, but is said to from October on: late as well
            ("never", "live", False),
            ("over", "ended", False),
            ("example", "live", True),  # made up
        ],
        columns=["slug", "status", "illustrative"],
    )
    asked = Expected(Kind.SERVICE, "asked", "D1", from_month=OCTOBER)
    rows = expected(pd.DataFrame([row(SEPTEMBER)]), {asked.key: asked}, AFTER)
    assert tally(rows, AFTER).late == 2
    assert never_returned(services, rows) == ["never"]
    assert never_returned(services, []) == ["own", "asked", "never"]

"""A performance report counted at the door: each row stands on an edge that its comment names."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.ram import COLUMNS, End, Reached
from probation_commission.domain.ram import ReferralStep as Step
from probation_commission.intake.ram import counted
from tests.given.ram import CONTRACTS, below, referral

TODAY = date(2026, 11, 27)
MAY = "PRJ_1234", date(2026, 5, 1)


def report(*rows, heads=COLUMNS):
    return counted(heads, below(rows), CONTRACTS, TODAY)


def faults(found):
    return {fault.words: list(fault.rows) for fault in found.faults}


def steps(*rows, step):
    """How many reached what of a step, of May's referrals to the one contract."""
    return {key[1:]: count for key, count in report(*rows).months[MAY].steps.items() if key[0] is step}


def test_an_assessment_is_timed_in_working_days_without_bank_holidays():
    # 4 May 2026 is a bank holiday; received on the Friday before, seen on the Friday after: four days.
    assert steps(referral(1, "2026-05-01", assessed="2026-05-08"), step=Step.ASSESSMENT) == {
        (Reached.REACHED, 4): 1
    }
    # The same day is none; from a Saturday to the Monday is one.
    same = referral(1, "2026-05-13", assessed="2026-05-13")
    weekend = referral(2, "2026-05-16", assessed="2026-05-18")
    assert steps(same, weekend, step=Step.ASSESSMENT) == {(Reached.REACHED, 0): 1, (Reached.REACHED, 1): 1}


def test_who_waits_is_counted_to_the_latest_moment_of_the_file_and_never_to_today():
    waits, last = referral(1, "2026-05-05"), referral(2, "2026-05-06", assessed="2026-05-12")
    # 5 to 12 May: six, seven, eight, eleven, twelve.
    assert steps(waits, last, step=Step.ASSESSMENT) == {(Reached.WAITING, 5): 1, (Reached.REACHED, 4): 1}


def test_a_planned_day_is_no_latest_moment():
    ahead = referral(
        1, "2026-05-05", date_saa_first_scheduled_for="2026-06-30", end_of_sentence_date="2028-01-01"
    )
    assert report(ahead).latest == date(2026, 5, 5)


def test_who_ended_before_it_waits_no_more():
    left = referral(1, "2026-05-05", ended="2026-05-07T10:00:00+01:00", reason="NOT", concluded="2026-05-07")
    assert steps(left, step=Step.ASSESSMENT) == {(Reached.LEFT, 2): 1}
    # Asked to end and not concluded yet, it is no more waiting either.
    asked = referral(1, "2026-05-05", ended="2026-05-07", reason="NOT")
    assert steps(asked, step=Step.ASSESSMENT) == {(Reached.LEFT, 2): 1}


def test_reversed_days_are_counted_apart():
    row = referral(1, "2026-05-14", assessed="2026-05-12")
    assert steps(row, step=Step.ASSESSMENT) == {(Reached.REVERSED, None): 1}
    assert faults(report(row)) == {"the initial assessment is before the day from which it is timed": [2]}


def test_a_step_without_the_day_from_which_it_is_timed_is_not_known():
    assert steps(referral(1, planned="2026-05-20"), step=Step.PLAN) == {(Reached.UNKNOWN, None): 1}


def test_a_moment_falls_on_its_day_in_london():
    # 23:30 in UTC on 31 May is 1 June here: another month.
    late = report(referral(1, "2026-05-31T23:30:00.000Z"))
    assert list(late.months) == [("PRJ_1234", date(2026, 6, 1))]
    winter = report(referral(1, "2026-01-31T23:30:00.000Z"))
    assert list(winter.months) == [("PRJ_1234", date(2026, 1, 1))]
    abroad = report(referral(1, "2026-06-01T00:30:00.000+01:00"))
    assert list(abroad.months) == [("PRJ_1234", date(2026, 6, 1))]


@pytest.mark.parametrize("text", ["04/05/2026 09:12", "4/5/2026", "2026-05-04 09:12:31", " 2026-05-04 "])
def test_days_that_excel_has_rewritten_have_the_day_first(text):
    assert list(report(referral(1, text)).months) == [MAY]


@pytest.mark.parametrize("text", ["2026-05-32", "May", "X123456", "05-04-26", "2026-05-04T25:00:00Z"])
def test_what_is_no_day_is_said_by_its_row_and_never_quoted(text):
    found = report(referral(1), referral(2, text))
    assert found.not_counted == 1
    assert faults(found) == {"date_referral_received is no day that can be read": [3]}


@pytest.mark.parametrize("text", ["04-May-26", "4 May 2026", "04-may-2026 10:00", "5/4/2026 10:00 AM"])
def test_days_that_a_spreadsheet_has_rewritten_otherwise_are_read(text):
    # The last is month first, as the other row says, in which no month is the thirteenth.
    rows = [referral(1, text), referral(2, "05/13/2026")] if "/" in text else [referral(1, text)]
    found = report(*rows)
    assert list(found.months) == [MAY]
    assert not found.faults
    assert not found.in_part


def test_a_file_with_the_month_first_is_read_so_as_a_whole():
    # 3 May, 4 May and 13 May: day first the first two would be in March and April.
    found = report(referral(1, "05/03/2026 10:00"), referral(2, "05/04/2026"), referral(3, "05/13/2026"))
    assert {month: counts.received for month, counts in found.months.items()} == {MAY: 3}
    assert found.is_month_first
    assert not report(referral(1, "03/05/2026"), referral(2, "13/05/2026")).is_month_first


def test_days_of_which_nothing_says_which_way_they_are_are_told_and_leave_parts():
    found = report(referral(1, "04/05/2026"), referral(2, "2026-05-31"))
    assert faults(found) == {
        "these days were read day first, and no day in the file says whether they are": [2]
    }
    assert found.in_part == {MAY}
    # 5 May either way.
    assert not report(referral(1, "05/05/2026")).in_part


def test_days_both_ways_in_one_file_are_not_guessed():
    found = report(referral(1, "13/05/2026"), referral(2, "05/14/2026"), referral(3, "04/05/2026"))
    assert found.months[MAY].received == 2
    assert faults(found)["date_referral_received is no day that can be read"] == [4]
    assert found.in_part == {MAY}


JUNE, OTHER = ("PRJ_1234", date(2026, 6, 1)), ("PRJ_5678", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("row", "in_part"),
    [
        (referral(9, "soon"), {MAY, JUNE}),
        (referral(9, "2062-05-01"), {MAY, JUNE}),
        (referral(9, ""), {MAY, JUNE}),
        # Of which contract is not known, of which month is.
        (referral(9, "2026-05-09", contract=""), {MAY, OTHER}),
        (referral(9, "soon", contract=""), {MAY, JUNE, OTHER}),
        # Received in June, and whether it was assessed can't be read; a slip of a year is told alone.
        (referral(9, "2026-06-09", assessed="soon"), {JUNE}),
        (referral(9, "2026-06-09", assessed="2062-06-09"), set()),
        # A contract that nobody knows here is no month of theirs.
        (referral(9, "soon", contract="PRJ_9999"), set()),
    ],
)
def test_months_that_may_lack_a_row_are_in_part(row, in_part):
    rows = [referral(1), referral(2, "2026-06-02"), referral(3, contract="PRJ_5678")]
    assert report(*rows, row).in_part == in_part
    assert not report(*rows).in_part


def test_a_day_ahead_of_today_is_none():
    found = report(referral(1, assessed="2062-05-12"))
    assert found.latest == date(2026, 5, 4)
    assert faults(found) == {"date_saa_first_attended is ahead of today, or before 2010": [2]}


def test_the_last_row_of_a_referral_counts():
    first = referral(1, "2026-05-05")
    later = referral(1, "2026-05-05", assessed="2026-05-08", contract="PRJ_1234")
    found = report(first, referral(2, "2026-05-05", assessed="2026-05-11"), later)
    assert (found.rows, found.repeated) == (2, 1)
    assert found.months[MAY].received == 2
    assert Counter(found.months[MAY].steps)[Step.ASSESSMENT, Reached.REACHED, 3] == 1


def test_of_the_rows_of_a_referral_the_one_that_knows_most_counts():
    full = referral(1, "2026-05-05", assessed="2026-05-08")
    found = report(full, referral(1, "2026-05-05"))
    assert (found.rows, found.repeated) == (1, 1)
    assert found.months[MAY].steps[Step.ASSESSMENT, Reached.REACHED, 3] == 1
    # As late, and with one thing less.
    same_day = referral(1, "2026-05-05", assessed="2026-05-05")
    assert report(same_day, referral(1, "2026-05-05")).months[MAY].steps == report(same_day).months[MAY].steps
    # The latest thing before how many there are.
    over = referral(1, "2026-05-05", concluded="2026-06-01")
    planned = referral(1, "2026-05-05", assessed="2026-05-08", planned="2026-05-11")
    assert report(over, planned).months[MAY].ends == {End.COMPLETED: 1}


@pytest.mark.parametrize("blank", ["", " ", "\u00a0 ", None])
def test_referrals_without_an_identity_are_each_their_own(blank):
    rows = [referral(number, referral_id=blank) for number in (1, 2, 3)]
    found = report(*rows)
    assert (found.rows, found.repeated) == (3, 0)


def test_a_reference_that_changed_with_its_contract_is_one_referral():
    # The identity stays where the readable reference and the contract change.
    before = referral(1, referral_ref="OLD1", contract="PRJ_1234")
    after = referral(1, referral_ref="NEW1", contract="PRJ_5678")
    assert list(report(before, after).months) == [("PRJ_5678", date(2026, 5, 1))]


@pytest.mark.parametrize("contract", ["", "X123456", "case.worker@example.org", "the Durham one"])
def test_a_row_without_a_contract_is_not_counted_and_what_stands_there_is_not_said(contract):
    found = report(referral(1, contract=contract))
    assert (found.rows, found.not_counted) == (0, 1)
    assert contract == "" or contract not in str(found)


@pytest.mark.parametrize(
    ("cells", "end"),
    [
        ({}, End.OPEN),
        ({"concluded": "2026-06-01"}, End.COMPLETED),
        ({"concluded": "2026-06-01", "reported": "2026-05-30"}, End.COMPLETED),
        ({"ended": "2026-05-20", "concluded": "2026-06-01"}, End.CANCELLED),
        ({"ended": "2026-05-20", "reported": "2026-05-22", "concluded": "2026-06-01"}, End.ENDED),
        ({"ended": "2026-05-20"}, End.OPEN),
    ],
)
def test_how_a_referral_stands_follows_from_its_days(cells, end):
    assert report(referral(1, **cells)).months[MAY].ends == {end: 1}


def test_an_end_state_that_its_days_do_not_say_is_told():
    row = referral(1, concluded="2026-06-01", state="cancelled")
    assert faults(report(row)) == {"its end state says otherwise than its days, which are counted": [2]}
    assert not faults(report(referral(1, concluded="2026-06-01", state="completed")))


def test_reasons_are_the_thirteen_and_any_other_is_one_not_known():
    rows = [
        referral(1, ended="2026-05-20", reason="INE"),
        referral(2, ended="2026-05-20", reason="not"),
        referral(3, ended="2026-05-20", reason="X123456"),
        referral(4, ended="2026-05-20"),
    ]
    found = report(*rows)
    assert found.months[MAY].reasons == {"INE": 1, "NOT": 1, "not known here": 1, "none given": 1}
    assert faults(found) == {"a reason for its end that is none of the thirteen": [4]}


def test_a_reason_without_its_day_is_counted_and_told():
    found = report(referral(1, reason="INE", concluded="2026-06-01"), referral(2, reason="INE"))
    month = found.months[MAY]
    assert month.reasons == {"INE": 2}
    assert month.ends == {End.CANCELLED: 1, End.OPEN: 1}
    assert faults(found) == {"a reason for its end without the day on which it was asked for": [2, 3]}


def test_what_is_late_is_told_by_the_row_of_the_senders_file():
    on_time = referral(1, "2026-05-05", assessed="2026-05-19")  # ten working days
    late = referral(2, "2026-05-05", assessed="2026-05-20")  # eleven
    waits = referral(3, "2026-05-05")  # till the 20th: eleven so far
    found = report(on_time, late, waits)
    assert [(one.row, one.step, one.days, one.waiting) for one in found.late] == [
        (3, Step.ASSESSMENT, 11, False),
        (4, Step.ASSESSMENT, 11, True),
    ]


def test_sessions_and_outcomes_are_added_up_as_supplied():
    one = referral(1, count_of_sessions_expected="6", count_of_sessions_attended="4", outcomes_achieved="1.5")
    two = referral(2, count_of_sessions_expected="8.0", outcomes_to_be_achieved_count="3")
    wrong = referral(3, count_of_sessions_expected="-2", count_of_sessions_attended="nan")
    found = report(one, two, wrong)
    month = found.months[MAY]
    assert (month.sessions_expected, month.sessions_attended) == (14, 4)
    assert (month.outcomes_aimed_at, month.outcomes_as_supplied) == (3, 1.5)
    assert set(faults(found)) == {
        "count_of_sessions_expected is no number that can be",
        "count_of_sessions_attended is no number that can be",
    }


def test_columns_in_any_order_are_read_by_their_headings():
    row = referral(1, "2026-05-05", assessed="2026-05-08")
    turned = report(row[::-1], heads=COLUMNS[::-1])
    assert turned.months == report(row).months


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="concluded_at"):
        report(heads=[name for name in COLUMNS if name != "concluded_at"])


def test_nothing_of_a_person_is_in_what_is_counted():
    found = report(referral(1, "2026-05-05", ended="2026-05-07", reason="X654321"), referral(2, "X654321"))
    words = repr(found)
    for told in ("X123456", "X654321", "case.worker@example.org", "AB1CD", "00000000-0000"):
        assert told not in words


days = st.dates(date(2026, 4, 1), date(2026, 9, 30)).map(str) | st.just("")


@given(st.lists(st.tuples(st.integers(1, 6), days, days, days, days), max_size=12))
def test_each_referral_is_counted_once_and_each_step_of_it_at_most_once(rows):
    made = [
        referral(number, received, assessed=assessed, ended=ended, concluded=concluded)
        for number, received, assessed, ended, concluded in rows
    ]
    found = report(*made)
    assert found.rows + found.repeated + found.not_counted == len(made)
    assert sum(month.received for month in found.months.values()) == found.rows
    for month in found.months.values():
        assert sum(month.ends.values()) == month.received
        timed = sum(count for (step, *_), count in month.steps.items() if step is Step.ASSESSMENT)
        assert timed == month.received

"""Sums across months say what is in force, in whatever order it was loaded, withdrawn or superseded."""

from datetime import date
from itertools import permutations

import pytest
from sqlalchemy import event

from probation_commission import setup
from probation_commission.actions import explanations, returns, versions
from probation_commission.domain.returns import Verdict
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples import loading
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.store.returns import NewReturn, history
from probation_commission.views import checks
from tests.files import Borough
from tests.given.returns import ADMIN, LEAD, lines_in_force, monthly, nominals, upload
from tests.given.services import HEADER, TODAY
from tests.publish.test_cohort_template import ALL, WHOLE, filled

pytestmark = pytest.mark.usefixtures("migrated")
MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
MOVES, SO_FAR = "joiners and leavers", "endings:starts so far"
SENT = {MAY: (50, 2, 1), JUNE: (52, 3, 2), JULY: (55, 3, 0)}
"""June is 50 + 3 − 2 = 51, and 52 was sent; July adds up."""


def checked(*months, name="x.xlsx"):
    """County Durham's cohort, joiners and leavers of these months, in our template."""
    given = {month: counts if len(counts) else SENT[month] for month, *counts in months}
    rows = [(month, WHOLE, ALL, counts[0]) for month, counts in given.items()]
    moved = [
        (month, (words, ""), count)
        for month, counts in given.items()
        for words, count in zip(("Joiners", "Leavers"), counts[1:], strict=False)
    ]
    return returns.check(LEAD, filled(rows, moved), name, TODAY)


def load(*months, **how):
    returns.accept(LEAD, checked(*months), **how)


def said(code=MOVES):
    """What the lines of a code say, by month."""
    lines = lines_in_force()
    lines = lines[lines.code == code]
    return dict(zip(lines.month, lines.sentence, strict=True))


def line(month, code=MOVES):
    lines = lines_in_force()
    return lines[(lines.code == code) & (lines.month == month)].iloc[0]


def number_of(month):
    return int(line(month).return_id)


MAY_ALONE = "This month's cohort against last month's: last month's total not given"
AGAINST_MAY = "Cohort 52 against 50 last month + 3 joiners − 2 leavers = 51"
AS_SENT = {MAY: MAY_ALONE, JUNE: AGAINST_MAY, JULY: "Cohort 55 = 52 last month + 3 joiners − 0 leavers"}


@pytest.mark.parametrize("order", [*permutations(SENT)], ids=lambda order: " ".join(f"{m:%b}" for m in order))
def test_the_order_of_loading_does_not_matter(order):
    for month in order:
        load((month,))
    assert said() == AS_SENT
    assert line(JUNE).verdict == Verdict.FAILS


def test_all_in_one_file_say_the_same_and_the_screen_says_what_is_read_afterwards():
    file = checked((MAY,), (JUNE,), (JULY,))
    before = [
        (ret.month, one.code, one.verdict.value, one.sentence, [*map(str, one.cells)], [*one.detail])
        for ret, lines in file.reconciliation
        for one in lines
    ]
    returns.accept(LEAD, file)
    read = lines_in_force()[["month", "code", "verdict", "sentence", "cells", "detail"]]
    assert sorted(map(str, before)) == sorted(str(tuple(row)) for row in read.to_numpy())
    assert said() == AS_SENT


def test_a_month_loaded_later_is_held_against_what_is_in_force_before_it_is_accepted():
    load((MAY,))
    ((_, lines),) = checked((JUNE,)).reconciliation
    assert AGAINST_MAY in [one.sentence for one in lines]


def test_when_may_is_withdrawn_superseded_or_restored_june_speaks_of_what_is_in_force():
    load((MAY,))
    load((JUNE,))
    first = number_of(MAY)
    load((MAY, 51, 2, 1))
    assert said()[JUNE] == "Cohort 52 = 51 last month + 3 joiners − 2 leavers"
    assert line(JUNE).verdict == Verdict.HOLDS
    second = number_of(MAY)
    versions.withdraw(LEAD, second, "wrong month")
    assert said() == {JUNE: MAY_ALONE}
    assert line(JUNE).verdict == Verdict.UNCHECKED
    versions.restore(LEAD, first, over=None)
    assert said()[JUNE] == AGAINST_MAY


def test_a_made_up_month_is_no_last_month_of_a_real_return_before_or_after_it():
    load((MAY,), illustrative=True)
    ((_, lines),) = checked((JUNE,)).reconciliation
    assert MAY_ALONE in [one.sentence for one in lines]
    load((JUNE,))
    load((JULY,), illustrative=True)
    assert said() == {MAY: MAY_ALONE, JUNE: MAY_ALONE, JULY: MAY_ALONE}
    loading.remove(ADMIN)
    assert said() == {JUNE: MAY_ALONE}


def test_an_explanation_given_for_figures_of_another_month_is_outdated_when_that_changes():
    load((MAY,))
    load((JUNE,))
    explanations.explain(LEAD, number_of(JUNE), MOVES, "one was moved here")
    assert (line(JUNE).given_for, line(JUNE).outdated) == ("52 against 50 + 3 − 2 = 51", False)
    load((MAY, 49, 2, 1))
    changed = line(JUNE)
    assert changed.outdated
    assert checks.explained(changed).startswith(
        "**written for earlier figures: 52 against 50 + 3 − 2 = 51.** one was moved here "
    )
    versions.withdraw(LEAD, number_of(MAY), "wrong")
    assert line(JUNE).outdated
    load((MAY, 50, 9, 1))  # the same total again: the explanation stands again
    assert not line(JUNE).outdated


def test_what_is_explained_without_figures_is_outdated_once_there_are_some():
    load((JUNE,))
    explanations.explain(LEAD, number_of(JUNE), MOVES, "May is late")
    assert checks.explained(line(JUNE)).startswith("**explained:** May is late ")
    load((MAY,))
    assert checks.explained(line(JUNE)).startswith("**written before there were these figures.** May is late")


def test_an_explanation_across_months_is_inherited_by_a_later_version():
    load((MAY,))
    load((JUNE,))
    explanations.explain(LEAD, number_of(JUNE), MOVES, "one was moved here")
    load((JUNE, 53, 3, 2))
    assert (line(JUNE).given_for, line(JUNE).outdated) == ("52 against 50 + 3 − 2 = 51", True)


def service(month, counts):
    rows = f"personal-wellbeing-durham,{month},CDD,{counts}\n"
    return returns.check(LEAD, (HEADER + rows).encode(), f"{month}.csv", TODAY)


SEPTEMBER, OCTOBER = ("2026-09", "40,40,1,1,1,1,0"), ("2026-10", "5,4,30,2,20,10,2")


@pytest.mark.parametrize("order", [*permutations([SEPTEMBER, OCTOBER])], ids=["in order", "the later first"])
def test_starts_so_far_are_those_in_force(order):
    setup.ready()
    for month, counts in order:
        returns.accept(LEAD, service(month, counts))
    sentences = said(SO_FAR)
    assert sentences[date(2026, 10, 1)] == (
        "Completed + ended early 34, started 44 since September 2026, the first return"
    )
    assert sentences[date(2026, 9, 1)] == "Completed + ended early 2, started 40 in September 2026"
    versions.withdraw(LEAD, int(line(date(2026, 9, 1), SO_FAR).return_id), "wrong")
    assert said(SO_FAR) == {
        date(2026, 10, 1): "Completed + ended early 32, started 4 in October 2026: some had started before"
    }


def test_lines_of_one_return_stand_together_the_latest_month_first():
    load((MAY,))
    load((JUNE,))
    returns.accept(LEAD, returns.check(LEAD, Borough(total=13).file(), "borough.xlsx", TODAY))
    lines = lines_in_force()
    assert list(lines.month.drop_duplicates()) == [JUNE, MAY, date(2023, 5, 1)]
    assert (lines.return_id != lines.return_id.shift()).sum() == 3
    with database.read() as conn:
        assert set(lines.return_id) == set(history(conn).id)


def statements():
    """How many statements reading all lines takes."""
    count = []
    engine = database._current()

    def counted(*_):
        count.append(1)

    event.listen(engine, "before_cursor_execute", counted)
    try:
        lines_in_force()
    finally:
        event.remove(engine, "before_cursor_execute", counted)
    return len(count)


def test_reading_takes_as_many_statements_for_many_months_as_for_one():
    load((MAY,))
    with_one = statements()
    load((JUNE,), (JULY,))
    explanations.explain(LEAD, number_of(JUNE), MOVES, "one was moved here")
    assert statements() == with_one


def test_a_month_without_wards_is_in_no_line_as_on_every_page():
    for month in (date(2001, 3, 1), date(2023, 5, 1)):  # before 2002 no wards of Haringey are known
        ret = monthly(nominals(61), nominals(7, "HARRINGAY"), month=month)
        with database.write() as conn:
            number = store.add_upload(conn, LEAD, upload(f"{month}"))
            store.add(conn, number, [NewReturn(ret, returns.checks(ret, {}))])
    with database.write() as conn:  # as a month of 2012 of Durham, whose wards are known from May 2013 on
        ret = monthly(nominals(61), month=date(2012, 3, 1), area=gazetteer().authority("County Durham"))
        number = store.add_upload(conn, LEAD, upload("2012"))
        store.add(conn, number, [NewReturn(ret, returns.checks(ret, {}))])
    assert set(lines_in_force().month) == {date(2023, 5, 1)}

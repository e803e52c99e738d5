"""Performance reports accepted: whole before a part, later before earlier, in whatever order they come."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probation_commission.actions import returns, staging, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.ram import RamMeasure
from probation_commission.domain.returns import Extent, Kind
from probation_commission.store import contracts, database, directory
from probation_commission.store import returns as store
from tests.given.ram import as_csv, referral
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("migrated")
TODAY = date(2026, 11, 27)
SERVICE = "a-service"
CONTRACT = {
    **dict.fromkeys(("pathway", "for_whom", "status", "as_of", "note", "source"), ""),
    "slug": SERVICE,
    "name": "A service, Durham",
    "provider": "Example",
    "funder": "Example",
    "contract": "PRJ_1234",
    "area": "County Durham",
}
FIRST = [referral(1, "2026-04-01"), referral(2, "2026-04-20"), referral(3, "2026-05-12")]
"""Exported on 12 May: April whole, May in part."""
SECOND = [
    *(referral(4, "2026-05-01"), referral(3, "2026-05-12", assessed="2026-06-02")),
    *(referral(5, "2026-05-30"), referral(6, "2026-06-02")),
]
"""Exported on 2 June from 1 May: May whole, June in part."""
THIRD = [referral(3, "2026-05-12", assessed="2026-06-02"), referral(5, "2026-05-30", ended="2026-07-03")]
"""Exported on 3 July from 12 May: May in part, though it knows more of those it has."""
FILES = (FIRST, SECOND, THIRD)


@pytest.fixture(autouse=True)
def _bought(migrated):  # noqa: ARG001 (a database to put it in)
    with database.write() as conn:
        directory.put_bundled_services(conn, [CONTRACT])


def checked(rows):
    return returns.check(LEAD, as_csv(rows), "report.csv", TODAY)


def load(rows):
    returns.accept(LEAD, checked(rows))


def in_force():
    """By month: whether it is partial, until when, and how many were received."""
    with database.read() as conn:
        months = store.months(conn, Kind.RAM)
        figures = store.figures(conn, Kind.RAM)
    received = figures[(figures.measure == RamMeasure.REFERRALS) & (figures.breakdown == "")]
    counts = dict(zip(received.month, received.value, strict=True))
    return {row.month: (row.partial, row.as_of, counts[row.month]) for row in months.itertuples()}


APRIL, MAY, JUNE = (date(2026, month, 1) for month in (4, 5, 6))
EXPECTED = {
    APRIL: (False, date(2026, 5, 12), 2),
    MAY: (False, date(2026, 6, 2), 3),
    JUNE: (True, date(2026, 6, 2), 1),
}


@pytest.mark.parametrize("order", permutations(range(3)))
def test_in_whatever_order_they_come_the_same_is_in_force(order):
    for number in order:
        load(FILES[number])
    assert in_force() == EXPECTED


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_long_import_comes_into_force_by_the_same_rule(order, monkeypatch):
    monkeypatch.setattr(staging, "AT_ONCE", 5)
    monkeypatch.setattr(staging, "leave_turn", lambda: None)
    for number in order:
        load(FILES[number])
    assert in_force() == EXPECTED


reaches = st.builds(Extent, st.booleans(), st.dates(date(2026, 1, 1), date(2026, 1, 9)))


@given(st.lists(reaches, min_size=1, max_size=6), st.randoms())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_the_same_versions_leaves_one_that_knows_as_much(versions_there, random):
    def last(order):
        there = order[0]
        for one in order[1:]:
            there = there if one.is_less_than(there) else one
        return there

    shuffled = list(versions_there)
    random.shuffle(shuffled)
    assert last(versions_there) == last(shuffled)


def test_what_knows_less_is_in_the_history_and_supersedes_nothing():
    load(SECOND)
    file = checked(FIRST)
    assert [ret.month for ret in file.supersedes] == []
    returns.accept(LEAD, file)
    with database.read() as conn:
        rows = store.history(conn)
    may = rows[rows.month == MAY].sort_values("id")
    assert list(may.standing) == ["current", "superseded"]
    assert list(may.partial.astype(bool)) == [False, True]


def test_after_withdrawing_nothing_counts_until_a_version_is_restored():
    load(FIRST)
    load(SECOND)
    with database.read() as conn:
        rows = store.history(conn)
    may = rows[rows.month == MAY].sort_values("id").id.tolist()
    versions.withdraw(LEAD, may[1], "wrong file")
    assert MAY not in in_force()
    versions.restore(LEAD, may[0], over=None)
    assert in_force()[MAY] == (True, date(2026, 5, 12), 1)


def test_the_days_of_the_export_make_a_month_whole_or_a_part():
    # The first received is of the 12th: proposed from then on, the file has a part of May.
    file = checked(THIRD)
    assert [(ret.month, ret.partial) for ret in file.reading.returns] == [(MAY, True)]
    whole = returns.exported(file, date(2026, 4, 1), date(2026, 6, 30))
    assert [ret.partial for ret in whole.reading.returns] == [False]
    # Up to 30 May is not to its last day.
    part = returns.exported(file, date(2026, 5, 1), date(2026, 5, 30))
    assert [ret.partial for ret in part.reading.returns] == [True]
    assert whole.reading.report.exported.first == date(2026, 4, 1)


def test_a_month_that_may_lack_a_row_is_a_part_whatever_is_said_and_supersedes_no_whole():
    load(SECOND)
    days = [*(f"2026-05-{day:02}" for day in range(1, 19)), "2026-06-04", "soon"]
    file = checked([referral(number, day) for number, day in enumerate(days, 20)])
    said = returns.exported(file, date(2026, 4, 1), date(2026, 7, 1))
    assert [(ret.month, ret.partial) for ret in said.reading.returns] == [(MAY, True), (JUNE, True)]
    returns.accept(LEAD, said)
    assert in_force()[MAY] == EXPECTED[MAY]


def test_a_month_that_was_not_over_at_the_latest_moment_is_a_part_whatever_is_said():
    file = checked([referral(1, "2026-05-01"), referral(2, "2026-05-31")])
    said = returns.exported(file, date(2026, 5, 1), date(2026, 5, 31))
    assert [ret.partial for ret in said.reading.returns] == [True]


def test_days_that_the_file_denies_are_refused_all_at_once():
    with pytest.raises(RefusedError) as refused:
        returns.exported(checked(SECOND), date(2026, 5, 2), date(2026, 5, 31))
    assert refused.value.reasons == (
        "The file has a referral received on 1 May 2026: it begins then.",
        "The file has referrals received in June 2026: it ends then or later.",
    )


def test_a_lead_of_another_area_loads_none_of_it():
    other = Person("Lead of Darlington", Role.LEAD, areas=frozenset({"E06000005"}))
    with pytest.raises(NotAllowedError):
        returns.check(other, as_csv(FIRST), "report.csv", TODAY)


def test_each_referral_is_in_each_sum_once():
    lines = {line.code: line.verdict for _, lines in checked(SECOND).reconciliation for line in lines}
    assert {code for code, verdict in lines.items() if verdict != "holds"} == set()


def test_what_is_bought_under_a_contract_is_the_first_service_of_it_each_time():
    with database.write() as conn:
        directory.put_bundled_services(conn, [CONTRACT, {**CONTRACT, "slug": "an-earlier", "name": "B"}])
    with database.read() as conn:
        (found,) = contracts.bought(conn).values()
    assert (found.subject, found.also) == (SERVICE, ("an-earlier",))

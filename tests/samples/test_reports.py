"""The made-up performance reports: the same each time, and the story that they tell."""

from datetime import date

import pytest

from probation_commission.analysis import ram
from probation_commission.domain.ram import RamMeasure, Reached, ReferralStep, of_step
from probation_commission.domain.referrals import ReferralStage
from probation_commission.domain.returns import Kind, Standing
from probation_commission.samples import loading
from probation_commission.samples.reports import EXPORTS, GAP, reports
from probation_commission.samples.services import REPORTED
from probation_commission.store import database
from probation_commission.store import returns as store
from tests.given.returns import ADMIN

GAP_MONTHS = {date(2026, month, 1) for month in range(3, 7)}


def test_they_are_the_same_each_time_and_name_nobody():
    first, again = list(reports("PRJ_0001")), list(reports("PRJ_0001"))
    assert first == again
    for _, content, *_ in first:
        rows = content.decode("utf-8-sig").splitlines()[1:]
        # The two columns about people are empty.
        assert {tuple(row.split(",")[4:6]) for row in rows} == {("", "")}
        assert "@" not in content.decode()


@pytest.mark.usefixtures("ready_home")
def test_waits_grow_from_the_dated_gap_on_and_recover():
    loading.load(ADMIN)
    with database.read() as conn:
        history = store.history(conn)
        figures = store.figures(conn, Kind.RAM)
    assert set(figures.subject) == {REPORTED}
    assert set(figures.illustrative) == {True}
    reports_there = history[history.kind == Kind.RAM]
    # June is in part in the first and whole in the second, which is in force for all five that both have.
    assert len(reports_there[reports_there.standing == Standing.CURRENT]) == 14
    assert not reports_there[reports_there.standing == Standing.CURRENT].partial.any()
    assert list(reports_there[reports_there.partial].month) == [date(2026, 6, 1)]
    waits = {month: _wait(of_month) for month, of_month in figures.groupby("month")}
    assert max(waits[month] for month in waits.keys() - GAP_MONTHS) < min(waits[at] for at in GAP_MONTHS)
    assert GAP[0].replace(day=1) == min(GAP_MONTHS)
    assert EXPORTS[0][2] > EXPORTS[1][1]


@pytest.mark.usefixtures("ready_home")
def test_reports_and_returns_of_the_service_say_the_same_received_and_some_months_are_settled():
    loading.load(ADMIN)
    with database.read() as conn:
        figures = store.figures(conn, Kind.RAM)
        returned = store.figures(conn, Kind.SERVICE)
    counts = ram.counted(figures)
    by_report = {month: of_month.referrals for month, of_month in counts.by_month()}
    own = returned[(returned.subject == REPORTED) & (returned.category == ReferralStage.RECEIVED)]
    by_return = own.groupby("month").value.sum()
    assert by_report == {month: by_return[month] for month in by_report}
    # The twelve months that the page opens with say how referrals end.
    settled = set(list(by_report)[-12:]) - set(ram.too_young(counts))
    assert len(settled) >= 3


def _wait(of_month) -> float:
    """Working days until the initial assessment, the mean of those who reached it."""
    counted = [
        (days, row.value)
        for row in of_month[of_month.measure == RamMeasure.STEPS].itertuples()
        if row.breakdown == ReferralStep.ASSESSMENT
        for reached, days in [of_step(row.category)]
        if reached is Reached.REACHED
    ]
    return sum(days * count for days, count in counted) / sum(count for _, count in counted)

"""The illustrative trackers: the same every time, read as anybody's would be, and telling their story."""

from datetime import date

import pytest

from probation_commission.analysis.trackers import durations
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from probation_commission.samples.trackers import BRIEFED, tracker_files

RESIDENTS = {"County Durham": 520_000.0, "Darlington": 107_000.0}
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def read():
    files = tracker_files("County Durham", RESIDENTS)
    readings = {name: returns.read(text.encode(), name, gazetteer(), TODAY) for name, text in files.items()}
    return [ret for reading in readings.values() for ret in reading.returns], readings


def test_they_are_the_same_every_time_and_hold_no_problem(read):
    assert tracker_files("County Durham", RESIDENTS) == tracker_files("County Durham", RESIDENTS)
    assert not [problem for reading in read[1].values() for problem in reading.problems]
    assert {ret.kind for ret in read[0]} == {
        *(Kind.WANTED, Kind.WANTED_DAYS, Kind.BREACH, Kind.DIVERSION, Kind.RELEASE, Kind.CASELOAD)
    }


def test_people_are_wanted_longer_in_the_winter_and_no_longer_after_it(read):
    medians = [
        durations((figure.category, figure.value) for figure in ret.figures).median
        for ret in read[0]
        if ret.kind is Kind.WANTED_DAYS and ret.months == 6
    ]
    assert medians[1] > max(medians[0], medians[2])


def test_documents_are_loaded_more_often_once_there_is_a_guide(read):
    by_month = {
        ret.month: next(f.value for f in ret.figures if f.category == "documents not loaded")
        for ret in read[0]
        if ret.kind is Kind.BREACH
    }
    before = [count for month, count in by_month.items() if month < BRIEFED]
    after = [count for month, count in by_month.items() if month >= BRIEFED]
    assert sum(after) / len(after) < 0.7 * sum(before) / len(before)

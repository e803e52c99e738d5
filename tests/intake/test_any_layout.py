"""A known table in layouts that nobody foresaw: what is read is right, what is not read is asked about."""

from datetime import date

import pytest

from probation_commission.domain.iom import Measure
from probation_commission.domain.returns import Reading
from tests.given.any_layout import AREA, Sent, sent
from tests.given.layouts import read, read_as_it_seems

_LONG = 1_000


def figures(reading: Reading) -> dict[tuple[tuple[int, int], str, str], tuple[float, str]]:
    """The plain counts of wards, each with its column."""
    return {
        ((ret.month.year, ret.month.month), figure.place.ward.name, figure.rag or ""): (
            figure.value,
            figure.cell.ref.rstrip("0123456789"),
        )
        for ret in reading.returns
        for figure in ret.figures
        if figure.measure == Measure.COHORT
        and not figure.breakdown
        and figure.place is not None
        and figure.place.ward is not None
        and figure.value is not None
    }


def _has_marks(reading: Reading) -> bool:
    return any(figure.value is None for ret in reading.returns for figure in ret.figures)


def wrong(file: Sent) -> list[str]:
    """What was read wrong unasked, or not read and not asked about."""
    doubts = read(file.content).doubts
    reading = read_as_it_seems(file.content)
    columns = [column for table in doubts.tables for column in table.columns] if doubts else []
    doubtful = {column.letters for column in columns if column.doubt}
    got = figures(reading)
    reasons = [
        f"{key}: {value:g} in column {letters}, and {file.truth.get(key)} is right"
        for key, (value, letters) in got.items()
        if value != file.truth.get(key) and letters not in doubtful
    ]
    if {ret.area.name for ret in reading.returns} - {AREA}:
        reasons.append("another area")
    asked = doubtful or reading.problems or reading.questions or _has_marks(reading)
    every = {month for month, _, _ in file.truth}
    if not got and not asked:
        reasons.append("nothing read, and nothing asked")
    # What is not read stands in a column that is asked about, or in a row that is.
    missing = file.given - got.keys()
    if missing and not any(column.doubt and not column.field for column in columns) and not asked:
        reasons.append(f"{len(missing)} counts neither read nor asked about")
    if {date(*month, 1) for month in every} != {ret.month for ret in reading.returns} and not asked:
        reasons.append(f"months {[ret.month for ret in reading.returns]}")
    return reasons


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_it_is_right_or_asked(start):
    found = {seed: wrong(sent(seed)) for seed in range(start, start + 10)}
    assert {seed: reasons for seed, reasons in found.items() if reasons} == {}


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, _LONG, 50))
def test_a_thousand_layouts_are_right_or_asked(start):
    found = {seed: wrong(sent(seed)) for seed in range(1_000 + start, 1_050 + start)}
    assert {seed: reasons for seed, reasons in found.items() if reasons} == {}

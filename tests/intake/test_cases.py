"""Files that real senders send: each gives its right value once every guess is accepted as offered."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from probation_commission.domain.iom import Measure
from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
TODAY = date(2026, 11, 26)


@cache
def expected() -> dict:
    path = CASES / "expect.json"
    return json.loads(path.read_text()) if path.exists() else {}


def counts_of(reading: Reading) -> dict[str, dict[str, int]]:
    """The plain counts of each return as `expect.json` writes them."""
    return {
        f"{ret.area.code}|{ret.month:%Y-%m}": {
            f"{_place(figure.place)}|{figure.rag or 'all'}": figure.value
            for figure in ret.figures
            if figure.measure == Measure.COHORT and not figure.breakdown and figure.value is not None
        }
        for ret in reading.returns
    }


def _place(place) -> str:
    if place is None:
        return "TOTAL"
    short = {PlaceKind.NO_FIXED_ABODE: "NFA", PlaceKind.NOT_KNOWN: "NK", PlaceKind.OUTSIDE: "OUT"}
    return place.ward.code if place.ward else short.get(place.kind, "?")


def accepted(content: bytes, name: str, layouts=(), area_month=AreaMonth(), services=()) -> Reading:  # noqa: B008
    """The reading once a lead has accepted every guess as it was offered."""
    given = {"services": dict(services), "area_month": area_month}
    reading = returns.read(content, name, gazetteer.gazetteer(), TODAY, layouts=layouts, **given)
    doubts = reading.doubts
    if doubts is None or doubts.settled:
        return reading
    confirmed = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    area_month = AreaMonth(area_month.area or doubts.area, area_month.month or doubts.month)
    given["area_month"] = area_month
    return returns.read(content, name, gazetteer.gazetteer(), TODAY, layouts=[*confirmed, *layouts], **given)


def case_of(name: str) -> Reading:
    said = expected()[name]
    area = gazetteer.gazetteer().authority(said["area"]) if said.get("area") else None
    month = date.fromisoformat(f"{said['month']}-01") if said.get("month") else None
    return accepted((CASES / name).read_bytes(), name, area_month=AreaMonth(area, month))


COHORTS = [
    name for name, case in expected().items() if isinstance(case.get("expect"), dict) and case["expect"]
]


@pytest.mark.parametrize("name", COHORTS)
def test_a_file_gives_its_right_figures(name):
    reading = case_of(name)
    wanted = expected()[name]["expect"]
    got = counts_of(reading)
    if not any(wanted.values()):
        assert not any(got.values()) or reading.problems
        return
    assert [str(problem) for problem in reading.problems] == []
    for key, counts in wanted.items():
        assert {what: got.get(key, {}).get(what) for what in counts} == counts
    assert got.keys() <= wanted.keys()

"""Files that real senders send: each gives its right value once every guess is accepted as offered."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from probation_commission.domain.iom import Measure
from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Kind, Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import localities, returns
from probation_commission.settings import ROOT

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


BY_RAG = "87_custody_community_rag.xlsx"
COHORTS = [
    name
    for name, case in expected().items()
    if isinstance(case.get("expect"), dict) and case["expect"] and name != BY_RAG
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


def test_custody_by_rag_is_added_up_and_never_taken_for_all():
    if BY_RAG not in expected():
        pytest.skip("shared/cases is not beside the repository")
    reading = case_of(BY_RAG)
    assert reading.problems == ()
    (ret,) = reading.returns
    sums: dict[str, int] = {}
    for figure in ret.figures:
        name = figure.category or str(figure.rag)
        sums[name] = sums.get(name, 0) + figure.value
    # As the README of the cases has it: red 31, amber 23, green 33, blue 11, together 98.
    assert sums == {
        "In custody": 36,
        "In the community": 62,
        "red": 31,
        "amber": 23,
        "green": 33,
        "blue": 11,
    }
    assert any("“In custody” is the sum of its RAGs" in note for note in ret.notes)


def services() -> dict[str, str]:
    """The slug of each bundled service by its name."""
    with (ROOT / "data" / "services.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["slug"] for row in csv.DictReader(file)}


def service_case(name: str) -> Reading:
    path = CASES / name
    if not path.exists():
        pytest.skip("shared/cases is not beside the repository")
    return accepted(path.read_bytes(), name, services=services())


DEPENDENCY, WELLBEING = [41, 30, 18, 5, 10, 6, 4], [25, 20, 11, 3, 7, 2, 2]


@pytest.mark.parametrize(
    "name", ["S03_Oct-26_month.csv", "S04_title_and_total_row.xlsx", "S05_comments_column.xlsx"]
)
def test_a_services_return_gives_its_right_figures(name):
    reading = service_case(name)
    assert reading.problems == ()
    assert [
        (ret.kind, ret.area.code, ret.month, [figure.value for figure in ret.figures])
        for ret in reading.returns
    ] == [
        (Kind.SERVICE, "CDD", date(2026, 10, 1), DEPENDENCY),
        (Kind.SERVICE, "CDD", date(2026, 10, 1), WELLBEING),
    ]


def test_one_measure_over_months_is_a_services_and_never_a_cohort():
    name = "S08b_service_one_measure.xlsx"
    reading = service_case(name)
    assert (reading.returns, reading.doubts.kind, reading.doubts.area_asked) == ((), Kind.SERVICE, True)
    whole = gazetteer.gazetteer().wholes[0]
    said = accepted((CASES / name).read_bytes(), name, area_month=AreaMonth(whole), services=services())
    assert [(ret.month.month, [figure.value for figure in ret.figures]) for ret in said.returns] == [
        (8, [38]),
        (9, [40]),
        (10, [41]),
    ]


def test_spreadsheet_errors_are_named_at_their_cells():
    name = "102_error_cells.xlsx"
    if name not in expected():
        pytest.skip("shared/cases is not beside the repository")
    problems = case_of(name).problems
    assert {problem.cell.ref for problem in problems} == {"C6", "F7"}
    assert all(problem.code == "spreadsheet error" for problem in problems)


@pytest.mark.parametrize(
    ("name", "west"),
    [("L04_order_and_extra.csv", None), ("L08_locality_once_merged.csv", "E05016177")],
)
def test_localities_are_read_in_any_order_and_written_once(name, west):
    path = CASES / name
    if not path.exists():
        pytest.skip("shared/cases is not beside the repository")
    durham = gazetteer.gazetteer().authority("County Durham")
    ward_set = gazetteer.gazetteer().ward_set(durham, date(2026, 10, 1))
    proposed = localities.read(path.read_bytes(), ward_set)
    assert proposed.problems == ()
    assert proposed.grouping["E05016155"] == "East"
    if west:
        assert proposed.grouping[west] == "West"
        assert proposed.grouping["E05016174"] == "East"  # a row below, with no name of its own

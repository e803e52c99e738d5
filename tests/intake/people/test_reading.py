"""Lists of people, counted: each list is made by hand, with its edge in a comment."""

from datetime import date, datetime

import pytest

from probation_commission.domain.iom import Breakdown, Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.files import csv_rows
from tests import files

TODAY = date(2026, 11, 22)
NAMED = "Durham IOM nominals October 2026"
HEADER = ["Name", "CRN", "Ward", "RAG"]
TWO = [["A", "X000001", "Neville's Cross", "Red"], ["B", "X000002", "NFA", "Amber"]]


def read(rows: list, name: str = f"{NAMED}.xlsx", sheet: str = "Nominals", **more: list) -> Reading:
    return returns.read(files.workbook({sheet: rows, **more}), name, gazetteer.gazetteer(), TODAY)


def read_csv(rows: list, name: str = f"{NAMED}.csv") -> Reading:
    text = "".join(",".join(f'"{value}"' for value in row) + "\n" for row in rows)
    return returns.read(text.encode(), name, gazetteer.gazetteer(), TODAY)


def counts(reading: Reading, rag: Rag | None = None) -> dict[str, float]:
    """The figures by place of one RAG, or of all together."""
    (ret,) = reading.returns
    return {f.place.as_written: f.value for f in ret.figures if f.place and f.rag is rag}


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.cell)) for problem in reading.problems]


@pytest.mark.parametrize("source", [read, read_csv])
def test_rows_become_counts_with_the_stretch_that_was_counted(source):
    reading = source([HEADER, *TWO])
    assert reading.problems == ()
    (ret,) = reading.returns
    assert (ret.area.name, ret.month) == ("County Durham", date(2026, 10, 1))
    total, *rags = [f for f in ret.figures if f.place is None]
    where = "Nominals!" if source is read else ""
    assert (total.value, str(total.cell), total.as_written) == (2, f"{where}A2:D3", "")
    assert {f.rag: f.value for f in rags} == {Rag.RED: 1, Rag.AMBER: 1, Rag.GREEN: 0, Rag.BLUE: 0}
    assert {str(f.cell) for f in rags} == {f"{where}D2:D3"}
    assert counts(reading) == {"Neville's Cross": 1, "no fixed abode": 1}
    assert counts(reading, Rag.RED) == {"Neville's Cross": 1}
    assert "Counted from 2 rows" in ret.notes[0]
    assert [(d.heading, d.what, d.rows) for d in reading.dropped] == [("Name", "name", 2), ("CRN", "CRN", 2)]


@pytest.mark.parametrize(
    ("name", "sheet", "title"),
    [
        ("x.xlsx", "Nominals", "County Durham IOM, October 2026"),
        ("x.xlsx", "Durham Oct 2026", "Nominals"),
        ("durham_iom_2026-10.xlsx", "Sheet1", "Nominals"),
        ("iom 31.10.2026.xlsx", "Durham", "Nominals"),
        ("x.xlsx", "Durham", datetime(2026, 10, 31)),  # noqa: DTZ001 (as a workbook has it)
    ],
)
def test_area_and_month_are_found_in_title_sheet_or_file_name(name, sheet, title):
    (ret,) = read([[title], [], HEADER, *TWO], name, sheet).returns
    assert (ret.area.name, ret.month) == ("County Durham", date(2026, 10, 1))


def test_the_wards_tell_the_area_where_nothing_else_does():
    reading = read([HEADER, *TWO], "IOM October 2026.xlsx")
    (ret,) = reading.returns
    assert ret.area.name == "County Durham"
    assert any("taken from the wards" in note for note in ret.notes)


@pytest.mark.parametrize(
    ("rows", "name", "lacking"),
    [
        ([HEADER, *TWO], "Durham nominals.xlsx", "of which month"),
        ([HEADER, *TWO], "Durham May 2026 to June 2026.xlsx", "of which month"),  # two
        ([["Name", "CRN", "RAG"], ["A", "X000001", "Red"]], "IOM May 2026.xlsx", "of which area"),
        ([HEADER, ["A", "X000001", "NFA", "Red"]], "Durham and Darlington May 2026.xlsx", "of which area"),
    ],
)
def test_what_cannot_be_counted_says_what_to_do(rows, name, lacking):
    reading = read(rows, name)
    (problem,) = reading.problems
    assert problem.code == "cannot be counted"
    assert lacking in problem.message
    assert reading.returns == ()
    assert reading.let_go


def test_columns_of_area_and_month_make_several_returns():
    rows = [
        ["area", "month", "crn", "ward", "rag"],
        ["Darlington", "2026-09", "X000001", "Cockerton", "Red"],
        ["Darlington", "2026-10", "X000001", "Cockerton", "Red"],  # the same person a month later
        ["County Durham", "2026-10", "X000002", "NFA", "Red"],
    ]
    lists = read_csv(rows, "list.csv").returns
    assert [(ret.area.name, ret.month.month, ret.figures[0].value) for ret in lists] == [
        ("County Durham", 10, 1),
        ("Darlington", 9, 1),
        ("Darlington", 10, 1),
    ]


def test_wrong_cells_are_named_and_not_quoted():
    rows = [
        ["area", "month", "crn", "ward", "rag"],
        ["Mordor", "2026-10", "X000001", "Cockerton", "Red"],
        ["Darlington", "soon", "X000002", "Cockerton", "Red"],
        ["Darlington", "2026-12", "X000003", "Cockerton", "Red"],  # after today
        ["Darlington", "2026-10", "X000004", "Frodo", "Red"],
        ["Darlington", "2026-10", "x000004", "NFA", "Red"],  # the CRN of the row above
    ]
    reading = read_csv(rows, "list.csv")
    assert sorted(codes(reading)) == [
        ("future month", "B4"),
        ("no month", "B3"),
        ("person twice", "C6"),
        ("unknown area", "A2"),
        ("unknown ward", "D5"),
    ]
    assert not any(word in str(reading) for word in ("Mordor", "soon", "Frodo", "X000004"))


def test_a_place_is_a_ward_a_postcode_or_the_end_of_an_address():
    rows = [
        ["CRN", "Ward", "Postcode", "Address", "RAG"],
        ["X000001", "Cockerton", "", "", "Red"],
        ["X000002", "", "DH1 4AA", "", "Red"],
        ["X000003", "", "", "1 Long Lane, Durham, DH1 4AA", "Red"],
        ["X000004", "Frodo", "DH1 4AA", "", "Red"],  # the ward is none, the postcode tells
        ["X000005", "", "ZZ1 1ZZ", "", "Red"],  # no postcode known here
        ["X000006", "", "", "", "Red"],
        ["X000007", "Outside", "", "", "Red"],
    ]
    reading = read(rows)
    assert reading.problems == ()
    assert counts(reading) == {
        "Cockerton": 1,
        "Neville's Cross": 3,
        "address not known": 2,
        "outside the area, ward not given": 1,
    }
    (ret,) = reading.returns
    assert {f.place.kind for f in ret.figures if f.place} == {
        PlaceKind.ELSEWHERE,
        PlaceKind.WARD,
        PlaceKind.NOT_KNOWN,
        PlaceKind.OUTSIDE,
    }
    assert "2 rows without a ward or postcode known here" in ret.notes[1]


def test_breakdowns_have_closed_categories():
    rows = [
        ["CRN", "RAG", "Cohort type", "Gender", "Ethnicity", "Drug use", "In treatment", "Custody", "Ward"],
        ["X000001", "Red", "Fixed", "M", "W1", "Y", "Yes", "In custody", "NFA"],
        ["X000002", "high RED", "flex", "female", "Asian - Indian", "No", "n", "community", "NFA"],
        ["X000003", "none", "John Smith", "John Smith", "John Smith", "John", "John", "John", "NFA"],
    ]
    (ret,) = read(rows).returns
    parts = {(f.breakdown, f.category): f.value for f in ret.figures if f.breakdown}
    assert {key for key, value in parts.items() if value} == {
        (Breakdown.FRAMEWORK, "Fixed"),
        (Breakdown.FRAMEWORK, "Flex"),
        (Breakdown.FRAMEWORK, "Other or not known"),
        (Breakdown.GENDER, "Male"),
        (Breakdown.GENDER, "Female"),
        (Breakdown.GENDER, "Other or not stated"),
        (Breakdown.ETHNICITY, "White"),
        (Breakdown.ETHNICITY, "Asian"),
        (Breakdown.ETHNICITY, "Not stated"),
        (Breakdown.DRUG_USE, "Uses drugs"),
        (Breakdown.DRUG_USE, "Does not use drugs"),
        (Breakdown.DRUG_USE, "Not known"),
        (Breakdown.TREATMENT, "In treatment"),
        (Breakdown.TREATMENT, "Not in treatment"),
        (Breakdown.TREATMENT, "Not known"),
        (Breakdown.SETTING, "In custody"),
        (Breakdown.SETTING, "In the community"),
        (Breakdown.SETTING, "Not known"),
    }
    assert {f.rag: f.value for f in ret.figures if f.rag and not f.place}[Rag.RED] == 2
    assert any("1 row without red" in note for note in ret.notes)
    assert "John" not in str(ret)


def test_a_heading_or_sheet_that_may_be_a_name_is_not_repeated():
    reading = read(
        [[*HEADER, "John Smith", "Smith's notes", "Tier"], [*TWO[0], "x", "y", "2"]], sheet="J Smith"
    )
    assert [(str(d.cell), d.heading) for d in reading.dropped] == [
        ("sheet 1!A1", "Name"),
        ("sheet 1!B1", "CRN"),
        ("sheet 1!E1", ""),
        ("sheet 1!F1", ""),
        ("sheet 1!G1", "Tier"),
    ]
    assert "Smith" not in str(reading)


def test_totals_notes_repeated_headings_and_blank_rows_are_nobody():
    rows = [HEADER, TWO[0], [], HEADER, TWO[1], ["Total", "2"], ["Updated by the office"]]
    reading = read(rows)
    assert reading.returns[0].figures[0].value == 2
    assert any("2 rows are a total or a note" in note for note in reading.returns[0].notes)


def test_free_text_beside_rags_is_a_list_of_people_too():
    rows = [["Ward", "RAG", "Comments"], ["Cockerton", "Red", "moved in with an aunt"], ["NFA", "Amber", ""]]
    reading = read(rows, "Darlington May 2026.xlsx")
    assert reading.returns[0].figures[0].value == 2
    assert [(d.heading, d.what) for d in reading.dropped] == [("Comments", "free text about a person")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Ward", "Count", "Name"], ["Cockerton", 4, "x"]],  # counts
        [
            ["No.", "Name", "Ward", "RAG"],
            [4, "x", "Cockerton", "Red"],
            [9, "y", "NFA", "Red"],
        ],  # numbers, not 1, 2
        [["Name", "Address", "Phone"], ["Hub", "1 Road", "01325 000000"]],  # a directory of hubs
        [["Name", "CRN"], ["A", "X000001"]],  # nothing to count by
    ],
)
def test_what_may_be_no_list_of_nominals_is_refused_as_ever(rows):
    reading = read(rows, "Darlington May 2026.xlsx", "Sheet1")
    assert [problem.code for problem in reading.problems] == ["personal data"]
    assert reading.let_go


@pytest.mark.parametrize("heading", ["No. of nominals", "Nominals (all)", "This month"])
@pytest.mark.parametrize("counted", [4, "<5", "x6", "12"])
def test_remarks_beside_counts_make_no_list_of_people(heading, counted):
    rows = [
        ["Ward", "RAG", heading, "Remarks"],
        ["Cockerton", "Red", counted, ""],
        ["NFA", "Blue", 2, "checked"],
    ]
    assert read(rows, "Darlington May 2026.xlsx").dropped == ()


def test_rows_that_are_numbered_are_still_people():
    rows = [["No.", *HEADER], [1, *TWO[0]], [2, *TWO[1]]]
    assert read(rows).returns[0].figures[0].value == 2


def test_the_same_month_on_two_sheets_is_refused():
    reading = read([HEADER, *TWO], List=[HEADER, ["C", "X000003", "NFA", "Red"]])
    assert ("sheet twice", "List!A1") in codes(reading)


def test_a_list_beside_counted_sheets_is_refused_as_ever():
    reading = returns.read(
        files.Borough(more={"List": [HEADER, *TWO]}).file(), f"{NAMED}.xlsx", gazetteer.gazetteer(), TODAY
    )
    assert codes(reading) == [("personal data", "List!A1")]


def test_a_list_of_several_chunks_is_counted_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_rows, "CHUNK", 2)
    told = []
    text = "CRN,ward,RAG\n" + "".join(f"X00000{n},NFA,Red\n" for n in range(7))
    reading = returns.read(
        text.encode(),
        f"{NAMED}.csv",
        gazetteer.gazetteer(),
        TODAY,
        progress=lambda done, total: told.append((done, total)),
    )
    assert reading.returns[0].figures[0].value == 7
    assert told == [(3, 8), (5, 8), (7, 8), (8, 8)]
    assert "A2:C8" in str(reading.returns[0].figures[0].cell)

"""Tables found by what they hold: in three files nobody has seen before, and one oddity after another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.layouts import AreaMonth
from probation_commission.domain.marks import Mark
from probation_commission.domain.returns import Kind
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests import files
from tests.given.layouts import LONG, SHEETS, WIDE, confirmed, fields_of, read, read_as_it_seems, workbook

OCTOBER = date(2026, 10, 1)
DARLINGTON = gazetteer.gazetteer().authority("Darlington")


def counted(ret, rag=None, breakdown=""):
    """The exact counts by place: "<5" and "-" are none."""
    return {
        f.place.as_written if f.place else "": f.value
        for f in ret.figures
        if (f.measure, f.rag, f.breakdown) == (Measure.COHORT, rag, breakdown) and f.value is not None
    }


def values(ret):
    return [(str(f.cell), f.value) for f in ret.figures]


def test_the_wide_one_is_understood_but_for_one_heading():
    reading = read(files.workbook(WIDE))
    assert reading.returns == ()
    assert (reading.doubts.area.name, reading.doubts.month) == ("County Durham", OCTOBER)
    assert fields_of(reading)[0] == {
        "Where they live": "ward", "R": "RAG:red", "A": "RAG:amber", "G": "RAG:green", "B": "RAG:blue",
        "Everyone": "", "M": "gender:Male", "F": "gender:Female", "% red": "",
    }  # fmt: skip
    doubtful = {column.heading for column in reading.doubts.tables[0].columns if column.doubt}
    assert doubtful == {"Where they live", "Everyone"}


def test_the_wide_one_read_with_everyone_as_the_count():
    content = files.workbook(WIDE)
    reading = read(content, layouts=confirmed(read(content), everyone="count"))
    assert reading.problems == ()
    (ret,) = reading.returns
    assert counted(ret) == {"Belmont": 6, "Annfield Plain and Tanfield": 4, "Ferryhill": 6, "NFA": 1, "": 17}
    assert counted(ret, Rag.RED) == {"Belmont": 2, "Ferryhill": 1, "NFA": 1, "": 7}  # "<5" is no number
    assert counted(ret, Rag.GREEN)["Belmont"] == 3  # x3
    assert [(f.measure, f.value) for f in ret.figures if f.measure in ("joiners", "leavers")] == [
        ("joiners", 3),
        ("leavers", 2),
    ]
    otherwise = [(str(f.cell), str(f), f.as_written) for f in ret.figures if f.value is None]
    assert otherwise == [
        ("Snapshot!B6", "fewer than 5", "<5"),
        ("Snapshot!H8", "not given", "–"),
        ("Snapshot!E9", "not given", "n/a"),
    ]
    assert [(f.value, f.mark, f.as_written) for f in ret.figures if f.mark is Mark.NOTE] == [
        (4, Mark.NOTE, "4*")
    ]
    assert ret.blanks == ()
    assert any("Snapshot!A12: a note under the table" in note for note in ret.notes)


def test_a_sheet_a_month_is_a_return_a_month():
    reading = read_as_it_seems(files.workbook(SHEETS))
    assert len(reading.doubts.tables) == 1  # asked about once
    assert [(ret.month.month, counted(ret)) for ret in reading.returns] == [
        (4, {"Cockerton": 4, "Mowden": 2, "": 6}),
        (5, {"Cockerton": 5, "Mowden": 2, "": 7}),
        (6, {"Cockerton": 6, "Mowden": 2, "": 8}),
    ]


def test_a_long_csv_of_two_areas_and_months():
    reading = read_as_it_seems(LONG.encode(), "x.csv")
    assert reading.problems == ()
    assert [(ret.area.name, ret.month.month, values(ret)) for ret in reading.returns] == [
        ("County Durham", 10, [("E5", 2)]),
        ("Darlington", 9, [("E4", 6)]),
        ("Darlington", 10, [("E2", 4), ("E3", None)]),  # "<5" has no value
    ]


def test_blocks_of_columns_under_their_months():
    rows = [
        ["Darlington IOM"],
        [],
        ["", "Sept 2026", "", "October 2026", ""],
        ["Ward", "Red", "Total", "Red", "Total"],
        ["Cockerton", 1, 3, 2, 4],
        ["Mowden", 0, 1, 1, 1],
    ]
    september, october = read_as_it_seems(workbook(rows)).returns
    assert (counted(september), counted(september, Rag.RED)) == (
        {"Cockerton": 3, "Mowden": 1},
        {"Cockerton": 1, "Mowden": 0},
    )
    assert (counted(october), counted(october, Rag.RED)) == (
        {"Cockerton": 4, "Mowden": 1},
        {"Cockerton": 2, "Mowden": 1},
    )


def test_a_column_a_month():
    rows = [["Darlington"], ["Ward", "Sep 2026", "Oct 2026"], ["Cockerton", 4, 5], ["Mowden", 0, "-"]]
    september, october = read_as_it_seems(workbook(rows)).returns
    assert (counted(september), counted(october)) == ({"Cockerton": 4, "Mowden": 0}, {"Cockerton": 5})


def test_merged_wards_are_kept_down_and_a_csv_has_none():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "RAG", "Nominals"],
        ["Cockerton", "Red", 5],
        ["", "Amber", 2],
        ["Mowden", "Red", 1],
    ]
    (ret,) = read_as_it_seems(workbook(rows)).returns
    assert counted(ret, Rag.AMBER) == {"Cockerton": 2}
    text = "Darlington\nOctober 2026\nward,rag status,nominals\nCockerton,Red,5\n,Amber,2\n"
    (problem,) = read_as_it_seems(text.encode(), "x.csv").problems
    assert (problem.code, str(problem.cell)) == ("no ward", "A5")


def test_tables_side_by_side():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Red", "Total", "", "Sex", "Number"],
        ["Cockerton", 4, 5, "", "M", 6],
        ["Mowden", 0, 2, "", "F", 1],
    ]
    (ret,) = read_as_it_seems(workbook(rows)).returns
    assert counted(ret) == {"Cockerton": 5, "Mowden": 2}
    assert [f.value for f in ret.figures if f.breakdown == Breakdown.GENDER] == [6, 1]


def test_columns_may_stand_in_any_order_and_groups_over_them():
    rows = [
        ["Darlington, October 2026"],
        ["", "Gender", "", "", "Treatment", ""],
        ["Total", "M", "F", "Ward", "Yes", "No"],
        [5, 4, 1, "Cockerton", 2, 3],
        [2, 2, 0, "Mowden", 1, 1],
    ]
    reading = read_as_it_seems(workbook(rows))
    (ret,) = reading.returns
    assert counted(ret) == {"Cockerton": 5, "Mowden": 2}
    treated = [(f.category, f.value) for f in ret.figures if f.breakdown == Breakdown.TREATMENT]
    assert treated == [
        ("In treatment", 2),
        ("Not in treatment", 3),
        ("In treatment", 1),
        ("Not in treatment", 1),
    ]


def test_arrests_by_outcome_and_by_offence():
    rows = [
        ["Darlington, October 2026"],
        ["Outcome", "Arrests"],
        ["RUI", 3],
        ["Recalled to prison", 1],
        ["Total", 4],
        [],
        ["Offence", "Number"],
        ["Theft – From Shop", 5],
    ]
    (ret,) = read_as_it_seems(workbook(rows)).returns
    assert [(f.breakdown, f.category, f.value, f.unit) for f in ret.figures] == [
        ("outcome", "Released Under Investigation", 3, "arrests"),
        ("outcome", "Returned to Prison", 1, "arrests"),
        ("", "", 4, "arrests"),
        ("offence", "Theft - From Shop", 5, "offences"),
    ]


def test_every_wrong_cell_is_named_at_once():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Red", "Total"],
        ["Cockerton", 4, 5],
        ["Mowden", "12%", -1],
        ["Nowhere Lane", 1, 1],
        ["Cockerton", 1, 1],
    ]
    reading = read_as_it_seems(workbook(rows))
    assert [(p.code, str(p.cell)) for p in reading.problems] == [
        ("percentage", "Sheet1!B4"),
        ("negative count", "Sheet1!C4"),
        ("row twice", "Sheet1!B6"),
        ("row twice", "Sheet1!C6"),
    ]
    assert [question.key.rpartition(":")[2] for question in reading.questions] == ["Sheet1!A5"]


def test_a_misspelt_ward_is_asked_about_once_for_all_its_counts():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Red", "Total", "M"],
        ["Cockertn", 4, 5, 3],
        ["Mowden", 0, 2, 2],
    ]
    reading = read_as_it_seems(workbook(rows))
    (question,) = reading.questions
    assert [str(cell) for cell in question.cells] == ["Sheet1!B3", "Sheet1!C3", "Sheet1!D3"]
    settled = returns.answer(reading, {question.key: question.options[0][0]})
    assert (settled.questions, settled.problems) == ((), ())
    assert [f.place.ward.name for f in settled.returns[0].figures][:3] == ["Cockerton"] * 3


def test_two_totals_that_differ_are_a_problem():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Total"],
        ["Cockerton", 5],
        ["Total", 5],
        [],
        ["Total number on cohort:", 6],
    ]
    (problem,) = read_as_it_seems(workbook(rows)).problems
    assert (problem.code, str(problem.cell)) == ("totals disagree", "Sheet1!B6")


@pytest.mark.parametrize(
    ("name", "sheet", "title", "area", "month", "asked"),
    [
        ("x.xlsx", "Sheet1", "Darlington IOM, October 2026", "Darlington", OCTOBER, (False, False)),
        ("x.xlsx", "Oct-26", "IOM cohort of Darlington", "Darlington", OCTOBER, (False, False)),
        ("Darlington_2026-10.xlsx", "Sheet1", "IOM cohort", "Darlington", OCTOBER, (True, True)),
        ("x.xlsx", "Sheet1", "IOM cohort", "Darlington", None, (True, True)),  # by its wards
    ],
)
def test_where_area_and_month_come_from(name, sheet, title, area, month, asked):  # noqa: PLR0917
    rows = [[title], ["Ward", "Total"], ["Cockerton", 5], ["Mowden", 1]]
    doubts = read(files.workbook({sheet: rows}), name).doubts
    assert (doubts.area_asked, doubts.month_asked) == asked
    assert (doubts.area.name, doubts.month) == (area, month)


@pytest.mark.parametrize(
    ("title", "file", "months"),
    [
        ("Darlington IOM 2025/26", "x.xlsx", [(2025, 12), (2026, 1)]),  # a financial year
        ("Darlington IOM", "iom_2025.xlsx", [(2025, 1), (2025, 12)]),  # a calendar year
    ],
)
def test_sheets_named_by_their_month_alone(title, file, months):
    sheets = {name: [[title], ["Ward", "Total"], ["Cockerton", 5], ["Mowden", 1]] for name in ("Dec", "Jan")}
    reading = read_as_it_seems(files.workbook(sheets), file)
    assert [(ret.month.year, ret.month.month) for ret in reading.returns] == months


def test_a_workbook_as_haringey_sends_it_may_hold_breakdowns_joiners_and_leavers():
    about = [
        ["Gender", "Number"],
        ["Male", 11],
        ["Female", "<5"],
        ["Total", 12],
        [],
        ["Joiners", 2],
        ["Leavers", 1],
    ]
    (ret,) = read(files.Borough(more={"About": about}).file()).returns
    parts = [(f.measure, f.category, f.value, str(f.cell)) for f in ret.figures if f.cell.sheet == "About"]
    assert parts == [
        ("cohort", "Male", 11, "About!B2"),
        ("cohort", "Female", None, "About!B3"),
        ("joiners", "", 2, "About!B6"),
        ("leavers", "", 1, "About!B7"),
    ]
    (female,) = [figure for figure in ret.figures if figure.value is None]
    assert (female.breakdown, female.low, female.high) == (Breakdown.GENDER, 0, 4)


def test_what_a_file_does_not_say_somebody_says():
    content = workbook([["Ward", "Total"], ["Cockerton", 5], ["Mowden", 1]])
    assert not read_as_it_seems(content).doubts.settled
    area_month = AreaMonth(DARLINGTON, OCTOBER)
    (ret,) = read_as_it_seems(content, said=area_month).returns
    assert (ret.area, ret.month) == (DARLINGTON, OCTOBER)


def test_words_that_could_be_somebodys_are_never_in_a_sample():
    rows = [["Ward", "Lead officer", "Total"], ["Cockerton", "Zebedee Quill", 5], ["Mowden", "A. Quill", 1]]
    doubts = read(workbook(rows)).doubts
    assert "Quill" not in str(doubts)
    assert doubts.tables[0].columns[0].sample == ("Cockerton", "Mowden")


@pytest.mark.parametrize("field", ["outcome", "offence", "category", "ethnicity", "drug_use", "breakdown"])
def test_no_words_are_kept_of_a_column_that_does_not_say_what_they_are(field):
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Lead officer", "Total"],
        ["Cockerton", "Zebedee Quill", 5],
        ["Mowden", "Zebedee Quill", 1],
    ]
    content = workbook(rows)
    reading = read(content, layouts=confirmed(read(content), **{"lead officer": field}))
    assert reading.returns or reading.problems
    assert "Quill" not in str(reading)


def test_a_change_of_layout_is_said():
    before = [["Darlington, September 2026"], ["Ward", "Red", "No."], ["Cockerton", 1, 5], ["Mowden", 0, 1]]
    after = [["Darlington, October 2026"], ["Ward", "Total", "Red"], ["Cockerton", 5, 1], ["Mowden", 1, 0]]
    layouts = confirmed(read(workbook(before)))
    assert read(workbook(before), layouts=layouts).doubts.settled
    doubts = read(workbook(after), layouts=layouts).doubts
    assert not doubts.settled
    moved = "now it seems to stand in column"
    assert doubts.notes == (
        f"Last time “Count: red” stood in column B under “red”; {moved} C under “Red”.",
        f"Last time “Count” stood in column C under “no”; {moved} B under “Total”.",
    )


def test_a_comparison_of_boroughs_by_itself():
    rows = [
        ["Integrated Offender Management: Borough Comparisons"],
        ["Period Cohort Represents", "2023 Q1"],
        [],
        ["", "", "All Boroughs", "Haringey", "Enfield"],
        ["Offences per Year", "Before", "47,380 (▲2.5%)", "1,775 (▲2.6%)", "1,583.1 (▲1.3%)"],
        ["", "During", "37,034 (▲2.7%)", "1,280 (▲3.3%)", "1,378.1 (▲2.3%)"],
    ]
    doubts = read(workbook(rows)).doubts
    assert (doubts.kind, doubts.area.name, doubts.area_asked) == (Kind.COMPARISON, "Haringey", True)
    (ret,) = read(workbook(rows), said=AreaMonth(doubts.area)).returns
    assert (ret.kind, ret.month, len(ret.figures)) == (Kind.COMPARISON, date(2023, 3, 1), 12)


WARDS = [ward.name for ward in gazetteer.gazetteer().ward_set(DARLINGTON, OCTOBER).wards]
TABLE = st.dictionaries(st.sampled_from(WARDS), st.tuples(*[st.integers(0, 40)] * 4), min_size=1, max_size=8)
HEADINGS = st.permutations(["Ward", "Red", "Amber", "Green", "Blue"])


@given(TABLE, HEADINGS, st.integers(0, 3), st.integers(0, 4))
def test_a_wide_table_reads_back_wherever_it_stands(table, headings, down, right):
    named = {"Ward": 0, "Red": 1, "Amber": 2, "Green": 3, "Blue": 4}
    rows = [[""] * right + [[ward, *four][named[name]] for name in headings] for ward, four in table.items()]
    sheet = [["Darlington, October 2026"], *[[]] * down, [""] * right + list(headings), *rows]
    (ret,) = read_as_it_seems(workbook(sheet)).returns
    for position, rag in enumerate(Rag):
        assert counted(ret, rag) == {ward: four[position] for ward, four in table.items()}


def by_rag(*heads, row):
    rows = [["Darlington, October 2026"], ["Ward", *heads], ["Cockerton", *row], ["Mowden", *row]]
    return read_as_it_seems(workbook(rows))


def sums_of(reading):
    (ret,) = reading.returns
    return {
        figure.category or figure.rag: (figure.low, figure.high, figure.as_written)
        for figure in ret.figures
        if figure.place.as_written == "Mowden"
    }


def test_custody_by_rag_in_one_heading_is_never_taken_for_all():
    reading = by_rag("Custody - Red", "Amber (custody)", row=(3, 2))
    assert sums_of(reading) == {"In custody": (5, 5, "3 + 2")}
    assert "C2" not in str(reading.problems)


def test_a_sum_over_a_bound_is_a_bound_and_over_a_blank_is_none():
    heads = ("Custody red", "Custody amber", "Community red", "Community amber")
    assert sums_of(by_rag(*heads, row=(3, "<5", 1, ""))) == {
        "In custody": (3, 7, "3 + <5"),
        "red": (4, 4, "3 + 1"),
    }


def test_what_adds_up_to_nothing_that_is_kept_is_told_by_its_cell():
    reading = by_rag("Red", "Amber", "Custody red", row=(3, 2, 1))
    assert sums_of(reading).keys() == {"red", "amber"}
    assert any("D2: not read, since not all RAGs are given" in note for note in _notes(reading))


def _notes(reading):
    return [*reading.notes, *(note for ret in reading.returns for note in ret.notes)]


def test_several_months_are_shown_as_one_line_that_has_them_all():
    rows = [
        ["Darlington"],
        ["Ward", "Aug-26", "Sep-26", "Oct-26"],
        ["Cockerton", "", 1, 2],
        ["Mowden", "", 3, 4],
    ]
    (table,) = read(workbook(rows)).doubts.tables
    line = table.columns[1]
    # August is still blank, and what is proposed for it is proposed for all.
    assert (line.letters, line.field) == ("B", "count of a month")
    assert [(one.letters, one.heading, one.sample) for one in line.each] == [
        ("B", "Aug-26", ("", "")),
        ("C", "Sep-26", ("1", "3")),
        ("D", "Oct-26", ("2", "4")),
    ]

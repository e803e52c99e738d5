"""Errors of a spreadsheet and formulas that nobody calculated: never an empty cell, and once if many."""

import pytest

from probation_commission.intake.files import is_error, sheets
from tests import cases, files
from tests.given.layouts import read, read_as_it_seems
from tests.given.wards import TABLE

CELL = '<c r="B4"><v>2</v></c>'
WORKBOOK = files.workbook({"Oct": TABLE})


def with_cells(*changes: tuple[str, str]) -> bytes:
    """The workbook with the XML of some cells changed."""
    xml = files.part(WORKBOOK, files.SHEET).decode()
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new)
    return files.with_part(WORKBOOK, files.SHEET, xml.encode())


def at(content: bytes, row: int, column: int):
    return sheets.sheets(content)[1][0].at(row, column)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_stands_at_its_cell(error):
    content = with_cells((CELL, f'<c r="B4" t="e"><f>1/0</f><v>{error}</v></c>'))
    assert at(content, 3, 1) == error
    assert is_error(at(content, 3, 1))


@pytest.mark.parametrize("value", ["Err:502", "#ref!", " #SPILL! ", "#NOT CALCULATED"])
def test_spellings_of_an_error(value):
    assert is_error(value)


@pytest.mark.parametrize("value", ["", "n/a", "#", "No. #1", "N/A", 5, 0.0, "# of people", "#REF! in B4"])
def test_what_is_no_error(value):
    assert not is_error(value)


def test_the_case_with_two_errors_has_both():
    content = cases.content("102_error_cells.xlsx")
    assert (at(content, 5, 2), at(content, 6, 5)) == ("#N/A", "#DIV/0!")
    assert not any(ret.figures for ret in read(content).returns)


def uncalculated(number: int) -> bytes:
    """The red counts of that many wards as formulas without a value."""
    changes = [
        (f'<c r="B{row}"><v>{TABLE[row - 1][1]}</v></c>', f'<c r="B{row}"><f>Data!B{row}*2</f><v></v></c>')
        for row in range(4, 4 + number)
    ]
    return with_cells(*changes)


def test_formulas_without_a_value_refuse_the_workbook_once():
    (problem,) = read(uncalculated(10)).problems
    assert problem.code == "not calculated"
    assert "Open it in Excel, save it" in problem.message


def test_a_few_formulas_without_a_value_are_errors_at_their_cells():
    content = uncalculated(2)
    assert [at(content, row, 1) for row in (3, 4, 5)] == ["#NOT CALCULATED", "#NOT CALCULATED", 3]


@pytest.mark.parametrize(
    "formula", ["SUM(B{0}:E{0})", "B{0}+C{0}+ D{0}+$E{0}", "B{0}/$F$14", "B{0}/SUM(B{0}:E{0})*100", "TODAY()"]
)
def test_totals_and_shares_without_a_value_are_no_loss(formula):
    changes = [
        (
            f'<c r="F{row}"><v>{TABLE[row - 1][5]}</v></c>',
            f'<c r="F{row}"><f>{formula.format(row)}</f><v/></c>',
        )
        for row in range(4, 14)
    ]
    content = with_cells(*changes)
    assert at(content, 3, 5) == ""
    (ret,) = read_as_it_seems(content).returns
    assert sum(figure.value for figure in ret.figures if figure.place) == 98


@pytest.mark.parametrize(
    "formula", ["SUM(Sept!B{0}:B{0})", "Sept!B{0}", "COUNTIF(X:X,A{0})", "B{0}*2", "B{0}"]
)
def test_what_could_be_a_count_is_one(formula):
    changes = [
        (f'<c r="B{row}"><v>{TABLE[row - 1][1]}</v></c>', f'<c r="B{row}"><f>{formula.format(row)}</f></c>')
        for row in range(4, 14)
    ]
    assert [problem.code for problem in read(with_cells(*changes)).problems] == ["not calculated"]


def test_a_formula_that_gives_an_empty_text_was_calculated():
    content = with_cells((CELL, '<c r="B4" t="str"><f>IF(A4="","","")</f><v></v></c>'))
    assert at(content, 3, 1) == ""


def test_a_hidden_sheet_that_was_never_calculated_refuses_nothing():
    content = uncalculated(10)
    hidden = files.replaced(content, "xl/workbook.xml", b'sheetId="1"', b'sheetId="1" state="hidden"')
    assert sheets.sheets(hidden)[1][0].hidden


def test_an_error_in_an_ods():
    error = (
        '<table:table-cell table:formula="of:=[.A1]/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{files.ods_cell('Ferryhill')}{error}</table:table-row>"
    assert at(files.ods_of(files.ods_table("Oct", row)), 0, 1) == "#DIV/0!"


def test_an_ods_that_was_never_calculated_is_refused_once():
    cell = '<table:table-cell table:formula="of:=[.B1]*2"/>'
    rows = f"<table:table-row>{files.ods_cell('Ferryhill')}{cell}</table:table-row>" * 10
    (problem,) = read(files.ods_of(files.ods_table("Oct", rows))).problems
    assert problem.code == "not calculated"

"""What is hidden in a workbook is said, and a hidden sheet is no return."""

import io

import pytest
import xlsxwriter

from probation_commission.intake.files import hidden_note, sheets, shown
from tests import cases, files
from tests.given.layouts import read, read_as_it_seems
from tests.given.wards import HIDDEN, TABLE


def workbook(change) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in {"Oct": TABLE, "Sept working": HIDDEN}.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    change(book, *book.worksheets())
    book.close()
    return buffer.getvalue()


def opened(content: bytes):
    return sheets.sheets(content)[1]


def rows_and_columns(_book, oct_sheet, _sept):
    oct_sheet.set_row(4, None, None, {"hidden": True})
    oct_sheet.set_row(6, 0)
    for row in (8, 9, 10):
        oct_sheet.set_row(row, None, None, {"level": 1, "hidden": True})  # a group that is folded up
    oct_sheet.set_column("C:D", None, None, {"hidden": True})
    oct_sheet.set_column("F:F", 0)
    oct_sheet.set_column("H:XFD", None, None, {"hidden": True})  # where nothing stands


def filtered(_book, oct_sheet, _sept):
    oct_sheet.autofilter("A3:F13")
    oct_sheet.filter_column("A", "x == Peterlee")
    for row in [*range(3, 11), 12]:
        oct_sheet.set_row(row, options={"hidden": True})


def test_rows_and_columns_are_told():
    sheet, _ = opened(workbook(rows_and_columns))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4, 6, 8, 9, 10}, {2, 3, 5})
    assert sheet.is_hidden(4, 0)
    assert sheet.is_hidden(0, 3)
    assert not sheet.is_hidden(3, 1)
    assert hidden_note([sheet]) == (
        (
            "Hidden in sheet “Oct”: row 5, row 7, rows 9 to 11, columns C to D and column F. "
            "Check whether they belong to the return."
        ),
    )


def test_filtered_rows_are_told():
    assert "rows 4 to 11 and row 13" in hidden_note(opened(workbook(filtered)))[0]


@pytest.mark.parametrize("method", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_told_and_not_read(method):
    content = workbook(lambda _book, _oct, sept: getattr(sept, method)())
    assert [sheet.hidden for sheet in opened(content)] == [False, True]
    assert [sheet.name for sheet in shown(opened(content))] == ["Oct"]
    reading = read_as_it_seems(content)
    assert [ret.month.month for ret in reading.returns] == [10]
    assert reading.notes == (
        (
            "Sheet “Sept working” is hidden in the workbook and was not read. If it belongs to the return,"
            " unhide it in Excel and load the file again."
        ),
    )


def test_people_are_looked_for_on_hidden_sheets_too():
    def with_person(_book, _oct, sept):
        sept.write(9, 0, "X123456")
        sept.hide()

    (problem,) = read(workbook(with_person)).problems
    assert problem.code == "personal data"


def test_a_hidden_list_of_people_is_not_counted_and_its_sheet_is_not_named():
    people = [
        ["Area", "Month", "CRN", "Ward", "RAG"],
        ["Darlington", "2026-10", "X000001", "Cockerton", "Red"],
    ]
    earlier = [people[0], ["Darlington", "2026-09", "X000002", "Cockerton", "Red"]]
    content = files.workbook({"Nominals": people, "Kevin Brown": earlier})
    hidden = files.replaced(content, "xl/workbook.xml", b'sheetId="2"', b'sheetId="2" state="hidden"')
    assert len(read(content).returns) == 2
    reading = read(hidden)
    assert [ret.month.month for ret in reading.returns] == [10]
    assert reading.notes == ("1 sheet of the workbook is hidden, and nobody on hidden sheets was counted.",)
    assert "Kevin" not in str(reading)


def test_an_empty_hidden_sheet_is_nothing_to_tell():
    assert hidden_note(opened(workbook(lambda book, *_: book.add_worksheet("Lists").hide()))) == ()


def test_nothing_is_told_of_a_workbook_in_which_all_is_seen():
    assert hidden_note(opened(workbook(lambda *_: None))) == ()


def test_the_case_with_a_hidden_month_gives_the_other():
    reading = read_as_it_seems(cases.content("79b_hidden_sheet_other_month.xlsx"))
    assert [ret.month.month for ret in reading.returns] == [10]
    assert "Sept working" in reading.notes[0]


def test_the_same_in_an_ods():
    rows = [
        (
            '<table:table-column/><table:table-column table:number-columns-repeated="2"'
            ' table:visibility="collapse"/>'
        ),
        *(files.ods_row(row) for row in TABLE[:4]),
        files.ods_row(TABLE[4], 'table:visibility="collapse"'),
        files.ods_row(TABLE[5], 'table:visibility="filter"'),
        f'<table:table-row-group table:display="false">{files.ods_row(TABLE[6])}</table:table-row-group>',
        *(files.ods_row(row) for row in TABLE[7:]),
    ]
    content = files.ods_of(
        files.ods_table("Oct", "".join(rows))
        + files.ods_table("Sept working", "".join(map(files.ods_row, HIDDEN)), "hidden")
    )
    sheet, sept = opened(content)
    assert (sheet.hidden_rows, sheet.hidden_columns, sept.hidden) == ({4, 5, 6}, {1, 2}, True)
    assert [ret.month.month for ret in read_as_it_seems(content, "r.ods").returns] == [10]


def test_rows_and_columns_of_no_size_in_an_ods():
    styles = (
        '<style:style style:name="none" style:family="table-row">'
        '<style:table-row-properties style:row-height="0cm"/></style:style>'
        '<style:style style:name="none" style:family="table-column">'
        '<style:table-column-properties style:column-width="0.000in"/></style:style>'
        '<style:style style:name="shown" style:family="table-column">'
        '<style:table-column-properties style:column-width="0.889in"/></style:style>'
    )
    columns = (
        '<table:table-column table:style-name="shown"/>'
        '<table:table-column table:style-name="none" table:number-columns-repeated="2"/>'
    )
    rows = [
        *(files.ods_row(row) for row in TABLE[:4]),
        files.ods_row(TABLE[4], 'table:style-name="none"'),
        *(files.ods_row(row, 'table:style-name="shown"') for row in TABLE[5:]),
    ]
    content = files.replaced(
        files.ods_of(files.ods_table("Oct", columns + "".join(rows))),
        "content.xml",
        b"</office:automatic-styles>",
        styles.encode() + b"</office:automatic-styles>",
    )
    (sheet,) = opened(content)
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (False, {4}, {1, 2})

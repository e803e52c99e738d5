"""An OpenDocument workbook says the same as one of Excel, within the same limits."""

import tracemalloc
from datetime import date, datetime, time

import pytest

from probation_commission.intake.files import FileRefusedError, limits, sheets
from tests import files
from tests.given.layouts import read_as_it_seems
from tests.given.wards import TABLE


def rows_of(*rows: str) -> tuple:
    return sheets.sheets(files.ods_of(files.ods_table("Oct", "".join(rows))))[1][0].rows


def code(*rows: str) -> str:
    with pytest.raises(FileRefusedError) as refused:
        rows_of(*rows)
    return refused.value.problem.code


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(value: object, times: int = 1) -> str:
    return files.ods_cell(value, f'table:number-columns-repeated="{times}"')


def test_the_wards_are_those_of_the_same_table_in_excel():
    ods = read_as_it_seems(files.ods({"Oct": TABLE}), "return.ods")
    xlsx = read_as_it_seems(files.workbook({"Oct": TABLE}))
    assert ods.returns == xlsx.returns
    assert len(ods.returns[0].figures) > 40


def test_a_borough_s_workbook_is_the_same_in_both():
    borough = files.Borough(arrests=[["May 2023", "Harringay", "Theft", "Charged"]])
    assert (
        read_as_it_seems_or_is(files.ods(borough.rows())).returns
        == read_as_it_seems_or_is(borough.file()).returns
    )


def read_as_it_seems_or_is(content: bytes):
    from tests.given.layouts import read  # noqa: PLC0415

    reading = read(content)
    return read_as_it_seems(content) if reading.doubts else reading


def test_what_is_repeated_stands_in_each_of_its_cells():
    assert rows_of(row(cell("a", 2), cell("", 3), cell(1), times=2), row(cell("end"))) == (
        ("a", "a", "", "", "", 1.0),
        ("a", "a", "", "", "", 1.0),
        ("end", "", "", "", "", ""),
    )


def test_dates_times_shares_and_comments():
    values = [
        '<table:table-cell office:value-type="date" office:date-value="2026-10-01"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-10-01T10:00:00"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT10H30M00S"/>',
        '<table:table-cell office:value-type="percentage" office:value="0.87"/>',
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p>'
            "</office:annotation><text:p>text</text:p></table:table-cell>"
        ),
    ]
    expected = (date(2026, 10, 1), datetime(2026, 10, 1, 10), time(10, 30), 0.87, "text")  # noqa: DTZ001
    assert rows_of(row(*values)) == (expected,)


@pytest.mark.parametrize(
    "rows",
    [
        [row(cell(1, times=2_000), times=2_000)],
        [row(cell(1), times=1_048_576), row(cell(1, times=16_384))],
        [row(cell("x", times=2_100_000))],
        [row(cell(""), cell(1), times=999_999_999_999)],
        [row(cell("", times=16_383), cell(1))] + [row(cell(1))] * 200,
    ],
    ids=["rows and columns", "a long and a wide one", "columns", "beyond any sheet", "far to the right"],
)
def test_a_table_that_is_repeated_without_end_is_refused_unread(rows):
    tracemalloc.start()
    assert code(*rows) == "too many cells"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * limits.MEGABYTE


def test_many_sheets_add_up():
    tables = "".join(files.ods_table(f"S{n}", row(cell(1, times=1_000), times=300)) for n in range(7))
    with pytest.raises(FileRefusedError) as refused:
        sheets.sheets(files.ods_of(tables))
    assert refused.value.problem.code == "too many cells"


def test_one_long_text_in_very_many_cells_is_refused():
    assert code(row(cell("x" * 30_000, times=1_000))) == "zip bomb"


def test_spaces_that_are_counted_out_are_text():
    # LibreOffice writes three spaces as `<text:s text:c="3"/>`; a reader writes them out.
    text = '<text:p>a<text:s text:c="{}"/>b</text:p>'
    spaces = f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    assert rows_of(row(spaces.format(3))) == (("a   b",),)
    assert code(row(spaces.format(2_000_000_000))) == "zip bomb"


def test_empty_cells_are_no_cells_however_many():
    assert rows_of(row(cell("a")), row(cell("", times=16_384), times=500_000)) == (("a",),)


@pytest.mark.parametrize(
    "attributes",
    [
        'table:number-columns-repeated="0"',
        'table:number-columns-repeated="-3"',
        'table:number-columns-repeated="many"',
        'table:number-columns-repeated="2" style:number-columns-repeated="99999999"',
    ],
)
def test_a_number_of_times_that_cannot_be_is_damage(attributes):
    assert code(row(files.ods_cell("x", attributes))) == "damaged workbook"


def test_a_table_in_a_table_is_damage():
    assert code(
        f"<table:table-row><table:table-cell>{files.ods_table('B', '')}</table:table-cell></table:table-row>"
    ) == ("damaged workbook")


def test_entities_are_refused():
    content = files.ods_of(files.ods_table("Oct", row(cell("x"))))
    laughing = files.replaced(
        content,
        "content.xml",
        b'<?xml version="1.0"?>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>',
    )
    with pytest.raises(FileRefusedError) as refused:
        sheets.sheets(laughing)
    assert refused.value.problem.code == "entities"


def test_empty_libraries_of_macros_are_no_macros():
    content = files.ods({"Oct": TABLE})
    assert sheets.sheets(files.with_part(content, "Basic/Standard/script-lb.xml", b"<x/>"))

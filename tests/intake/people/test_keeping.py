"""What a file that is to be kept may not hold, wherever in it that stands."""

import io

import pytest
import xlsxwriter

from probation_commission.intake.people.keeping import about_somebody
from probation_commission.settings import DATA
from tests.files import Borough, with_part, workbook


def commented(words: str, *, hidden: bool = False) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Wards").write("A1", "Harringay")
        other = book.add_worksheet("Other")
        if hidden:
            other.hide()
            other.write("A1", words)
        else:
            other.write_comment("A1", words)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"area,month,ward,rag,count\nHaringey,2023-05,N17 0AA,all,1\n", "a postcode"),
        (b"note\nask X123456\n", "a CRN"),
        (workbook({"Wards": [["flat 2, n170aa"]]}), "a postcode"),
        (commented("ring 07700 900123"), "a telephone number"),
        (commented("X123456", hidden=True), "a CRN"),
    ],
    ids=["postcode in a CSV", "CRN in a CSV", "postcode in a cell", "comment", "hidden sheet"],
)
def test_it_is_found_and_only_its_kind_is_named(content, kind):
    assert about_somebody(content) == kind


def test_counts_alone_are_nobody():
    assert about_somebody(Borough(sentences=["23 red in the community"]).file()) is None
    assert about_somebody((DATA / "haringey_iom_2023_05.xlsx").read_bytes()) is None


def made(add) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Wards")
        sheet.write("A1", "Harringay")
        sheet.write("F123456", 3)  # a cell, and nobody's number
        add(book, sheet)
    return buffer.getvalue()


def charted(book, _):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Wards!$A$1", "name": "X123456"})
    book.add_chartsheet().set_chart(chart)


@pytest.mark.parametrize(
    "add",
    [
        lambda _, sheet: sheet.set_header("&LX123456 and others"),
        lambda _, sheet: sheet.data_validation("H1", {"validate": "list", "source": ["X123456", "X654321"]}),
        lambda _, sheet: sheet.write_url("B1", "https://example.org", tip="X123456"),
        lambda book, _: book.define_name("Nominal_X123456", "=Wards!$A$1"),
        lambda book, _: book.set_properties({"comments": "about X123456"}),
        charted,
    ],
    ids=["header", "list to choose from", "tip", "defined name", "properties", "chart"],
)
def test_words_outside_the_cells_are_looked_through_too(add):
    assert about_somebody(made(add)) == "a CRN"
    assert about_somebody(made(lambda *_: None)) is None


def test_what_a_pivot_table_remembers_of_its_list_is_looked_through():
    cache = b'<pivotCacheDefinition><sharedItems><s v="X123456"/></sharedItems></pivotCacheDefinition>'
    content = with_part(
        workbook({"Wards": [["Harringay", 3]]}), "xl/pivotCache/pivotCacheDefinition1.xml", cache
    )
    assert about_somebody(content) == "a CRN"

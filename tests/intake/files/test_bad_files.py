"""Files that are refused whole: one problem each, with a code and a sentence of its own."""

import io
import tracemalloc
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.files import archive as package
from probation_commission.intake.files import limits
from tests import files

TODAY = date(2026, 11, 22)
GOOD = files.Borough().file()
ODS = files.ods(files.Borough().rows())
XLSB = files.xlsb({"Wards": [["Ward", "Red"], ["Harringay", 3]]})
CSV = "area,month,ward,rag,count\nHaringey,2023-05,Harringay,red,3\n"

REFUSED = {
    "text": ("not a workbook", b"\x00\x01\x02 what is this"),
    "a PDF called xlsx": ("known file", b"%PDF-1.7\n1 0 obj\n"),
    "a web page called xls": ("known file", b"\xef\xbb\xbf<html><table></table></html>"),
    "a zip, but no workbook": (
        "not a workbook",
        files.with_part(GOOD, "x", b"")[:0] + b"PK\x05\x06" + b"\0" * 18,
    ),
    "a cut-off workbook": ("damaged workbook", GOOD[: len(GOOD) // 2]),
    "nothing": ("empty file", b""),
    "blanks": ("empty file", b" \n\n "),
    "a password": ("encrypted workbook", files.ole2({"EncryptedPackage": b"", "EncryptionInfo": b""})),
    "a Word document of 1997": ("known file", files.ole2({"WordDocument": b""})),
    "an old file that is no workbook": ("not a workbook", files.ole2({"Quill": b""})),
    "a container cut off": ("not a workbook", files.OLE2 + b"\0" * 504),
    "Excel of 1997, without a sheet": ("no sheet", files.ole2({"Workbook": b""})),
    "Excel of 1997 with macros": (
        "macro workbook",
        files.ole2({"Workbook": b"", "_VBA_PROJECT_CUR": b""}),
    ),
    "macros": ("macro workbook", files.with_macros(GOOD)),
    "macros by type only": ("macro workbook", files.macro_type(GOOD)),
    "two workbooks in one": ("damaged workbook", files.with_part(GOOD, "xl/workbook.bin", b"")),
    "a binary workbook without a sheet": ("damaged workbook", files.with_part(XLSB, "xl/workbook.bin", b"")),
    "a binary workbook with macros": ("macro workbook", files.with_macros(XLSB)),
    "a bomb in a binary workbook": ("zip bomb", files.bomb(XLSB)),
    "a password on an ods": ("encrypted workbook", files.ods_of("", manifest="<manifest:encryption-data/>")),
    "a text called ods": ("known file", files.ods_of("", "application/vnd.oasis.opendocument.text")),
    "an ods without a sheet": ("no sheet", files.ods_of("")),
    "a workbook that is hidden": (
        "all hidden",
        files.replaced(
            files.workbook({"Oct": [["Ward"]]}),
            "xl/workbook.xml",
            b'sheetId="1"',
            b'sheetId="1" state="hidden"',
        ),
    ),
    "macros in an ods": ("macro workbook", files.with_part(ODS, "Basic/Standard/Module1.xml", b"<x/>")),
    "a bomb in an ods": ("zip bomb", files.bomb(ODS)),
    "a bomb": ("zip bomb", files.bomb(GOOD)),
    "a bomb just under the limit": ("zip bomb", files.bomb(GOOD, 100)),
    "thousands of parts": ("zip bomb", files.many_parts(GOOD)),
    "one text in very many cells": ("zip bomb", files.repeated_string(GOOD)),
    "a cell at the far end": ("too many cells", files.far_cell(GOOD)),
    "entities": ("entities", files.billion_laughs(GOOD)),
    "broken XML": ("damaged workbook", files.with_part(GOOD, files.SHEET, b"<worksheet><sheetData>")),
    "a cell without a place": ("damaged workbook", files.replaced(GOOD, files.SHEET, b'r="A1"', b'r="1A"')),
    "no encoding that is known": ("wrong encoding", CSV.encode().replace(b"Harringay", b"Harring\x81y")),
    "UTF-16 without its mark": ("not a workbook", CSV.encode("utf-16-le")),
    "an open quotation mark": ("damaged CSV", (CSV + 'Haringey,2023-05,"Harringay,red,3\n').encode()),
}


def read(content: bytes) -> Reading:
    return returns.read(content, "return.xlsx", gazetteer.gazetteer(), TODAY)


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_with_its_own_sentence(name: str) -> None:
    code, content = REFUSED[name]
    reading = read(content)
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.returns == ()
    assert reading.problems[0].message.endswith(".")


def test_a_good_file_of_the_same_making_is_read() -> None:
    assert read(GOOD).problems == ()
    assert read(CSV.encode()).problems == ()


def test_the_codes_have_sentences_of_their_own() -> None:
    sentences = {}
    for code, content in REFUSED.values():
        sentences.setdefault(code, set()).add(read(content).problems[0].message)
    flat = [sentence for group in sentences.values() for sentence in group]
    assert len(flat) == len(set(flat))


def test_200_megabytes_are_refused_unread() -> None:
    content = bytes(200 * limits.MEGABYTE)
    tracemalloc.start()
    reading = read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem.code for problem in reading.problems] == ["too large"]
    assert "200 MB" in reading.problems[0].message
    assert peak < limits.MEGABYTE


def test_the_last_byte_and_the_last_row_that_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", len(CSV))
    assert read(CSV.encode()).problems == ()
    assert read(CSV.encode() + b"\n").problems[0].code == "too large"
    monkeypatch.undo()
    monkeypatch.setattr(limits, "MAX_ROWS", 2)
    assert read(CSV.encode()).problems == ()
    assert read(CSV.encode() + b"\n").problems[0].code == "too many cells"


@pytest.mark.parametrize(
    ("columns", "refused"), [(limits.MAX_COLUMNS, False), (limits.MAX_COLUMNS + 1, True)]
)
def test_a_sheet_has_no_more_columns_than_excel_allows(columns: int, refused: bool) -> None:
    sent = [
        b"," * (columns - 1) + b"\nx\n",
        files.ods_of(files.ods_table("S", f"<table:table-row>{_cells(columns)}</table:table-row>")),
    ]
    codes = [[problem.code for problem in read(content).problems] for content in sent]
    assert [code == ["too many cells"] for code in codes] == [refused, refused]


def _cells(number: int) -> str:
    value = 'office:value-type="float" office:value="1"'
    return f'<table:table-cell table:number-columns-repeated="{number}" {value}/>'


def test_20_megabytes_of_empty_lines_are_refused_unread() -> None:
    assert read(CSV.encode() + b"\n" * (19 * limits.MEGABYTE)).problems[0].code == "too many cells"


def test_a_zip_that_lies_about_its_size_unpacks_no_further_than_the_limit() -> None:
    content = files.lying_bomb(GOOD)
    tracemalloc.start()
    reading = read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reading.problems[0].code in {"zip bomb", "damaged workbook"}
    assert peak < 20 * limits.MEGABYTE


def test_unpacking_stops_at_the_limit_whatever_the_zip_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(io.BytesIO(files.bomb(GOOD, 3))) as archive:
        bomb = archive.getinfo("xl/worksheets/sheet9.xml")
        assert len(package._part(archive, bomb, 3 * limits.MEGABYTE)) == 3 * limits.MEGABYTE
        with pytest.raises(limits.FileRefusedError):
            package._part(archive, bomb, 3 * limits.MEGABYTE - 1)
        bomb.file_size = 0  # as far as the check of sizes can see
        monkeypatch.setattr(limits, "MAX_UNPACKED", 10_000)
        with pytest.raises(limits.FileRefusedError):
            package._unpacked(archive, [entry for entry in archive.infolist() if entry is not bomb])


def test_a_workbook_inside_the_workbook_is_left_alone() -> None:
    reading = read(files.with_part(GOOD, "xl/embeddings/inner.xlsx", files.bomb(GOOD, 5)))
    assert reading.problems == ()
    assert reading.returns == read(GOOD).returns


def test_links_to_other_files_are_ignored() -> None:
    link = b'<externalLink xmlns="x"><externalBook/></externalLink>'
    assert (
        read(files.with_part(GOOD, "xl/externalLinks/externalLink1.xml", link)).returns == read(GOOD).returns
    )


def test_two_parts_of_one_name_are_refused() -> None:
    twice = files.with_part(GOOD, "xl/worksheets/SHEET1.xml", b"<worksheet/>")
    assert read(twice).problems[0].code == "damaged workbook"


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "SURNAME",
        "CRN",
        "PNC ID",
        "Date of Birth",
        "D.O.B.",
        "dob",
        "E-mail",
        "Phone number",
        "Home address",
    ],
)
def test_a_column_that_names_people_refuses_the_file(heading: str) -> None:
    borough = files.Borough(more={"List": [["Ward", heading], ["Harringay", "x"]]})
    (problem,) = read(borough.file()).problems
    assert problem.code == "personal data"
    assert str(problem.cell) == "List!B1"
    assert "Nothing was kept" in problem.message


@pytest.mark.parametrize(
    "value", ["X123456", "A1234BC", "12/345678K", "someone@example.org", "07700 900123", "AB 12 34 56 C"]
)
def test_a_value_that_belongs_to_a_person_refuses_the_file_unquoted(value: str) -> None:
    reading = read(files.Borough(sentences=[f"Spoke to {value} today"]).file())
    assert [problem.code for problem in reading.problems] == ["personal data"]
    assert value not in str(reading)
    assert reading.returns == ()


def test_codes_of_wards_and_postcode_districts_are_no_people() -> None:
    assert read(files.Borough(wards=[("E05013602", 12, 5)]).file()).problems == ()


@given(st.binary(max_size=2_000))
def test_no_bytes_raise(content: bytes) -> None:
    assert read(content).problems


@given(st.data())
def test_no_workbook_with_bytes_changed_raises(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(changed))


@given(
    st.binary(max_size=300),
    st.sampled_from([files.SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
)
def test_no_part_of_a_workbook_raises(junk: bytes, name: str) -> None:
    read(files.with_part(GOOD, name, junk))


@given(st.text(max_size=300))
def test_no_csv_raises(body: str) -> None:
    read(("area,month,ward,rag,count\n" + body).encode("utf-8", "surrogatepass"))

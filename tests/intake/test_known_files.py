"""A file that is something else and known is told what it is; a return never is."""

import io
import json
import zipfile
from collections.abc import Mapping

import pytest

from probation_commission.intake import known_files
from probation_commission.intake.files import sheets
from tests import cases, files
from tests.given.layouts import LONG, SHEETS, WIDE, read
from tests.given.wards import COUNTS, HEADINGS, TABLE

GRANTS = ["Identifier", "Title", "Amount Awarded", "Award Date", "Funding Org:Identifier"]


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def table(*rows: list[object]) -> bytes:
    return files.csv(rows).encode()


OTHERS = {
    "grants as CSV": ("360Giving", table(GRANTS, ["360G-x-1", "A grant", 100, "2026-01-02", "GB-CHC-1"])),
    "grants as a workbook": ("360Giving", files.workbook({"Meta": [["Version", "1.4"]], "grants": [GRANTS]})),
    "grants as an ods": ("360Giving", files.ods({"grants": [GRANTS]})),
    "grants as JSON": ("360Giving", json.dumps({"grants": [{"awardDate": "2026-01-02"}]}).encode()),
    "a feed": ("Open Referral", json.dumps({"total_pages": 1, "contents": []}).encode()),
    "an older feed": ("Open Referral", json.dumps({"content": [], "totalPages": 1}).encode()),
    "one service of a feed": (
        "Open Referral",
        json.dumps({"id": "x", "organization": {}, "service_at_locations": []}).encode(),
    ),
    "a feed as tables": ("Open Referral", zipped({"hsds/services.csv": b"id", "hsds/phones.csv": b"id"})),
    "a lookup": (
        "Office for National Statistics",
        table(
            ["WD25CD", "WD25NM", "LAD25CD", "LAD25NM", "FID"],
            ["E05016152", "Annfield Plain & Tanfield", "E06000047", "County Durham", 1],
        ),
    ),
    "a lookup with its mark": (
        "Office for National Statistics",
        "\ufeffLSOA21CD,LSOA21NM,WD24CD ,WD24NM,ObjectId\nE01,x,E05,y,1\n".encode(),
    ),
    "localities": ("page Localities", table(["locality", "ward"], ["East", "Ferryhill"])),
    "localities with codes": (
        "page Localities",
        table(["Ward name", "Ward code", "Locality", "Notes"], ["Ferryhill", "E05016170", "South", ""]),
    ),
    "street crime": (
        "data.police.uk",
        table(["Crime ID", "Month", "Reported by", "Falls within", "LSOA code", "Crime type"]),
    ),
    "an indicator": (
        "Fingertips",
        table(["Indicator ID", "Area Code", "Time period", "Value", "Lower CI 95.0 limit"]),
    ),
    "notices": ("Contracts Finder", table(["Notice Identifier", "Organisation Name", "Published Date"])),
    "offices": ("probation offices", table(["probation_office_id", "name", "address", "gov_uk_url"])),
    "outlines": ("map file", json.dumps({"type": "FeatureCollection", "features": []}).encode()),
    "outlines in a zip": ("map file", zipped({"Wards (May 2025)/wards.shp": b"", "x.dbf": b""})),
    "outlines as a shapefile": ("map file", b"\x00\x00\x27\x0a" + bytes(96)),
    "outlines as a GeoPackage": ("map file", b"SQLite format 3\0" + bytes(96)),
    "outlines as KML": ("map file", b'<?xml version="1.0"?>\n<kml xmlns="x"></kml>'),
    "a PDF": ("a PDF", b"%PDF-1.7\n"),
    "Word": ("word processor", zipped({"[Content_Types].xml": b"", "word/document.xml": b""})),
    "Word of 1997": ("word processor", files.ole2({"WordDocument": b"", "1Table": b""})),
    "rich text": ("word processor", b"{\\rtf1 x}"),
    "Writer": ("word processor", files.ods_of("", "application/vnd.oasis.opendocument.text")),
    "PowerPoint": ("a presentation", zipped({"ppt/presentation.xml": b"", "ppt/embeddings/a.xlsx": b""})),
    "PowerPoint of 1997": ("a presentation", files.ole2({"PowerPoint Document": b""})),
    "a screenshot": ("a picture", b"\x89PNG\r\n\x1a\n"),
    "a photo": ("a picture", b"\xff\xd8\xff\xe0"),
    "a photo of a telephone": ("a picture", b"\0\0\0\x18ftypheic"),
    "an Outlook message": (
        "an e-mail",
        files.ole2({"__properties_version1.0": b"", "__nameid_version1.0": b""}),
    ),
    "a message": ("an e-mail", b"From: a\r\nSubject: Return\r\nMIME-Version: 1.0\r\n\r\nHello"),
    "a message on its way": ("an e-mail", b"Received: from x\r\n by y\r\nFrom: a\r\nDate: Mon\r\n"),
    "Numbers": ("Apple", zipped({"Index/Document.iwa": b"", "preview.jpg": b""})),
    "a page": ("web page", b"<!DOCTYPE html>\n<html><title>Sign in</title></html>"),
    "a page called xls": ("web page", b"\xef\xbb\xbf<table><tr><td>Ward</td></tr></table>"),
    "Excel 2003 in XML": (
        "Excel 2003",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><x/>',
    ),
    "a zip of returns": ("zip of files", zipped({"Returns/October.xlsx": b"", "September.csv": b""})),
    "some other JSON": ("JSON", b'[{"ward": "Ferryhill"}]'),
}


@pytest.mark.parametrize("name", OTHERS)
def test_each_is_told_what_it_is(name):
    words, content = OTHERS[name]
    reading = read(content, "return.xlsx")
    assert [problem.code for problem in reading.problems] == [known_files.CODE]
    assert words in reading.problems[0].message
    assert (reading.returns, reading.let_go, reading.notes) == ((), True, ())


def test_nothing_of_a_file_is_quoted():
    for _, content in OTHERS.values():
        assert "X123456" not in str(read(content))
        assert "Ferryhill" not in str(read(content))


def test_every_kind_of_the_table_is_tried():
    told = {read(content).problems[0].message for _, content in OTHERS.values()}
    assert len(told) == len(known_files.KNOWN_FILES)


def test_each_sentence_says_what_to_do_or_that_nothing_can_be_done_yet():
    for known in known_files.KNOWN_FILES:
        assert known.where.endswith(".")
        assert not known.name.endswith(".")


RETURNS = {
    "a wide one": files.workbook(WIDE),
    "a sheet a month": files.workbook(SHEETS),
    "a long CSV": LONG.encode(),
    "codes": table(["WD25CD", "No."], ["E05016170", 8]),
    "codes and names": table(["WD25CD", "WD25NM", "Red"], ["E05016170", "Ferryhill", 8]),
    "RAGs above codes": table(
        ["", "", "Red", "Amber"], ["WD25CD", "WD25NM", "", ""], ["E05016170", "x", 1, 2]
    ),
    "wards in localities with counts": table(["Locality", "Ward", "Count"], ["South", "Ferryhill", 8]),
    "months of dates": files.workbook({"S": [["WD25CD", "WD25NM", 46_000], ["E05016170", "Ferryhill", 8]]}),
    "a title like a heading of a letter": table(["From: 1 October"], ["To: 31 October"], *TABLE[2:]),
    "a title in brackets": table(["[Draft] County Durham"], HEADINGS, *COUNTS),
    "a lookup on a sheet beside it": files.workbook(
        {"Oct": TABLE, "Lookup": [["WD25CD", "WD25NM"], ["E05016170", "Ferryhill"]]}
    ),
    "localities on a sheet beside it": files.workbook(
        {"Areas": [["Ward", "Locality"], ["Ferryhill", "South"]], "Oct": TABLE}
    ),
    "an old workbook": files.ods({"Identifier": TABLE}),
}


@pytest.mark.parametrize("name", RETURNS)
def test_a_return_is_none_of_them(name):
    content = RETURNS[name]
    assert known_files.of_content(content) is None
    assert known_files.of_sheets(sheets.sheets(content)[1]) is None


def test_no_case_but_those_of_localities_and_outlines_is_one_of_them():
    folder = cases.path("expect.json").parent
    known = {
        path.name[:3]
        for path in folder.glob("*.[cxz]*")
        if known_files.of_content(path.read_bytes())
        or known_files.of_sheets(sheets.sheets(path.read_bytes())[1])
    }
    assert known == {"L04", "L08", "G26"}

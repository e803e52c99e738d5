"""Files as people send them, and files as nobody should: built in memory for the tests."""

import csv as csv_module
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import xlsxwriter

Cells = Sequence[Sequence[object]]

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"


@dataclass
class Borough:
    """A monthly IOM workbook in the shape that Haringey sends; each part can be made wrong."""

    title: object = "HARINGEY MONTHLY IOM DATA"
    month: object = "May 2023"
    total: object = 12
    rags: Mapping[str, object] = field(default_factory=lambda: {"Red": 5, "Amber": 3, "Green": 2, "Blue": 2})
    sentences: Sequence[str] = ()
    wards: Sequence[tuple[object, object, object]] = (("HARRINGAY", 7, 3), ("NFA", 5, 2))
    under_wards: Cells = ()
    arrests: Cells = ()
    more: Mapping[str, Cells] = field(default_factory=dict)

    def rows(self) -> dict[str, Cells]:
        summary = [[self.title], [self.month], [], ["Total Number on Cohort:", self.total]]
        summary += [[name, value] for name, value in self.rags.items()]
        summary += [[sentence] for sentence in self.sentences]
        wards = [["Haringey IOM Cohort by Ward", "", "RED IOM offenders", ""]]
        wards += [[name, count, name, red] for name, count, red in self.wards]
        sheets = {"Summary": summary, "Wards": [*wards, *self.under_wards], **self.more}
        return {**sheets, "Arrests": self.arrests} if self.arrests else sheets

    def file(self) -> bytes:
        return workbook(self.rows())


def workbook(sheets: Mapping[str, Cells]) -> bytes:
    buffer = io.BytesIO()
    as_it_is = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **as_it_is})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part put in or replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return buffer.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with some bytes of one part changed."""
    before = part(content, name)
    assert old in before
    return with_part(content, name, before.replace(old, new, 1))


def with_macros(content: bytes) -> bytes:
    return with_part(content, "xl/vbaProject.bin", OLE2)


def macro_type(content: bytes) -> bytes:
    """An .xlsm whose macros have been taken out: only its content type tells."""
    return replaced(
        content,
        "[Content_Types].xml",
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"ms-excel.sheet.macroEnabled.main+xml",
    )


def bomb(content: bytes, megabytes: int = 200) -> bytes:
    """A sheet of blanks that packs a thousand to one."""
    return with_part(content, "xl/worksheets/sheet9.xml", b" " * (megabytes * 1024**2))


def lying_bomb(content: bytes, megabytes: int = 200) -> bytes:
    """The same, but the zip says that the sheet has 1,000 bytes: in its directory and in the local header."""
    size = (megabytes * 1024**2).to_bytes(4, "little")
    return bomb(content, megabytes).replace(size, (1_000).to_bytes(4, "little"))


def many_parts(content: bytes, number: int = 5_000) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        for index in range(number):
            archive.writestr(f"xl/media/{index}.xml", b"")
    return buffer.getvalue()


def billion_laughs(content: bytes) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>'
        "<worksheet><sheetData><row><c t='inlineStr'><is><t>&l9;</t></is></c></row></sheetData></worksheet>"
    )
    return with_part(content, SHEET, document.encode())


def far_cell(content: bytes) -> bytes:
    """Two cells only, but a reader that makes a grid of them needs 17 billion."""
    document = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return with_part(content, SHEET, document.encode())


def repeated_string(content: bytes, cells: int = 20_000, length: int = 30_000) -> bytes:
    """A small file in which one long shared text stands in very many cells."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'x' * length}</t></si></sst>"
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return with_part(with_part(content, "xl/sharedStrings.xml", strings.encode()), SHEET, sheet.encode())


def csv(rows: Cells, separator: str = ",") -> str:
    """Lines as Excel writes them, with quotation marks where the separator stands in a cell."""
    text = io.StringIO(newline="")
    csv_module.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def ole2(streams: Mapping[str, bytes]) -> bytes:
    """The container of old Office files with these streams at its root, each of them over four kilobytes."""
    end, free, no = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    table = [0xFFFFFFFD]  # sector 0 holds this table itself
    names = ["Root Entry", *streams]
    directory_sectors = -(-len(names) // 4)
    table += [*range(2, 1 + directory_sectors), end]
    entries, body = [], b""
    for number, name in enumerate(names):
        content = streams.get(name, b"").ljust(4096, b"\0") if number else b""
        sectors = -(-len(content) // 512)
        start = len(table) if sectors else end
        table += [*range(start + 1, start + sectors), end] if sectors else []
        body += content.ljust(sectors * 512, b"\0")
        right = number + 1 if 0 < number < len(streams) else no
        child = 1 if number == 0 and streams else no
        entries.append(
            name.encode("utf-16-le").ljust(64, b"\0")
            + struct.pack("<HBB3I", 2 * len(name) + 2, 2 if number else 5, 1, no, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, len(content))
        )
    directory = b"".join(entries).ljust(directory_sectors * 512, b"\0")
    assert len(table) <= 128
    header = (
        OLE2
        + bytes(16)
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<I7I", 0, 1, 1, 0, 4096, end, 0, end)
        + struct.pack("<I", 0)
        + struct.pack("<109I", 0, *[free] * 108)
    )
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + directory + body


ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(sheets: Mapping[str, Cells]) -> bytes:
    """A workbook as LibreOffice saves it, which ends in a million empty rows."""
    tables = "".join(ods_table(name, "".join(map(ods_row, rows))) for name, rows in sheets.items())
    return ods_of(tables)


def ods_table(name: str, rows: str, style: str = "shown") -> str:
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}{empty}</table:table>'


def ods_row(values: Sequence[object], attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, values))}</table:table-row>"


def ods_cell(value: object, attributes: str = "") -> str:
    if value == "":
        return f"<table:table-cell {attributes}/>"
    typed = (
        'office:value-type="string"'
        if isinstance(value, str)
        else f'office:value-type="float" office:value="{value}"'
    )
    return f"<table:table-cell {typed} {attributes}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def ods_of(tables: str, mimetype: str = ODS, manifest: str = "") -> bytes:
    """The tables as a workbook; a table whose style is "hidden" is."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{display}"/></style:style>'
        for name, display in (("shown", "true"), ("hidden", "false"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS_NAMES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    listed = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>{manifest}'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", listed)
    return buffer.getvalue()


def xlsb(
    sheets: Mapping[str, Cells],
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """A binary workbook of texts, numbers and errors (a byte): the fewest records by which one is read."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        relations = "".join(
            f'<Relationship Id="rId{number}" Type="t" Target="worksheets/sheet{number}.bin"/>'
            for number in range(1, len(sheets) + 1)
        )
        names = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{names}">{relations}</Relationships>'
        )
        bundle = b"".join(
            _record(
                0x9C,
                struct.pack("<II", name in hidden, number) + _wide(f"rId{number}") + _wide(name),
            )
            for number, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.bin", _record(0x83) + _record(0x8F) + bundle + _record(0x90) + _record(0x84)
        )
        for number, rows in enumerate(sheets.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(rows, hidden_rows, hidden_columns)
            )
    return buffer.getvalue()


def _xlsb_sheet(rows: Cells, hidden_rows: Sequence[int], hidden_columns: Sequence[int]) -> bytes:
    width = max(map(len, rows), default=1)
    columns = b"".join(
        _record(60, struct.pack("<4IH", column, column, 2_000, 0, 1)) for column in hidden_columns
    )
    records = _record(0x81) + _record(0x94, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1)) + columns
    records += _record(0x91)
    for number, row in enumerate(rows):
        flags = 0x10 if number in hidden_rows else 0
        records += _record(0, struct.pack("<I", number) + bytes(7) + bytes([flags]) + bytes(5))
        for column, value in enumerate(row):
            at = struct.pack("<II", column, 0)
            if isinstance(value, str):
                records += _record(6, at + _wide(value)) if value else b""
            elif isinstance(value, bytes):
                records += _record(3, at + value)
            else:
                records += _record(5, at + struct.pack("<d", value))
    return records + _record(0x92) + _record(0x82)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind, 1])  # all above are of the second hundred
    size = len(data)
    return head + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def typed_into(content: bytes, name: str, rows: Sequence[tuple]) -> bytes:
    """The template of a cohort with rows typed under the headings of a sheet: month, texts, count."""
    sheet = part(content, name).decode()
    cells = "".join(
        f'<row r="{number}"><c r="A{number}" t="d"><v>{month:%Y-%m-%d}</v></c>'
        + "".join(
            _typed_text(letter, number, words) for letter, words in zip("BC", words, strict=True) if words
        )
        + f'<c r="D{number}"><v>{count}</v></c></row>'
        for number, (month, *words, count) in enumerate(rows, 4)
    )
    return with_part(content, name, sheet.replace("</sheetData>", f"{cells}</sheetData>").encode())


def _typed_text(letter: str, number: int, words: str) -> str:
    return f'<c r="{letter}{number}" t="inlineStr"><is><t>{words.replace("&", "&amp;")}</t></is></c>'

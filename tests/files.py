"""Files as people send them, and files as nobody should: built in memory for the tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

Cells = Sequence[Sequence[object]]

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = OLE2 + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64
OLD_XLS = OLE2 + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 64
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

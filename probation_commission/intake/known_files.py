"""Files that are something else and known: each is told what it is, and where it goes if it can be taken.

Recognised by what they begin with, hold or are headed, and never quoted. A kind that can be taken from some
day on gets the words for where, or leaves the table (decision 110).
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probation_commission.domain.returns import Problem
from probation_commission.intake.files import MAX_BYTES, FileRefusedError, Sheet, plain, root_names

CODE = "known file"
"""Of the problem for which such a file is refused."""

_NOT_YET = "It can’t be loaded here yet."
_NO_TABLE = "A return is read from a workbook or a CSV: ask for the table itself, as .xlsx or .csv."
_OUTLINES = (
    "Ward outlines are not loaded here: an admin sends them on the page Areas, or whoever runs this"
    " installation takes them with the command “outlines use” and the file’s name."
)
# The first file of such a zip, packed as it is, so that these stand where its content begins.
_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_MOST_ENTRIES = 1_000
# A heading row stands below titles and notes, as in published tables.
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One kind of file; it is of the kind if it shows any of the signs that are given."""

    name: str
    """What it is, after "This is"."""
    where: str
    """Where in the app it goes, or that it can't be taken yet, and what to send instead."""
    begins: tuple[bytes, ...] = ()
    text_begins: str = ""
    """A pattern for the beginning of a text file."""
    streams: tuple[str, ...] = ()
    """Names in the container of old Office formats."""
    members: str = ""
    """A pattern that the name of a file in a zip has."""
    document: str = ""
    """The kind of an OpenDocument file, as its first bytes name it."""
    keys: tuple[tuple[str, ...], ...] = ()
    """Groups of JSON names: all of a group stand in it."""
    headings: tuple[str, ...] = ()
    """Column headings, in lower case, all of which stand in one row."""
    every: tuple[str, ...] = ()
    """Patterns, each of which a heading of one row has."""
    only: str = ""
    """A pattern that every heading of that row has, so that nothing is counted beside them."""
    anywhere: bool = False
    """Whether one sheet of a workbook decides; else all do, since a lookup may stand beside a return."""


_GRANT_HEADINGS = ("identifier", "title", "amount awarded", "award date", "funding org:identifier")
# "WD25CD", "LAD24NM", "LSOA21NMW", "CTY25CD", and what ArcGIS adds.
_ONS_AREA = r"(?:oa|lsoa|msoa|wd|par|lad|utla|ltla|cty|ced|pcon|rgn|ctry|csp|pfa)\d\d"
_ONS_MORE = r"fid|objectid|globalid|bng_[en]|long|lat|shape__(?:area|length)"

KNOWN_FILES: tuple[KnownFile, ...] = (
    KnownFile(
        "a list of grants in the 360Giving standard",
        _NOT_YET,
        keys=(("grants", "fundingOrganization"), ("grants", "awardDate")),
        headings=_GRANT_HEADINGS,
        anywhere=True,
    ),
    KnownFile(
        "a feed of services in the Open Referral UK standard",
        _NOT_YET,
        keys=(
            ("contents", "total_pages"),
            ("content", "totalPages"),
            ("profile", "openapi_url"),
            ("service_at_locations", "organization"),
            ("regular_schedules", "organization"),
        ),
        members=r"(?:.*/)?(?:service_at_locations?|services)\.csv",
    ),
    KnownFile(
        "a lookup of wards or other areas by the Office for National Statistics",
        "It isn’t needed: the wards of every area covered here are built in.",
        every=(rf"{_ONS_AREA}cd", rf"{_ONS_AREA}nm"),
        only=rf"{_ONS_AREA}(?:cd|nm|nmw)|{_ONS_MORE}",
    ),
    KnownFile(
        "a file of localities",
        "Load it on the page Localities, under “Import from a file”.",
        every=(r"localit(?:y|ies)(?: name)?", r"wards?(?:[ _](?:name|code))?"),
        only=r"localit(?:y|ies)(?: name)?|wards?(?:[ _](?:name|code|set))?|notes",
    ),
    KnownFile(
        "street-level crime data from data.police.uk",
        _NOT_YET,
        headings=("crime id", "falls within", "lsoa code"),
    ),
    KnownFile(
        "an indicator from Fingertips, the public health profiles",
        _NOT_YET,
        headings=("indicator id", "area code", "time period", "value", "lower ci 95.0 limit"),
    ),
    KnownFile(
        "a list of notices from Contracts Finder",
        _NOT_YET,
        headings=("notice identifier", "organisation name", "published date"),
    ),
    KnownFile(
        "the list of probation offices of Refer and Monitor",
        _NOT_YET,
        headings=("probation_office_id", "name", "address"),
    ),
    KnownFile(
        "a map file",
        _OUTLINES,
        begins=(b"SQLite format 3\0", b"\x00\x00\x27\x0a"),
        text_begins=r"(?:<\?xml[^>]*>\s*)?<kml\b",
        members=r".*\.(?:shp|gpkg|kml|geojson)",
        keys=(("type", "FeatureCollection"), ("type", "Topology"), ("type", "coordinates", "geometry")),
    ),
    KnownFile("a PDF", _NO_TABLE, begins=(b"%PDF",)),
    KnownFile(
        "a document of Word or another word processor",
        _NO_TABLE,
        begins=(b"{\\rtf",),
        streams=("WordDocument",),
        members=r"word/document\.xml|word/document2\.xml",
        document="text",
    ),
    KnownFile(
        "a presentation",
        _NO_TABLE,
        streams=("PowerPoint Document",),
        members=r"ppt/presentation\.xml",
        document="presentation",
    ),
    KnownFile(
        "a picture",
        _NO_TABLE,
        begins=(
            *(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"),
            *(b"\0\0\0\x18ftyphei", b"\0\0\0\x1cftyphei", b"\0\0\0\x24ftyphei", b"\0\0\0\x28ftyphei"),
        ),
        text_begins=r"(?:<\?xml[^>]*>\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b",
    ),
    KnownFile(
        "an e-mail",
        "Save the workbook or CSV that is attached to it, and load that.",
        streams=("__properties_version1.0",),
        # "From: 1 October" may stand above a table; what is looked for is written by programs alone.
        text_begins=r"(?:[\w-]+:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*)*?"
        r"(?:message-id|mime-version|dkim-signature|received:[ \t]+(?:from|by)\b)",
    ),
    KnownFile(
        "a spreadsheet of Apple’s Numbers",
        "Export it in Numbers as Excel (.xlsx) and load that.",
        members=r"Index\.zip|Index/Document\.iwa",
    ),
    KnownFile(
        "a spreadsheet in the XML of Excel 2003",
        "Open it in Excel, save it as an Excel workbook (.xlsx) and load that.",
        text_begins=r"<\?xml[^>]*>\s*<\?mso-application[^>]*excel",
    ),
    KnownFile(
        "a web page, whatever it is called",
        "If Excel opens it as a table, save it there as an Excel workbook (.xlsx); if it asks to sign in,"
        " fetch the file once more.",
        text_begins=r"(?:<!--.*?-->\s*)?(?:<!doctype html\b|<html\b|<head\b|<table\b)",
    ),
    KnownFile(
        "a zip of files",
        "Unpack it and load the workbook or CSV in it.",
        members=r"(?i:(?!xl/|word/|ppt/).*\.(?:xlsx|xlsm|xlsb|xls|ods|csv))",
    ),
    KnownFile("JSON, as programs exchange it", _NO_TABLE, text_begins=r'\{\s*["}]|\[\s*\{'),
)
"""In the order in which they are asked: what is more particular comes first."""


def refuse_content(content: bytes) -> None:
    """Raises `FileRefusedError` for bytes that are something else and known."""
    if known := of_content(content):
        raise FileRefusedError(_problem(known))


def refuse_sheets(sheets: Sequence[Sheet]) -> None:
    """Raises `FileRefusedError` for sheets of which one is headed as something else and known."""
    if known := of_sheets(sheets):
        raise FileRefusedError(_problem(known))


def of_content(content: bytes) -> KnownFile | None:
    """The kind of file that the bytes are, by how they begin and by what they hold; None if none is known."""
    if len(content) > MAX_BYTES:
        return None
    beginning = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1")
    is_json = re.match(r'\{\s*["}]|\[\s*\{', beginning) is not None
    streams = root_names(content)
    members = _members(content) if content.startswith(b"PK") else ()
    return next(
        (
            known
            for known in KNOWN_FILES
            if content.startswith(known.begins)
            or (known.text_begins and re.match(known.text_begins, beginning, re.IGNORECASE | re.DOTALL))
            or (known.members and any(re.fullmatch(known.members, member) for member in members))
            or (known.document and content[30:120].startswith(_DOCUMENT + known.document.encode()))
            or not streams.isdisjoint(known.streams)
            or (is_json and any(_has_names(content, names) for names in known.keys))
        ),
        None,
    )


def of_sheets(sheets: Iterable[Sheet]) -> KnownFile | None:
    """The kind of file that the headings of its sheets are of; None if none is known."""
    tables = [
        [_headings(sheet, row) for row in range(min(len(sheet.rows), _MOST_ROWS))]
        for sheet in sheets
        if any(map(any, sheet.rows[:_MOST_ROWS]))
    ]
    return next((known for known in KNOWN_FILES if _is_of(tables, known)), None)


def _is_of(tables: Sequence[Sequence[frozenset[str]]], known: KnownFile) -> bool:
    headed = [any(_is_headed(row, known) for row in rows) for rows in tables]
    return any(headed) and (known.anywhere or all(headed))


def _headings(sheet: Sheet, row: int) -> frozenset[str]:
    """What stands in a row, with "" where a column that holds something has no heading there."""
    return frozenset(plain(str(value)).casefold() for value in sheet.rows[row])


def _problem(known: KnownFile) -> Problem:
    return Problem(CODE, f"This is {known.name}. {known.where}")


def _is_headed(row: frozenset[str], known: KnownFile) -> bool:
    if known.headings:
        return len(row & set(known.headings)) == len(known.headings)
    if not known.every:
        return False
    return all(any(re.fullmatch(pattern, heading) for heading in row) for pattern in known.every) and all(
        re.fullmatch(known.only, heading) for heading in row
    )


def _members(content: bytes) -> tuple[str, ...]:
    # As for a workbook: the directory of a hostile archive is not read.
    if content.count(b"PK\x01\x02") > _MOST_ENTRIES:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except Exception:  # noqa: BLE001 (a hostile archive can fail anywhere; opening it says how)
        return ()


def _has_names(content: bytes, names: Sequence[str]) -> bool:
    return all(f'"{name}"'.encode() in content for name in names)

"""A workbook, taken apart before anything reads it; only what is safe is handed on.

The parts are really unpacked, up to a limit, because a zip's own sizes can lie; each XML part is walked
once for entities, and for cells far out that would make a reader reserve gigabytes. What passes is packed
anew, so that the reader sees the very bytes that were checked: no macros, no pictures, no embedded files.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from xml.parsers import expat

from probation_commission.intake.files import limits, xlsb_walk
from probation_commission.intake.files.limits import FileRefusedError, refused
from probation_commission.intake.files.ods_walk import OdsWalk
from probation_commission.intake.files.unseen import Unseen
from probation_commission.intake.files.xml_walk import Walk

_MACROS = b"macroenabled"
_MIMETYPE, _CONTENT, _MANIFEST = "mimetype", "content.xml", "META-INF/manifest.xml"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# LibreOffice lists the modules of a library in the two `script-l?.xml`, of an empty one too.
_ODS_MACRO = re.compile(r"(?:scripts/.*[^/]|basic/[^/]+/(?!script-l[bc]\.xml$)[^/]+)")


class Package(Enum):
    """What a zip can be."""

    XLSX = "xl/workbook.xml"
    XLSB = "xl/workbook.bin"
    ODS = _MIMETYPE


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A workbook packed anew with only its checked parts, and what a reader leaves out, by sheet.

    One in binary parts (.xlsb) stays as it came, to be read apart (decision 108).
    """

    package: Package
    content: bytes
    unseen: Mapping[str, Unseen]


def checked(content: bytes) -> CheckedWorkbook:
    """The workbook with only its XML parts. Raises `FileRefusedError`."""
    # `zipfile` reads the whole directory of an archive at once, so its entries are counted before.
    if content.count(b"PK\x01\x02") > limits.MAX_PARTS:
        raise _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package, parts = _parts(archive)
    except FileRefusedError:
        raise
    except Exception as error:  # a hostile archive can fail anywhere in zipfile or zlib
        raise refused("damaged workbook", limits.DAMAGED) from error
    if package is Package.XLSB:
        return CheckedWorkbook(package, content, xlsb_walk.over(parts))
    return CheckedWorkbook(package, _packed(parts), _unseen(package, parts))


def _parts(archive: zipfile.ZipFile) -> tuple[Package, dict[str, bytes]]:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    package = _package(names)
    # The flag of a password on an entry; Excel's own passwords make no zip at all.
    if any(entry.flag_bits & 1 for entry in entries):
        raise limits.encrypted()
    # Of two parts with one name, the one that was checked need not be the one that is read.
    if len(set(names)) != len(names):
        raise refused("damaged workbook", limits.DAMAGED)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED or any(map(_blown_up, entries)):
        raise _bomb()
    if package is Package.ODS:
        return package, _ods_parts(archive)
    if package is Package.XLSB:
        binary = [entry for entry in entries if _is_of_xlsb(entry.filename)]
        return package, _unpacked(archive, binary)
    return package, _unpacked(archive, [entry for entry in entries if _is_xml(entry.filename)])


def _package(names: list[str]) -> Package:
    if any(name.endswith("vbaproject.bin") or _ODS_MACRO.fullmatch(name) for name in names):
        raise limits.macros()
    # What holds two of them could be read as another than the one that was checked.
    packages = [package for package in Package if package.value in names]
    if not packages:
        raise refused("not a workbook", limits.NO_WORKBOOK)
    if len(packages) > 1:
        raise refused("damaged workbook", limits.DAMAGED)
    return packages[0]


def _ods_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    # No pictures, no embedded objects: the values of all sheets stand in one part.
    wanted = [archive.getinfo(name) for name in (_MIMETYPE, _CONTENT, _MANIFEST)]
    parts = _unpacked(archive, wanted)
    if not parts[_MIMETYPE].startswith(_ODS):
        raise refused("not a workbook", limits.NO_WORKBOOK)
    if b"encryption-data" in parts[_MANIFEST]:
        raise limits.encrypted()
    return parts


def _blown_up(entry: zipfile.ZipInfo) -> bool:
    return (
        entry.file_size > limits.MEGABYTE and entry.file_size > limits.MAX_RATIO * max(entry.compress_size, 1)
        # Excel writes these two alone; bzip2 and lzma unpack far more.
    ) or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _is_of_xlsb(name: str) -> bool:
    # The texts of cells stand in other parts, of which nothing is noted.
    return name in (xlsb_walk.WORKBOOK, xlsb_walk.RELATIONS) or name.startswith("xl/worksheets/sheet")


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    left = limits.MAX_UNPACKED
    parts = {}
    for entry in entries:
        parts[entry.filename] = part = _part(archive, entry, left)
        left -= len(part)
    # "return.xlsm" renamed "return.xlsx", with its macros under another name.
    if _MACROS in parts.get("[Content_Types].xml", b"").lower():
        raise limits.macros()
    return parts


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """One part, unpacked megabyte by megabyte and never much further than the limit."""
    part = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(limits.MEGABYTE):
            part += chunk
            # The size in the directory may be a lie: what counts is what comes out.
            if len(part) > limit:
                raise _bomb()
    return bytes(part)


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


def _bomb() -> FileRefusedError:
    return refused("zip bomb", limits.BOMB)


def _unseen(package: Package, parts: Mapping[str, bytes]) -> Mapping[str, Unseen]:
    walk: Walk | OdsWalk
    try:
        if package is Package.ODS:
            walk = OdsWalk()
            walk.over(parts[_CONTENT])
        else:
            walk = Walk()
            for name, part in parts.items():
                walk.over(part, name)
    except (expat.ExpatError, ValueError) as error:
        raise refused("damaged workbook", limits.DAMAGED) from error
    if walk.characters > limits.MAX_CHARACTERS:
        raise _bomb()
    return walk.unseen

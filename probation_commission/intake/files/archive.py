"""A workbook, taken apart before anything reads it; only what is safe is handed on.

The parts are really unpacked, up to a limit, because a zip's own sizes can lie; each XML part is walked
once for entities, and for cells far out that would make a reader reserve gigabytes. What passes is packed
anew, so that the reader sees the very bytes that were checked: no macros, no pictures, no embedded files.
"""

import io
import zipfile
from xml.parsers import expat

from probation_commission.intake.files import limits
from probation_commission.intake.files.limits import FileRefusedError, refused
from probation_commission.intake.files.xml_walk import Walk

_MACROS = b"macroenabled"


def checked(content: bytes) -> bytes:
    """The workbook with only its XML parts. Raises `FileRefusedError`."""
    # `zipfile` reads the whole directory of an archive at once, so its entries are counted before.
    if content.count(b"PK\x01\x02") > limits.MAX_PARTS:
        raise _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
    except FileRefusedError:
        raise
    except Exception as error:  # a hostile archive can fail anywhere in zipfile or zlib
        raise refused("damaged workbook", limits.DAMAGED) from error
    _require_small_sheets(parts)
    return _packed(parts)


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    _require_workbook(names)
    # The flag of a password on an entry; Excel's own passwords make no zip at all.
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(
            "encrypted workbook", "This workbook is packed with a password. Save it without one as .xlsx."
        )
    # Of two parts with one name, the one that was checked need not be the one that is read.
    if len(set(names)) != len(names):
        raise refused("damaged workbook", limits.DAMAGED)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED or any(map(_blown_up, entries)):
        raise _bomb()
    return _unpacked(archive, [entry for entry in entries if _is_xml(entry.filename)])


def _require_workbook(names: list[str]) -> None:
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _macros()
    if any(name.endswith("workbook.bin") for name in names) or "mimetype" in names:
        raise refused("other workbook", "This is another kind of workbook (.xlsb, .ods). Save it as .xlsx.")
    if "xl/workbook.xml" not in names:
        raise refused("not a workbook", limits.NO_WORKBOOK)


def _blown_up(entry: zipfile.ZipInfo) -> bool:
    return (
        entry.file_size > limits.MEGABYTE and entry.file_size > limits.MAX_RATIO * max(entry.compress_size, 1)
        # Excel writes these two alone; bzip2 and lzma unpack far more.
    ) or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    left = limits.MAX_UNPACKED
    parts = {}
    for entry in entries:
        parts[entry.filename] = part = _part(archive, entry, left)
        left -= len(part)
    # "return.xlsm" renamed "return.xlsx", with its macros under another name.
    if _MACROS in parts.get("[Content_Types].xml", b"").lower():
        raise _macros()
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


def _macros() -> FileRefusedError:
    return refused(
        "macro workbook", "This workbook holds macros. Save it as a workbook without macros (.xlsx)."
    )


def _require_small_sheets(parts: dict[str, bytes]) -> None:
    walk = Walk()
    try:
        for part in parts.values():
            walk.over(part)
    except (expat.ExpatError, ValueError) as error:
        raise refused("damaged workbook", limits.DAMAGED) from error
    if walk.characters > limits.MAX_CHARACTERS:
        raise _bomb()

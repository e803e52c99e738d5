"""In which characters a CSV is written: UTF-8, UTF-16 as Excel’s “Unicode text”, or Windows-1252."""

import codecs
import re

from probation_commission.intake.files import limits
from probation_commission.intake.files.limits import FileRefusedError, refused

# Excel puts a byte order mark before "CSV UTF-8"; left in, it would be part of the first heading.
UTF_8 = "utf-8-sig"
WINDOWS = "cp1252"
WINDOWS_NOTE = (
    "This file is not in UTF-8. It was read as Windows-1252, which Excel’s plain “CSV” is: check names with"
    " accents, curly apostrophes or pound signs."
)

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_IN_NO_TEXT = bytes([*range(9), 0x0B, *range(0x0E, 0x20)])
# The five bytes that are no character of Windows-1252: with them it is in yet another encoding.
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def decodable(content: bytes) -> tuple[bytes, str]:
    """The bytes of a CSV and the encoding by which they can be read. Raises `FileRefusedError`."""
    if content.startswith(_UTF_16):
        content = _from_utf_16(content)
    # Text of Windows ("£" in cp1252) is told from a file that is no text by bytes that stand in no text.
    if _is_no_text(content):
        raise refused("not a workbook", limits.NO_WORKBOOK)
    if _is_utf_8(content):
        return content, UTF_8
    if _NOT_WINDOWS.search(content):
        raise _encoding()
    return content, WINDOWS


def text(content: bytes) -> str:
    """The text of a CSV, without a byte order mark. Raises `FileRefusedError`."""
    content, encoding = decodable(content)
    return content.decode(encoding)


def _is_no_text(content: bytes) -> bool:
    # Piece by piece taken out and missed: a search for any of them takes ten times as long.
    pieces = (content[at : at + limits.MEGABYTE] for at in range(0, len(content), limits.MEGABYTE))
    return any(len(piece.translate(None, _IN_NO_TEXT)) < len(piece) for piece in pieces)


def _from_utf_16(content: bytes) -> bytes:
    try:
        return content.decode("utf-16").encode()
    except UnicodeError:
        raise _encoding() from None


def _is_utf_8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # Megabyte by megabyte, since a megabyte of text can take four in memory.
        for start in range(0, len(content), limits.MEGABYTE):
            end = start + limits.MEGABYTE
            decoder.decode(content[start:end], final=end >= len(content))
    except UnicodeDecodeError:
        return False
    return True


def _encoding() -> FileRefusedError:
    return refused(
        "wrong encoding",
        "This file is in an encoding that is not known here. In Excel, save it as "
        "“CSV UTF-8 (comma delimited)” and load that.",
    )

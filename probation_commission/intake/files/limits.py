"""What a file may be at most, and what it is by its first bytes. A file beyond that is refused whole."""

import codecs
import re
from enum import StrEnum

from probation_commission.domain.returns import Problem

MEGABYTE = 1024**2
MAX_BYTES = 20 * MEGABYTE
MAX_UNPACKED = 128 * MEGABYTE
# Of a part of over a megabyte: real sheets stay far below, and deflate can pack a thousand to one.
MAX_RATIO = 200
MAX_PARTS = 1_000
MAX_CELLS = 2_000_000
MAX_ROWS = 250_000
"""Of a CSV, empty lines and all."""
# Of cells that point to shared texts: one text of 32,000 characters in a million cells is a small file.
MAX_CHARACTERS = 16 * MEGABYTE

# The first bytes of .xls and .doc, and of an .xlsx with a password, which has a stream of the second name.
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")

NO_WORKBOOK = (
    "This is neither a workbook nor a CSV file. Open it in the program it came from and save it as .xlsx."
)
DAMAGED = "This workbook is damaged and cannot be read whole. Save it again in Excel as .xlsx and load that."
BOMB = "This workbook unpacks to far more than a return can hold. Save only its own sheets as a new .xlsx."


class Format(StrEnum):
    """The two kinds of file that can be read."""

    WORKBOOK = "workbook"
    CSV = "csv"


class FileRefusedError(Exception):
    """The file as a whole is refused; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refused(code: str, message: str) -> FileRefusedError:
    """The error that refuses a whole file."""
    return FileRefusedError(Problem(code, message))


def recognise(content: bytes) -> Format:
    """What the bytes are, whatever the file is called. Raises `FileRefusedError` for what is not read."""
    _require_size(content)
    if content.startswith(b"PK"):
        return Format.WORKBOOK
    if content.startswith(_OLE2):
        raise _ole2(content)
    # Names lie: "return.xlsx" may be the page on which a portal asked to sign in.
    if content.startswith((b"%PDF", b"{\\rtf")) or content[:200].lstrip().lower().startswith(
        (b"<", b"\xef\xbb\xbf<")
    ):
        raise refused("not a workbook", NO_WORKBOOK)
    return Format.CSV


def _require_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        size = f"{len(content) / MEGABYTE:,.0f} MB"
        raise refused(
            "too large",
            f"This file has {size}; a return may have {MAX_BYTES // MEGABYTE} MB. "
            "Take out pictures and sheets that do not belong to the return.",
        )
    if not content.strip():
        raise refused("empty file", "This file is empty. Save it again and load it once more.")


def _ole2(content: bytes) -> FileRefusedError:
    if _ENCRYPTED in content:
        return refused(
            "encrypted workbook",
            "This workbook is protected with a password. Take it off "
            "(File, Info, Protect Workbook) and load it again.",
        )
    return refused(
        "old workbook",
        "This is a file of an old Office format (.xls, .doc). Save it as an Excel workbook (.xlsx).",
    )


def require_text(content: bytes) -> None:
    """The check that this is text in UTF-8, with or without a byte order mark, else `FileRefusedError`."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _encoding()
    # Text of Windows ("£" in cp1252) is told from a file that is no text by bytes that stand in no text.
    no_text = _NO_TEXT.search(content) is not None
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # Megabyte by megabyte, since a megabyte of text can take four in memory.
        for start in range(0, len(content), MEGABYTE):
            decoder.decode(content[start : start + MEGABYTE], final=start + MEGABYTE >= len(content))
    except UnicodeDecodeError:
        raise (_no_text() if no_text else _encoding()) from None
    if no_text:
        raise _no_text()


def text(content: bytes) -> str:
    """The text of a CSV in UTF-8, with or without a byte order mark. Raises `FileRefusedError`."""
    require_text(content)
    return content.decode("utf-8-sig")


def _encoding() -> FileRefusedError:
    return refused(
        "wrong encoding",
        "This file is not in UTF-8. In Excel, save it as “CSV UTF-8 (comma delimited)” and load that.",
    )


def _no_text() -> FileRefusedError:
    return refused("not a workbook", NO_WORKBOOK)

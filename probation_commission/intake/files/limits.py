"""What a file may be at most, and what it is by its first bytes. A file beyond that is refused whole."""

from dataclasses import dataclass
from enum import StrEnum

from probation_commission.domain.returns import Problem
from probation_commission.intake.files import ole2

MEGABYTE = 1024**2
MAX_BYTES = 20 * MEGABYTE
MAX_UNPACKED = 128 * MEGABYTE
# Of a part of over a megabyte: real sheets stay far below, and deflate can pack a thousand to one.
MAX_RATIO = 200
MAX_PARTS = 1_000
MAX_CELLS = 2_000_000
MAX_COLUMNS = 16_384
"""Of any sheet, as in Excel: what is asked of each column takes a thousand times as long as of a cell."""
MAX_ROWS = 250_000
"""Of a CSV, empty lines and all."""
# Of cells that point to shared texts: one text of 32,000 characters in a million cells is a small file.
MAX_CHARACTERS = 16 * MEGABYTE

MAX_REPORT_BYTES = 600 * MEGABYTE
MAX_REPORT_ROWS = 1_500_000
MAX_REPORT_CELLS = 30 * MAX_REPORT_ROWS
"""Of a CSV of which a row is read and forgotten, so that its length costs time and no memory."""

_ENCRYPTED = "EncryptedPackage"
"""Of an .xlsx with a password, which is packed into the container of .xls and .doc."""
_OLD_WORKBOOKS = {"Workbook", "Book"}
_OLD_MACROS = "_VBA_PROJECT_CUR"

NO_WORKBOOK = (
    "This is neither a workbook nor a CSV file. Open it in the program it came from and save it as .xlsx."
)
DAMAGED = "This workbook is damaged and cannot be read whole. Save it again in Excel as .xlsx and load that."
BOMB = "This workbook unpacks to far more than a return can hold. Save only its own sheets as a new .xlsx."


class Format(StrEnum):
    """The kinds of file that can be read."""

    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Size:
    """What a CSV may have at most."""

    most_bytes: int
    most_rows: int
    most_cells: int


def of_return() -> Size:
    """What a return may have."""
    return Size(MAX_BYTES, MAX_ROWS, MAX_CELLS)


def of_report() -> Size:
    """What a report may have, of which only counts stay."""
    return Size(MAX_REPORT_BYTES, MAX_REPORT_ROWS, MAX_REPORT_CELLS)


class FileRefusedError(Exception):
    """The file as a whole is refused; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refused(code: str, message: str) -> FileRefusedError:
    """The error that refuses a whole file."""
    return FileRefusedError(Problem(code, message))


def require_area(cells: int, columns: int) -> None:
    """The check that sheets reach over no more cells than make a grid, and that none is too wide."""
    if cells > MAX_CELLS or columns > MAX_COLUMNS:
        raise too_many_cells()


def too_many_cells() -> FileRefusedError:
    """The refusal of sheets that reach too far."""
    return refused(
        "too many cells",
        f"The sheets of this workbook reach over more than {MAX_CELLS:,} cells. "
        "Delete empty rows and columns far from the tables and save it again.",
    )


def encrypted() -> FileRefusedError:
    """The refusal of a workbook with a password."""
    return refused(
        "encrypted workbook",
        "This workbook is protected with a password. Take it off "
        "(File, Info, Protect Workbook) and load it again.",
    )


def macros() -> FileRefusedError:
    """The refusal of a workbook with macros."""
    return refused(
        "macro workbook", "This workbook holds macros. Save it as a workbook without macros (.xlsx)."
    )


def refuse_entities(*_: object) -> None:
    """What a walk over XML does at a doctype, in which entities would stand."""
    raise refused(
        "entities", "This workbook holds XML entities, which Excel never writes. Save it anew in Excel."
    )


def recognise(content: bytes, size: Size | None = None) -> Format:
    """What the bytes are, whatever the file is called. Raises `FileRefusedError` for what is not read."""
    _require_size(content, size or of_return())
    if content.startswith(b"PK"):
        return Format.WORKBOOK
    if content.startswith(ole2.START):
        _require_old_workbook(content)
        return Format.OLD_WORKBOOK
    # Names lie: "return.xlsx" may be the page on which a portal asked to sign in.
    if content.startswith((b"%PDF", b"{\\rtf")) or content[:200].lstrip().lower().startswith(
        (b"<", b"\xef\xbb\xbf<")
    ):
        raise refused("not a workbook", NO_WORKBOOK)
    return Format.CSV


def _require_size(content: bytes, size: Size) -> None:
    if len(content) > size.most_bytes:
        raise refused(
            "too large",
            f"This file has {len(content) / MEGABYTE:,.0f} MB; a return may have "
            f"{size.most_bytes // MEGABYTE} MB. "
            "Take out pictures and sheets that do not belong to the return.",
        )
    if not content.strip():
        raise refused("empty file", "This file is empty. Save it again and load it once more.")


def _require_old_workbook(content: bytes) -> None:
    """The check that a file of the old container is a workbook; Word, PowerPoint and Outlook use it too."""
    names = ole2.root_names(content)
    if _ENCRYPTED in names:
        raise encrypted()
    if _OLD_MACROS in names:
        raise macros()
    if not _OLD_WORKBOOKS & names:
        raise refused("not a workbook", NO_WORKBOOK)

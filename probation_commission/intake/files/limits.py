"""What a file may be at most, and what it is by its first bytes. A file beyond that is refused whole."""

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


def recognise(content: bytes) -> Format:
    """What the bytes are, whatever the file is called. Raises `FileRefusedError` for what is not read."""
    _require_size(content)
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


def _require_old_workbook(content: bytes) -> None:
    """The check that a file of the old container is a workbook; Word, PowerPoint and Outlook use it too."""
    names = ole2.root_names(content)
    if _ENCRYPTED in names:
        raise encrypted()
    if _OLD_MACROS in names:
        raise macros()
    if not _OLD_WORKBOOKS & names:
        raise refused("not a workbook", NO_WORKBOOK)

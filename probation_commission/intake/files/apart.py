"""Workbooks of Excel’s older and binary formats (.xls, .xlsb), read in a process that ends.

Neither can be looked through before it is read, as XML can, so a hostile one could make the reader take
all memory, or never come back: the process that reads it may have neither (decision 108).
"""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from probation_commission.intake.files import limits
from probation_commission.intake.files.limits import FileRefusedError, refused
from probation_commission.workers import WorkError, room

MEGABYTES = 256
SECONDS = 20
"""Both of the process, which sets them for itself."""
_PASSWORD = 3
_TOO_MANY_CELLS = 4
_BUSY = "Other large files are being read, and this one’s turn did not come. Send it again in a few minutes."
_READER = Path(__file__).with_name("apart_reader.py")

_Rows = list[list[Any]]


def read(content: bytes) -> list[tuple[str, bool, _Rows]]:
    """Name, whether it is hidden, and rows of each sheet. Raises `FileRefusedError`."""
    # Isolated: neither the folder nor the environment it is started in can change what it imports.
    command = [sys.executable, "-I", str(_READER), str(limits.MAX_CELLS)]
    try:
        with room():
            # Killed and waited for when its time is over: no process stays behind.
            done = subprocess.run(  # noqa: S603 (nothing of the file is in the command)
                command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}
            )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    except WorkError:
        raise refused("old workbook", _BUSY) from None
    if done.returncode:
        raise _refusal(done.returncode)
    try:
        sheets = json.loads(done.stdout, object_hook=_value)["sheets"]
    except (ValueError, LookupError) as error:
        raise refused("damaged workbook", limits.DAMAGED) from error
    return [(sheet["name"], sheet["hidden"], sheet["rows"]) for sheet in sheets]


def _value(written: dict[str, object]) -> object:
    match written:
        case {"seconds": float(seconds)}:
            return timedelta(seconds=seconds)
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
    return written


def _refusal(code: int) -> FileRefusedError:
    if code == _PASSWORD:
        return limits.encrypted()
    if code == _TOO_MANY_CELLS:
        return limits.too_many_cells()
    # Ended from without: by the limit of its work, or by its own want of memory.
    return _too_much() if code < 0 else refused("damaged workbook", limits.DAMAGED)


def _too_much() -> FileRefusedError:
    return refused(
        "old workbook",
        f"This workbook of an older format (.xls, .xlsb) takes more than {SECONDS} seconds or {MEGABYTES} MB"
        " to read. Open it in Excel, save it as an Excel workbook (.xlsx) and load that.",
    )
